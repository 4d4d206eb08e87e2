"""The nouns of a report: what the HTML, Word, Excel and Markdown forms fill from.

The names below are what a template can use (``report.conclusion``, ``finding.message`` …); they are
filled by ``templates.report.arrange``.
"""

from __future__ import annotations

from dataclasses import dataclass

from compare.model import Severity, Verdict, Waiver
from compare.standing import FITS, Standing
from extract.language import writing
from templates import words
from templates.report.chain import ChainLine
from templates.report.quotes import PartyView, Quote


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingView:
    """One remark; ``rows`` are the rows of the comparison table it belongs to, ``also`` what further
    upper plans say of the same, ``others`` the further places of a finding about many."""

    index: int
    rule: str
    rule_name: str
    kind: str
    severity: Severity
    severity_word: str
    message: str
    suggestion: str
    reference: Quote | None
    also: tuple[Quote, ...]
    draft: Quote | None
    others: tuple[Quote, ...]
    waived: Waiver | None
    clarify: bool
    rows: tuple[int, ...]

    @property
    def accepted(self) -> str:
        """Why, by whom and when it was accepted; nothing where it was not."""
        waiver = self.waived
        if waiver is None:
            return ""
        return words.phrase(
            "waived",
            "until" if waiver.expires else "by",
            reason=waiver.reason,
            author=waiver.author,
            date=writing.date(waiver.date),
            expires=writing.date(waiver.expires or ""),
        )

    @property
    def upper(self) -> tuple[Quote, ...]:
        """What each upper plan says of it."""
        return (self.reference, *self.also) if self.reference is not None else ()

    @property
    def upper_names(self) -> str:
        """Such as "Kế hoạch số 80/KH-UBND (Tỉnh)"."""
        return writing.listed([quote.party.titled for quote in self.upper])

    @property
    def listed(self) -> tuple[Quote, ...]:
        """All places of a finding that speaks of many; nothing where it speaks of one."""
        return (*self.upper, *self.others) if self.others else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One pair in a row: the reference's quote, the verdict and the differences, in words.

    ``standing`` is the verdict, or ``PARTIAL`` where the value fits but a finding is open.
    """

    quote: Quote
    draft: tuple[Quote, ...]
    verdict: Verdict
    standing: Standing
    verdict_word: str
    differences: tuple[str, ...]
    similarity: float
    rivals: tuple[Quote, ...]
    anchor: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of the comparison table: ``cells`` has an answer or None for every reference; ``aside``
    are rows in which nothing is asked of the draft one by one."""

    index: int
    subject: str
    cells: tuple[Answer | None, ...]
    draft: tuple[Quote, ...]
    severity: Severity | None
    severity_word: str
    suggestions: tuple[str, ...]
    findings: tuple[int, ...]
    aside: bool

    @property
    def answers(self) -> tuple[Answer, ...]:
        """The pairs of the row."""
        return tuple(cell for cell in self.cells if cell is not None)

    def labelled(self, answer: Answer) -> str:
        """The words "Tỉnh: " before what is said of one of several references, else nothing."""
        return f"{answer.quote.party.column}: " if len(self.answers) > 1 else ""

    @property
    def verdict_lines(self) -> tuple[tuple[Standing, str], ...]:
        """(standing, words): one where all references fare alike, else one for each."""
        first = self.answers[0]
        if len({(answer.standing, answer.verdict_word) for answer in self.answers}) == 1:
            return ((first.standing, first.verdict_word),)
        return tuple(
            (answer.standing, self.labelled(answer) + answer.verdict_word) for answer in self.answers
        )

    @property
    def verdict_words(self) -> tuple[str, ...]:
        """The words of ``verdict_lines``."""
        return tuple(text for _, text in self.verdict_lines)

    @property
    def difference_words(self) -> tuple[str, ...]:
        """All differences, each told of its reference where there are several."""
        return tuple(self.labelled(answer) + text for answer in self.answers for text in answer.differences)

    @property
    def absent(self) -> str:
        """What stands for a draft that says nothing: outside its period nothing is expected of it."""
        out = all(answer.verdict is Verdict.OUT_OF_PERIOD for answer in self.answers)
        return "–" if out else words.of(Verdict.MISSING)


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
    """Everything a report shows. ``single`` are all findings one by one, under the number of their remark.

    ``rules`` are (code, name) of those that ran, ``off`` of those the user turned off; ``regraded`` are (code, name,
    severity) of those whose severity the user changed; ``chain`` tells of targets that an upper plan has lost already.
    """

    draft: PartyView
    references: tuple[PartyView, ...]
    conforms: bool
    conclusion: str
    verdicts: tuple[Tile, ...]
    severities: tuple[Tile, ...]
    findings: tuple[FindingView, ...]
    single: tuple[FindingView, ...]
    rows: tuple[Row, ...]
    unread: tuple[Missed, ...]
    rules: tuple[tuple[str, str], ...]
    off: tuple[tuple[str, str], ...]
    regraded: tuple[tuple[str, str, str], ...]
    tool: str
    version: str
    chain: tuple[ChainLine, ...] = ()

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
    def rule_changes(self) -> tuple[str, ...]:
        """What the user has changed in the rules, for the foot of every report; nothing where nothing was changed."""
        off = "; ".join(f"{code} {name}".strip() for code, name in self.off)
        graded = "; ".join(
            words.phrase("rules", "grade", rule=f"{code} {name}".strip(), severity=severity)
            for code, name, severity in self.regraded
        )
        told = (("off", off), ("regraded", graded))
        return tuple(words.phrase("rules", key, rules=text) for key, text in told if text)

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
        """Rows in which every reference is met and nothing is left to mend."""
        return tuple(row for row in self.rows if all(answer.standing in FITS for answer in row.answers))

    @property
    def main_rows(self) -> tuple[Row, ...]:
        """The comparison table proper."""
        return tuple(row for row in self.rows if not row.aside)

    @property
    def aside_rows(self) -> tuple[Row, ...]:
        """Rows behind the others: out of the draft's period, or of a period it leaves out as a whole."""
        return tuple(row for row in self.rows if row.aside)

    @property
    def aside_title(self) -> str:
        """Such as "Chỉ tiêu ngoài giai đoạn của dự thảo (14)"."""
        kinds = [answer.verdict for row in self.aside_rows for answer in row.answers]
        counts = [(kind, kinds.count(kind)) for kind in (Verdict.OUT_OF_PERIOD, Verdict.MISSING)]
        return "; ".join(
            words.phrase("aside", kind, count=writing.number(count)) for kind, count in counts if count
        )

    @property
    def note_lines(self) -> tuple[str, ...]:
        """The notes, in one line for all of a kind that stand in the comparison table."""
        lines: dict[str, str] = {}
        for note in self.notes:
            alike = [f for f in self.notes if f.kind == note.kind and f.rows and not f.others]
            if note not in alike:
                lines[note.message] = note.message
                continue
            rows = sorted({row for finding in alike for row in finding.rows})
            numbers = ", ".join([str(row) for row in rows])
            count = writing.count(sum(len(finding.upper) for finding in alike))
            lines[note.kind] = words.phrase("aside", "note", kind=note.kind, count=count, rows=numbers)
        return tuple(lines.values())

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
