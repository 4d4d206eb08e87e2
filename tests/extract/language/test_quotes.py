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


@pytest.mark.parametrize(
    ("text", "limit", "cut"),
    [
        # A date, a name with its kind, a number with what it counts stay whole.
        (
            "Gửi báo cáo trước ngày 20 tháng 6 và ngày 10 tháng 12 hằng năm về Sở Nội vụ",
            47,
            "Gửi báo cáo trước ngày 20 tháng 6 …",
        ),
        (
            "Nâng cấp chợ nông sản loại hai thị trấn Bình Lư Thượng thành chợ đầu mối",
            45,
            "Nâng cấp chợ nông sản loại hai …",
        ),
        (
            "Hỗ trợ lãi suất vốn vay của 1.500 hộ kinh doanh vùng cao",
            35,
            "Hỗ trợ lãi suất vốn vay …",
        ),
        # A phrase is cut off before the word that opens it.
        (
            "Bố trí vốn từ ngân sách huyện để xây dựng cầu dân sinh",
            40,
            "Bố trí vốn từ ngân sách huyện …",
        ),
        # A list is not left behind its first word.
        (
            "Nhân viên thú y tại xã, phường, thị trấn hưởng phụ cấp bằng lương cơ sở",
            40,
            "Nhân viên thú y tại xã, phường …",
        ),
    ],
)
def test_a_quote_is_cut_between_phrases(text: str, limit: int, cut: str) -> None:
    assert writing.quote(text, limit) == cut
