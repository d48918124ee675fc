"""How an edition's class declares its judgement areas."""

import types
from collections.abc import Iterator, Mapping
from typing import Any, ClassVar, Generic, TypeVar, get_type_hints

import attrs

from ofsted_frameworks.arguments import shown
from ofsted_frameworks.findings import UnknownTheme
from ofsted_frameworks.grades import NOT_JUDGED, Grade, NotJudged
from ofsted_frameworks.sources import Fact, Source
from ofsted_frameworks.words import Word, with_hint


class Role(Word):
    """The role of a judgement area in its framework."""

    OVERALL = "overall", "overall effectiveness"
    KEY = "key", "key judgement"
    GRADED = "graded", "graded judgement"
    SEPARATE = "separate", "separate review"


class Theme(Word):
    """A subject that judgement areas of different frameworks share. Themes are ours, not Ofsted's."""

    OVERALL = "overall_effectiveness", "Overall effectiveness"
    HELP_AND_PROTECTION = "help_and_protection", "Help and protection"
    CHILDREN_IN_CARE = "children_in_care", "Children in care"
    CARE_LEAVERS = "care_leavers", "Care leavers"
    ADOPTION = "adoption", "Adoption"
    LEADERSHIP = "leadership", "Leadership"
    CAPACITY = "capacity", "Capacity to improve"
    QUALITY_OF_PRACTICE = "quality_of_practice", "Quality of practice"
    LSCB = "lscb", "Safeguarding board"


def read_theme(theme: Theme | str) -> Theme:
    """Return the theme with this value. A theme is returned as it is.

    Raises:
        UnknownTheme: If there is no such theme. The message lists the themes.
    """
    if isinstance(theme, Theme):
        return theme
    known = {each.value: each for each in Theme}
    if isinstance(theme, str) and theme in known:
        return known[theme]
    message = f"{shown(theme)} is not a theme; expected one of {', '.join(known)}"
    raise UnknownTheme(with_hint(message, theme, known))


@attrs.frozen(kw_only=True)
class Area:
    """A judgement area of an edition: its printed label, and its role.

    `number` is the printed number ("2.1"), and `heading` the section of the report that it is in. `themes`
    are the subjects that it shares with areas of other frameworks: two for a combined judgement, none if no
    other framework grades it. `aliases` are other printed labels. `meanings` say what each grade means
    for this area, best first, if that differs from its meaning elsewhere.
    """

    label: str = attrs.field(kw_only=False, validator=attrs.validators.min_len(1))
    source: Source = attrs.field(validator=attrs.validators.instance_of(Source))
    role: Role = Role.GRADED
    themes: tuple[Theme, ...] = ()
    number: str = ""
    heading: str = ""
    aliases: tuple[Fact[str], ...] = ()
    meanings: tuple[Fact[str], ...] = ()
    name: str = ""

    def __str__(self) -> str:
        numbered = f"{self.number} {self.label}" if self.number else self.label
        return f"{self.heading}: {numbered}" if self.heading else numbered

    @property
    def is_combined(self) -> bool:
        """Return True if one judgement covers what other frameworks grade separately."""
        return len(self.themes) > 1


G_co = TypeVar("G_co", bound=Grade, covariant=True)


@attrs.frozen(kw_only=True)
class Judgements(Generic[G_co]):
    """The judgements of one inspection; each edition has a subclass, its evaluation schedule.

    A subclass is a frozen, keyword-only attrs class whose fields are the edition's judgement areas in
    printed order, each annotated with its `Area`. A field holds a grade of the edition's framework,
    `NOT_JUDGED`, or `None` for not recorded.

    >>> from ofsted_frameworks import SifGrade, SifJudgements
    >>> SifJudgements(overall_effectiveness=SifGrade.GOOD)
    SifJudgements(overall_effectiveness=SifGrade.GOOD)

    Raises:
        TypeError: If a value is a grade of another framework, or not a judgement at all.
    """

    scale: ClassVar[type[Grade]]

    @classmethod
    def areas(cls) -> Mapping[str, Area]:
        """Return the judgement areas by field name, in printed order."""
        return _areas(cls)

    def items(self) -> Iterator[tuple[Area, G_co | NotJudged | None]]:
        """Yield each judgement area with its judgement, in printed order."""
        for name, area in self.areas().items():
            yield area, getattr(self, name)

    def __attrs_post_init__(self) -> None:
        for name in _areas(type(self)):
            value = getattr(self, name)
            if value is not None and value is not NOT_JUDGED and type(value) is not self.scale:
                raise TypeError(_not_a_judgement(type(self), name, value))

    def __repr__(self) -> str:
        given = (f"{a.name}={value!r}" for a, value in self.items() if value is not None)
        return f"{type(self).__name__}({', '.join(given)})"


def _not_a_judgement(cls: type[Judgements[Any]], name: str, value: object) -> str:
    scale = cls.scale.__name__
    wanted = f"{cls.__name__}.{name} takes {scale}, NOT_JUDGED or None, not {value!r}"
    if isinstance(value, Grade):
        return f"{wanted}; map_grade({value!r}, to={scale}) converts it to that scale"
    return wanted


_known_areas: dict[type[Any], Mapping[str, Area]] = {}


def _areas(cls: type[Judgements[Any]]) -> Mapping[str, Area]:
    if (known := _known_areas.get(cls)) is None:
        known = _known_areas[cls] = types.MappingProxyType(_declared_areas(cls))
    return known


def _declared_areas(cls: type[Judgements[Any]]) -> dict[str, Area]:
    hints = get_type_hints(cls, include_extras=True)
    areas: dict[str, Area] = {}
    for field in attrs.fields(cls):
        declared = [
            a for a in getattr(hints[field.name], "__metadata__", ()) if isinstance(a, Area)
        ]
        if len(declared) != 1:
            raise TypeError(
                f"{cls.__name__}.{field.name} is annotated with {len(declared)} Areas; it needs exactly one"
            )
        areas[field.name] = attrs.evolve(declared[0], name=field.name)
    return areas
