"""The draft's sentence as it would read with all that an upper target asks: value, bound, year, bodies, no hedge.

A sentence that is weaker in several ways is answered with one new sentence, so that its findings do not each ask for a
text that lacks what another asks for. It stays the draft's own: only what is weaker changes. Where one of the changes
has no sure place in it there is no new sentence.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from compare.model import Difference, Dimension, Outcome, Pair
from compare.rules.targets.phrases import condition, spans_of
from compare.words.similarity import ages
from extract.language import writing
from extract.language.lexicon import fold
from extract.language.phrases import composed, phrases, several
from extract.model import Bound, Effort, Measure

SLIPS = phrases("quantities", "effort", "slips")
_HEDGES = composed(
    r"(?<!\w)(?:<<aims>>|<<softeners>>(?=\s+<<softened>>)|<<about>>(?=\s+\d))(?!\w)\s*",
    aims=several(phrases("quantities", "effort", "aim"), SLIPS),
    softeners=phrases("quantities", "effort", "softeners"),
    softened=phrases("quantities", "effort", "softened"),
    about=phrases("quantities", "bounds", "about"),
)
_FLOORS = (Bound.AT_LEAST, Bound.MORE_THAN, Bound.AT_MOST, Bound.LESS_THAN)
_BOUNDS = {
    bound: composed(r"(?<!\w)<<words>>\s+$", words=phrases("quantities", "bounds", bound.value))
    for bound in _FLOORS
}
# What may stand between two members of a list.
_TIES = re.compile(r"\s*(?:,|;|\s(?:và|hoặc)\s)\s*")
# The same words twice: a change has stumbled over what the sentence says already.
_STUTTER = re.compile(r"(?<!\w)(\w+\s+\w+(?:\s+\w+){0,4})[\s,]+\1(?!\w)")
_NEAR = 3
"""Words of the neighbour of a missing body that tell its place."""
_LEAST = 2
"""Words of such a neighbour at least, where it has more than one."""
_CHANGED = 8
"""Most words of a change that is quoted alone, without its sentence."""


def rewritten(pairs: Sequence[Pair], own: str) -> str | None:
    """The draft's sentence ``own`` with all changes that the weaker dimensions of its pairs ask for.

    None where one of them has no place in it, or where values cannot be compared.
    """
    text: str | None = own
    for pair in pairs:
        text = _answering(pair, text) if text is not None else None
    if text is None or text == own or _STUTTER.search(fold(text)):
        return None
    return writing.capitalised(text)


def weaker_ways(pair: Pair) -> int:
    """The number of ways in which a draft is weaker; the value and its bound are one."""
    ways = {d.dimension for d in pair.differences if d.outcome is Outcome.WEAKER}
    return len(ways - {Dimension.BOUND}) + (Dimension.BOUND in ways and Dimension.VALUE not in ways)


def as_change(own: str, new: str) -> str:
    """The change from one sentence to another as a request: the few words that change, else both sentences.

    >>> as_change("Tỷ lệ tiêm chủng đạt 95% vào năm 2025", "Tỷ lệ tiêm chủng đạt trên 95% vào năm 2025")
    'sửa “đạt 95%” thành “đạt trên 95%” tại chỉ tiêu “Tỷ lệ tiêm chủng đạt 95% vào năm 2025”'
    """
    old, now = own.split(), new.split()
    head = next(
        (at for at, (a, b) in enumerate(zip(old, now, strict=False)) if a != b), min(len(old), len(now))
    )
    rest = min(len(old), len(now)) - head
    tail = next((at for at in range(rest) if old[-1 - at] != now[-1 - at]), rest)
    # A word before the change and, where nothing would be left, a word behind it tell the place.
    start = max(0, head - 1)
    first, second = " ".join(old[start : len(old) - tail]), " ".join(now[start : len(now) - tail])
    if start < head < len(old) and head == len(old) - tail and tail:
        first, second = f"{first} {old[len(old) - tail]}", f"{second} {now[len(now) - tail]}"
    several_words = len(first.split()) > _CHANGED or len(second.split()) > _CHANGED
    if several_words or own.count(first) != 1 or first == own:
        return f"sửa chỉ tiêu “{own}” thành “{new}”"
    return f"sửa “{first}” thành “{second}” tại chỉ tiêu “{own}”"


def hedges_of(own: str, answer: Measure) -> list[str]:
    """The words of a sentence that soften its target, each once; words of another clause are none."""
    found = [own[one.start() : one.end()].strip() for one in _HEDGES.finditer(fold(own))]
    return [word for word in dict.fromkeys(found) if fold(word) in fold(answer.text)]


def without_hedges(own: str) -> str:
    """A sentence without the words that soften it."""
    kept, at = [], 0
    for found in _HEDGES.finditer(fold(own)):
        kept.append(own[at : found.start()])
        at = found.end()
    return "".join([*kept, own[at:]]).strip(" ,")


def _answering(pair: Pair, text: str) -> str | None:
    """A sentence without the weaknesses of one pair; None where a change has no place."""
    measure, answer = pair.reference.measure, pair.draft.measure if pair.draft else None
    if measure is None or answer is None or answer.cell is not None or pair.step is not None:
        return None
    weaker = {d.dimension: d for d in pair.differences if d.outcome is Outcome.WEAKER}
    turned = Dimension.BOUND in weaker and weaker[Dimension.BOUND].gap is not None
    if turned or any(d.outcome is Outcome.DIFFERENT for d in pair.differences):
        return None
    if Dimension.EFFORT in weaker and answer.effort is Effort.PLAIN and weaker[Dimension.EFFORT].draft:
        return None  # "đăng ký danh hiệu" for "đạt danh hiệu": no word of it can be left out.
    if Dimension.EFFORT in weaker:
        text = without_hedges(text)
    mended: str | None = text
    if weaker.keys() & {Dimension.EFFORT, Dimension.VALUE, Dimension.BOUND}:
        mended = with_value(text, pair, measure, answer)
    for dimension, mend in _MENDING.items():
        if dimension in weaker and mended is not None:
            mended = mend(mended, weaker[dimension], pair)
    return mended


def with_value(text: str, pair: Pair, measure: Measure, answer: Measure) -> str | None:
    """A sentence with the bound and, where it asks for more, the value of the reference; None without a sure place."""
    short = any(d.dimension is Dimension.VALUE and d.outcome is Outcome.WEAKER for d in pair.differences)
    if short and (measure.unit != answer.unit or measure.low is None or measure.low != measure.high):
        return None
    values = _figures(text, answer)
    if len(values) != 1:
        return None
    start, end = values[0].span()
    figure = writing.number(measure.low) if short and measure.low is not None else values[0].group()
    before = text[:start]
    bound = "" if answer.bound is measure.bound else _bound(measure)
    if bound and answer.bound in _FLOORS:
        said = _BOUNDS[answer.bound].search(fold(before))
        if said is None:
            return None
        before = before[: said.start()]
    if bound and before.endswith(bound):
        bound = ""
    return f"{before}{bound}{figure}{text[end:]}"


def _figures(text: str, answer: Measure) -> list[re.Match[str]]:
    if answer.low is None or answer.low != answer.high:
        return []
    number = re.escape(writing.number(answer.low))
    return list(re.finditer(rf"(?<![\d.,/])0?{number}(?![.,/]?\d)", text))


def _bound(measure: Measure) -> str:
    """The bound of the reference before a number, in its own words: "ít nhất ", "" where it has none."""
    if measure.bound not in _FLOORS:
        return ""
    asked = writing.wanted(replace(measure, change=None))
    return asked[: len(asked) - len(writing.value(measure))]


def _with_year(text: str, difference: Difference, _: Pair) -> str | None:
    """A sentence with the reference's year in the place of its own."""
    dates = difference.reference or "", difference.draft or ""
    if any(len(date) != 4 for date in dates) or len(re.findall(rf"(?<!\d){dates[1]}(?!\d)", text)) != 1:
        return None
    return text.replace(dates[1], dates[0])


def _with_groups(text: str, difference: Difference, pair: Pair) -> str | None:
    """A sentence with the groups that it leaves out, each beside the neighbour that it has in the reference."""
    if not difference.lost or ages(" ".join(difference.lost)):
        return None
    upper = " ".join(pair.reference.text.split())
    spans, alone = spans_of(difference.lost, upper)
    if alone:
        return None
    for start, end in spans:
        placed = _inserted(text, upper[start:end], upper[:start], upper[end:])
        if placed is None:
            return None
        text = placed
    return text


def _inserted(text: str, group: str, before: str, behind: str) -> str | None:
    """A sentence with a group of the reference behind the member of the list that stands before it there."""
    for words in _endings(before):
        at = _only(text, words)
        if at is None:
            continue
        end = at + len(words)
        group = _without_end(group, text[end:])
        if text[end : end + 1] == "," or re.match(r"\s+(?:và|hoặc)\s", text[end:]):
            return f"{text[:end]}, {group}{text[end:]}"
        # At the end of the list its last tie is "và", which the list has not used yet.
        if not re.search(r"\s(?:và|hoặc)\s", text[:end]):
            tie = "," if re.search(r"\s(?:và|hoặc)\s", group) else " và"
            return f"{text[:end]}{tie} {group}{text[end:]}" if "," not in group or tie == "," else None
    for words in _beginnings(behind):
        at = _only(text, words)
        if at is not None and re.search(r"(?:,|\d|số|%)\s*$", text[:at]):
            return f"{text[:at]}{group}, {text[at:]}"
    return None


def _without_end(group: str, behind: str) -> str:
    """A group without its last words where the same words follow it: "chợ ở nông thôn" before "ở nông thôn"."""
    words = group.split()
    following = f"{fold(behind).strip()} "
    at = next(
        (at for at in range(1, len(words)) if following.startswith(f"{fold(' '.join(words[at:]))} ")), None
    )
    return " ".join(words[:at])


def _endings(before: str) -> list[str]:
    """The last words of the member of a list that ends a text, the longest first."""
    if not _TIES.search(before[-5:] + " "):
        return []
    words = _TIES.split(before.rstrip(" ,;"))[-1].split()
    return [" ".join(words[-count:]) for count in range(min(_NEAR, len(words)), _least(words) - 1, -1)]


def _beginnings(behind: str) -> list[str]:
    """The first words of the member of a list that begins a text, the longest first."""
    tie = _TIES.match(behind)
    if tie is None:
        return []
    words = _TIES.split(behind[tie.end() :])[0].split()
    return [" ".join(words[:count]) for count in range(min(_NEAR, len(words)), _least(words) - 1, -1)]


def _least(words: Sequence[str]) -> int:
    return max(1, min(_LEAST, len(words)))


def _only(text: str, words: str) -> int | None:
    """Where words stand in a text, if only once."""
    found = list(re.finditer(rf"(?<!\w){re.escape(fold(words))}(?!\w)", fold(text)))
    return found[0].start() if len(found) == 1 else None


def _without_condition(text: str, difference: Difference, _: Pair) -> str | None:
    """A sentence without the condition that it adds."""
    if difference.lost or not difference.gained:
        return None
    added = condition(", ".join(difference.gained), text)
    at = _only(text, added)
    if at is None:
        return None
    bare = f"{text[:at].rstrip()} {text[at + len(added) :].lstrip()}"
    return re.sub(r"\s*,\s*(?=[,;.)]|$)", "", bare).replace(" ,", ",").strip()


_MENDING: Mapping[Dimension, Callable[[str, Difference, Pair], str | None]] = {
    Dimension.DEADLINE: _with_year,
    Dimension.CONDITION: _without_condition,
    Dimension.SCOPE: _with_groups,
}
