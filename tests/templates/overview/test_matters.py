"""The sentence and the heaviest matters of an overview, and the page of ten lines for a leader."""

from __future__ import annotations

from dataclasses import replace

from compare.model import Severity, Verdict
from compare.survey.overview import Overview
from compare.survey.surveying import overview
from compare.survey.unit import Failure, FailureKind, Unit
from templates.overview import leader_lines, leader_page
from templates.overview.matters import matters, sentence
from tests.compare.run_rows import NATION, UPPER, finding, percent, total, unit

GOOD, BAD = percent(Verdict.MEETS, "60"), percent(Verdict.MISSING)
STRANGE = Failure(
    file="nghèo.docx", reason="", kind=FailureKind.OTHER_PROGRAMME, unit="huyện B", detail="Giảm nghèo"
)
TWICE = Failure(file="bản sao.docx", reason="", kind=FailureKind.SAME, detail="huyện A.docx")
BROKEN = Failure(file="hỏng.docx", reason="Tệp bị hỏng.")


def told(seen: Overview) -> list[str]:
    return [one.text for one in matters(seen, lambda _: None)]


def lines(seen: Overview) -> dict[str, str]:
    return {one.label: one.text for one in leader_lines(seen) if one.label}


def full() -> Overview:
    """Every kind of matter: a plan apart, a wrong parent, lost targets, silence, a broken file, a total."""
    wrong = finding("CC02", Severity.CRITICAL, "wrong_parent")
    return overview(
        [
            unit("huyện A", GOOD, percent(Verdict.MEETS, "60", number=5), total("10")),
            unit("huyện C", BAD, percent(Verdict.WEAKER, "50", number=5), total("10"), findings=(wrong,)),
        ],
        failures=[STRANGE, TWICE, BROKEN],
        expected=[Unit(name=f"huyện {letter}") for letter in "ACD"],
    )


def test_wrong_files_come_before_weak_targets() -> None:
    first, second, third, *rest = told(full())
    assert first == "01 tệp để riêng, không xếp hạng: huyện B (thuộc chương trình khác)."
    assert second == "1/2 kế hoạch chưa đúng văn bản cấp trên, cần kiểm tra trước: huyện C."
    assert third.startswith("Chỉ tiêu có nhiều đơn vị chưa bảo đảm nhất: “Thôn có nhà văn hóa 1")
    assert len(rest) == 2


def test_plans_apart_are_grouped_by_reason() -> None:
    elsewhere = replace(
        STRANGE, file="khác.docx", kind=FailureKind.OTHER_PLACE, unit="huyện E", detail="tỉnh X"
    )
    others = [replace(STRANGE, file=f"{name}.docx", unit=f"huyện {name}") for name in "FGH"]
    (matter, *_) = told(overview([], failures=[STRANGE, elsewhere, *others]))
    assert matter == (
        "05 tệp để riêng, không xếp hạng: huyện B, huyện F và 02 đơn vị khác (thuộc chương trình khác); "
        "huyện E (ghi hoặc viện dẫn nơi khác)."
    )


def test_the_sentence_counts_plans_and_pairs() -> None:
    seen = overview([unit("huyện A", GOOD), unit("huyện B", BAD)])
    assert sentence(seen).startswith("1/2 kế hoạch bảo đảm mọi chỉ tiêu phải đối chiếu; trong 02 lượt")
    assert "01 lượt (50%)" in sentence(seen)


def test_matters_have_one_line_of_a_screen() -> None:
    """A laptop shows about 170 letters in a line."""
    long = "tỷ lệ hộ gia đình " * 20
    rows = [percent(Verdict.MISSING, number=number) for number in (1, 2)]
    rows += [total("1", number=3), total("2", number=4)]
    rows = [replace(row, upper=replace(row.upper, subject=long + str(row.number), text=long)) for row in rows]
    names = [f"thành phố Phan Rang - Tháp Chàm {number}" for number in range(3)]
    seen = overview([unit(name, *rows) for name in names[:2]], expected=[Unit(name=name) for name in names])
    assert max(map(len, told(seen))) <= 170


def test_units_that_keep_equally_little_are_all_named() -> None:
    heavy = finding("CT01", Severity.CRITICAL)
    units = [unit("huyện A", GOOD), unit("huyện B", BAD, findings=(heavy,)), unit("huyện C", BAD)]
    assert "Huyện B, huyện C bảo đảm ít nhất: 0/1 chỉ tiêu phải đối chiếu." in told(overview(units))
    assert told(overview(units[:2]))[-1].endswith("; có 01 nội dung ở mức cao trở lên.")
    assert not [text for text in told(overview(units[1:])) if "bảo đảm ít nhất" in text]


def test_a_perfect_run_has_no_matters() -> None:
    assert told(overview([unit("huyện A", GOOD), unit("huyện B", GOOD)])) == []


def test_a_leader_gets_ten_lines() -> None:
    seen = full()
    assert len(leader_lines(seen)) == 10
    found = lines(seen)
    assert found["Số kế hoạch"] == (
        "2/3 đơn vị đã gửi; 02 kế hoạch được đối chiếu; 01 tệp để riêng, không tính; 01 tệp trùng; "
        "01 tệp không đọc được."
    )
    assert found["Đề nghị gửi, gửi lại"] == (
        "huyện C (chưa đúng văn bản cấp trên), huyện B (thuộc chương trình khác), "
        "hỏng.docx (tệp không đọc được), huyện D (chưa gửi)."
    )
    assert found["Đề nghị điều chỉnh"].endswith("huyện C (1).")


def test_a_unit_with_a_good_plan_need_not_send_again() -> None:
    seen = overview([unit("huyện B", GOOD)], failures=[STRANGE])
    assert lines(seen)["Đề nghị gửi, gửi lại"] == "Không có đơn vị nào."


def test_plans_of_one_unit_are_added_for_a_leader() -> None:
    heavy = finding("CT01", Severity.CRITICAL)
    plans = [unit("huyện A", BAD, findings=(heavy,), sha256=str(number)) for number in range(2)]
    assert lines(overview(plans))["Đề nghị điều chỉnh"].startswith("01 đơn vị")
    assert lines(overview(plans))["Đề nghị điều chỉnh"].endswith("huyện A (2).")


def test_the_highest_document_is_named_first() -> None:
    seen = overview([unit("huyện A", GOOD, references=(NATION, UPPER))])
    assert lines(seen)["Nội dung"].endswith("với Quyết định số 7/QĐ-TTg; Kế hoạch số 9/KH-UBND.")


def test_the_leader_page_leads_to_the_overview() -> None:
    page = leader_page(full(), day="2021-07-12")
    assert 'href="index.html#chi-tieu-1"' in page
    assert "Ngày 12/7/2021" in page
    assert "size: A4 portrait" in page
