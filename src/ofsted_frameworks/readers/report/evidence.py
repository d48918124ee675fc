"""The values taken from a report, where each is printed, and what was wrong with them."""

import attrs

from ofsted_frameworks.findings import Finding, Place, Severity
from ofsted_frameworks.readers.report.page_text import Text
from ofsted_frameworks.rules import Rule


@attrs.frozen(kw_only=True)
class Taken:
    """A value read from a report, with the page and the printed words that it comes from.

    `path` says where in the inspection the value belongs, such as `("judgements", "care_leavers")`.
    """

    path: tuple[str, ...]
    value: object
    words: str
    page: int

    def __str__(self) -> str:
        return f"{'.'.join(self.path)}: {self.value} (page {self.page}: {self.words!r})"


@attrs.define
class Evidence:
    """The values and findings collected while one report is read.

    A position in the report, `at`, is the index of a character in its text.
    """

    name: str
    text: Text = attrs.field(factory=lambda: Text.of([]))
    edition: str = ""
    taken: list[Taken] = attrs.field(factory=list[Taken])
    findings: list[Finding] = attrs.field(factory=list[Finding])

    def take(self, path: tuple[str, ...], value: object, words: str, at: int) -> None:
        """Record a value, the words that it comes from, and where they begin."""
        page = self.text.page(at)
        self.taken.append(Taken(path=path, value=value, words=words, page=page))

    def find(
        self,
        rule: Rule,
        message: str,
        path: tuple[str, ...] = (),
        value: object = None,
        at: int | None = None,
        severity: Severity | None = None,
    ) -> None:
        """Record a finding about the value at `path` and, if given, about the words that begin at `at`."""
        page = None if at is None else self.text.page(at)
        place = Place(file=self.name, page=page)
        self.findings.append(
            rule.finding(
                path, message, value=value, edition=self.edition, severity=severity, place=place
            )
        )
