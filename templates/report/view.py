"""The nouns of a report, from which the HTML, Word, Excel and Markdown forms are filled.

A template can use the names below (``report.conclusion``, ``finding.message`` …); ``templates.report.arrange`` fills
them.
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
    """One remark.

    ``rows`` are its rows of the comparison table, ``also`` the quotes of further upper plans on the same, ``others``
    the further places of a grouped finding.
    """

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
        """The reason, author and date of its waiver; "" without one."""
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
        """The quotes of the upper plans."""
        return (self.reference, *self.also) if self.reference is not None else ()

    @property
    def upper_names(self) -> str:
        """The names of the upper plans, such as "Kế hoạch số 80/KH-UBND (Tỉnh)"."""
        return writing.listed([quote.party.titled for quote in self.upper])

    @property
    def listed(self) -> tuple[Quote, ...]:
        """All places of a grouped finding; empty for a finding about one place."""
        return (*self.upper, *self.others) if self.others else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One pair in a row: the reference's quote, the verdict and the differences, in words.

    ``standing`` is the verdict, or ``PARTIAL`` where the value fits but a finding is open. ``why`` are the reasons for
    the pair, "" without an answer; ``perhaps`` marks a pair that they leave open, ``rivals`` other candidates as near.
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
    why: str = ""
    perhaps: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of the comparison table.

    ``cells`` has an answer or None for every reference; ``aside`` means that the row asks nothing of the draft by
    itself.
    """

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
        """The label "Tỉnh: " before the words on one of several references; "" for a single one."""
        return f"{answer.quote.party.column}: " if len(self.answers) > 1 else ""

    @property
    def verdict_lines(self) -> tuple[tuple[Standing, str], ...]:
        """(standing, words): one where all references have the same, else one for each."""
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
        """All differences, each labelled with its reference where there are several."""
        return tuple(self.labelled(answer) + text for answer in self.answers for text in answer.differences)

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why its pairs were made, each labelled with its reference where there are several."""
        return tuple(self.labelled(answer) + answer.why for answer in self.answers if answer.why)

    @property
    def absent(self) -> str:
        """The words for a draft without an answer: "–" where nothing is expected of it."""
        out = all(answer.verdict is not Verdict.MISSING for answer in self.answers)
        return "–" if out else words.of(Verdict.MISSING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tile:
    """A count with its word; ``key`` is a value of an enum."""

    key: str
    word: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Missed:
    """A passage that could not be read, with its place."""

    reason: str
    text: str
    file: str
    place: str

    @property
    def where(self) -> str:
        """The file and the place, such as "tệp.docx; Đoạn thứ 62"; "" without both."""
        return "; ".join(filter(None, [self.file, self.place]))

    @property
    def line(self) -> str:
        """The passage in one line."""
        text = f"{self.reason}: “{self.text}”" if self.text else self.reason
        return f"{text} ({self.where})" if self.where else text


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The content of a report.

    ``single`` are all findings one by one, under the number of their remark. ``rules`` are (code, name) of the rules
    that ran, ``off`` of those that the user turned off; ``regraded`` are (code, name, severity) of those whose severity
    the user changed. ``chain`` are targets that an upper plan has lost already. ``leading`` are remarks on files given
    by mistake, which stand before everything else. ``registers`` tells the days to which the registers are
    complete.
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
    leading: tuple[str, ...] = ()
    registers: str = ""

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
        """The user's changes of rules, for the foot of every report; empty without any."""
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
        """Findings to correct (part IV.2 of the Word report)."""
        return tuple(f for _, group in self.groups for f in group if not f.clarify)

    @property
    def unclear(self) -> tuple[FindingView, ...]:
        """Findings to explain (part IV.3 of the Word report)."""
        return tuple(f for _, group in self.groups for f in group if f.clarify)

    @property
    def agreeing(self) -> tuple[Row, ...]:
        """Rows in which every reference is met without an open finding."""
        return tuple(row for row in self.rows if all(answer.standing in FITS for answer in row.answers))

    @property
    def main_rows(self) -> tuple[Row, ...]:
        """The rows of the comparison table proper."""
        return tuple(row for row in self.rows if not row.aside)

    @property
    def aside_rows(self) -> tuple[Row, ...]:
        """The rows after the others: outside the draft's period, of a period that it leaves out, or not compared."""
        return tuple(row for row in self.rows if row.aside)

    @property
    def aside_title(self) -> str:
        """The title of these rows, such as "Chỉ tiêu ngoài giai đoạn của dự thảo (14)"."""
        kinds = [answer.verdict for row in self.aside_rows for answer in row.answers]
        order = (Verdict.OUT_OF_PERIOD, Verdict.MISSING, Verdict.INCOMPARABLE)
        counts = [(kind, kinds.count(kind)) for kind in order]
        return "; ".join(
            words.phrase("aside", kind, count=writing.number(count)) for kind, count in counts if count
        )

    @property
    def note_lines(self) -> tuple[str, ...]:
        """The notes, with one line for all notes of a kind that are in the comparison table."""
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
        """Pairs that are only perhaps ones, or with a rival candidate as near as the chosen answer."""
        return tuple(answer for row in self.rows for answer in row.answers if answer.rivals or answer.perhaps)

    @property
    def doubts(self) -> int:
        """The number of things that a human has to look at because the machine could not decide or read."""
        return len(self.unread) + len(self.uncertain) + sum(len(party.warnings) for party in self.parties)

    @property
    def suggestions(self) -> tuple[str, ...]:
        """All suggestions that are not waived, each once, the heaviest first."""
        ordered = [*self.unsuitable, *self.unclear, *self.notes]
        ordered.sort(key=lambda finding: finding.severity.rank)
        return tuple(dict.fromkeys(f.suggestion for f in ordered if f.suggestion))

    def _of(self, severity: Severity) -> tuple[FindingView, ...]:
        return tuple(f for f in self.findings if f.severity is severity and not f.waived)
