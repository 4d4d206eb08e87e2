"""The arrangement of a review for reading."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from compare.model import Finding, Kind, Pair, Party, Review, Severity, Verdict
from extract.model import Level, Masthead
from templates import texts
from templates.report.arrange import arrange, group
from templates.report.conclusion import conclusion
from tests.templates.items import LOSS_1, LOSS_D, SEWAGE_0, WATER_0, WATER_1, WATER_D
from tests.templates.letter.letters import against_both


def pair(reference: object, draft: object, **more: object) -> Pair:
    return Pair(reference=reference, draft=draft, similarity=1.0, verdict=Verdict.MEETS, **more)  # type: ignore[arg-type]


def test_references_answered_by_one_measure_share_a_row(review: Review) -> None:
    rows = arrange(review).rows
    assert [len(row.answers) for row in rows] == [2, 2, 2, 1, 1, 1, 1, 1, 1, 1, 1]
    assert len(rows) + 3 == len(review.pairs)
    assert rows[0].verdict_words == ("Chưa phù hợp (chưa đạt mức)",)
    assert rows[2].verdict_words == ("Trung ương: Vượt yêu cầu", "Tỉnh: Phù hợp")


def test_one_cell_holds_one_measure() -> None:
    first, second = pair(WATER_0, WATER_D), pair(replace(WATER_0, target="t99"), WATER_D)
    assert group([first, second, pair(WATER_1, WATER_D)], 2) == [
        [first, pair(WATER_1, WATER_D)],
        [second, None],
    ]


def test_missing_answers_never_share_a_row() -> None:
    assert len(group([pair(WATER_0, None), pair(WATER_1, None)], 2)) == 2


def test_a_fitting_value_with_an_open_finding_is_marked(review: Review) -> None:
    report = arrange(review)
    # Fewer places (f4) and an unsure match (f9) are open, a later deadline (f8) is waived.
    assert report.rows[1].verdict_words == ("Trung ương: Phù hợp về mức; xem nội dung 5", "Tỉnh: Phù hợp")
    # The second row agrees in part; the line has as many targets as the conclusion.
    assert [row.agreeing_name for row in report.agreeing] == ["2 (Tỉnh)", "3", "8"]
    assert report.agreeing_line.split(", tại")[0] in report.results


def test_rows_out_of_the_period_stand_last(review: Review) -> None:
    pairs = (*review.pairs[-2:], *review.pairs[:-2])
    report = arrange(replace(review, pairs=pairs))
    assert [row.aside for row in report.rows] == [False] * 9 + [True] * 2
    assert [row.index for row in report.rows] == list(range(1, 12))
    assert report.aside_title == "Chỉ tiêu ngoài giai đoạn của dự thảo (2)"


def test_rows_of_a_missing_period_stand_last(review: Review) -> None:
    gap = Finding(
        id="g", rule="CT11", kind=Kind.MISSING_PERIOD, severity=Severity.HIGH, message="", suggestion=None,
        reference=SEWAGE_0,
    )  # fmt: skip
    report = arrange(replace(review, findings=(gap,)))
    assert report.aside_rows[0].cells[0] is not None
    assert report.aside_rows[0].cells[0].quote.text == texts.quoted(SEWAGE_0.text)
    assert len(report.aside_rows) == 3
    assert "(2); Chỉ tiêu của cả giai đoạn" in report.aside_title
    assert len(arrange(replace(review, findings=())).aside_rows) == 2


def test_notes_of_the_table_have_a_line_for_each_kind(review: Review) -> None:
    lines = arrange(review).note_lines
    assert lines[0] == "Vượt yêu cầu: 01 dòng của Phụ lục II (STT 3)."
    assert review.findings[13].message in lines


def test_a_list_of_targets_has_each_value_once(review: Review) -> None:
    places = [
        pair.reference
        for pair in review.pairs
        if (measure := pair.reference.measure)
        and measure.low is not None
        and measure.deadline
        and pair.reference.part == "targets"
    ]
    gap = Finding(
        id="g", rule="CT12", kind=Kind.OUT_OF_PERIOD, severity=Severity.NOTE, message="", suggestion=None,
        reference=places[0], others=(*places[1:], places[0]),
    )  # fmt: skip
    (view,) = arrange(replace(review, findings=(gap,))).findings
    told = [(quote.party.column, quote.told) for quote in view.listed]
    assert len(told) == len(set(told)) == len(places)
    assert [text for _, text in told if not re.search(r": .*\d.* \((?:năm|ngày) [\d/]+\)$", text)] == []


def test_the_report_keeps_all_pairs_and_findings(review: Review) -> None:
    report = arrange(review)
    kept = [finding for _, found in report.groups for finding in found]
    shown = [*kept, *report.waived, *report.notes]
    assert [finding.index for finding in shown] == list(range(1, len(report.findings) + 1))
    told = [point for finding in shown for point in finding.points]
    assert len(told) == len(review.findings)
    assert {f.index for f in (*report.unsuitable, *report.unclear)} == {f.index for f in kept}
    assert len(report.unread) == len(review.unread)


def test_groups_and_counts(review: Review) -> None:
    report = arrange(review)
    assert [(word, len(found)) for word, found in report.groups] == [
        ("Nghiêm trọng", 3),
        ("Cao", 1),
        ("Trung bình", 3),
        ("Thấp", 1),
    ]
    assert [finding.rule for finding in report.waived] == ["CT03"]
    assert [(tile.key, tile.count) for tile in report.verdicts if tile.count != 1] == [
        ("meets", 3), ("partial", 2), ("weaker", 2), ("incomparable", 2), ("out_of_period", 2),
    ]  # fmt: skip
    # The suggestion of a waived finding is left out.
    assert not any("kiểm định" in suggestion for suggestion in report.suggestions)


def test_differences_in_words(review: Review) -> None:
    rows = arrange(review).rows
    assert rows[0].difference_words == (
        "Trung ương: Giá trị: dự thảo 55%, cấp trên 60% (thấp hơn 5 điểm phần trăm); Mức độ cam kết: dự thảo phấn "
        "đấu đạt 55%, cấp trên ít nhất 60%",
        "Tỉnh: Giá trị: dự thảo 55%, cấp trên 65% (thấp hơn 10 điểm phần trăm)",
    )
    assert rows[1].difference_words == (
        "Trung ương: Phạm vi, đối tượng: thiếu chợ, trụ sở UBND cấp xã; địa bàn không có phường nên không coi là thiếu",
    )
    assert rows[4].difference_words[0].endswith("; Năm gốc so sánh: dự thảo không nêu, cấp trên 2020")
    assert rows[5].difference_words == (
        "tổng 2.000 cán bộ trong 10 năm, quy về 5 năm là 1.000 cán bộ; dự thảo bằng 4% mức này",
    )
    assert rows[7].difference_words == ("Thời hạn: dự thảo 31/12/2025, cấp trên 30/6/2024",)


def test_findings_and_rows_refer_to_each_other(review: Review) -> None:
    report = arrange(review)
    assert any(finding.rows for finding in report.findings)
    for finding in report.findings:
        for row in finding.rows:
            assert finding.index in report.rows[row - 1].findings


def test_two_references_of_one_level_have_distinct_names(review: Review) -> None:
    second = replace(review.references[1].masthead, level=Level.NATIONAL)
    twin = replace(review, references=(review.references[0], replace(review.references[1], masthead=second)))
    columns = [party.column for party in arrange(twin).references]
    assert columns == ["Trung ương (318/QĐ-TTg)", "Trung ương (97/KH-UBND)"]


@pytest.mark.parametrize(
    ("title", "number", "heading"),
    [
        ("Thực hiện Chương trình A", None, "dự thảo Kế hoạch thực hiện Chương trình A"),
        ("THỰC HIỆN QUY HOẠCH TỈNH HẢI SƠN", None, "dự thảo Kế hoạch thực hiện quy hoạch tỉnh Hải Sơn"),
        ("Kế hoạch phòng, chống hạn", None, "dự thảo kế hoạch phòng, chống hạn"),
        ("Thực hiện Chương trình A", "9/KH-UBND", "Kế hoạch số 9/KH-UBND thực hiện Chương trình A"),
        (None, None, "dự thảo Kế hoạch"),
    ],
)
def test_heading_of_the_draft(review: Review, title: str | None, number: str | None, heading: str) -> None:
    head = Masthead(kind="Kế hoạch", title=title, number=number)
    draft = Party(source=review.draft.source, masthead=head)
    assert arrange(replace(review, draft=draft)).draft.heading == heading


def test_conclusion_of_a_draft_with_heavy_findings(review: Review) -> None:
    assert conclusion(review) == (
        "Trong 14 chỉ tiêu của 02 văn bản cấp trên (tính riêng theo từng văn bản), 12 chỉ tiêu thuộc giai đoạn "
        "của dự thảo; qua đối chiếu 12 chỉ tiêu này, dự thảo có 08 nội "
        "dung cần rà soát, trong đó 01 nội dung cần điều chỉnh hoặc giải trình trước khi trình ban "
        "hành. Kết quả: 04 chỉ tiêu phù hợp hoặc vượt yêu cầu, 02 chỉ tiêu phù hợp về mức nhưng còn nội dung "
        "khác cần xem xét, 02 chỉ tiêu chưa đạt mức, 01 chỉ tiêu chưa có, 02 chỉ tiêu cần làm rõ, 01 chỉ tiêu "
        "phân bổ (cần đối chiếu riêng), 02 chỉ tiêu ngoài giai đoạn của dự thảo. Có 01 nội dung đã được người "
        "rà soát chấp nhận (miễn trừ), không tính ở trên. Có 02 nội dung máy chưa đọc "
        "được, cần người rà soát xem trực tiếp."
    )
    told = [int(n) for n in re.findall(r"\b(\d+) chỉ tiêu", conclusion(review))]
    assert told[0] == sum(told[3:])
    assert told[1] == told[2] == told[0] - told[-1]


def test_conclusion_with_light_findings_or_none(review: Review) -> None:
    light = Finding(
        id="f1", rule="CT05", kind=Kind.NARROWER_SCOPE, severity=Severity.MEDIUM, message="", suggestion=None
    )
    one = replace(review, pairs=(pair(LOSS_1, LOSS_D),), findings=(light,), conforms=True, unread=())
    told = conclusion(one)
    assert "không thấy nội dung nào phải điều chỉnh trước khi trình ban hành; có 01 nội dung cần xem" in told
    assert "không thấy nội dung nào của dự thảo cần điều chỉnh" in conclusion(replace(one, findings=()))
    # A draft without anything to compare must not look like one that agrees.
    nothing = replace(one, pairs=(), findings=())
    assert conclusion(nothing).startswith("Chưa đọc được chỉ tiêu nào")
    assert "phù hợp" not in conclusion(nothing)


def test_rules_have_their_given_name_or_their_kind(review: Review) -> None:
    rules = dict(arrange(review, {"CT01": "Thiếu chỉ tiêu cấp trên", "NV01": "Thiếu nhiệm vụ"}).rules)
    assert rules["CT01"] == "Thiếu chỉ tiêu cấp trên"
    assert rules["CT10"] == "Khác cách tính"
    assert rules["NV01"] == "Thiếu nhiệm vụ"


def test_what_is_called_unclear_stands_there(review: Review) -> None:
    names = {finding.rule: "Thiếu nội dung" for finding in review.findings}
    first = arrange(review, names).unsuitable[0]
    names[first.rule.split(", ")[0]] = "Nội dung cần làm rõ"
    # What does not reach the level is no question.
    assert first.index in [finding.index for finding in arrange(review, names).unsuitable]
    fitting = tuple(replace(pair, verdict=Verdict.MEETS) for pair in review.pairs)
    report = arrange(replace(review, pairs=fitting), names)
    assert first.index in [finding.index for finding in report.unclear]
    assert first.index not in [finding.index for finding in report.unsuitable]


def test_a_source_names_the_document_last(review: Review) -> None:
    quote = arrange(review).findings[0].upper[0]
    place, _, page = quote.place.partition("; ")
    assert quote.source == f"{place} {quote.party.short}; {page}"


def test_what_misses_one_level_exceeds_nothing() -> None:
    report = arrange(against_both("a4-kh-huyen-na-suong"))
    (split,) = [row.index for row in report.rows if row.is_split and row.agreeing]
    assert split not in [row.index for row in report.agreeing]
    assert report.agreeing_line.endswith(
        f"(STT {split}) đạt mức của một văn bản nhưng chưa đạt mức của văn bản khác."
    )
    (exceeded,) = [line for line in report.note_lines if line.startswith("Vượt yêu cầu")]
    assert f" {split}," not in exceeded.replace(")", ",")
    assert not any("có thể tương ứng" in line or "Chưa chắc" in line for line in report.note_lines)


def test_a_conforming_draft_is_to_be_issued() -> None:
    report = arrange(replace(against_both("b3-kh-huyen-van-dam"), findings=()))
    assert report.proposals == ("Đề nghị UBND huyện Vân Đàm hoàn thiện, ban hành theo thẩm quyền.",)


def test_a_note_with_a_request_is_checked_in_the_original() -> None:
    found = against_both("b5-kh-huyen-trieu-giang")
    assert not arrange(found).to_check
    lost = tuple(
        replace(one, severity=Severity.NOTE) if one.rule == "TT11" else one for one in found.findings
    )
    report = arrange(replace(found, findings=lost))
    assert [finding.rule for finding in report.to_check] == ["TT11"]
    assert not any("TM." in line for line in report.note_lines)
    assert "chưa bảo đảm mức" in report.results
