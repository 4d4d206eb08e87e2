"""Vietnamese words and places."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum

import pytest

from compare.model import Dimension, Kind, Outcome, Severity, Verdict
from extract.language import writing
from extract.model import Anchor, Better, Bound, Change, Effort, Role
from templates import words
from templates.report.places import place_words


@pytest.mark.parametrize(
    "values",
    [Verdict, Severity, Kind, Role, Bound, Effort, Change, Better, Dimension, Outcome],
    ids=lambda values: values.__name__,
)
def test_every_member_has_its_word_and_no_word_is_left_over(values: type[StrEnum]) -> None:
    assert set(words.table(values.__name__.lower())) == {value.value for value in values}


def test_kinds_to_explain_exist() -> None:
    assert set(words.table("clarify")["kinds"]) <= {kind.value for kind in Kind}


def test_words_are_official_and_careful() -> None:
    import tomllib
    from pathlib import Path

    text = Path(words.__file__).with_name("words.toml").read_text(encoding="utf-8")
    assert "vi phạm" not in text
    assert tomllib.loads(text)["verdict"]["weaker"] == "Chưa phù hợp (chưa đạt mức)"


@pytest.mark.parametrize(
    ("path", "text"),
    [
        (
            ("Phần thứ hai", "I", "2", "2.1", "-1"),
            "gạch đầu dòng thứ 1, điểm 2.1 khoản 2 Mục I Phần thứ hai",
        ),
        (("Phần II", "II", "5", "a"), "điểm a khoản 5 Mục II Phần II"),
        (("I", "2", "+2"), "dấu cộng thứ 2, khoản 2 Mục I"),
        (("II.", "1.", "a)", "-3"), "gạch đầu dòng thứ 3, điểm a khoản 1 Mục II"),
        (("I", "2", "2.1", "đ"), "tiết đ điểm 2.1 khoản 2 Mục I"),
        (("III", "3.2", "3.2.1"), "điểm 3.2.1 Mục III"),
        (("Điều 3", "1", "a"), "điểm a khoản 1 Điều 3"),
        (("Điều 1", "I", "2"), "khoản 2 Mục I Điều 1"),
        (("Phần I", "3", "3.2"), "điểm 3.2 Mục 3 Phần I"),
        (("B", "IV", "2"), "khoản 2 Mục IV Phần B"),
        (("C", "1"), "Mục 1 Phần C"),
        (("Phần thứ hai", "I", "B", "1"), "khoản 1 tiểu mục B Mục I Phần thứ hai"),
        (("1", "2"), "khoản 2 Mục 1"),
        (("2.1",), "Mục 2.1"),
        (("I", "Mục tiêu 1", "Chỉ tiêu 1.1"), "Chỉ tiêu 1.1, Mục tiêu 1, Mục I"),
        (("I", "*"), "dấu sao, Mục I"),
        ((), ""),
    ],
)
def test_paths(path: tuple[str, ...], text: str) -> None:
    assert writing.place(path) == text


def test_a_place_without_a_path_has_page_and_paragraph() -> None:
    anchor = Anchor(file="a.pdf", page=3, paragraph=11, start=0, end=9)
    assert place_words(("I", "2"), anchor) == "Khoản 2 Mục I; trang 3"
    assert place_words((), anchor) == "Đoạn thứ 12; trang 3"
    assert place_words(("I",), None) == "Mục I"
    assert place_words((), None) == ""
    doubtful = replace(anchor, unsure=("50%", "2025"))
    assert place_words(("I",), doubtful) == "Mục I; trang 3; cần kiểm tra số “50%”, “2025”"
