"""What was taken from a report, where it stands, and what was wrong with it."""

import attrs

from ofsted_frameworks.findings import Finding, Place, Severity
from ofsted_frameworks.readers.report.pdf import Text


@attrs.frozen(kw_only=True)
class Taken:
    """One value of a reading: what it is, and the page and the words that it was taken from.

    `path` leads to the value in the inspection, as in `("judgements", "care_leavers")`.
    """

    path: tuple[str, ...]
    value: object
    words: str
    page: int

    def __str__(self) -> str:
        return f"{'.'.join(self.path)}: {self.value} (page {self.page}: {self.words!r})"


@attrs.define
class Evidence:
    """What is taken and found while one report is read; places are characters of its text."""

    name: str
    text: Text = attrs.field(factory=lambda: Text.of([]))
    edition: str = ""
    taken: list[Taken] = attrs.field(factory=list[Taken])
    findings: list[Finding] = attrs.field(factory=list[Finding])

    def take(self, path: tuple[str, ...], value: object, words: str, at: int) -> None:
        """Record a value, the words it is taken from, and where they begin."""
        page = self.text.page(at)
        self.taken.append(Taken(path=path, value=value, words=words, page=page))

    def find(
        self,
        rule: str,
        severity: Severity,
        message: str,
        path: tuple[str, ...] = (),
        value: object = None,
        at: int | None = None,
    ) -> None:
        """Record a finding, of the value at `path` and the words at `at` where it is about them."""
        page = None if at is None else self.text.page(at)
        self.findings.append(
            Finding(
                rule=f"report.{rule}",
                severity=severity,
                message=message,
                path=path,
                value=value,
                edition=self.edition,
                place=Place(file=self.name, page=page),
            )
        )
