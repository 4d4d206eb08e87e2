"""Targets that an upper plan had lost already, as a report shows them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from compare.model import Review, Verdict
from compare.standing import BROKEN
from templates import texts, words

if TYPE_CHECKING:
    from compare.survey.unit import UnitReview


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainLine:
    """A target that the plan above had lost already; ``anchor`` is its row in the report."""

    text: str
    anchor: str


def chain_lines(review: Review, above: Sequence[UnitReview]) -> Iterator[ChainLine]:
    """One line for each such target; ``above`` are the reviews of upper plans against those above them."""
    if not any(row.standing in BROKEN for upper in above for row in upper.pairs):
        return
    from compare.survey.chain import breaks
    from compare.survey.unit import unit_review

    source = review.draft.source
    unit = unit_review(review, file=source.name, sha256=source.sha256)
    for one in breaks(unit, above):
        yield ChainLine(
            text=words.phrase(
                "chain",
                "line",
                target=texts.cut(texts.quoted(one.here.upper.text), 200),
                value=one.here.upper.value,
                document=unit.references[one.here.reference].name,
                upper=unit.references[one.by].name,
                lost=_lost(one.above.verdict),
                here=_lost(one.here.verdict),
            ),
            anchor=anchor(unit.references[one.here.reference].key, one.here.number),
        )


def anchor(reference: str, number: int) -> str:
    """The anchor in a report of a target, by the SHA-256 of its reference and its number there."""
    return f"ct-{reference[:8]}-{number}"


def _lost(verdict: Verdict) -> str:
    return words.word("chain", verdict.value)
