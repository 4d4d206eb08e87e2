"""The letter as a Word file: template, annex, reminders beside the text."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import docx
import pytest

from compare.model import Review, Severity
from templates.letter.arrange import letter_of
from templates.render import render
from templates.report.arrange import arrange
from templates.word import build_letter
from templates.word.fill import is_letter
from templates.word.layout import CENTER, LEFT
from tests.templates.hostile import TEXTS, poisoned
from tests.templates.letter.letters import OFFICE, UPPER, WEAK, against_both, reviewed, text_of

TEMPLATES = Path(build_letter.__file__).parent


def test_an_issued_draft_is_asked_about_once() -> None:
    found = against_both("a4-kh-huyen-na-suong")
    head = found.draft.masthead
    told = f"đã có số, ngày và người ký (số {head.number} ngày"
    (reminder,) = letter_of(found, OFFICE).reminders
    assert told in reminder
    for form in ("letter", "docx"):
        data = render(found, form, office=OFFICE)
        # It stands beside the text of the letter, which is sent, and in that of the report, which is not.
        assert (told in text_of(data)) is (form == "docx")
        comments = [comment.text for comment in docx.Document(BytesIO(data)).comments]
        assert [told in text for text in comments] == ([True] if form == "letter" else [])
        assert data == render(found, form, office=OFFICE)
    for form in ("html", "md"):
        assert render(found, form).decode().count("đã có số, ngày và người ký") == 1
    assert letter_of(against_both("a5-kh-huyen-da-lung"), OFFICE).reminders == ()
    assert "dự thảo" not in arrange(found).heading
    assert arrange(against_both("a5-kh-huyen-da-lung")).heading.startswith("dự thảo")
    drafted = replace(found, draft=replace(found.draft, masthead=replace(head, is_draft=True)))
    assert letter_of(drafted, OFFICE).reminders == ()


@pytest.mark.parametrize("found", [WEAK, reviewed(*UPPER)], ids=["remarks", "none"])
def test_an_annex_has_page_numbers_of_its_own(found: Review) -> None:
    document = docx.Document(BytesIO(render(found, "letter", office=OFFICE)))
    sections = list(document.sections)
    assert len(sections) == (2 if found is WEAK else 1)
    for section in sections:
        (start,) = [node for node in section._sectPr if node.tag.endswith("}pgNumType")]
        assert start.attrib[next(iter(start.attrib))] == "1"
        assert section.different_first_page_header_footer
        assert "PAGE" in section.header._element.xml


@pytest.mark.parametrize("name", ["Sở Y tế", "Sở Lao động - Thương binh và Xã hội"])
def test_the_line_under_the_name_is_shorter_than_the_name(name: str) -> None:
    document = docx.Document(BytesIO(render(WEAK, "letter", office=replace(OFFICE, name=name))))
    cell = document.tables[0].cell(0, 0)
    look = cell.paragraphs[-1].paragraph_format
    assert cell.width
    assert look.left_indent
    assert look.left_indent == look.right_indent
    length = cell.width.mm - 3.8 - 2 * look.left_indent.mm
    # Bold capitals of 13 points are about 2.5 mm wide; a long name has two lines.
    assert 0.3 < length / min(2.5 * len(name), 64) < 0.55


def test_numbers_of_rows_stand_in_the_middle() -> None:
    table = docx.Document(BytesIO(render(WEAK, "letter"))).tables[-1]
    for row in table.rows[1:]:
        alignments = [cell.paragraphs[0].alignment for cell in row.cells]
        assert (alignments[0], *set(alignments[1:])) == (CENTER, LEFT)


def test_the_committed_template_is_the_built_one(tmp_path: Path) -> None:
    (tmp_path / "built.docx").write_bytes(build_letter.build())
    built, committed = (
        docx.Document(str(path)) for path in (tmp_path / "built.docx", TEMPLATES / "letter.docx")
    )
    assert built.element.xml == committed.element.xml, "run: python -m templates.word.build_letter"


def test_a_template_tells_whether_it_is_a_letter(tmp_path: Path) -> None:
    assert is_letter(TEMPLATES / "letter.docx")
    assert not is_letter(TEMPLATES / "report.docx")
    (tmp_path / "damaged.docx").write_bytes(b"PK")
    assert not is_letter(tmp_path / "damaged.docx")


def test_what_reading_may_have_lost_is_looked_up() -> None:
    found = against_both("b5-kh-huyen-trieu-giang")
    lost = tuple(
        replace(one, severity=Severity.NOTE) if one.rule == "TT11" else one for one in found.findings
    )
    reminders = letter_of(replace(found, findings=lost), OFFICE).reminders
    (told,) = [text for text in reminders if "bản gốc" in text]
    assert "phần ký chưa ghi “TM. ỦY BAN NHÂN DÂN”" in told


def test_what_is_surely_missing_is_asked() -> None:
    letter = letter_of(against_both("b5-kh-huyen-trieu-giang"), OFFICE)
    assert not any("bản gốc" in text for text in letter.reminders)
    (row,) = [row for row in letter.rows if "TM. ỦY BAN NHÂN DÂN" in "".join(row.wishes)]
    assert f"01 chỗ nêu tại số thứ tự {row.index} của" in "".join(letter.others)


def test_an_own_template_is_filled(tmp_path: Path) -> None:
    own = docx.Document()
    own.add_paragraph("{{ letter.name }}: {{ letter.opinion }}")
    own.save(str(tmp_path / "mau.docx"))
    data = render(reviewed(*UPPER), "letter", template=tmp_path / "mau.docx", office=OFFICE)
    assert text_of(data) == "SỞ Y TẾ: Sở Y tế thống nhất với dự thảo."


def test_an_own_template_may_show_the_reminders(tmp_path: Path) -> None:
    own = docx.Document()
    own.add_paragraph("{{ letter.warnings | join }}")
    own.save(str(tmp_path / "mau.docx"))
    data = render(against_both("a4-kh-huyen-na-suong"), "letter", template=tmp_path / "mau.docx")
    assert text_of(data).startswith("[Trước khi trình ký: Văn bản đã có số, ngày và người ký")
    assert not list(docx.Document(BytesIO(data)).comments)


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_hostile_text_leaves_a_whole_letter(text: str) -> None:
    said = text_of(render(poisoned(WEAK, text), "letter", office=OFFICE))
    assert "Nơi nhận:" in said
    assert "49" not in said
