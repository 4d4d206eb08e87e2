"""The smaller nouns of a report: a party, a quote, a remark, a count, a passage that was not read, a row of pairs."""

from __future__ import annotations

from dataclasses import dataclass

from compare.model import Kind, Place, Severity, Verdict
from compare.standing import FITS, Standing
from extract.language import writing
from templates import words
from templates.report.marking import Segment, excerpt
from templates.report.places import place_words, told_of


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyView:
    """Draft or reference in words.

    ``column`` is its name in a table ("Trung ương", "Dự thảo"), ``name`` that of the document ("Kế hoạch số
    80/KH-UBND"), ``short`` that after the first mention ("Kế hoạch số 80"), ``full`` the name with date and issuer,
    ``heading`` the name in a title ("dự thảo Kế hoạch thực hiện Chương trình …"). ``upper``: it is a reference.
    """

    column: str
    upper: bool
    name: str
    short: str
    full: str
    heading: str
    number: str
    date: str
    issuer: str
    title: str
    about: str
    period: str
    file: str
    format: str
    pages: str
    sha256: str
    warnings: tuple[str, ...]
    doubted: bool = False
    """It may not be the draft's upper plan, by a finding on the files."""

    @property
    def titled(self) -> str:
        """The short name with the column, such as "Kế hoạch số 80 (Tỉnh)"."""
        return f"{self.short} ({self.column})"

    @property
    def short_sha(self) -> str:
        """The first 12 digits of the SHA-256, enough to distinguish two files."""
        return self.sha256[:12]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """A quote of a document; ``segments`` mark the words that differ from the other side.

    ``place`` is where it stands, with what a reviewer corrected there.
    """

    party: PartyView
    place: str
    text: str
    segments: tuple[Segment, ...]
    at: Place | None = None
    """The quoted place of the review; None in a report on versions."""

    @property
    def source(self) -> str:
        """The place with the short name of the document, such as "Khoản 2 Mục I Kế hoạch số 80; trang 3"."""
        at = self.at
        return place_words(at.path, at.anchor, at.spot, document=self.party.short) if at else ""

    @property
    def told(self) -> str:
        """In a list of targets: the name with the value that is meant, where the sentence has other values too."""
        return told_of(self.at) if self.at else ""

    @property
    def upper(self) -> bool:
        """Whether it is of an upper plan."""
        return self.party.upper

    @property
    def located(self) -> str:
        """The place in parentheses, such as "(Khoản 2 Mục I; trang 3)"; "" without one."""
        return f"({self.place})" if self.place else ""

    @property
    def short(self) -> tuple[Segment, ...]:
        """The segments for a table: the measure in question, without the rest of a long item."""
        return excerpt(self.segments)


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
        """The file and the place, such as "tệp.docx; Mục II"; "" without both."""
        return "; ".join(filter(None, [self.file, self.place]))

    @property
    def line(self) -> str:
        """The passage in one line."""
        text = f"{self.reason}: “{self.text}”" if self.text else self.reason
        return f"{text} ({self.where})" if self.where else text


@dataclass(frozen=True, slots=True, kw_only=True)
class PointView:
    """One remark of a card.

    ``letter`` is "a"; ``message`` the sentence beside the quotes of the card, ``whole`` the sentence with its quotes;
    ``place`` its own place in the draft, for a list of slips; ``rows`` its rows of the comparison table, ``count``
    the number of targets of upper plans that it is about.
    """

    letter: str
    rule: str
    kind: Kind
    title: str
    severity: Severity
    severity_word: str
    message: str
    whole: str
    place: str
    rows: tuple[int, ...]
    count: int

    @property
    def is_note(self) -> bool:
        """Whether it asks nothing of the draft."""
        return self.severity is Severity.NOTE


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
    asked: str = ""
    """What the reference asks, such as "không quá 20%"; its words where it has no number."""
    given: tuple[str, ...] = ()
    """What the draft gives for it."""


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
    open_findings: tuple[int, ...]
    aside: bool

    @property
    def answers(self) -> tuple[Answer, ...]:
        """The pairs of the row."""
        return tuple(cell for cell in self.cells if cell is not None)

    @property
    def agreeing(self) -> tuple[Answer, ...]:
        """The pairs whose reference is met without an open finding."""
        return tuple(a for a in self.answers if a.standing in FITS and not a.quote.party.doubted)

    @property
    def is_split(self) -> bool:
        """Whether it does not reach the level of one of its references."""
        return any(answer.verdict is Verdict.WEAKER for answer in self.answers)

    @property
    def agreeing_name(self) -> str:
        """Its number; with the columns that agree where not all do: "6 (Trung ương)"."""
        found = self.agreeing
        if len(found) == len(self.answers):
            return str(self.index)
        columns = writing.listed([answer.quote.party.column for answer in found])
        return words.phrase("aside", "in_part", row=self.index, columns=columns)

    def labelled(self, answer: Answer) -> str:
        """The label "Tỉnh: " before the words on one of several references; "" for a single one."""
        return f"{answer.quote.party.column}: " if len(self.answers) > 1 else ""

    @property
    def given(self) -> tuple[str, ...]:
        """The values of the draft, each once."""
        return tuple(dict.fromkeys(value for answer in self.answers for value in answer.given))

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
        """All differences, those of one reference together; labelled where there are several that differ."""
        told = [(self.labelled(answer), "; ".join(answer.differences)) for answer in self.answers]
        if len({text for _, text in told}) == 1:
            told = [("", told[0][1])]
        return tuple(label + text for label, text in told if text)

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why its pairs were made, each labelled with its reference where there are several."""
        return tuple(self.labelled(answer) + answer.why for answer in self.answers if answer.why)

    @property
    def shown(self) -> str:
        """The numbers of its cards that ask something of the draft, such as "2, 5"."""
        return ", ".join([str(number) for number in self.open_findings])

    @property
    def absent(self) -> str:
        """The words for a draft without an answer: "–" where nothing is expected of it."""
        out = all(answer.verdict is not Verdict.MISSING for answer in self.answers)
        return "–" if out else words.of(Verdict.MISSING)
