"""The formats of an answer: text, JSON, JSON Lines, CSV, an Excel workbook, a page or a picture.

Every command offers its answer in the same way: `--format` chooses the format and `--output` the file.
Without `--format`, the ending of the file decides.
"""

import contextlib
import functools
import importlib
import io
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeGuard

import attrs
import click

from ofsted_frameworks.arguments import read_day
from ofsted_frameworks.cli import streams

if TYPE_CHECKING:
    import altair as alt

    from ofsted_frameworks.tables import Tabular

Row = Mapping[str, object]

TABLE = ("text", "json", "jsonl", "csv", "xlsx")
DRAWN = (*TABLE, "svg", "png")
EVERY = (*TABLE, "html", "svg", "png")
NEEDS_FILE = ("xlsx", "png")
_LONGEST_CELL = 32_767
_WORKBOOK = {
    "in_memory": True,
    "default_date_format": "d mmm yyyy",
    "strings_to_formulas": False,
    "strings_to_urls": False,
}
"""The options of a workbook: text is written as text, so no cell is ever a formula or a link."""


@attrs.frozen(kw_only=True)
class Answer:
    """A command's answer in every format; only the requested one is made.

    `notes` say how far the data reaches and what to watch out for. A workbook has them on its second sheet.
    """

    text: Callable[[], str]
    plain: Callable[[], object]
    rows: Callable[[], Iterable[Row]] = tuple
    notes: Callable[[], Sequence[str]] = tuple
    page: Callable[[], str] | None = None
    chart: Callable[[], "alt.LayerChart"] | None = None


def table_answer(table: "Tabular", **other: Any) -> Answer:
    """Return the answer for an object that has a table; `other` adds or replaces fields of the answer."""
    fields: dict[str, Any] = {
        "text": lambda: str(table),
        "plain": table.to_rows,
        "rows": table.to_rows,
        "notes": lambda: table.table().notes,
    }
    return Answer(**fields | other)


def answering(*formats: str) -> Callable[[Callable[..., Answer]], Callable[..., None]]:
    """Return a decorator that gives `--format` and `--output` to a command that returns an `Answer`."""

    def decorate(command: Callable[..., Answer]) -> Callable[..., None]:
        @format_option(*formats)
        @functools.wraps(command)
        def run(*args: Any, format: str, output: Path | None, **kwargs: Any) -> None:
            give(command(*args, **kwargs), format, output)

        return run

    return decorate


def format_option(*formats: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Return a decorator that adds `--format` and `--output`; the command gets `format` and `output`."""
    format = click.option(
        "--format",
        type=click.Choice(formats),
        callback=_format,
        help="The output format; without it, the ending of --output decides.  [default: text]",
    )
    output = click.option(
        "--output",
        "-o",
        is_eager=True,
        type=click.Path(path_type=Path, dir_okay=False),
        metavar="FILE",
        help="Write to FILE instead of printing.",
    )
    return lambda command: format(output(command))


def _format(ctx: click.Context, param: click.Parameter, given: str | None) -> str:
    """Return the requested format, or the one that the ending of the output file names."""
    assert isinstance(param.type, click.Choice)
    output: Path | None = ctx.params["output"]
    formats, ending = param.type.choices, output.suffix.lower().lstrip(".") if output else ""
    format = given or (ending if ending in formats else "")
    if output and not format and ending != "txt":
        raise click.UsageError(
            f"the ending of {str(output)!r} is not one of this command's formats; add --format, or end "
            f"the name in one of {', '.join(f'.{each}' for each in formats if each != 'text')}"
        )
    if format in NEEDS_FILE and output is None:
        raise click.UsageError(f"--format {format} needs a file; add --output FILE.{format}")
    return format or "text"


def give(answer: Answer, format: str, output: Path | None) -> None:
    """Print an answer, or write it to a file and say where it is."""
    content = _WRITERS[format](answer)
    with streams.writer(output, data=format != "text") as write:
        write(content)


def _plain(value: Any) -> object:
    """Return a value in a form that JSON can write: an enum member as its value, anything else as text."""
    return getattr(value, "value", None) or str(value)


def _json(value: object, indent: int | None = 2) -> str:
    return json.dumps(value, indent=indent, ensure_ascii=False, default=_plain)


def _csv(answer: Answer) -> str:
    from ofsted_frameworks.validation.csv_cells import row

    rows = list(answer.rows())
    columns = _columns(rows)
    cells = ([_flat(each.get(column)) for column in columns] for each in rows)
    return "".join(map(row, (columns, *cells)))


def _columns(rows: Iterable[Row]) -> list[str]:
    return list(dict.fromkeys(column for row in rows for column in row))


def _is_list(value: object) -> TypeGuard[list[Any] | tuple[Any, ...]]:
    return isinstance(value, list | tuple)


def _flat(value: object) -> Any:
    """Return a value as it is written in a cell; the items of a list are joined into one string."""
    if _is_list(value):
        return "; ".join(str(_flat(each)) for each in value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value if value is None or isinstance(value, str | int | float) else _plain(value)


def _xlsx(answer: Answer) -> bytes:
    """Return a workbook: the rows with a frozen header and real dates, and a sheet of notes about them."""
    try:
        library: Any = importlib.import_module("xlsxwriter")  # it has no types
    except ImportError:
        from ofsted_frameworks.findings import MissingExtra

        raise MissingExtra("cli", "XlsxWriter") from None
    content = io.BytesIO()
    with library.Workbook(content, _WORKBOOK) as book:
        _fill(book, book.add_worksheet("Answer"), list(answer.rows()))
        about = book.add_worksheet("About")
        about.set_column(0, 0, 100, book.add_format({"text_wrap": True, "valign": "top"}))
        for number, line in enumerate(answer.notes()):
            about.write_string(number, 0, line[:_LONGEST_CELL])
    return content.getvalue()


def _fill(book: Any, sheet: Any, rows: Sequence[Row]) -> None:
    columns = _columns(rows)
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    for index, column in enumerate(columns):
        sheet.write_string(0, index, column.replace("_", " "), bold)
        cells = [_typed(row.get(column)) for row in rows]
        sheet.write_column(1, index, cells)
        longest = max((len(str(value)) for value in cells if value is not None), default=0)
        sheet.set_column(index, index, min(50, max(len(column), longest) + 2))
    sheet.freeze_panes(1, 1)
    if columns:
        sheet.autofilter(0, 0, len(rows), len(columns) - 1)


def _typed(value: object) -> Any:
    """Return a value for a cell of a workbook; a date in text becomes a real date."""
    flat = _flat(value)
    if isinstance(flat, str):
        with contextlib.suppress(ValueError):
            return read_day("cell", flat)
        return flat[:_LONGEST_CELL]
    return flat


def _page(answer: Answer) -> str:
    assert answer.page
    return answer.page()


def _drawn(ending: str, answer: Answer) -> bytes:
    from ofsted_frameworks.charts.saving import as_bytes

    assert answer.chart
    return as_bytes(answer.chart(), ending)


_WRITERS: Mapping[str, Callable[[Answer], str | bytes]] = {
    "text": lambda answer: f"{streams.visible(answer.text())}\n",
    "json": lambda answer: _json(answer.plain()) + "\n",
    "jsonl": lambda answer: "".join(f"{_json(row, indent=None)}\n" for row in answer.rows()),
    "csv": _csv,
    "xlsx": _xlsx,
    "html": _page,
    "svg": functools.partial(_drawn, ".svg"),
    "png": functools.partial(_drawn, ".png"),
}
