"""Plans that do not belong to a run: of another programme, of another place, or the wrong file.

They are listed with the reason, and neither ranked nor counted: their shares would say nothing about the units of the
run. A plan that only cites a wrong upper plan stays, since that is what its unit has to mend.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from compare.model import Verdict
from compare.registers.provinces import same_province
from compare.survey.unit import Reference, Unit, UnitReview
from extract.model import Level

_ANSWERED = 0.25
"""Share of answered targets from which a reference is of the plan's programme, whatever was said of another one."""


class Why(StrEnum):
    """The reason why a plan does not belong to a run."""

    PROGRAMME = "programme"
    PLACE = "place"
    REFERENCE = "reference"
    """It is one of the references itself."""
    SWAPPED = "swapped"
    """It stands above its reference."""
    UNKNOWN = "unknown"
    """None of the references is known to be above it."""


_MISTAKEN = {"CC17": Why.REFERENCE, "CC18": Why.SWAPPED, "CC19": Why.PROGRAMME}
"""Rules that say that draft and reference do not belong together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Aside:
    """A plan that does not belong to a run; ``detail`` is the programme or province that it names, "" if none.

    ``sha256`` is None where the content is not known; a plan without a review has no ``number`` and no ``date``.
    """

    unit: Unit
    file: str
    why: Why
    detail: str = ""
    sha256: str | None = None
    number: str | None = None
    date: str | None = None


def places_of(reviews: Iterable[UnitReview]) -> tuple[str, ...]:
    """The provinces whose own plans are among some reviews of upper plans."""
    found = (one.unit.province or one.unit.name for one in reviews if one.unit.level is Level.PROVINCE)
    return tuple(dict.fromkeys(found))


def aside(review: UnitReview, places: Sequence[str]) -> Aside | None:
    """The plan of a review where it does not belong to the run; ``places`` are the provinces of the run, if known."""
    why = _mistaken(review)
    if why is None and _is_elsewhere(review, places):
        why = Why.PLACE
    if why is None:
        return None
    details = {Why.PROGRAMME: review.other_name, Why.PLACE: review.unit.province}
    return Aside(
        unit=review.unit,
        file=review.file,
        why=why,
        detail=details.get(why) or "",
        sha256=review.sha256,
        number=review.number,
        date=review.date,
    )


def _mistaken(review: UnitReview) -> Why | None:
    """The reason of a finding on the files, or of another programme's name, where no other reference is answered.

    A plan of another programme may cite a reference of the run among its bases.
    """
    found = {
        finding.reference: _MISTAKEN[finding.rule]
        for finding in review.findings
        if finding.rule in _MISTAKEN and finding.waived is None
    }
    others = (at for at in range(len(review.references)) if at not in found)
    if not (found or review.other_name) or any(_is_answered(review, at) for at in others):
        return None
    return next(iter(found.values()), Why.PROGRAMME)


def _is_answered(review: UnitReview, reference: int) -> bool:
    due = [
        row for row in review.pairs if row.reference == reference and row.verdict is not Verdict.OUT_OF_PERIOD
    ]
    return bool(due) and sum(row.lower is not None for row in due) >= _ANSWERED * len(due)


def _is_elsewhere(review: UnitReview, places: Sequence[str]) -> bool:
    """Whether a plan is of none of the provinces of the run.

    The provinces' own plans belong to a run of several provinces, also where nothing below them was sent.
    """
    own, level = review.unit.province, review.unit.level
    here = (*places, *filter(None, map(_province, review.references)))
    if own is None or not here or (level is Level.PROVINCE and len(set(here)) > 1):
        return False
    return not any(same_province(own, place, review.date) for place in here)


def _province(reference: Reference) -> str | None:
    return (reference.province or reference.place) if reference.level is Level.PROVINCE else None
