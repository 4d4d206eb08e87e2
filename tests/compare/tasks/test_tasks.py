"""Tasks: duties of the level below, their answers, and the findings about them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from compare.model import Severity
from compare.reviewing import review
from compare.tasks.binding import Binding, bindings, level_of
from compare.tasks.deadlines import REPORT, Turn, asks_report, own_deadline, report_days
from compare.tasks.duties import duties_at, duties_holding, duties_of, made_thing, opening_body, pieces
from compare.tasks.parts import contents
from compare.tasks.strength import excuse, is_clearly_weaker, strength
from extract.model import Level, Plan
from extract.pipeline import plan_of
from tests.compare.plans import LOWER, UPPER, document, lines_of
from tests.compare.task_cases import check_pair, plan_with, read_pairs, review_of_pair, said, told
from tests.fixtures import Fixture
from tests.sample_plans import sample_of

PAIRS = [*read_pairs("task_pairs"), *read_pairs("lead_pairs")]


@pytest.mark.parametrize("pair", PAIRS, ids=str)
def test_findings_of_a_pair(pair: Fixture) -> None:
    check_pair(pair)


def test_few_findings_are_false_or_missed() -> None:
    """False findings are few and of low severity, few are missed, and six pairs or more conform and deviate each."""
    found = sum(len(said(review_of_pair(pair))) for pair in PAIRS)
    right, extra, missed = (
        sum(len(told(pair, key)) for pair in PAIRS) for key in ("findings", "extra", "missed")
    )
    assert found == right + extra
    assert extra <= 0.05 * found
    assert missed <= 0.05 * (right + missed)
    assert all(code.endswith("/low") for pair in PAIRS for code, _ in told(pair, "extra"))
    conforming = [pair for pair in PAIRS if not told(pair, "findings")]
    assert min(len(conforming), len(PAIRS) - len(conforming)) >= 6


@pytest.mark.parametrize("pair", [pair for pair in PAIRS if not told(pair, "findings")], ids=str)
def test_a_conforming_draft_has_no_severe_finding(pair: Fixture) -> None:
    assert [f for f in said(review_of_pair(pair)) if f.severity.rank <= Severity.MEDIUM.rank] == []


@pytest.mark.parametrize(
    ("text", "rank"),
    [
        ("Ban hành quy chế", 0),
        ("Tổ chức rà soát hồ sơ", 0),
        ("Nghiên cứu, xây dựng quy chế", 0),
        ("Hỗ trợ hộ nghèo", 1),
        ("Cử cán bộ tham gia tập huấn", 2),
        ("Phối hợp khảo sát, lắp gương cầu lồi", 3),
        ("Chủ trì, phối hợp với Phòng Nội vụ", 0),
        ("Rà soát, kiến nghị biện pháp", 4),
        ("Đề xuất bố trí kinh phí", 5),
        ("Tỷ lệ hộ nghèo giảm", None),
    ],
)
def test_strength_of_a_task(text: str, rank: int | None) -> None:
    assert strength(text) == rank


def test_a_stem_weakens_the_tasks_below_it() -> None:
    assert strength("Thực hiện mô hình trồng rau", "Tham mưu, đề xuất cấp có thẩm quyền:") == 5
    assert strength("Kiến nghị cấp trên: Sửa chữa đường liên xã") == 5
    assert strength("Đề xuất mô hình", "Tổ chức các hoạt động:") == 5


@pytest.mark.parametrize(
    ("upper", "lower", "weaker"),
    [(0, 5, True), (0, 2, True), (1, 3, True), (0, 1, False), (1, 2, False), (3, 5, False), (None, 5, False)],
)
def test_clearly_weaker(upper: int | None, lower: int, weaker: bool) -> None:
    assert is_clearly_weaker(upper, lower) is weaker


@pytest.mark.parametrize(
    ("upper", "rank", "lower"),
    [
        ("Xây dựng quy hoạch bến bãi", 5, "Đề xuất quy hoạch bến bãi"),
        ("Tổ chức tập huấn kỹ năng số", 2, "Cử cán bộ tham gia tập huấn kỹ năng số"),
        ("Cho vay hộ nghèo", 3, "Phối hợp với Ngân hàng Chính sách xã hội cho vay hộ nghèo"),
    ],
)
def test_reasons_to_do_less(upper: str, rank: int, lower: str) -> None:
    assert excuse(upper, rank, lower) is not None
    assert excuse("Lắp đèn đường", rank, "Xem xét lắp đèn đường") is None


@pytest.mark.parametrize(
    ("heading", "task", "whom"),
    [
        ("II. NHIỆM VỤ", "1. Mở lớp dạy nghề cho thanh niên.", Binding.GENERAL),
        ("II. NHIỆM VỤ", "1. Sở Y tế tổ chức khám sức khỏe cho người cao tuổi.", Binding.ABOVE),
        ("II. NHIỆM VỤ", "1. Ban hành định mức kinh tế kỹ thuật về cấp nước.", Binding.ABOVE),
        ("II. NHIỆM VỤ", "1. Xây dựng kho dữ liệu dùng chung của tỉnh.", Binding.ABOVE),
        ("III. TỔ CHỨC THỰC HIỆN", "1. Ủy ban nhân dân các huyện: Mở lớp dạy nghề.", Binding.NAMED),
        ("III. TỔ CHỨC THỰC HIỆN", "1. Các địa phương: Mở lớp dạy nghề cho lao động.", Binding.NAMED),
        ("III. TỔ CHỨC THỰC HIỆN", "1. Hội Nông dân tỉnh: Mở lớp dạy nghề cho hội viên.", Binding.ABOVE),
        (
            "II. NHIỆM VỤ",
            "1. Sở Y tế chủ trì, phối hợp với Ủy ban nhân dân các huyện biên soạn sổ tay dinh dưỡng.",
            Binding.PARTNER,
        ),
        (
            "II. NHIỆM VỤ",
            "1. Sở Y tế chủ trì, Ủy ban nhân dân cấp huyện phối hợp khảo sát bếp ăn trường học.",
            Binding.PARTNER,
        ),
        (
            "III. TỔ CHỨC THỰC HIỆN",
            "1. Ủy ban nhân dân các huyện: Phối hợp với Sở Y tế tập huấn cho y tế thôn.",
            Binding.PARTNER,
        ),
        (
            "III. TỔ CHỨC THỰC HIỆN",
            "1. Ủy ban nhân dân các huyện: Chủ trì, phối hợp với Sở Y tế xử lý ổ dịch.",
            Binding.NAMED,
        ),
    ],
)
def test_levels_that_a_task_binds(heading: str, task: str, whom: Binding) -> None:
    upper, draft = (
        plan_with(UPPER, [heading, task]),
        plan_with(LOWER, ["II. NHIỆM VỤ", "1. Việc khác của huyện."]),
    )
    assert {*bindings(upper, draft)} == {whom}


@pytest.mark.parametrize(
    "stem", ["a2-kh-tinh", "a3-kh-huyen-khe-vang", "b6-kh-huyen-bau-tra", "b7-kh-huyen-cua-lan"]
)
def test_duties_are_found_without_making_all(stem: str) -> None:
    plan = sample_of(stem)
    reports = [duty for duty in duties_of(plan) if asks_report(duty.text)]
    assert [duty for duty in duties_holding(plan, REPORT) if asks_report(duty.text)] == reports
    start = plan.tasks[-1].anchor.start
    assert duties_at(plan, start) == tuple(duty for duty in duties_of(plan) if duty.anchor.start == start)


def test_a_clause_with_its_own_body_binds_that_body() -> None:
    upper = plan_with(
        UPPER,
        [
            "II. NHIỆM VỤ",
            "1. Công an tỉnh chủ trì lập bản đồ điểm ngập; Ủy ban nhân dân cấp huyện cắm biển báo điểm ngập. "
            "Sở Giao thông vận tải sửa cầu tràn trong năm 2023. Sở Tài chính chủ trì, phối hợp với Sở Nội vụ.",
        ],
    )
    draft = plan_with(LOWER, ["II. NHIỆM VỤ", "1. Việc khác của huyện."])
    texts = [duty.text for duty in duties_of(upper)]
    assert dict(zip(texts, bindings(upper, draft), strict=True)) == {
        "lập bản đồ điểm ngập": Binding.ABOVE,
        "Ủy ban nhân dân cấp huyện cắm biển báo điểm ngập": Binding.NAMED,
        "Sở Giao thông vận tải sửa cầu tràn trong năm 2023": Binding.ABOVE,
    }


@pytest.mark.parametrize(
    ("name", "level"),
    [
        ("Sở Y tế", Level.PROVINCE),
        ("các sở, ban, ngành", Level.PROVINCE),
        ("Bộ Y tế", Level.NATIONAL),
        ("Bộ đội biên phòng tỉnh", None),
        ("Ủy ban nhân dân các huyện, thị xã, thành phố", Level.DISTRICT),
        ("Ủy ban nhân dân cấp xã", Level.COMMUNE),
        ("các cơ quan liên quan", None),
    ],
)
def test_level_of_a_body(name: str, level: Level | None) -> None:
    assert level_of(name, "2021-06-30") is level


def test_pieces_of_a_task() -> None:
    text = "Nội dung: Mở lớp dạy nghề ở thôn; tư vấn việc làm. Hỗ trợ chi phí đi lại./."
    assert list(pieces(text)) == ["Mở lớp dạy nghề ở thôn", "tư vấn việc làm", "Hỗ trợ chi phí đi lại"]
    assert list(pieces("Lắp trạm đo mưa; riêng việc này xong trước ngày 30/6/2023")) == ["Lắp trạm đo mưa"]
    assert opening_body("Sở Y tế chỉ đạo các bệnh viện") == ("Sở Y tế",)
    assert made_thing("Xây dựng, nhân rộng mô hình vườn ươm cây ăn quả") == "mô hình vườn ươm cây"
    assert made_thing("Tuyên truyền về giảm nghèo") == ""


def test_a_heading_with_a_duty_is_a_task() -> None:
    upper = plan_with(
        UPPER, ["II. NHIỆM VỤ", "1. Xây dựng cơ sở dữ liệu hộ kinh doanh", "- Rà soát hộ kinh doanh ở thôn."]
    )
    lower = plan_with(LOWER, ["II. NHIỆM VỤ", "1. Rà soát các hộ kinh doanh ở từng thôn."])
    (finding,) = said(review(lower, [upper]))
    assert finding.rule == "NV03"
    assert "cơ sở dữ liệu hộ kinh doanh" in finding.message


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Báo cáo trước ngày 10 tháng 6 và ngày 05/12 hằng năm", {Turn.HALF: (6, 10), Turn.YEAR: (12, 5)}),
        ("Báo cáo năm gửi trước ngày 15 tháng 01 năm sau", {Turn.YEAR: (13, 15)}),
        ("Báo cáo 6 tháng trước ngày 15/6", {Turn.HALF: (6, 15)}),
        ("Báo cáo hằng quý", {}),
        ("Báo cáo viên tập huấn trước ngày 15/6", {}),
        ("Hoàn thành trước ngày 30/11/2022", {}),
    ],
)
def test_days_of_reports(text: str, days: dict[Turn, tuple[int, int]]) -> None:
    assert {turn: (day.month, day.day) for turn, day in report_days(text).items()} == days


def test_deadline_of_a_task() -> None:
    assert own_deadline("Hoàn thành trước ngày 30 tháng 9 năm 2022") == "2022-09-30"
    assert own_deadline("Sơ kết vào năm 2023 và tổng kết vào năm 2025") is None


def test_national_tasks_pass_through_the_province() -> None:
    nation = plan_with(UPPER, ["II. NHIỆM VỤ", "1. Trồng rừng ngập mặn ven biển."])
    nation = _at(nation, Level.NATIONAL)
    province = plan_with(UPPER, ["II. NHIỆM VỤ", "1. Mở lớp dạy nghề cho thanh niên."])
    lower = plan_with(LOWER, ["II. NHIỆM VỤ", "1. Mở lớp dạy nghề cho thanh niên nông thôn."])
    assert said(review(lower, [nation, province])) == []
    (finding,) = said(review(lower, [nation]))
    assert (finding.rule, finding.severity) == ("NV12", Severity.LOW)


def _at(plan: Plan, level: Level) -> Plan:
    return replace(plan, masthead=replace(plan.masthead, level=level, place=None))


def test_sentences_are_whole() -> None:
    for pair in PAIRS:
        for finding in said(review_of_pair(pair)):
            assert finding.suggestion is not None
            for sentence in (finding.message, finding.suggestion):
                assert "  " not in sentence
                assert "“”" not in sentence
                assert "None" not in sentence
                assert sentence.endswith(".")
            assert "Ủy ban nhân dân" in finding.suggestion


TARGETS = ["100% báo cáo của các xã được gửi qua mạng."]
ASKED = "1. Ủy ban nhân dân các huyện: Báo cáo Sở Nội vụ trước ngày 10 tháng 12 hằng năm."


@pytest.mark.parametrize(
    ("lower", "expected"),
    [
        ("1. Phòng Nội vụ: Đôn đốc các xã.", ["NV09"]),
        # Numbers that are sent again and again are a report; a result that goes once to somebody is none.
        ("1. Phòng Nội vụ: Số liệu được gửi về Sở Nội vụ mỗi quý và cả năm.", []),
        ("1. Phòng Nội vụ: Kết quả rà soát được gửi Sở Nội vụ.", ["NV09"]),
        # The run-in heading names the body and the report.
        ("1. Phòng Nội vụ là đầu mối, trình Ủy ban nhân dân huyện báo cáo tỉnh: cả năm trước 10/12.", []),
        # Behind the regime of reports the paragraph closes the plan.
        (
            "1. Phòng Nội vụ báo cáo Ủy ban nhân dân tỉnh trước ngày 05 tháng 12 hằng năm; các xã có vướng mắc thì "
            "báo cáo Ủy ban nhân dân huyện xem xét, giải quyết.",
            [],
        ),
        ("1. Phòng Nội vụ: Đôn đốc các xã; có vướng mắc thì báo cáo Ủy ban nhân dân huyện.", ["NV09"]),
    ],
)
def test_a_target_about_reports_is_no_report(lower: str, expected: list[str]) -> None:
    upper = plan_with(UPPER, ["II. NHIỆM VỤ", "1. Trồng rừng.", "III. TỔ CHỨC THỰC HIỆN", ASKED])
    lines = lines_of(LOWER, TARGETS, ["Trồng rừng."])
    at = lines.index("III. TỔ CHỨC THỰC HIỆN")
    draft = plan_of(document([*lines[: at + 1], lower]))
    assert [finding.rule for finding in said(review(draft, [upper]))] == expected


@pytest.mark.parametrize(
    ("report", "recipients", "is_asked"),
    [
        ("báo cáo năm trước ngày 10 tháng 11", ("- Các phòng;", "- Lưu: VT."), True),
        ("báo cáo năm trước ngày 10 tháng 11", ("- UBND tỉnh (b/c);", "- Lưu: VT."), False),
        ("báo cáo Sở Nội vụ trước ngày 10 tháng 11", ("- Các phòng;", "- Lưu: VT."), False),
        ("báo cáo cấp trên trước ngày 10 tháng 11", ("- Các phòng;", "- Lưu: VT."), False),
        # Without recipients nobody knows who gets the plan.
        ("báo cáo năm trước ngày 10 tháng 11", (), False),
    ],
)
def test_reports_to_nobody_ask_for_a_receiver(
    report: str, recipients: tuple[str, ...], is_asked: bool
) -> None:
    asked = "1. Ủy ban nhân dân các huyện: Báo cáo kết quả về Sở Nội vụ trước ngày 15 tháng 11 hằng năm."
    upper = plan_with(UPPER, ["II. NHIỆM VỤ", "1. Trồng rừng.", "III. TỔ CHỨC THỰC HIỆN", asked])
    lines = lines_of(LOWER, TARGETS, ["Trồng rừng."])
    at = lines.index("III. TỔ CHỨC THỰC HIỆN")
    tail = ["Nơi nhận:", *recipients, "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Lò Văn Sáng"]
    draft = plan_of(document([*lines[: at + 1], f"1. Phòng Nội vụ: Theo dõi; {report}./.", *tail]))
    told = [finding for finding in said(review(draft, [upper])) if finding.rule == "NV09"]
    assert [finding.severity for finding in told] == [Severity.LOW] * is_asked
    for finding in told:
        asked_for = finding.suggestion or ""
        assert " nêu rõ cơ quan nhận báo cáo là Sở Nội vụ theo Kế hoạch số 45/KH-UBND" in asked_for
        assert asked_for.endswith("hằng năm”), đồng thời bổ sung Sở Nội vụ vào phần nơi nhận.")


@pytest.mark.parametrize(
    ("lower", "expected"),
    [
        ("1. Sở Y tế chỉ đạo các đơn vị trực thuộc đo mắt cho học sinh.", ["NV07"]),
        ("1. Sở Y tế: Hướng dẫn các phòng chuyên môn cấp huyện đo mắt cho học sinh.", ["NV07"]),
        ("1. Đề nghị Sở Y tế chỉ đạo các đơn vị trực thuộc hỗ trợ đo mắt.", []),
        ("1. Phòng Y tế chỉ đạo các đơn vị trực thuộc đo mắt cho học sinh.", []),
    ],
)
def test_a_body_above_that_directs_its_units_is_boilerplate(lower: str, expected: list[str]) -> None:
    upper = plan_with(UPPER, ["II. NHIỆM VỤ", "1. Trồng rừng phòng hộ."])
    draft = plan_with(LOWER, ["II. NHIỆM VỤ", "1. Trồng rừng phòng hộ.", "III. TỔ CHỨC THỰC HIỆN", lower])
    found = [finding.rule for finding in said(review(draft, [upper]))]
    assert [rule for rule in found if rule in ("NV06", "NV07")] == expected


@pytest.mark.parametrize(
    ("period", "expected"), [("giai đoạn 2021 - 2025", ["NV11"]), ("giai đoạn 2026 - 2030", [])]
)
def test_a_review_before_the_first_year_is_not_asked(period: str, expected: list[str]) -> None:
    asked = "1. Ủy ban nhân dân các huyện: Sơ kết giữa kỳ vào năm 2025, tổng kết vào năm 2030."
    upper = plan_with(replace(UPPER, period="giai đoạn 2021 - 2030"), ["III. TỔ CHỨC THỰC HIỆN", asked])
    given = "1. Phòng Nội vụ: Kiểm tra các xã; tổng kết vào năm 2030."
    draft = plan_with(replace(LOWER, period=period), ["III. TỔ CHỨC THỰC HIỆN", given])
    found = [finding.rule for finding in said(review(draft, [upper]))]
    assert [rule for rule in found if rule == "NV11"] == expected


@pytest.mark.parametrize(
    ("upper", "lower", "given"),
    [
        (
            "Tổ chức đo mắt cho học sinh tại trạm y tế.",
            "Phối hợp tổ chức đo mắt cho học sinh tại trạm y tế.",
            "phối hợp",
        ),
        (
            "Tổ chức ngày hội đọc sách tại các trường học.",
            "Hưởng ứng ngày hội đọc sách tại các trường học.",
            "tham gia, vận động",
        ),
        (
            "Thành lập tủ sách dùng chung ở nhà văn hóa.",
            "Vận động thành lập tủ sách dùng chung ở nhà văn hóa.",
            "tham gia, vận động",
        ),
        (
            "Kiểm tra, xử lý xe quá tải trên đường liên xã.",
            "Tăng cường phối hợp kiểm tra, xử lý xe quá tải trên đường liên xã.",
            "phối hợp",
        ),
        (
            "Xây dựng phòng đọc điện tử tại thư viện huyện.",
            "Từng bước xây dựng phòng đọc điện tử tại thư viện huyện.",
            "từng bước",
        ),
        (
            "Lắp gờ giảm tốc ở cổng trường tiểu học.",
            "Phòng Kinh tế lắp gờ giảm tốc ở cổng trường tiểu học khi có kinh phí.",
            "khi có kinh phí",
        ),
        (
            "Lắp gờ giảm tốc ở cổng trường tiểu học.",
            "Khi có kinh phí, lắp gờ giảm tốc ở cổng trường tiểu học.",
            "khi có kinh phí",
        ),
        # An office advises its committee; people are called on; an event is the province's; only support is asked.
        (
            "Tổ chức thu gom pin cũ tại chợ.",
            "Phòng Kinh tế tham mưu Ủy ban nhân dân huyện tổ chức thu gom pin cũ tại chợ.",
            None,
        ),
        (
            "Trồng hàng rào xanh quanh hồ chứa nước.",
            "Khuyến khích hộ dân ven hồ trồng hàng rào xanh quanh hồ chứa nước.",
            None,
        ),
        ("Tổ chức hội thi lái xe an toàn.", "Cử đội tuyển tham gia hội thi lái xe an toàn.", None),
        (
            "Sở Y tế chủ trì, phối hợp với Ủy ban nhân dân các huyện tổ chức đo mắt cho học sinh tại trạm y tế.",
            "Phối hợp với Sở Y tế tổ chức đo mắt cho học sinh tại trạm y tế.",
            None,
        ),
        (
            "Từng bước xây dựng phòng đọc điện tử tại thư viện huyện.",
            "Từng bước xây dựng phòng đọc điện tử tại thư viện huyện.",
            None,
        ),
    ],
)
def test_softer_words_for_one_task(upper: str, lower: str, given: str | None) -> None:
    above = plan_with(UPPER, ["II. NHIỆM VỤ", f"1. {upper}"])
    draft = plan_with(LOWER, ["II. NHIỆM VỤ", f"1. {lower}"])
    found = [finding for finding in said(review(draft, [above])) if finding.rule == "NV02"]
    assert [f"mức “{given}”" in finding.message for finding in found] == ([True] if given else [])


@pytest.mark.parametrize(
    ("upper", "lower", "dropped"),
    [
        (
            "Trang bị cho thư viện xã giá sách, máy tính, máy in mã vạch và đèn đọc.",
            "Trang bị cho thư viện xã giá sách, máy tính và đèn đọc.",
            "phần “máy in mã vạch”",
        ),
        # The rest stands elsewhere, in other words; a rural district has no wards.
        (
            "Trang bị cho thư viện xã giá sách, máy tính, máy in mã vạch và đèn đọc.",
            "Trang bị cho thư viện xã giá sách, máy tính và đèn đọc; mua máy in mã vạch cho thư viện.",
            None,
        ),
        (
            "Trang bị sách nói cho thư viện trường học, trạm y tế, trại giam và nhà văn hóa.",
            "Trang bị sách nói cho thư viện trường học, trạm y tế và nhà văn hóa.",
            None,
        ),
        (
            "Kiểm tra nồng độ cồn, tải trọng xe trên các tuyến đường liên xã.",
            "Trồng cây bóng mát dọc đường.",
            "kiểm tra nồng độ cồn",
        ),
        ("Kiểm tra việc thực hiện Kế hoạch ở các địa phương.", "Trồng cây bóng mát dọc đường.", None),
    ],
)
def test_contents_that_the_draft_drops(upper: str, lower: str, dropped: str | None) -> None:
    above = plan_with(UPPER, ["II. NHIỆM VỤ", f"1. {upper}"])
    draft = plan_with(LOWER, ["II. NHIỆM VỤ", f"1. {lower}"])
    found = [finding for finding in said(review(draft, [above])) if finding.rule in ("NV01", "NV03")]
    assert [dropped in finding.message.lower() for finding in found if dropped] == ([True] if dropped else [])
    assert bool(found) == bool(dropped)


def test_contents_of_a_list() -> None:
    assert contents("Tuyên truyền về phòng cháy, thoát nạn và sơ cấp cứu") == ("thoát nạn", "sơ cấp cứu")
    assert contents("Tuyên truyền tại xã Nậm Ty, Pha Lay và Bản Cuôn") == ()
