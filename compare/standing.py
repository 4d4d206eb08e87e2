"""The standing of a pair: its verdict, or "partial" where its value fits while a finding about it is open.

Overviews keep each standing as one letter, so that a whole country fits into little memory; ``NO_PAIR`` is the letter
of a target that a plan was not compared with.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from compare.model import Finding, Severity, Verdict

NO_PAIR = " "


class Standing(StrEnum):
    """All standings, in the order of legends and columns."""

    MEETS = "meets"
    EXCEEDS = "exceeds"
    PARTIAL = "partial"
    """The value fits, while another finding about the pair is still open."""
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

_OF_VERDICT = {verdict: Standing(verdict.value) for verdict in Verdict}

FITS = (Standing.MEETS, Standing.EXCEEDS)
"""Standings of pairs that fit, without an open finding."""
VALUE_FITS = (*FITS, Standing.PARTIAL)
"""Standings of pairs that fit at least in value."""
BROKEN = (Standing.INCOMPARABLE, Standing.WEAKER, Standing.MISSING)
"""Standings of pairs that are incomparable, weaker or missing; the worst last."""
DUE = (*VALUE_FITS, *BROKEN)
"""All standings that count for or against a draft, from the best to the worst."""


def standing_of(verdict: Verdict, *, is_open: bool) -> Standing:
    """The standing of a pair; ``is_open`` means that a finding about it still asks something of the draft.

    >>> standing_of(Verdict.MEETS, is_open=True), standing_of(Verdict.WEAKER, is_open=True)
    (<Standing.PARTIAL: 'partial'>, <Standing.WEAKER: 'weaker'>)
    """
    return Standing.PARTIAL if is_open and verdict.fits else _OF_VERDICT[verdict]


def letters(standings: Iterable[Standing]) -> str:
    """The letters of some standings.

    >>> letters(DUE)
    'mepiwx'
    """
    return "".join(standing.letter for standing in standings)


def is_conforming(findings: Iterable[Finding]) -> bool:
    """Whether a draft conforms: no unwaived finding of severity high or critical."""
    return not any(
        finding.severity in (Severity.CRITICAL, Severity.HIGH) and finding.waived is None
        for finding in findings
    )
