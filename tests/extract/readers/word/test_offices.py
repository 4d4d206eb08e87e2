"""Word files of other programs than Word."""

from __future__ import annotations

from extract.readers import read_document
from tests.extract.reading import Folder, places
from tests.extract.word import level, p, package, r, read

FONT = (
    '<w:rFonts w:ascii="Times New Roman" w:cs="Times New Roman" w:hAnsi="Times New Roman"/><w:sz w:val="28"/>'
)


def listed(index: int, number: int, text: str, more: str = "") -> str:
    return p(text, f'{more}<w:numPr><w:ilvl w:val="{index}"/><w:numId w:val="{number}"/></w:numPr>')


def test_google_docs(folder: Folder) -> None:
    """Google Docs writes no default styles, all formatting in every run, and a list for each numbering."""
    levels = "".join(
        level(n, form, text, f"<w:lvlJc w:val='left'/><w:rPr>{FONT}<w:u w:val='none'/></w:rPr>")
        for n, (form, text) in enumerate([("decimal", "%1."), ("lowerLetter", "%2)"), ("bullet", "●")])
    )
    numbering = "".join(
        f'<w:abstractNum w:abstractNumId="{n}">{levels}</w:abstractNum>'
        f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>'
        for n in (1, 2)
    )
    styles = (
        "<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val='vi'/></w:rPr></w:rPrDefault><w:pPrDefault>"
        "<w:pPr/></w:pPrDefault></w:docDefaults><w:style w:type='paragraph' w:styleId='Normal' w:default='1'>"
        "<w:name w:val='normal'/></w:style><w:style w:type='paragraph' w:styleId='Heading1'>"
        "<w:name w:val='heading 1'/><w:basedOn w:val='Normal'/><w:rPr><w:b w:val='1'/></w:rPr></w:style>"
    )
    plain = f'{FONT}<w:b w:val="0"/><w:rtl w:val="0"/>'
    body = (
        p(
            r("Chuyển đổi số", f'{FONT}<w:b w:val="1"/>'),
            '<w:pStyle w:val="Heading1"/><w:pageBreakBefore w:val="0"/>',
        )
        + listed(0, 1, r("Dịch vụ công", plain))
        + listed(1, 1, r("Đạt ", plain) + r("80%", plain) + r(" hồ sơ", plain))
        + listed(2, 1, r("Cấp xã", plain))
        + listed(0, 2, r("Hạ tầng", plain))
    )
    document = read(folder, body, numbering=numbering, styles=styles)
    assert [(block.label, block.text, block.style.bold) for block in document.blocks] == [
        (None, "Chuyển đổi số", True),
        ("1.", "Dịch vụ công", False),
        ("a)", "Đạt 80% hồ sơ", False),
        ("●", "Cấp xã", False),
        ("1.", "Hạ tầng", False),
    ]


def test_wps_office(folder: Folder) -> None:
    """WPS writes properties out of order with a list among them, boxes in two versions, and its own data."""
    own = "<mc:AlternateContent><mc:Choice Requires='wpsCustomData'/></mc:AlternateContent>"
    box = (
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:wsp><wps:txbx><w:txbxContent>"
        f"{p('DỰ THẢO')}</w:txbxContent></wps:txbx></wps:wsp></w:drawing></mc:Choice><mc:Fallback><w:pict>"
        f"<v:shape><v:textbox><w:txbxContent>{p('DỰ THẢO')}</w:txbxContent></v:textbox></v:shape></w:pict>"
        "</mc:Fallback></mc:AlternateContent></w:r>"
    )
    spaced = level(0, "decimal", "Điều %1.", '<w:suff w:val="space"/>')
    numbering = (
        f'<w:abstractNum w:abstractNumId="0" w:tplc="X"><w:multiLevelType w:val="singleLevel"/>'
        f"{spaced}</w:abstractNum>"
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    behind = '<w:pPr><w:jc w:val="both"/><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
    late = f"<w:p>{r('Trẻ em')}{behind}</w:p>"
    body = (
        p(box)
        + p(own + r("Thân"))
        + listed(0, 1, "Phạm vi", "<w:rPr><w:rFonts w:hint='default'/></w:rPr>")
        + late
    )
    document = read(folder, body, numbering=numbering)
    assert [(block.label, block.text) for block in document.blocks] == [
        (None, "DỰ THẢO"),
        (None, "Thân"),
        ("Điều 1.", "Phạm vi"),
        ("Điều 2.", "Trẻ em"),
    ]


def test_libreoffice(folder: Folder) -> None:
    """LibreOffice writes logical sides, list 0 for no number, changes dated in year one, and a hidden bookmark."""
    styles = (
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Heading2"><w:name w:val="Heading 2"/><w:basedOn w:val="Normal"/>'
        '<w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="1"/></w:pPr></w:style>'
    )
    levels = level(0, "none", "", '<w:suff w:val="nothing"/>') + level(
        1, "upperRoman", "%2.", "<w:pStyle w:val='Heading2'/>"
    )
    numbering = (
        f'<w:abstractNum w:abstractNumId="1">{levels}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    )
    off = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="0"/></w:numPr>'
    tail = '<w:bidi w:val="0"/><w:jc w:val="start"/><w:rPr></w:rPr>'
    gone = "<w:r><w:rPr></w:rPr><w:delText>70</w:delText></w:r>"
    changed = f'<w:del w:id="0" w:author="" w:date="1970-01-01T00:00:00Z">{gone}</w:del>'
    body = (
        p("Nước sạch", f'<w:pStyle w:val="Heading2"/>{tail}')
        + p("Phụ lục", f'<w:pStyle w:val="Heading2"/>{off}{tail}')
        + p(
            '<w:bookmarkStart w:id="0" w:name="_GoBack"/>' + changed + r("75%") + '<w:bookmarkEnd w:id="0"/>',
            tail,
        )
        + p("Vệ sinh", f'<w:pStyle w:val="Heading2"/>{tail}')
    )
    document = read(folder, body, numbering=numbering, styles=styles)
    assert [(block.label, block.text, block.style.heading) for block in document.blocks] == [
        ("I.", "Nước sạch", 2),
        (None, "Phụ lục", 2),
        (None, "75%", None),
        ("II.", "Vệ sinh", 2),
    ]


def test_a_file_indented_by_hand(folder: Folder) -> None:
    """White space between the elements, as of pretty-printing tools, is no text."""
    data = package(p("một") + "<w:tbl><w:tr><w:tc>" + p("ô") + "</w:tc></w:tr></w:tbl>")
    path = folder.path / "a.docx"
    path.write_bytes(data)
    plain = read_document(path)
    spaced = package(
        p("một").replace("><", ">\n  <")
        + "\n<w:tbl>\n <w:tr>\n<w:tc>"
        + p("ô").replace("><", ">\n\t<")
        + "</w:tc>\n</w:tr></w:tbl>"
    )
    assert places(folder.read("b.docx", spaced)) == places(plain) == [("một", None), ("ô", (0, 0, 0))]
