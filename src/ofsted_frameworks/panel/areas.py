"""The judgement area that a question about many inspections means, and its counterparts."""

from collections.abc import Iterable, Mapping

from ofsted_frameworks.arguments import check
from ofsted_frameworks.findings import UnknownEdition, UnknownLabel
from ofsted_frameworks.frameworks import get_edition, get_framework
from ofsted_frameworks.frameworks.base import Edition, Relation
from ofsted_frameworks.grades import Grade
from ofsted_frameworks.inspection import AnyInspection
from ofsted_frameworks.labels import fold
from ofsted_frameworks.mapping import AS_OFSTED_PRINTS, Accepted, AreaMapping, map_area
from ofsted_frameworks.schedule import Area, Theme
from ofsted_frameworks.words import closest


def reference(what: Theme | str, of: Iterable[Edition]) -> tuple[Edition, Area]:
    """Return the judgement area that is meant, in the latest of some editions that has it.

    Raises:
        UnknownLabel: If no edition has it.
        TypeError: If `what` is neither a theme nor text.
    """
    check((Theme, str), what, "a count", "a Theme or the name of a theme or area")
    latest = sorted(of, key=lambda its: its.starts.value, reverse=True)
    found = [
        (its, its.areas[what]) for its in latest if isinstance(what, str) and what in its.areas
    ]
    if not found:
        theme = read_subject(what, latest)
        found = [(its, areas[0]) for its in latest if len(areas := its.areas_of(theme)) == 1]
        found.sort(key=lambda each: each[1].is_combined)
    if not found:
        give = "gives" if len(latest) == 1 else "give"
        raise UnknownLabel(f"{_names(reversed(latest))} {give} no single judgement of {what}")
    return found[0]


def read_subject(what: Theme | str, of: Iterable[Edition]) -> Theme:
    """Return the theme that is meant; the message of the error lists the themes and areas."""
    if isinstance(what, Theme):
        return what
    themes = {fold(name): t for t in Theme for name in (t.name, t.value, t.label)}
    if found := themes.get(fold(what)):
        return found
    editions = list(of)
    areas = dict.fromkeys(name for its in editions for name in its.areas)
    values = [theme.value for theme in Theme]
    hint = closest(what, [*areas, *values])
    here = f"a judgement area of {_names(editions)}, and not a theme" if editions else "a theme"
    known = f"{', '.join(values)}" + (f", and the areas {', '.join(areas)}" if areas else "")
    raise UnknownLabel(
        f"{what!r} is not {here}; the themes are {known}" + (f"; {hint}" if hint else "")
    )


def area_in(
    its: Edition, of: Edition, area: Area, accept: Iterable[Accepted] = AS_OFSTED_PRINTS
) -> AreaMapping | None:
    """Return what an area of one edition is in another, if it is one area that the caller accepts."""
    mapped = map_area(area.name, of=of, to=its, accept=tuple(accept))
    return mapped[0] if len(mapped) == 1 else None


def editions_named(id: str) -> tuple[Edition, ...]:
    """Return the editions of a framework, or the one edition, that an id names."""
    try:
        return get_framework(id).editions
    except UnknownEdition:
        return (get_edition(id),)


def places(
    what: Theme | str, of: tuple[Edition, ...], accept: Iterable[Accepted] = AS_OFSTED_PRINTS
) -> dict[Edition, AreaMapping]:
    """Return where each of some editions has the area that is meant, for those that have it."""
    its, area = reference(what, of)
    mapped = {each: area_in(each, its, area, accept) for each in of}
    return {each: mapping for each, mapping in mapped.items() if mapping}


def grade_at(inspection: AnyInspection, where: Mapping[Edition, AreaMapping]) -> Grade | None:
    """Return the grade that an inspection gave at the place of its edition, if it gave one."""
    place = where.get(inspection.edition)
    judgement = getattr(inspection.judgements, place.target.name) if place else None
    return judgement if isinstance(judgement, Grade) else None


def place_caveat(its: Edition, place: AreaMapping) -> str:
    """Return what a reader must know of counting an area as another, or nothing if they are the same."""
    if place.relation is Relation.EXACT:
        return ""
    words = f"{place.target} counts as {place.area} ({place.relation}; {place.provenance})"
    return "; ".join(filter(None, (f"{its}: {words}", place.caveat)))


def _names(of: Iterable[Edition]) -> str:
    return ", ".join(its.id for its in of)
