"""Parts of an upper task: which of them the draft has, and what is asked of it then."""

from __future__ import annotations

from dataclasses import replace

import pytest

from compare.model import Finding, Severity
from compare.reviewing import review
from compare.tasks.adapting import adapted, is_elsewhere
from compare.tasks.answers import Window
from compare.tasks.binding import Binding, bindings
from compare.tasks.evidence import Evidence
from compare.tasks.parts import listed, parts_of
from tests.compare.plans import LOWER, UPPER
from tests.compare.task_cases import plan_with, said

TASKS = "II. NHIỆM VỤ, GIẢI PHÁP"
FIRE = (
    "1. Tuyên truyền kỹ năng thoát nạn, phòng ngừa chập điện, nổ bình gas; quản lý kho xăng dầu; "
    "tu sửa bể nước chữa cháy, mở lối cho xe thang tại khu dân cư đông."
)


def found(upper: list[str], lower: list[str], place: str = LOWER.place) -> list[Finding]:
    """The findings on missing tasks."""
    draft = plan_with(replace(LOWER, place=place), [TASKS, *lower])
    rules = ("NV01", "NV03", "NV12")
    return [one for one in said(review(draft, [plan_with(UPPER, [TASKS, *upper])])) if one.rule in rules]


def asked(finding: Finding) -> str:
    """What the finding asks for."""
    assert finding.about in (finding.suggestion or "")
    return finding.about


@pytest.mark.parametrize(
    ("clause", "parts"),
    [
        ("Khám mắt cho người cao tuổi, cấp kính", ["Khám mắt cho người cao tuổi, cấp kính"]),
        ("kiểm tra bếp ăn tập thể, xử lý cơ sở vi phạm", ["kiểm tra bếp ăn tập thể", "xử lý cơ sở vi phạm"]),
        ("duy trì chốt cửa rừng, chốt ven suối", ["duy trì chốt cửa rừng", "chốt ven suối"]),
        # A deeper list, one object of two verbs, a row of words, an alternative: no parts.
        ("cấp thẻ cho người nghèo, người có công", ["cấp thẻ cho người nghèo, người có công"]),
        ("Rà soát, tổng hợp hồ sơ cai nghiện", ["Rà soát, tổng hợp hồ sơ cai nghiện"]),
        ("chăm sóc trước, trong và sau mổ", ["chăm sóc trước, trong và sau mổ"]),
        ("sửa chữa mái hiên hoặc xây dựng nhà chờ", ["sửa chữa mái hiên hoặc xây dựng nhà chờ"]),
        (
            "Tuyên truyền về tác hại của ma túy, phòng, chống đua xe",
            ["Tuyên truyền về tác hại của ma túy, phòng, chống đua xe"],
        ),
        (
            "phổ biến luật lâm nghiệp, phòng ngừa đốt nương, săn bắt thú",
            ["phổ biến luật lâm nghiệp", "phòng ngừa đốt nương", "săn bắt thú"],
        ),
    ],
)
def test_a_clause_is_cut_into_its_parts(clause: str, parts: list[str]) -> None:
    assert [part.text for part in parts_of(clause)] == parts


def test_wanted_parts_keep_their_verbs() -> None:
    clause = "phổ biến luật lâm nghiệp, phòng ngừa đốt nương, săn bắt thú"
    law, burning, hunting = parts_of(clause)
    assert listed(clause, [law, hunting]) == "phổ biến luật lâm nghiệp, phòng ngừa săn bắt thú"
    assert listed(clause, [burning, hunting]) == "phổ biến phòng ngừa đốt nương, săn bắt thú"
    assert listed(clause, [law, burning, hunting]) == clause
    posts = "duy trì chốt cửa rừng, chốt ven suối"
    assert listed(posts, parts_of(posts)[1:]) == "duy trì chốt ven suối"


def test_the_nucleus_leaves_out_place_and_persons() -> None:
    (part,) = parts_of("lắp đặt tay vịn nhà tắm cho người già yếu tại thôn")
    assert part.nucleus == ("lắp đặt", "tay vịn nhà tắm")
    (row,) = parts_of("nâng cao chất lượng chăm sóc trước, trong và sau mổ")
    assert row.nucleus[1].endswith("trước, trong và sau mổ")


def test_parts_found_elsewhere_are_not_asked() -> None:
    lower = [
        "1. Phổ biến kỹ năng thoát nạn, cách phòng ngừa chập điện và nổ bình gas ở trường học.",
        "2. Quản lý kho xăng dầu, cây xăng.",
        "3. Tu sửa bể nước chữa cháy; mở lối cho xe thang ở khu dân cư đông.",
    ]
    assert found([FIRE], lower) == []


def test_only_parts_that_are_not_there_are_asked() -> None:
    lower = ["1. Phổ biến kỹ năng thoát nạn ở trường học.", "2. Tu sửa bể nước chữa cháy ở chợ."]
    (finding,) = found([FIRE], lower)
    assert (finding.rule, finding.severity) == ("NV03", Severity.LOW)
    assert asked(finding) == (
        "tuyên truyền phòng ngừa chập điện, nổ bình gas; quản lý kho xăng dầu; "
        "mở lối cho xe thang tại khu dân cư đông"
    )
    assert "dự thảo mới nêu một phần (khoản 1 Mục II và khoản 2 Mục II)" in finding.message
    assert finding.draft is not None
    assert finding.draft.text.startswith("Phổ biến kỹ năng thoát nạn")


def test_a_task_that_is_nowhere_is_missing_whole() -> None:
    (finding,) = found([FIRE], ["1. Dạy trẻ nhỏ tập bơi ở hồ huyện."])
    assert (finding.rule, finding.severity) == ("NV01", Severity.HIGH)
    assert asked(finding).startswith(
        "tuyên truyền kỹ năng thoát nạn, phòng ngừa chập điện, nổ bình gas; quản lý"
    )


DRUGS = (
    "1. Sở Y tế chủ trì, phối hợp với Ủy ban nhân dân cấp huyện tuyên truyền luật cai nghiện, phòng ngừa ma túy "
    "đá, bóng cười."
)


@pytest.mark.parametrize(
    ("lower", "rule", "severity"),
    [
        ("Tuyên truyền trên loa về nếp sống văn minh.", "NV03", Severity.LOW),
        ("Phát thanh gương người tốt, việc tốt.", "NV03", Severity.LOW),
        ("Sơn lại cầu treo.", "NV12", Severity.MEDIUM),
    ],
)
def test_the_same_kind_of_gap_weighs_the_same(lower: str, rule: str, severity: Severity) -> None:
    (finding,) = found([DRUGS], [f"1. {lower}"])
    assert (finding.rule, finding.severity) == (rule, severity)
    assert asked(finding).endswith("tuyên truyền luật cai nghiện, phòng ngừa ma túy đá, bóng cười")


def test_a_kind_of_a_thing_stands_for_it() -> None:
    asks = "1. Tuyên truyền pháp luật về trẻ em, phòng ngừa tai nạn, thương tích."
    (finding,) = found([asks], ["1. Tuyên truyền trên loa cách phòng bỏng, điện giật cho trẻ."])
    assert asked(finding) == "tuyên truyền pháp luật về trẻ em"


def test_a_ward_is_not_asked_for_work_of_the_country() -> None:
    asks = ["1. Đo thính lực người cao tuổi; phát kính lão cho người già ở vùng cao."]
    given = ["1. Đo thính lực người cao tuổi."]
    (finding,) = found(asks, given)
    assert asked(finding) == "phát kính lão cho người già ở vùng cao"
    assert found(asks, given, place="phường Suối Vàng") == []
    ward = plan_with(replace(LOWER, place="phường Suối Vàng"), [TASKS, "1. Đo thính lực."])
    assert not is_elsewhere("khám mắt ở vùng cao và đô thị", ward)


@pytest.mark.parametrize(
    ("place", "own"),
    [
        ("phường Suối Vàng", "ở tổ dân phố"),
        ("xã Suối Vàng", "ở thôn, bản"),
        (LOWER.place, "ở thôn, bản, tổ dân phố"),
    ],
)
def test_a_request_names_the_hamlets_of_the_place(place: str, own: str) -> None:
    text = "Lập nhóm trông trẻ ở thôn, bản, tổ dân phố"
    upper, draft = (
        plan_with(UPPER, [TASKS, "1. Trồng cây."]),
        plan_with(replace(LOWER, place=place), [TASKS, "1. Trồng cây."]),
    )
    assert adapted(text, upper, draft) == f"lập nhóm trông trẻ {own}"


def test_work_in_hamlets_binds_the_level_below() -> None:
    lines = [
        TASKS,
        "1. Sở Y tế chủ trì, phối hợp với Sở Nội vụ lập sổ sức khỏe người già; nuôi dưỡng nhóm tình nguyện ở thôn.",
    ]
    upper, draft = plan_with(UPPER, lines), plan_with(LOWER, [TASKS, "1. Trồng cây."])
    assert bindings(upper, draft) == (Binding.ABOVE, Binding.PARTNER)


def test_what_is_told_about_does_not_bind_the_upper_level_alone() -> None:
    upper = plan_with(
        UPPER,
        [
            TASKS,
            "1. Tuyên truyền chính sách bảo vệ rừng, đường dây nóng của tỉnh; giới thiệu rừng trên truyền hình tỉnh; "
            "xây dựng chính sách bảo vệ rừng.",
        ],
    )
    draft = plan_with(LOWER, [TASKS, "1. Trồng cây."])
    assert bindings(upper, draft) == (Binding.GENERAL, Binding.ABOVE, Binding.ABOVE)


def window(text: str, heading: str) -> Window:
    """An item of a draft."""
    draft = plan_with(LOWER, [TASKS, f"1. {text}"])
    statement = next(one for one in draft.statements if one.text == text)
    return Window(statement, stem="", heading=heading, above=heading)


def test_a_topic_needs_its_verb_in_the_clause_or_above() -> None:
    text = "Tuyên truyền tác hại của rượu bia."
    for given, heading, there in (
        ("Phổ biến tác hại của rượu bia.", "", True),
        ("Nêu tác hại của rượu bia ở chợ.", "Truyền thông", True),
        ("Cấm bán rượu bia, nêu tác hại.", "", False),
    ):
        (held,) = Evidence([window(given, heading)], [text], "").of(text)
        assert held.is_there is there
        assert (held.ground is not None) is there


def test_common_words_do_not_name_a_thing() -> None:
    given = ["Tập bơi an toàn ở ao làng.", "Dựng chợ an toàn cạnh đê.", "Chọn bến an toàn cho thuyền."]
    for more, unnamed in (("Mở lối đi an toàn.", True), ("Sửa ngôi nhà cũ cho vững.", False)):
        windows = [window(text, "") for text in (*given, more)]
        asked = "Hướng dẫn thực hiện ngôi nhà an toàn."
        (held,) = Evidence(windows, [asked], "").of(asked)
        assert held.is_unnamed is unnamed


def test_an_opening_governs_all_clauses_of_its_item() -> None:
    upper = ["1. Tuyên truyền kỹ năng thoát nạn, phòng ngừa chập điện; tu sửa bể nước chữa cháy."]
    lower = ["1. Truyền thông: treo pa nô; dạy học sinh kỹ năng thoát nạn; tu sửa bể nước chữa cháy."]
    (finding,) = found(upper, lower)
    assert "chập điện" in asked(finding)
    assert "thoát nạn" not in asked(finding)


def test_law_on_another_matter_is_no_answer() -> None:
    for about, there in (("hộ tịch", False), ("lâm nghiệp", True)):
        asked, windows = (
            "Tuyên truyền pháp luật về lâm nghiệp.",
            [window(f"Tuyên truyền pháp luật về {about}.", "")],
        )
        (held,) = Evidence(windows, [asked], "").of(asked)
        assert held.is_there is there


def test_the_clause_that_answers_is_quoted() -> None:
    upper = ["1. Cắm biển cảnh báo tại bến đò, rào chắn tại hố vôi, tập bơi cho học sinh."]
    lower = ["1. Dọn sân kho làm chỗ họp; cắm biển cảnh báo tại bến đò; lập tổ trực."]
    (finding,) = found(upper, lower)
    assert "“cắm biển cảnh báo tại bến đò”" in finding.message


def test_a_target_on_a_missing_part_is_named() -> None:
    target = "Đạt 70% số thôn duy trì nhóm tự giúp nhau của người cao tuổi."
    draft = plan_with(
        LOWER, ["I. MỤC TIÊU", f"1. {target}", TASKS, "1. Mở lớp dạy đan lát cho người cao tuổi."]
    )
    duty = "1. Mở lớp dạy đan lát cho người cao tuổi; phát triển nhóm tự lực, câu lạc bộ hỗ trợ lẫn nhau trong xóm."
    told = [f for f in said(review(draft, [plan_with(UPPER, [TASKS, duty])])) if f.rule == "NV03"]
    assert [("có chỉ tiêu liên quan" in finding.message) for finding in told] == [True]
