"""The letter of comments: who, what and in which order; nothing invented."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from compare import review
from compare.model import Kind, Review, Severity
from compare.rules import RULES
from templates import words
from templates.letter.arrange import MOST, letter_of
from templates.letter.note import note_of
from templates.letter.office import Office
from templates.letter.view import Letter
from templates.render import render
from templates.report.arrange import arrange
from templates.report.conclusion import conclusion
from tests.compare.plans import lower_plan, upper_plan
from tests.sample_plans import file_of, sample, sample_of
from tests.templates.letter.letters import OFFICE, UPPER, WEAK, against_both, reviewed, text_of

NAMES = {code: rule.name for code, rule in RULES.items()}


def only(found: Review, *kinds: Kind, severity: Severity = Severity.LOW) -> Review:
    """The review with only the findings of some kinds, all of one severity."""
    kept = tuple(replace(f, severity=severity) for f in found.findings if f.kind in kinds)
    return replace(found, findings=kept, conforms=True)


def all_words(letter: Letter) -> str:
    lines = [letter.opening, letter.opinion, *letter.points, *letter.others, letter.closing]
    return "\n".join(
        [*lines, *(text for row in letter.rows for text in (*row.draft, *row.wishes, *row.bases))]
    )


def test_a_filled_office_leaves_only_number_and_date_blank() -> None:
    letter = letter_of(WEAK, OFFICE)
    assert (letter.parent, letter.name) == ("UBND TỈNH HÀ LĨNH", "SỞ Y TẾ")
    assert letter.number == "Số: ……/SYT-KHTC"
    assert letter.dated == "Hà Lĩnh, ngày …… tháng …… năm ……"
    assert letter.addressees == OFFICE.addressees
    assert (letter.position, letter.signer) == (OFFICE.position, "Nguyễn Thị Hoa")
    assert letter.recipients == ("- Như trên;", "- Lưu: VT, KHTC.")
    assert "đề nghị UBND huyện Suối Vàng chỉnh sửa" in letter.opinion


def test_an_empty_office_leaves_dots_and_the_issuer() -> None:
    letter = letter_of(WEAK, Office())
    blanks = (letter.parent, letter.name, letter.sender, letter.signer, *letter.position)
    assert {*blanks} == {words.word("official", "blank")}
    assert letter.number == "Số: ……/……"
    assert letter.addressees == ("Ủy ban nhân dân huyện Suối Vàng",)


def test_rows_follow_the_draft_and_a_gap_its_neighbour() -> None:
    letter = letter_of(WEAK, OFFICE)
    wishes = ["".join(row.wishes) for row in letter.rows]
    # The school stands behind the health station; clean water, first above, has no neighbour before it.
    assert [next(word for word in ("70%", "nước sạch") if word in wish) for wish in wishes] == [
        "70%",
        "nước sạch",
    ]
    assert letter.rows[1].draft == ("Dự thảo chưa nêu.",)
    assert [row.index for row in letter.rows] == [1, 2]


def test_a_point_says_whose_value_it_is() -> None:
    school, water = letter_of(WEAK, OFFICE).points
    assert school.endswith("dự thảo nêu ít nhất 50%, Kế hoạch số 45 yêu cầu ít nhất 70%.")
    # "Thiếu" and "Bỏ" alone would read as what is asked for.
    assert water.startswith("2. Dự thảo chưa có chỉ tiêu “Ít nhất 90%")


def test_points_are_whole_sentences() -> None:
    long = (
        "số cơ sở trợ giúp xã hội, trường học, bệnh viện, trạm y tế, trại giam và các đơn vị liên quan khác"
    )
    target = f"Ít nhất {{}}% {long} bố trí nhân sự làm công tác xã hội vào năm 2025."
    found = review(lower_plan(target.format(50)), [upper_plan(target.format(70))])
    (point,) = letter_of(found, OFFICE).points
    assert long.removeprefix("số c") in point
    assert "…" not in point
    assert not re.search(r"[.;]{2}|\.;", point)


def test_a_quote_to_paste_is_whole() -> None:
    whole = UPPER[1].rstrip(".")
    assert f"“{whole}”" in "".join(letter_of(cut_short(WEAK, whole, 30), OFFICE).rows[0].wishes)
    # Nothing is made up where no plan has the words.
    foreign = "Ít nhất 99% số bến xe có phòng chờ"
    wish = "".join(letter_of(cut_short(WEAK, foreign, 30), OFFICE).rows[0].wishes)
    assert f"“{foreign[:30].rstrip()} …”" in wish


def cut_short(found: Review, quote: str, length: int) -> Review:
    """The review whose suggestions ask for a quote that is cut."""
    wish = f"Đề nghị UBND huyện Suối Vàng nêu chỉ tiêu “{quote[:length].rstrip()} …”."
    kept = tuple(replace(f, suggestion=wish) for f in found.findings)
    return replace(found, findings=kept)


def test_a_quote_within_a_quote_is_pointed_at() -> None:
    upper = "Đến năm 2023, ít nhất 80% trường học xây dựng mô hình “Cổng trường an toàn giao thông”."
    found = review(lower_plan(upper.replace("2023", "2025")), [upper_plan(upper)])
    (wish,) = letter_of(found, OFFICE, NAMES).rows[0].wishes
    assert "tại chỉ tiêu này" in wish
    assert "nội dung này" not in wish


def test_one_upper_target_is_one_row() -> None:
    found = reviewed(
        "Phấn đấu khoảng 50% số trường học đủ điều kiện có tổ tư vấn tâm lý vào năm 2026.", *UPPER[::2]
    )
    assert len(found.findings) > 2
    (row,) = letter_of(found, OFFICE).rows
    # One new sentence answers all of them.
    (wish,) = row.wishes
    assert "thành “Ít nhất 70% số trường học có tổ tư vấn tâm lý vào năm 2025”" in wish
    assert "70% số trường học" in row.bases[0]


@pytest.mark.parametrize("stem", ["a4-kh-huyen-na-suong", "a5-kh-huyen-da-lung", "b4-kh-huyen-son-lac"])
def test_no_rule_codes_and_no_severities(stem: str) -> None:
    found = against_both(stem)
    letter = letter_of(found, OFFICE, NAMES)
    said = all_words(letter)
    assert letter.rows
    assert not re.search(r"\b(?:CT|NV|CC|TT|NB|TN|VB)\d\d\b", said)
    assert not re.search("(?i)nghiêm trọng|mức độ:|trung bình\\)", said)
    # A document is named in full once, where it is introduced.
    for party in found.references:
        assert party.masthead.date
        assert said.count(f"{party.masthead.number} ngày") == 1


def test_the_plan_right_above_is_cited_first() -> None:
    for row in letter_of(against_both("a5-kh-huyen-da-lung"), OFFICE).rows[:3]:
        assert ["Kế hoạch số 97" in text for text in row.bases] == [True, False]
        assert "Kế hoạch số 97 và Quyết định số 215" in "".join(row.wishes)


def test_every_remark_is_a_row_whatever_its_weight() -> None:
    for severity in (Severity.LOW, Severity.MEDIUM):
        # One missing target keeps its weight.
        kept = [f if f.kind is Kind.MISSING_TARGET else replace(f, severity=severity) for f in WEAK.findings]
        assert len(letter_of(replace(WEAK, findings=tuple(kept)), OFFICE).rows) == 2


@pytest.mark.parametrize(
    ("title", "about"),
    [
        ("Thực hiện Chương trình B năm 2025", "dự thảo Kế hoạch thực hiện Chương trình B năm 2025"),
        ("THỰC HIỆN CHƯƠNG TRÌNH B", "dự thảo Kế hoạch thực hiện Chương trình B giai đoạn 2021 - 2025"),
        (f"Thực hiện {'mọi việc ' * 20}", "dự thảo Kế hoạch thực hiện Chương trình B giai đoạn 2021 - 2025"),
        (
            "Thực hiện Chương trình B huyện Suối Vàng",
            "dự thảo Kế hoạch thực hiện Chương trình B huyện Suối Vàng",
        ),
    ],
)
def test_the_summary_names_the_subject(title: str, about: str) -> None:
    head = replace(WEAK.draft.masthead, title=title, programme="Chương trình B")
    letter = letter_of(replace(WEAK, draft=replace(WEAK.draft, masthead=head)), OFFICE)
    # The unit is told once.
    unit = "" if "huyện" in title else " của huyện Suối Vàng"
    assert letter.about == f"V/v góp ý {about}{unit}"


def test_a_blank_value_is_no_unread_passage() -> None:
    found = against_both("a5-kh-huyen-da-lung")
    assert [piece.reason for piece in found.unread] == ["Chỉ tiêu để trống số liệu"]
    letter = letter_of(found, OFFICE)
    assert letter.warnings == ()
    (row,) = [row for row in letter.rows if "…%" in "".join(row.draft)]
    assert row.wishes == ("Đề nghị điền số liệu còn để trống của chỉ tiêu này.",)
    # What could not be read, and what no finding tells, stays a warning.
    for changed in (
        replace(found, unread=tuple(replace(piece, reason="Bảng chưa hiểu được") for piece in found.unread)),
        replace(found, findings=()),
    ):
        assert "chưa đọc được" in letter_of(changed, OFFICE).warnings[0]


def test_a_basis_is_found_by_its_number() -> None:
    first = letter_of(against_both("a6-kh-huyen-muong-din"), OFFICE).rows[0]
    assert first.draft[0].startswith(
        "Phần căn cứ của Quyết định số 1187/QĐ-UBND, căn cứ thứ 3: Kế hoạch số 97"
    )


def test_a_missing_basis_comes_first() -> None:
    letter = letter_of(against_both("b7-kh-huyen-cua-lan"), OFFICE)
    assert letter.rows[0].draft == ("Chưa có trong phần căn cứ.",)
    assert "chưa viện dẫn" in letter.points[0]
    # The ground says more than the name that is asked for.
    assert letter.rows[0].bases[0].endswith("là văn bản cấp trên mà Kế hoạch số 231 cụ thể hóa")


def test_a_lacking_body_is_asked_for_once() -> None:
    rows = letter_of(against_both("b8-kh-phuong-ben-gao-2026"), OFFICE).rows
    (row,) = [row for row in rows if "cơ quan chủ trì" in "".join(row.wishes)]
    assert "".join(row.wishes).count("cơ quan chủ trì") == 1
    assert row.draft[0].split("“")[1].rstrip("”") not in "".join(row.wishes)


def test_many_targets_are_counted_and_a_few_quoted() -> None:
    rows = letter_of(against_both("b5-kh-huyen-trieu-giang"), OFFICE).rows
    gap, rest = rows[0], [row for row in rows[1:] if "TM." not in "".join(row.wishes)]
    assert gap.bases == (
        "Khoản 2 Mục I Kế hoạch kèm theo Quyết định số 2215 (20 chỉ tiêu)",
        "Khoản 2 Mục I Điều 1 Quyết định số 1480 (19 chỉ tiêu)",
    )
    assert all("Kế hoạch kèm theo Quyết định số 2215: “" in row.bases[0] for row in rest)
    several = letter_of(against_both("b4-kh-huyen-son-lac"), OFFICE).rows[-1].bases
    assert len(several) == 3
    assert all(re.search("2215: “[^“”]+”$", text) for text in several)


def test_a_basis_tells_the_year_that_is_asked_for() -> None:
    rows = letter_of(against_both("a7-kh-xa-khuoi-bang-2026"), OFFICE).rows
    (row,) = [row for row in rows if "2031" in "".join(row.draft)]
    # The year stands in the heading above the target.
    assert "Kế hoạch số 97 (đến năm 2030): “" in row.bases[0]
    others = [row for row in rows if "2030" not in "".join(row.wishes)]
    assert not any("(đến năm" in text for row in others for text in row.bases)


def test_a_dropped_part_stands_beside_its_sentence() -> None:
    rows = letter_of(against_both("a5-kh-huyen-da-lung"), OFFICE).rows
    (row,) = [row for row in rows if "trong đó" in "".join(row.wishes)]
    assert row.draft[0].startswith("Khoản 4 Mục II Phần A: “Có ít nhất 85% trẻ em")
    assert "vào chỉ tiêu này" in "".join(row.wishes)


def test_codes_stand_only_where_they_are_asked_for() -> None:
    assert {row.codes for row in letter_of(WEAK, OFFICE).rows} == {""}
    assert [row.codes for row in letter_of(WEAK, OFFICE, codes=True).rows] == ["CT02", "CT01"]
    assert ["(CT02)" in text_of(render(WEAK, "letter", codes=codes)) for codes in (True, False)] == [
        True,
        False,
    ]


def test_waived_and_notes_do_not_count() -> None:
    shown = letter_of(WEAK, OFFICE).rows
    waived = tuple(
        replace(f, severity=Severity.NOTE) if f.kind is Kind.MISSING_TARGET else f for f in WEAK.findings
    )
    assert len(letter_of(replace(WEAK, findings=waived), OFFICE).rows) == len(shown) - 1


def test_a_conforming_draft_is_agreed_to() -> None:
    letter = letter_of(reviewed(*UPPER), OFFICE)
    assert letter.opinion == "Sở Y tế thống nhất với dự thảo."
    assert (letter.rows, letter.points, letter.others, letter.warnings) == ((), (), (), ())
    assert "BẢNG TỔNG HỢP" not in text_of(render(reviewed(*UPPER), "letter", office=OFFICE))


def test_only_formal_remarks_leave_the_content_agreed() -> None:
    found = only(reviewed(*UPPER[:2], f"{UPPER[2][:-1]}, phần đấu hoàn thành sớm."), Kind.SPELLING)
    assert found.findings
    letter = letter_of(found, OFFICE)
    assert "thống nhất với nội dung dự thảo" in letter.opinion
    assert "điểm về chính tả cần chỉnh sửa (chi tiết tại Phụ lục" in letter.opinion
    assert len(letter.rows) == 1
    assert letter.points == ()


def test_formal_remarks_beside_others_are_one_sentence() -> None:
    weaker = UPPER[1].replace("Ít nhất 70%", "Ít nhất 50%")
    found = reviewed(
        UPPER[0], weaker, UPPER[2], "Tập huấn cho 80% đội ngũ công tác viên dân số vào năm 2025."
    )
    letter = letter_of(found, OFFICE)
    (slips,) = [text for text in letter.others if "chính tả" in text]
    (row,) = [row for row in letter.rows if "“cộng tác viên”" in "".join(row.wishes)]
    # The sentence leads to the row, and the row to the place.
    assert slips == f"Về chính tả, đề nghị sửa 01 chỗ nêu tại số thứ tự {row.index} của Phụ lục kèm theo."
    assert row.draft == (
        "Gạch đầu dòng thứ 3, khoản 2 Mục I: “Tập huấn cho 80% đội ngũ công tác viên dân số vào năm 2025”",
    )
    assert row.wishes == ("Đề nghị rà soát, sửa “công tác viên” thành “cộng tác viên”.",)


def test_a_line_of_the_signature_is_asked_for_once() -> None:
    letter = letter_of(against_both("b5-kh-huyen-trieu-giang"), OFFICE)
    (row,) = [row for row in letter.rows if "TM." in "".join(row.wishes)]
    assert row.draft == ("Phần ký; trang 4: “KT. CHỦ TỊCH”",)
    assert row.wishes == ("Đề nghị bổ sung “TM. ỦY BAN NHÂN DÂN” phía trên dòng này.",)
    assert row.bases[0].endswith(
        "Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ về công tác văn thư"
    )


def test_nothing_compared_is_never_agreed_to() -> None:
    found = replace(reviewed(*UPPER), pairs=(), findings=())
    letter = letter_of(found, OFFICE)
    assert "thống nhất" not in letter.opinion
    assert any("Chưa so sánh được" in warning for warning in letter.warnings)


def test_a_short_name_is_introduced_only_where_it_is_used() -> None:
    letter = letter_of(against_both("a4-kh-huyen-na-suong"), OFFICE)
    assert "(sau đây gọi là Kế hoạch số 97)" in letter.opening
    # No remark rests on the decision.
    assert "Quyết định số 215/QĐ-TTg ngày 18/02/2021 của Thủ tướng Chính phủ và" in letter.opening
    assert "Quyết định số 215" not in letter.told


@pytest.mark.parametrize("stem", ["a3-kh-huyen-khe-vang", "b3-kh-huyen-van-dam"])
def test_a_request_stands_once_around_the_table(stem: str) -> None:
    letter = letter_of(against_both(stem), OFFICE)
    assert "đề nghị" not in letter.opinion
    assert letter.closing.startswith("Đề nghị UBND huyện")


def test_a_value_has_its_year_where_its_plan_has_several() -> None:
    letter = letter_of(against_both("b8-kh-phuong-ben-gao-2026"), OFFICE)
    assert letter.points[0].endswith("yêu cầu đạt 85% vào năm 2030.")
    assert "lên 85% vào năm 2030 cho phù hợp" in letter.rows[0].wishes[0]
    # A single year is understood, and a base year is no milestone.
    points = letter_of(against_both("a4-kh-huyen-na-suong"), OFFICE).points
    assert any(text.endswith("yêu cầu không quá 20%;") for text in points)


def test_a_blank_value_rests_on_a_reason() -> None:
    rows = letter_of(against_both("a5-kh-huyen-da-lung"), OFFICE).rows
    (blank,) = [row for row in rows if "điền số liệu" in row.wishes[0]]
    assert blank.bases == ("Chỉ tiêu cần có số liệu cụ thể để tổ chức thực hiện, theo dõi, đánh giá",)


def test_a_doubted_file_gives_a_note_instead() -> None:
    found = review(
        sample(file_of("b6-kh-huyen-bau-tra").name),
        [sample_of(name) for name in ("b1-qd-ttg", "b2-kh-tinh")],
    )
    told = text_of(render(found, "letter", office=OFFICE))
    assert "PHIẾU KIỂM TRA VĂN BẢN" in told
    assert "không gửi Ủy ban nhân dân huyện Bàu Trà" in told
    assert "Qua đối chiếu với Quyết định số 1480/QĐ-TTg ngày 07/9/2021 của Thủ tướng Chính phủ (" in told
    assert (
        "Văn bản được rà soát: dự thảo Kế hoạch thực hiện Chương trình hành động quốc gia vì trẻ em" in told
    )
    # One count alone: the whole period has each target twice.
    counted = "(22 chỉ tiêu thuộc giai đoạn của dự thảo, trong đó 03 chỉ tiêu nêu ở phần nhiệm vụ)"
    assert f"{counted}, không thấy" in told
    # What to do is said once, at the end.
    assert told.count("đối chiếu lại") == 1
    # The result of the comparison has one fate in each of the two cases.
    assert "nếu dự thảo căn cứ đúng: không dùng kết quả đối chiếu với Kế hoạch kèm theo" in told
    assert "nếu dự thảo phải căn cứ Kế hoạch kèm theo Quyết định số 2215: dùng kết quả đối chiếu" in told
    assert "chưa có giá trị" not in told
    assert "Người lập phiếu" in told
    assert "Kính gửi" not in told
    report = arrange(found, apart=True)
    assert report.asking == ()
    assert [finding.rule for finding in report.wrong] == ["CC01"]
    assert report.proposals == (report.leading[0].suggestion,)
    assert not any("2215" in row.labelled(answer) for row in report.rows for answer in row.agreeing)


def test_a_right_file_gives_no_note() -> None:
    assert note_of(WEAK, OFFICE) is None


def test_the_report_counts_what_the_letter_asks() -> None:
    letter = letter_of(WEAK, OFFICE)
    assert f"{len(letter.points):02d} nội dung cần điều chỉnh" in conclusion(WEAK)


@pytest.mark.parametrize("stem", ["a3-kh-huyen-khe-vang", "a5-kh-huyen-da-lung", "b8-kh-phuong-ben-gao-2026"])
def test_all_papers_count_alike(stem: str) -> None:
    found = against_both(stem)
    letter, report = letter_of(found, OFFICE), arrange(found)
    assert len(report.unsuitable) + len(report.explaining) == len(letter.points)
    assert len(report.asking) == len(letter.rows)
    assert len(report.minor) == len(letter.rows) - len(letter.points)
    pressing = f"{len(letter.points):02d} nội dung cần điều chỉnh"
    assert (pressing in report.sentence) == bool(letter.points)


def test_the_first_page_has_few_points() -> None:
    many = [
        f"Ít nhất {50 + n}% số hộ thuộc nhóm {n} được hỗ trợ loại {n} vào năm 2025." for n in range(1, 13)
    ]
    weak = [text.replace("Ít nhất 5", "Ít nhất 4").replace("Ít nhất 6", "Ít nhất 4") for text in many]
    letter = letter_of(review(lower_plan(*weak), [upper_plan(*many)]), OFFICE)
    assert len(letter.points) == MOST + 1
    assert len(letter.rows) > MOST
    # The others that count are told with their rows among the points, as the sentence above them has all.
    left = letter.points[-1]
    assert f"{len(letter.rows) - MOST:02d} nội dung còn lại nêu từ số thứ tự {MOST + 1} đến số thứ tự" in left
    assert f"còn {len(letter.rows):02d} nội dung" in letter.opinion
    assert letter.others == ()


def test_a_sum_is_told_once() -> None:
    lines = (
        "Kinh phí thực hiện là 8,6 tỷ đồng, gồm: ngân sách huyện 5,2 tỷ đồng, ngân sách xã 4,4 tỷ đồng.",
    )
    found = only(review(lower_plan(*UPPER, *lines), [upper_plan(*UPPER)]), Kind.ARITHMETIC)
    (row,) = letter_of(found, OFFICE).rows
    assert "".join(row.wishes).count("9,6 tỷ đồng") == 1


def test_further_matters_part_the_letter_in_two() -> None:
    letter = letter_of(against_both("a4-kh-huyen-na-suong"), OFFICE)
    assert (letter.points_title[:2], letter.others_title[:2]) == ("1.", "2.")
    assert [text[:2] for text in letter.points] == ["a)", "b)", "c)"]
    # The numbers are those of the rows that no point tells.
    (other,) = letter.others
    (told,) = re.findall(r"từ số thứ tự (\d+) đến số thứ tự (\d+) của", other)
    assert (int(told[0]), int(told[1])) == (len(letter.points) + 1, len(letter.rows))
    (scattered,) = letter_of(against_both("b7-kh-huyen-cua-lan"), OFFICE).others
    assert re.search(r"tại số thứ tự \d+, \d+, [\d, ]+ và \d+ của", scattered)
    # Without any the points themselves are numbered, and nothing has a heading.
    alone = letter_of(WEAK, OFFICE)
    assert [text[:2] for text in alone.points] == ["1.", "2."]
    assert (alone.points_title, alone.others_title, alone.others) == ("", "", ())


@pytest.mark.parametrize("stem", ["a5-kh-huyen-da-lung", "b4-kh-huyen-son-lac", "b8-kh-phuong-ben-gao-2026"])
def test_every_row_says_what_it_rests_on(stem: str) -> None:
    rows = letter_of(against_both(stem), OFFICE).rows
    assert all(len(text) > len("–") for row in rows for text in row.bases)


def test_what_lacks_of_an_item_has_a_row_of_its_own() -> None:
    upper = "Có 80% trang trại xử lý chất thải và hai phần ba số hộ nuôi bò lai vào năm 2025."
    lower = "Có 80% trang trại quy mô lớn xử lý chất thải vào năm 2025."
    rows = letter_of(review(lower_plan(lower), [upper_plan(upper)]), OFFICE).rows
    lacking = [row for row in rows if "bổ sung chỉ tiêu" in "".join(row.wishes)]
    assert [row.draft for row in lacking] == [("Dự thảo chưa nêu.",)]


def test_a_title_that_is_a_noun_is_told_with_about() -> None:
    found = reviewed("50% số trường học có tổ tư vấn tâm lý vào năm 2025.", *UPPER[1:2])
    head = replace(
        found.draft.masthead, number="38/KH-UBND", date="2021-04-26", title="công tác lao động 05 năm"
    )
    letter = letter_of(
        replace(found, draft=replace(found.draft, masthead=head)), replace(OFFICE, stage="issued")
    )
    assert " về công tác lao động 05 năm (sau đây gọi là Kế hoạch số 38)" in letter.opening
