"""The words of the field: every list is well formed, and folding unifies two spellings."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest

from extract.language import lexicon
from extract.language.lexicon import LexiconError, alternatives, fold, load, phrase_pattern, words
from extract.model import Bound, Role

FILES = sorted(path.stem for path in Path(lexicon.__file__).parent.glob("*.toml"))


@pytest.mark.parametrize("name", FILES)
def test_every_file_loads(name: str) -> None:
    assert load(name)


def test_the_lexicon_has_files() -> None:
    assert {"layout", "outline", "quantities", "tasks", "units"} <= set(FILES)


def test_roles_and_bounds_are_those_of_the_model() -> None:
    outline, quantities = load("outline"), load("quantities")
    assert {entry["role"] for entry in outline["role"]} <= set(Role)
    assert {inner for roles in outline["inside"].values() for inner in roles} <= set(Role)
    assert set(outline["inside"]) <= set(Role)
    assert set(quantities["bounds"]) | set(quantities["bounds_after"]) <= set(Bound)


def test_no_phrase_of_a_bound_means_two_things() -> None:
    phrases = [fold(phrase) for table in load("quantities")["bounds"].values() for phrase in table]
    assert len(phrases) == len(set(phrases))


def test_every_spelling_names_one_unit() -> None:
    spellings = [
        (fold(spelling), unit)
        for table in load("units").values()
        for unit, names in table.get("names", {}).items()
        for spelling in names
    ]
    assert len({spelling for spelling, _ in spellings}) == len(spellings)


@pytest.mark.parametrize(
    ("keys", "message"),
    [
        (("bounds", "nothing"), "there is no"),
        (("bounds",), "a list of words"),
        (("not_measure", "unless"), "a list"),
    ],
)
def test_a_missing_list_is_reported(keys: tuple[str, ...], message: str) -> None:
    with pytest.raises(LexiconError, match=message):
        words("quantities", *keys)


def test_words_of_a_nested_key() -> None:
    assert "ít nhất" in words("quantities", "bounds", "at_least")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("hoà", "hòa"),
        ("HOÀ GIẢI", "hòa giải"),
        ("xoá", "xóa"),
        ("khoẻ", "khỏe"),
        ("Uỷ ban", "ủy ban"),
        ("thuý", "thúy"),
        ("toạ", "tọa"),
        ("goá", "góa"),
    ],
)
def test_both_places_of_the_tone_fold_alike(old: str, new: str) -> None:
    assert fold(old) == fold(new) == new
    assert len(fold(old)) == len(unicodedata.normalize("NFC", old))


@pytest.mark.parametrize(
    "text", ["quý", "quỹ", "đoạn", "khoản", "quỳ", "hoàn", "thuận", "toàn", "quà", "quả", "quạ"]
)
def test_a_word_with_one_spelling_stays(text: str) -> None:
    assert fold(text) == text


def test_fold_composes_letters() -> None:
    assert fold(unicodedata.normalize("NFD", "Trẻ em gái")) == "trẻ em gái"


def test_alternatives_take_the_longest_first_and_any_white_space() -> None:
    pattern = re.compile(alternatives(["ít", "ít nhất", "ít nhất là"]))
    found = pattern.match("ít  nhất\nlà 5")
    assert found is not None
    assert found.group() == "ít  nhất\nlà"
    assert re.fullmatch(alternatives(["a.b"]), "axb") is None


def test_phrase_pattern_matches_whole_words() -> None:
    pattern = phrase_pattern(["đạt", "còn"])
    assert pattern.search("ĐẠT 5")
    assert not pattern.search("cònxa, thuđạt")
