"""How a target is named in headlines, rows and requests: the author's own words, whole, without another area."""

from __future__ import annotations

import pytest

from compare.model import Review
from compare.reviewing import review
from templates.letter.arrange import letter_of
from templates.letter.office import Office
from templates.report.arrange import arrange
from templates.report.cards import cards
from tests.compare.plans import FAR, LOWER, lower_plan, nation_plan, upper_plan


def headline(found: Review, rule: str) -> str:
    (told,) = [card.headline for card in cards(found) if rule in card.rules]
    return told


def compared(upper: str, lower: str) -> Review:
    return review(lower_plan(lower), [upper_plan(upper)])


@pytest.mark.parametrize(
    ("upper", "lower", "rule", "told"),
    [
        # The area of the upper plan is not the draft's.
        (
            "Số vụ cháy rừng trên địa bàn tỉnh Hà Lĩnh giảm ít nhất 20% so với năm 2020.",
            "Số vụ cháy rừng giảm ít nhất 20% so với năm 2018.",
            "CT09",
            "Số vụ cháy rừng: dự thảo lấy năm 2018 làm mốc so sánh, Kế hoạch số 45 lấy năm 2020",
        ),
        (
            "Tỷ lệ chợ toàn tỉnh có bảng giá đạt 80% vào năm 2025.",
            "Tỷ lệ chợ có bảng giá đạt 70% vào năm 2025.",
            "CT02",
            "Tỷ lệ chợ có bảng giá: dự thảo nêu đạt 70%, thấp hơn yêu cầu đạt 80%",
        ),
        # A kind of places is none.
        (
            "Tỷ lệ đường trên địa bàn huyện nghèo được cứng hóa đạt 80% vào năm 2025.",
            "Tỷ lệ đường trên địa bàn huyện nghèo được cứng hóa đạt 70% vào năm 2025.",
            "CT02",
            "Tỷ lệ đường trên địa bàn huyện nghèo được cứng hóa: dự thảo nêu đạt 70%, thấp hơn yêu cầu đạt 80%",
        ),
        # A softer commitment is told by the level that it leaves.
        (
            "Ít nhất 85% hộ trồng chè được cấp mã số vùng trồng.",
            "Phấn đấu 85% hộ trồng chè được cấp mã số vùng trồng.",
            "CT04",
            "Hộ trồng chè được cấp mã số vùng trồng: dự thảo nêu phấn đấu đạt 85%, chưa bảo đảm mức “ít nhất 85%”",
        ),
        # A dropped part with its value.
        (
            "Ít nhất 80% hộ nuôi bò được tập huấn, trong đó ít nhất 90% hộ nghèo nuôi bò được hỗ trợ giống cỏ.",
            "Ít nhất 80% hộ nuôi bò được tập huấn.",
            "CT06",
            "Hộ nuôi bò được tập huấn: dự thảo chưa nêu nội dung “ít nhất 90% hộ nghèo nuôi bò được hỗ trợ giống cỏ”",
        ),
    ],
)
def test_a_headline_names_the_target_alone(upper: str, lower: str, rule: str, told: str) -> None:
    assert headline(compared(upper, lower), rule) == told


def test_a_dropped_part_is_asked_for_at_its_target() -> None:
    upper = (
        "Ít nhất 80% hộ nuôi bò được tập huấn, trong đó ít nhất 90% hộ nghèo nuôi bò được hỗ trợ giống cỏ."
    )
    letter = letter_of(compared(upper, "Ít nhất 80% hộ nuôi bò được tập huấn."), Office())
    (row,) = letter.rows
    assert row.draft[0].endswith("“Ít nhất 80% hộ nuôi bò được tập huấn”")
    assert "vào chỉ tiêu này" in row.wishes[0]
    assert letter.points[0].startswith(
        "Hộ nuôi bò được tập huấn: dự thảo chưa nêu nội dung “ít nhất 90% hộ nghèo nuôi bò"
    )


def test_a_share_names_its_base() -> None:
    found = review(
        lower_plan("Từ năm 2021 đến năm 2025, xây dựng 02 nhà văn hóa mẫu."),
        [upper_plan("Giai đoạn 2021 - 2030, xây dựng 20 nhà văn hóa mẫu tại các huyện.", head=FAR)],
    )
    told = headline(found, "CT13")
    assert told.endswith("bằng 20% mức bình quân 5 năm của toàn tỉnh là 10 nhà")


@pytest.mark.parametrize(
    ("sentence", "label"),
    [
        ("Mỗi xã có ít nhất 02 đội thu gom rác thải nhựa.", "Mỗi xã có ít nhất 02 đội thu gom rác thải nhựa"),
        ("Giảm 15% số vụ cháy rừng so với năm 2020.", "Số vụ cháy rừng"),
        ("Ít nhất 70% số chợ có bảng giá.", "Chợ có bảng giá"),
        ("Từ 65% số chợ trở lên có bảng giá.", "Từ 65% số chợ trở lên có bảng giá"),
        ("Cấp giống cây cho 500 hộ gia đình trồng rừng.", "Cấp giống cây cho 500 hộ gia đình trồng rừng"),
    ],
)
def test_a_row_has_the_authors_words(sentence: str, label: str) -> None:
    (row,) = arrange(compared(sentence, sentence)).rows
    assert row.subject == label


def test_a_second_horizon_has_the_name_of_the_first() -> None:
    upper = (
        "Số hợp tác xã có kho lạnh năm 2025 gấp 1,5 lần so với năm 2020; năm 2030 gấp 2 lần so với năm 2020."
    )
    found = review(lower_plan("Tuyên truyền cho 60% hộ dân."), [upper_plan(upper, head=FAR)])
    assert {row.subject for row in arrange(found).rows} == {"Số hợp tác xã có kho lạnh"}


def test_each_place_and_a_bound_behind_add_nothing() -> None:
    for upper, lower in (
        ("Ít nhất 65% số chợ, siêu thị có bảng giá.", "Từ 65% số chợ, siêu thị trở lên có bảng giá."),
        ("Mỗi xã, thị trấn có ít nhất 01 kho lạnh.", "Từng xã, thị trấn có tối thiểu 01 kho lạnh."),
    ):
        (row,) = arrange(compared(upper, lower)).rows
        (answer,) = [answer for answer in row.cells if answer]
        assert not [told for told in answer.differences if "thêm" in told]


def test_a_condition_is_told_with_its_whole_list() -> None:
    found = compared(
        "60% hợp tác xã có kho lạnh.", "60% hợp tác xã đủ điều kiện về vốn và nhân lực có kho lạnh."
    )
    (row,) = arrange(found).rows
    (answer,) = [answer for answer in row.cells if answer]
    assert answer.differences == ("Điều kiện: dự thảo “đủ điều kiện về vốn và nhân lực”, cấp trên không nêu",)


def test_one_missing_target_of_two_plans_is_one_row() -> None:
    same, other = "Ít nhất 70% chợ có bảng giá.", "Ít nhất 90% tàu cá gắn thiết bị giám sát."
    plans = [nation_plan(same, other), upper_plan(same, other.replace("90%", "95%"))]
    rows = arrange(review(lower_plan("Trồng mới 300 ha rừng.", head=LOWER), plans)).rows
    filled = [(row.subject, [answer is not None for answer in row.cells]) for row in rows]
    assert ("Chợ có bảng giá", [True, True]) in filled
    assert sorted(told for name, told in filled if name.startswith("Tàu cá")) == [
        [False, True],
        [True, False],
    ]
