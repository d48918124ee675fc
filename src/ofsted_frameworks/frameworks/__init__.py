"""The registry of frameworks and their editions, and what a framework is written with."""

import datetime as dt
import importlib
from collections.abc import Callable
from typing import Any, TypeAlias

from ofsted_frameworks.arguments import check, not_taken, shown
from ofsted_frameworks.findings import UnknownEdition
from ofsted_frameworks.frameworks.base import (
    AreaMatch,
    Edition,
    Framework,
    GradeMatch,
    InspectionKind,
    Reason,
    Relation,
    Wording,
)
from ofsted_frameworks.frameworks.cycles import (
    Cycle,
    CyclePart,
    DeadlineRule,
    Interval,
    Pause,
    Route,
    RouteChange,
    Tally,
    VisitRule,
)
from ofsted_frameworks.frameworks.kinds import Kind, VisitKind
from ofsted_frameworks.grades import Grade
from ofsted_frameworks.rules import Breach, JudgementRule, Rule, judgement_rule
from ofsted_frameworks.schedule import Judgements
from ofsted_frameworks.words import closest

__all__ = [
    "AreaMatch",
    "Breach",
    "Cycle",
    "CyclePart",
    "DeadlineRule",
    "Edition",
    "Framework",
    "GradeMatch",
    "InspectionKind",
    "Interval",
    "JudgementRule",
    "Kind",
    "Pause",
    "Reason",
    "Relation",
    "Route",
    "RouteChange",
    "Rule",
    "Scale",
    "Tally",
    "VisitKind",
    "VisitRule",
    "Wording",
    "all_editions",
    "all_frameworks",
    "edition_of",
    "edition_on",
    "framework_of",
    "get_edition",
    "get_framework",
    "get_scale",
    "judgement_rule",
    "register",
    "unregister",
]

_MODULES = ("slac", "cpi", "tlac", "sif", "ilacs")
"""The files of frameworks beside this one, in the order in which the frameworks came into force."""

_frameworks: dict[str, Framework] = {}
_editions: dict[str, Edition] = {}
_other_names: dict[str, Edition] = {}
_framework_by_edition: dict[str, Framework] = {}
_edition_by_class: dict[type[Judgements[Any]], Edition] = {}
_on_change: list[Callable[[], object]] = []


def on_change(call: Callable[[], object]) -> None:
    """Call a function each time a framework is registered or unregistered."""
    _on_change.append(call)


def _changed() -> None:
    for call in _on_change:
        call()


def register(framework: Framework) -> None:
    """Make a framework known to every look-up, mapping and label of this library.

    Raises:
        ValueError: an id is taken, a judgement class already has an edition, an edition continues one that
            does not exist, or a match names an area that does not exist.
    """
    check(Framework, framework, "register", "a Framework")
    ids = [framework.id, *framework.also_known_as, *(e.id for e in framework.editions)]
    if taken := [i for i in ids if i in _frameworks or i in _editions or i in _other_names]:
        raise ValueError(f"{framework.id!r} cannot be registered: {', '.join(taken)} is taken")
    _check_editions(framework)
    _check_matches(framework)
    _frameworks[framework.id] = framework
    _other_names.update(dict.fromkeys(framework.also_known_as, framework.editions[0]))
    for its in framework.editions:
        _editions[its.id] = its
        _framework_by_edition[its.id] = framework
        _edition_by_class[its.judgements] = its
    _changed()


def _check_editions(framework: Framework) -> None:
    classes = dict(_edition_by_class)
    for its in framework.editions:
        if owner := classes.get(its.judgements):
            raise ValueError(
                f"{its.id!r} and {owner.id!r} share the class {its.judgements.__name__}; each edition "
                "needs a judgement class of its own, even where it judges the same areas"
            )
        classes[its.judgements] = its
        earlier = {**_editions, **{each.id: each for each in framework.editions}}
        if its.continues and its.continues.value not in earlier:
            raise ValueError(
                f"{its.id!r} continues {its.continues.value!r}, which is not the id of an edition"
            )


def _check_matches(framework: Framework) -> None:
    editions = {**_editions, **{its.id: its for its in framework.editions}}
    for match in framework.area_matches:
        for written in (*match.areas, *match.others):
            id, _, name = written.partition(".")
            if id not in editions or name not in editions[id].areas:
                raise ValueError(
                    f"a match of {framework.id!r} names {written!r}, which is not a judgement area; "
                    "write 'edition.field'"
                )


def unregister(framework: Framework) -> None:
    """Forget a framework that `register` made known.

    Raises:
        UnknownEdition: the framework is not registered.
    """
    check(Framework, framework, "unregister", "a Framework")
    if _frameworks.get(framework.id) is not framework:
        raise UnknownEdition(_unknown("framework", framework.id, list(_frameworks)))
    del _frameworks[framework.id]
    for name in framework.also_known_as:
        del _other_names[name]
    for its in framework.editions:
        del _editions[its.id], _framework_by_edition[its.id], _edition_by_class[its.judgements]
    _changed()


def all_frameworks() -> tuple[Framework, ...]:
    """Every framework, in the order in which they came into force.

    >>> [f.name for f in all_frameworks()]
    ['SLAC', 'CPI', 'TLAC', 'SIF', 'ILACS']
    """
    return tuple(_frameworks.values())


def all_editions() -> tuple[Edition, ...]:
    """Every edition of every framework, framework by framework, oldest first."""
    return tuple(_editions.values())


def get_framework(id: str | Framework) -> Framework:
    """Return the framework with this id, in any case, or the framework itself.

    >>> print(get_framework("ILACS"))
    ILACS: Inspection of local authority children's services

    Raises:
        UnknownEdition: no framework has the id; the message names those there are.
    """
    if isinstance(id, Framework):
        return id
    if found := _frameworks.get(_id(id)):
        return found
    raise UnknownEdition(_unknown("framework", id, list(_frameworks)))


def get_edition(id: str | Edition) -> Edition:
    """Return the edition with this id, in any case, or the edition itself.

    `sif-2014`, by the year people know, is `sif-2013`.

    >>> print(get_edition("ilacs-2023"))
    ILACS from January 2023

    Raises:
        UnknownEdition: no edition has the id; the message names those there are.
    """
    if isinstance(id, Edition):
        return id
    asked = _id(id)
    if found := _editions.get(asked) or _other_names.get(asked):
        return found
    raise UnknownEdition(_unknown("edition", id, list(_editions)))


Scale: TypeAlias = type[Grade] | Framework | Edition | str
"""A scale, or a framework or edition (or its id) that grades on it."""


def get_scale(scale: Scale) -> type[Grade]:
    """Return a scale, given by itself or by a framework or edition (or its id) that grades on it.

    >>> get_scale("ilacs"), get_scale("sif-2013")
    (<enum 'IlacsGrade'>, <enum 'SifGrade'>)

    Raises:
        TypeError: `scale` is none of these.
        UnknownEdition: no framework or edition has the id.
    """
    if isinstance(scale, Framework | Edition):
        return scale.scale
    if isinstance(scale, str):
        known: dict[str, Edition | Framework] = {**_other_names, **_editions, **_frameworks}
        if found := known.get(scale.lower()):
            return found.scale
        raise UnknownEdition(_unknown("framework or edition", scale, [*_frameworks, *_editions]))
    if isinstance(scale, type) and issubclass(scale, Grade) and len(scale):
        return scale
    raise TypeError(
        f"a scale is a class such as IlacsGrade, or an id such as 'ilacs', not {shown(scale)}"
    )


def edition_on(day: dt.date, framework: Framework | str | None = None) -> tuple[Edition, ...]:
    """Return every edition under which an inspection that began on `day` could be: none, one or several.

    SLAC and CPI overlap in 2012, SIF and ILACS in 2018; `framework` narrows the answer to one.

    >>> import datetime as dt
    >>> edition_on(dt.date(2018, 3, 5))
    (get_edition('sif-2013'), get_edition('ilacs-2018'))
    >>> edition_on(dt.date(2018, 3, 5), "ilacs")
    (get_edition('ilacs-2018'),)

    Raises:
        TypeError: `day` is not a date; a date with a time is not one either.
        UnknownEdition: there is no such framework.
    """
    if type(day) is not dt.date:
        raise not_taken("edition_on", "the first day on site as a datetime.date", day)
    wanted = None if framework is None else get_framework(framework)
    return tuple(
        its
        for its in _editions.values()
        if its.in_force_on(day) and wanted in (None, _framework_by_edition[its.id])
    )


def framework_of(edition: Edition) -> Framework:
    """Return the framework that an edition belongs to.

    Raises:
        UnknownEdition: the edition is not of a registered framework.
    """
    check(Edition, edition, "framework_of", "an Edition (get_edition finds it by its id)")
    if found := _framework_by_edition.get(edition.id):
        return found
    raise UnknownEdition(_unknown("edition", edition.id, list(_editions)))


def edition_of(judgements: type[Judgements[Any]]) -> Edition:
    """Return the edition that has this class of judgements.

    Raises:
        UnknownEdition: no registered edition has it.
        TypeError: `judgements` is not a class of judgements.
    """
    if not isinstance(judgements, type):
        raise not_taken("edition_of", "a class of judgements, such as SifJudgements", judgements)
    if found := _edition_by_class.get(judgements):
        return found
    raise UnknownEdition(f"no registered edition has {judgements.__name__} for its judgements")


def _id(id: object) -> str:
    if not isinstance(id, str):
        raise not_taken("the id of a framework or edition", "text such as 'ilacs-2018'", id)
    return id.lower()


def _unknown(noun: str, id: str, known: list[str]) -> str:
    hint = closest(id, known)
    return f"no {noun} has the id {id!r}; expected one of {', '.join(known)}" + (
        f"; {hint}" if hint else ""
    )


for _name in _MODULES:
    register(importlib.import_module(f"{__name__}.{_name}").FRAMEWORK)
