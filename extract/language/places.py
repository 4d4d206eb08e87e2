"""Places with a number for a name: "thôn 4", "tổ dân phố số 2", "phường 3 Bảo Lộc"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.language.lexicon import fold
from extract.language.phrases import composed, phrases
from extract.language.units import COMPOUND, COUNTED_NOUNS

# "phường 3 Bảo Lộc", "tại thôn 4", "thôn 4 có 20 hộ": the number of a place.
_NUMBERED_PLACE = composed(
    r"(?<!\w)<<kinds>>\s+(?:số\s+)?[1-9]\d?(?!\d|[.,]\d)",
    kinds=phrases("quantities", "not_measure", "places"),
)
_NO_PLACE = composed(
    r"(?<!\w)(?:<<counted>>|<<joined>>)\s+$",
    counted=phrases("quantities", "not_measure", "counted"),
    joined=phrases("quantities", "not_measure", "joined"),
)
_NUMBER = re.compile(r"\s[1-9]\d?(?!\d|[.,]\d)")
_LONGEST_BEFORE = 20
_BEHIND_PLACE = composed(
    r"\s*(?:[,;.:)]|$)|\s+<<words>>(?!\w)", words=phrases("quantities", "not_measure", "behind_places")
)
# "Thôn 4 chủ trì …", "của thôn 4 hoàn thành …": nothing that is counted stands behind it.
_PLACE_FIRST = composed(
    r"(?:^|[,;.:(]\s*|(?<!\w)<<at>>\s+)$", at=phrases("quantities", "not_measure", "at_places")
)
_NO_THING = composed(r"\s+(?!<<things>>(?!\w)|<<compound>>)[^\W\d]", things=COUNTED_NOUNS, compound=COMPOUND)


def find_places(text: str, folded: str) -> Iterator[re.Match[str]]:
    """The numbered places of a text, which is given as it is and folded."""
    if not _NUMBER.search(folded):
        return
    for place in _NUMBERED_PLACE.finditer(folded):
        before, (start, end) = max(0, place.start() - _LONGEST_BEFORE), place.span()
        if _NO_PLACE.search(folded, before, start):
            continue
        named = _BEHIND_PLACE.match(folded, end) or text[end : end + 2].lstrip().istitle()
        if named or (_PLACE_FIRST.search(folded, before, start) and _NO_THING.match(folded, end)):
            yield place


def numbered_places(text: str) -> frozenset[str]:
    """The places of a text that have a number for a name; two of them are never one thing.

    >>> sorted(numbered_places("Thôn 4 và tổ dân phố số 2 có 20 hộ, mỗi thôn 1 tủ sách"))
    ['thôn 4', 'tổ dân phố 2']
    """
    found = (fold(place.group()).split() for place in find_places(text, fold(text)))
    return frozenset(" ".join(word for word in words if word != "số") for words in found)


# "Vùng I - núi cao, biên giới", "tiểu vùng 2", "vùng đồng bằng sông Hồng"
_REGION = composed(
    r"<<kinds>>\s+(?:số\s+)?(?P<number>[ivx]+|\d{1,2})(?!\w)", kinds=phrases("tables", "place", "numbered")
)
_REGIONS = phrases("tables", "place", "regions")


def region_label(name: str) -> str | None:
    """What a region is called by: its kind and number, else its whole name; None for other places.

    >>> region_label("Vùng I - núi cao, biên giới"), region_label("vùng Đông Nam Bộ"), region_label("xã Bản Ngoài")
    ('vùng i', 'vùng đông nam bộ', None)
    """
    folded = fold(name)
    found = _REGION.match(folded)
    if found:
        return " ".join(word for word in found.group().split() if word != "số")
    return folded if _REGIONS.match(folded) and folded not in _REGIONS else None
