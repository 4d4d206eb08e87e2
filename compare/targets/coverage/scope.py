"""Whom a target covers: lists of groups or bodies, and conditions that narrow them.

Not every missing name is a gap. A rural district has no wards; prisons are where the ministry puts them; a name that
stands elsewhere in the draft's sentence is not missing. What is excused is kept with the difference, not dropped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from compare.decisions.settings import Settings
from compare.model import Difference, Dimension, Outcome
from compare.targets.coverage.durations import relaxed_limit
from compare.targets.coverage.limits import (
    Sentences,
    dropped_group,
    dropped_standard,
    grade_of,
    left_out,
    limit_of,
    unexplained,
)
from compare.targets.coverage.naming import is_among, is_dropped_staff, is_named, is_told
from compare.targets.coverage.population import leaves_out_an_age, narrowing
from compare.targets.coverage.promises import dropped_years, no_longer_before
from compare.targets.coverage.sizes import added_size, clause_of, other_size
from compare.targets.items import Item
from compare.targets.measuring.values import is_none
from compare.words import phrases, synonyms
from compare.words.own import EVERYWHERE
from compare.words.similarity import ages, is_age, terms
from extract.grammar.subjects import open_condition, scope_of
from extract.language.lexicon import fold
from extract.language.phrases import composed, several
from extract.language.phrases import phrases as extract_phrases
from extract.model import Better, Change, Level, Masthead, Measure, Target, Task

_PLACES = phrases("synonyms", "places")
_BODIES = several(_PLACES, extract_phrases("quantities", "per", "each_nouns"))
_EACH_OF_THEM = phrases("targets", "population", "each_of_them")
_LEVELS = {
    level: phrases("synonyms", "levels", level.value)
    for level in (Level.PROVINCE, Level.DISTRICT, Level.COMMUNE)
}
_KINDS = {
    Level.PROVINCE: extract_phrases("agencies", "places", "province"),
    Level.DISTRICT: extract_phrases("agencies", "places", "district"),
}
_TIES = several(extract_phrases("quotes", "head", "ties"), extract_phrases("quotes", "head", "orders"))
# "chậm nhất ngày 05 tháng sau", "tổ chức lấy mẫu": when something is done, and what is done.
_NO_NAMES = composed(
    r"(?:<<when>>\s+(?:<<dates>>(?!\w)|\d)|<<deeds>>(?!\w))",
    dates=phrases("targets", "population", "dates"),
    when=extract_phrases("quantities", "deadline", "by_day"),
    deeds=extract_phrases("quantities", "made", "verbs"),
)
_STANDARD_UNITS = phrases("targets", "standard_units")
_CLAUSES = re.compile(r";|\.\s")
_WANTS = extract_phrases("quantities", "condition", "wants")


def compare_scope(
    reference: Item, draft: Item, masthead: Masthead, settings: Settings, together: Sequence[Item] = ()
) -> Iterator[Difference]:
    """Groups that the draft does not name, groups it adds, and conditions it adds."""
    first, second = reference.measure, draft.measure
    if first is None or second is None:
        return
    if first.text == second.text and reference.owner.text == draft.owner.text:
        # A condition or a standard may stand beside the measure, in another clause of its item.
        return
    sentences = _sentences(reference, draft)
    found = [
        *_narrower(reference, draft, sentences, masthead, settings, together),
        *_ages(first, second),
        *_sizes(reference, draft),
        *_conditions(first, second, reference.owner.text),
    ]
    # What is left out may be told as a group of the list.
    found += _dropped(reference, draft, sentences, told=any(difference.lost for difference in found))
    yield from found
    if not together and all(difference.outcome is not Outcome.WEAKER for difference in found):
        added = unexplained(sentences, masthead)
        if added:
            yield Difference(
                dimension=Dimension.SCOPE, outcome=Outcome.DIFFERENT, draft=added, gained=(added,)
            )


def _sentences(reference: Item, draft: Item) -> Sentences:
    first, second = reference.measure, draft.measure
    assert first is not None
    assert second is not None
    around = f"{first.text} {reference.owner.text} {reference.context} {first.unit or ''}"
    lower, text = second.subject, second.text
    for condition in (second.condition or "").split("; "):
        if condition and is_open(condition):
            # What the target waits for is told as a condition.
            lower, text = lower.replace(condition, ","), text.replace(condition, ",")
    return Sentences(first.subject, around, lower, text)


def _without_name(sentences: Sentences) -> Sentences:
    """The same without the name of a row before the draft's own words: "Quy trình vận hành: hồ đã có quy trình …"."""
    name, colon, own = sentences.lower.partition(": ")
    return sentences._replace(lower=own) if colon and len(own.split()) >= len(name.split()) else sentences


def _narrower(
    reference: Item,
    draft: Item,
    sentences: Sentences,
    masthead: Masthead,
    settings: Settings,
    together: Sequence[Item],
) -> Iterator[Difference]:
    """Groups left out or added, else words that ask for a part of the population only."""
    first, second = reference.measure, draft.measure
    if first is None or second is None:
        return
    left_out = False
    if len(first.scope) > 1:
        for difference in _groups(first, second, (draft, *together), masthead, settings):
            left_out = left_out or difference.outcome is Outcome.WEAKER
            yield difference
    if left_out or together:
        return
    if not first.scope:
        lower = f"{second.text} {draft.owner.text} {draft.context}"
        group = dropped_group(scope_of(first.subject), sentences, lower)
        if group and not _is_excused(group, masthead) and not _is_no_group(group, first, masthead):
            yield Difference(dimension=Dimension.SCOPE, outcome=Outcome.WEAKER, lost=(group,))
            return
    phrase = None
    if len(first.scope) < 2:
        phrase = narrowing(first.subject, second.subject, sentences.around, second.text)
    if phrase is None or is_named(phrase, masthead.programme or ""):
        shared = draft.kind == "percent" or draft.each or is_none(first)
        number = (
            draft.kind == "count" and not shared and first.change is None and first.better is Better.HIGHER
        )
        phrase = limit_of(sentences, masthead, share=shared, number=number)
        if phrase and is_age(phrase) and ages(sentences.around):
            phrase = None  # Ages are compared with ages.
    whole = draft.kind == "percent" and first.low == 100
    if phrase is None and (is_none(first) or first.change is Change.DECREASE or whole):
        phrase = grade_of(sentences)
    if phrase:
        yield Difference(dimension=Dimension.SCOPE, outcome=Outcome.WEAKER, draft=phrase)


def _groups(
    first: Measure, second: Measure, answers: Sequence[Item], masthead: Masthead, settings: Settings
) -> Iterator[Difference]:
    """Groups of a list that no answer names, and groups that the list of the draft adds."""
    lost = [
        name for name in _lost(first, second, answers, settings) if not _is_no_group(name, first, masthead)
    ]
    gained = [
        name for name in second.scope if not is_among(name, first.scope, first.subject, settings.scope_item)
    ]
    if _names_places(first.scope) or "cấp xã" in fold(first.subject):
        # The kinds of places that the draft's own area has are no addition.
        gained = [name for name in gained if not _names_places((name,))]
    own = fold(masthead.place or "").partition(" ")[0]
    # Each commune is told to each commune: its own kind is no group that it lacks.
    lost = [name for name in lost if fold(name) != own]
    excused = [name for name in lost if _is_excused(name, masthead)]
    real = [name for name in lost if name not in excused and not _is_rare(name)]
    # Rare bodies alone are no gap; beside others they are named.
    rare = [name for name in lost if _is_rare(name) and name not in excused]
    if real:
        yield Difference(
            dimension=Dimension.SCOPE,
            outcome=Outcome.WEAKER,
            lost=tuple(real + rare),
            gained=tuple(gained),
            excused=tuple(excused),
        )
    elif gained or excused or rare:
        yield Difference(
            dimension=Dimension.SCOPE,
            outcome=Outcome.STRONGER if gained else Outcome.EQUAL,
            gained=tuple(gained),
            excused=tuple(excused + rare),
        )


def _lost(first: Measure, second: Measure, answers: Sequence[Item], settings: Settings) -> list[str]:
    """Groups of the reference's list that the answers leave out."""
    measured = [(item, item.measure) for item in answers if item.measure is not None]
    mine = tuple(name for _, measure in measured for name in measure.scope or (measure.subject,))
    # A group that is named anywhere in the draft's item is not left out of it.
    said = " ".join(f"{item.text} {measure.text}" for item, measure in measured)
    whole = " ".join(f"{item.owner.text} {_told(item.owner, measure)}" for item, measure in measured)
    lost = [
        name
        for name in first.scope
        if not is_told(name, first.scope, mine, said, whole, settings.scope_item)
        or is_dropped_staff(name, second.scope, whole)
    ]
    if first.each:
        # "Mỗi xã, thị trấn có 01 điểm vui chơi, giải trí": a name that is no body's is no part of that list.
        lost = [name for name in lost if _BODIES.search(fold(name))]
    return lost


def _told(owner: Target | Task, measure: Measure) -> str:
    """Those who are to do a task, where each of them is told so."""
    return (
        " ".join(owner.lead) if isinstance(owner, Task) and _EACH_OF_THEM.search(fold(measure.text)) else ""
    )


def _is_no_group(name: str, first: Measure, masthead: Masthead) -> bool:
    """Whether a name is no group at all ("nhờ đó, …", "Củng cố thú y: …") or the draft's own kind of unit.

    "Mỗi huyện, thị xã, thành phố" asks a town for its own share; "UBND cấp huyện kiểm tra …" tells a district to do it.
    """
    folded, text = fold(name), " ".join(fold(first.text).split())
    if folded in _TIES or _NO_NAMES.match(folded) or re.match(rf"{re.escape(folded)}\s*:", text):
        return True
    if masthead.level is None:
        return False
    own, kinds = _LEVELS.get(masthead.level), _KINDS.get(masthead.level)
    if first.each and kinds is not None and folded in kinds:
        return True
    return own is not None and text.startswith(folded) and own.search(folded) is not None


def _ages(first: Measure, second: Measure) -> Iterator[Difference]:
    """Ages of the reference that the draft leaves out."""
    mine, theirs = ages(second.subject), ages(first.subject)
    if mine and theirs and leaves_out_an_age(first.subject, second.subject):
        yield Difference(dimension=Dimension.SCOPE, outcome=Outcome.WEAKER, lost=theirs, gained=mine)


def _sizes(reference: Item, draft: Item) -> Iterator[Difference]:
    """Sizes by which the draft leaves out things that the reference is about."""
    first, second = reference.measure, draft.measure
    if first is None or second is None:
        return
    if found := other_size(first.subject, second.subject, clause_of(second.text, draft.owner.text)):
        gained = tuple(filter(None, found[1:]))
        yield Difference(dimension=Dimension.SCOPE, outcome=Outcome.WEAKER, lost=found[:1], gained=gained)
    elif (draft.kind == "percent" or draft.each) and (added := added_size(first.subject, second.subject)):
        yield Difference(dimension=Dimension.SCOPE, outcome=Outcome.WEAKER, draft=added)


def _conditions(first: Measure, second: Measure, whole: str) -> Iterator[Difference]:
    """Conditions that neither the measure of the reference nor its ``whole`` item states."""
    asked = f"{first.text} {whole}"
    for condition in (second.condition or "").split("; "):
        if (
            not condition
            or fold(condition) == "nếu có"
            or _says(asked, condition)
            # The words behind it may be the verb of the target: "trong quy hoạch (có) cung cấp …".
            or (first.condition and fold(condition).startswith(fold(first.condition)))
            # Both wait for something, in whatever words.
            or (is_open(condition) and open_condition(asked))
        ):
            continue
        yield Difference(
            dimension=Dimension.CONDITION,
            outcome=Outcome.WEAKER,
            reference=first.condition,
            draft=condition,
            gained=(condition,),
        )


def _dropped(reference: Item, draft: Item, sentences: Sentences, *, told: bool) -> Iterator[Difference]:
    """A standard of the reference that the draft leaves out: a word for it, or a number beside the value."""
    first, second = reference.measure, draft.measure
    if first is None or second is None:
        return
    around = f"{second.text} {draft.owner.text} {draft.context}"
    dropped = dropped_standard(sentences, around) or _dropped_number(reference, draft)
    if not dropped and reference.kind == "percent":
        dropped = relaxed_limit(first.subject, second.subject, around)
    if not dropped and reference.kind == "percent" and first.change is None:
        dropped = dropped_years(first.text, second.text, around)
    if not dropped:
        dropped = no_longer_before(first.subject, second.subject, around)
    if not dropped and not told:
        dropped = left_out(sentences, around) or left_out(_without_name(sentences), around)
    if dropped:
        yield Difference(
            dimension=Dimension.CONDITION, outcome=Outcome.WEAKER, reference=dropped, lost=(dropped,)
        )


def _dropped_number(reference: Item, draft: Item) -> str | None:
    """ "70% … được tầm soát ít nhất 4 loại bệnh": the number beside a share, of which the draft's clause has none."""
    standards = [one for one in reference.owner.measures if one.unit in _STANDARD_UNITS.words]
    if reference.kind != "percent" or not standards:
        return None
    asked, given = (_clause(item) for item in (reference, draft))
    if not asked or not given:
        return None
    beside = [one for one in standards if one.text.strip() in asked]
    if not beside:
        return None
    number = rf"\d[\d.,]*\s+{re.escape(fold(beside[0].unit or ''))}(?!\w)"
    found = re.search(rf"(?:\w+\s+){{0,2}}{number}[^,;]*", fold(beside[0].text))
    if found is None or re.search(number, fold(given)):
        return None
    return " ".join(beside[0].text[found.start() : found.end()].split())


def _clause(item: Item) -> str | None:
    """The clause of an item that holds its measure; None where it is not found."""
    text = item.measure.text.strip() if item.measure else ""
    return next((clause for clause in _CLAUSES.split(item.owner.text) if text and text in clause), None)


def is_open(condition: str) -> bool:
    """Whether a condition makes the whole target depend on means or consent, instead of leaving some people out.

    >>> is_open("nếu bố trí được kinh phí"), is_open("nếu có nhu cầu"), is_open("đủ điều kiện")
    (True, False, False)
    """
    return open_condition(condition) is not None and not _WANTS.search(fold(condition))


def _says(text: str, condition: str) -> bool:
    words = {term for term in terms(condition) if " " not in term}
    said = fold(condition)
    # "Người có yêu cầu được …", "khi có yêu cầu, người … được …"
    said = said if is_open(condition) else re.sub(r"^(?:khi|nếu)\s+(?=\w+\s)", "", said)
    return (bool(words) and words <= set(terms(text))) or said in fold(text) or is_named(condition, text)


def _names_places(names: tuple[str, ...]) -> bool:
    return any(fold(name) in _PLACES for name in names)


def _is_excused(name: str, masthead: Masthead) -> bool:
    """Whether the draft's place, or its kind of place, has no such thing; the level above is not its business."""
    if masthead.level and any(
        level.rank < masthead.level.rank and names.search(fold(name)) for level, names in _LEVELS.items()
    ):
        return True
    place = f"{fold(masthead.place or '')} "
    absent = synonyms()["absent"]
    kinds = [
        kind for kind in absent if kind != "often" and (kind == EVERYWHERE or place.startswith(f"{kind} "))
    ]
    return any(_begins(fold(name), fold(word)) for kind in kinds for word in absent[kind])


def lacks(name: str, masthead: Masthead) -> bool:
    """Whether the draft's place has no such thing, for certain or as a rule."""
    return _is_excused(name, masthead) or _is_rare(name)


def _begins(name: str, word: str) -> bool:
    """Whether a name is the word, or begins with it ("trại giam thuộc Bộ Công an"); one syllable may begin others."""
    return name == word or (" " in word and name.startswith(f"{word} "))


def _is_rare(name: str) -> bool:
    return any(fold(word) in fold(name) for word in synonyms()["absent"]["often"])
