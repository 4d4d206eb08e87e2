"""What is said and asked of a target that is weaker or not comparable: fit to send as it stands."""

from __future__ import annotations

import doctest
from dataclasses import replace

import pytest

from compare import review
from compare.model import Finding, Review
from compare.rules.targets import rewriting
from extract.language import writing
from tests.compare.plans import LOWER, NATION_BASIS, Head, lower_plan, nation_plan, reviewed, upper_plan
from tests.compare.rules.targets.test_suggestions import SUGGESTED, suggestion


def found(result: Review, rule: str) -> Finding:
    return next(finding for finding in result.findings if finding.rule == rule)


@pytest.mark.parametrize(
    ("upper", "lower", "rule", "asked"),
    [
        (
            "Tỷ lệ hộ thiếu nước còn 4%.",
            "Tỷ lệ hộ thiếu nước còn 6%.",
            "CT02",
            "điều chỉnh chỉ tiêu “Tỷ lệ hộ thiếu nước còn 6%” xuống còn 4% cho phù hợp",
        ),
        (
            "Số tổ đan lát gấp 2 lần năm 2020.",
            "Số tổ đan lát gấp 1,5 lần năm 2020.",
            "CT02",
            "điều chỉnh chỉ tiêu “Số tổ đan lát gấp 1,5 lần năm 2020” lên gấp 2 lần cho phù hợp",
        ),
        (
            "70% số bến đò có áo phao vào năm 2024.",
            "70% số bến đò có áo phao đến hết năm 2026.",
            "CT03",
            "sửa “đến hết năm 2026” thành “đến hết năm 2024” tại chỉ tiêu “70% số bến đò có áo phao đến",
        ),
        (
            "Tỷ lệ lồng bè được đăng ký đạt trên 80%.",
            "Tỷ lệ lồng bè được đăng ký đạt 80%.",
            "CT04",
            "sửa “đạt 80%” thành “đạt trên 80%” tại chỉ tiêu “Tỷ lệ lồng bè được đăng ký đạt 80%”",
        ),
        (
            "Giảm ít nhất 20% số vụ đuối nước so với năm 2020.",
            "Giảm ít nhất 20% số vụ đuối nước so với năm 2019.",
            "CT09",
            "sửa “so với năm 2019” thành “so với năm 2020” tại chỉ tiêu “Giảm ít nhất 20%",
        ),
        (
            "Giảm ít nhất 20% số vụ đuối nước so với năm 2020.",
            "Giảm ít nhất 20% số vụ đuối nước.",
            "CT09",
            "bổ sung “so với năm 2020” vào chỉ tiêu “Giảm ít nhất 20% số vụ đuối nước”",
        ),
        (
            "Tỷ lệ lớp học có quạt đạt 75%.",
            "Tỷ lệ lớp học có quạt tăng 75% so với năm 2020.",
            "CT10",
            "nêu lại chỉ tiêu “Tỷ lệ lớp học có quạt tăng 75% so với năm 2020” theo mức phải đạt như",
        ),
        (
            "Tỷ lệ giếng khoan được lấp đạt 65%.",
            "Từng bước lấp các giếng khoan không sử dụng.",
            "CT16",
            "nêu số liệu cụ thể (65% vào năm 2025) cho nội dung “Từng bước lấp các giếng khoan",
        ),
        (
            "Mỗi năm đào tạo khoảng 30 thợ rèn.",
            "Đào tạo thợ rèn theo nhu cầu của địa phương.",
            "CT16",
            "nêu số liệu cụ thể cho nội dung “Đào tạo thợ rèn theo nhu cầu của địa phương” theo mức được phân bổ từ",
        ),
    ],
)
def test_a_request_names_the_change(upper: str, lower: str, rule: str, asked: str) -> None:
    assert suggestion(upper, lower, rule).startswith(asked)


@pytest.mark.parametrize(
    ("upper", "lower", "rules", "new"),
    [
        (
            "Ít nhất 80% hộ dân, trạm y tế và trường học có thùng phân loại rác.",
            "Phấn đấu khoảng 70% hộ dân, trường học có thùng phân loại rác.",
            ("CT02", "CT04", "CT05"),
            "Ít nhất 80% hộ dân, trạm y tế, trường học có thùng phân loại rác",
        ),
        (
            "Ít nhất 60% hộ dân, cơ quan, trường học, chợ có thùng rác.",
            "Phần đấu 50% hộ dân, chợ có thùng rác nếu bố trí được kinh phí.",
            ("CT02", "CT04", "CT05", "CT22"),
            "Ít nhất 60% hộ dân, cơ quan, trường học, chợ có thùng rác",
        ),
        (
            "Trên 70% số bến đò có áo phao vào năm 2024.",
            "Phấn đấu ít nhất 70% số bến đò có áo phao vào năm 2025.",
            ("CT03", "CT04"),
            "Trên 70% số bến đò có áo phao vào năm 2024",
        ),
        (
            "Đến năm 2023 có 50%, đến năm 2025 có 70% số tàu cá gắn thiết bị.",
            "Phấn đấu đến năm 2023 có 50%, đến năm 2025 có 70% số tàu cá gắn thiết bị.",
            ("CT04",),
            "Đến năm 2023 có 50%, đến năm 2025 có 70% số tàu cá gắn thiết bị",
        ),
    ],
)
def test_several_weaknesses_have_one_new_sentence(
    upper: str, lower: str, rules: tuple[str, ...], new: str
) -> None:
    result = reviewed(upper, lower)
    told = {one.rule: one.suggestion or "" for one in result.findings if one.rule in rules}
    assert tuple(sorted(told)) == rules
    (asked,) = set(told.values())
    assert asked.startswith(f"{SUGGESTED}sửa chỉ tiêu “{lower.rstrip('.')}” thành “{new}”")


def test_a_slip_that_goes_is_named() -> None:
    asked = suggestion(
        "Ít nhất 60% hộ dân, cơ quan, chợ có thùng rác.", "Phần đấu 50% hộ dân, chợ có thùng rác.", "CT02"
    )
    assert "(bỏ từ viết nhầm “Phần đấu”)" in asked


def test_a_slip_that_goes_is_not_corrected_too() -> None:
    upper = "Ít nhất 60% hộ dân có thùng rác."
    firmer, equal = (
        reviewed(text, "Phần đấu 60% hộ dân có thùng rác.")
        for text in (upper, upper.replace("Ít nhất", "Phấn đấu"))
    )
    assert "bỏ từ “Phần đấu” (viết nhầm)" in (found(firmer, "CT04").suggestion or "")
    assert [one.rule for one in firmer.findings if one.rule == "TN05"] == []
    assert "sửa “Phần đấu” thành “Phấn đấu”" in (found(equal, "TN05").suggestion or "")


def test_another_wage_may_be_the_greater_one() -> None:
    upper = "Nhân viên thú y xã được hưởng phụ cấp hằng tháng tối thiểu bằng mức lương cơ sở."
    asked = (
        found(reviewed(upper, upper.replace("lương cơ sở", "lương tối thiểu vùng")), "CT08").suggestion or ""
    )
    assert asked.startswith(f"{SUGGESTED}dùng thống nhất mức “lương cơ sở” tại nội dung “")
    assert asked.endswith(
        "trường hợp chủ trương chi cao hơn, đề nghị nêu rõ mức và khả năng cân đối ngân sách."
    )


def test_without_a_place_no_sentence_lacks_a_group() -> None:
    # Nothing tells where the schools belong in the draft's words.
    upper, lower = "Ít nhất 60% trường học và hộ dân có thùng rác.", "Phấn đấu đạt 50% dân cư có thùng rác."
    for one in reviewed(upper, lower).findings:
        assert "thành “" not in (one.suggestion or "")


def test_a_total_is_no_number_for_its_part() -> None:
    upper = "Tập huấn cho 900 người làm nghề gốm."
    unit = found(reviewed(upper, "Tập huấn cho 60 lượt người làm nghề gốm."), "CT07")
    assert "dự thảo tính theo lượt người, Kế hoạch số 45/KH-UBND" in unit.message
    assert unit.message.endswith("tính theo người.")
    assert "theo người như" in (unit.suggestion or "")
    assert (unit.suggestion or "").endswith("xác định số người theo mức được giao (nếu có).")
    assert "900" not in (unit.suggestion or "")


def test_persons_of_any_kind_are_persons() -> None:
    unit = found(
        reviewed("Tập huấn cho 900 cán bộ về gốm.", "Tập huấn cho 60 lượt cán bộ, viên chức về gốm."), "CT07"
    )
    assert "dự thảo tính theo lượt người, Kế hoạch số 45/KH-UBND" in unit.message
    assert unit.message.endswith("tính theo người.")


def test_a_later_year_may_leave_the_period() -> None:
    upper = "70% số bến đò có áo phao vào năm 2024."
    inside, outside = (
        found(reviewed(upper, f"70% số bến đò có áo phao vào năm {year}."), "CT03").message
        for year in (2025, 2026)
    )
    assert inside.endswith("chậm hơn yêu cầu năm 2024.")
    assert outside.endswith("chậm hơn yêu cầu năm 2024 và nằm ngoài giai đoạn 2021 - 2025 của dự thảo.")


def with_nation(nation: str, province: str, district: str) -> Review:
    lower = lower_plan(district, head=replace(LOWER, bases=(NATION_BASIS, *LOWER.bases)))
    return review(lower, [nation_plan(nation), upper_plan(province)])


def test_what_is_exceeded_is_named() -> None:
    result = with_nation("Ít nhất 60% xóm có loa.", "Ít nhất 65% xóm có loa.", "Ít nhất 65% xóm có loa.")
    message = found(result, "CT14").message
    nation, province = (writing.document(party.masthead) for party in result.references)
    assert message.endswith(f"vượt yêu cầu ít nhất 60% của {nation}; bằng mức của {province}.")


def test_totals_are_set_against_the_plan_right_above() -> None:
    result = with_nation(
        "Trồng 9.000 ha rừng ngập mặn.", "Trồng 300 ha rừng ngập mặn.", "Trồng 30 ha rừng ngập mặn."
    )
    (one,) = [finding for finding in result.findings if finding.rule == "CT13"]
    assert "dự thảo nêu 30 ha, bằng 10% mức của toàn tỉnh (300 ha)" in one.message


def test_a_target_of_two_plans_is_counted_once() -> None:
    years = "50% xóm có loa năm 2025 và 70% năm 2030; 40% xóm có chợ năm 2025 và 60% năm 2030."
    later = replace(LOWER, period="giai đoạn 2021 - 2030", bases=(NATION_BASIS, *LOWER.bases))
    above = Head(period="giai đoạn 2021 - 2030")
    draft = lower_plan("50% xóm có loa năm 2025; 40% xóm có chợ năm 2025.", head=later)
    result = review(draft, [nation_plan(years, head=above), upper_plan(years, head=above)])
    one = found(result, "CT11")
    assert "có 02 chỉ tiêu (" in one.message
    assert "bổ sung vào Mục I các chỉ tiêu đến năm 2030 (02 chỉ tiêu)" in (one.suggestion or "")


@pytest.mark.parametrize(
    ("path", "title", "place"),
    [
        (("I", "2"), "Mục tiêu cụ thể", "vào khoản 2 Mục I các chỉ tiêu"),
        (("I", "2"), "Chỉ tiêu giai đoạn 2021 - 2030", "vào khoản 2 Mục I các chỉ tiêu"),
        (("I", "2"), "Chỉ tiêu đến năm 2025", "vào Mục I, sau khoản 2, các chỉ tiêu"),
        (("I",), "MỤC TIÊU ĐẾN NĂM 2025", "sau Mục I, các chỉ tiêu"),
    ],
)
def test_later_targets_belong_beside_those_of_other_years(
    path: tuple[str, ...], title: str, place: str
) -> None:
    targets = "Có 50% xóm có loa năm 2025{}.", "Có 40% xóm có chợ năm 2025{}."
    later, above = replace(LOWER, period="giai đoạn 2021 - 2030"), Head(period="giai đoạn 2021 - 2030")
    draft = lower_plan(*(target.format("") for target in targets), head=later)
    sections = [replace(one, title=title) if one.path == path else one for one in draft.sections]
    uppers = [upper_plan(*(target.format(" và 70% năm 2030") for target in targets), head=above)]
    one = found(review(replace(draft, sections=tuple(sections)), uppers), "CT11")
    assert f"bổ sung {place} đến năm 2030 (02 chỉ tiêu)" in (one.suggestion or "")
    assert (one.suggestion or "").endswith("hoặc điều chỉnh giai đoạn của dự thảo.")


def test_examples_of_rewriting_hold() -> None:
    assert doctest.testmod(rewriting).failed == 0


@pytest.mark.parametrize(
    ("asked", "given", "deed"),
    [
        (
            "70% hộ đạt danh hiệu gia đình văn hóa",
            "70% hộ đăng ký danh hiệu gia đình văn hóa",
            "đăng ký danh hiệu",
        ),
        ("80% rác thải được thu gom, xử lý", "80% rác thải được thu gom hoặc xử lý", "thu gom hoặc xử lý"),
    ],
)
def test_a_lesser_deed_is_named_in_place_of_equal_values(asked: str, given: str, deed: str) -> None:
    found = review(lower_plan(f"{given} vào năm 2025."), [upper_plan(f"{asked} vào năm 2025.")])
    (finding,) = [one for one in found.findings if one.rule == "CT04"]
    assert f"dự thảo nêu “{deed}”, chưa bảo đảm mức “{asked}" in finding.message
    assert f"không dừng ở mức “{deed}”, cho phù hợp với" in (finding.suggestion or "")


def test_a_lesser_deed_and_a_lesser_value_are_asked_apart() -> None:
    upper, lower = "80% rác thải được thu gom, xử lý", "70% rác thải được thu gom hoặc xử lý"
    found = review(lower_plan(f"{lower} vào năm 2025."), [upper_plan(f"{upper} vào năm 2025.")])
    wishes = {one.rule: one.suggestion or "" for one in found.findings}
    assert "lên 80%" in wishes["CT02"]
    assert f"theo yêu cầu “{upper}" in wishes["CT04"]


def test_a_value_has_its_year_where_the_sentence_has_several() -> None:
    upper = "Tỷ lệ hộ dùng nước sạch đạt 60% vào năm 2023 và 80% vào năm 2025."
    (finding,) = weaker(upper, "Tỷ lệ hộ dùng nước sạch đạt 60% vào năm 2023 và 70% vào năm 2025.")
    assert "lên 80% vào năm 2025 cho phù hợp" in (finding.suggestion or "")
    (finding,) = weaker(
        "Tỷ lệ hộ dùng nước sạch đạt 80% vào năm 2025.", "Tỷ lệ hộ dùng nước sạch đạt 70% vào năm 2025."
    )
    assert "lên 80% cho phù hợp" in (finding.suggestion or "")


def weaker(upper: str, lower: str) -> list[Finding]:
    """The findings on lesser values."""
    return [one for one in review(lower_plan(lower), [upper_plan(upper)]).findings if one.rule == "CT02"]
