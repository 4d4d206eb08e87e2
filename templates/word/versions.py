"""Two versions of one plan as a Word document: what was taken up, what still stands, what changed."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from templates import words
from templates.texts import clean
from templates.word.fill import repacked

if TYPE_CHECKING:
    from templates.report.quotes import Quote
    from templates.versions import ChangeView, RemarkView, VersionsView
    from templates.word.layout import Builder

_HALF, _SIDES = [82.5, 82.5], [12.0, 76.5, 76.5]
"""Widths of columns in millimetres: both versions; a number and both versions."""


def versions_document(view: VersionsView) -> bytes:
    """The document; equal views give equal bytes."""
    from templates.word.layout import CENTER, Builder

    to = Builder()
    to.line("SO SÁNH HAI BẢN CỦA MỘT KẾ HOẠCH", bold=True, align=CENTER)
    to.line(clean(view.new.heading[:1].upper() + view.new.heading[1:]), bold=True, align=CENTER)
    for text in filter(None, [view.doubt or view.progress]):
        to.line(clean(text), bold=True, indent=True)
    _parties(to, view)
    if view.remarks is not None:
        _remarks(to, view)
    to.heading("Chỉ tiêu, nhiệm vụ", 1)
    to.line(_counts(view.tiles), indent=True)
    for _, word, changes in view.changes:
        to.heading(f"{word} ({len(changes)})", 2)
        _changes(to, changes)
    to.line(
        "Kết quả do máy so sánh, cần người rà soát xác nhận. Chữ gạch chân là chữ chỉ có ở một trong hai bản.",
        italic=True,
        indent=True,
        size=12,
    )
    out = io.BytesIO()
    to.document.save(out)
    return repacked(out.getvalue())


def _parties(to: Builder, view: VersionsView) -> None:
    rows = [
        [words.word("versions", key), f"{party.full}\n{party.file} (SHA-256: {party.short_sha}…)"]
        for key, party in (("old", view.old), ("new", view.new))
    ]
    rows += [[party.column, f"{party.full}\n{party.file}"] for party in view.references]
    to.table([35, 130], [["Bản", "Văn bản, tệp"], *([clean(text) for text in row] for row in rows)])
    to.gap()


def _counts(tiles: Iterable[Any]) -> str:
    told = [f"{tile.word.lower()}: {tile.count}" for tile in tiles if tile.count]
    return f"{'; '.join(told) or 'không có'}.".capitalize()


def _remarks(to: Builder, view: VersionsView) -> None:
    to.heading("Ý kiến rà soát", 1)
    to.line(_counts(view.remark_tiles), indent=True)
    for key, word, remarks in view.remarks or ():
        to.heading(f"{word} ({len(remarks)})", 2)
        for number, remark in enumerate(remarks, 1):
            _remark(to, number, remark, asks=key in ("remaining", "new"))


def _remark(to: Builder, number: int, remark: RemarkView, *, asks: bool) -> None:
    more = bool(remark.old or remark.new or (asks and remark.suggestion))
    # The document may go to the unit: rule codes and severities stay in the other forms.
    to.line(clean(f"{number}) {remark.message}"), indent=True, keep=more)
    if remark.old or remark.new:
        to.line(words.word("versions", "edited"), italic=True, indent=True, keep=True)
        _table(to, _HALF, [[remark.old, remark.new]])
    if asks and remark.suggestion:
        to.line(clean(f"Kiến nghị: {remark.suggestion}"), italic=True, indent=True)


def _changes(to: Builder, changes: Sequence[ChangeView]) -> None:
    _table(to, _SIDES, [[change.old, change.new] for change in changes], changes)


def _table(
    to: Builder,
    widths: list[float],
    rows: Sequence[Sequence[Quote | None]],
    changes: Sequence[ChangeView] = (),
) -> None:
    """A table of both versions; with ``changes`` also their numbers, and under the new version what it measures."""
    head = [words.word("versions", key) for key in ("old", "new")]
    numbered = len(widths) > len(head)
    blank = [[""] * len(widths) for _ in rows]
    to.table(widths, [["STT", *head] if numbered else head, *blank])
    for at, (row, quotes) in enumerate(zip(to.document.tables[-1].rows[1:], rows, strict=True)):
        cells = row.cells[1:] if numbered else row.cells
        if numbered:
            row.cells[0].paragraphs[0].add_run(str(at + 1))
        for cell, quote in zip(cells, quotes, strict=True):
            _fill(cell, quote)
        if changes and changes[at].measures:
            paragraph = cells[-1].add_paragraph(style="Table Text")
            paragraph.add_run(clean("; ".join(changes[at].measures))).bold = True
    to.gap()


def _fill(cell: Any, quote: Quote | None) -> None:
    """A quote with differing words bold and underlined, and its place."""
    from docx.enum.text import WD_UNDERLINE

    paragraph = cell.paragraphs[0]
    if quote is None:
        paragraph.add_run(words.word("versions", "none")).italic = True
        return
    for segment in quote.segments:
        run = paragraph.add_run(clean(segment.text).replace("\t", " ").replace("\n", " "))
        run.bold = segment.changed or None
        run.underline = True if segment.changed else WD_UNDERLINE.DOTTED if segment.moved else None
    if quote.place:
        cell.add_paragraph(style="Table Text").add_run(clean(quote.place)).italic = True
