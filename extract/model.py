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

Text positions count Unicode code points in ``Document.text``, the text as the reader found it.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Level(StrEnum):
    """Level of government of the body that issued a document."""

    NATIONAL = "national"
    PROVINCE = "province"
    DISTRICT = "district"
    COMMUNE = "commune"

    @property
    def rank(self) -> int:
        """0 for the nation, 3 for a commune."""
        return list(Level).index(self)


class Role(StrEnum):
    """What a section of a plan is for."""

    STATUS = "status"
    OBJECTIVES = "objectives"
    TARGETS = "targets"
    TASKS = "tasks"
    FUNDING = "funding"
    ORGANISATION = "organisation"
    REPORTING = "reporting"
    RECIPIENTS = "recipients"
    OTHER = "other"


class Bound(StrEnum):
    """How a value limits: "ít nhất", "trên", "không quá", "dưới", "khoảng", or a bare level."""

    AT_LEAST = "at_least"
    MORE_THAN = "more_than"
    AT_MOST = "at_most"
    LESS_THAN = "less_than"
    ABOUT = "about"
    LEVEL = "level"


class Effort(StrEnum):
    """How firmly the issuer commits: "bảo đảm" / nothing / "khoảng" / "phấn đấu"."""

    FIRM = "firm"
    PLAIN = "plain"
    ABOUT = "about"
    AIM = "aim"

    @property
    def softness(self) -> int:
        """0 for a firm or a plain commitment, 1 for an approximate one, 2 for an aim."""
        return {Effort.FIRM: 0, Effort.PLAIN: 0, Effort.ABOUT: 1, Effort.AIM: 2}[self]


class Change(StrEnum):
    """The direction of a change; a level has none."""

    INCREASE = "increase"
    DECREASE = "decrease"


class Better(StrEnum):
    """Which way the value improves (for a change: the size of the change)."""

    HIGHER = "higher"
    LOWER = "lower"


class Part(StrEnum):
    """The part of a document that a piece of text belongs to; ``CARRIER`` is the decision that carries a plan."""

    HEAD = "head"
    TITLE = "title"
    BODY = "body"
    CELL = "cell"
    TAIL = "tail"
    CARRIER = "carrier"


class CitationRole(StrEnum):
    """A document named as a legal basis, or merely mentioned."""

    BASIS = "basis"
    MENTION = "mention"


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A rectangle on a page, in points from the top left corner of the page."""

    page: int
    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """Where something stands: ``Document.text[start:end]`` of ``file`` is its verbatim source.

    ``page`` counts from 1 and is None where the format has no pages; ``paragraph`` counts the
    reader's blocks from 0; ``boxes`` are given for PDF and images only. ``unsure`` are the numbers within
    that letter recognition (OCR) was not sure of, as they stand in the source.
    """

    file: str
    page: int | None
    paragraph: int
    start: int
    end: int
    boxes: tuple[Box, ...] = ()
    unsure: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """Hints about the look of a block. None means that the format does not tell."""

    bold: bool | None = None
    italic: bool | None = None
    centered: bool | None = None
    heading: int | None = None
    """Level of a heading style or mark, from 1; numbering in the text beats it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """The place of a block in a table, counted from 0, with how many columns and rows its cell covers.

    A format that knows no merged cells (Markdown) always says 1.
    """

    table: int
    row: int
    column: int
    span: int = 1
    rows: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One paragraph, one table-cell paragraph, or one line where the format only has lines.

    ``start`` is the place of ``text`` in ``Document.text``. ``label`` is a number that the word
    processor made and that is not in ``text``. ``line`` tells that the block may be a mere piece of
    a paragraph. ``full`` tells that a line reaches the right margin, ``indented`` that it starts
    to the right of its neighbours (None: not known). ``unsure`` are the parts ``text[start:end]`` with a number
    that letter recognition (OCR) was not sure of.
    """

    text: str
    start: int
    style: Style = Style()
    page: int | None = None
    label: str | None = None
    cell: Cell | None = None
    line: bool = False
    full: bool | None = None
    indented: bool | None = None
    boxes: tuple[Box, ...] = ()
    unsure: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A footnote or an endnote: kept apart from the text, whose numbers it must not touch.

    ``label`` is its mark as shown ("1", "*"); ``page`` as in ``Anchor``.
    """

    text: str
    label: str | None = None
    page: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """What a reader found, before any cleaning. ``text`` is all blocks, a newline between two."""

    name: str
    format: str
    sha256: str
    text: str
    blocks: tuple[Block, ...]
    pages: int | None = None
    warnings: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """Whole years, both included."""

    start: int
    end: int

    def __contains__(self, year: object) -> bool:
        return isinstance(year, int) and self.start <= year <= self.end

    @property
    def years(self) -> int:
        """Number of years, 1 for a yearly plan."""
        return self.end - self.start + 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Masthead:
    """Who issued what, when, to whom. None or empty where it is absent or was not found.

    ``date`` is ISO (a date with a blank day or month is None); ``place`` is the unit of government
    ("huyện Ngọc Hồi"); ``province`` the province it lies in as far as the document tells;
    ``number_blank`` and ``date_blank`` tell that the place for it was there and left empty.
    """

    kind: str | None = None
    number: str | None = None
    date: str | None = None
    issuer: str | None = None
    level: Level | None = None
    place: str | None = None
    province: str | None = None
    title: str | None = None
    programme: str | None = None
    period: Period | None = None
    signer: str | None = None
    is_draft: bool = False
    recipients: tuple[str, ...] = ()
    number_blank: bool = False
    date_blank: bool = False
    carrier: Masthead | None = None
    """The decision that carries the plan, where the plan is attached to one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A headed part. ``path`` holds the labels from the root, its own last."""

    id: str
    label: str | None
    title: str
    role: Role
    parent: str | None
    path: tuple[str, ...]
    anchor: Anchor


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One measurable requirement.

    ``low`` and ``high`` are equal for a single value and None for a requirement by reference
    ("bằng mức lương tối thiểu"), whose reference stands in ``subject``. ``per`` is None, "year",
    "unit" (each body or place) or the base of a rate ("1000", "100000"). ``part`` tells that it
    stands under "trong đó" of another measure of its target.
    """

    text: str
    low: Decimal | None
    high: Decimal | None
    unit: str | None
    bound: Bound
    effort: Effort
    change: Change | None
    baseline_year: int | None
    per: str | None
    deadline: str | None
    better: Better
    subject: str
    scope: tuple[str, ...]
    condition: str | None
    anchor: Anchor
    part: bool = False
    baseline_start: int | None = None
    """The first year where the baseline is the mean of several, of which ``baseline_year`` is the last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A requirement of a target section, with the period it inherits."""

    id: str
    section: str | None
    path: tuple[str, ...]
    text: str
    period: Period | None
    measures: tuple[Measure, ...]
    anchor: Anchor


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A piece of work, with who leads, who supports, until when, and its numbers."""

    id: str
    section: str | None
    path: tuple[str, ...]
    text: str
    lead: tuple[str, ...]
    support: tuple[str, ...]
    deadline: str | None
    measures: tuple[Measure, ...]
    anchor: Anchor


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """A document named in the text; ``date`` is ISO; ``number`` has its spaces taken out.

    ``about`` is what the text says the document is about, up to the next semicolon or full stop.
    """

    number: str
    kind: str | None
    date: str | None
    issuer: str | None
    place: str | None
    role: CitationRole
    anchor: Anchor
    about: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One piece of the text, cleaned and in one line; its source is at ``anchor``.

    ``section``, ``path`` and ``role`` are those of the outline (body only); ``heading`` tells that it heads a section;
    ``cell`` is (table, row, column) of a table cell. ``closing`` are the marks that stand right behind it in the source
    (";", ":") and are no part of the text.
    """

    text: str
    part: Part
    section: str | None
    path: tuple[str, ...]
    role: Role
    anchor: Anchor
    heading: bool = False
    cell: tuple[int, int, int] | None = None
    closing: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Irregular:
    """A label that does not follow the one before it; ``text`` is a sentence for the user, in Vietnamese."""

    text: str
    anchor: Anchor


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The file a plan was read from. ``warnings`` are sentences for the user, in Vietnamese."""

    name: str
    format: str
    sha256: str
    pages: int | None
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """A piece of a document that was recognised as something but could not be interpreted."""

    reason: str
    text: str
    anchor: Anchor | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Everything extracted from one document."""

    source: Source
    masthead: Masthead
    sections: tuple[Section, ...]
    targets: tuple[Target, ...]
    tasks: tuple[Task, ...]
    citations: tuple[Citation, ...]
    unread: tuple[Unread, ...] = ()
    notes: tuple[Note, ...] = ()
    statements: tuple[Statement, ...] = ()
    """The whole text in order, for rules about the text itself."""
    irregular: tuple[Irregular, ...] = ()
    """Where the numbering of headings and items skips or repeats."""
