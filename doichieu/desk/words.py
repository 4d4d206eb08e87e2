"""Small words of the desk's pages."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from decimal import Decimal
from functools import cache

from extract.language import writing
from extract.language.lexicon import fold


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
    return unicodedata.normalize("NFC", text.lower()).translate(_bare_letters())


@cache
def _bare_letters() -> dict[int, str | None]:
    """What stands for each letter with marks: Unicode does not count the stroke of "đ" among them."""
    found: dict[int, str | None] = {ord("đ"): "d"}
    for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        apart = unicodedata.normalize("NFD", chr(code))
        if len(apart) > 1:
            found[code] = "".join(letter for letter in apart if not unicodedata.combining(letter))
    return found | dict.fromkeys(range(0x300, 0x370))


def searchable(text: str) -> str:
    """A text as ``holds`` looks through it: as it is in lower case, and once more without marks."""
    return f"{fold(text)}\n{unmarked(text)}"


def holds(searched: str, words: str) -> bool:
    """Whether a ``searchable`` text has all words; a word that is typed without marks finds those with marks too.

    >>> text = searchable("Trẻ em huyện Đá Lũng")
    >>> holds(text, "tre DA"), holds(text, "trẻ"), holds(text, "trè")
    (True, True, False)
    """
    return all(word in searched for word in fold(words).split())


def place(path: Sequence[str], page: int | None) -> str:
    """Where a sentence stands: "Khoản 2 Mục I; trang 3"; "" where nothing is known.

    >>> place((), 3)
    'Trang 3'
    """
    parts = [writing.place(path), f"trang {page}" if page is not None else ""]
    return writing.capitalised("; ".join(filter(None, parts)))
