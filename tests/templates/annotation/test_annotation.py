"""Remarks in the draft's own file: at the exact words, without any other change."""

from __future__ import annotations

import ctypes
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pypdfium2 as pdfium
import pypdfium2.raw as raw
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from compare import review
from compare.model import Severity
from compare.rules import RULES
from extract import read_plan
from extract.model import Anchor, Plan
from extract.options import DEFAULT
from extract.readers import read_document
from templates.annotation import annotate
from templates.annotation.notes import Note, notes
from templates.annotation.word_comments import with_comments
from templates.report.cards import cards
from tests.office import Office
from tests.sample_plans import file_of, sample_of


def read(stem: str) -> Plan:
    """A sample by its stem."""
    return sample_of(stem)


W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NAMES = {code: rule.name for code, rule in RULES.items()}


def body(data: bytes) -> Any:
    return docx.Document(BytesIO(data)).element.body


def ranges(data: bytes) -> dict[str, str]:
    """The text in the range of each comment, by the comment's id."""
    found: dict[str, str] = {}
    open_: set[str] = set()
    for element in body(data).iter():
        if element.tag == W + "commentRangeStart":
            open_.add(element.get(W + "id"))
            found[element.get(W + "id")] = ""
        elif element.tag == W + "commentRangeEnd":
            open_.remove(element.get(W + "id"))
        elif element.tag == W + "t" and element.getparent().tag == W + "r":
            for name in open_:
                found[name] += element.text or ""
        elif element.tag in (W + "p", W + "br", W + "tab"):
            for name in open_:
                found[name] += " "
    assert not open_
    return found


def comments(data: bytes) -> list[str]:
    return [comment.text for comment in docx.Document(BytesIO(data)).comments]


def squeezed(text: str) -> str:
    return "".join(text.split())


def noted(path: Path, *quotes: str) -> tuple[bytes, list[str]]:
    """A Word file with one note at each quote, and the text within each."""
    document = read_document(path)
    made = []
    for number, quote in enumerate(quotes):
        start = document.text.index(quote)
        anchor = Anchor(file=path.name, page=None, paragraph=0, start=start, end=start + len(quote))
        made.append(Note(anchor=anchor, paragraphs=(f"Ý {number}",)))
    data = with_comments(path, path.read_bytes(), made, DEFAULT, "An")
    found = ranges(data)
    assert len(found) == len(quotes)
    (path.with_name("noted.docx")).write_bytes(data)
    assert read_document(path.with_name("noted.docx")).text == document.text
    return data, [found[name] for name in sorted(found, key=int)]


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    """A Word file with words over several runs of different formatting, a link, a table and a text box."""
    made = docx.Document()
    paragraph = made.add_paragraph("Phấn đấu ")
    paragraph.add_run("đạt 50").bold = True
    paragraph.add_run("% số cơ quan\tbố trí nhân sự; ")
    paragraph.add_run("trong đó").italic = True
    paragraph.add_run(" có 01 người.")
    link = parse_xml(f"<w:hyperlink {nsdecls('w')}><w:r><w:t>theo Kế hoạch số 12</w:t></w:r></w:hyperlink>")
    paragraph._p.append(link)
    table = made.add_table(2, 2)
    table.cell(1, 1).text = "Tỷ lệ 75% hộ"
    box = (
        f'<w:r {nsdecls("w")} xmlns:v="urn:schemas-microsoft-com:vml"><w:pict><v:shape><v:textbox><w:txbxContent>'
        "<w:p><w:r><w:t>Trong khung 30 xã</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    )
    made.add_paragraph("Khung: ")._p.append(parse_xml(box))
    path = tmp_path / "letter.docx"
    made.save(str(path))
    return path


@pytest.mark.parametrize(
    "quote",
    [
        "50% số",
        "Phấn đấu đạt",
        "cơ quan\tbố trí",
        "trong đó có 01",
        "người.theo Kế",
        "75%",
        "hoạch số 12",
        "đ",
    ],
)
def test_a_comment_stands_at_the_exact_words(letter: Path, quote: str) -> None:
    _, (inside,) = noted(letter, quote)
    assert squeezed(inside) == squeezed(quote)


def test_comments_may_overlap_and_nest(letter: Path) -> None:
    quotes = ["Phấn đấu đạt 50% số cơ quan", "50%", "số cơ quan\tbố trí nhân sự", "50%"]
    data, inside = noted(letter, *quotes)
    assert [squeezed(text) for text in inside] == [squeezed(quote) for quote in quotes]
    assert comments(data) == ["Ý 0", "Ý 1", "Ý 2", "Ý 3"]


def test_a_comment_on_a_text_box_stands_at_the_box(letter: Path) -> None:
    data, (inside,) = noted(letter, "30 xã")
    assert squeezed(inside) == squeezed("Trong khung 30 xã")
    (start,) = body(data).iter(W + "commentRangeStart")
    assert not any(above.tag == W + "txbxContent" for above in start.iterancestors())


def test_formatting_stays(letter: Path) -> None:
    data, _ = noted(letter, "đấu đạt 5")
    runs = [(run.text, bool(run.bold)) for run in docx.Document(BytesIO(data)).paragraphs[0].runs]
    assert ("đạt 5", True) in runs
    assert ("0", True) in runs
    assert ("đấu ", False) in runs


# ---- whole reviews -----------------------------------------------------------------------------------------
DRAFTS = [
    ("a6-kh-huyen-muong-din", ("a1-qd-ttg", "a2-kh-tinh")),
    ("b6-kh-huyen-bau-tra", ("b1-qd-ttg", "b2-kh-tinh")),
]


def annotated(stem: str, uppers: tuple[str, ...]) -> tuple[Plan, list[Note], bytes]:
    path, draft = file_of(stem), read(stem)
    result = review(draft, [read(upper) for upper in uppers])
    return draft, notes(result, draft, NAMES), annotate(result, draft, path, path.read_bytes(), rules=NAMES)


@pytest.mark.parametrize(("stem", "uppers"), DRAFTS)
def test_every_remark_of_a_sample_is_at_its_words(stem: str, uppers: tuple[str, ...]) -> None:
    _, wanted, data = annotated(stem, uppers)
    assert wanted
    text = read_document(file_of(stem)).text
    found = ranges(data)
    inside = [squeezed(found[name]) for name in sorted(found, key=int)]
    assert inside == [squeezed(text[note.anchor.start : note.anchor.end]) for note in wanted]
    assert comments(data) == ["\n".join(note.paragraphs) for note in wanted]


@pytest.mark.parametrize(("stem", "uppers"), DRAFTS)
def test_only_remarks_are_added_and_runs_agree(stem: str, uppers: tuple[str, ...], tmp_path: Path) -> None:
    draft, _, data = annotated(stem, uppers)
    assert annotated(stem, uppers)[2] == data
    path = tmp_path / "noted.docx"
    path.write_bytes(data)
    again = read_plan(path)
    assert [t.text for t in again.targets] == [t.text for t in draft.targets]
    assert [t.text for t in again.tasks] == [t.text for t in draft.tasks]
    before = docx.Document(str(file_of(stem)))
    after = docx.Document(BytesIO(data))
    assert [p.text for p in before.paragraphs] == [p.text for p in after.paragraphs]
    with zipfile.ZipFile(file_of(stem)) as old, zipfile.ZipFile(BytesIO(data)) as new:
        assert set(old.namelist()) <= set(new.namelist())


@pytest.mark.parametrize(
    ("author", "shown", "initials"), [("", "Rà soát", "RS"), ("Sở  Y tế", "Sở Y tế", "SYT")]
)
def test_remarks_bear_the_name_of_the_office(author: str, shown: str, initials: str) -> None:
    draft = read("a6-kh-huyen-muong-din")
    result = review(draft, [read("a2-kh-tinh")])
    path = file_of("a6-kh-huyen-muong-din")
    data = annotate(result, draft, path, path.read_bytes(), author=author)
    found = {(comment.author, comment.initials) for comment in docx.Document(BytesIO(data)).comments}
    assert found == {(shown, initials)}


def test_waived_findings_and_notes_are_not_written() -> None:
    draft = read("a6-kh-huyen-muong-din")
    result = review(draft, [read("a1-qd-ttg"), read("a2-kh-tinh")])
    said = " ".join(part for note in notes(result, draft, NAMES) for part in note.paragraphs)
    open_ones = [card for card in cards(result, NAMES) if card.is_open]
    assert open_ones
    for point in (point for card in open_ones for point in card.points):
        is_note = point.first.severity is Severity.NOTE
        assert (point.message in said or point.brief in said) is not is_note
    assert all(card.suggestion in said for card in open_ones if not card.is_list)
    assert "vượt yêu cầu" not in said


def test_a_comment_names_no_rule_and_no_weight() -> None:
    draft = read("a6-kh-huyen-muong-din")
    result = review(draft, [read("a1-qd-ttg"), read("a2-kh-tinh")])
    said = " ".join(part for note in notes(result, draft, NAMES) for part in note.paragraphs)
    assert not any(finding.rule in said for finding in result.findings)
    assert "mức độ" not in said


def test_comments_survive_libreoffice(office: Office, tmp_path: Path) -> None:
    _, wanted, data = annotated(*DRAFTS[0])
    (tmp_path / "noted.docx").write_bytes(data)
    again = office.run(tmp_path / "noted.docx", "docx", tmp_path / "out").read_bytes()
    # Of comments that begin at one place the order is the office's.
    assert sorted(comments(again)) == sorted(comments(data))
    assert sorted(map(squeezed, ranges(again).values())) == sorted(map(squeezed, ranges(data).values()))
    assert len(wanted) == len(ranges(again))


# ---- PDF ---------------------------------------------------------------------------------------------------
def highlights(data: bytes) -> Iterator[dict[str, Any]]:
    """The notes of a PDF: box from the top of the page, words and author."""
    pdf = pdfium.PdfDocument(data)
    for page in pdf:
        height = page.get_height()
        for number in range(raw.FPDFPage_GetAnnotCount(page)):
            note = raw.FPDFPage_GetAnnot(page, number)
            box = raw.FS_RECTF()
            assert raw.FPDFAnnot_GetRect(note, box)
            yield {
                "x0": box.left,
                "top": height - box.top,
                "bottom": height - box.bottom,
                "contents": value_of(note, b"Contents"),
                "title": value_of(note, b"T"),
            }
            raw.FPDFPage_CloseAnnot(note)
    pdf.close()


def value_of(note: Any, key: bytes) -> str:
    size = raw.FPDFAnnot_GetStringValue(note, key, None, 0)
    held = (ctypes.c_ushort * (size // 2))()
    raw.FPDFAnnot_GetStringValue(note, key, held, size)
    return bytes(held).decode("utf-16-le").rstrip("\0")


def test_pdf_highlights_lie_over_the_lines() -> None:
    _, wanted, data = annotated("a4-kh-huyen-na-suong", ("a1-qd-ttg", "a2-kh-tinh"))
    found = list(highlights(data))
    boxes = [[box for box in note.anchor.boxes if box.page == note.anchor.boxes[0].page] for note in wanted]
    assert len(found) >= len(wanted) > 2
    first = found[0]
    lines = boxes[0]
    assert first["top"] == pytest.approx(min(box.top for box in lines), abs=1)
    assert first["bottom"] == pytest.approx(max(box.bottom for box in lines), abs=1)
    assert first["x0"] == pytest.approx(min(box.x0 for box in lines), abs=1)
    assert first["contents"].replace("\r", "\n") == "\n".join(wanted[0].paragraphs)


def test_pdf_notes_bear_the_name_of_the_office() -> None:
    draft = read("a4-kh-huyen-na-suong")
    result = review(draft, [read("a2-kh-tinh")])
    path = file_of("a4-kh-huyen-na-suong")
    data = annotate(result, draft, path, path.read_bytes(), author="Sở Y tế")
    assert {note["title"] for note in highlights(data)} == {"Sở Y tế"}


def test_pdf_text_stays(tmp_path: Path) -> None:
    draft, _, data = annotated("a4-kh-huyen-na-suong", ("a1-qd-ttg", "a2-kh-tinh"))
    path = tmp_path / "noted.pdf"
    path.write_bytes(data)
    assert [t.text for t in read_plan(path).targets] == [t.text for t in draft.targets]


def test_other_formats_cannot_carry_remarks() -> None:
    draft = read("b3-kh-huyen-van-dam")
    result = review(draft, [read("b1-qd-ttg")])
    with pytest.raises(ValueError, match="html"):
        annotate(result, draft, file_of("b3-kh-huyen-van-dam"), b"")
