"""The identity of targets and findings between drafts and runs: what a machine compares where a reader sees "the same".

    document     number and date of a plan                            "97_kh_ubnd 2021-05-26"
    place key    document, words of the item, words and values of     "5f0c81d2a9"
                 its measure
    key          rule, and what the finding is about                  "CT02-5f0c81d2a9"
    fingerprint  the key, and what the draft says                     "CT02-5f0c81d2a9-71be04c35d"

A **key** names what a finding is about: the requirement of a plan above, else the draft's own sentence, else the words
that a rule finds wrong wherever they stand. It stays while the draft's answer is edited, so two drafts are compared by
it. A **fingerprint** also holds the words of the draft: a decision of a human, made for these words, lapses when they
change. Within a review no two findings have one key.

Words count in their one form (``compare.words.spelt``): spelling, case and punctuation change nothing. Neither do the
order of a list, the numbers of sections, or how many plans are given and in which order, since no index and no label is
part of it. Items that stand twice word for word in one plan have one place key. The user's own words in force are part
of the form; keys are compared between runs with the same settings.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from hashlib import blake2b

from compare.model import Finding, Party, Place
from compare.words.spelt import one_form
from extract.language.document_numbers import match_number
from extract.language.lexicon import fold
from extract.model import Masthead, Measure, Plan, Target, Task

_SIZE = 5
"""Bytes of a hash, ten hexadecimal digits: chances are even for two of a million places to share one."""
_ALIKE = 0.5
"""Least share of the words of two titles that both have, for one plan; the words of the unit count for nothing."""


def document(plan: Plan | Party) -> str:
    """Number and date of a plan, of its decision where it has none; else its issuer, title and years, or its bytes."""
    head = plan.masthead
    if not head.number and head.carrier is not None:
        head = head.carrier
    if head.number:
        number = match_number(head.number, 0)
        return (
            f"{number.key if number else one_form(head.number)} {head.date or _years(plan.masthead)}".strip()
        )
    title = one_form(head.title or plan.masthead.title or "")
    return f"{_owner(plan)} {title} {_years(plan.masthead)}".strip() if title else plan.source.sha256


def place_key(place: Place | None, documents: Sequence[str]) -> str:
    """The key of a quoted item or sentence; ``documents`` are those of the references, ``Place.plan`` counts them."""
    if place is None:
        return _hash()
    return _of_item("" if place.plan is None else documents[place.plan], place.text, place.measure)


def measure_key(item: Target | Task, measure: Measure | None, document: str = "") -> str:
    """The key of a measure of a plan, of the item as a whole for None: what corrections and pins name.

    With ``document(plan)`` it is the ``Pair.key`` of an upper plan's measure; without, it names the measure of a draft,
    whose number and date are filled in later.
    """
    return _of_item(document, item.text, measure)


@lru_cache(maxsize=2_000)
def _of_item(document: str, text: str, measure: Measure | None) -> str:
    """The key of an item; a measure that a reviewer corrected keeps the one of what the machine read."""
    read = as_read(measure) if measure else None
    told = (one_form(read.text), read.deadline or "", *_values(read)) if read else ()
    return _hash(document, one_form(text), *told)


def as_read(measure: Measure) -> Measure:
    """A measure as the machine read it; one that was added as it is."""
    return (measure.corrected and measure.corrected.machine) or measure


def keys_of(finding: Finding, documents: Sequence[str], words: str = "", facts: str = "") -> tuple[str, str]:
    """(key, fingerprint) of a finding.

    ``words`` are those that the rule finds wrong wherever they stand, "" where it judges a sentence. ``facts`` tells
    what a finding without places says.
    """
    if words:
        wrong = _hash(fold(" ".join(words.split())))
        return f"{finding.rule}-{wrong}", f"{finding.rule}-{wrong}-{wrong}"
    places = [place for place in (finding.reference, finding.draft, *finding.others) if place is not None]
    above = sorted(place_key(place, documents) for place in places if place.plan is not None)
    own = sorted(place_key(place, documents) for place in places if place.plan is None)
    # The least member of a group depends neither on the order of the references nor on where it stands in the draft.
    about = next(iter(above or own), _hash())
    if above:
        said = [finding.draft.text if finding.draft else "", *above]
    else:
        said = sorted(place.text for place in places) or [facts]
    said += [value for place in places for value in _corrected(place.measure)]
    key = f"{finding.rule}-{about}"
    return key, f"{key}-{_hash(*map(one_form, said))}"


def numbered(key: str, fingerprint: str, number: int) -> tuple[str, str]:
    """Key and fingerprint of a finding that is the ``number``-th with its key in one review."""
    if number == 1:
        return key, fingerprint
    rule, _, about = key.partition("-")
    other = f"{rule}-{_hash(about, str(number))}"
    return other, other + fingerprint.removeprefix(key)


def draft_name(plan: Plan | Party) -> str:
    """A draft's name for its waivers: the unit and the title, which stay when number and date are filled in.

    "huyện Suối Vàng: Thực hiện Chương trình … giai đoạn 2021 - 2025". The name of the file takes the place of a part
    that was not read.
    """
    return f"{_unit(plan)}: {plan.masthead.title or plan.source.name}"


def is_of(name: str, plan: Plan | Party) -> bool:
    """Whether a reviewer means a plan: by its number, its file, its bytes, or as in ``is_named``; "" means any.

    >>> from extract import read_plan
    >>> is_of("97/KH-UBND", read_plan("samples/a2-kh-tinh.docx"))
    True
    """
    heads = [head for head in (plan.masthead, plan.masthead.carrier) if head and head.number]
    known = {plan.source.name, plan.source.sha256, document(plan), *(head.number or "" for head in heads)}
    return not name or one_form(name) in {one_form(one) for one in known} or is_named(name, plan)


def is_named(name: str, plan: Plan | Party) -> bool:
    """Whether a name from ``draft_name``, or a unit alone, is that of a draft; a title may be worded a little anew.

    The years of a title may not differ: they are another plan.
    """
    unit, _, title = name.partition(":")
    if one_form(unit) != one_form(_unit(plan)):
        return False
    if not title.strip():
        return True
    frame = set(one_form(unit).split())
    own, other = (
        set(one_form(text).split()) - frame for text in (title, plan.masthead.title or plan.source.name)
    )
    figures = [{word for word in words if word.isdigit()} for words in (own, other)]
    return figures[0] == figures[1] and len(own & other) >= _ALIKE * len(own | other)


def _unit(plan: Plan | Party) -> str:
    return plan.masthead.place or plan.masthead.issuer or plan.source.name


def _owner(plan: Plan | Party) -> str:
    return one_form(plan.masthead.place or plan.masthead.issuer or "")


def _years(head: Masthead) -> str:
    return f"{head.period.start}-{head.period.end}" if head.period else ""


def _values(measure: Measure) -> tuple[str, ...]:
    """The values of a measure, which tell two of one sentence apart: "900 người, mỗi năm 90 người"."""
    return tuple("" if value is None else f"{value.normalize():f}" for value in (measure.low, measure.high))


def _corrected(measure: Measure | None) -> tuple[str, ...]:
    """The values of a measure that a reviewer corrected: what was decided for other values is to be looked at again."""
    if measure is None or measure.corrected is None:
        return ()
    return (*_values(measure), measure.unit or "", measure.bound.value, measure.deadline or "")


def _hash(*parts: str) -> str:
    return blake2b("\n".join(parts).encode("utf-8", "backslashreplace"), digest_size=_SIZE).hexdigest()
