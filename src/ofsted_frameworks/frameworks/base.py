"""The classes that describe a framework: its editions, kinds of inspection, wordings and matches."""

import datetime as dt
import importlib
from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeAlias

import attrs

from ofsted_frameworks.arguments import check_day
from ofsted_frameworks.frameworks.cycles import Cycle
from ofsted_frameworks.frameworks.kinds import Kind, VisitKind
from ofsted_frameworks.frameworks.report_forms import ReportForm
from ofsted_frameworks.grades import Grade
from ofsted_frameworks.rules import JudgementRule
from ofsted_frameworks.schedule import Area, Judgements, Theme, read_theme
from ofsted_frameworks.sources import Fact, Source
from ofsted_frameworks.words import Word


class Relation(Word):
    """The relation of a grade or area of one framework to one of another, in SKOS terms.

    `BROAD` means that the target covers more, `NARROW` that it covers less, and `NONE` that there is
    no equivalent.
    """

    EXACT = "exact"
    CLOSE = "close"
    BROAD = "broad"
    NARROW = "narrow"
    RELATED = "related"
    NONE = "none"

    @property
    def inverse(self) -> "Relation":
        """The relation in the other direction: broad and narrow are swapped."""
        return {Relation.BROAD: Relation.NARROW, Relation.NARROW: Relation.BROAD}.get(self, self)

    def then(self, other: "Relation") -> "Relation":
        """Return the relation over two steps: this one, then `other`.

        >>> Relation.BROAD.then(Relation.CLOSE), Relation.BROAD.then(Relation.NARROW)
        (Relation.BROAD, Relation.NONE)

        The result is never stronger than either step. Broad and then narrow is `NONE`, because two
        parts of one whole may have nothing in common. Narrow and then broad is `RELATED`, because two
        wholes that share a part always have something in common.
        """
        return Relation(_THEN[self.value][list(Relation).index(other)])


_THEN: Mapping[str, tuple[str, ...]] = {
    # then:     exact      close      broad      narrow     related    none
    "exact": ("exact", "close", "broad", "narrow", "related", "none"),
    "close": ("close", "close", "broad", "narrow", "related", "none"),
    "broad": ("broad", "broad", "broad", "none", "none", "none"),
    "narrow": ("narrow", "narrow", "related", "narrow", "related", "none"),
    "related": ("related", "related", "related", "none", "none", "none"),
    "none": ("none", "none", "none", "none", "none", "none"),
}


class Reason(Word):
    """A reason to accept a mapping that is weaker than close."""

    OFSTED_RELABELLING = (
        "ofsted_relabelling",
        "Ofsted's tables print one under the other's name",
    )


@attrs.frozen(kw_only=True)
class GradeMatch:
    """A mapping from the grades of `scales` to the scale `to`, in this direction only.

    `numbers` maps Ofsted's numbers, so `{3: 3}` maps the third grade to the third. A grade that it
    leaves out has no equivalent.
    """

    scales: tuple[type[Grade], ...]
    to: type[Grade]
    relation: Relation
    source: Source
    numbers: Mapping[int, int] = attrs.field(factory=lambda: {1: 1, 2: 2, 3: 3, 4: 4})
    caveat: str = ""


@attrs.frozen(kw_only=True)
class AreaMatch:
    """A relation between judgement areas of different editions. The inverse follows from it.

    `areas` and `others` are written `"edition.field"`. Each of `areas` has `relation` to each of
    `others`; with `BROAD`, the other covers more. `reason`, if given, lets a caller accept a
    match that is weaker than close.
    """

    areas: tuple[str, ...]
    others: tuple[str, ...]
    relation: Relation
    source: Source
    caveat: str = ""
    reason: Reason | None = None


Facts: TypeAlias = Mapping[str, tuple[Fact[Any], ...]]
"""Other sourced facts by topic, such as `{"team": (Fact("two inspectors", ...),)}`."""


@attrs.frozen(kw_only=True)
class Wording:
    """Words that publishers print for a framework, a kind of inspection, an area or a missing judgement.

    `kind` is the kind of inspection or visit that the words name, and `area` the field of a judgement
    area. If the words name one part of the framework, `part` is the prefix of that part's field names.
    `absent` marks words printed instead of a judgement. Words with none of these name the framework itself.
    """

    words: tuple[str, ...] = attrs.field(kw_only=False)
    source: Source
    kind: Kind | VisitKind | None = None
    area: str = ""
    part: str = ""
    absent: bool = False


@attrs.frozen(kw_only=True)
class InspectionKind:
    """A kind of inspection under a framework, with its notice and time on site if a source gives them.

    `working_days` is the number of weekdays from the first day on site to the last, and `exceptions`
    lists inspections known to have differed. If no source sets a number of working days,
    `calendar_days` gives the fewest and the most days that an inspection usually took, and `also_seen`
    the other lengths that occurred. `leaves_out` gives each judgement area that its reports need not
    judge, with the reason.
    """

    kind: Kind
    source: Source
    notice: Fact[str] | None = None
    on_site: Fact[str] | None = None
    working_days: Fact[int] | None = None
    exceptions: tuple[Fact[str], ...] = ()
    calendar_days: Fact[tuple[int, int]] | None = None
    also_seen: Fact[tuple[int, ...]] | None = None
    leaves_out: Mapping[str, Fact[str]] = attrs.field(factory=dict[str, Fact[str]], hash=False)
    facts: Facts = attrs.field(factory=dict[str, tuple[Fact[Any], ...]], hash=False)

    @property
    def usual_time(self) -> Fact[int] | Fact[tuple[int, int]] | None:
        """The usual time on site: weekdays if a source sets their number, otherwise days."""
        return self.working_days or self.calendar_days

    @property
    def usual_time_in_words(self) -> str:
        """The usual time on site in words, such as "5 weekdays" or "22 to 26 days"."""
        if self.working_days:
            return f"{self.working_days.value} weekdays"
        return "{} to {} days".format(*self.calendar_days.value) if self.calendar_days else ""

    def fits(self, began: int, ended: int) -> bool:
        """Return whether an inspection between two ordinal days, counting both, is as long as others of its kind."""
        if self.working_days:
            return weekdays_between(began, ended) == self.working_days.value
        if self.calendar_days:
            fewest, most = self.calendar_days.value
            days = ended - began + 1
            return fewest <= days <= most or bool(self.also_seen and days in self.also_seen.value)
        return True


def weekdays_between(began: int, ended: int) -> int:
    """Return the number of days from Monday to Friday between two ordinal days, counting both.

    >>> weekdays_between(dt.date(2019, 4, 29).toordinal(), dt.date(2019, 5, 3).toordinal())
    5
    """
    return _weekdays_until(ended) - _weekdays_until(began - 1)


def _weekdays_until(ordinal: int) -> int:
    """Return the number of weekdays up to an ordinal day. Ordinal 1 is a Monday."""
    weeks, days = divmod(ordinal, 7)
    return weeks * 5 + min(days, 5)


@attrs.frozen(kw_only=True, eq=False)
class Edition:
    """A framework as it stood between two dates.

    An inspection belongs to the edition in force on its first day on site. `starts` and `ends` are the
    first and last of those days; `ends` is None while the edition is in force. If the sources do not
    settle the last day, `ends` is the likeliest one, and `superseded` is the day from which its successor
    was certainly in force.

    `absences` says why the edition has no judgement for a theme. `rules` say which judgements go
    together, and `cycle` what comes after an inspection. `unsourced` lists what is left out because no
    source is known. `incomplete` is given if the sources do not name every area that was judged, so
    an area that is not listed may have been judged too.

    `continues` is the id of the previous edition, with the source for treating areas with the same name
    as the same area. If an area continues one with another name, an `AreaMatch` says so. If it continues
    none, `new_areas` says why. Mappings of the earlier edition then apply to this one too, step by step.
    """

    id: str
    name: str
    judgements: type[Judgements[Any]]
    starts: Fact[dt.date]
    ends: Fact[dt.date] | None
    source: Source
    superseded: Fact[dt.date] | None = None
    continues: Fact[str] | None = None
    new_areas: Mapping[str, Fact[str]] = attrs.field(factory=dict[str, Fact[str]])
    rules: tuple[JudgementRule, ...] = ()
    absences: Mapping[Theme, Fact[str]] = attrs.field(factory=dict[Theme, Fact[str]])
    cycle: Cycle = attrs.field(factory=Cycle)
    unsourced: tuple[str, ...] = ()
    incomplete: Fact[str] | None = None
    facts: Facts = attrs.field(factory=dict[str, tuple[Fact[Any], ...]])

    def __str__(self) -> str:
        return self.name

    def __repr__(self) -> str:
        return f"get_edition({self.id!r})"

    def __reduce__(self) -> tuple[Callable[[str], "Edition"], tuple[str]]:
        return importlib.import_module("ofsted_frameworks.frameworks").get_edition, (self.id,)

    @property
    def areas(self) -> Mapping[str, Area]:
        """The judgement areas by field name, in printed order."""
        return self.judgements.areas()

    @property
    def scale(self) -> type[Grade]:
        """The scale of its grades, as a class."""
        return self.judgements.scale

    def in_force_on(self, day: dt.date) -> bool:
        """Return whether an inspection that began on `day` could be under this edition.

        Raises:
            TypeError: If `day` is not a date.
        """
        check_day("the day", day)
        return self.starts.value <= day and (self.ends is None or day <= self.ends.value)

    def areas_of(self, theme: Theme | str) -> tuple[Area, ...]:
        """Return the judgement areas with a theme, given as a `Theme` or by its value."""
        wanted = read_theme(theme)
        return tuple(area for area in self.areas.values() if wanted in area.themes)


@attrs.frozen(kw_only=True, eq=False)
class Framework:
    """A framework that Ofsted has inspected local authority children's services under.

    Every fact in it has been published and has a `Source`. A fact without a known source is left out and
    listed in an edition's `unsourced`. `also_known_as` gives other ids for its first edition, `words` what
    publishers print for it, and `facts` other sourced facts by topic.
    """

    id: str
    name: str
    title: str
    source: Source
    scale: type[Grade]
    editions: tuple[Edition, ...]
    kinds: tuple[InspectionKind, ...]
    reference: Fact[str] | None = None
    legal_basis: tuple[Fact[str], ...] = ()
    replaced: Fact[str] | None = None
    also_known_as: tuple[str, ...] = ()
    grade_matches: tuple[GradeMatch, ...] = ()
    area_matches: tuple[AreaMatch, ...] = ()
    report_forms: tuple[ReportForm, ...] = ()
    words: tuple[Wording, ...] = ()
    facts: Facts = attrs.field(factory=dict[str, tuple[Fact[Any], ...]])

    def listed_facts(self) -> Iterator[tuple[str, Fact[Any]]]:
        """Yield the facts of the framework and of its kinds, editions and areas, each with a topic."""
        yield from _by_topic("", self.facts)
        for kind in self.kinds:
            yield from _by_topic(f"{kind.kind}: ", kind.facts)
        for edition in self.editions:
            yield from _by_topic(f"{edition.id}: ", edition.facts)
            for area in edition.areas.values():
                for grade, meaning in zip(self.scale, area.meanings, strict=False):
                    yield f"{area}: {grade}", meaning

    def __str__(self) -> str:
        return f"{self.name}: {self.title}"

    def __repr__(self) -> str:
        return f"get_framework({self.id!r})"

    def __reduce__(self) -> tuple[Callable[[str], "Framework"], tuple[str]]:
        return importlib.import_module("ofsted_frameworks.frameworks").get_framework, (self.id,)


def _by_topic(of: str, facts: Facts) -> Iterator[tuple[str, Fact[Any]]]:
    for topic, each in facts.items():
        for fact in each:
            yield f"{of}{topic.replace('_', ' ')}", fact
