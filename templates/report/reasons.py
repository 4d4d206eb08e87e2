"""Why a draft item was taken for the answer to a reference, in words, for the note "Vì sao ghép".

"Ghép khá chắc: cùng số 80% năm 2025; chữ chung “nước sạch”, “hộ dân”; khác: kỳ tính (năm, tháng)."
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from compare.model import Pair, Place
from compare.words.segments import only_in
from extract.language import writing
from templates.corrections import pinned
from templates.words import phrase, word

_SURE, _LIKELY = 0.95, 0.5
"""Least probabilities of a pair in words; above the first, 98 of 100 pairs of labelled plans were right."""
_PHRASES = 3
"""Greatest number of phrases in common that are named."""
_FEW = 1.6
"""A share of the log-odds of the clause's words, 4 at most, below which the words hardly speak for the pair."""
_NEAR = 0.75
"""A share of the log-odds from which the neighbours of both measures speak for the pair."""
_AGAINST = ("later", "part", "level", "time_base")


def reason(pair: Pair) -> str:
    """The reasons for a pair in one sentence; "" without an answer, or where nothing is known of the evidence.

    Of a pair that a reviewer made it is the reviewer's reason, also where nothing answers.
    """
    if pair.pinned is not None:
        return pinned(pair)
    found = list(_reasons(pair))
    if pair.draft is None or not found:
        return ""
    return phrase("why", "line", strength=word("why", _strength(pair)), reasons="; ".join(found))


def _strength(pair: Pair) -> str:
    if pair.perhaps or pair.similarity < _LIKELY or not pair.evidence:
        return "open"
    return "sure" if pair.similarity >= _SURE else "likely"


def _reasons(pair: Pair) -> Iterator[str]:
    shares = dict(pair.evidence)
    yield from _of_number(pair, shares.get("value", 0.0) > 0)
    if pair.common:
        phrases = ", ".join(f"“{text}”" for text in pair.common[:_PHRASES])
        yield phrase("why", "words", phrases=phrases)
    elif shares and shares.get("clause", 0.0) < _FEW:
        yield word("why", "few_words")
    if shares.get("neighbour", 0.0) >= _NEAR:
        yield word("why", "neighbour")
    yield from (word("why", name) for name in _AGAINST if shares.get(name))
    if pair.perhaps and pair.draft is not None:
        yield from _apart(pair.reference, pair.draft, pair.common)


def _apart(reference: Place, draft: Place, common: Sequence[str]) -> Iterator[str]:
    """The words that only one side of an open pair has: they tell a reader whether both mean the same."""
    for key, mine, theirs in (("only_reference", reference, draft), ("only_draft", draft, reference)):
        subject = (mine.measure and mine.measure.subject) or mine.text
        words = only_in(subject, " ; ".join((theirs.text, *common)))[:_PHRASES]
        if words:
            yield phrase("why", key, words=", ".join(f"“{text}”" for text in words))


def _of_number(pair: Pair, equal: bool) -> Iterator[str]:
    """Equal values and years of the two measures, else an equal unit."""
    mine = pair.reference.measure
    theirs = pair.draft.measure if pair.draft else None
    if mine is None or theirs is None:
        if pair.draft is not None:
            yield word("why", "unvalued")
        return
    when = mine.deadline if mine.deadline == theirs.deadline else None
    same = mine.low is not None and (mine.low, mine.high) == (theirs.low, theirs.high)
    if same and (equal or (mine.unit, mine.per) == (theirs.unit, theirs.per)):
        key = "value_when" if when else "value"
        yield phrase("why", key, value=writing.value(mine), when=writing.when(when) if when else "")
        return
    if equal:
        yield word("why", "value_elsewhere")
    if mine.unit and mine.unit == theirs.unit:
        yield phrase("why", "unit", unit=mine.unit)
    if when:
        yield phrase("why", "when", when=writing.when(when))
