"""Find the judgement area that a question means, and its counterparts in other editions."""

import contextlib
from collections.abc import Iterable, Mapping

from ofsted_frameworks.arguments import check
from ofsted_frameworks.findings import UnknownEdition, UnknownLabel
from ofsted_frameworks.frameworks import framework_of, get_edition, get_framework
from ofsted_frameworks.frameworks.base import Edition, Framework, Relation
from ofsted_frameworks.grades import Grade
from ofsted_frameworks.inspection import AnyInspection
from ofsted_frameworks.labels import read_word
from ofsted_frameworks.mapping import AS_OFSTED_PRINTS, Accepted, AreaMapping, map_area
from ofsted_frameworks.schedule import Area, Theme
from ofsted_frameworks.words import closest


def reference(what: Theme | str, of: Iterable[Edition]) -> tuple[Edition, Area]:
    """Return the latest edition that has the judgement area that `what` means, and that area.

    Raises:
        UnknownLabel: If no edition has it.
        TypeError: If `what` is neither a theme nor a string.
    """
    check((Theme, str), what, "a count", "a Theme or the name of a theme or area")
    latest = sorted(of, key=lambda edition: edition.starts.value, reverse=True)
    for edition in latest:
        if isinstance(what, str) and what in edition.areas:
            return edition, edition.areas[what]
    theme = read_subject(what, latest)
    found = [
        (edition, areas[0]) for edition in latest if len(areas := edition.areas_of(theme)) == 1
    ]
    if not found:
        have = "has" if len(latest) == 1 else "have"
        raise UnknownLabel(f"{_names(reversed(latest))} {have} no single judgement of {what}")
    return min(found, key=lambda each: each[1].is_combined)


def read_subject(what: Theme | str, of: Iterable[Edition]) -> Theme:
    """Return the theme that `what` means.

    Raises:
        UnknownLabel: If there is no such theme. The message has the nearest theme or area, or lists them all.
    """
    with contextlib.suppress(UnknownLabel):
        return read_word(what, Theme)
    editions = list(of)
    themes = [theme.value for theme in Theme]
    areas = [name for edition in editions for name in edition.areas if name not in themes]
    areas = list(dict.fromkeys(areas))
    wrong = (
        f"neither a theme nor a judgement area of {_names(editions)}" if editions else "not a theme"
    )
    listed = ", ".join(themes) + (f", and the areas {', '.join(areas)}" if areas else "")
    hint = closest(what, [*areas, *themes]) or f"the themes are {listed}"
    raise UnknownLabel(f"{what!r} is {wrong}; {hint}")


def area_in(
    edition: Edition, of: Edition, area: Area, accept: Iterable[Accepted] = AS_OFSTED_PRINTS
) -> AreaMapping | None:
    """Return an edition's counterpart of another edition's area, if the caller accepts exactly one."""
    mapped = map_area(area.name, of=of, to=edition, accept=tuple(accept))
    return mapped[0] if len(mapped) == 1 else None


def editions_named(id: str) -> tuple[Edition, ...]:
    """Return the editions of the framework with this id, or the one edition with it."""
    try:
        return get_framework(id).editions
    except UnknownEdition:
        return (get_edition(id),)


def areas_by_edition(
    what: Theme | str, of: tuple[Edition, ...], accept: Iterable[Accepted] = AS_OFSTED_PRINTS
) -> dict[Edition, AreaMapping]:
    """Return the area that `what` means in each of these editions, leaving out those without one."""
    edition, area = reference(what, of)
    mapped = {each: area_in(each, edition, area, accept) for each in of}
    return {each: mapping for each, mapping in mapped.items() if mapping}


def frameworks_under(editions: Iterable[Edition]) -> tuple[Framework, ...]:
    """Return the frameworks of some editions, in the order in which they came into force."""
    ordered = sorted(editions, key=lambda edition: edition.starts.value)
    return tuple(dict.fromkeys(framework_of(edition) for edition in ordered))


def grade_at(inspection: AnyInspection, areas: Mapping[Edition, AreaMapping]) -> Grade | None:
    """Return the grade that an inspection gave for the area of its edition, or None."""
    mapped = areas.get(inspection.edition)
    judgement = getattr(inspection.judgements, mapped.target.name) if mapped else None
    return judgement if isinstance(judgement, Grade) else None


def area_caveat(edition: Edition, mapped: AreaMapping) -> str:
    """Return the caveat on counting one area as another, or "" if they are the same."""
    if mapped.relation is Relation.EXACT:
        return ""
    words = f"'{mapped.target}' counts as '{mapped.area}' ({mapped.relation}; {mapped.provenance})"
    return "; ".join(filter(None, (f"{edition}: {words}", mapped.caveat)))


def _names(of: Iterable[Edition]) -> str:
    return ", ".join(edition.id for edition in of)
