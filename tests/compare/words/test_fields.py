"""Fields of work by their words."""

from __future__ import annotations

import doctest

import pytest

from compare.words import fields
from compare.words.fields import of_one_field


@pytest.mark.parametrize(
    ("asked", "item", "count"),
    [
        ("rào chắn hố nước sâu", "mở lớp dạy bơi, mua áo phao", 2),
        ("rào chắn hố nước sâu", "trồng cây bóng mát", 0),
        ("phòng ngừa cờ bạc", "vận động người nghiện ma túy đi cai", 1),
        ("phòng ngừa cờ bạc", "mở lớp dạy bơi", 0),
    ],
)
def test_words_of_one_field_are_counted(asked: str, item: str, count: int) -> None:
    assert of_one_field(asked, item) == count


def test_examples_hold() -> None:
    assert doctest.testmod(fields).failed == 0
