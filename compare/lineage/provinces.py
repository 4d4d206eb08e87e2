"""Whether two names of provinces mean one place on a day, mergers minded."""

from __future__ import annotations

from compare.registers.provinces import bare, merged_on, province_at
from extract.language.lexicon import fold


def same_province(first: str, second: str, day: str | None) -> bool:
    """Whether both are one province on an ISO ``day``: after a merger the new one stands in the place of the old.

    Where the day is not known, a merger may have been, and they may be the same.

    >>> same_province("tỉnh Quảng Ngãi", "tỉnh Kon Tum", "2026-03-01")
    True
    >>> same_province("tỉnh Quảng Ngãi", "tỉnh Kon Tum", "2021-03-01")
    False
    """
    if fold(bare(first)) == fold(bare(second)):
        return True
    mine, theirs = (province_at(name, day or merged_on()) for name in (first, second))
    return mine is not None and mine == theirs
