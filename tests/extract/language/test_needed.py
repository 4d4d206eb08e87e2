"""What a match needs: known expressions, and all patterns of the program over the texts of the samples."""

from __future__ import annotations

import importlib
import pkgutil
import re

import pytest

import compare
import extract
import templates
from extract import read
from extract.language.lexicon.needed import NOTHING, any_of, caseless, looks, may_match, needed, spaced
from extract.language.phrases import Pattern, composed, several
from tests.sample_plans import SAMPLES


@pytest.mark.parametrize(
    ("expression", "sets"),
    [
        (r"(?<!\w)(?:từ|tính\s+từ)\s+năm\s+\d+(?:\s+đến\s+nay)?", [{" năm "}, {"từ", "tính từ"}]),
        (r"a\s*b\s+c", [{"a"}, {"b c"}]),
        (r"ab+c?d{0,2}e{2}f*", [{"ab"}, {"e"}]),
        (r"(?!no)x(?<!no)(?=yes)[abc]\.(?P<name>z)", [{"x"}, {"yes"}, {"."}, {"z"}]),
        (r"a|b?", []),
        (r"(a|b)|cd", [{"a", "b", "cd"}]),
        (r"one|(?i:two)", []),
        (r"(x)\1", []),
        (r"[^]a-z\]]y", [{"y"}]),
        (r"<<list>>\s+z", [{"p", "q"}, {" z"}]),
    ],
)
def test_what_a_match_contains(expression: str, sets: list[set[str]]) -> None:
    found = needed(expression, {"list": (frozenset({"p", "q"}),)})
    assert sorted(map(sorted, found)) == sorted(map(sorted, sets))


def test_a_longer_phrase_needs_no_more_than_a_shorter_one() -> None:
    assert any_of(["tăng  cường", "tăng", "giảm"]) == (frozenset({"tăng", "giảm"}),)
    assert any_of(["tăng", " "]) == any_of([]) == NOTHING


def test_letters_with_a_second_capital_need_nothing_without_case() -> None:
    assert caseless((frozenset({"Số"}), frozenset({"is"}))) == (frozenset({"ố"}),)
    assert re.search("is", "ıſ", re.IGNORECASE)


def test_white_space_of_any_kind_is_one_blank() -> None:
    assert spaced("\tnăm\n 2025") == " năm 2025 "
    assert may_match(needed(r"năm\s+2025", {}), "Năm, năm\xa0\n2025")


def test_a_pattern_is_compiled_only_where_it_may_match() -> None:
    pattern = composed(r"<<verb>>\s+tỷ\s+lệ", verb=several(["tăng", "giảm"]))
    assert pattern.search("tăng số hộ") is None
    assert (pattern.split("a"), pattern.findall("a"), pattern.sub("b", "a")) == (["a"], [], "a")
    assert "compiled" not in vars(pattern)
    found = pattern.search("hộ tăng\ntỷ lệ")
    assert found is not None
    assert found.start() == 3
    assert pattern.match.__self__ is pattern.compiled  # type: ignore[attr-defined]


def test_a_compiled_pattern_looks_for_words_first() -> None:
    assert looks((frozenset({"so với"}), frozenset({" năm ", "quý trước"}))) == (
        ("so",),
        ("với",),
        ("năm", "trước"),
    )
    assert looks((frozenset({" "}), frozenset(map(str, range(99))))) == looks(NOTHING) == ()
    pattern = composed(r"<<verb>>\s+tỷ\s+lệ", verb=several(["tăng", "giảm"]))
    pattern.compile()
    assert (pattern.split("a"), pattern.findall("a"), pattern.sub("b", "a")) == (["a"], [], "a")
    assert pattern.search("hộ tăng\ntỷ  lệ")


def test_a_pattern_that_is_often_asked_is_compiled() -> None:
    pattern = composed("tăng")
    assert not any(pattern.search("giảm") for _ in range(200))
    assert "compiled" in vars(pattern)


def test_no_match_of_the_program_is_lost() -> None:
    names = [
        found.name
        for package in (extract, compare, templates)
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}.")
    ]
    values = [value for name in names for value in vars(importlib.import_module(name)).values()]
    patterns = {id(value): value for value in values if isinstance(value, Pattern)}.values()
    document, plan = read(SAMPLES / "a2-kh-tinh.docx")
    texts = [block.text for block in document.blocks]
    texts += [text.lower() for text in texts] + [text.upper() for text in texts] + [plan.masthead.title or ""]
    lost = [
        (one.part[:80], text)
        for one in patterns
        for text in texts
        if one.compiled.search(text) and not (one.may_match(text) and one.search(text))
    ]
    assert len(patterns) > 600
    assert not lost
