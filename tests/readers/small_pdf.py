"""Small PDFs, written byte by byte, for the tests of the reader of reports."""

from collections.abc import Sequence

_CATALOG = b"<</Type/Catalog/Pages 2 0 R>>"
_FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"


def _page(text: str) -> bytes:
    escaped = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    shown = [
        b"1 0 0 1 40 %d Tm (%s) Tj" % (800 - 12 * number, line.encode("cp1252"))
        for number, line in enumerate(escaped.split("\n"))
    ]
    return b"BT /F 9 Tf " + b"\n".join(shown) + b" ET"


def pdf_of(
    pages: Sequence[str],
    trailer: bytes = b"",
    broken: Sequence[int] = (),
    rotated: int = 0,
    stream: bytes | None = None,
    filters: bytes = b"",
) -> bytes:
    """Return a PDF with a text on each page.

    Args:
        pages: The text of each page.
        trailer: What to add to the trailer.
        broken: The indexes of pages to replace with something that is not a page.
        rotated: The degrees by which each page is rotated.
        stream: A stream that draws each page instead of its text.
        filters: The filters with which the stream was made.
    """
    objects = [_CATALOG, b"", _FONT]
    kids: list[bytes] = []
    for number, text in enumerate(pages):
        content = _page(text) if stream is None else stream
        drawn = b"<</Length %d%s>>stream\n%s\nendstream" % (len(content), filters, content)
        page = (
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 840]/Rotate %d/Contents %d 0 R"
            b"/Resources<</Font<</F 3 0 R>>>>>>" % (rotated, len(objects) + 2)
        )
        kids.append(b"%d 0 R" % (len(objects) + 1))
        objects += [b"null" if number in broken else page, drawn]
    objects[1] = b"<</Type/Pages/Kids[%s]/Count %d>>" % (b" ".join(kids), len(kids))
    written = b"%PDF-1.4\n"
    offsets: list[bytes] = []
    for number, body in enumerate(objects, 1):
        offsets.append(b"%010d 00000 n \n" % len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, b"".join(offsets))
    end = b"trailer<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF"
    return written + table + end % (len(objects) + 1, trailer, len(written))
