"""The forms of an answer: text, JSON, JSON Lines, CSV, an Excel workbook, a page or a picture.

Every command offers its answer in the same way: `--format` says the form, `--output` the file; without
`--format`, the file's ending says the form.
"""

import contextlib
import datetime as dt
import functools
import importlib
import io
import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeGuard

import attrs
import click

from ofsted_frameworks.cli import streams

if TYPE_CHECKING:
    import altair as alt

Row = Mapping[str, object]

TABLE = ("text", "json", "jsonl", "csv", "xlsx")
DRAWN = (*TABLE, "svg", "png")
EVERY = (*TABLE, "html", "svg", "png")
NEEDS_FILE = ("xlsx", "png")
_LONGEST_CELL = 32_767
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@attrs.frozen(kw_only=True)
class Answer:
    """What a command answers, made into the form that is asked for and no other.

    `about` says what the rows are, how far they reach and what to beware of: a workbook's second sheet.
    """

    text: Callable[[], str]
    plain: Callable[[], object]
    rows: Callable[[], Iterable[Row]] = tuple
    page: Callable[[], str] | None = None
    chart: Callable[[], "alt.LayerChart"] | None = None
    about: Sequence[str] = ()


def answering(*formats: str) -> Callable[[Callable[..., Answer]], Callable[..., None]]:
    """Give a command that returns an `Answer` the options `--format` and `--output`."""

    def decorate(command: Callable[..., Answer]) -> Callable[..., None]:
        @format_option(formats)
        @functools.wraps(command)
        def run(*args: Any, written: str, output: Path | None, **kwargs: Any) -> None:
            give(command(*args, **kwargs), written, output)

        return run

    return decorate


def format_option(formats: Sequence[str]) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """The options `--format` and `--output`; the command gets `written` and `output`."""

    def decorate(command: Callable[..., Any]) -> Callable[..., Any]:
        @click.option(
            "--format",
            "written",
            type=click.Choice(formats),
            help="The form of the answer; or use the ending of --output.  [default: text]",
        )
        @click.option(
            "--output",
            "-o",
            type=click.Path(path_type=Path, dir_okay=False),
            metavar="FILE",
            help="Write to FILE instead of printing.",
        )
        @functools.wraps(command)
        def run(*args: Any, written: str | None, output: Path | None, **kwargs: Any) -> Any:
            form = _form(written, output, formats)
            return command(*args, written=form, output=output, **kwargs)

        return run

    return decorate


def _form(written: str | None, output: Path | None, formats: Sequence[str]) -> str:
    ending = output.suffix.lower().lstrip(".") if output else ""
    form = written or (ending if ending in formats else "")
    if output and not form and ending != "txt":
        raise click.UsageError(
            f"the ending of {str(output)!r} is not a form of this answer; say --format, or end the "
            f"name in one of {', '.join(f'.{each}' for each in formats if each != 'text')}"
        )
    if form in NEEDS_FILE and output is None:
        raise click.UsageError(f"--format {form} needs a file: add --output FILE.{form}")
    return form or "text"


def give(answer: Answer, form: str, output: Path | None) -> None:
    """Print an answer, or write it to a file and say where it is."""
    content = _WRITERS[form](answer)
    if output:
        streams.write_file(output, content)
    elif form == "text":
        streams.write_text(content.decode())
    else:
        streams.write_bytes(content)


def _text(answer: Answer) -> bytes:
    return f"{streams.visible(answer.text())}\n".encode("utf-8", "backslashreplace")


def _plain(value: Any) -> object:
    """A value that JSON has no form for: a word by its value in records, anything else as text."""
    return getattr(value, "value", None) or str(value)


def as_json(value: object) -> str:
    """Plain data as indented JSON."""
    return json.dumps(value, indent=2, ensure_ascii=False, default=_plain) + "\n"


def _lines(answer: Answer) -> str:
    return "".join(
        f"{json.dumps(row, ensure_ascii=False, default=_plain)}\n" for row in answer.rows()
    )


def _csv(answer: Answer) -> str:
    from ofsted_frameworks.validation.csv_cells import row

    rows = list(answer.rows())
    columns = _columns(rows)
    each = ([_flat(its.get(column)) for column in columns] for its in rows)
    return "".join(map(row, (columns, *each)))


def _columns(rows: Iterable[Row]) -> list[str]:
    return list(dict.fromkeys(column for row in rows for column in row))


def is_list(value: object) -> TypeGuard[list[Any] | tuple[Any, ...]]:
    """Whether a value of plain data is a list."""
    return isinstance(value, list | tuple)


def _flat(value: object) -> Any:
    """A value that fits in a cell: the items of a list in one text."""
    if is_list(value):
        return "; ".join(str(_flat(each)) for each in value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value if value is None or isinstance(value, str | int | float) else _plain(value)


def _xlsx(answer: Answer) -> bytes:
    """A workbook: the rows under a heading that stays in view, dates as dates; and what they are."""
    try:
        library: Any = importlib.import_module("xlsxwriter")  # it has no types of its own
    except ImportError:
        from ofsted_frameworks.findings import MissingExtra

        raise MissingExtra("cli", "XlsxWriter") from None
    made = io.BytesIO()
    with library.Workbook(made, {"in_memory": True, "default_date_format": "d mmm yyyy"}) as book:
        _fill(book, book.add_worksheet("Answer"), list(answer.rows()))
        about = book.add_worksheet("About")
        about.set_column(0, 0, 100, book.add_format({"text_wrap": True, "valign": "top"}))
        for number, line in enumerate(answer.about):
            about.write_string(number, 0, line[:_LONGEST_CELL])
    return made.getvalue()


def _fill(book: Any, sheet: Any, rows: Sequence[Row]) -> None:
    columns = _columns(rows)
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    for place, column in enumerate(columns):
        sheet.write_string(0, place, column.replace("_", " "), bold)
        cells = [_typed(row.get(column)) for row in rows]
        for number, value in enumerate(cells, 1):
            _WRITE[type(value)](sheet, number, place, value)
        longest = max((len(str(value)) for value in cells if value is not None), default=0)
        sheet.set_column(place, place, min(50, max(len(column), longest) + 2))
    sheet.freeze_panes(1, 1)
    if columns:
        sheet.autofilter(0, 0, len(rows), len(columns) - 1)


def _typed(value: object) -> Any:
    """A value of plain data for a cell: a date where the text is one."""
    flat = _flat(value)
    if isinstance(flat, str) and _DAY.fullmatch(flat):
        with contextlib.suppress(ValueError):
            return dt.date.fromisoformat(flat)
    return flat[:_LONGEST_CELL] if isinstance(flat, str) else flat


# Text is written as text: no cell is ever a formula or a link.
_WRITE: Mapping[type, Callable[[Any, int, int, Any], object]] = {
    str: lambda sheet, row, column, value: sheet.write_string(row, column, value),
    int: lambda sheet, row, column, value: sheet.write_number(row, column, value),
    float: lambda sheet, row, column, value: sheet.write_number(row, column, value),
    dt.date: lambda sheet, row, column, value: sheet.write_datetime(row, column, value),
    type(None): lambda sheet, row, column, value: sheet.write_blank(row, column, None),
}


def _page(answer: Answer) -> str:
    assert answer.page
    return answer.page()


def _drawn(form: str, answer: Answer) -> bytes:
    from ofsted_frameworks.charts.saving import as_bytes

    assert answer.chart
    return as_bytes(answer.chart(), f".{form}")


def _encoded(write: Callable[[Answer], str]) -> Callable[[Answer], bytes]:
    return lambda answer: write(answer).encode("utf-8", "backslashreplace")


_WRITERS: Mapping[str, Callable[[Answer], bytes]] = {
    "text": _text,
    "json": _encoded(lambda answer: as_json(answer.plain())),
    "jsonl": _encoded(_lines),
    "csv": _encoded(_csv),
    "xlsx": _xlsx,
    "html": _encoded(_page),
    "svg": functools.partial(_drawn, "svg"),
    "png": functools.partial(_drawn, "png"),
}
