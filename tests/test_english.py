"""The library and its pages are in plain English: a short list of phrases stays out of them."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
HOUSE = ROOT / "src" / "ofsted_frameworks"
PAGES = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
SOURCES = sorted((HOUSE if HOUSE.is_dir() else Path("nowhere")).rglob("*.py"))

TRANSLATED = re.compile(
    r"\b(?:what is no|(?<!there )is no (?:average|column|date|day|edition|framework|grade|key|kind|label"
    r"|judgement|list|name|number|object|pair|path|report|text|version)\b"
    r"|(?<!one )(?<!each )(?<!none )(?<!all )of which|so it is with|(?:is|are|was) told (?!apart)|tells? of"
    r"|nought|beyond reproach|stands? for|whereof|hence|likewise|the said|to be known"
    r"|of a kind that|(?:is|are|was|were) there twice|is had|apart from that|even where|stays? out"
    r"|at hand|in silence|without a sound|anew|mend(?:s|ed)?|what it rests on|(?:gives?|continues?) none"
    r"|of it can be said|the very (?:labels?|words?|same))\b",
    re.IGNORECASE,
)
"""Phrases that sound translated, and that have a plainer form, such as "'x' is not a date"."""


@pytest.mark.parametrize(
    "file", [*PAGES, *SOURCES], ids=lambda file: file.relative_to(ROOT).as_posix()
)
def test_no_phrase_sounds_translated(file: Path) -> None:
    lines = file.read_text("utf-8").splitlines()
    found = [
        f"{file.name}:{number}: {phrase[0]!r} in {line.strip()[:100]!r}"
        for number, line in enumerate(lines, start=1)
        for phrase in TRANSLATED.finditer(line)
    ]
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    ("text", "sounds_translated"),
    [
        ("'x' is no date", True),
        ("an authority that is no longer there", False),
        ("'x' is not a date", False),
        ("counted from nought", True),
        ("these areas continue none", True),
        ("a release mends it", True),
        ("a visit gives no grades", False),
    ],
)
def test_the_pattern_matches_only_translated_phrases(text: str, sounds_translated: bool) -> None:
    assert bool(TRANSLATED.search(text)) == sounds_translated
