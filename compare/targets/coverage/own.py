"""The draft's own body where the reference asks all bodies of its kind: "100% xã có …" and "Xã có …".

A commune is one of the communes: what it says of itself, or of the one station that each commune has, is said of all
that it has to answer for.
"""

from __future__ import annotations

import re
from dataclasses import replace

from compare.targets.coverage.wording import Said, share_said
from compare.targets.items import Item
from compare.words import phrases
from extract.grammar.marks import blanked, find_marks
from extract.grammar.measures import Context, measures_of
from extract.language.lexicon import fold
from extract.language.phrases import composed, several, table
from extract.language.phrases import phrases as extract_phrases
from extract.model import Bound, Masthead, Measure

_UNITS, _ONE_EACH = phrases("targets", "own", "units"), phrases("targets", "own", "one_each")
_KIND_NAMES = table(str, "agencies", "unit_levels")
# "xã, phường, thị trấn phân công …", "trạm y tế xã, phường có …", "Ủy ban nhân dân cấp xã có …"
_ASKED = composed(
    r"\W*(?:(?:tổng\s+)?(?:số|các)\s+)*(?:(?:(?P<body><<one_each>>)|<<units>>)\s+(?:(?:của\s+)?các\s+)?)?(?:(?P<level>cấp)\s+)?"
    r"(?P<kinds><<kinds>>(?:(?:\s*[,/]\s*|\s+và\s+)(?:(?:<<one_each>>|<<units>>)\s+)?<<kinds>>)*)(?!\w)\s+(?P<deed>.+)",
    units=_UNITS,
    one_each=_ONE_EACH,
    kinds=_KIND_NAMES,
)
# "Đến năm 2028, phấn đấu trạm y tế xã có …"
_SAID = composed(
    r"[\s,:+\x00-]*+(?:<<leads>>[\s,\x00]++)*+(?:(?:(?P<body><<one_each>>)|<<units>>)\s+(?:của\s+)?)?(?P<kind><<kinds>>)(?!\w)(?P<deed>.+)",
    leads=several(
        *(extract_phrases("quantities", "effort", name) for name in ("firm", "aim", "softeners")),
        ["toàn", "mỗi"],
    ),
    units=_UNITS,
    one_each=_ONE_EACH,
    kinds=_KIND_NAMES,
)
_PLEDGES = composed(r"^(?:<<words>>(?!\w)\s*)+", words=phrases("targets", "own", "pledges"))
_DENYING = composed(r"(?<!\w)<<words>>(?!\w)", words=phrases("targets", "denying"))
_KIND = composed(r"<<kinds>>(?!\w)", kinds=_KIND_NAMES)
_CEILINGS = (Bound.AT_MOST, Bound.LESS_THAN)


def of_all_own(reference: Item, draft: Item, masthead: Masthead) -> tuple[Item, Item]:
    """Both items, the draft's as a share of a hundred where it says of its own body what is asked of all.

    Every word of what is asked must come back; the kinds of bodies are then no groups that the draft leaves out.
    """
    first, second = reference.measure, draft.measure
    if first is None or first.unit != "%" or first.low != 100 or first.change is not None or first.per:
        return reference, draft
    if second is not None and not _is_beside(second):
        return reference, draft
    text = second.text if second else draft.text
    place = _own_place(first.subject, text, masthead)
    if place is None:
        return reference, draft
    said = f"{text[:place]}100% {text[place:]}"
    found = measures_of(said, Context(period=draft.period, plan=masthead.period, bare=False))
    shares = [one for one in found if one.unit == "%" and one.low == 100]
    if not shares:
        return reference, draft
    whole = replace(shares[0], text=text, scope=(), anchor=second.anchor if second else draft.owner.anchor)
    asked = replace(reference, measure=replace(first, scope=()))
    return asked, replace(draft, measure=whole, kind=reference.kind)


def _is_beside(measure: Measure) -> bool:
    """Whether a number only says with how many its deed is done: "Xã phân công 01 công chức …"."""
    counted = measure.low is not None and measure.low >= 1 and measure.unit != "%"
    plain = measure.cell is None and measure.change is None and measure.per is None
    return counted and plain and measure.bound not in _CEILINGS


def _own_place(subject: str, text: str, masthead: Masthead) -> int | None:
    """Where a draft's text names its own body, of which it says all that ``subject`` asks of each; None else."""
    asked, said = _ASKED.match(fold(subject)), _SAID.match(blanked(fold(text), find_marks(text)))
    kind, name = _of_place(masthead.place)
    if asked is None or said is None or said["kind"] != kind or asked["body"] != said["body"]:
        return None
    of_level = asked["level"] and _KIND_NAMES.get(asked["kinds"]) == _KIND_NAMES.get(kind)
    if not of_level and kind not in _KIND.findall(asked["kinds"]):
        return None
    deed = said["deed"].lstrip()
    deed = deed.removeprefix(name) if name else deed
    wanted = asked["deed"]
    if re.search(r"\d", wanted) or share_said(wanted, Said.of(deed)) < 1:
        return None
    if _PLEDGES.sub("", deed).split()[:1] != wanted.split()[:1]:
        return None  # "lập kế hoạch để có …" does something else first.
    if _DENYING.search(deed) and not _DENYING.search(wanted):
        return None
    return said.start("body") if said["body"] else said.start("kind")


def _of_place(place: str | None) -> tuple[str, str]:
    """The kind and the name of a unit: ("xã", "bản sen")."""
    folded = fold(place or "")
    found = _KIND.match(folded)
    return (found.group(), folded[found.end() :].strip()) if found else ("", "")
