"""Words that name the columns of a table, by which a row of names is told from running text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.kept import kept
from extract.language.lexicon import fold
from extract.language.phrases import phrases, several

LONGEST_NAME = 60
"""The most letters of a name in the head of a table."""
_BRACKETS = re.compile(r"\s*\(.*?\)|\s*\[.*?\]")
# "2. Mục tiêu cụ thể" heads a section.
_LABEL = re.compile(r"\s*(?:\d{1,2}(?:\.\d+)*|[IVXLC]+|[A-ZĐa-zđ])[.)]\s")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_NUMBER = phrases("tables", "number", "names")
_UNIT = phrases("tables", "unit", "names")
_VALUES = several(phrases("tables", "value", "within"), phrases("tables", "past", "within"))
_NAMES = several(
    _NUMBER,
    _UNIT,
    phrases("tables", "place", "names"),
    phrases("tables", "years", "names"),
)
_WITHIN = several(
    *(phrases("tables", kind, "within") for kind in ("subject", "lead", "support", "time", "value", "future"))
)
_STARTS = several(phrases("tables", "remark", "starts"), phrases("tables", "past", "within"))
_ABOUT = phrases("tables", "subject", "within")


@kept(2_000)
def bare_name(text: str) -> str:
    """The folded words of a name, without brackets and marks at its ends."""
    return _BRACKETS.sub("", fold(text)).strip(" .:*")


def is_number_column(text: str) -> bool:
    """Whether a name stands over the numbers of the rows: "TT", "STT"."""
    return bare_name(text) in _NUMBER


def is_unit_column(text: str) -> bool:
    """Whether a name stands over units: "ĐVT", "Đơn vị"."""
    return bare_name(text) in _UNIT


def is_subject_column(text: str) -> bool:
    """Whether a name says what rows are about: "Nội dung chỉ tiêu"; one with a year stands over values."""
    bare = bare_name(text)
    return not _YEAR.search(bare) and _ABOUT.search(bare) is not None


def is_value_column(text: str) -> bool:
    """Whether a name stands over values: one with a year, or "Kế hoạch", "Mức giao"."""
    bare = bare_name(text)
    return bool(_YEAR.search(bare)) or (not is_subject_column(text) and _VALUES.search(bare) is not None)


def names_column(text: str) -> bool:
    """Whether a text may stand in the head of a table, over a column.

    >>> [names_column(text) for text in ("STT", "Tên chỉ tiêu", "Kế hoạch 2023", "Hộ nghèo giảm còn 4%.")]
    [True, True, True, False]
    """
    bare = bare_name(text)
    if not bare or len(text) > LONGEST_NAME or text.rstrip().endswith((".", ";", ":", ",")):
        return False
    if _LABEL.match(text):
        return False
    if _YEAR.search(bare):
        return len(re.findall(r"\d+", bare)) == len(_YEAR.findall(bare))
    return bare in _NAMES or _WITHIN.search(bare) is not None or _STARTS.match(bare) is not None


def is_head(names: Sequence[str]) -> bool:
    """Whether a row names its columns: what its rows are about, and at least one column more."""
    filled = [name for name in names if name.strip()]
    if len(filled) < 2 or any(len(name) > LONGEST_NAME for name in filled):
        return False
    named = [name for name in filled if names_column(name)]
    return len(named) >= 2 and any(
        bare_name(name) in _NAMES or _ABOUT.search(bare_name(name)) for name in named
    )
