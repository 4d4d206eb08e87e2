"""The nouns of the field, and nothing else: no parsing, no input, no output.

Vietnamese terms, glossed once for the whole project:

========================  =====================================================================
kế hoạch                  plan: what a body undertakes for a period (``Plan``)
chỉ tiêu                  target: a requirement with at least one measure (``Target``)
nhiệm vụ                  task: work with a lead body (chủ trì) and supporting bodies (phối hợp)
căn cứ                    legal basis: a citation that opens a plan
mục tiêu chung / cụ thể   general objective / specific objectives (the section holding targets)
nơi nhận                  recipients
quốc hiệu                 the national motto in the masthead
giai đoạn                 period, in whole years, both ends included
========================  =====================================================================

The nouns of a document as read (``Anchor``, ``Document``, …) are those of ``extract.document``, the closed lists of
values (``Bound``, ``Effort``, …) those of ``extract.kinds``. Text positions count Unicode code points in
``Document.text``, the text as the reader found it.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from extract.document import Anchor, Block, Box, Cell, Document, Note, Style
from extract.kinds import Act, Better, Bound, Change, CitationRole, Effort, Level, Met, Part, Role

__all__ = [
    "Act",
    "Amendment",
    "Anchor",
    "Better",
    "Block",
    "Bound",
    "Box",
    "Cell",
    "Change",
    "Citation",
    "CitationRole",
    "Corrected",
    "Correction",
    "Document",
    "Effort",
    "Irregular",
    "Level",
    "Masthead",
    "Measure",
    "Met",
    "Note",
    "Part",
    "Period",
    "Plan",
    "Role",
    "Section",
    "Source",
    "Statement",
    "Style",
    "TableCell",
    "Target",
    "Task",
    "Unread",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """Whole years, both included."""

    start: int
    """The first year."""
    end: int
    """The last year; equal to ``start`` for a yearly plan."""

    def __contains__(self, year: object) -> bool:
        return isinstance(year, int) and self.start <= year <= self.end

    @property
    def years(self) -> int:
        """Number of years, 1 for a yearly plan."""
        return self.end - self.start + 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Masthead:
    """The issuer, number, date, title and recipients. None or empty where one is absent or was not found."""

    kind: str | None = None
    """The kind of document, capitalised as a word: "Kế hoạch", "Quyết định"."""
    number: str | None = None
    """The number and symbol, without spaces: "97/KH-UBND"; None also where its place was left empty."""
    date: str | None = None
    """The day of issue, ISO ("2021-05-26"); None also where day or month was left empty."""
    issuer: str | None = None
    """The full name of the issuer: "Ủy ban nhân dân tỉnh Thượng Giang"."""
    level: Level | None = None
    """The level of government of the issuer."""
    place: str | None = None
    """The unit of government that the issuer governs ("huyện Ngọc Hồi"); None for the nation."""
    province: str | None = None
    """The province that ``place`` is or lies in, as far as the document tells."""
    title: str | None = None
    """The title in one line, without the kind."""
    programme: str | None = None
    """The programme that the plan carries out, as the title names it."""
    period: Period | None = None
    """The years that the plan is for, as the title or the opening sentence says."""
    signer: str | None = None
    """The name under the signature."""
    is_draft: bool = False
    """Whether it is marked a draft, or its number or date was left empty."""
    recipients: tuple[str, ...] = ()
    """The lines of "Nơi nhận", without their dashes."""
    number_blank: bool = False
    """Whether the place of the number is there and was left empty."""
    date_blank: bool = False
    """Whether the place of the date is there and day or month was left empty."""
    carrier: Masthead | None = None
    """The decision that carries the plan, where the plan is attached to one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A headed part of the body."""

    id: str
    """The id within the plan: "s1", "s2", … in the order of the text."""
    label: str | None
    """The number of the heading ("II", "2.1", "a"); None for a heading without one."""
    title: str
    """The words of the heading, without the label."""
    role: Role
    """The use of the section, its own or that of a section above it."""
    parent: str | None
    """The id of the section around it; None at the top."""
    path: tuple[str, ...]
    """The labels from the root, its own last."""
    anchor: Anchor
    """The place of the heading."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TableCell:
    """The names of a cell of a table that holds a value: what a quote of it has to say."""

    name: str
    """The name of the target, as its row (or its column) gives it, without its number and unit: "Tỷ lệ hộ nghèo"."""
    unit: str | None
    """The unit as the table writes it, in a column, in brackets or above; None where the value itself has one."""
    column: str
    """The other name of the cell, as in a sentence: "năm 2023", "mức giao", "xã Bản Ngoài"; may be empty."""
    value: str
    """The verbatim text of the cell in one line: "≥ 75"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One measurable requirement. Amounts are exact decimals in ``unit`` as written: 5 "tỷ đồng" stays 5."""

    text: str
    """The verbatim words of the requirement; its source is at ``anchor``."""
    low: Decimal | None
    """The value, or the lower end of a range ("60 đến 70%"); None for a requirement by reference to a named amount
    ("bằng mức lương tối thiểu"), which stands in ``subject``."""
    high: Decimal | None
    """The upper end of a range; equal to ``low`` for a single value, None where that is None."""
    unit: str | None
    """The canonical unit: "%", "‰", "điểm %" (percentage points), "lần" (times), "đồng", "nghìn đồng", "triệu đồng",
    "tỷ đồng", else the noun that is counted ("hộ", "người"); None for a bare number or without a number."""
    bound: Bound
    """The limit that the value sets; ``LEVEL`` where the text has no word for it."""
    effort: Effort
    """The firmness of the commitment; ``PLAIN`` where the text has no word for it."""
    change: Change | None
    """The direction where the value is the size of a change ("tăng 20%"); None for a level ("đạt 20%")."""
    baseline_year: int | None
    """The year that a change is counted from ("so với năm 2020"), the last of several; None where none is named."""
    per: str | None
    """The base of the number: "year", "quarter", "month", "week" or "day" (so much in each), "unit" (so much in each
    body or place: "mỗi xã", without a base of time), or digits for a rate: "100", "1000", "10000", "100000" ("12 ca
    trên 100.000 trẻ" has "100000"). None: the number stands for the whole."""
    deadline: str | None
    """The time by which it is due: a year ("2025": by its end) or an ISO date ("2023-06-30"). Without one in the text
    it is the last year of the period of the section or plan; None without a period either."""
    better: Better
    """The direction in which the value improves; for a change, the size of the change."""
    subject: str
    """The thing that is measured: the requirement without value, time and words of bound and effort; may be empty."""
    scope: tuple[str, ...]
    """The groups or bodies that are listed as covered ("xã", "phường"); empty where none are listed."""
    condition: str | None
    """The condition that narrows it ("đủ điều kiện", "có nhu cầu"); None without one."""
    anchor: Anchor
    """The place of ``text``."""
    part: bool = False
    """Whether it stands under "trong đó" of another measure of its target."""
    each: bool = False
    """Whether so much is asked of each body or place ("mỗi xã … 02 buổi/tháng"), whatever the base of time."""
    baseline_start: int | None = None
    """The first year where the baseline is the mean of several, of which ``baseline_year`` is the last; else None."""
    since: int | None = None
    """The first year of the period that the text names for it ("giai đoạn 2026 - 2030"); None without one."""
    cell: TableCell | None = None
    """The names of its cell, where it is read from a table of targets; None for a sentence."""
    unsure: bool = False
    """Whether ``better`` is only the likelier direction, since neither bound, verb nor noun tells it."""
    corrected: Corrected | None = None
    """What a reviewer corrected in it; None where it is as the machine read it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrected:
    """What the machine had read of a measure that a reviewer corrected or added."""

    machine: Measure | None
    """The measure as read; None for one that was not read."""
    reason: str
    """Why it is corrected."""
    author: str
    """Who corrects it."""
    date: str
    """The day of the correction, ISO."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A requirement of a target section (chỉ tiêu), with the period it inherits."""

    id: str
    """The id within the plan: "t1", "t2", … in the order of the text."""
    section: str | None
    """The id of the section it stands in; None outside of all."""
    path: tuple[str, ...]
    """The labels from the root, its own last: ("II", "1", "a")."""
    text: str
    """The verbatim text of the item, or of the row of a table."""
    period: Period | None
    """The years it holds for, by the nearest heading or the title; None where none tells."""
    measures: tuple[Measure, ...]
    """Its measures in the order of the text, one for each value and horizon; empty where it asks without a number."""
    anchor: Anchor
    """The place of ``text``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A piece of work (nhiệm vụ), with its lead and supporting bodies, its deadline and its numbers."""

    id: str
    """The id within the plan: "n1", "n2", … in the order of the text."""
    section: str | None
    """The id of the section it stands in; None outside of all."""
    path: tuple[str, ...]
    """The labels from the root, its own last."""
    text: str
    """The verbatim text of the item, or of the row of a table."""
    lead: tuple[str, ...]
    """The bodies that lead (chủ trì), as the text names them; empty where none is named."""
    support: tuple[str, ...]
    """The bodies that support (phối hợp), as the text names them; empty where none is named."""
    deadline: str | None
    """The time by which it is due, as in ``Measure.deadline``: a year, an ISO date, or None."""
    measures: tuple[Measure, ...]
    """The numbers that it asks for, in the order of the text; mostly empty."""
    anchor: Anchor
    """The place of ``text``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """A document that the text names; one that is named several times is one citation."""

    number: str
    """The number and symbol, without spaces: "215/QĐ-TTg"."""
    kind: str | None
    """The kind of document ("Quyết định"); None where the text does not name it."""
    date: str | None
    """The day of issue, ISO; None where the text does not give all of it."""
    issuer: str | None
    """The issuer as far as text or number tell: "Thủ tướng Chính phủ"."""
    place: str | None
    """The unit of government of the issuer ("tỉnh Hải Khê"); None for the nation, or where it is not named."""
    role: CitationRole
    """Legal basis (căn cứ), or a mere mention."""
    anchor: Anchor
    """The place of its first mention; an empty one at the end of the text where only a footnote names it."""
    about: str | None = None
    """The matter of the document by the text, up to the next semicolon or full stop; None where it is not named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One piece of the text, cleaned and in one line; its source is at ``anchor``."""

    text: str
    """The cleaned text."""
    part: Part
    """The part of the document that it belongs to."""
    section: str | None
    """The id of the section it stands in (body only); None outside of all."""
    path: tuple[str, ...]
    """The labels from the root, its own last (body only)."""
    role: Role
    """The use of its section; ``OTHER`` outside of the body."""
    anchor: Anchor
    """The place of the source."""
    heading: bool = False
    """Whether it heads a section."""
    cell: tuple[int, int, int] | None = None
    """(table, row, column) of a table cell, counted from 0; None outside of tables."""
    closing: str = ""
    """The marks that stand right behind it in the source (";", ":") and are no part of the text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Irregular:
    """A label that does not follow the one before it."""

    text: str
    """A sentence for the user, in Vietnamese."""
    anchor: Anchor
    """The place of the label."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The file a plan was read from."""

    name: str
    """The file name, without its folder."""
    format: str
    """The format by content, as in ``Document.format``."""
    sha256: str
    """The SHA-256 of the file, 64 hexadecimal digits."""
    pages: int | None
    """The number of pages; None where the format has no pages."""
    warnings: tuple[str, ...]
    """Remarks on the file for the user, sentences in Vietnamese."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """A piece of a document that was recognised as something but could not be interpreted."""

    reason: str
    """The reason, a phrase in Vietnamese."""
    text: str
    """The words that could not be interpreted."""
    anchor: Anchor | None
    """Their place; None where it is not known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What a reviewer says of one measure of a plan; None in a field leaves what was read.

    The measure is named by ``key``, else by ``quote`` and ``seen``; an added one by ``text``.
    """

    reason: str
    """Why it is so."""
    author: str
    """Who says so."""
    date: str
    """The day of the decision, ISO."""
    act: Act = Act.CHANGE
    """What is done."""
    plan: str = ""
    """The plan: its number ("97/KH-UBND"), file name, SHA-256, or the unit of a draft; "": whichever is at hand."""
    key: str = ""
    """The key of the measure (``compare.identity.measure_key``), which holds what the machine read; "" without one."""
    quote: str = ""
    """Words of the item, where there is no key."""
    seen: str = ""
    """The value that the machine read ("50%"), for a quote with several measures; "": the only one."""
    ordinal: int | None = None
    """Which of several measures that are equal word for word, from 1."""
    low: Decimal | None = None
    """The value, or the lower end of a range."""
    high: Decimal | None = None
    """The upper end of a range; None: as ``low``."""
    unit: str | None = None
    """The unit; "" for a bare number."""
    bound: Bound | None = None
    """The limit that the value sets."""
    deadline: str | None = None
    """The time by which it is due: a year or an ISO date; "" for none."""
    text: str = ""
    """Of an added measure: the words of the item as they stand in the document."""
    page: int | None = None
    """Of an added measure: the page, from 1; None where it is not told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Amendment:
    """A correction and what became of it in one plan."""

    correction: Correction
    """The correction."""
    met: Met
    """Whether it was made, else why not."""
    item: str | None = None
    """The id of the target or task; None where none was met."""
    text: str = ""
    """The words of the item; "" where none was met."""
    before: Measure | None = None
    """The measure as it was read; None for one that was added, or where none was met."""
    after: Measure | None = None
    """The measure as it counts now; None for one that was struck, or where nothing was done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Everything extracted from one document."""

    source: Source
    """The file."""
    masthead: Masthead
    """The issuer, the number, the date and the period."""
    sections: tuple[Section, ...]
    """The headed parts, in the order of the text."""
    targets: tuple[Target, ...]
    """The targets (chỉ tiêu), in the order of the text, those of tables among the others."""
    tasks: tuple[Task, ...]
    """The tasks (nhiệm vụ), in the order of the text, those of tables among the others."""
    citations: tuple[Citation, ...]
    """The documents named, in the order of first mention."""
    unread: tuple[Unread, ...] = ()
    """Passages that a human must read: a number left open, or one that was not understood."""
    notes: tuple[Note, ...] = ()
    """Footnotes and endnotes, in their order."""
    statements: tuple[Statement, ...] = ()
    """The whole text in order, for rules about the text itself."""
    irregular: tuple[Irregular, ...] = ()
    """The labels at which the numbering of headings and items skips or repeats."""
    corrections: tuple[Amendment, ...] = ()
    """What reviewers corrected in it, made or not, in the order given."""
