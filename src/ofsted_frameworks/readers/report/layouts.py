"""The report forms of every framework, with their printed words compiled to patterns."""

import re
from collections.abc import Iterator, Mapping

import attrs

from ofsted_frameworks.frameworks import all_frameworks
from ofsted_frameworks.frameworks.base import Framework
from ofsted_frameworks.frameworks.kinds import Kind
from ofsted_frameworks.frameworks.registry import cached
from ofsted_frameworks.frameworks.report_forms import RECORD_HEADING, ReportForm
from ofsted_frameworks.readers.report.document_kinds import Document
from ofsted_frameworks.readers.report.notation import pattern


def _compiled(words: str) -> re.Pattern[str]:
    return re.compile(words, re.IGNORECASE | re.MULTILINE)


RECORD = _compiled(rf"^{pattern(RECORD_HEADING)}\b")


@attrs.frozen(kw_only=True, eq=False)
class Layout:
    """A report form of a framework, with its printed words as patterns."""

    framework: Framework
    form: ReportForm
    titles: re.Pattern[str]
    marks: re.Pattern[str] | None
    running: re.Pattern[str] | None
    announced: Mapping[str, re.Pattern[str]]

    @property
    def document(self) -> Document:
        """The kind of document that has this layout."""
        is_again = self.form.kind is Kind.REINSPECTION
        return Document.REINSPECTION if is_again else Document.INSPECTION

    @property
    def left_out(self) -> frozenset[str]:
        """The judgement areas that reports with this layout do not judge."""
        of_kind = (kind for kind in self.framework.kinds if kind.kind is self.form.kind)
        return frozenset(name for kind in of_kind for name in kind.leaves_out)


@cached
def layouts() -> tuple[Layout, ...]:
    """Return the layouts of the reports of every framework."""
    return tuple(
        Layout(
            framework=framework,
            form=form,
            titles=_compiled(rf"(?<![\w-])(?:{_any_of(form.titles)})(?![^\W\d])"),
            marks=_compiled(rf"^(?:{_any_of(form.marks)})(?!\w)") if form.marks else None,
            running=(
                _compiled(rf"^{pattern(form.running)}(?= ?\d{{0,3}}$)") if form.running else None
            ),
            announced={name: _compiled(pattern(w)) for name, w in form.announced.items()},
        )
        for framework in all_frameworks()
        for form in framework.report_forms
    )


def _any_of(wordings: tuple[str, ...]) -> str:
    return "|".join(map(pattern, wordings))


def titles_in(titles: re.Pattern[str], head: str) -> Iterator[re.Match[str]]:
    """Yield the titles in `head` that begin with a capital and, if the text has lines, begin a line."""
    has_lines = "\n" in head.strip()
    for match in titles.finditer(head):
        before = head[: match.start()].rpartition("\n")[2]
        if match[0][0].isupper() and not (has_lines and before.strip(" \f")):
            yield match
