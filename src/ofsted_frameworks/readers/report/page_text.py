"""The text of a document as one string with plain spaces, dashes and quotes."""

import bisect
import re
import unicodedata
from collections.abc import Sequence

import attrs

_PAGE_BREAK = "\f\n"


@attrs.frozen
class Text:
    """The text of a document as one string, and where its pages begin.

    Args:
        string: The text. No line begins or ends with a space, and no two spaces or blank lines follow
            each other, so patterns need not try every way to split a long space.
        starts: The index at which each page begins, in order.
        unread: The numbers of the pages whose text could not be read.
    """

    string: str
    starts: tuple[int, ...]
    unread: tuple[int, ...] = ()

    @classmethod
    def of(cls, pages: Sequence[str], unread: Sequence[int] = ()) -> "Text":
        """Return the text of a document from the text of its pages."""
        parts: list[str] = []
        starts: list[int] = []
        at = 0
        for page in map(_plain, pages):
            starts.append(at)
            if page:
                parts.append(page + _PAGE_BREAK)
                at += len(parts[-1])
        return cls("".join(parts).removesuffix(_PAGE_BREAK), tuple(starts), tuple(unread))

    def page(self, at: int) -> int:
        """Return the number, from 1, of the page with the character at `at`."""
        return bisect.bisect_right(self.starts, at)

    def end(self, page: int) -> int:
        """Return the index at which the text of a page ends."""
        return self.starts[page] if page < len(self.starts) else len(self.string)


_NOTE_MARKS = "*†‡§¶⁕∗°ªº¹²³⁰⁴⁵⁶⁷⁸⁹⁽⁾ⁱ"
_BULLETS = "|│┃▪▫◼◾■□●○◦•‣⁃∙·➢➤►✓✔\u2028\u2029"
_QUOTES = "‘‛ʼ`´′＇"
_HYPHENS = "\u2010\u2011\ufffe\u02d7\ufe63\uff0d"
_DASHES = (
    "\u2012\u2013\u2014\u2015\u2212\u2043\u2500\u2501\u2e3a\u2e3b\ufe58\u30fc\u23af\u2574\u2576"
)
_PLAIN = {
    **dict.fromkeys(_NOTE_MARKS, ""),
    **dict.fromkeys(_BULLETS, " "),
    **dict.fromkeys(_QUOTES, "’"),
    **dict.fromkeys(_HYPHENS, "-"),
    **dict.fromkeys(_DASHES, "–"),
}
_NOT_PLAIN = re.compile(f"[{re.escape(''.join(_PLAIN))}]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\u200b-\u200f\u2060\ufeff\ue000-\uf8ff]")
_BROKEN_WORD = re.compile("\u00ad\n?|(?<=[a-z])-\n(?=[a-z])")
_NOTE = re.compile(r"\[\d{1,2}\]")
_SPACES = re.compile(r"[^\S\n ][^\S\n]*| [^\S\n]+")
"""Every space that is not already a single plain one."""
_BLANK_LINES = re.compile(r"\n{3,}")


def _plain(page: str) -> str:
    page = page.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n")
    page = _NOT_PLAIN.sub(lambda match: _PLAIN[match[0]], page)
    if not page.isascii():
        page = unicodedata.normalize("NFKC", page)
    page = _CONTROL.sub(" ", page)
    page = _SPACES.sub(" ", _NOTE.sub("", page)).replace(" \n", "\n").replace("\n ", "\n")
    return _BLANK_LINES.sub("\n\n", _BROKEN_WORD.sub("", page)).strip()
