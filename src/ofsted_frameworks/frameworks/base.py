"""What a framework and an edition of it are made of."""

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
    """How a grade or area of one framework relates to one of another: the SKOS mapping relations.

    `BROAD` says that the target covers more than what is mapped, `NARROW` that it covers less, and
    `NONE` that there is no equivalent.
    """

    EXACT = "exact"
    CLOSE = "close"
    BROAD = "broad"
    NARROW = "narrow"
    RELATED = "related"
    NONE = "none"

    @property
    def inverse(self) -> "Relation":
        """The relation seen from the target: broad and narrow change places."""
        return {Relation.BROAD: Relation.NARROW, Relation.NARROW: Relation.BROAD}.get(self, self)

    def then(self, other: "Relation") -> "Relation":
        """Return how one thing relates to a third, given how each relates to the next.

        >>> Relation.BROAD.then(Relation.CLOSE), Relation.BROAD.then(Relation.NARROW)
        (Relation.BROAD, Relation.NONE)

        The result is never stronger than either step. Two parts of one whole need not have anything in
        common, so broad and then narrow is `NONE`; two wholes of one part do, so narrow and then broad is
        `RELATED`.
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
    """A named reason for which a caller may count a mapping that is weaker than close."""

    OFSTED_RELABELLING = (
        "ofsted_relabelling",
        "Ofsted's tables print the one under the other's name",
    )


@attrs.frozen(kw_only=True)
class GradeMatch:
    """What each grade of `scales` is on the scale `to`, in this direction only.

    `numbers` says it by Ofsted's numbers, so `{3: 3}` maps the third grade to the third. A grade that it
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
    """How judgement areas relate to those of other editions; the inverse follows.

    `areas` and `others` are written `"edition.field"`. Each of `areas` has `relation` to each of
    `others`: with `BROAD`, the other covers more. `reason` names why a caller may count the match although
    its relation is weaker than close.
    """

    areas: tuple[str, ...]
    others: tuple[str, ...]
    relation: Relation
    source: Source
    caveat: str = ""
    reason: Reason | None = None


Facts: TypeAlias = Mapping[str, tuple[Fact[Any], ...]]
"""What else sources give, by topic, as in `{"team": (Fact("two inspectors", ...),)}`."""


@attrs.frozen(kw_only=True)
class Wording:
    """Words that publishers print for a framework, or for one of its kinds, areas or absences.

    `kind` is the kind of inspection or visit that the words name, `area` the field of a judgement area,
    `part` what the field names of one part of the framework begin with. `absent` marks words that are
    printed where there is no judgement. Words with none of these name the framework itself.
    """

    words: tuple[str, ...] = attrs.field(kw_only=False)
    source: Source
    kind: Kind | VisitKind | None = None
    area: str = ""
    part: str = ""
    absent: bool = False


@attrs.frozen(kw_only=True)
class InspectionKind:
    """A kind of inspection that a framework has, with its notice and time on site where sourced.

    `working_days` is the number of weekdays on site from the first to the last, and `exceptions` the
    inspections known to have had another; `calendar_days` are the fewest and the most days that it
    usually took where no such number is laid down, and `also_seen` the other numbers of days that real
    inspections took. `leaves_out` has the judgement areas that its reports need not judge, each with why.
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
        """The time that it takes on site, in weekdays or else in days, where that is sourced."""
        return self.working_days or self.calendar_days

    @property
    def usual_time_in_words(self) -> str:
        """The time that it takes on site, as in "5 weekdays" or "22 to 26 days"."""
        if self.working_days:
            return f"{self.working_days.value} weekdays"
        return "{} to {} days".format(*self.calendar_days.value) if self.calendar_days else ""

    def fits(self, began: int, ended: int) -> bool:
        """True when the time between two ordinal days, both counted, is the usual time or one seen."""
        if self.working_days:
            return weekdays_between(began, ended) == self.working_days.value
        if self.calendar_days:
            fewest, most = self.calendar_days.value
            days = ended - began + 1
            return fewest <= days <= most or bool(self.also_seen and days in self.also_seen.value)
        return True


_BEYOND_WHOLE_WEEKS = tuple(
    tuple(sum((first + day) % 7 < 5 for day in range(more)) for more in range(7))
    for first in range(7)
)


def weekdays_between(began: int, ended: int) -> int:
    """The days from Monday to Friday from one ordinal day to another, both counted.

    >>> weekdays_between(dt.date(2019, 4, 29).toordinal(), dt.date(2019, 5, 3).toordinal())
    5
    """
    weeks, more = divmod(ended - began + 1, 7)
    return weeks * 5 + _BEYOND_WHOLE_WEEKS[(began - 1) % 7][more]


@attrs.frozen(kw_only=True, eq=False)
class Edition:
    """A framework as it stood between two dates, chosen by an inspection's first day on site.

    `starts` and `ends` are the first and last day (both included) on which an inspection under it
    could begin; `ends` is None while it is in force. `absences` gives the reason where the edition
    has no judgement for a theme. `rules` say which judgements go together, and `cycle` is what comes
    after an inspection. `unsourced` lists what is left out for want of a source.

    `incomplete` says so where the sources do not name every area that it judged: that an area is not
    among its `areas` is then no sign that it was not judged.

    Where the sources do not settle the last day, `ends` is the likeliest and `superseded` is the day
    from which what followed was certainly in force.

    `continues` is the id of the edition that this one continues, with the source by which areas of the
    same name in both are the same area. Where that is not so, an `AreaMatch` between the two says what
    holds instead, or `new_areas` why an area continues nothing. Mappings of the earlier edition then hold
    for this one too, step by step.
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
        """The type of the grades that its inspections gave."""
        return self.judgements.scale

    def in_force_on(self, day: dt.date) -> bool:
        """True when an inspection that began on `day` could be under this edition.

        Raises:
            TypeError: `day` is not a date.
        """
        check_day("the day", day)
        return self.starts.value <= day and (self.ends is None or day <= self.ends.value)

    def areas_of(self, theme: Theme | str) -> tuple[Area, ...]:
        """Return the judgement areas that carry a theme, given by itself or by its value."""
        wanted = read_theme(theme)
        return tuple(area for area in self.areas.values() if wanted in area.themes)


@attrs.frozen(kw_only=True, eq=False)
class Framework:
    """A framework by which Ofsted has inspected local authority children's services.

    Everything in it is published fact with a `Source`; where no source is known the fact is absent
    and named in an edition's `unsourced`. `also_known_as` has other ids for its first edition. `words` are
    what publishers print for it, and `facts` what else sources give, by topic.
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
        """Yield each of its `facts`, and of its kinds', editions' and areas', with what it is about."""
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
