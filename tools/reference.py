"""Write the reference page of a namespace as Markdown: signatures, docstrings and tables of parameters."""

import functools
import importlib
import inspect
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any, TypeVar

import griffe

PACKAGE = "ofsted_frameworks"
ROOT = Path(__file__).resolve().parents[1]
SESSION = re.compile(r"^>>> .*(?:\n(?!\s*$).+)*", re.MULTILINE)


NAMESPACES = [path.stem for path in sorted((ROOT / "docs" / "reference").glob("*.md"))]


def describe_namespace(namespace: str) -> str:
    """Return a description of each public name in a namespace.

    For `top`, the package itself, it is a table of the names, and full descriptions of those that no other
    namespace has.
    """
    if namespace == "top":
        return describe_top()
    path = f"{PACKAGE}.{namespace}"
    return "\n\n".join(part for name, thing in public(path) for part in describe(name, thing, path))


def describe_top() -> str:
    """Return a table of the names at the top, with a link to the page that describes each."""
    homes = {
        id(thing): (namespace, name)
        for namespace in NAMESPACES
        if namespace != "top"
        for name, thing in public(f"{PACKAGE}.{namespace}")
    }
    rows: list[str] = ["| Name | Description |", "| --- | --- |"]
    rest: list[str] = []
    for name, thing in public(PACKAGE):
        namespace, own = homes.get(id(thing), ("", name))
        page = f"{namespace}.md" if namespace else ""
        described = inspect.isclass(thing) or inspect.isroutine(thing)
        text = (inspect.getdoc(thing) or "") if described else f"A constant: `{thing!r}`."
        summary = flat(text.split("\n\n")[0])
        rows.append(f"| [`{name}`]({page}#{own.lower()}) | {summary.replace('|', '&#124;')} |")
        if not namespace:
            rest += describe(name, thing, PACKAGE)
    return "\n".join(rows) + "\n\n" + "\n\n".join(rest)


def public(path: str) -> list[tuple[str, Any]]:
    """Return the public names of a module with their objects, without submodules."""
    module = importlib.import_module(path)
    own = (
        name
        for name, thing in vars(module).items()
        if not name.startswith("_") and getattr(thing, "__module__", "") == module.__name__
    )
    names = sorted(getattr(module, "__all__", own), key=str.lower)
    things = ((name, getattr(module, name)) for name in names)
    return [(name, thing) for name, thing in things if not isinstance(thing, ModuleType | TypeVar)]


def describe(name: str, thing: object, path: str) -> Iterator[str]:
    """Yield the parts of one name's description."""
    found = look_up(f"{getattr(thing, '__module__', path)}.{getattr(thing, '__name__', name)}")
    if found is None or not isinstance(found, griffe.Class | griffe.Function):
        yield f"### `{name}`"
        yield f"A constant: `{thing!r}`."
        return
    yield f"### `{name}`"
    yield f"```python\n{signature(found)}\n```"
    yield from sections(found)
    if isinstance(found, griffe.Class):
        yield from members(found)


@functools.cache
def package() -> griffe.Module:
    """Return the package as griffe reads it from the sources."""
    loaded = griffe.load(
        PACKAGE,
        docstring_parser="google",
        docstring_options={"warnings": False},
        resolve_aliases=False,
    )
    assert isinstance(loaded, griffe.Module)
    return loaded


def look_up(path: str) -> griffe.Object | None:
    """Return the object at a dotted path, or None if the sources define nothing there."""
    found: Any = package()
    for step in path.split(".")[1:]:
        if found.is_alias or step not in found.members:
            return None
        found = found.members[step]
    return None if found.is_alias else found


def signature(found: griffe.Class | griffe.Function) -> str:
    """Return a signature; if it is long, with one parameter on each line."""
    if isinstance(found, griffe.Class):
        bases = ", ".join(str(base) for base in found.bases)
        return f"class {found.name}({bases})" if bases else f"class {found.name}"
    parts = list(parameters(found))
    drawn = any(str(each.value) == "as_altair" for each in found.decorators)
    result = "altair.LayerChart" if drawn else found.returns
    returns = f" -> {result}" if result else ""
    line = f"{found.name}({', '.join(parts)}){returns}"
    if len(line) <= 80:
        return line
    return "\n".join([f"{found.name}(", *(f"    {part}," for part in parts), f"){returns}"])


def parameters(function: griffe.Function) -> Iterator[str]:
    """Yield the parameters of a function as they are written in the source."""
    keyword_only = False
    for each in function.parameters:
        if each.name in ("self", "cls"):
            continue
        if each.kind is griffe.ParameterKind.keyword_only and not keyword_only:
            keyword_only = True
            yield "*"
        star = "*" if each.kind is griffe.ParameterKind.var_positional else ""
        typed = f": {each.annotation}" if each.annotation is not None else ""
        default = f" = {each.default}" if each.default is not None and not star else ""
        yield f"{star}{each.name}{typed}{default}"


def sections(found: griffe.Object) -> Iterator[str]:
    """Yield a docstring's text, and its sections as tables."""
    for section in found.docstring.parsed if found.docstring else []:
        match section:
            case griffe.DocstringSectionText(value=text):
                yield SESSION.sub(r"```pycon\n\g<0>\n```", text)
            case griffe.DocstringSectionExamples(value=examples):
                yield from (
                    f"```pycon\n{text}\n```" if ">>>" in text else text for _, text in examples
                )
            case griffe.DocstringSectionAdmonition(title=title, value=note):
                yield f"**{title}** {note.description}"
            case _:
                yield from in_a_table(section)


TITLES = {"parameters": "Parameter", "attributes": "Attribute", "raises": "Raises"}


def in_a_table(section: griffe.DocstringSection) -> Iterator[str]:
    """Yield a section of entries as a table, or a sentence on each value returned or yielded."""
    kind = section.kind.value
    if kind in ("returns", "yields"):
        yield from (f"{kind.capitalize()}: {flat(each.description)}" for each in section.value)
    elif kind in TITLES:
        rows = (
            (getattr(each, "name", None) or str(each.annotation), flat(each.description))
            for each in section.value
        )
        yield table(TITLES[kind], rows)


def members(cls: griffe.Class) -> Iterator[str]:
    """Yield a table of a class's public attributes and one of its methods."""
    public = [m for name, m in cls.members.items() if not name.startswith("_") and not m.is_alias]
    attributes = [m for m in public if m.is_attribute]
    if attributes:
        yield table("Attribute", ((m.name, about(m)) for m in attributes))
    methods = [m for m in public if isinstance(m, griffe.Function)]
    if methods:
        yield table("Method", ((signature(m).replace("\n", " "), about(m)) for m in methods))


def about(member: Any) -> str:
    """Return a member's summary or, without one, its type."""
    if member.docstring:
        return flat(member.docstring.value.split("\n\n")[0])
    return f"`{member.annotation}`" if getattr(member, "annotation", None) else ""


def flat(text: str) -> str:
    """Return a text on one line."""
    return " ".join(text.split())


def table(header: str, rows: Iterable[tuple[str, str]]) -> str:
    """Return a table of names and descriptions."""
    lines = [f"| {header} | Description |", "| --- | --- |"]
    lines += [f"| `{name}` | {what} |".replace("\\|", "|") for name, what in escaped(rows)]
    return "\n".join(lines)


def escaped(rows: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Yield rows with bars escaped, so that they do not end a cell."""
    for name, what in rows:
        yield name.replace("|", "&#124;"), what.replace("|", "&#124;")
