"""The forms of every framework's reports, compiled."""

import functools
import re
from collections.abc import Iterator, Mapping

import attrs

from ofsted_frameworks.frameworks import all_frameworks
from ofsted_frameworks.frameworks.base import Framework
from ofsted_frameworks.frameworks.kinds import Kind
from ofsted_frameworks.frameworks.report_forms import RECORD_HEADING, ReportForm
from ofsted_frameworks.readers.report.document_kinds import Document
from ofsted_frameworks.readers.report.notation import pattern

RECORD = re.compile(rf"^{pattern(RECORD_HEADING)}\b", re.IGNORECASE | re.MULTILINE)


@attrs.frozen(kw_only=True, eq=False)
class Layout:
    """One framework's form of reports, with its words as patterns."""

    framework: Framework
    form: ReportForm
    titles: re.Pattern[str]
    marks: re.Pattern[str] | None
    running: re.Pattern[str] | None
    announced: Mapping[str, re.Pattern[str]]

    @property
    def document(self) -> Document:
        """What a report of this form is."""
        is_again = self.form.kind is Kind.REINSPECTION
        return Document.REINSPECTION if is_again else Document.INSPECTION

    @property
    def left_out(self) -> frozenset[str]:
        """The judgement areas that reports of this form have no judgement for."""
        of_kind = (kind for kind in self.framework.kinds if kind.kind is self.form.kind)
        return frozenset(name for kind in of_kind for name in kind.leaves_out)


def layouts() -> tuple[Layout, ...]:
    """Return the layouts of every framework's reports."""
    return _layouts_of(all_frameworks())


@functools.lru_cache(maxsize=16)
def _layouts_of(frameworks: tuple[Framework, ...]) -> tuple[Layout, ...]:
    return tuple(
        Layout(
            framework=framework,
            form=form,
            titles=_compiled(rf"(?<![\w-])(?:{_any_of(form.titles)})(?![^\W\d])"),
            marks=_compiled(rf"^(?:{_any_of(form.marks)})(?!\w)") if form.marks else None,
            running=_running(form),
            announced={name: _compiled(pattern(w)) for name, w in form.announced.items()},
        )
        for framework in frameworks
        for form in framework.report_forms
    )


def _any_of(wordings: tuple[str, ...]) -> str:
    return "|".join(map(pattern, wordings))


def _running(form: ReportForm) -> re.Pattern[str] | None:
    if not form.running:
        return None
    return _compiled(rf"^{pattern(form.running)}(?= ?\d{{0,3}}$)")


def _compiled(words: str) -> re.Pattern[str]:
    return re.compile(words, re.IGNORECASE | re.MULTILINE)


def titles_in(patterns: re.Pattern[str], head: str) -> Iterator[re.Match[str]]:
    """Yield the matches that begin a line with a capital, or any in text without lines."""
    has_lines = "\n" in head.strip()
    for match in patterns.finditer(head):
        before = head[: match.start()].rpartition("\n")[2]
        if match[0][0].isupper() and not (has_lines and before.strip(" \f")):
            yield match
