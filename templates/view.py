"""The nouns of a report: what the HTML, Word, Excel and Markdown forms fill from.

The names below are what a template can use (``report.conclusion``, ``finding.message`` …); they are
filled by ``templates.arrange``.
"""

from __future__ import annotations

from dataclasses import dataclass

from compare.model import Severity, Verdict, Waiver
from templates import words
from templates.marking import Segment, excerpt


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyView:
    """Draft or reference. ``column`` is its short name ("Trung ương", "Dự thảo"), ``name`` that of the
    document ("Kế hoạch số 80/KH-UBND"), ``full`` the name with date and issuer, ``heading`` what a
    title says of it ("dự thảo Kế hoạch thực hiện Chương trình …")."""

    column: str
    name: str
    full: str
    heading: str
    number: str
    date: str
    issuer: str
    title: str
    period: str
    file: str
    format: str
    pages: str
    sha256: str
    warnings: tuple[str, ...]

    @property
    def short_sha(self) -> str:
        """The first 12 digits, enough to tell two files apart."""
        return self.sha256[:12]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """What a document says and where; ``segments`` tell which words differ from the other side."""

    party: PartyView
    place: str
    text: str
    segments: tuple[Segment, ...]

    @property
    def located(self) -> str:
        """Such as "(Mục I.2; trang 3)", or nothing."""
        return f"({self.place})" if self.place else ""

    @property
    def source(self) -> str:
        """Such as "Kế hoạch số 80/KH-UBND, Mục I.2; trang 3"."""
        return ", ".join(filter(None, [self.party.name, self.place]))

    @property
    def short(self) -> tuple[Segment, ...]:
        """For a table: the measure that is spoken of, without the rest of a long item."""
        return excerpt(self.segments)


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingView:
    """One finding; ``rows`` are the rows of the comparison table it belongs to."""

    index: int
    rule: str
    rule_name: str
    kind: str
    severity: Severity
    severity_word: str
    message: str
    suggestion: str
    reference: Quote | None
    draft: Quote | None
    others: tuple[Quote, ...]
    waived: Waiver | None
    clarify: bool
    rows: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One pair in a row: the reference's quote, the verdict and the differences, in words."""

    quote: Quote
    draft: tuple[Quote, ...]
    verdict: Verdict
    verdict_word: str
    differences: tuple[str, ...]
    similarity: float
    rivals: tuple[Quote, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of the comparison table: ``cells`` has an answer or None for every reference."""

    index: int
    subject: str
    cells: tuple[Answer | None, ...]
    draft: tuple[Quote, ...]
    severity: Severity | None
    severity_word: str
    suggestions: tuple[str, ...]
    findings: tuple[int, ...]

    @property
    def answers(self) -> tuple[Answer, ...]:
        """The pairs of the row."""
        return tuple(cell for cell in self.cells if cell is not None)

    def labelled(self, answer: Answer) -> str:
        """The words "Tỉnh: " before what is said of one of several references, else nothing."""
        return f"{answer.quote.party.column}: " if len(self.answers) > 1 else ""

    @property
    def verdict_words(self) -> tuple[str, ...]:
        """One word where all references fare alike, else one for each."""
        if len({answer.verdict for answer in self.answers}) == 1:
            return (self.answers[0].verdict_word,)
        return tuple(self.labelled(answer) + answer.verdict_word for answer in self.answers)

    @property
    def difference_words(self) -> tuple[str, ...]:
        """All differences, each told of its reference where there are several."""
        return tuple(self.labelled(answer) + text for answer in self.answers for text in answer.differences)

    @property
    def absent(self) -> str:
        """What stands for a draft that says nothing: outside its period nothing is expected of it."""
        return "–" if self.verdict is Verdict.OUT_OF_PERIOD else words.of(Verdict.MISSING)

    @property
    def verdict(self) -> Verdict:
        """The one that asks most of a reader, for the colour of the row."""
        order = (
            Verdict.MISSING, Verdict.WEAKER, Verdict.INCOMPARABLE, Verdict.APPORTION,
            Verdict.MEETS, Verdict.EXCEEDS, Verdict.OUT_OF_PERIOD,
        )  # fmt: skip
        return min((answer.verdict for answer in self.answers), key=order.index)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tile:
    """A count with its word; ``key`` is the value of the enum."""

    key: str
    word: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Missed:
    """Something that could not be read, and where."""

    reason: str
    text: str
    file: str
    place: str

    @property
    def where(self) -> str:
        """Such as "tệp.docx; Đoạn thứ 62", or nothing."""
        return "; ".join(filter(None, [self.file, self.place]))

    @property
    def line(self) -> str:
        """All of it in one line."""
        text = f"{self.reason}: “{self.text}”" if self.text else self.reason
        return f"{text} ({self.where})" if self.where else text


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Everything a report shows."""

    draft: PartyView
    references: tuple[PartyView, ...]
    conforms: bool
    conclusion: str
    verdicts: tuple[Tile, ...]
    severities: tuple[Tile, ...]
    findings: tuple[FindingView, ...]
    rows: tuple[Row, ...]
    unread: tuple[Missed, ...]
    rules: tuple[tuple[str, str], ...]
    tool: str
    version: str

    @property
    def parties(self) -> tuple[PartyView, ...]:
        """The draft, then the references."""
        return (self.draft, *self.references)

    @property
    def groups(self) -> tuple[tuple[str, tuple[FindingView, ...]], ...]:
        """(word, findings) for every severity from critical to low that has any, waived ones left out."""
        kept = ((s, self._of(s)) for s in Severity if s is not Severity.NOTE)
        return tuple((words.of(severity), found) for severity, found in kept if found)

    @property
    def notes(self) -> tuple[FindingView, ...]:
        """Findings that ask nothing of the draft."""
        return self._of(Severity.NOTE)

    @property
    def waived(self) -> tuple[FindingView, ...]:
        """Findings that a human has accepted."""
        return tuple(finding for finding in self.findings if finding.waived)

    @property
    def unsuitable(self) -> tuple[FindingView, ...]:
        """Findings to mend (part IV.2 of the Word report)."""
        return tuple(f for _, group in self.groups for f in group if not f.clarify)

    @property
    def unclear(self) -> tuple[FindingView, ...]:
        """Findings to explain (part IV.3 of the Word report)."""
        return tuple(f for _, group in self.groups for f in group if f.clarify)

    @property
    def agreeing(self) -> tuple[Row, ...]:
        """Rows in which every reference is met."""
        good = {Verdict.MEETS, Verdict.EXCEEDS}
        return tuple(row for row in self.rows if all(answer.verdict in good for answer in row.answers))

    @property
    def uncertain(self) -> tuple[Answer, ...]:
        """Pairs with a rival as near as the answer that was taken."""
        return tuple(answer for row in self.rows for answer in row.answers if answer.rivals)

    @property
    def doubts(self) -> int:
        """How many things a human has to look at because the machine could not."""
        return len(self.unread) + len(self.uncertain) + sum(len(party.warnings) for party in self.parties)

    @property
    def suggestions(self) -> tuple[str, ...]:
        """All suggestions that are not waived, each once, the heaviest first."""
        ordered = [*self.unsuitable, *self.unclear, *self.notes]
        ordered.sort(key=lambda finding: finding.severity.rank)
        return tuple(dict.fromkeys(f.suggestion for f in ordered if f.suggestion))

    def _of(self, severity: Severity) -> tuple[FindingView, ...]:
        return tuple(f for f in self.findings if f.severity is severity and not f.waived)
