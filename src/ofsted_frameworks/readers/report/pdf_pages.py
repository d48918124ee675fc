"""The text of a PDF's pages, as a script that runs in a separate process because files may be hostile."""

import functools
import importlib
from typing import Any

MOST_PAGES = 300
MOST_CHARACTERS_ON_A_PAGE = 20_000


@functools.cache
def _library() -> Any:
    return importlib.import_module("pypdfium2")


def answer(data: bytes) -> dict[str, Any]:
    """Return the text of each page and the numbers of unreadable pages, or what is wrong with the PDF.

    The text is in the order in which the file draws it: sorting by position would tear the labels of a
    table apart. A rotated page is read unrotated, because rotated lines come in no useful order.
    """
    library = _library()
    try:
        document = library.PdfDocument(data)
    except library.PdfiumError as error:
        needs_password = getattr(error, "err_code", None) == library.raw.FPDF_ERR_PASSWORD
        return {"needs_password": needs_password, "wrong": str(error)}
    try:
        return _pages(document)
    finally:
        document.close()


def _pages(document: Any) -> dict[str, Any]:
    pages: list[str] = []
    unread: list[int] = []
    for number in range(min(len(document), MOST_PAGES)):
        text = _page_text(document, number)
        pages.append(text or "")
        if text is None:
            unread.append(number + 1)
    if len(document) > MOST_PAGES:
        unread.append(MOST_PAGES + 1)
    return {"pages": pages, "unread": unread}


def _page_text(document: Any, number: int) -> str | None:
    """Return the text of one page; None if it cannot be read or is longer than any page can be."""
    library = _library()
    try:
        page = document[number]
    except library.PdfiumError:
        return None
    try:
        page.set_rotation(0)
        text_page = page.get_textpage()
        try:
            too_long = text_page.count_chars() > MOST_CHARACTERS_ON_A_PAGE
            text: str | None = None if too_long else text_page.get_text_range()
        finally:
            text_page.close()
    except (library.PdfiumError, UnicodeDecodeError):
        text = None
    finally:
        page.close()
    return text
