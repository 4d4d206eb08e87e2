"""What makes a soft target of the draft as firm as the upper one: words to leave out, and its sentence without them.

"Phấn đấu có khoảng 50% thôn …" below "Ít nhất 50% thôn …" is told to leave out “Phấn đấu”, “khoảng” and to say "Có ít
nhất 50% thôn …". The sentence stays the draft's own; only hedges, the bound and a lesser value change.
"""

from __future__ import annotations

import re

from compare.model import Dimension, Outcome, Pair
from extract.language import writing
from extract.language.lexicon import fold
from extract.language.phrases import composed, phrases, several
from extract.model import Bound, Measure

_SLIPS = phrases("quantities", "effort", "slips")
_HEDGES = composed(
    r"(?<!\w)(?:<<aims>>|<<softeners>>(?=\s+<<softened>>)|<<about>>(?=\s+\d))(?!\w)\s*",
    aims=several(phrases("quantities", "effort", "aim"), _SLIPS),
    softeners=phrases("quantities", "effort", "softeners"),
    softened=phrases("quantities", "effort", "softened"),
    about=phrases("quantities", "bounds", "about"),
)
_FLOORS = (Bound.AT_LEAST, Bound.MORE_THAN, Bound.AT_MOST, Bound.LESS_THAN)


def firmed(pair: Pair, own: str, wanted: str) -> str:
    """The request to the draft, without its addressee: what to leave out, and what the target is to say.

    ``own`` is the draft's sentence, ``wanted`` the value of the reference with its bound.
    """
    measure, answer = pair.reference.measure, pair.draft.measure if pair.draft else None
    if measure is None or answer is None:
        return f"nêu chỉ tiêu “{own}” ở mức {wanted}"
    if measure.high == 0:
        return f"nêu rõ yêu cầu “không còn” đối với chỉ tiêu “{own}”"
    hedges = [found for found in _HEDGES.finditer(fold(own)) if not _is_clear(answer, found.group())]
    words = list(dict.fromkeys(own[found.start() : found.end()].strip() for found in hedges))
    left_out = (
        f"bỏ {'các từ' if len(words) > 1 else 'từ'} {', '.join(f'“{word}”' for word in words)}"
        if words
        else ""
    )
    sentence = None if answer.cell else _sentence(own, answer, measure, pair)
    if sentence is None or sentence == own:
        if left_out:
            return f"{left_out} trong chỉ tiêu “{own}”, nêu mức {wanted}"
        return f"nêu chỉ tiêu “{own}” ở mức {wanted}"
    return (
        f"{left_out}, nêu chỉ tiêu là “{sentence}”"
        if left_out
        else f"sửa chỉ tiêu “{own}” thành “{sentence}”"
    )


def _is_clear(answer: Measure, hedge: str) -> bool:
    """Whether a word that looks like a hedge is none of this measure, such as "ước" in another clause."""
    return fold(hedge).strip() not in fold(answer.text)


def _sentence(own: str, answer: Measure, measure: Measure, pair: Pair) -> str | None:
    """The draft's sentence without hedges, with the bound and, where it asks for more, the value of the reference.

    None where its value is not found once.
    """
    kept, at = [], 0
    for found in _HEDGES.finditer(fold(own)):
        kept.append(own[at : found.start()])
        at = found.end()
    text = "".join([*kept, own[at:]]).strip(" ,")
    values = list(_figures(text, answer))
    if len(values) != 1:
        return None
    start, end = values[0].span()
    figure = values[0].group()
    short = any(d.dimension is Dimension.VALUE and d.outcome is Outcome.WEAKER for d in pair.differences)
    if short:
        if measure.unit != answer.unit or measure.low is None or measure.low != measure.high:
            return None
        figure = writing.number(measure.low)
    bound = "" if answer.bound is measure.bound else _bound(measure)
    if bound and answer.bound in _FLOORS:
        return None  # The words of the draft's own bound would have to go too.
    return writing.capitalised(f"{text[:start]}{bound}{figure}{text[end:]}")


def _figures(text: str, answer: Measure) -> list[re.Match[str]]:
    if answer.low is None or answer.low != answer.high:
        return []
    number = re.escape(writing.number(answer.low))
    return list(re.finditer(rf"(?<![\d.,/])0?{number}(?![.,/]?\d)", text))


def _bound(measure: Measure) -> str:
    """The bound of the reference before a number: "ít nhất ", "" where it has none."""
    if measure.bound not in _FLOORS:
        return ""
    asked = writing.wanted(measure)
    return asked[: len(asked) - len(writing.value(measure))].replace("tối thiểu", "ít nhất")
