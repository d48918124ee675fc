"""Compile the notation in which frameworks write printed words; `report_forms` describes it."""

import functools
import re

_TOKEN = re.compile(r"\{[^}]*\}|[\[\]()|]|\s+|[^\[\]()|{}\s]+")

_SPACE = r"\s+"
_NAMES = r"(?:(?>(?-i:[A-Z])[\w'’-]+,?|and|&|of|the|joint|upon|with)\s+){0,12}?"
_SOME = r"(?:St\.|(?!\s(?:is|are|was|were|not|requires?\s+improvement)\s)[^.:;]){0,140}?"
_GAPS = {
    "authority": r"(?P<authority>(?!local\s+authority\s|children|services)[^:]{2,100}?)(?:['’]s)?",
    "authority in a line": (
        r"(?P<authority>(?!local\s+authority\s|children|services)(?:the\s)?(?-i:[A-Z])[^\n:]{1,100}?)"
    ),
    "dates": r"\(?(?P<dates>\d{1,2}[^\n()]{3,60}?\d{4})\)?",
    "names": _NAMES,
    "Word": r"(?-i:[A-Z])[\w'’-]+",
    "some": _SOME,
    "Some": rf"(?-i:(?=[A-Z])){_SOME}",
    "clause": r"[^.:;]{0,140}?",
    "rest": r"[^\n]*",
    "number": r"\d+\.?",
    "letters": r"\((?-i:[A-Z]{2,8})\)",
    "not a board": (
        r"(?!\s+(?:of|for|about|on)\s+(?:the\s+)?(?:[\w'’-]+\s+){0,5}?(?:LSCB|Safeguarding))"
    ),
}
_SPELLINGS = {
    "'s": "['’]?s['’]?",
    "'": "['’]?",
    "-": r"\s?[-–]?\s?",
    ".": r"\.?",
    ",": ",?",
    "judgement": "judge?ment",
}
_SPELLED = re.compile("|".join(map(re.escape, _SPELLINGS)))


@functools.cache
def pattern(words: str) -> str:
    """Return the pattern that matches printed words; compile it to ignore case."""
    return _choice(_TOKEN.findall(words))


def _choice(tokens: list[str]) -> str:
    """Remove the tokens up to the bracket that closes them, and return their pattern."""
    choices = [_sequence(tokens)]
    while tokens and tokens.pop(0) == "|":
        choices.append(_sequence(tokens))
    return "|".join(choices)


def _sequence(tokens: list[str]) -> str:
    """Remove the tokens up to the next choice or closing bracket, and return their pattern.

    Optional words include one of the spaces around them.
    """
    made, space, has_begun = "", "", False
    while tokens and tokens[0] not in ("|", "]", ")"):
        token = tokens.pop(0)
        if token.isspace():
            space = _SPACE
        elif token != "[":
            made += space + _one(token, tokens)
            space, has_begun = "", token != "{names}"
        else:
            inside = _choice(tokens)
            after = "" if has_begun else _leading_space(tokens)
            made += f"(?:{space}(?:{inside}){after})?"
            space = ""
    return made + space


def _one(token: str, tokens: list[str]) -> str:
    if token == "(":
        return f"(?:{_choice(tokens)})"
    if token == "{names}":
        _leading_space(tokens)
    if token[0] == "{":
        return _GAPS[token[1:-1]]
    return _SPELLED.sub(lambda match: _SPELLINGS[match[0]], token)


def _leading_space(tokens: list[str]) -> str:
    """Remove the space that the tokens begin with, if any, and return its pattern."""
    return _SPACE if tokens and tokens[0].isspace() and tokens.pop(0) else ""
