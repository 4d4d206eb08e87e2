"""The place of an item in words: "Điểm a khoản 5 Mục II Phần II; trang 3"."""

from __future__ import annotations

from collections.abc import Sequence

from compare.model import Spot
from extract.language import writing
from extract.model import Anchor
from templates.words import phrase, word


def _spot_words(spot: Spot) -> str:
    if spot.number is None:
        return word("path", spot.kind.value)
    return phrase("path", f"{spot.kind.value}_item", n=spot.number)


def place_words(
    path: Sequence[str], anchor: Anchor | None, spot: Spot | None = None, *, document: str = ""
) -> str:
    """The path in words and the page; without a path the spot ("phần căn cứ, căn cứ thứ 2"), else the paragraph.

    With a ``document``: "Điểm a khoản 5 Mục II Kế hoạch số 80; trang 3". Uncertain numbers of the text recognition are
    named: "…; trang 3; cần kiểm tra số “50%”".
    An anchor that ends at 0 is of words that a reviewer added and that are nowhere in the text.
    """
    where = writing.place(path)
    if not where and spot is not None:
        where = _spot_words(spot)
    if not where and anchor is not None and anchor.end:
        where = phrase("path", "paragraph", n=anchor.paragraph + 1)
    if document:
        where = f"{where} {document}" if path else ", ".join(filter(None, [document, where]))
    if anchor is not None and anchor.page is not None:
        where = "; ".join(filter(None, [where, f"{word('path', 'page')} {anchor.page}"]))
    if anchor is not None and anchor.unsure:
        numbers = ", ".join(f"“{number}”" for number in anchor.unsure)
        where = "; ".join(filter(None, [where, phrase("path", "unsure", numbers=numbers)]))
    return writing.capitalised(where)
