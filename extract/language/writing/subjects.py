"""The name of a target: its subject in the author's own words, with nothing torn out of the middle.

60% số thôn có nhà văn hóa            → thôn có nhà văn hóa
Mỗi xã có ít nhất 01 sân chơi         → Mỗi xã có ít nhất 01 sân chơi     its value stands in the middle
"""

from __future__ import annotations

import re

from extract.kept import kept
from extract.language.lexicon import CAPITAL, fold
from extract.language.phrases import composed, phrases, several
from extract.language.writing.quotes import excerpt
from extract.language.writing.sentences import clauses
from extract.model import Measure

_CHANGING = composed(
    r"(?:<<down>>|<<up>>|nâng)\s+(?=<<ratios>>(?!\w))",
    down=phrases("quantities", "change", "decrease"),
    up=phrases("quantities", "change", "increase"),
    ratios=phrases("quantities", "ratios", "names"),
)
_TERM = re.compile(r"[^\W\d_]+")
_NUMBER_OF = re.compile(r"(?<!\w)(?:tổng\s+)?số\s+$")
_KINDS = several(phrases("agencies", "places", "district"), phrases("quotes", "area", "kinds"))
# "… trên địa bàn tỉnh Hải Khê | giảm …": the whole area of an upper body, no kind of places ("huyện nghèo").
_AREA = composed(
    r"\s+(?:(?:<<of>>)\s+(?:<<kinds>>)|<<whole>>)(?!\w)", of=phrases("quotes", "area", "of"), kinds=_KINDS,
    whole=phrases("quotes", "area", "whole"),
)  # fmt: skip
_NAME = re.compile(rf"\s+{CAPITAL}\w*(?:\s+(?:-\s+)?{CAPITAL}\w*)*")
_BEHIND = composed(
    r"\s*(?:$|[,;:.()])|\s+(?:<<words>>)(?!\w)",
    words=several(
        phrases("quantities", "scope", "predicates"),
        phrases("quantities", "subject", "predicates"),
        phrases("quotes", "cut", "opens"),
        phrases("quantities", "change", "decrease"),
        phrases("quantities", "change", "increase"),
    ),
)
# "Giai đoạn 2021 - 2025, bố trí …", "Đến hết năm 2025, tập huấn …"
_TIME = composed(
    r"(?:(?:<<before>>|trong|từ|đến|hết|vào)\s+)*(?:giai đoạn|thời kỳ|năm)\s+20\d\d"
    r"(?:\s*(?:-|–|đến(?: hết)?(?: năm)?)\s*20\d\d)?\s*,\s+(?=[^\W\d_])",
    before=phrases("quantities", "deadline", "before"),
)


@kept(1_000)
def subject(measure: Measure, item: str = "") -> str:
    """Return the name of a measure's target; the author's own clause where a name would be torn, or there is none.

    ``item`` is the whole text that the measure stands in.
    """
    text, name = clauses(measure.text), _without_change(measure, clauses(measure.subject))
    if not name:
        return excerpt(measure, item=item or None)
    at = fold(text).find(fold(name))
    if at < 0:
        torn = measure.cell is None and _terms(name) <= _terms(text)
        return text if torn else name
    counted = _NUMBER_OF.search(fold(text[:at])) if measure.change is not None else None
    return text[counted.start() : at + len(name)] if counted else name


def _without_change(measure: Measure, name: str) -> str:
    """ "Giảm tỷ lệ hộ nghèo" names a level where the value is one: "Tỷ lệ hộ nghèo: còn không quá 5%"."""
    found = _CHANGING.match(fold(name)) if measure.change is None else None
    return f"{name[found.end()].upper()}{name[found.end() + 1 :]}" if found else name


def _terms(text: str) -> set[str]:
    return set(_TERM.findall(text.casefold()))


@kept(1_000)
def without_area(text: str) -> str:
    """Return the name of a target without the area of the upper body that sets it.

    >>> without_area("Tỷ lệ hộ nghèo trên địa bàn tỉnh"), without_area("Đường trên địa bàn huyện nghèo")
    ('Tỷ lệ hộ nghèo', 'Đường trên địa bàn huyện nghèo')
    """
    for found in reversed(list(_AREA.finditer(fold(text)))):
        name = _NAME.match(text, found.end())
        end = name.end() if name else found.end()
        if found.start() > 0 and _BEHIND.match(fold(text), end):
            text = text[: found.start()] + text[end:]
    return text


def without_time(text: str) -> str:
    """Return a clause without the years that it begins with, which a cut name can do without.

    >>> without_time("Đến hết năm 2025, tập huấn cho 60 lượt người")
    'tập huấn cho 60 lượt người'
    """
    found = _TIME.match(fold(text))
    return text[found.end() :] if found else text
