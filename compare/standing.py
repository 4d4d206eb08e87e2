"""How a pair stands: its verdict, or that its value fits while a finding about it is still open.

Overviews keep each standing as one letter, so that a country fits into little memory; ``NO_PAIR`` is the letter where a
plan was not held against a target.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from compare.model import Verdict

NO_PAIR = " "


class Standing(StrEnum):
    """Every way to stand, in the order of legends and columns."""

    MEETS = "meets"
    EXCEEDS = "exceeds"
    PARTIAL = "partial"
    """The value fits, while something else about the pair is still to be mended or explained."""
    WEAKER = "weaker"
    MISSING = "missing"
    INCOMPARABLE = "incomparable"
    APPORTION = "apportion"
    OUT_OF_PERIOD = "out_of_period"

    @property
    def letter(self) -> str:
        """The letter that overviews keep: "m" for meets, "x" for missing."""
        return _LETTERS[self]


_LETTERS = dict(zip(Standing, "mepwxiao", strict=True))
BY_LETTER = {letter: standing for standing, letter in _LETTERS.items()}

FITS = (Standing.MEETS, Standing.EXCEEDS)
"""Wholly, with nothing left open."""
VALUE_FITS = (*FITS, Standing.PARTIAL)
"""At least in value."""
BROKEN = (Standing.INCOMPARABLE, Standing.WEAKER, Standing.MISSING)
"""The draft lacks it, falls short of it, or cannot be compared; the worst last."""
DUE = (*VALUE_FITS, *BROKEN)
"""All that a draft can be held to, from what fits to what is missing."""


def standing_of(verdict: Verdict, *, is_open: bool) -> Standing:
    """How a pair of this verdict stands; ``is_open`` tells that a finding about it still asks something of the draft.

    >>> standing_of(Verdict.MEETS, is_open=True), standing_of(Verdict.WEAKER, is_open=True)
    (<Standing.PARTIAL: 'partial'>, <Standing.WEAKER: 'weaker'>)
    """
    return Standing.PARTIAL if verdict.fits and is_open else Standing(verdict.value)


def letters(standings: Iterable[Standing]) -> str:
    """The letters of some standings.

    >>> letters(DUE)
    'mepiwx'
    """
    return "".join(standing.letter for standing in standings)
