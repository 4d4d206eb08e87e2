"""What is asked of a target of the draft that is weaker: the words of a request behind "Đề nghị {issuer} ".

"Phấn đấu có khoảng 50% thôn …" below "Ít nhất 50% thôn …" is told to leave out “Phấn đấu”, “khoảng” and to say "Có ít
nhất 50% thôn …". A target that is weaker in several ways gets one new sentence, which all its findings ask for.
"""

from __future__ import annotations

from compare.model import Dimension, Outcome, Pair
from compare.rules.base import Case
from compare.rules.hits import said
from compare.rules.targets.rewriting import (
    SLIPS,
    as_change,
    hedges_of,
    rewritten,
    weaker_ways,
    with_value,
    without_hedges,
)
from extract.language import writing
from extract.language.lexicon import fold
from extract.model import Measure

KEPT = "; trường hợp giữ nguyên, đề nghị giải trình"


def one_request(case: Case, pair: Pair, own: str) -> dict[str, str]:
    """ "act" and "ending" of the one request for a sentence that is weaker in several ways; empty for any other.

    The ways may be those of several targets of one plan, such as the values of two years.
    """
    pairs = [
        other
        for other in case.pairs
        if other.reference.plan == pair.reference.plan
        and other.draft is not None
        and (other is pair or (other.draft.text == pair.draft.text if pair.draft else False))
        and weaker_ways(other)
        and said(other.draft) == own
    ]
    if sum(map(weaker_ways, pairs)) < 2:
        return {}
    sentence = rewritten(pairs, own)
    if sentence is None:
        return {}
    answer = pair.draft.measure if pair.draft else None
    return {
        "act": f"sửa chỉ tiêu “{own}” thành “{sentence}”{_of_slips(own, answer)}",
        "ending": KEPT,
    }


def raised(pair: Pair, own: str, change: str) -> str:
    """The request to raise a value ("lên 60%"), with the hedges that have to go too."""
    answer = pair.draft.measure if pair.draft else None
    softer = any(d.dimension is Dimension.EFFORT and d.outcome is Outcome.WEAKER for d in pair.differences)
    hedges = hedges_of(own, answer) if softer and answer is not None else []
    less = f", {_left_out(hedges)}" if hedges else ""
    return f"điều chỉnh chỉ tiêu “{own}” {change}{less}"


def firmed(pair: Pair, own: str, wanted: str) -> str:
    """The request to be as firm as the reference: what to leave out, and what the target is to say.

    ``own`` is the draft's sentence, ``wanted`` the value of the reference with its bound.
    """
    measure, answer = pair.reference.measure, pair.draft.measure if pair.draft else None
    if measure is not None and measure.high == 0:
        return f"nêu rõ yêu cầu “không còn” đối với chỉ tiêu “{own}”"
    if measure is None or answer is None:
        return f"nêu chỉ tiêu “{own}” ở mức {wanted}"
    hedges = hedges_of(own, answer)
    left_out = _left_out(hedges) if hedges else ""
    # Beside another weakness a new sentence would lack what that one asks for.
    alone = weaker_ways(pair) < 2 and answer.cell is None
    sentence = with_value(without_hedges(own), pair, measure, answer) if alone else None
    sentence = writing.capitalised(sentence) if sentence else None
    if sentence is None or sentence == own:
        if left_out:
            return f"{left_out} trong chỉ tiêu “{own}”, nêu mức {wanted}"
        return f"nêu chỉ tiêu “{own}” ở mức {wanted}"
    if left_out:
        return f"{left_out}, nêu chỉ tiêu là “{sentence}”"
    return as_change(own, sentence)


def _left_out(hedges: list[str]) -> str:
    words = [f"“{word}”{' (viết nhầm)' if SLIPS.fullmatch(fold(word)) else ''}" for word in hedges]
    return f"bỏ {'các từ' if len(words) > 1 else 'từ'} {', '.join(words)}"


def _of_slips(own: str, answer: Measure | None) -> str:
    """A remark on a misspelt hedge, since another finding asks to spell it right."""
    slips = [word for word in hedges_of(own, answer) if SLIPS.fullmatch(fold(word))] if answer else []
    return "".join(f" (bỏ từ viết nhầm “{slip}”)" for slip in slips[:1])
