"""What a label is: its kind among all kinds, its number among its siblings."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum


class Rank(IntEnum):
    """Kinds of labels, from the outermost inwards."""

    PART = 1
    CHAPTER = 2
    LETTER_UPPER = 3
    MUC = 4
    ARTICLE = 5
    ROMAN = 6
    ARABIC = 8
    NAMED = 9
    DECIMAL = 10
    LETTER = 12
    BRACKET = 13
    STEM = 14
    DASH = 15
    PLUS = 16
    TEXT = 17


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A label at the head of a text: ``text[:length]`` is the label with its punctuation.

    ``name`` is how it is shown ("Phần thứ hai", "II", "2.1", "a"); ``ordinal`` its number among its siblings
    (None for a bullet); ``style`` tells labels of one series from another ("1." and "1)"); ``depth`` is the
    count of numbers in "2.1.3".
    """

    rank: Rank
    name: str
    ordinal: int | None
    style: str
    length: int
    depth: int = 1
    numbers: tuple[int, ...] = ()
    order: int = 0


def follows(other: Label, label: Label) -> bool:
    """Whether ``label`` is the next number after ``other``; behind D comes Đ, or E where Đ is not counted."""
    if other.ordinal is None or label.ordinal is None:
        return False
    step = label.ordinal - other.ordinal
    return step == 1 or (
        step == 2 and (other.name + label.name).strip("()").replace(")(", "").lower() == "de"
    )
