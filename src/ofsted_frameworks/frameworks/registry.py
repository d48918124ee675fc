"""The registry of frameworks and their editions: add one, or find one by id, day or class."""

import datetime as dt
import functools
import importlib
from collections.abc import Callable, Iterable, Mapping
from typing import Any, ParamSpec, TypeAlias, TypeVar, cast

from ofsted_frameworks.arguments import check, not_taken, shown
from ofsted_frameworks.findings import UnknownEdition
from ofsted_frameworks.frameworks.base import Edition, Framework
from ofsted_frameworks.grades import Grade
from ofsted_frameworks.schedule import Judgements
from ofsted_frameworks.words import with_hint

P = ParamSpec("P")
Answer = TypeVar("Answer")
T = TypeVar("T", bound=Framework | Edition)

_MODULES = ("slac", "cpi", "tlac", "sif", "ilacs")
"""The modules with a `FRAMEWORK`, in the order in which the frameworks came into force."""

_frameworks: dict[str, Framework] = {}
_editions: dict[str, Edition] = {}
_other_names: dict[str, Edition] = {}
_framework_by_edition: dict[str, Framework] = {}
_edition_by_class: dict[type[Judgements[Any]], Edition] = {}
_forget: list[Callable[[], object]] = []


def cached(function: Callable[P, Answer]) -> Callable[P, Answer]:
    """Return a function that remembers its answers until a framework is registered or unregistered."""
    remembering = functools.lru_cache(maxsize=10_000)(function)
    _forget.append(remembering.cache_clear)
    return cast(Callable[P, Answer], remembering)


def _clear_caches() -> None:
    for forget in _forget:
        forget()


def register(framework: Framework) -> None:
    """Register a framework, so that every look-up, mapping and label of this library knows it.

    Raises:
        ValueError: If an id is taken, a judgement class already has an edition, an edition continues
            one that does not exist, or a match names an area that does not exist.
    """
    check(Framework, framework, "register", "a Framework")
    ids = [framework.id, *framework.also_known_as, *(e.id for e in framework.editions)]
    if taken := [i for i in ids if i in _frameworks or i in _editions or i in _other_names]:
        raise ValueError(
            f"{framework.id!r} cannot be registered, because these ids are taken: {', '.join(taken)}"
        )
    editions = _editions | {edition.id: edition for edition in framework.editions}
    _check_editions(framework, editions)
    _check_matches(framework, editions)
    _frameworks[framework.id] = framework
    _other_names.update(dict.fromkeys(framework.also_known_as, framework.editions[0]))
    for edition in framework.editions:
        _editions[edition.id] = edition
        _framework_by_edition[edition.id] = framework
        _edition_by_class[edition.judgements] = edition
    _clear_caches()


def _check_editions(framework: Framework, editions: Mapping[str, Edition]) -> None:
    classes = dict(_edition_by_class)
    for edition in framework.editions:
        if owner := classes.get(edition.judgements):
            raise ValueError(
                f"{edition.id!r} and {owner.id!r} share the class {edition.judgements.__name__}; each "
                "edition needs its own judgement class, even if it judges the same areas"
            )
        classes[edition.judgements] = edition
        if edition.continues and edition.continues.value not in editions:
            raise ValueError(
                f"{edition.id!r} continues {edition.continues.value!r}, but no edition has that id"
            )


def _check_matches(framework: Framework, editions: Mapping[str, Edition]) -> None:
    for match in framework.area_matches:
        for written in (*match.areas, *match.others):
            id, _, name = written.partition(".")
            if id not in editions or name not in editions[id].areas:
                raise ValueError(
                    f"an area match of {framework.id!r} names {written!r}, which is not a judgement "
                    "area; write it as 'edition.field', for example 'sif-2013.care_leavers'"
                )


def unregister(framework: Framework) -> None:
    """Remove a framework that `register` added.

    Raises:
        UnknownEdition: If the framework is not registered.
    """
    check(Framework, framework, "unregister", "a Framework")
    if _frameworks.get(framework.id) is not framework:
        raise unknown_id("framework", framework.id, _frameworks)
    del _frameworks[framework.id]
    for name in framework.also_known_as:
        del _other_names[name]
    for edition in framework.editions:
        del _editions[edition.id], _framework_by_edition[edition.id]
        del _edition_by_class[edition.judgements]
    _clear_caches()


def all_frameworks() -> tuple[Framework, ...]:
    """Return every framework, in the order in which they came into force.

    >>> [f.name for f in all_frameworks()]
    ['SLAC', 'CPI', 'TLAC', 'SIF', 'ILACS']
    """
    return tuple(_frameworks.values())


def all_editions() -> tuple[Edition, ...]:
    """Return every edition of every framework, framework by framework, oldest first."""
    return tuple(_editions.values())


def get_framework(id: str | Framework) -> Framework:
    """Return the framework with this id, in upper or lower case. A framework is returned unchanged.

    >>> print(get_framework("ILACS"))
    ILACS: Inspection of local authority children's services

    Raises:
        UnknownEdition: If no framework has the id. The message lists the ids.
    """
    return id if isinstance(id, Framework) else _find(id, "framework", _frameworks)


def get_edition(id: str | Edition) -> Edition:
    """Return the edition with this id, in upper or lower case. An edition is returned unchanged.

    People often call SIF the framework of 2014, so `sif-2014` finds `sif-2013`.

    >>> print(get_edition("ilacs-2023"))
    ILACS from January 2023

    Raises:
        UnknownEdition: If no edition has the id. The message lists the ids.
    """
    return id if isinstance(id, Edition) else _find(id, "edition", _editions, _other_names)


def get_framework_or_edition(id: str) -> Framework | Edition:
    """Return the framework or edition with this id, in upper or lower case.

    Raises:
        UnknownEdition: If neither a framework nor an edition has the id. The message lists the ids.
    """
    known: dict[str, Framework | Edition] = {**_frameworks, **_editions}
    return _find(id, "framework or edition", known, _other_names)


Scale: TypeAlias = type[Grade] | Framework | Edition | str
"""A scale, or a framework or edition (or its id) that uses it."""


def get_scale(scale: Scale) -> type[Grade]:
    """Return the scale of a framework or edition, which can be given by its id. A scale is returned unchanged.

    >>> get_scale("ilacs"), get_scale("sif-2013")
    (<enum 'IlacsGrade'>, <enum 'SifGrade'>)

    Raises:
        TypeError: If `scale` is none of these.
        UnknownEdition: If no framework or edition has the id.
    """
    if isinstance(scale, str):
        return get_framework_or_edition(scale).scale
    if isinstance(scale, Framework | Edition):
        return scale.scale
    if isinstance(scale, type) and issubclass(scale, Grade) and len(scale):
        return scale
    raise TypeError(
        f"a scale must be a class such as IlacsGrade, or an id such as 'ilacs', not {shown(scale)}"
    )


def edition_on(day: dt.date, framework: Framework | str | None = None) -> tuple[Edition, ...]:
    """Return the editions that an inspection begun on `day` could be under: none, one or several.

    SLAC and CPI overlap in 2012, SIF and ILACS in 2018; `framework` limits the answer to one of them.

    >>> import datetime as dt
    >>> edition_on(dt.date(2018, 3, 5))
    (get_edition('sif-2013'), get_edition('ilacs-2018'))
    >>> edition_on(dt.date(2018, 3, 5), "ilacs")
    (get_edition('ilacs-2018'),)

    Raises:
        TypeError: If `day` is not a date. A `datetime.datetime` is refused too.
        UnknownEdition: If there is no such framework.
    """
    if type(day) is not dt.date:
        raise not_taken("edition_on", "the first day on site as a datetime.date", day)
    among = _editions.values() if framework is None else get_framework(framework).editions
    return tuple(edition for edition in among if edition.in_force_on(day))


def framework_of(edition: Edition) -> Framework:
    """Return the framework that an edition belongs to.

    Raises:
        UnknownEdition: If the edition does not belong to a registered framework.
    """
    check(Edition, edition, "framework_of", "an Edition (get_edition finds it by its id)")
    if found := _framework_by_edition.get(edition.id):
        return found
    raise unknown_id("edition", edition.id, _editions)


def edition_of(judgements: type[Judgements[Any]]) -> Edition:
    """Return the edition that a class of judgements belongs to.

    Raises:
        UnknownEdition: If it does not belong to a registered edition.
        TypeError: If `judgements` is not a class.
    """
    if not isinstance(judgements, type):
        raise not_taken("edition_of", "a class of judgements, such as SifJudgements", judgements)
    if found := _edition_by_class.get(judgements):
        return found
    raise UnknownEdition(
        f"no registered edition uses the class {judgements.__name__} for its judgements"
    )


def unknown_id(noun: str, id: str, known: Iterable[str]) -> UnknownEdition:
    """Return the error for an unknown id, with the known ids and a close match."""
    known = tuple(known)
    message = f"no {noun} has the id {shown(id)}; expected one of {', '.join(known)}"
    return UnknownEdition(with_hint(message, id, known))


def _find(
    id: object, noun: str, known: Mapping[str, T], aliases: Mapping[str, T] | None = None
) -> T:
    if not isinstance(id, str):
        raise TypeError(f"an id must be a string such as 'ilacs-2018', not {shown(id)}")
    asked = id.lower()
    if found := known.get(asked) or (aliases or {}).get(asked):
        return found
    raise unknown_id(noun, id, known)


for _name in _MODULES:
    register(importlib.import_module(f"ofsted_frameworks.frameworks.{_name}").FRAMEWORK)
