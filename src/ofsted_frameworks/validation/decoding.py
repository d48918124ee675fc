"""Decode JSON text to plain values, and report what is wrong with the text."""

import functools
import json
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

from ofsted_frameworks.findings import Finding
from ofsted_frameworks.validation import general_rules as rules
from ofsted_frameworks.validation.record_format import MOST_REPORTED
from ofsted_frameworks.validation.vocabulary import is_object, shown
from ofsted_frameworks.words import plural

BYTE_ORDER_MARK = b"\xef\xbb\xbf"

UNREADABLE = object()
"""Used in place of a value that could not be read; the findings say why."""


def decode(text: bytes) -> tuple[object, list[Finding]]:
    """Return the value of a JSON text in UTF-8, or `UNREADABLE`, and what is wrong with the text.

    If orjson refuses a text, the standard library decides and says why, so the result is the same with and
    without orjson. Duplicate keys are found here, because the value keeps only one of them.
    """
    text = text.removeprefix(BYTE_ORDER_MARK)
    value: object = UNREADABLE
    with suppress(ValueError, RecursionError):
        value = fastest_loads()(text)
    if value is UNREADABLE:
        try:
            value = strict_loads(text)
        except (ValueError, RecursionError) as error:
            return UNREADABLE, [not_json(text, error)]
    return value, [] if keys_are_single(text, value) else list(duplicate_keys(text))


@functools.cache
def fastest_loads() -> Callable[[bytes], Any]:
    """Return the fastest JSON reader installed: orjson's, or the standard library's."""
    try:
        import orjson
    except ImportError:
        return strict_loads
    return orjson.loads


def strict_loads(text: bytes) -> Any:
    """Return the value of a JSON text, read by the standard library as strictly as orjson reads it.

    One difference remains: a number too large for a float becomes infinite here, and orjson refuses it.

    Raises:
        ValueError: If the text has NaN, half of a surrogate pair or bytes that are not UTF-8.
        RecursionError: If it is nested too deeply.
    """
    read = text.decode()
    try:
        value, end = _DECODER.raw_decode(read)
        if end < len(read) and read[end:].strip(" \t\r\n"):
            value = _DECODER.decode(read)
    except json.JSONDecodeError:
        value = _DECODER.decode(read)
    if b"\\u" in text:
        json.dumps(value, ensure_ascii=False).encode()
    return value


def no_constant(name: str) -> None:
    """Raise `ValueError` for NaN or an infinity, which is not JSON."""
    raise ValueError(f"{name} is not JSON")


def whole_number(digits: str) -> int | float:
    """Return a whole number as orjson reads it: an int if it fits in 64 bits, otherwise a float."""
    if len(digits) <= _MOST_DIGITS and -(2**63) <= (number := int(digits)) < 2**64:
        return number
    return float(digits)


_MOST_DIGITS = 20
_DECODER = json.JSONDecoder(parse_constant=no_constant, parse_int=whole_number)
_WORDS = {
    "Expecting value": "a value is missing",
    "Expecting property name enclosed in double quotes": "a key in double quotes is missing",
    "Expecting ',' delimiter": "a comma, or the end of the list or object, is missing",
    "Expecting ':' delimiter": "the colon after a key is missing",
    "Unterminated string starting at": "a string that begins here is not closed",
    "Invalid control character at": "a control character is inside a string",
    "Extra data": "more text follows the end",
}


def why_not_json(error: Exception) -> str:
    """Return the reason why a text is not JSON, without its position."""
    if isinstance(error, json.JSONDecodeError):
        return _WORDS.get(error.msg, error.msg)
    if isinstance(error, UnicodeEncodeError):
        return "half of a surrogate pair is not a character"
    if isinstance(error, UnicodeError):
        return "it is not text in UTF-8"
    return "it is nested too deeply" if isinstance(error, RecursionError) else str(error)


def not_json(text: bytes, error: Exception) -> Finding:
    """Return the finding that a text is not JSON, with the reason."""
    why = why_not_json(error) if text.strip() else "it is empty"
    if isinstance(error, json.JSONDecodeError) and text.strip():
        why += f" at column {error.colno}"
    begins = text[:60].decode(errors="replace")
    message = f"this is not JSON: {why}"
    return rules.NOT_JSON.finding((), message, value=begins, expected="one JSON object")


def keys_are_single(text: bytes, record: Any) -> bool:
    """Return True if it is certain that no key is repeated in the text of a record."""
    if not is_object(record):
        return True
    inner = (record.get("authority"), record.get("judgements"))
    keys = len(record) + sum(len(each) for each in inner if is_object(each))
    return has_so_many_keys(text, keys)


def has_so_many_keys(text: bytes, keys: int) -> bool:
    """Return True if it is certain that a JSON text has no more than this many keys.

    A colon follows each key. If strings contain colons too, only those after a quotation mark count.
    """
    return text.count(b":") == keys or (
        text.count(b'":') == keys and b'" ' not in text and b'"\t' not in text
    )


def duplicate_keys(text: bytes) -> Iterator[Finding]:
    """Yield a finding for each key that an object in a JSON text repeats."""
    try:
        value = json.loads(text, object_pairs_hook=Pairs, parse_int=whole_number)
    except (ValueError, RecursionError):
        return
    yield from duplicates_in(value)


class Pairs(dict[str, Any]):
    """A JSON object that remembers which keys were repeated."""

    __slots__ = ("twice",)

    def __init__(self, pairs: list[tuple[str, Any]]) -> None:
        super().__init__(pairs)
        self.twice: list[str] = []
        if len(pairs) > len(self):
            self.twice = [
                key for key, times in Counter(key for key, _ in pairs).items() if times > 1
            ]


def duplicates_in(value: object, path: tuple[str, ...] = ()) -> Iterator[Finding]:
    """Yield a finding for each repeated key in the value, and in the objects directly inside it."""
    twice = getattr(value, "twice", ())
    for key in twice[:MOST_REPORTED]:
        message = f"{shown(key)} appears twice; only the last one is read"
        yield rules.DUPLICATE_KEY.finding((*path, key), message, expected="each key once")
    if (more := len(twice) - MOST_REPORTED) > 0:
        message = f"{plural(more, 'more key appears', 'more keys appear')} twice"
        yield rules.DUPLICATE_KEY.finding(path, message, expected="each key once")
    if not path and is_object(value):
        for key, inner in value.items():
            yield from duplicates_in(inner, (key,))
