"""The head of a plan as a reviewer says it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from compare import review
from compare.human.heading import Heading, headed, same_parts
from extract import read_plan
from extract.model import Level, Period, Plan

SAMPLES = Path(__file__).parents[3] / "samples"


@pytest.fixture(scope="module")
def plan() -> Plan:
    return read_plan(SAMPLES / "a5-kh-huyen-da-lung.txt")


def test_what_nobody_says_stands(plan: Plan) -> None:
    assert headed(plan, Heading()) == plan


def test_an_issuer_brings_its_level_and_place(plan: Plan) -> None:
    head = headed(plan, Heading(issuer="UBND xã Khuổi Bang, huyện Đá Lũng")).masthead
    assert (head.issuer, head.level, head.place) == (
        "Ủy ban nhân dân xã Khuổi Bang",
        Level.COMMUNE,
        "xã Khuổi Bang",
    )
    assert head.province == plan.masthead.province


def test_a_province_is_its_own_province(plan: Plan) -> None:
    head = headed(plan, Heading(issuer="UBND tỉnh Hà Lĩnh")).masthead
    assert (head.level, head.place, head.province) == (Level.PROVINCE, "tỉnh Hà Lĩnh", "tỉnh Hà Lĩnh")


def test_a_body_of_the_nation_has_no_place(plan: Plan) -> None:
    head = headed(plan, Heading(issuer="Thủ tướng Chính phủ")).masthead
    assert (head.level, head.place, head.province) == (Level.NATIONAL, None, None)


def test_a_number_that_is_not_there_yet_is_blank(plan: Plan) -> None:
    head = headed(plan, Heading(number="", date="")).masthead
    assert (head.number, head.number_blank, head.date, head.date_blank, head.is_draft) == (
        None,
        True,
        None,
        True,
        True,
    )
    filled = headed(plan, Heading(number="7/KH-UBND", date="2022-03-15")).masthead
    assert (filled.number, filled.number_blank, filled.date) == ("7/KH-UBND", False, "2022-03-15")


def test_a_title_brings_its_programme(plan: Plan) -> None:
    head = headed(plan, Heading(title="Thực hiện Đề án ngôi nhà xanh giai đoạn 2021 - 2025")).masthead
    assert head.programme == "Đề án ngôi nhà xanh"


def test_years_decide_what_is_due(plan: Plan) -> None:
    upper = read_plan(SAMPLES / "a2-kh-tinh.docx")
    assert plan.masthead.period == Period(start=2021, end=2025)
    later = headed(plan, Heading(period=Period(start=2021, end=2030)))
    before, after = (
        sum(pair.verdict.value == "out_of_period" for pair in review(one, [upper]).pairs)
        for one in (plan, later)
    )
    assert after < before


ALL = frozenset({"number", "date", "issuer", "title", "period"})
DATED = ("Đá Lũng, ngày      tháng      năm 2021", "Đá Lũng, ngày 12 tháng 8 năm 2021")


@pytest.mark.parametrize(
    ("old", "new", "lost"),
    [
        ("|\nCỘNG HÒA", "|\nDỰ THẢO LẦN 2\n|\nCỘNG HÒA", set()),
        (*DATED, {"date"}),
        ("Số:        /KH-UBND", "Số: 86/KH-UBND", {"number"}),
        ("HUYỆN ĐÁ LŨNG\n|", "HUYỆN ĐÁ LŨNG A\n|", {"issuer"}),
        ("Triển khai Chương trình phát triển", "Thực hiện Chương trình phát triển", {"title", "period"}),
        ("Độc lập - Tự do", "Một dòng không rõ là gì\n\nĐộc lập - Tự do", {"number", "date", "issuer"}),
        ("huyện với các nội", "huyện gồm các nội", set()),
    ],
)
def test_parts_in_the_same_words(plan: Plan, tmp_path: Path, old: str, new: str, lost: set[str]) -> None:
    text = (SAMPLES / "a5-kh-huyen-da-lung.txt").read_text(encoding="utf-8")
    assert old in text
    file = tmp_path / "lan-hai.txt"
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    assert same_parts(plan, read_plan(file)) == ALL - lost
