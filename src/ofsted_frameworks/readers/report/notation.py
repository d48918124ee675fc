"""The notation in which frameworks write printed words, as patterns."""

import functools
import re

_TOKEN = re.compile(r"\{[^}]*\}|[\[\]()|]|\s+|[^\[\]()|{}\s]+")

_SPACE = r"\s+"
NAMES = r"(?:(?>(?-i:[A-Z])[\w'’-]+,?|and|&|of|the|joint|upon|with)\s+){0,12}?"
SOME = r"(?:St\.|(?!\s(?:is|are|was|were|not|requires?\s+improvement)\s)[^.:;]){0,140}?"
_GAPS = {
    "authority": r"(?P<authority>(?!local\s+authority\s|children|services)[^:]{2,100}?)(?:['’]s)?",
    "authority in a line": (
        r"(?P<authority>(?!local\s+authority\s|children|services)(?:the\s)?(?-i:[A-Z])[^\n:]{1,100}?)"
    ),
    "dates": r"\(?(?P<dates>\d{1,2}[^\n()]{3,60}?\d{4})\)?",
    "names": NAMES,
    "Word": r"(?-i:[A-Z])[\w'’-]+",
    "some": SOME,
    "Some": rf"(?-i:(?=[A-Z])){SOME}",
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
    """Return the pattern of printed words, for use without regard to case."""
    return _choice(_TOKEN.findall(words))


def _choice(tokens: list[str]) -> str:
    """Return the pattern of the tokens up to the bracket that closes them, and take them away."""
    choices = [_sequence(tokens)]
    while tokens and tokens.pop(0) == "|":
        choices.append(_sequence(tokens))
    return "|".join(choices)


def _sequence(tokens: list[str]) -> str:
    """Return the pattern of what stands in a row; what may be left out takes one space with it."""
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
            after = "" if has_begun else _space(tokens)
            made += f"(?:{space}(?:{inside}){after})?"
            space = ""
    return made + space


def _one(token: str, tokens: list[str]) -> str:
    if token == "(":
        return f"(?:{_choice(tokens)})"
    if token == "{names}":
        _space(tokens)
    return _GAPS[token[1:-1]] if token[0] == "{" else _spelled(token)


def _space(tokens: list[str]) -> str:
    """Return the pattern of the space that is next, if one is, and take it away."""
    return _SPACE if tokens and tokens[0].isspace() and tokens.pop(0) else ""


def _spelled(word: str) -> str:
    return _SPELLED.sub(lambda match: _SPELLINGS[match[0]], word)
