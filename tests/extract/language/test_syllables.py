"""Words that can be a Vietnamese syllable, and words that cannot."""

from __future__ import annotations

import unicodedata

import pytest

from extract.language.syllables import is_syllable, share_of_syllables
from tests.sample_plans import SAMPLES

REAL = (
    "nghiệp", "quốc", "giêng", "gìn", "giết", "khuya", "huyện", "khuỷu", "oái", "yêu", "xoong", "ưu", "thuở",
    "quyết", "quỳnh", "gì", "rượu", "nguệch",
)  # fmt: skip
BROKEN = ("nghành", "kac", "ngê", "gha", "quôn", "cac", "bap", "phấm1", "đđ", "ờơ", "6Ӣ", "KÕ", "ho¹ch")


@pytest.mark.parametrize("word", REAL)
def test_a_possible_syllable(word: str) -> None:
    assert is_syllable(word)
    assert is_syllable(word.upper())
    assert is_syllable(unicodedata.normalize("NFD", word))


@pytest.mark.parametrize("word", BROKEN)
def test_an_impossible_syllable(word: str) -> None:
    assert not is_syllable(word)


def test_plans_are_vietnamese_and_old_letters_are_not() -> None:
    text = (SAMPLES / "a5-kh-huyen-da-lung.txt").read_text(encoding="utf-8")
    assert share_of_syllables(text) > 0.95
    assert share_of_syllables("KÕ ho¹ch thùc hiÖn Ch¬ng tr×nh m«i trêng n«ng th«n") < 0.6
    assert share_of_syllables("2025: 60%") == 1.0
