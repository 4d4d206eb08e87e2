"""Pages of lines, from text layers or recognition, assembled into a document."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from extract import errors
from extract.errors import ReadError
from extract.language.numerals import lost_numbers
from extract.language.syllables import share_of_syllables
from extract.model import Box, Document, Style
from extract.options import ReadOptions
from extract.readers.pdf.columns import Placed
from extract.readers.pdf.layout import Layout
from extract.readers.pdf.lines import Line, Word
from extract.readers.pdf.margins import Look, areas, looks
from extract.readers.pdf.tables import Grid
from extract.readers.pdf.turning import turned_back, turned_size
from extract.readers.plain.assembly import Assembly
from extract.readers.scan.recognition import PageImage, RecognisedPage

_ASCENT, _DESCENT = 0.9, 0.25
"""Of the letter size, above and below the baseline, with room for Vietnamese marks."""
_TELLING, _BETTER = 25, 0.1
"""Telling number of words of a text layer, and the lead in its share of syllables at which it is kept."""

_GOOD = 0.7
"""Share of syllables of a recognised page at which its numbers are taken for those that the text layer has lost."""
_MIXED = "Trang {pages} có chữ xếp thành cột mà thứ tự đọc chưa chắc đúng; cần xem trực tiếp các cột đó."


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page, counted from 1: its lines and ruled tables, in points from the top left corner *as read*.

    ``turn`` is the clockwise turn, in degrees, of the page as shown before it was read; ``width`` and ``height`` are
    those of the turned page.
    """

    number: int
    width: float
    height: float
    lines: list[Line]
    grids: list[Grid]
    turn: int = 0

    @property
    def text(self) -> str:
        """The text of all lines."""
        return "\n".join(line.text for line in self.lines)


def document(
    path: Path, data: bytes, kind: str, pages: Sequence[Page], warnings: tuple[str, ...]
) -> Document:
    """Assemble the lines in reading order; two-column parts are read down the left, then down the right column."""
    layout = Layout()
    for page in pages:
        layout.add(page.lines, page.grids, page.width)
    assembly = Assembly()
    text_areas = areas(layout.pages, [(page.width, page.height) for page in pages])
    for number, (placed, area) in enumerate(zip(layout.pages, text_areas, strict=True)):
        following = layout.pages[number + 1] if number + 1 < len(layout.pages) else []
        for item, seen in zip(placed, looks(placed, area, following), strict=True):
            _add(assembly, item, seen, pages[item.page - 1])
    gaps: tuple[str, ...] = ()
    if layout.mixed:
        told = listed([pages[number - 1].number for number in layout.mixed])
        gaps = (f"các cột chữ ở trang {told}",)
        warnings = (*warnings, _MIXED.format(pages=told))
    return assembly.document(path, data, kind, pages=len(pages), warnings=warnings, gaps=gaps)


def _add(assembly: Assembly, item: Placed, seen: Look, page: Page) -> None:
    line = item.line
    telling: Sequence[Word] = line.words
    if any(word.bold or word.italic for word in line.words):
        telling = [word for word in line.words if any(map(str.isalnum, word.text))] or line.words
    assembly.add(
        line.text,
        style=Style(
            bold=all(word.bold for word in telling),
            italic=all(word.italic for word in telling),
            centered=seen.centered,
        ),
        page=item.page,
        cell=item.cell,
        line=True,
        full=seen.full,
        indented=seen.indented,
        boxes=(_box(line, page),),
        unsure=_unsure(line),
    )


def _unsure(line: Line) -> tuple[tuple[int, int], ...]:
    """The spans of a line's text with an unsure number."""
    if not any(word.unsure for word in line.words):
        return ()
    found, at = [], 0
    for word in line.words:
        if word.unsure:
            found.append((at, at + len(word.text)))
        at += len(word.text) + 1
    return tuple(found)


def _box(line: Line, page: Page) -> Box:
    """The box of a line on the page as shown."""
    edges = line.x0, line.base - _ASCENT * line.size, line.x1, line.base + _DESCENT * line.size
    if page.turn:
        edges = turned_back(edges, *turned_size(page.width, page.height, page.turn), page.turn)
    x0, top, x1, bottom = [round(edge, 2) for edge in edges]
    return Box(page=page.number, x0=x0, top=top, x1=x1, bottom=bottom)


# ---- pages that are recognised -----------------------------------------------------------------------------
@dataclass(frozen=True, slots=True, kw_only=True)
class Recognised:
    """Pages, some of them replaced by recognised ones, and the warnings for the user.

    ``lacking`` tells that Tesseract is not installed.
    """

    pages: list[Page]
    warnings: tuple[str, ...]
    lacking: bool = False


def recognised(
    pages: Sequence[Page],
    suspect: Sequence[int],
    image: Callable[[Page], PageImage],
    name: str,
    options: ReadOptions,
) -> Recognised:
    """The pages, with those numbered in ``suspect`` recognised. A text layer with more syllables is kept.

    Raises ``ReadError`` if Tesseract is not installed and no page has text.
    """
    if not suspect:
        return Recognised(pages=list(pages), warnings=())
    from extract.readers.scan.ocr import recognise

    try:
        found = recognise([image(pages[number - 1]) for number in suspect], name, options)
    except ReadError as error:
        if error.reason is not errors.NEEDS_RECOGNITION or not any(page.lines for page in pages):
            raise
        told = f"Trang {listed(suspect)} là ảnh quét hoặc có phông chữ hỏng; {errors.NEEDS_RECOGNITION.todo}"
        return Recognised(pages=list(pages), warnings=(told,), lacking=True)
    taken = {page.number: page for page in found if page.lines and not _keeps(pages[page.number - 1], page)}
    merged = [_page(taken[page.number], page) if page.number in taken else page for page in pages]
    return Recognised(pages=merged, warnings=_told(found, taken, pages))


def _keeps(layer: Page, found: RecognisedPage) -> bool:
    """Whether the text layer is the better reading."""
    words, share = len(layer.text.split()), share_of_syllables(found.text)
    if share >= _GOOD and any(map(lost_numbers, layer.text.splitlines())):
        return False
    return words >= _TELLING and share_of_syllables(layer.text) > share + _BETTER


def _page(found: RecognisedPage, before: Page) -> Page:
    shown = turned_size(before.width, before.height, before.turn)
    width, height = turned_size(*shown, found.turn)
    return Page(
        number=found.number, width=width, height=height, lines=found.lines, grids=found.grids, turn=found.turn
    )


def _told(
    found: Sequence[RecognisedPage], taken: dict[int, RecognisedPage], pages: Sequence[Page]
) -> tuple[str, ...]:
    told = []
    if taken:
        told.append(
            f"Chữ ở trang {listed(sorted(taken))} do máy nhận dạng từ ảnh; hãy đối chiếu với bản gốc."
        )
    failed = [page.number for page in found if page.failed and not pages[page.number - 1].lines]
    if failed:
        told.append(f"Không nhận dạng được chữ ở trang {listed(failed)}; trang này chưa được đọc.")
    repairs: dict[str, dict[int, None]] = {}
    for page in taken.values():
        for repair in page.repairs:
            repairs.setdefault(repair, {})[page.number] = None
    if repairs:
        each = "; ".join(f"{repair} (trang {listed([*where])})" for repair, where in repairs.items())
        told.append(f"Đã sửa chữ nhận dạng sai: {each}.")
    return tuple(told)


def listed(pages: Sequence[int]) -> str:
    """Page numbers for the user, with ranges.

    >>> listed([1, 2, 3, 5, 7, 8])
    '1-3, 5, 7, 8'
    """
    ranges: list[list[int]] = []
    for page in pages:
        if ranges and page == ranges[-1][-1] + 1:
            ranges[-1].append(page)
        else:
            ranges.append([page])
    return ", ".join(
        f"{group[0]}-{group[-1]}" if len(group) > 2 else ", ".join(map(str, group)) for group in ranges
    )
