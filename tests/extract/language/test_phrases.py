"""Lists of phrases and patterns composed of them: their matches, and the reading of the lexicon on first use."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from extract.language.lexicon import LexiconError, fold
from extract.language.phrases import Valued, composed, phrases, several, spelt, table, valued

_IMPORT_ALL = """
import importlib, pkgutil, tomllib

def refuse(*_):
    raise AssertionError("a file of the lexicon is read")

tomllib.loads = tomllib.load = refuse
import extract
for module in pkgutil.walk_packages(extract.__path__, "extract."):
    importlib.import_module(module.name)
"""


def test_only_whole_words_match() -> None:
    listed = several(["đạt", "còn"])
    assert [found.group() for found in listed.finditer("đạt 5, còn 3; thuđạt, cònlại")] == ["đạt", "còn"]


def test_the_longest_phrase_wins() -> None:
    found = several(["ít", "ít nhất", "ít nhất là"]).match("ít nhất là 5")
    assert found is not None
    assert found.group() == "ít nhất là"


def test_any_white_space_parts_the_words() -> None:
    assert several(["ít nhất"]).fullmatch("ít \n nhất")


@pytest.mark.parametrize("written", ["XOÁ", "xóa", "Xoá"])
def test_phrases_are_folded(written: str) -> None:
    listed = several([written])
    assert listed.words == ("xóa",)
    assert listed.search(fold("phải Xoá bỏ"))


def test_unfolded_phrases_keep_their_case() -> None:
    listed = several(["Bộ luật"], folded=False)
    assert listed.search("theo Bộ luật")
    assert not listed.search("theo bộ luật")


def test_a_repeated_phrase_is_kept_once() -> None:
    assert several(["về", "Và"], several(["và", "cho"])).words == ("về", "và", "cho")


def test_an_empty_list_matches_nothing() -> None:
    assert not several([]).search("")
    assert composed("a|<<none>>", none=several([])).findall("a b") == ["a"]


def test_membership_is_of_folded_phrases() -> None:
    listed = several(["Kế hoạch"])
    assert "kế hoạch" in listed
    assert "kế" not in listed
    assert None not in listed


def test_capitals_of_a_list() -> None:
    listed = several(["chủ tịch"], folded=False).capitals()
    assert listed.search("KT. CHỦ TỊCH")
    assert not listed.search("Chủ tịch")


def test_a_composed_pattern_groups_each_list() -> None:
    pattern = composed(r"<<kinds>>\s+số\s+(\d+)", kinds=several(["kế hoạch", "quyết định"]))
    assert pattern.findall("quyết định số 5, kế hoạch, kế hoạch số 80") == ["5", "80"]


def test_a_composed_pattern_adds_no_word_ends() -> None:
    assert composed("<<openings>>", openings=several(["phụ"])).match("phục vụ")


def test_composed_patterns_hold_patterns() -> None:
    one = composed(r"<<sign>>\s*\d+", sign=several(["số"]))
    assert composed("<<one>>(?:, <<one>>)*$", one=one).search("từ số 1, số 22")


def test_flags_of_a_composed_pattern() -> None:
    names = several(["mục tiêu"])
    assert composed("<<names>> 1", re.IGNORECASE, names=names).match("MỤC TIÊU 1")
    assert not composed("<<names>> 1", names=names).match("MỤC TIÊU 1")


def test_the_methods_are_those_of_a_compiled_pattern() -> None:
    pattern, text = composed("<<words>>", words=several(["và", "hoặc"])), "a và b hoặc c và d"
    same = re.compile("và|hoặc")
    assert pattern.split(text) == same.split(text)
    assert pattern.findall(text) == same.findall(text)
    assert pattern.sub("", text, 1) == same.sub("", text, 1)
    for start, end in ((0, len(text)), (3, len(text)), (3, 6)):
        for name in ("search", "match", "fullmatch"):
            mine, other = getattr(pattern, name)(text, start, end), getattr(same, name)(text, start, end)
            assert (mine and mine.span()) == (other and other.span())
        assert [found.span() for found in pattern.finditer(text, start, end)] == [
            found.span() for found in same.finditer(text, start, end)
        ]


def test_values_of_several_lists() -> None:
    ways = valued({"down": several(["giảm", "Giảm còn"]), "up": several(["tăng"])})
    found = ways.match("giảm  còn 5")
    assert found is not None
    assert ways[found.group()] == "down"
    assert ways.get("tăng") == "up"
    assert ways.get("giữ") is None
    with pytest.raises(KeyError):
        ways["giữ"]


def test_a_phrase_of_two_lists_has_two_values() -> None:
    assert valued({1: several(["đạt"]), 2: several(["đạt", "có"])}).all("đạt") == (1, 2)


def test_a_spelling_is_found_by_the_folded_phrase() -> None:
    assert spelt("documents", "mentions")["thông  tư"] == "Thông tư"


def test_values_of_pairs_are_found_folded() -> None:
    assert Valued(lambda: [("Hoà Bình", 1)])["hòa bình"] == 1


def test_a_table_gives_each_value_its_kind() -> None:
    orders = table(float, "outline", "named", folded=False)
    assert isinstance(orders["mục tiêu"], float)
    assert set(orders.words) == {phrase for phrase in orders.words if orders.get(phrase) is not None}


def test_a_missing_list_is_reported_on_first_use() -> None:
    missing = phrases("quantities", "nothing")
    pattern = composed("<<words>>", words=missing)
    for use in (missing, pattern):
        with pytest.raises(LexiconError, match="nothing"):
            use.search("")


@pytest.mark.parametrize("keys", [("nothing",), ("bounds", "at_least"), ("bounds", "at_least", "more")])
def test_a_value_that_is_no_table_is_reported(keys: tuple[str, ...]) -> None:
    with pytest.raises(LexiconError, match=r"quantities\.toml, .*: a table"):
        table(str, "quantities", *keys).get("")


def test_imports_read_no_lexicon() -> None:
    done = subprocess.run(
        [sys.executable, "-c", _IMPORT_ALL], capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr
