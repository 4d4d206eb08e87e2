"""Numbers of documents as they are compared."""

from __future__ import annotations

import re
from functools import lru_cache

from extract.language.document_numbers import Number, match_number
from extract.language.lexicon import fold

_LOOKALIKES = str.maketrans({"–": "-", "ð": "đ"})


def plain(text: str | None) -> str:
    """A document number without blanks, case, leading zeros and look-alike signs.

    >>> plain("Số 09/KH-UBND"[3:]) == plain("9 /KH–UBND")
    True
    """
    return re.sub(r"^0+(?=\d)", "", re.sub(r"\s+", "", fold(text or "")).translate(_LOOKALIKES))


@lru_cache(maxsize=4096)
def parsed(text: str) -> Number | None:
    """The parts of a number, None where it has none that are known."""
    return match_number(text, 0)


def loose(text: str | None) -> tuple[str, ...]:
    """Digits and abbreviations without year, marks and separators: what is left when a number is written wrongly.

    >>> loose("112/2021/QĐ-TTg") == loose("112-QĐ/TTG")
    True
    """
    number = parsed("".join((text or "").split()))
    if number is None:
        return (plain(text),)
    digits = re.match(r"[\d.]+[a-z]?", number.text)
    parts = tuple(fold(part).replace("&", "").replace("đ", "d") for part in number.parts)
    return ((digits.group().lstrip("0") if digits else ""), *parts)


def year_of(text: str) -> int | None:
    """The year within a number: 2020 in "30/2020/NĐ-CP"."""
    number = parsed("".join(text.split()))
    return number.year if number else None
