"""Vietnamese words, numbers, dates and places."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from enum import StrEnum

import pytest

from compare.model import Dimension, Kind, Outcome, Severity, Verdict
from extract.model import Anchor, Better, Bound, Change, Effort, Level, Masthead, Role
from templates import words
from templates.report.places import path_words, place_words
from tests.templates.items import LOSS_1, PAY_1, TRAIN_D, WATER_0


@pytest.mark.parametrize(
    "values",
    [Verdict, Severity, Kind, Level, Role, Bound, Effort, Change, Better, Dimension, Outcome],
    ids=lambda values: values.__name__,
)
def test_every_member_has_its_word_and_no_word_is_left_over(values: type[StrEnum]) -> None:
    assert set(words.table(values.__name__.lower())) == {value.value for value in values}


def test_kinds_to_explain_exist() -> None:
    assert set(words.table("clarify")["kinds"]) <= {kind.value for kind in Kind}


def test_words_are_those_of_a_careful_official() -> None:
    import tomllib
    from pathlib import Path

    text = Path(words.__file__).with_name("words.toml").read_text(encoding="utf-8")
    assert "vi phạm" not in text
    assert tomllib.loads(text)["verdict"]["weaker"] == "Chưa phù hợp (chưa đạt mức)"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("4.5", "4,5"), ("1000", "1.000"), ("60.0", "60"), ("1E+3", "1.000"), ("1234567.25", "1.234.567,25"),
        ("0.5", "0,5"), ("100", "100"), ("-10", "-10"),
    ],
)  # fmt: skip
def test_numbers(value: str, text: str) -> None:
    assert words.number(Decimal(value)) == text


@pytest.mark.parametrize(
    ("iso", "text"),
    [
        ("2021-04-05", "05/4/2021"), ("2021-01-22", "22/01/2021"), ("2021-12-31", "31/12/2021"),
        ("2025", "2025"), ("2021-02-30", "2021-02-30"),
    ],
)  # fmt: skip
def test_dates(iso: str, text: str) -> None:
    assert words.day(iso) == text


@pytest.mark.parametrize(
    ("path", "text"),
    [
        (("Phần thứ hai", "I", "2", "2.1", "-1"), "Phần thứ hai, mục I.2, điểm 2.1, gạch đầu dòng thứ 1"),
        (("I", "2", "+2"), "mục I.2, dấu cộng thứ 2"),
        (("II.", "1.", "a)", "-3"), "mục II.1, điểm a, gạch đầu dòng thứ 3"),
        (("I", "2", "2.1", "đ"), "mục I.2, điểm 2.1, tiết đ"),
        (("Điều 3", "1", "a"), "Điều 3, khoản 1, điểm a"),
        (("Phần I", "3", "3.2"), "Phần I, mục 3, điểm 3.2"),
        (("B", "IV", "2"), "mục B.IV.2"),
        (("1", "2"), "mục 1, điểm 2"),
        (("2.1",), "mục 2.1"),
        (("Mục tiêu 1", "Chỉ tiêu 1.1"), "Mục tiêu 1, Chỉ tiêu 1.1"),
        (("I", "*"), "mục I, dấu sao"),
        ((), ""),
    ],
)
def test_paths(path: tuple[str, ...], text: str) -> None:
    assert path_words(path) == text


def test_place_tells_the_page_and_the_paragraph_where_there_is_no_path() -> None:
    anchor = Anchor(file="a.pdf", page=3, paragraph=11, start=0, end=9)
    assert place_words(("I", "2"), anchor) == "Mục I.2; trang 3"
    assert place_words((), anchor) == "Đoạn thứ 12; trang 3"
    assert place_words(("I",), None) == "Mục I"
    assert place_words((), None) == ""
    doubtful = replace(anchor, unsure=("50%", "2025"))
    assert place_words(("I",), doubtful) == "Mục I; trang 3; cần kiểm tra số “50%”, “2025”"


def test_measures_in_one_line() -> None:
    water, loss, pay, train = (item.measure for item in (WATER_0, LOSS_1, PAY_1, TRAIN_D))
    assert water is not None
    assert words.measure_words(water) == "ít nhất 60%; hạn 2025"
    assert loss is not None
    assert words.measure_words(loss) == "giảm 5 điểm %; so với năm 2020; hạn 2025"
    assert pay is not None
    assert words.measure_words(pay) == "ít nhất 20% mức lương cơ sở; hạn 2025"
    assert train is not None
    ranged = replace(train, high=Decimal(60), effort=Effort.AIM, per="year", bound=Bound.LEVEL)
    assert words.measure_words(ranged) == "phấn đấu từ 40 đến 60 cán bộ; bình quân mỗi năm; hạn 2025"


def test_names_in_a_sentence() -> None:
    assert [words.both(list(names)) for names in ("", "A", "AB", "ABC")] == ["", "A", "A và B", "A, B và C"]


def test_documents() -> None:
    head = Masthead(kind="Kế hoạch", number="97/KH-UBND", date="2021-05-20", issuer="UBND tỉnh Hải Sơn")
    assert (
        words.document_name(head, full=True) == "Kế hoạch số 97/KH-UBND ngày 20/5/2021 của UBND tỉnh Hải Sơn"
    )
    assert words.document_name(Masthead()) == "Văn bản (chưa ghi số)"
    carried = replace(head, number="5/QĐ-UBND", carrier=Masthead(kind="Quyết định", number="5/QĐ-UBND"))
    assert words.document_name(carried) == "Kế hoạch ban hành kèm theo Quyết định số 5/QĐ-UBND"
    assert words.level_word(Masthead(level=Level.PROVINCE, place="thành phố Bến Ngự")) == "Thành phố"


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("- Đạt 60%", "Đạt 60%"), ("+ Năm 2021 - 2025", "Năm 2021 - 2025"), ("-5 độ", "-5 độ"), ("-", "-"),
        ("Giai đoạn\n2021 - 2025", "Giai đoạn 2021 - 2025"),
    ],
)  # fmt: skip
def test_quotes_lose_a_leading_bullet_only(text: str, bare: str) -> None:
    assert words.quoted(text) == bare
