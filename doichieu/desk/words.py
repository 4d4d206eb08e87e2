"""Small words of the desk's pages."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from decimal import Decimal

from extract.language import writing


def file_size(size: int) -> str:
    """A size as a reviewer reads it.

    >>> file_size(1_500_000), file_size(900)
    ('1,5 MB', '1 kB')
    """
    for unit, step in (("GB", 10**9), ("MB", 10**6)):
        if size >= step:
            return f"{writing.number(writing.rounded(Decimal(size) / step, places=1))} {unit}"
    return f"{max(1, round(size / 1000))} kB"


def unmarked(text: str) -> str:
    """A text in lower case without marks, by which a reviewer who types none finds it.

    >>> unmarked("Huyện Đá Lũng")
    'huyen da lung'
    """
    apart = unicodedata.normalize("NFD", text.lower())
    return "".join(letter for letter in apart if not unicodedata.combining(letter)).replace("đ", "d")


def place(path: Sequence[str], page: int | None) -> str:
    """Where a sentence stands: "Khoản 2 Mục I; trang 3"; "" where nothing is known.

    >>> place((), 3)
    'Trang 3'
    """
    parts = [writing.place(path), f"trang {page}" if page is not None else ""]
    return writing.capitalised("; ".join(filter(None, parts)))
