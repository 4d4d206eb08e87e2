"""Word: packages written part by part, so that each test shows its markup."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.readers.word.numbering import letters, roman
from tests.extract.reading import Folder, places, refusal, texts
from tests.extract.word import PLACEHOLDER, RAISED, level, p, package, r, read, tc, tr


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (p("một") + p("  ") + p("hai"), ["một", "hai"]),
        (p("<w:r><w:t>một</w:t><w:br/><w:t>hai</w:t><w:tab/><w:t>ba</w:t></w:r>"), ["một\nhai\tba"]),
        (p("<w:r><w:t>TT</w:t><w:noBreakHyphen/><w:t>BTC</w:t><w:softHyphen/></w:r>"), ["TT-BTC"]),
        (p(f"<w:hyperlink>{r('Luật')}</w:hyperlink>{r(' số 5')}"), ["Luật số 5"]),
        (p(f"<w:smartTag>{r('Sóc')}</w:smartTag>{r(' Trăng')}"), ["Sóc Trăng"]),
        (p(f"{r('5%')}<w:r><w:footnoteReference w:id='2'/></w:r>"), ["5%"]),
        (p(f"{r('5%')}{r('3', RAISED)}"), ["5%"]),
        (p(f"{r('8 m')}{r('2', RAISED)}"), ["8 m2"]),
        (p(f"{r('hiện ')}{r('ẩn', '<w:vanish/>')}"), ["hiện "]),
        (p(r("kế hoạch", "<w:caps/>")), ["KẾ HOẠCH"]),
        (p("<w:r><w:sym w:font='Symbol' w:char='F0B3'/><w:t> 60%</w:t></w:r>"), ["≥ 60%"]),
        (
            p("<m:f><m:num><m:r><m:t>2</m:t></m:r></m:num><m:den><m:r><m:t>3</m:t></m:r></m:den></m:f>"),
            ["2/3"],
        ),
        (f"<w:sdt><w:sdtPr/><w:sdtContent>{p('trong khung')}</w:sdtContent></w:sdt>", ["trong khung"]),
        (f"<w:sdt>{PLACEHOLDER}<w:sdtContent>{p('Bấm vào đây')}</w:sdtContent></w:sdt>" + p("một"), ["một"]),
    ],
)
def test_text_of_a_paragraph(folder: Folder, body: str, expected: list[str]) -> None:
    assert texts(read(folder, body)) == expected


def test_fields_give_their_results(folder: Folder) -> None:
    def mark(kind: str) -> str:
        return f"<w:r><w:fldChar w:fldCharType='{kind}'/></w:r>"

    inner = (
        mark("begin") + "<w:r><w:instrText>PAGE</w:instrText></w:r>" + mark("separate") + r("9") + mark("end")
    )
    nested = (
        mark("begin") + "<w:r><w:instrText>IF</w:instrText></w:r>" + inner + mark("separate") + r("năm 2026")
    )
    document = read(folder, p(r("đến ") + nested + mark("end")) + p(mark("begin")) + p("sau"))
    assert texts(document) == ["đến năm 2026", "sau"]


def test_changes_are_read_as_accepted_and_reported(folder: Folder) -> None:
    deleted = "<w:del><w:r><w:delText>50%</w:delText></w:r></w:del>"
    document = read(
        folder,
        p(f"{r('đạt ')}{deleted}<w:ins>{r('65%')}</w:ins>")
        + p(f"<w:moveFrom>{r('cũ')}</w:moveFrom><w:moveTo>{r('mới')}</w:moveTo>")
        + p(r("nửa đầu "), "<w:rPr><w:del/></w:rPr>")
        + p("nửa sau"),
    )
    assert texts(document) == ["đạt 65%", "mới", "nửa đầu nửa sau"]
    assert "Track Changes" in document.warnings[0]
    assert read(folder, p("một")).warnings == ()


def test_text_box_is_read_once_behind_its_paragraph(folder: Folder) -> None:
    box = f"<w:txbxContent>{p('DỰ THẢO')}</w:txbxContent>"
    both = (
        f"<w:r><mc:AlternateContent><mc:Choice><wps:txbx>{box}</wps:txbx></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert texts(read(folder, p(both + r("trước")) + p("sau"))) == ["trước", "DỰ THẢO", "sau"]


def test_tables_in_place_with_merged_cells_once(folder: Folder) -> None:
    start, go_on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    inner = f"<w:tbl>{tr(tc('trong'))}</w:tbl>"
    wrapped = f"<w:sdt><w:sdtContent>{tc(p('a') + inner + p('b'))}</w:sdtContent></w:sdt>"
    table = "".join(
        [
            tr(tc("TT", start), tc("Kết quả", '<w:gridSpan w:val="2"/>')),
            tr(tc("ẩn", go_on), tc("2027"), tc("2028")),
            tr(tc("xóa"), properties="<w:del/>"),
            f"<w:sdt><w:sdtContent>{tr(tc('1'), wrapped)}</w:sdtContent></w:sdt>",
            tr(tc("lùi"), properties='<w:gridBefore w:val="2"/>'),
        ]
    )
    document = read(folder, p("trên") + f"<w:tbl>{table}</w:tbl>" + p("dưới"))
    assert places(document) == [
        ("trên", None),
        ("TT", (0, 0, 0)),
        ("Kết quả", (0, 0, 1)),
        ("2027", (0, 1, 1)),
        ("2028", (0, 1, 2)),
        ("1", (0, 3, 0)),
        ("a", (0, 3, 1)),
        ("trong", (1, 0, 0)),
        ("b", (0, 3, 1)),
        ("lùi", (0, 4, 2)),
        ("dưới", None),
    ]
    cell = document.blocks[2].cell
    assert cell is not None
    assert cell.span == 2


STYLES = """
<w:docDefaults><w:rPrDefault><w:rPr/></w:rPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="N"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="H2"><w:name w:val="heading 2"/><w:basedOn w:val="N"/><w:pPr>
  <w:jc w:val="center"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Own"><w:name w:val="Own"/><w:basedOn w:val="H2"/><w:pPr>
  <w:outlineLvl w:val="4"/></w:pPr></w:style>
<w:style w:type="character" w:styleId="S"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="A"><w:basedOn w:val="B"/></w:style>
<w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="A"/></w:style>
"""


@pytest.mark.parametrize(
    ("paragraph", "bold", "centered", "heading"),
    [
        (p("một"), False, False, None),
        (p(r("một", "<w:b/>") + r("  ") + r("hai", "<w:b/>")), True, False, None),
        (p(r("một", "<w:b/>") + r("hai")), False, False, None),
        (p(r("một", '<w:b w:val="0"/>'), '<w:pStyle w:val="H2"/>'), False, True, 2),
        (p("một", '<w:pStyle w:val="H2"/>'), True, True, 2),
        (p("một", '<w:pStyle w:val="H2"/><w:jc w:val="both"/>'), True, False, 2),
        (p("một", '<w:pStyle w:val="Own"/>'), True, True, 5),
        (p("một", '<w:pStyle w:val="Own"/><w:outlineLvl w:val="9"/>'), True, True, None),
        (p("một", '<w:outlineLvl w:val="0"/>'), False, False, 1),
        (p(r("một", '<w:rStyle w:val="S"/>')), True, False, None),
        # Bold twice is plain: character styles toggle.
        (p(r("một", '<w:rStyle w:val="S"/>'), '<w:pStyle w:val="H2"/>'), False, True, 2),
        # Styles based on each other in a circle, and a style that is not there.
        (p("một", '<w:pStyle w:val="A"/>'), False, False, None),
        (p("một", '<w:pStyle w:val="none"/>'), False, False, None),
    ],
)
def test_layout_of_a_paragraph(
    folder: Folder, paragraph: str, bold: bool, centered: bool, heading: int | None
) -> None:
    style = read(folder, paragraph, styles=STYLES).blocks[0].style
    assert (style.bold, style.centered, style.heading) == (bold, centered, heading)


OUTLINE = "".join(
    [
        level(0, "upperRoman", "%1."),
        level(1, "decimal", "%2."),
        level(2, "decimal", "%2.%3."),
        level(3, "lowerLetter", "%4)"),
        level(4, "bullet", "\uf0b7", '<w:rPr><w:rFonts w:ascii="Symbol"/></w:rPr>'),
        level(5, "none", ""),
        level(6, "decimal", "%1.%7", "<w:isLgl/>"),
        level(7, "decimal", "(%8)", '<w:lvlRestart w:val="0"/>'),
    ]
)
ARTICLES = level(0, "decimal", "Điều %1.", '<w:pStyle w:val="Dieu"/>')
NUMBERING = f"""
<w:abstractNum w:abstractNumId="0">{OUTLINE}</w:abstractNum>
<w:abstractNum w:abstractNumId="1">{ARTICLES}</w:abstractNum>
<w:abstractNum w:abstractNumId="2"><w:numStyleLink w:val="List"/></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="0"/>
  <w:lvlOverride w:ilvl="0"><w:startOverride w:val="4"/></w:lvlOverride></w:num>
<w:num w:numId="4"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="5"><w:abstractNumId w:val="2"/></w:num>
<w:num w:numId="6"><w:abstractNumId w:val="0"/>
  <w:lvlOverride w:ilvl="0">{level(0, "upperLetter", "%1)")}</w:lvlOverride></w:num>
"""
NUMBER_STYLES = """
<w:style w:type="paragraph" w:styleId="Dieu"><w:name w:val="Dieu"/><w:pPr><w:numPr><w:numId w:val="4"/>
  </w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Con"><w:basedOn w:val="Dieu"/></w:style>
<w:style w:type="numbering" w:styleId="List"><w:pPr><w:numPr><w:numId w:val="4"/></w:numPr></w:pPr></w:style>
"""


def numbered(index: int, num_id: int = 1, text: str = "x") -> str:
    return p(text, f'<w:numPr><w:ilvl w:val="{index}"/><w:numId w:val="{num_id}"/></w:numPr>')


def labels(folder: Folder, body: str) -> list[str | None]:
    document = read(folder, body, numbering=NUMBERING, styles=NUMBER_STYLES)
    assert set(texts(document)) == {"x"}
    return [block.label for block in document.blocks]


@pytest.mark.parametrize(
    ("levels", "expected"),
    [
        ([0, 1, 1, 2, 2, 1, 2], ["I.", "1.", "2.", "2.1.", "2.2.", "3.", "3.1."]),
        # A deeper level begins anew below each outer one.
        ([0, 1, 1, 0, 1], ["I.", "1.", "2.", "II.", "1."]),
        ([0, 3, 3, 4, 5], ["I.", "a)", "b)", "•", None]),
        # A skipped level shows its start.
        ([0, 2], ["I.", "1.1."]),
        # "Legal" numbering shows Roman levels as figures; an outer level never restarts this level.
        ([0, 0, 6, 7, 0, 7], ["I.", "II.", "2.1", "(1)", "III.", "(2)"]),
    ],
)
def test_outline_labels(folder: Folder, levels: list[int], expected: list[str | None]) -> None:
    assert labels(folder, "".join(numbered(index) for index in levels)) == expected


def test_lists_of_one_kind_continue_unless_restarted(folder: Folder) -> None:
    body = numbered(0, 1) + numbered(0, 2) + numbered(0, 3) + numbered(0, 3) + numbered(0, 6)
    assert labels(folder, body) == ["I.", "II.", "IV.", "V.", "F)"]


def test_blank_numbered_paragraphs_count(folder: Folder) -> None:
    assert labels(folder, numbered(0) + numbered(0, text="") + numbered(0)) == ["I.", "III."]


def test_numbers_through_styles(folder: Folder) -> None:
    styled = p("x", '<w:pStyle w:val="Dieu"/>')
    based = p("x", '<w:pStyle w:val="Con"/>')
    plain = p("x", '<w:pStyle w:val="Dieu"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    body = styled + plain + based + numbered(0, 5) + numbered(0, 99)
    assert labels(folder, body) == ["Điều 1.", None, "Điều 2.", "Điều 3.", None]


@pytest.mark.parametrize("body", ["<w:p>", "&unknown;", ""])
def test_broken_markup_is_refused(tmp_path: Path, body: str) -> None:
    path = tmp_path / "a.docx"
    for data in (package(body), package(p("một"), footnotes=body or "<")):
        path.write_bytes(data)
        assert str(refusal(path))


def test_a_file_made_by_python_docx(tmp_path: Path) -> None:
    import docx

    path = tmp_path / "a.docx"
    word = docx.Document()
    word.add_heading("I. MỤC TIÊU", 1)
    word.add_paragraph("Có thêm 14 nhà trẻ", style="List Bullet")
    word.add_paragraph("Bước một", style="List Number")
    word.add_paragraph("Bước hai", style="List Number")
    word.save(str(path))
    document = Folder(tmp_path).read("b.docx", path.read_bytes())
    assert [(block.label, block.text) for block in document.blocks] == [
        (None, "I. MỤC TIÊU"),
        ("•", "Có thêm 14 nhà trẻ"),
        ("1.", "Bước một"),
        ("2.", "Bước hai"),
    ]
    assert document.blocks[0].style.heading == 1


def test_numerals() -> None:
    assert [roman(n) for n in (1, 4, 9, 14, 40, 90, 2024)] == ["I", "IV", "IX", "XIV", "XL", "XC", "MMXXIV"]
    assert [letters(n) for n in (1, 26, 27, 28)] == ["a", "z", "aa", "bb"]
