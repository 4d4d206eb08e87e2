"""Tables whose cells stand one to a line, as a page copied from the web leaves them.

TT                      head := the names, from "TT" to the first number, or names one after the other; years at
                                its end may stand below one or two names before them
Chỉ tiêu                row  := one line for each name
Năm 2025                group := "I", "Môi trường"
1                       A row is proven by its number, by what follows it, and by words, units and figures where the
Tỷ lệ hộ nghèo          names ask for them; what is not proven is told as lost, not read.
4
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extract.language.columns import (
    LONGEST_NAME,
    is_head,
    is_number_column,
    is_subject_column,
    is_unit_column,
    is_value_column,
    names_column,
)
from extract.model import Anchor, Block, Cell, Document, Unread

LOST = "Bảng có thể đã mất ô khi chuyển đổi, số liệu chưa đọc được"
_LONGEST_CELL = 250
_LEAST_COLUMNS, _MOST_COLUMNS = 3, 14
_GROUP = re.compile(r"[IVXLC]+\.?|[A-ZĐ]\.?")
_NUMBER = re.compile(r"(\d{1,3})[.)]?")
_FIGURE = re.compile(r"[\s\d.,%‰≥≤<>xX\-–+/()…]*")
# "2023", "Năm 2023": a name below another one.
_YEARS = re.compile(r"(?:năm\s+)?20\d\d(?:\s*[-–]\s*20\d\d)?", re.IGNORECASE)
# What keeps cells apart on one line.
_GAP = re.compile(r"\s*(?<!\\)[|│┃]\s*|\s*\t\s*|[ \u00a0]{2,}")
_SIGNS = ("|", "│", "┃", "\t", "  ", " \u00a0", "\u00a0 ", "\u00a0\u00a0")
"""One of these is in every gap."""


def with_loose_cells(document: Document) -> tuple[Document, tuple[Unread, ...]]:
    """The document with the cells of such tables told as cells, and what looks like a table and was not rebuilt."""
    blocks = list(document.blocks)
    number = first_number = 1 + max((block.cell.table for block in blocks if block.cell), default=-1)
    lost: list[Unread] = []
    apart = any(sign in document.text for sign in _SIGNS)
    at = 0
    while at < len(blocks):
        heads = _heads(blocks, at)
        if not heads:
            if apart and _is_torn(blocks, at):
                lost.append(_lost(document, at, at))
            at += 1
            continue
        tried = [(head, *_rows(blocks, at + len(head.cells), head)) for head in heads]
        head, rows, missed, end = next((found for found in tried if found[1]), tried[0])
        if rows:
            for place, cell in enumerate(head.cells, at):
                blocks[place] = replace(blocks[place], cell=replace(cell, table=number))
            for row, (start, length) in enumerate(rows, 1 + max(cell.row for cell in head.cells)):
                for column in range(length):
                    cell = Cell(table=number, row=row, column=column)
                    blocks[start + column] = replace(blocks[start + column], cell=cell)
            number += 1
            lost += [_lost(document, first, last) for first, last in missed]
        elif any(map(_FIGURE.fullmatch, _texts(blocks, at + len(head.cells) + 1, 2 * len(head)))):
            lost.append(_lost(document, at, end - 1))
        at = end
    whole = document if number == first_number else replace(document, blocks=tuple(blocks))
    return whole, tuple(lost)


@dataclass(frozen=True, slots=True)
class _Names:
    """The head of a table: what each line of a row has to be, and the place of each of its own lines."""

    names: tuple[str, ...]
    cells: tuple[Cell, ...]

    def __len__(self) -> int:
        return len(self.names)

    @property
    def numbered(self) -> bool:
        return is_number_column(self.names[0])

    def fit(self, texts: Sequence[str]) -> bool:
        """Whether lines can be the cells of a row: figures below years, words below the name of the subjects."""
        about = next(index for index, name in enumerate(self.names) if is_subject_column(name))
        return len(texts) == len(self.names) and all(
            _FIGURE.fullmatch(text) is None if index == about else _fits(name, text)
            for index, (name, text) in enumerate(zip(self.names, texts, strict=True))
        )


def _fits(name: str, text: str) -> bool:
    is_figure = _FIGURE.fullmatch(text) is not None
    if is_number_column(name):
        return _NUMBER.fullmatch(text) is not None
    if is_value_column(name):
        return is_figure or (len(text) <= LONGEST_NAME and re.search(r"\d", text) is not None)
    if is_unit_column(name):
        return not re.search(r"\d", text.partition("/")[0]) and len(text) <= LONGEST_NAME
    return True


def _text(block: Block) -> str | None:
    """The text of a block that may be a loose cell."""
    text = block.text.strip()
    if block.cell is not None or block.label or "\n" in text or len(text) > _LONGEST_CELL:
        return None
    return text


def _texts(blocks: Sequence[Block], start: int, length: int) -> list[str]:
    """The texts of so many blocks, as far as they may be cells."""
    found = []
    for block in blocks[start : start + length]:
        text = _text(block)
        if text is None:
            break
        found.append(text)
    return found


def _heads(blocks: Sequence[Block], at: int) -> list[_Names]:
    """What may be the head of a table that begins here, the longest first: a row may begin as a name does."""
    first = _text(blocks[at])
    if first is None or len(first) > LONGEST_NAME:
        return []
    if not (is_number_column(first) or (is_subject_column(first) and names_column(first))):
        return []
    names: list[str] = []
    for text in _texts(blocks, at, _MOST_COLUMNS):
        ends = _NUMBER.fullmatch(text) or (len(names) > 1 and _GROUP.fullmatch(text))
        if len(text) > LONGEST_NAME or (ends if is_number_column(first) else not names_column(text)):
            break
        names.append(text)
    least = len(names) if is_number_column(first) else 1
    found = [names[:length] for length in range(len(names), max(least, _LEAST_COLUMNS) - 1, -1)]
    return [
        head
        for names in found
        if is_head(names) and any(map(is_subject_column, names))
        for head in (_plain(names), *_with_names_below(names))
    ]


def _plain(names: Sequence[str]) -> _Names:
    return _Names(tuple(names), tuple(Cell(table=0, row=0, column=column) for column in range(len(names))))


def _with_names_below(names: Sequence[str]) -> Iterator[_Names]:
    """Heads of two rows: the years at the end stand below one name before them, or half of them below each of two.

    "TT | Chỉ tiêu | Lộ trình | Đơn vị chủ trì | 2023 | 2024": both years stand below "Lộ trình".
    """
    below = 0
    while below < len(names) and _YEARS.fullmatch(names[len(names) - 1 - below].strip()):
        below += 1
    above, years = names[: len(names) - below], names[len(names) - below :]
    for groups in (1, 2):
        if below < 2 * groups or below % groups:
            continue
        for first in range(len(above) - groups, 0, -1):
            group = above[first : first + groups]
            if any(
                is_number_column(name) or is_unit_column(name) or is_subject_column(name) for name in group
            ):
                continue
            yield _two_rows(above, years, first, groups)


def _two_rows(above: Sequence[str], years: Sequence[str], first: int, groups: int) -> _Names:
    """The head in which ``years`` stand below ``groups`` names from ``first`` on."""
    span, wider = len(years) // groups, len(years) - groups
    cells = [
        Cell(table=0, row=0, column=at, rows=2)
        if at < first
        else Cell(table=0, row=0, column=first + (at - first) * span, span=span)
        if at < first + groups
        else Cell(table=0, row=0, column=at + wider, rows=2)
        for at in range(len(above))
    ]
    cells += [Cell(table=0, row=1, column=first + at) for at in range(len(years))]
    return _Names((*above[:first], *years, *above[first + groups :]), tuple(cells))


def _rows(
    blocks: Sequence[Block], start: int, head: _Names
) -> tuple[list[tuple[int, int]], list[tuple[int, int]], int]:
    """The first block and the length of each proven row, first and last block of what is lost, and the end."""
    rows: list[tuple[int, int]] = []
    missed: list[tuple[int, int]] = []
    at, number = start, 0
    while at < len(blocks):
        if head.numbered and _is_group(blocks, at):
            rows.append((at, 2))
            at, number = at + 2, 0
        elif _is_row(blocks, at, head, number):
            rows.append((at, len(head)))
            at, number = at + len(head), number + 1
        else:
            found = _next_row(blocks, at, head, number)
            if found is None:
                break
            missed.append((at, found[0] - 1))
            at, number = found
    end = at
    while (
        end < len(blocks)
        and (text := _text(blocks[end])) is not None
        and len(text) <= LONGEST_NAME
        and any(map(_FIGURE.fullmatch, _texts(blocks, end, 2)))
    ):
        end += 1
    if end > at:
        missed.append((at, end - 1))
    whole = sum(length == len(head) for _, length in rows)
    proven = whole > 1 or (whole and head.numbered and not missed)
    return (rows if proven else []), missed, max(end, start)


def _is_group(blocks: Sequence[Block], at: int) -> bool:
    texts = _texts(blocks, at, 3)
    return (
        len(texts) == 3
        and _GROUP.fullmatch(texts[0]) is not None
        and not _FIGURE.fullmatch(texts[1])
        and _NUMBER.fullmatch(texts[2]) is not None
    )


def _is_row(blocks: Sequence[Block], at: int, head: _Names, number: int) -> bool:
    """Whether a row stands here: its lines fit, its number follows that above, and no figure is left behind it."""
    texts = _texts(blocks, at, len(head))
    if not head.fit(texts):
        return False
    following = _texts(blocks, at + len(head), 1)
    if not head.numbered:
        return not following or not _FIGURE.fullmatch(following[0])
    own = _NUMBER.fullmatch(texts[0])
    if own is None or int(own[1]) not in {number + 1, 1}:
        return False
    # "2 | Số lớp | lớp | 8 | 3": the last figure is the number of the next row, and a cell is missing.
    for column in range(1, len(texts)):
        if texts[column] == str(int(own[1]) + 1) and head.fit(_texts(blocks, at + column, len(head))):
            return False
    behind = _NUMBER.fullmatch(following[0]) if following else None
    left = following and _FIGURE.fullmatch(following[0]) is not None
    return not left or (behind is not None and int(behind[1]) in {int(own[1]) + 1, 1})


def _next_row(blocks: Sequence[Block], at: int, head: _Names, number: int) -> tuple[int, int] | None:
    """The next proven row within the length of two rows, with the number above it, where one row lost cells."""
    if not head.numbered or _texts(blocks, at, 1)[:1] != [str(number + 1)]:
        return None
    for start in range(at + 1, min(at + 2 * len(head), len(blocks))):
        if _texts(blocks, start, 1)[:1] == [str(number + 2)] and _is_row(blocks, start, head, number + 1):
            return start, number + 1
    return None


def _is_torn(blocks: Sequence[Block], at: int) -> bool:
    """Whether a line holds several cells of a table: its head, or a row right behind a table."""
    block = blocks[at]
    if block.cell is not None or len(block.text) > 4 * _LONGEST_CELL:
        return False
    if not any(sign in block.text for sign in _SIGNS):
        return False
    pieces = [piece.strip() for piece in _GAP.split(block.text.strip()) if piece.strip()]
    if len(pieces) < 3:
        return False
    if is_head(pieces) and sum(map(names_column, pieces)) * 2 > len(pieces):
        return True
    behind = at > 0 and blocks[at - 1].cell is not None
    return behind and sum(_FIGURE.fullmatch(piece) is not None for piece in pieces) > 1


def _lost(document: Document, first: int, last: int) -> Unread:
    blocks = document.blocks[first : last + 1]
    texts = [" ".join(block.text.split()) for block in blocks]
    return Unread(
        reason=LOST,
        text=" | ".join(texts),
        anchor=Anchor(
            file=document.name,
            page=blocks[0].page,
            paragraph=first,
            start=blocks[0].start,
            end=blocks[-1].start + len(blocks[-1].text),
            boxes=tuple(box for block in blocks for box in block.boxes),
        ),
    )
