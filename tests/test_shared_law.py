"""Drafts beside the project on which the law was once told wrongly, or not told: now told as it was on their day."""

from __future__ import annotations

from functools import cache

import pytest

from compare.model import Finding
from compare.reviewing import review
from extract import read_plan
from extract.model import Level
from tests.real import FOLDER

pytestmark = pytest.mark.shared

EXAMPLES = FOLDER / "law" / "examples"
RIGHT: dict[str, tuple[str, ...]] = {
    "false_bac_ninh_2026-10": ("TN08/low xã Bố Hạ -> phường Bố Hạ",),
    "false_dong_nai_2026-05": (),
    "false_place_of_seat_district": (),
    "false_place_of_seat_province": (),
    "false_quang_ninh_2026-10": ("TT14/note 89/2025/QH15",),
    "missed_2026-03": (
        "CC05/critical 65/2025/QH15 -> Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025",
        "CC05/critical 45/2025/NĐ-CP -> 150/2025/NĐ-CP",
        "CC05/critical 38/2013/QH13 -> Luật Việc làm năm 2025",
        "CC05/medium 90/QĐ-TTg -> 417/QĐ-BNNMT",
        "CC05/medium 1719/QĐ-TTg -> 417/QĐ-BNNMT",
        "TN03/low Tỉnh Kon Tum -> tỉnh Quảng Ngãi",
        "TN08/low huyện Ngọc Hồi -> xã Bờ Y",
        "TT15/note 90/QĐ-TTg",
    ),
    "missed_amending_law_2025-05": (
        "CC05/critical 47/2019/QH14 -> Luật Tổ chức chính quyền địa phương ngày 19 tháng 02 năm 2025",
        "CC05/critical 47/2019/QH14 -> Luật Tổ chức Chính phủ ngày 18 tháng 02 năm 2025",
        "CC05/note 24/2014/NĐ-CP -> 45/2025/NĐ-CP",
        "TT14/note 47/2019/QH14",
        "TT15/note 24/2014/NĐ-CP",
    ),
    "missed_bac_ninh_2026-10": (
        "TN03/low tỉnh Bắc Ninh -> thành phố Bắc Ninh",
        "TN08/low xã Yên Phong -> phường Yên Phong",
    ),
    "missed_budget_law_2026": (
        "CC05/critical 83/2015/QH13 -> Luật Ngân sách nhà nước ngày 25 tháng 6 năm 2025",
        "CC05/note 163/2016/NĐ-CP -> 73/2026/NĐ-CP",
    ),
    "missed_commune_offices_2026": (
        "TN01/low Sở Thông tin và Truyền thông -> Sở Khoa học và Công nghệ",
        "TN01/low Phòng Lao động - Thương binh và Xã hội -> Phòng Văn hóa - Xã hội",
        "TN01/note Phòng Nội vụ -> Phòng Văn hóa - Xã hội",
        "TN01/note Phòng Tư pháp -> Văn phòng Hội đồng nhân dân và Ủy ban nhân dân",
        "TN01/note Phòng Y tế -> Phòng Văn hóa - Xã hội",
        "TN01/note Phòng Dân tộc -> Phòng Văn hóa - Xã hội",
        "TN03/low UBND huyện",
    ),
    "missed_drug_law_2026-08": (
        "CC05/critical 73/2021/QH14 -> Luật Phòng, chống ma túy ngày 10 tháng 12 năm 2025",
        "CC05/critical 24/2018/QH14 -> Luật An ninh mạng ngày 10 tháng 12 năm 2025",
        "TN01/low Sở Lao động - Thương binh và Xã hội -> Công an",
        "TT15/note 116/2021/NĐ-CP",
    ),
    "wrong_advice_2025-04": (
        "CC05/critical 77/2015/QH13 -> Luật Tổ chức chính quyền địa phương ngày 19 tháng 02 năm 2025",
        "CC05/note 37/2014/NĐ-CP -> 45/2025/NĐ-CP",
        "TN01/low Phòng Lao động - Thương binh và Xã hội -> cơ quan được Ủy ban nhân dân huyện giao",
        "TN01/low Phòng Nông nghiệp và Phát triển nông thôn -> Phòng Nông nghiệp và Môi trường.",
        "TN01/low Phòng Tài nguyên và Môi trường -> Phòng Nông nghiệp và Môi trường.",
        "TN08/low huyện Nông Sơn -> huyện Quế Sơn",
        "TT15/note 37/2014/NĐ-CP",
    ),
}
"""For each draft its findings on law, bodies, places and form: rule/severity, what is cited, and what is proposed.

The upper plan beside the drafts is of another province and is cited by none, which CC01, CC02 and CC04 tell.
"""
FAMILIES, FILES = ("TN", "CC", "TT"), ("CC01", "CC02", "CC04")
LEVELS = {"false_bac_ninh_2026-10", "false_dong_nai_2026-05", "false_quang_ninh_2026-10"}


@cache
def found(name: str) -> tuple[Finding, ...]:
    above = read_plan(EXAMPLES / "ref.txt")
    told = review(read_plan(EXAMPLES / f"{name}.txt"), [above]).findings
    return tuple(one for one in told if one.rule[:2] in FAMILIES and one.rule not in FILES)


def test_every_example_is_judged() -> None:
    assert {path.stem for path in EXAMPLES.glob("*.txt")} == {*RIGHT, "ref"}


@pytest.mark.parametrize("name", sorted(RIGHT))
def test_an_example_is_told_rightly(name: str) -> None:
    findings = found(name)
    wanted = [line.split(" ", 1) for line in RIGHT[name]]
    for head, words in wanted:
        cited, _, proposed = words.partition(" -> ")
        assert any(
            f"{one.rule}/{one.severity}" == head and cited in one.message and proposed in f"{one.suggestion}"
            for one in findings
        ), (head, words)
    # Nothing else is told; a finding with two successors is one.
    assert {f"{one.rule}/{one.severity}" for one in findings} == {head for head, _ in wanted}
    assert len(findings) == len({line.partition(" -> ")[0] for line in RIGHT[name]})


@pytest.mark.parametrize("name", sorted(LEVELS))
def test_a_new_city_is_of_the_level_of_provinces(name: str) -> None:
    assert read_plan(EXAMPLES / f"{name}.txt").masthead.level is Level.PROVINCE


def test_no_district_is_sent_to_an_office_of_a_commune() -> None:
    for one in found("wrong_advice_2025-04"):
        assert "đặc khu" not in f"{one.message} {one.suggestion}"
        assert "150/2025" not in f"{one.message} {one.suggestion}"
