"""Reports of a review on which a human has decided: human and machine are told apart in every form."""

from __future__ import annotations

import json
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import docx
import openpyxl
import pytest

from compare.decision import Decision, State
from compare.human.deciding import decided
from compare.human.remarks import Remark, placed
from compare.model import Finding, Review, Severity
from compare.survey.surveying import Survey
from compare.survey.unit import unit_review
from templates.annotation import annotate
from templates.annotation.notes import notes
from templates.excel.matrix import MatrixWriter
from templates.human import seen_line
from templates.letter.arrange import letter_of
from templates.letter.office import Office
from templates.render import FORMS, render
from templates.report.arrange import arrange
from templates.report.cards import HEADLINE, cards
from templates.texts import clean
from tests.compare.plans import lower_plan, nation_plan, upper_plan
from tests.sample_plans import file_of, sample
from tests.templates.data.test_json import validator
from tests.templates.hostile import TEXTS
from tests.templates.test_reports import document_text, shown

from compare.reviewing import review  # isort: skip

MINE = "Ý kiến của người rà soát"
ABOVE = ("Đạt 60% số thôn có tổ tự quản.", "Đạt 90% số hộ có hố xí hợp vệ sinh.", "Đạt 80% số xã có chợ.")
BELOW = ("Đạt 50% số thôn có tổ tự quản.", "Đạt 70% số hộ có hố xí hợp vệ sinh.", "Đạt 60% số xã có chợ.")
SENTENCE = "Huyện Suối Vàng nêu rõ vì sao chỉ đạt 50%, được không?"
REASON, NOTE, TEXT = "Huyện không còn chợ nào", "Hỏi lại phòng Nội vụ", "Phần II thiếu danh mục dự án."
DRAFT = lower_plan(*BELOW)
MACHINE = review(DRAFT, [upper_plan(*ABOVE)])
REMARK = Remark(text=TEXT, severity=Severity.HIGH, author="Trần Văn Bình", date="2026-11-29")


def on(finding: Finding, state: State, **texts: str) -> Decision:
    return Decision(
        fingerprint=finding.fingerprint, state=state, author="Lê Thị Hoa", date="2026-11-30", **texts
    )


FIRST, SECOND, THIRD = MACHINE.findings
DECISIONS = (
    on(FIRST, State.KEEP, sentence=SENTENCE, note=NOTE),
    on(SECOND, State.UNSURE),
    on(THIRD, State.DISMISS, reason=REASON),
)
RESULT = decided(MACHINE, DECISIONS, [REMARK])


def text_of(form: str, result: Review) -> str:
    data = render(result, form)
    return shown(form, data) if form in ("html", "docx", "xlsx") else " ".join(data.decode().split())


@pytest.mark.parametrize("form", FORMS)
def test_every_form_tells_human_from_machine(form: str) -> None:
    before, after = text_of(form, MACHINE), text_of(form, RESULT)
    said = (TEXT.rstrip("."), SENTENCE, NOTE, REASON, "Lê Thị Hoa", "Trần Văn Bình")
    assert [one for one in said if one not in after] == []
    assert [one for one in (*said, MINE, "RS01") if one in before] == []
    if form == "json":
        return
    assert after.count(MINE) >= 1
    assert "ần làm rõ" in after
    assert "bỏ qua" in after


def test_the_json_of_a_decided_review_fits_the_schema() -> None:
    data = json.loads(render(RESULT, "json"))
    validator("doichieu.review.1.json").validate(data)
    told = [finding.get("decision", {}).get("state") for finding in data["findings"]]
    assert sorted(told) == ["dismiss", "keep", "keep", "unsure"]
    assert data["summary"]["severities"]["critical"] == 2
    machine = json.loads(render(MACHINE, "json"))
    assert not {"decision", "earlier", "proposed"} & {key for one in machine["findings"] for key in one}


def test_notes_are_not_counted_as_left() -> None:
    noted = replace(MACHINE.findings[-1], id="n", severity=Severity.NOTE, decision=None)
    assert seen_line([*([one] for one in RESULT.findings), [noted]]) == seen_line(
        [one] for one in RESULT.findings
    )


def test_the_conclusion_counts_what_was_decided() -> None:
    report = arrange(RESULT)
    assert "đã xem 03/03 nội dung máy nêu: giữ 01, bỏ qua 01, cần làm rõ 01" in report.rest
    assert "nêu thêm 01 ý kiến" in report.rest
    assert "miễn trừ" not in report.rest
    assert [tile.count for tile in report.severities] == [2, 1, 0, 0, 0]
    assert arrange(MACHINE).rest == ""


def test_the_letter_has_the_humans_words_and_no_dismissed_matter() -> None:
    letter = letter_of(RESULT, Office())
    wishes = [wish for row in letter.rows for wish in row.wishes]
    assert SENTENCE in wishes
    assert TEXT in wishes
    assert wishes.count("Cần làm rõ:") == 1
    assert any(MINE in row.bases for row in letter.rows)
    told = document_text(render(RESULT, "letter"))
    assert "số xã có chợ" not in told
    assert NOTE not in told
    assert "số xã có chợ" in document_text(render(MACHINE, "letter"))


def test_a_sentence_goes_out_verbatim() -> None:
    suggestion = next(card.suggestion for card in cards(RESULT) if card.first.id == FIRST.id)
    assert suggestion == SENTENCE


def test_a_remark_of_several_lines_has_a_headline_of_one() -> None:
    text = f"Trái với Kế hoạch số 45/KH-UBND ngày 20/5/2021 của Ủy ban nhân dân tỉnh Hà Lĩnh\n  {'rất ' * 60}dài."
    result = decided(MACHINE, [], [replace(REMARK, text=text)])
    card = next(card for card in cards(result) if card.first.is_remark)
    assert "\n" not in card.headline
    assert len(card.headline) <= HEADLINE
    assert card.points[0].brief == text


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_a_humans_words_are_text_in_every_form(text: str) -> None:
    result = decided(
        MACHINE,
        [on(FIRST, State.KEEP, sentence=text, note=text), on(THIRD, State.DISMISS, reason=f"a {text}")],
        [replace(REMARK, text=text, sentence=text, author=text)],
    )
    for form in ("html", "docx", "xlsx"):
        data = render(result, form)
        # Word takes "{_{" and "{#" for marks of its template, as in words of a document.
        wanted = " ".join(clean(text).split()).replace("{_{", "")[:60]
        assert wanted.split("{#")[0].strip() in shown(form, data).replace("{_{", "")
        assert form != "html" or b"<script" not in data
    render(result, "letter")
    render(result, "md")


def test_word_has_an_annex_of_what_was_dismissed() -> None:
    file = docx.Document(BytesIO(render(RESULT, "docx")))
    assert "NỘI DUNG NGƯỜI RÀ SOÁT ĐÃ BỎ QUA" in [paragraph.text for paragraph in file.paragraphs]
    annex = file.tables[-1]
    assert REASON in annex.rows[1].cells[2].text
    assert "Phụ lục III" not in document_text(render(MACHINE, "docx"))


def test_excel_says_who_says_it() -> None:
    def sheet(result: Review) -> list[tuple[object, ...]]:
        book = openpyxl.load_workbook(BytesIO(render(result, "xlsx")))
        return list(book["Phát hiện"].iter_rows(values_only=True))

    head, *rows = sheet(RESULT)
    assert head[-2:] == ("Người nêu", "Người rà soát")
    assert sorted(str(row[-2]) for row in rows) == ["Máy", "Máy", "Máy", "Người rà soát"]
    assert "Người nêu" not in sheet(MACHINE)[0]


def test_one_sentence_for_a_card_of_several_findings_stands_once() -> None:
    made = review(lower_plan("Phấn đấu đạt khoảng 50% số thôn có tổ tự quản."), [upper_plan(ABOVE[0])])
    (card,) = cards(made)
    assert len(card.findings) > 1
    (kept,) = cards(decided(made, [on(one, State.KEEP, sentence=SENTENCE) for one in made.findings]))
    assert kept.suggestion == SENTENCE
    (gone,) = cards(decided(made, [on(one, State.DISMISS, reason=REASON) for one in made.findings]))
    assert len(gone.findings) == len(card.findings)
    apart = cards(decided(made, [on(made.findings[0], State.DISMISS, reason=REASON)]))
    assert [card.is_open for card in apart] == [True, False]


def test_a_remark_for_two_plans_keeps_the_humans_words() -> None:
    plans = [nation_plan(ABOVE[0]), upper_plan(ABOVE[0])]
    made = review(lower_plan(BELOW[0]), plans)
    about = [finding for finding in made.findings if finding.rule == "CT02"]
    assert len(about) == 2
    result = decided(made, [on(one, State.KEEP, sentence=SENTENCE) for one in about])
    (card,) = [card for card in cards(result) if card.first.rule == "CT02"]
    assert card.suggestion == SENTENCE


def test_a_decision_for_other_words_asks_to_look_again() -> None:
    edited = review(lower_plan("Đạt 40% số thôn có tổ tự quản.", *BELOW[1:]), [upper_plan(*ABOVE)])
    result = decided(edited, [on(FIRST, State.DISMISS, reason=REASON)])
    view = next(view for view in arrange(result).findings if view.human.again)
    assert view.human.badge == "Cần xem lại"
    assert REASON in view.human.lines[0]
    assert not view.waived
    assert "01 nội dung cần xem lại" in arrange(result).rest


def test_remarks_are_placed_in_the_draft_under_their_name() -> None:
    path = file_of("a3-kh-huyen-khe-vang")
    plan, upper = sample(path.name), sample(file_of("a2-kh-tinh").name)
    item = plan.targets[1]
    own = placed(Remark(**{name: getattr(REMARK, name) for name in ("text", "severity", "author", "date")},
                        quote=item.text), plan)  # fmt: skip
    result = decided(review(plan, [upper]), [], [own, REMARK])
    found = [note for note in notes(result, plan) if note.author == "Trần Văn Bình"]
    assert len(found) == 2
    assert any(note.anchor == item.anchor for note in found)
    assert all(note.paragraphs[0] == MINE for note in found)
    comments = docx.Document(BytesIO(annotate(result, plan, path, path.read_bytes()))).comments
    assert {comment.author for comment in comments} == {"Trần Văn Bình", "Rà soát"}


def test_a_run_takes_a_decided_review() -> None:
    row = unit_review(RESULT, file="huyen.docx", sha256="0" * 64)
    assert [finding.rule for finding in row.findings].count("RS01") == 1
    assert sum(finding.waived == REASON for finding in row.findings) == 1


def test_a_workbook_of_a_run_takes_it_too(tmp_path: Path) -> None:
    row = unit_review(RESULT, file="huyen.docx", sha256="0" * 64)
    survey = Survey()
    survey.add(row)
    overview = survey.close((), ())
    with MatrixWriter(tmp_path / "matrix.xlsx") as writer:
        writer.add(row)
        writer.close(overview)
    book = openpyxl.load_workbook(tmp_path / "matrix.xlsx")
    assert TEXT in [cell for line in book["Phát hiện"].iter_rows(values_only=True) for cell in line]


def test_a_point_that_was_dismissed_by_itself_is_no_card() -> None:
    machine = review(lower_plan(f"Phấn đấu đ{BELOW[0][1:]}", BELOW[1]), [upper_plan(*ABOVE[:2])])
    card = next(card for card in cards(machine) if len(card.points) > 1)
    out, *rest = (point.first for point in reversed(card.points))
    said = [on(out, State.DISMISS, reason=REASON), *(on(one, State.KEEP) for one in rest)]
    total = len([one for one in cards(machine) if one.severity is not Severity.NOTE])
    result = decided(machine, said)
    assert f"đã xem 01/{total:02} nội dung máy nêu: giữ 01." in arrange(result).rest
    assert "Có 01 ý riêng trong các nội dung người rà soát đã bỏ qua" in arrange(result).rest
    undone = decided(machine, said[:1])
    assert "đã xem" not in arrange(undone).rest
    other = next(
        one for one in machine.findings if one not in card.findings and one.severity is not Severity.NOTE
    )
    both = decided(machine, [*said, on(other, State.DISMISS, reason=REASON)])
    assert "giữ 01, bỏ qua 01" in arrange(both).rest
    assert "Có 01 nội dung và 01 ý riêng" in arrange(both).rest
