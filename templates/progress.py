"""What of the opinions on one version of a plan was taken up in the next, in numbers and in one sentence."""

from __future__ import annotations

from collections.abc import Mapping

from compare.fates import FindingFate
from extract.language import writing
from templates import words


def taken_up(counts: Mapping[FindingFate, int]) -> tuple[int, int]:
    """(taken up, all) of the opinions on the version before."""
    fixed = counts[FindingFate.FIXED]
    return fixed, fixed + counts[FindingFate.REPLACED] + counts[FindingFate.REMAINING]


def progress_line(counts: Mapping[FindingFate, int], unit: str = "") -> str:
    """The sentence on what a unit has taken up, and on what is left and new."""
    fixed, total = taken_up(counts)
    unit = unit or words.word("versions", "unit")
    taken = words.phrase("versions", "taken", unit=unit, fixed=fixed, total=total)
    rest = (
        ("remaining", FindingFate.REMAINING),
        ("replaced", FindingFate.REPLACED),
        ("fresh", FindingFate.NEW),
    )
    parts = [taken if total else words.word("versions", "none_before")]
    parts += [
        words.phrase("versions", key, count=writing.count(counts[fate])) for key, fate in rest if counts[fate]
    ]
    return "; ".join(parts) + "."
