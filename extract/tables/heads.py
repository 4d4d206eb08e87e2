"""The head of a table: its rows, and the kind of each column.

    head := row-of-names sub-names* numbering?

The head begins at the first of a few rows that names a column of subjects, places or years. A merged cell names all
columns below it ("Kế hoạch" over "2023 | 2025"); formats without merged cells leave blanks, which the name to the left
fills.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from extract.language.agencies import find_units
from extract.language.columns import LONGEST_NAME, bare_name
from extract.language.lexicon import fold
from extract.language.phrases import Phrases, composed, phrases
from extract.language.units import UNITS
from extract.tables.grid import Table

_FIRST_ROWS = 4
_LONGEST_UNIT = 3
_LONGEST_AMOUNT = 3
"""Syllables of a name that says only that there are amounts: "Mức", "Mức phải đạt"."""
LONGEST_VALUE = 25
"""Characters of a cell that holds one value, at most."""
_YEAR = re.compile(r"(?:19|20)\d\d")
# "2023", "Năm 2023", "Đến hết năm 2025", "Giai đoạn 2021 - 2025"; "Cộng" and "Tổng" of all years.
_YEARS_ONLY = composed(
    r"(?:<<before>>\s+)*20\d\d(?:\s*[-–]\s*20\d\d)?(?:\s*\([^()]*\))?|<<sums>>(?:\s.*)?",
    before=phrases("tables", "years", "before"),
    sums=phrases("tables", "place", "sums"),
)
# "(1)", "A", "5 = 4/3": the row that numbers the columns.
_NUMBERING = re.compile(r"\(?(?:\d{1,2}|[a-zđ])\)?(?:\s?=.*)?")
_FIGURES = re.compile(r"[\s\d.,%‰≥≤<>xX\-–+/()…]*")
_IS_UNIT = composed(r"(?:[%‰]|<<units>>)(?:\s*/\s*[^\W\d_]+(?:\s[^\W\d_]+)?)*", units=UNITS)
_NUMBER = phrases("tables", "number", "names")
_UNIT = phrases("tables", "unit", "names")
_PLACE = phrases("tables", "place", "names")
_REGIONS = phrases("tables", "place", "regions")
_YEARS = phrases("tables", "years", "names")
SUBJECTS = phrases("tables", "subject", "within")
"""Words in the heads of columns that hold what a row is about."""
_LEAD = phrases("tables", "lead", "within")
_SUPPORT = phrases("tables", "support", "within")
_TIME = phrases("tables", "time", "within")
PARTS_OF_YEAR = phrases("tables", "time", "parts")
"""Names of columns whose cells are parts of a year: "Quý"."""
_REMARK = phrases("tables", "remark", "starts")
_CONTINUED = phrases("tables", "continued", "within")
_VALUE = phrases("tables", "value", "within")
# "Xã Bản Ngoài", "TP. Kim Bảng"
_NAMED_PLACE = composed(r"<<kinds>>[.\s]\s*[^\W\d_]", kinds=phrases("tables", "place", "kinds"))
# "Tổng cộng", "Cộng toàn huyện"
_TOTAL = composed(
    r"<<sums>>|(?:<<sums>>\s+)?<<wholes>>(?:\s+\w+){1,2}",
    sums=phrases("tables", "place", "sums"),
    wholes=phrases("tables", "place", "wholes"),
)


class Kind(StrEnum):
    """The content of a column; a column of an unknown name may hold values (``OTHER``)."""

    NUMBER = "number"
    SUBJECT = "subject"
    UNIT = "unit"
    PLACE = "place"
    YEAR = "year"
    LEAD = "lead"
    SUPPORT = "support"
    TIME = "time"
    REMARK = "remark"
    OTHER = "other"


_ROWS = (Kind.SUBJECT, Kind.PLACE, Kind.YEAR)
"""What a row may be about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column with its names from top to bottom."""

    index: int
    kind: Kind
    names: tuple[str, ...]

    @property
    def title(self) -> str:
        return " ".join(self.names)


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """``last`` is the last row of the head; ``rows`` the words of all its rows, which may be repeated on a new page."""

    last: int
    columns: tuple[Column, ...]
    rows: frozenset[tuple[str, ...]]

    def first(self, kind: Kind) -> int | None:
        """The index of the leftmost column of a kind; None without one."""
        return next((column.index for column in self.columns if column.kind is kind), None)

    def all(self, kind: Kind) -> list[Column]:
        """All columns of a kind."""
        return [column for column in self.columns if column.kind is kind]

    def body(self, table: Table) -> Iterator[int]:
        """The rows below the head, a repeated head left out."""
        for row in range(self.last + 1, table.rows):
            if table.row(row) not in self.rows:
                yield row


def read_head(table: Table) -> Head | None:
    """The head of a table; None if no row names a column of subjects or places."""
    rows = range(min(_FIRST_ROWS, table.rows))
    for wanted, first in ((wanted, first) for wanted in _ROWS for first in rows):
        kinds = _kinds(table, first)
        if wanted is Kind.YEAR:
            kinds = _with_years(table, first, kinds)
        about = kinds.index(wanted) if wanted in kinds else None
        if about is None or len({name for name in table.row(first) if name}) < 2:
            continue
        last = first
        while last + 1 < table.rows and _is_subhead(table, last + 1, about):
            last += 1
        columns = tuple(
            Column(index=index, kind=_final(kind, names), names=names)
            for index, (kind, names) in enumerate(zip(kinds, _names(table, first, last), strict=True))
        )
        heads = {table.row(row) for row in range(first, last + 1)}
        if last + 1 < table.rows and _is_numbering(table.row(last + 1)):
            last += 1
            heads.add(table.row(last))
        return Head(last=last, columns=columns, rows=frozenset(heads))
    return None


def continued(tables: Sequence[Table]) -> tuple[list[tuple[Table, Head]], list[Table]]:
    """Tables with their heads, and tables without; one without a head right behind another table is its second half."""
    found: list[tuple[Table, Head]] = []
    left: list[Table] = []
    for table in tables:
        head = read_head(table)
        if head is not None:
            found.append((table, head))
        elif found and found[-1][0].columns == table.columns and _goes_on(table):
            found[-1] = (_appended(found[-1][0], table), found[-1][1])
        else:
            left.append(table)
    return found, left


def _goes_on(table: Table) -> bool:
    return all(has_word(text, _CONTINUED) for text in table.caption)


def _appended(table: Table, more: Table) -> Table:
    cells = {(row + table.rows, column): lines for (row, column), lines in more.cells.items()}
    spans = {(row + table.rows, column): span for (row, column), span in more.spans.items()}
    return replace(table, cells=table.cells | cells, spans=table.spans | spans, rows=table.rows + more.rows)


def _kinds(table: Table, row: int) -> list[Kind]:
    kinds = [_kind(table.text(row, column)) for column in range(table.columns)]
    for index, kind in enumerate(kinds):
        # "Đơn vị" is a unit of measure or a unit of government, which the cells below decide.
        if kind in (Kind.UNIT, Kind.PLACE):
            kinds[index] = _place_or_unit(table, row, index, kind)
    bodies = [index for index, kind in enumerate(kinds) if kind in (Kind.LEAD, Kind.SUPPORT, Kind.TIME)]
    subjects = [
        index for index, kind in enumerate(kinds) if kind is Kind.SUBJECT and _holds_words(table, row, index)
    ]
    # The narrower of "Lĩnh vực | Chỉ tiêu" is the subject; a column behind the bodies holds the output.
    before = [index for index in subjects if index < min(bodies, default=table.columns)] or subjects
    about = min(before, key=lambda index: _rank(table.text(row, index)), default=None)
    if about is None and (_has_values(table, row, kinds) or _has_times_and_bodies(table, row, kinds)):
        # Whatever its name, the first column of words beside such columns holds the subjects.
        about = next((i for i, kind in enumerate(kinds) if _may_be_subject(table, row, i, kind)), None)
        kinds = [Kind.SUBJECT if index == about else kind for index, kind in enumerate(kinds)]
    if Kind.UNIT not in kinds:
        others = (index for index, kind in enumerate(kinds) if kind is Kind.OTHER)
        unit = next((index for index in others if _holds_units(table, row, index)), None)
        kinds = [Kind.UNIT if index == unit else kind for index, kind in enumerate(kinds)]
    return [
        Kind.OTHER if kind is Kind.SUBJECT and index != about else kind for index, kind in enumerate(kinds)
    ]


def _has_values(table: Table, row: int, kinds: Sequence[Kind]) -> bool:
    """Whether several columns are named after years, or one only says amounts and has a figure in most cells."""
    if sum(_is_dated(table, row, index) for index in range(table.columns)) > 1:
        return True
    for index, kind in enumerate(kinds):
        name = table.text(row, index)
        if kind is Kind.OTHER and len(name.split()) <= _LONGEST_AMOUNT and opens_with(name, _VALUE):
            texts = [text for lower in range(row + 1, table.rows) if (text := table.text(lower, index))]
            figures = [text for text in texts if len(text) <= LONGEST_VALUE and re.search(r"\d", text)]
            if len(figures) * 2 > len(texts):
                return True
    return False


def _has_times_and_bodies(table: Table, row: int, kinds: Sequence[Kind]) -> bool:
    """Whether columns with short names tell when, and who: "Thời điểm | Đầu ra | Chịu trách nhiệm"."""
    short = all(len(table.text(row, index)) <= LONGEST_NAME for index in range(table.columns))
    return short and Kind.TIME in kinds and Kind.LEAD in kinds


def _is_dated(table: Table, row: int, column: int) -> bool:
    """Whether a name in the head, or the one below it in the next row of the head, has a year."""
    below = table.text(row + 1, column) if not table.text(row + 1, 0) else ""
    return any(_YEAR.search(name) is not None for name in (table.text(row, column), below))


def _holds_units(table: Table, row: int, column: int) -> bool:
    """Whether the cells below an unknown name are short and mostly units: "%", "mô hình"."""
    texts = [text for lower in range(row + 1, table.rows) if (text := table.text(lower, column))]
    if any(re.search(r"\d", text) or len(text.split()) > _LONGEST_UNIT for text in texts):
        return False
    known = sum(_IS_UNIT.fullmatch(fold(text).strip(" ().")) is not None for text in texts)
    return known > 0 and known * 2 >= len(texts)


def _may_be_subject(table: Table, row: int, column: int, kind: Kind) -> bool:
    name = table.text(row, column)
    return kind is Kind.OTHER and bool(name) and not _YEAR.search(name) and _holds_words(table, row, column)


def _with_years(table: Table, row: int, kinds: list[Kind]) -> list[Kind]:
    """The same kinds, with a first column whose cells are all years told as such: each row is a year."""
    first = 1 if kinds[0] is Kind.NUMBER and len(kinds) > 1 else 0
    texts = [text for lower in range(row + 1, table.rows) if (text := table.text(lower, first))]
    named = bare_name(table.text(row, first)) in _YEARS
    if not named or len(texts) < 2 or not all(_YEARS_ONLY.fullmatch(fold(text).strip()) for text in texts):
        return kinds
    return [Kind.YEAR if index == first else kind for index, kind in enumerate(kinds)]


def _rank(name: str) -> int:
    """The position of a name in the list of names for subjects, the narrowest first."""
    return next(place for place, word in enumerate(SUBJECTS.words) if word in fold(name))


def _kind(name: str) -> Kind:
    bare = bare_name(name)
    if not bare:
        return Kind.OTHER
    if bare in _NUMBER:
        return Kind.NUMBER
    if bare in _UNIT:
        return Kind.UNIT
    if bare in _PLACE or bare in _REGIONS:
        return Kind.PLACE
    if has_word(bare, _SUPPORT) and not has_word(bare, _LEAD):
        return Kind.SUPPORT
    if has_word(bare, _LEAD):
        return Kind.LEAD
    # "So sánh KH 2022/TH 2021", "Kinh phí năm 2023" hold no targets, whatever the year.
    if opens_with(bare, _REMARK):
        return Kind.REMARK
    if _YEAR.search(bare):
        return Kind.OTHER
    if has_word(bare, _TIME) or bare in PARTS_OF_YEAR:
        return Kind.TIME
    return Kind.SUBJECT if has_word(bare, SUBJECTS) else Kind.OTHER


def _final(kind: Kind, names: tuple[str, ...]) -> Kind:
    """The kind of a column by all its names.

    Lower names decide: "Tiến độ" over years holds values, "Phân công" over "Phối hợp" supporting bodies, "Kinh phí"
    over years money.
    """
    if kind is Kind.TIME and any(_YEAR.search(name) for name in names):
        return Kind.OTHER
    if kind is Kind.OTHER and any(_kind(name) is Kind.REMARK for name in names):
        return Kind.REMARK
    if kind in (Kind.OTHER, Kind.LEAD) and len(names) > 1:
        below = _kind(names[-1])
        return below if below in (Kind.LEAD, Kind.SUPPORT, Kind.TIME, Kind.REMARK, Kind.UNIT) else kind
    return kind


def _place_or_unit(table: Table, head: int, column: int, kind: Kind) -> Kind:
    texts = [table.text(row, column) for row in range(head + 1, table.rows)]
    texts = [text for text in texts if text]
    places = sum(is_place(text) or is_total(text) for text in texts)
    return (
        Kind.PLACE if places * 2 > len(texts) or (texts and kind is Kind.PLACE and column < 2) else Kind.UNIT
    )


def is_place(text: str) -> bool:
    """Whether a cell names one unit of government: "Xã Bản Ngoài", "TP. Kim Bảng"."""
    found = next(find_units(text), None)
    if found is not None and found.name is not None and found.start <= 3 and len(text) < 40:
        return True
    return _NAMED_PLACE.match(fold(text)) is not None and len(text.split()) < 6


def is_total(text: str) -> bool:
    """Whether a cell stands for all places together: "Tổng cộng", "Toàn huyện"."""
    return _TOTAL.fullmatch(bare_name(text)) is not None


def has_word(text: str, listed: Phrases) -> bool:
    """Whether a text has one of the words listed."""
    return listed.search(fold(text)) is not None


def opens_with(text: str, listed: Phrases) -> bool:
    """Whether a text opens with one of the words listed, marks of a list aside."""
    return listed.match(fold(text).lstrip(" (*-+")) is not None


def _holds_words(table: Table, head: int, column: int) -> bool:
    texts = [table.text(row, column) for row in range(head + 1, table.rows)]
    texts = [text for text in texts if text]
    return sum(not _FIGURES.fullmatch(text) for text in texts) * 3 >= len(texts)


def _is_subhead(table: Table, row: int, about: int) -> bool:
    """Whether a row is a further row of names: blank below the name of the subjects, and no figures but years."""
    names = [name for name in table.row(row) if name]
    if not names or table.text(row, about) or table.text(row, 0) or len(names) == 1 == table.columns:
        return False
    return all(len(name) <= LONGEST_NAME for name in names) and not any(
        _FIGURES.fullmatch(name) and re.search(r"\d", name) and not _YEAR.search(name) for name in names
    )


def _is_numbering(names: Sequence[str]) -> bool:
    filled = [name for name in names if name]
    return len(filled) > 2 and all(_NUMBERING.fullmatch(name.strip()) for name in filled)


def _names(table: Table, first: int, last: int) -> list[tuple[str, ...]]:
    """The names of each column from top to bottom, each once."""
    rows = []
    for row in range(first, last + 1):
        names = [table.text(row, column) for column in range(table.columns)]
        for column in range(1, table.columns):
            below = any(table.text(lower, column) for lower in range(row + 1, last + 1))
            if not names[column] and below:
                names[column] = names[column - 1]
        rows.append(names)
    return [tuple(dict.fromkeys(name for name in names if name)) for names in zip(*rows, strict=True)]
