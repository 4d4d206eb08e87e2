"""Sentences as an official would write them."""

from __future__ import annotations

import doctest
import importlib
import pkgutil
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.language import writing
from extract.language.numerals import parse_figure
from extract.model import Level, Masthead
from tests.compare.plans import LOWER, Head, lower_plan, measure

MASTHEAD = Masthead(
    kind="Kế hoạch", number="45/KH-UBND", date="2021-05-20", issuer="Ủy ban nhân dân tỉnh Hà Lĩnh"
)


@pytest.mark.parametrize("name", [module.name for module in pkgutil.iter_modules(writing.__path__)])
def test_examples(name: str) -> None:
    tried = doctest.testmod(importlib.import_module(f"{writing.__name__}.{name}"))
    assert tried.failed == 0


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("60", "60"),
        ("60.0", "60"),
        ("4.5", "4,5"),
        ("1000", "1.000"),
        ("1234567.25", "1.234.567,25"),
        ("0.05", "0,05"),
        ("-7.5", "-7,5"),
        ("1E+3", "1.000"),
        ("100", "100"),
        ("-10", "-10"),
    ],
)
def test_number(value: str, text: str) -> None:
    assert writing.number(Decimal(value)) == text


@given(st.decimals(min_value=0, max_value=10**9, places=2))
def test_number_is_read_back(value: Decimal) -> None:
    """What is written in a report is read again as the same number."""
    assert parse_figure(writing.number(value)) == value


@pytest.mark.parametrize(
    ("sentence", "requirement", "wanted"),
    [
        ("60% số thôn có nhà văn hóa.", "đạt 60%", "tối thiểu 60%"),
        ("Phấn đấu đạt 60% số thôn có nhà văn hóa.", "phấn đấu đạt 60%", "tối thiểu 60%"),
        ("Trên 60% số thôn có nhà văn hóa.", "trên 60%", "trên 60%"),
        ("Ít nhất khoảng 60% số thôn có nhà văn hóa.", "ít nhất khoảng 60%", "tối thiểu 60%"),
        ("Khoảng 60% số thôn có nhà văn hóa.", "khoảng 60%", "tối thiểu 60%"),
        ("60 - 70% số thôn có nhà văn hóa.", "đạt 60 - 70%", "tối thiểu 60 - 70%"),
        ("Tỷ lệ hộ nghèo còn 5%.", "còn 5%", "không quá 5%"),
        ("Tỷ lệ hộ nghèo còn dưới 5%.", "dưới 5%", "dưới 5%"),
        (
            "Giảm tối thiểu 10% số vụ cháy rừng so với năm 2020.",
            "giảm tối thiểu 10% so với năm 2020",
            "tối thiểu 10%",
        ),
        ("Tỷ lệ tử vong mẹ còn 45/100.000 trẻ đẻ sống.", "45/100.000", "không quá 45/100.000"),
        ("Xây dựng 1.200 mô hình nuôi ong.", "1.200 mô hình", "tối thiểu 1.200 mô hình"),
    ],
)
def test_what_is_asked(sentence: str, requirement: str, wanted: str) -> None:
    found = measure(sentence)
    assert writing.requirement(found).endswith(requirement)
    assert writing.wanted(found).endswith(wanted)


def test_rate_keeps_its_year() -> None:
    assert writing.value(measure("Mỗi năm tập huấn cho 100 nông dân về ghép cây.")).endswith("/năm")


def test_reference_amount_is_quoted() -> None:
    found = measure("Phụ cấp của cộng tác viên thú y tối thiểu bằng mức lương cơ sở.")
    assert "mức lương cơ sở" in writing.value(found)
    assert writing.wanted(found) == writing.value(found)


@pytest.mark.parametrize("limit", [40, 60, 110])
def test_long_words_are_cut_and_keep_the_value(limit: int) -> None:
    found = measure(
        "Tỷ lệ thôn vùng cao, vùng xa, vùng biên giới của các xã phía bắc có nhà văn hóa đạt chuẩn là 60%."
    )
    text = writing.excerpt(found, limit)
    assert len(text) <= limit + 4
    assert "60%" in text
    inner = text.removeprefix("… ").removesuffix(" …")
    assert inner in " ".join(found.text.split())


def test_short_words_are_the_plans_own() -> None:
    assert writing.excerpt(measure("- Đạt 60% số thôn có nhà văn hóa;")) == "Đạt 60% số thôn có nhà văn hóa"


def test_the_bound_is_the_plans_own_word() -> None:
    assert writing.requirement(measure("Không dưới 60% số thôn có nhà văn hóa.")).startswith("không dưới")


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("-  Đạt 60%\n số thôn;", "Đạt 60% số thôn"),
        ("+ một.", "một"),
        ("a " * 200, ("a " * 80).strip()[:159] + " …"),
    ],
)
def test_quote(text: str, quoted: str) -> None:
    assert writing.quote(text) == quoted
    assert "\n" not in writing.quote(text)


@pytest.mark.parametrize(
    ("iso", "text"),
    [
        ("2021-04-05", "05/4/2021"),
        ("2021-01-22", "22/01/2021"),
        ("2021-02-03", "03/02/2021"),
        ("2020-12-10", "10/12/2020"),
        ("2025", "2025"),
        ("2021-02-30", "2021-02-30"),
    ],
)
def test_date_as_decree_30_writes_it(iso: str, text: str) -> None:
    assert writing.date(iso) == text


def test_document() -> None:
    assert (
        writing.document(MASTHEAD) == "Kế hoạch số 45/KH-UBND ngày 20/5/2021 của Ủy ban nhân dân tỉnh Hà Lĩnh"
    )
    assert writing.document(Masthead()) == "văn bản"
    carrier = Masthead(kind="Quyết định", number="45/KH-UBND")
    assert writing.document(replace(MASTHEAD, carrier=carrier)).startswith(
        "Kế hoạch ban hành kèm theo Quyết định số 45"
    )


def test_document_that_stands_alone() -> None:
    assert writing.document(MASTHEAD, full=False, alone=True) == "Kế hoạch số 45/KH-UBND"
    assert writing.document(Masthead(), alone=True) == "Văn bản (chưa ghi số)"
    dated = Masthead(kind="Kế hoạch", date="2021-05-20")
    assert writing.document(dated, alone=True) == "Kế hoạch (chưa ghi số) ngày 20/5/2021"


def test_list_in_a_sentence() -> None:
    assert [writing.listed(list(names)) for names in ("", "A", "AB", "ABC")] == [
        "",
        "A",
        "A và B",
        "A, B và C",
    ]


def test_issuer_is_the_one_who_mends_the_draft() -> None:
    assert writing.issuer(lower_plan("60% số thôn có nhà văn hóa.")) == "Ủy ban nhân dân huyện Suối Vàng"
    nobody = Head(place=LOWER.place, number=None, date=None, issuer=False)
    assert writing.issuer(lower_plan("60% số thôn có nhà văn hóa.", head=nobody)) == "cơ quan soạn thảo"


@pytest.mark.parametrize(
    ("level", "word"),
    [
        (Level.NATIONAL, "trung ương"),
        (Level.PROVINCE, "tỉnh"),
        (Level.DISTRICT, "huyện"),
        (Level.COMMUNE, "xã"),
        (None, "địa phương"),
    ],
)
def test_level(level: Level | None, word: str) -> None:
    assert writing.level(level) == word


def test_city_is_named_as_such() -> None:
    assert writing.level(Level.PROVINCE, place="thành phố Bến Ngự") == "thành phố"
