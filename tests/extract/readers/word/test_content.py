"""Content of Word files: controls, fields, boxes, hidden text, signs, merged cells."""

from __future__ import annotations

import pytest

from tests.extract.reading import Folder, places, texts
from tests.extract.word import OFFICE, PLACEHOLDER, RAISED, RELATIONS, members, p, r, read, tc, tr, zipped


def control(content: str, properties: str = "") -> str:
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def field(kind: str, data: str = "") -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}">{data}</w:fldChar></w:r>'


def form(data: str) -> str:
    return field("begin", f"<w:ffData>{data}</w:ffData>") + field("end")


def box(content: str) -> str:
    return (
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx><w:txbxContent>"
        f"{content}</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>"
        f"<w:txbxContent>{content}</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        # Content controls: a list, a box, a prompt; one that says "0" of its prompt holds an answer.
        (p(r("Cấp: ") + control(r("xã"), "<w:dropDownList/>")), ["Cấp: xã"]),
        (p(control(r("☒")) + r(" Đồng ý")), ["☒ Đồng ý"]),
        (
            p(r("Tên: ") + f"<w:sdt>{PLACEHOLDER}<w:sdtContent>{r('Nhập tên')}</w:sdtContent></w:sdt>"),
            ["Tên: "],
        ),
        (p(control(r("35%"), '<w:showingPlcHdr w:val="0"/>')), ["35%"]),
        # Legacy form fields show their state without a text of their own.
        (p(form("<w:checkBox><w:default w:val='0'/><w:checked/></w:checkBox>") + r(" có")), ["☒ có"]),
        (p(form("<w:checkBox><w:default w:val='0'/></w:checkBox>") + r(" không")), ["☐ không"]),
        (
            p(
                form(
                    "<w:ddList><w:result w:val='1'/><w:listEntry w:val='xã'/><w:listEntry w:val='tỉnh'/></w:ddList>"
                )
            ),
            ["tỉnh"],
        ),
        (p(f'<w:fldSimple w:instr="DATE">{r("năm 2027")}</w:fldSimple>'), ["năm 2027"]),
        # Hyphens, tabs, breaks, ruby, signs.
        (p("<w:r><w:t>bảo</w:t><w:softHyphen/><w:t>vệ</w:t></w:r>"), ["bảovệ"]),
        (p("<w:r><w:t>a</w:t><w:br w:type='page'/><w:t>b</w:t><w:ptab/><w:t>c</w:t></w:r>"), ["a\nb\tc"]),
        (
            p(f"<w:r><w:ruby><w:rt>{r('shǔ')}</w:rt><w:rubyBase>{r('chữ')}</w:rubyBase></w:ruby></w:r>"),
            ["chữ"],
        ),
        (p("<w:r><w:sym w:font='Symbol' w:char='F025'/></w:r>"), ["%"]),
        (p("<w:r><w:sym w:font='Wingdings 2' w:char='F0A3'/><w:t> đạt</w:t></w:r>"), ["☐ đạt"]),
        (p("<w:r><w:sym w:font='Segoe UI Symbol' w:char='2611'/></w:r>"), ["☑"]),
        (p(r("\uf0fc", '<w:rFonts w:ascii="Wingdings"/>') + r(" xong")), ["✓ xong"]),
        (p(r("\uf033\uf030%", '<w:rFonts w:ascii="Symbol"/>')), ["30%"]),
        (p(r("người dân", '<w:rFonts w:ascii="Symbol"/>')), ["người dân"]),
        (p(r("24%") + r("1, 2", RAISED) + r(" xã")), ["24% xã"]),
        (p(r("24%") + r("1", RAISED) + r(",", RAISED) + r("†", RAISED)), ["24%"]),
        (p("<w:r><w:t>tăng\n 5%</w:t></w:r>"), ["tăng  5%"]),
        # A superscript typed by hand in two runs, and a square metre.
        (
            p(r("24%") + "".join(r(n, '<w:vertAlign w:val="superscript"/>') for n in "12") + r(" xã")),
            ["24% xã"],
        ),
    ],
)
def test_text_of_a_paragraph(folder: Folder, body: str, expected: list[str]) -> None:
    assert texts(read(folder, body + p("cuối"))) == [*expected, "cuối"]


def test_hidden_text_is_reported_and_not_read(folder: Folder) -> None:
    hidden = "<w:rPr><w:vanish/></w:rPr>"
    # A hidden mark lets a heading and its text stand in one line.
    body = (
        p(r("a") + r(" ẩn", "<w:vanish/>"))
        + p("Mục tiêu. ", hidden)
        + p("Tăng 5%")
        + p(r("ẩn", "<w:vanish/>"), hidden)
    )
    document = read(folder, body)
    assert texts(document) == ["a", "Mục tiêu. Tăng 5%"]
    assert document.warnings == ("Văn bản có chữ ẩn; phần chữ ẩn không được đọc.",)


@pytest.mark.parametrize(("properties", "told"), [("<w:strike/>", True), ('<w:dstrike w:val="0"/>', False)])
def test_text_struck_by_hand_is_read_and_reported(folder: Folder, properties: str, told: bool) -> None:
    document = read(folder, p(r("giảm ") + r("12", properties) + r(" hộ")))
    assert texts(document) == ["giảm 12 hộ"]
    assert any("gạch ngang" in warning for warning in document.warnings) == told


def test_a_text_box_stands_once_behind_its_paragraph(folder: Folder) -> None:
    inner = box(p("khung trong"))
    body = (
        p(r("trước") + box(p("khung") + p(inner))) + f"<w:tbl>{tr(tc(p(r('ô') + box(p('khung ô')))))}</w:tbl>"
    )
    assert places(read(folder, body)) == [
        ("trước", None),
        ("khung", None),
        ("khung trong", None),
        ("ô", (0, 0, 0)),
        ("khung ô", (0, 0, 0)),
    ]


def test_controls_around_rows_cells_and_prompts_in_them(folder: Folder) -> None:
    prompt = f"<w:sdt>{PLACEHOLDER}<w:sdtContent>{tc('Nhập số')}</w:sdtContent></w:sdt>"
    table = control(tr(tc("Xã"), prompt, control(tc("90%")))) + tr(tc("a"), tc("b"), tc("c"))
    assert places(read(folder, f"<w:tbl>{table}</w:tbl>")) == [
        ("Xã", (0, 0, 0)),
        ("90%", (0, 0, 2)),
        ("a", (0, 1, 0)),
        ("b", (0, 1, 1)),
        ("c", (0, 1, 2)),
    ]


def test_merged_cells(folder: Folder) -> None:
    restart, go_on = ' w:val="restart"', ' w:val="continue"'
    table = "".join(
        [
            tr(tc("A", f"<w:hMerge{restart}/>"), tc("", f"<w:hMerge{go_on}/>"), tc("B")),
            tr(tc("C", f"<w:vMerge{restart}/>"), tc("D"), tc("E", '<w:gridSpan w:val="2"/>')),
            tr(tc("", "<w:vMerge/>"), tc("F"), tc("G")),
            # Without a cell above to continue, Word shows the cell.
            tr(tc("H"), tc("I", "<w:vMerge/>")),
            tr(tc("K"), properties='<w:gridBefore w:val="1"/>'),
        ]
    )
    document = read(folder, f"<w:tbl>{table}</w:tbl>")
    found = [
        (block.text, block.cell.row, block.cell.column, block.cell.span)
        for block in document.blocks
        if block.cell is not None
    ]
    assert found == [
        ("A", 0, 0, 2),
        ("B", 0, 2, 1),
        ("C", 1, 0, 1),
        ("D", 1, 1, 1),
        ("E", 1, 2, 2),
        ("F", 2, 1, 1),
        ("G", 2, 2, 1),
        ("H", 3, 0, 1),
        ("I", 3, 1, 1),
        ("K", 4, 1, 1),
    ]


def test_embedded_objects_are_reported(folder: Folder) -> None:
    office = 'xmlns:o="urn:schemas-microsoft-com:office:office"'
    objects = "".join(
        f'<w:r><w:object><o:OLEObject {office} ProgID="{kind}"/></w:object></w:r>'
        for kind in ("Excel.Sheet.12", "Equation.3")
    )
    document = read(folder, p(r("Biểu kèm theo") + objects) + '<w:altChunk w:val="1"/>')
    assert document.gaps == ("bảng tính nhúng", "phần chèn từ tệp khác")
    told = "Văn bản có nội dung không được đọc: bảng tính nhúng, phần chèn từ tệp khác."
    assert document.warnings == (told,)


def with_chunk(name: str, content: str) -> bytes:
    """A file with a paragraph, a document of this name within it, and a table behind it."""
    body = (
        p("Mở đầu") + f'<w:altChunk xmlns:r="{OFFICE}" r:id="rId9"/>' + "<w:tbl>" + tr(tc("ô")) + "</w:tbl>"
    )
    files = members(body)
    link = f'<Relationship Id="rId9" Type="{OFFICE}/aFChunk" Target="{name}"/></Relationships>'
    files["word/_rels/document.xml.rels"] = f'<Relationships xmlns="{RELATIONS}">{link}'
    return zipped([*files.items(), (f"word/{name}", content)])


def test_a_page_within_the_document_is_read_at_its_place(folder: Folder) -> None:
    page = "<html><body><p>1. Trồng 40 ha rừng.</p><table><tr><td>a</td><td>b</td></tr></table></body></html>"
    document = folder.read("a.docx", with_chunk("chen.html", page))
    assert texts(document) == ["Mở đầu", "1. Trồng 40 ha rừng.", "a", "b", "ô"]
    assert [block.cell.table for block in document.blocks if block.cell] == [0, 0, 1]
    assert (document.warnings, document.gaps) == ((), ())


def test_a_part_of_another_format_is_named(folder: Folder) -> None:
    document = folder.read("a.docx", with_chunk("chen.rtf", "{\\rtf1 a}"))
    assert texts(document) == ["Mở đầu", "ô"]
    assert document.gaps == ("phần chèn chen.rtf",)


def test_charts_are_named(folder: Folder) -> None:
    drawing = '<c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"/>'
    document = read(folder, p(r("Hình 1") + f"<w:r><w:drawing>{drawing}{drawing}</w:drawing></w:r>"))
    assert document.gaps == ("02 biểu đồ",)


def test_sections_headers_and_attached_templates_change_nothing(folder: Folder) -> None:
    landscape = '<w:sectPr><w:headerReference w:type="default"/><w:pgSz w:orient="landscape"/></w:sectPr>'
    body = p("Thân", landscape) + p("Phụ lục") + landscape
    settings = '<w:attachedTemplate w:val="http://example.invalid/mau.dotm"/>'
    document = read(folder, body, header=p("Đầu trang"), settings=settings)
    assert texts(document) == ["Thân", "Phụ lục"]
    assert document.warnings == ()
