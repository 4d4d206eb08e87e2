"""Quotes: whole clauses in the author's own words, and units with their whole noun."""

from __future__ import annotations

import pytest

from extract.language import writing
from tests.compare.plans import lower_plan, measure

LONG = (
    "Đạt 60% số thôn có nhà văn hóa vào năm 2025, ưu tiên thôn vùng cao, vùng biên giới của các xã phía bắc, "
    "hoàn thành trước quý IV hằng năm tại mọi địa bàn khó khăn của tỉnh."
)


@pytest.mark.parametrize("limit", [40, 70, 110])
def test_a_long_quote_ends_with_a_clause(limit: int) -> None:
    text = writing.excerpt(measure(LONG), limit)
    kept = text.removesuffix(" …")
    assert text != kept
    assert "60%" in kept
    assert LONG[len(kept)] == ","
    assert kept == LONG[: len(kept)]


def test_a_quote_is_not_cut_before_its_value() -> None:
    sentence = (
        "Tỷ lệ thôn vùng cao, vùng xa, vùng biên giới của các xã phía bắc có nhà văn hóa đạt chuẩn là 60%"
    )
    assert writing.excerpt(measure(f"{sentence}."), 40) == sentence


@pytest.mark.parametrize(
    ("sentence", "at", "quote"),
    [
        # The predicate of two values stands behind the second.
        ("80% số xã, 60% số thôn được phủ sóng.", 0, "80% số xã, 60% số thôn được phủ sóng"),
        ("80% số xã có đài, 60% số thôn có loa.", 0, "80% số xã có đài"),
        # A clause that leans on the one before it is quoted with it.
        (
            "Trồng 12 triệu cây trong cả giai đoạn; tính theo dân số đạt 12 cây/người.",
            1,
            "Trồng 12 triệu cây trong cả giai đoạn; tính theo dân số đạt 12 cây/người",
        ),
        ("Trồng 12 triệu cây; thu nhập đạt 52 triệu đồng/người.", 1, "thu nhập đạt 52 triệu đồng/người"),
    ],
)
def test_a_quote_can_stand_alone(sentence: str, at: int, quote: str) -> None:
    (target,) = lower_plan(sentence).targets
    assert writing.excerpt(target.measures[at], item=target.text) == quote


def test_a_cut_bracket_is_left_out() -> None:
    assert (
        writing.clauses("Số năm sống khỏe của người dân (67 năm vào năm 2025;")
        == "Số năm sống khỏe của người dân"
    )


@pytest.mark.parametrize(
    ("sentence", "requirement"),
    [
        ("Tổng tỷ suất sinh 2,1 con/phụ nữ đến năm 2025.", "2,1 con/phụ nữ"),
        ("Bố trí 25.000 đồng/người cao tuổi/năm cho việc này.", "25.000 đồng/người cao tuổi/năm"),
        ("Sinh hoạt 02 buổi/khu phố (ấp)/năm.", "02 buổi/khu phố/năm"),
        (
            "Số người mắc lao mới còn 130/100.000 dân năm 2025, 80/100.000 dân năm 2030.",
            "còn 130 trên 100.000 dân",
        ),
        ("Người dân không phải chờ quá 25 phút mỗi lượt.", "không quá 25 phút"),
        ("Chỉ số cải cách hành chính xếp thứ 28 trở lên.", "thứ 28 trở lên"),
    ],
)
def test_units_keep_their_whole_noun(sentence: str, requirement: str) -> None:
    assert writing.requirement(lower_plan(sentence).targets[0].measures[0]) == requirement
