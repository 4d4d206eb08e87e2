"""Tasks that are asked of a draft: what is put into a plan, bodies with a name, disclosure, halves of a clause."""

from __future__ import annotations

import pytest

from compare.decisions.settings import Settings
from compare.tasks.adapting import adapted, by, worded
from compare.tasks.alignment import align_tasks
from compare.tasks.parts import parts_of
from tests.compare.plans import LOWER, UPPER
from tests.compare.task_cases import plan_with
from tests.compare.tasks.test_parts import TASKS, asked, found

OTHER = "1. Trồng cây bóng mát quanh chợ; sơn lại cổng chào."
YEARLY = "1. Đưa nội dung tiêm phòng dại vào kế hoạch phát triển kinh tế - xã hội hằng năm của các cấp."


def test_what_is_put_into_a_plan_is_about_the_plan() -> None:
    (part,) = parts_of("đưa nội dung tiêm phòng dại vào kế hoạch phát triển kinh tế - xã hội")
    assert part.put.startswith("nội dung tiêm phòng dại")
    assert part.nucleus[1] == "kế hoạch phát triển kinh tế - xã hội"


@pytest.mark.parametrize(
    ("lower", "is_asked"),
    [
        ("1. Phòng Kinh tế mua vắc xin; tiêm phòng dại cho đàn chó ở các bản.", True),
        ("1. Tiêm phòng dại cho đàn chó; xã hội hóa việc bắt chó thả rông.", True),
        ("1. Lồng ghép việc tiêm phòng dại vào kế hoạch phát triển kinh tế - xã hội của huyện.", False),
        ("1. Mục tiêu tiêm phòng dại được ghi trong kế hoạch phát triển kinh tế - xã hội từng năm.", False),
    ],
)
def test_a_plan_of_the_economy_is_named_by_its_whole_name(lower: str, is_asked: bool) -> None:
    told = [asked(one) for one in found([YEARLY], [lower]) if one.about]
    assert any("kinh tế - xã hội" in text for text in told) is is_asked


def test_a_commune_is_the_last_of_all_levels() -> None:
    (finding,) = found([YEARLY], [OTHER], place="xã Nà Lình")
    assert "hằng năm của các cấp" not in asked(finding)


@pytest.mark.parametrize(
    ("clause", "told"),
    [
        ("Kiện toàn tổ tuần rừng các cấp.", "kiện toàn tổ tuần rừng huyện, xã"),
        ("Đo mắt cho học sinh các cấp học.", "đo mắt cho học sinh các cấp học"),
        ("Giao việc cho các cấp, các ngành.", "giao việc cho các cấp, các ngành"),
    ],
)
def test_a_district_has_two_levels(clause: str, told: str) -> None:
    assert adapted(clause, plan_with(UPPER, [TASKS, OTHER]), plan_with(LOWER, [TASKS, OTHER])) == told


@pytest.mark.parametrize(
    ("lower", "is_asked"),
    [
        ("2. Bảo vệ nguồn nước ở các bản; quản lý bến đò.", True),
        ("2. Quản lý bến đò; Ủy ban nhân dân xã cử người bảo vệ nguồn nước.", True),
        ("2. Kiện toàn Ban bảo vệ nguồn nước của huyện.", False),
        ("2. Thành lập Ban điều hành nguồn nước ở từng xã.", False),
    ],
)
def test_a_body_with_a_name_is_there_by_its_name(lower: str, is_asked: bool) -> None:
    upper = ["1. Nạo vét mương dẫn nước; kiện toàn Ban bảo vệ nguồn nước các cấp."]
    told = found(upper, ["1. Nạo vét mương dẫn nước trước mùa mưa.", lower])
    assert any("Ban bảo vệ nguồn nước" in one.about for one in told) is is_asked


@pytest.mark.parametrize(
    ("lower", "is_asked"),
    [
        ("Việc sử dụng kinh phí bảo đảm đúng quy định, công khai, tiết kiệm.", True),
        ("Phòng Y tế thực hiện các chỉ tiêu về nước sạch.", True),
        ("Công khai mức đạt các chỉ tiêu về nước sạch tại trụ sở xã.", False),
    ],
)
def test_disclosure_of_results_needs_its_verb(lower: str, is_asked: bool) -> None:
    upper = ["1. Súc rửa bể chứa; công khai kết quả thực hiện các chỉ tiêu về nước sạch."]
    told = found(upper, ["1. Súc rửa bể chứa hai lần mỗi năm.", f"2. {lower}"])
    assert any("công khai kết quả" in one.about for one in told) is is_asked


MARKS = "1. Phá dỡ lều quán lấn chiếm vỉa hè, cắm mốc giới và bàn giao cho thôn, tổ dân phố trông coi."


@pytest.mark.parametrize(
    ("lower", "lacking"),
    [
        ("1. Phá dỡ lều quán lấn chiếm vỉa hè, cắm mốc giới.", "bàn giao cho thôn, tổ dân phố trông coi"),
        ("1. Phá dỡ lều quán lấn chiếm vỉa hè, cắm mốc giới rồi giao cho các thôn trông coi.", ""),
        ("1. Phá dỡ lều quán lấn chiếm vỉa hè, cắm mốc giới, chuyển giao thôn, tổ dân phố trông coi.", ""),
        (
            "1. Năm 2023 tháo hết lều quán lấn chiếm vỉa hè.",
            "cắm mốc giới, bàn giao cho thôn, tổ dân phố trông coi",
        ),
    ],
)
def test_half_of_a_clause_is_no_whole(lower: str, lacking: str) -> None:
    told = found([MARKS], [lower])
    assert [one.about for one in told] == ([lacking] if lacking else [])


@pytest.mark.parametrize("lower", ["tuyên truyền luật hôn nhân và gia đình", "tuyên truyền bài trừ hủ tục"])
def test_a_topic_is_there_by_a_kind_of_it(lower: str) -> None:
    upper = ["1. Tuyên truyền phòng ngừa tảo hôn, bắn pháo hoa nổ; dạy nghề thêu."]
    told = found(upper, ["1. Dạy nghề thêu cho chị em.", f"2. Cán bộ tư pháp {lower}."])
    assert any("bắn pháo hoa nổ" in one.about for one in told)
    assert not any("tảo hôn" in one.about for one in told)


def test_only_the_words_of_a_plan_stand_in_quotation_marks() -> None:
    source = "Sửa cầu treo,  cầu tràn; phát quang đường ra bến."
    assert worded("sửa cầu treo, cầu tràn", source) == "“sửa cầu treo, cầu tràn”"
    assert worded("sửa cầu tràn", source) == "sửa cầu tràn"
    assert (
        worded("sửa cầu treo; phát quang đường ra bến", source) == "“sửa cầu treo”; “phát quang đường ra bến”"
    )
    assert worded("sửa cầu treo; phát quang bờ kè", source) == "sửa cầu treo; phát quang bờ kè"
    assert (by("“sửa cầu treo”"), by("sửa cầu tràn")) == (" theo", ", theo")


def test_several_tasks_are_numbered() -> None:
    head = "Sở Xây dựng chủ trì, phối hợp với Ủy ban nhân dân cấp huyện"
    upper = [f"1. {head} khảo sát bến đò, cầu treo, đập tràn.", f"2. {head} sửa chữa kè đá, cống ngầm."]
    (finding,) = found(upper, [OTHER])
    asked_for = finding.suggestion or ""
    assert "bổ sung 02 nhiệm vụ của Kế hoạch" in asked_for
    assert (
        ": (1) “khảo sát bến đò, cầu treo, đập tràn” (khoản 1 Mục II); (2) “sửa chữa kè đá, cống ngầm” ("
        in asked_for
    )
    assert finding.about == ""


def test_putting_into_another_plan_is_near() -> None:
    upper = ["1. Đưa nhiệm vụ cấp nước nông thôn vào kế hoạch phát triển kinh tế - xã hội của địa phương."]
    lower = ["1. Các bản họp dân, đưa nhiệm vụ cấp nước nông thôn vào chương trình công tác; cử người trực."]
    (finding,) = found(upper, lower)
    assert finding.rule == "NV03"
    assert "(“đưa nhiệm vụ cấp nước nông thôn vào chương trình công tác”)" in finding.message
    assert finding.draft is not None
    assert finding.draft.text.startswith("Các bản họp dân")


@pytest.mark.parametrize(
    ("lower", "is_near"),
    [
        ("xây dựng mô hình dòng họ hiếu học, tủ sách", True),
        ("khen dòng họ hiếu học", False),
        ("xây dựng mô hình dòng họ tự quản", False),
    ],
)
def test_another_thing_of_a_kind_is_near(lower: str, is_near: bool) -> None:
    upper = ["1. Hướng dẫn gia đình hiếu học, thôn bản hiếu học, cơ quan hiếu học."]
    draft = plan_with(LOWER, [TASKS, OTHER, f"2. Hội Khuyến học tham gia giám sát; {lower}."])
    (aligned,) = align_tasks(draft, [plan_with(UPPER, [TASKS, *upper])], Settings())
    alike = [held.alike for answered in aligned.duties for held in answered.parts if held.alike]
    assert bool(alike) is is_near
    assert all(lower in statement.text for statement in alike)


def test_a_task_of_a_row_shows_what_is_alike() -> None:
    upper = [
        "1. Hướng dẫn gia đình hiếu học, thôn bản hiếu học, cơ quan hiếu học; khơi thông cống thoát nước."
    ]
    lower = ["2. Mua bàn ghế.", "3. Hội Khuyến học giám sát; nhân rộng mô hình dòng họ hiếu học."]
    (finding,) = found(upper, [OTHER, *lower])
    assert finding.rule == "NV03"
    assert finding.draft is not None
    assert "dòng họ hiếu học" in finding.draft.text


@pytest.mark.parametrize(
    ("item", "shown"),
    [
        ("2. Mở lớp dạy bơi; mua áo phao cho các đò ngang.", "Mở lớp dạy bơi"),
        ("2. Mua bàn ghế cho nhà văn hóa.", "giám sát; nhân rộng mô hình dòng họ hiếu học"),
    ],
)
def test_a_task_of_the_same_field_is_shown_before_a_duty_of_a_body(item: str, shown: str) -> None:
    upper = ["1. Hướng dẫn gia đình hiếu học, thôn bản hiếu học, cơ quan hiếu học; rào chắn hố nước sâu."]
    duty = "1. Hội Khuyến học huyện: giám sát; nhân rộng mô hình dòng họ hiếu học."
    (finding,) = found(upper, [OTHER, item, "III. TỔ CHỨC THỰC HIỆN", duty])
    assert finding.rule == "NV03"
    assert finding.draft is not None
    assert finding.draft.text.startswith(shown)
    # The place of what is near is told where another item is shown.
    assert ("khoản 1 Mục III)" in finding.message) is item.startswith("2. Mở")


def test_what_a_draft_says_is_quoted_without_its_opening() -> None:
    upper = ["1. Tu sửa cầu treo qua suối ở các bản; trồng hàng rào cây quanh trạm bơm."]
    (finding,) = found(upper, ["1. Hạ tầng nông thôn: tu sửa cầu treo qua suối ở các bản; sơn cổng chào."])
    assert "dự thảo đã nêu “tu sửa cầu treo qua suối" in finding.message


@pytest.mark.parametrize(
    ("duty", "is_looked_for"),
    [
        ("chỉ tiêu của địa phương không được thấp hơn chỉ tiêu tại Kế hoạch này", False),
        ("mục tiêu đặt ra bằng hoặc cao hơn mức tỉnh giao", False),
        ("chọn giống chó có sức đề kháng không thấp hơn giống cũ", True),
    ],
)
def test_that_targets_are_no_lower_is_shown_by_their_comparison(duty: str, is_looked_for: bool) -> None:
    upper = f"1. Các huyện lập kế hoạch của địa phương trong quý I; {duty}."
    told = [asked(one) for one in found([upper], [OTHER])]
    assert any("không" in text or "cao hơn" in text for text in told) is is_looked_for
