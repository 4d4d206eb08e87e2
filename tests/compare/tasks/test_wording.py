"""What the findings on tasks ask of a draft, in words that can be sent."""

from __future__ import annotations

from dataclasses import replace

import pytest

from compare.model import Finding, Severity
from compare.reviewing import review
from compare.rules import RULES
from compare.tasks.adapting import adapted
from compare.tasks.duties import matter, pieces
from tests.compare.plans import LOWER, UPPER
from tests.compare.task_cases import plan_with, said

FAR = replace(UPPER, period="giai đoạn 2021 - 2030")
TASKS, WORK = "II. NHIỆM VỤ, GIẢI PHÁP", "III. TỔ CHỨC THỰC HIỆN"
OTHER = "1. Trồng cây bóng mát ở công viên."


def found(upper: list[str], lower: list[str]) -> list[Finding]:
    """The findings on tasks, without those on lead bodies."""
    every = said(review(plan_with(LOWER, lower), [plan_with(FAR, upper)]))
    return [finding for finding in every if finding.rule != "NV05"]


@pytest.mark.parametrize(
    ("asked", "own"),
    [
        (
            "Lập bản đồ ao hồ giai đoạn 2021 - 2030 trên địa bàn tỉnh",
            "lập bản đồ ao hồ giai đoạn 2021 - 2025 trên địa bàn huyện",
        ),
        (
            "Thống kê giếng khoan trên địa bàn tỉnh Hà Lĩnh",
            "thống kê giếng khoan trên địa bàn huyện Suối Vàng",
        ),
        ("Đánh số nhà trong toàn tỉnh", "đánh số nhà trong toàn huyện"),
        ("Ủy ban nhân dân cấp huyện cắm biển tên làng", "cắm biển tên làng"),
        ("Sở Y tế mở lớp sơ cứu", "Sở Y tế mở lớp sơ cứu"),
        # All levels below the upper one are the draft's own and the one below it.
        (
            "Đưa việc trồng cây vào nghị quyết của các ngành, địa phương",
            "đưa việc trồng cây vào nghị quyết của huyện, xã",
        ),
        ("Giao ban của các địa phương ven biển", "giao ban của các địa phương ven biển"),
        # Another province, other years and a body of the province stay as they are.
        ("Học tập tỉnh Bắc Lâm giai đoạn 2016 - 2020", "học tập tỉnh Bắc Lâm giai đoạn 2016 - 2020"),
        ("Phối hợp với Công an tỉnh", "phối hợp với Công an tỉnh"),
    ],
)
def test_a_request_has_the_draft_own_place_and_years(asked: str, own: str) -> None:
    assert adapted(asked, plan_with(FAR, [TASKS, OTHER]), plan_with(LOWER, [TASKS, OTHER])) == own


def test_a_missing_task_is_asked_with_its_place() -> None:
    upper = [
        TASKS,
        "1. Lập bản đồ các điểm ngập giai đoạn 2021 - 2030 trên địa bàn tỉnh.",
        "2. Trồng cây bóng mát.",
    ]
    (finding,) = found(upper, [TASKS, OTHER])
    assert finding.rule == "NV01"
    asked = "nhiệm vụ lập bản đồ các điểm ngập giai đoạn 2021 - 2025 trên địa bàn huyện, theo khoản 1 Mục II Kế hoạch"
    assert asked in (finding.suggestion or "")  # no longer the plan's own words: no quotation marks


def test_partners_are_told_only_where_named() -> None:
    asked = "1. Sở Y tế chủ trì, phối hợp với Sở Nội vụ nuôi dưỡng nhóm tình nguyện ở thôn."
    (finding,) = found([TASKS, asked], [TASKS, OTHER])
    assert "; do Sở Y tế chủ trì; kế hoạch cấp trên chưa giao rõ cho địa phương" in finding.message
    assert " theo phân cấp (khoản 1 Mục II Kế hoạch" in (finding.suggestion or "")
    assert "địa phương phối hợp" not in finding.message


@pytest.mark.parametrize("answer", [OTHER, "1. Sơn lại cầu treo ở thôn."])
def test_a_supported_task_has_one_treatment(answer: str) -> None:
    asked = (
        "1. Sở Xây dựng chủ trì, phối hợp với Ủy ban nhân dân cấp huyện khảo sát bến đò, cầu treo, đập tràn."
    )
    (finding,) = found([TASKS, asked], [TASKS, answer])
    assert (finding.rule, finding.severity) == ("NV12", Severity.MEDIUM)
    assert "đập tràn” (khoản 1 Mục II Kế hoạch " in finding.message
    assert finding.message.endswith("; cơ quan cấp trên chủ trì, địa phương phối hợp).")
    assert "đập tràn” theo khoản 1 Mục II " in (finding.suggestion or "")
    assert finding.suggestion
    assert finding.suggestion.endswith("hoặc cho biết đã lồng ghép ở mục nào.")


@pytest.mark.parametrize(
    "asked",
    [
        "1. Biên soạn tài liệu hướng dẫn ươm cây giống.",
        "1. Sở Nông nghiệp chủ trì, phối hợp với Ủy ban nhân dân cấp huyện biên soạn tài liệu ươm cây giống.",
        "1. Giáo án dạy bơi do Sở Giáo dục và Đào tạo thẩm định.",
        "1. Ủy ban nhân dân cấp huyện tổ chức thực hiện, Sở Y tế cung cấp thuốc tẩy giun.",
    ],
)
def test_work_of_the_upper_level_is_not_asked(asked: str) -> None:
    assert found([TASKS, asked], [TASKS, OTHER]) == []


def test_material_is_asked_of_the_level_that_is_named() -> None:
    asked = "1. Ủy ban nhân dân các huyện: Biên soạn tài liệu hướng dẫn ươm cây giống."
    (finding,) = found([TASKS, OTHER, WORK, asked], [TASKS, OTHER])
    assert finding.rule == "NV01"


def test_short_words_are_quoted_with_their_task() -> None:
    asked = "1. Nâng cao chất lượng công tác; đo kiểm thính lực."
    (finding,) = found([TASKS, asked], [TASKS, "1. Thử thị lực, cân nặng; đo gạo; kiểm nước."])
    assert finding.rule == "NV12"
    assert "nâng cao chất lượng công tác; đo kiểm thính lực" in finding.message


def test_only_a_clear_part_is_named_as_there() -> None:
    upper = [TASKS, "1. Phát mũ bảo hiểm cho học sinh lớp một; kẻ vạch sang đường trước cổng trường."]
    (clear,) = found(upper, [TASKS, "1. Phát mũ bảo hiểm cho học sinh lớp một."])
    assert "dự thảo đã nêu “Phát mũ bảo hiểm cho học sinh lớp một”" in clear.message
    assert clear.draft is not None
    (vague,) = found(upper, [TASKS, "1. Vận động đội mũ bảo hiểm cho học sinh trung học, người đi xe máy."])
    assert "chưa thấy dự thảo nêu phần “kẻ vạch sang đường trước cổng trường”" in vague.message
    assert vague.draft is None


def test_only_the_plan_that_lacks_is_asked() -> None:
    put = "ưa nhiệm vụ phát triển nghề rèn vào"
    upper = (
        f"1. Đ{put} chương trình, kế hoạch phát triển kinh tế - xã hội hằng năm của các ngành, địa phương."
    )
    given = f"1. Các xã quán triệt, đ{put} chương trình công tác hằng năm."
    (finding,) = found([TASKS, upper], [TASKS, given])
    assert finding.rule == "NV03"
    asked = f"đ{put} kế hoạch phát triển kinh tế - xã hội hằng năm của huyện, xã, theo khoản 1 Mục II"
    assert f"bổ sung nội dung {asked}" in (finding.suggestion or "")


def test_an_inner_day_is_not_moved_onto_the_upper_one() -> None:
    asked = "1. Ủy ban nhân dân các huyện: Báo cáo Sở Nội vụ trước ngày 05 tháng 12 hằng năm."
    inner = "1. Phòng Nội vụ: Tổng hợp, báo cáo Ủy ban nhân dân huyện trước ngày 10 tháng 12 hằng năm."
    (finding,) = found([TASKS, OTHER, WORK, asked], [TASKS, OTHER, WORK, inner])
    assert finding.rule == "NV10"
    assert "hạn báo cáo nội bộ trước ngày 10 tháng 12" in finding.message
    assert "hạn báo cáo nội bộ kỳ năm sớm hơn ngày 05 tháng 12" in (finding.suggestion or "")
    upward = "1. Phòng Nội vụ: Báo cáo Sở Nội vụ trước ngày 10 tháng 12 hằng năm."
    (finding,) = found([TASKS, OTHER, WORK, asked], [TASKS, OTHER, WORK, upward])
    assert "từ “trước ngày 10 tháng 12” thành “trước ngày 05 tháng 12”" in (finding.suggestion or "")


def test_a_day_is_quoted_as_it_stands() -> None:
    asked = (
        "1. Ủy ban nhân dân các huyện: Báo cáo Sở Nội vụ trước ngày 05 tháng 6 và ngày 05 tháng 12 hằng năm."
    )
    given = "1. Phòng Nội vụ: Báo cáo Sở Nội vụ trước ngày 05 tháng 6 và ngày 12 tháng 12 hằng năm."
    (finding,) = found([TASKS, OTHER, WORK, asked], [TASKS, OTHER, WORK, given])
    assert "từ “ngày 12 tháng 12” thành “ngày 05 tháng 12”" in (finding.suggestion or "")


def test_a_review_without_a_time_is_named() -> None:
    asked = "1. Ủy ban nhân dân các huyện: Đánh giá giữa kỳ vào năm 2023, tổng kết vào năm 2025."
    given = "1. Phòng Nội vụ: Định kỳ sơ kết, kiểm tra các xã; tổng kết vào năm 2025."
    (finding,) = found([TASKS, OTHER, WORK, asked], [TASKS, OTHER, WORK, given])
    assert finding.rule == "NV11"
    assert "đã nêu “Định kỳ sơ kết, kiểm tra …”, chưa nêu rõ việc đánh giá giữa kỳ" in finding.message
    assert "nêu rõ thời điểm đánh giá giữa kỳ" in (finding.suggestion or "")


def test_groups_without_a_body_have_a_noun_and_a_place_once() -> None:
    led = [
        line
        for number, work in enumerate(("Nước sạch", "Chợ", "Đường làng", "Cây xanh"), 1)
        for line in (
            f"{number}. {work}",
            f"a) Nội dung: Sửa chữa {work.lower()} ở các thôn.",
            "b) Đơn vị thực hiện: Phòng Kinh tế chủ trì.",
        )
    ]
    bare = [
        "5. Công tác điều hành",
        "- Giao ban hằng tháng với các xã.",
        "- Phân công người theo dõi từng thôn.",
    ]
    found_ones = said(review(plan_with(LOWER, [TASKS, *led, *bare]), [plan_with(FAR, [TASKS, OTHER])]))
    (finding,) = [finding for finding in found_ones if finding.rule == "NV05"]
    assert finding.message.count("“Công tác điều hành”") == 1
    assert "nhóm nhiệm vụ tại khoản 5 Mục II (“Công tác điều hành”)" in finding.message


def test_an_abbreviation_ends_no_clause() -> None:
    assert list(pieces("Phối hợp với UBND TP. Bến Ngự dọn kênh. Trồng lại hàng cây.")) == [
        "Phối hợp với UBND TP. Bến Ngự dọn kênh",
        "Trồng lại hàng cây",
    ]


def test_help_of_others_is_part_of_the_work() -> None:
    text = "Ủy ban nhân dân cấp huyện phối hợp với Sở Y tế, Sở Nội vụ tổ chức khám mắt"
    assert matter(text) == "phối hợp với Sở Y tế, Sở Nội vụ tổ chức khám mắt"


def test_a_task_is_quoted_once() -> None:
    upper = [TASKS, "1. Bố trí phòng tạm lánh cho người gặp nạn ở bến sông; hoàn thành trước năm 2023."]
    lower = [TASKS, "1. Nghiên cứu, đề xuất bố trí phòng tạm lánh cho người gặp nạn ở bến sông."]
    (weaker, *_) = [one.suggestion or "" for one in found(upper, lower) if one.rule == "NV02"]
    assert "giao cụ thể nhiệm vụ “bố trí phòng tạm lánh cho người gặp nạn ở bến sông” cho phù hợp" in weaker


def test_no_template_of_tasks_quotes_twice() -> None:
    """The words of a task bring their own marks, where they are the plan's own."""
    tasks = [rule for rule in RULES.values() if rule.code.startswith("NV")]
    assert not [rule.code for rule in tasks if "“{whole}”" in f"{rule.message}{rule.suggestion}"]
