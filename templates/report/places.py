"""The place of an item in words: "Phần thứ hai, mục I.2, điểm 2.1, gạch đầu dòng thứ 1; trang 3"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from compare.model import Spot
from extract.language import writing
from extract.model import Anchor
from templates.words import phrase, table, word

_UPPER = re.compile(r"(?:[IVXLC]+|[A-ZĐ])(?:\.\d+)*")
"""A Roman number or a capital: "I", "IV", "A", also "I.2"."""
_ARABIC = re.compile(r"\d+")
_DOTTED = re.compile(r"\d+(?:\.\d+)+")
_LETTER = re.compile(r"[a-zđ]{1,2}")
_BULLET = re.compile(r"([^\w\s])\s*(\d*)")
"""A mark and its index among its siblings: "-1", "+2"."""
_ARTICLE = re.compile(r"(?i)điều\b")


def path_words(path: Sequence[str]) -> str:
    """The labels from the root, in words; "" for an empty path.

    ``("I", "2", "2.1", "-1")`` gives "mục I.2, điểm 2.1, gạch đầu dòng thứ 1"; below an article ``("Điều 3", "1",
    "a")`` gives "Điều 3, khoản 1, điểm a". Labels with words ("Phần thứ hai", "Chỉ tiêu 1.1") are unchanged.
    """
    parts: list[str] = []
    for label in path:
        bare = label.strip().rstrip(".):/").strip()
        if bare:
            _add(parts, bare)
    return ", ".join(parts)


def _add(parts: list[str], label: str) -> None:
    section, point = word("path", "section"), word("path", "point")
    last = parts[-1] if parts else ""
    in_article = any(_ARTICLE.match(part) for part in parts)
    has_point = any(part.startswith(point + " ") for part in parts)
    if _UPPER.fullmatch(label):
        _extend(parts, section, label)
    elif _ARABIC.fullmatch(label):
        if in_article:
            parts.append(f"{word('path', 'clause')} {label}")
        elif last.startswith(section + " ") and not last[-1].isdigit():
            _extend(parts, section, label)
        else:
            under = any(part.startswith(section + " ") for part in parts)
            parts.append(f"{point if under else section} {label}")
    elif _DOTTED.fullmatch(label):
        parts.append(f"{point if parts else section} {label}")
    elif _LETTER.fullmatch(label):
        parts.append(f"{word('path', 'subpoint') if has_point else point} {label}")
    elif found := _BULLET.fullmatch(label):
        mark = table("bullet").get(found[1], word("bullet", "other"))
        parts.append(phrase("path", "item", mark=mark, n=found[2]) if found[2] else mark)
    else:
        parts.append(label)


def _extend(parts: list[str], section: str, label: str) -> None:
    """Add a label to the last section, so that "mục I" and "2" become "mục I.2"."""
    if parts and parts[-1].startswith(section + " "):
        parts[-1] += f".{label}"
    else:
        parts.append(f"{section} {label}")


def _spot_words(spot: Spot) -> str:
    if spot.number is None:
        return word("path", spot.kind.value)
    return phrase("path", f"{spot.kind.value}_item", n=spot.number)


def place_words(path: Sequence[str], anchor: Anchor | None, spot: Spot | None = None) -> str:
    """The path in words and the page; without a path the spot ("phần căn cứ, căn cứ thứ 2"), else the paragraph.

    Uncertain numbers of the text recognition are named: "…; trang 3; cần kiểm tra số “50%”". An anchor that ends at 0
    is of words that a reviewer added and that are nowhere in the text.
    """
    where = path_words(path)
    if not where and spot is not None:
        where = _spot_words(spot)
    if not where and anchor is not None and anchor.end:
        where = phrase("path", "paragraph", n=anchor.paragraph + 1)
    if anchor is not None and anchor.page is not None:
        where = "; ".join(filter(None, [where, f"{word('path', 'page')} {anchor.page}"]))
    if anchor is not None and anchor.unsure:
        numbers = ", ".join(f"“{number}”" for number in anchor.unsure)
        where = "; ".join(filter(None, [where, phrase("path", "unsure", numbers=numbers)]))
    return writing.capitalised(where)
