"""What a target counts, and for which area, in the words of a sentence: "người", "lượt người", "toàn tỉnh"."""

from __future__ import annotations

from compare.model import Place
from compare.targets.measuring.values import unit_class
from compare.words import table
from extract.language import writing
from extract.language.lexicon import fold
from extract.model import Level, Masthead


def counted(place: Place | None, *, named: bool = True) -> str:
    """What the measure of a place counts: "hộ", "triệu đồng/người", "ca trên 1.000 phụ nữ".

    With ``named`` persons have one name: "người" for "cán bộ", "lượt người" for "lượt" before a person.
    """
    measure = place.measure if place else None
    if measure is None:
        return "số"
    noun = writing.measured_in(measure) or "số"
    if noun == "%":
        return str(table("targets")["counted"]["percent"])
    if not named or noun != measure.unit:
        return noun
    person = str(table("targets")["counted"]["person"])
    kind = unit_class(noun)
    if kind != "instance":
        return person if kind == "person" else noun
    # "60 lượt cán bộ": whom the times are counted for stands behind.
    text = fold(measure.text)
    behind = text.partition(f"{fold(noun)} ")[2].replace(",", " ").split()
    told = (" ".join(behind[:count]) for count in range(1, 4))
    of_persons = " " not in noun and any(unit_class(words) == "person" for words in told)
    return f"{noun} {person}" if of_persons else noun


def whole_area(head: Masthead) -> str:
    """The area of a plan: "cả nước", "toàn tỉnh"; "của cấp trên" where its level is not known."""
    areas = table("targets")["whole_area"]
    if head.level is None:
        return str(areas["unknown"])
    if head.level is Level.NATIONAL:
        return str(areas["nation"])
    return f"{areas['whole']} {writing.level(head.level, place=head.place)}"
