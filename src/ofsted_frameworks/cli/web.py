"""`site`: web pages about authorities, regions and frameworks that need no server."""

from pathlib import Path

import click

from ofsted_frameworks.cli import inputs, streams
from ofsted_frameworks.cli.command import Command, files_argument


@click.command(
    "site",
    cls=Command,
    short_help="Write a page for each authority, region and framework.",
    examples=("site england", "site ours outcomes.ods"),
)
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
@files_argument
def site_command(folder: Path, files: tuple[Path, ...]) -> None:
    """Write pages to DIR: a home page with a search box, and one for each authority, region and framework.

    Open DIR/index.html: the pages need no server and load nothing from the internet. FILE is a workbook, a
    CSV or JSON file, a report, or a folder of reports. Without one, the pages cover all of England.
    """
    from ofsted_frameworks.page import write_site

    panel = inputs.panel_from(files)
    with (
        streams.reporting_failures(repr(str(folder))),
        inputs.progress("Writing pages") as advance,
    ):
        home, *others = write_site(folder, panel, progress=advance)
    streams.say(f"wrote {streams.visible(str(home))} and the {len(others)} pages it links to")
