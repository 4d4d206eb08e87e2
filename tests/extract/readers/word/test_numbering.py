"""Numbers made by Word: details of numbering.xml, checked against the display of LibreOffice and Word."""

from __future__ import annotations

import pytest

from extract.readers.word.numbering import counting, format_number, letters
from tests.extract.reading import Folder
from tests.extract.word import level, p, read


def abstract(number: int, *levels: str) -> str:
    return f'<w:abstractNum w:abstractNumId="{number}">{"".join(levels)}</w:abstractNum>'


def num(number: int, of: int = 0, overrides: str = "") -> str:
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{of}"/>{overrides}</w:num>'


def start_at(index: int, value: int) -> str:
    return f'<w:lvlOverride w:ilvl="{index}"><w:startOverride w:val="{value}"/></w:lvlOverride>'


def item(index: int, number: int = 1, more: str = "") -> str:
    return p("x", f'<w:numPr><w:ilvl w:val="{index}"/><w:numId w:val="{number}"/></w:numPr>{more}')


def labels(folder: Folder, body: str, numbering: str, styles: str = "") -> list[str | None]:
    return [block.label for block in read(folder, body, numbering=numbering, styles=styles).blocks]


DECIMALS = tuple(level(n, "decimal", "".join(f"%{k + 1}." for k in range(n + 1))) for n in range(3))


@pytest.mark.parametrize(
    ("levels", "expected"),
    [
        # A skipped level counts as if it had been there, as in LibreOffice and Word.
        ([1, 1, 0, 1], ["1.1.", "1.2.", "2.", "2.1."]),
        ([0, 2, 2, 1, 2], ["1.", "1.1.1.", "1.1.2.", "1.2.", "1.2.1."]),
        ([2, 0, 1, 2], ["1.1.1.", "2.", "2.1.", "2.1.1."]),
        ([0, 2, 0, 2], ["1.", "1.1.1.", "2.", "2.1.1."]),
    ],
)
def test_skipped_levels(folder: Folder, levels: list[int], expected: list[str]) -> None:
    assert labels(folder, "".join(map(item, levels)), abstract(0, *DECIMALS) + num(1)) == expected


def test_a_list_restarts_once_and_continues_after_another(folder: Folder) -> None:
    numbering = abstract(0, *DECIMALS) + num(1) + num(3, 0, start_at(0, 1)) + num(4, 0, start_at(1, 5))
    body = (
        item(0) + item(1) + item(0) + item(0, 3) + item(1, 3) + item(0) + item(0, 3) + item(1, 4) + item(1, 4)
    )
    assert labels(folder, body, numbering) == ["1.", "1.1.", "2.", "1.", "1.1.", "2.", "3.", "3.5.", "3.6."]


def test_restarts_and_legal_numbers(folder: Folder) -> None:
    levels = [
        level(0, "upperRoman", "%1."),
        level(1, "decimal", "%2.", '<w:lvlRestart w:val="0"/>'),
        level(2, "lowerLetter", "%3)", '<w:lvlRestart w:val="1"/>'),
        level(3, "decimal", "%1.%2.%4", "<w:isLgl/>"),
        level(4, "bullet", "-"),
        level(5, "decimal", "%1.%6", '<w:isLgl w:val="0"/>'),
    ]
    body = "".join(map(item, [0, 1, 2, 1, 2, 0, 1, 2, 3, 4, 5]))
    assert labels(folder, body, abstract(0, *levels) + num(1)) == [
        *("I.", "1.", "a)", "2.", "b)", "II.", "3.", "a)", "2.3.1", "-", "II.1"),
    ]


def test_levels_replaced_by_a_list_and_lists_named_by_a_style(folder: Folder) -> None:
    own = f'<w:lvlOverride w:ilvl="0">{level(0, "upperLetter", "Phần %1:")}</w:lvlOverride>'
    numbering = (
        abstract(0, *DECIMALS)
        + '<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="Muc"/></w:abstractNum>'
        + num(1)
        + num(2, 0, own)
        + num(3, 1)
    )
    listed = '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
    style = f'<w:style w:type="numbering" w:styleId="Muc">{listed}</w:style>'
    assert labels(folder, item(0, 2) + item(0, 3) + item(1, 3), numbering, style) == ["Phần A:", "2.", "2.1."]


def test_styles_that_carry_numbers(folder: Folder) -> None:
    levels = (
        level(0, "upperRoman", "%1.", '<w:pStyle w:val="H1"/>'),
        level(1, "decimal", "%2.", '<w:pStyle w:val="H2"/>'),
    )
    styles = (
        '<w:style w:type="paragraph" w:styleId="H1"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        # Word's heading 2 has the level alone, and the list of its base style.
        '<w:style w:type="paragraph" w:styleId="H2"><w:basedOn w:val="H1"/><w:pPr><w:numPr><w:ilvl w:val="1"/>'
        "</w:numPr></w:pPr></w:style>"
        '<w:style w:type="paragraph" w:styleId="ListParagraph"><w:name w:val="List Paragraph"/></w:style>'
    )

    def styled(name: str, more: str = "") -> str:
        return p("x", f'<w:pStyle w:val="{name}"/>{more}')

    body = styled("H1") + styled("H2") + styled("H2") + styled("ListParagraph") + styled("H1")
    # A paragraph without the number of its style, and one with the number a level down.
    off = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="0"/></w:numPr>'
    body += styled("H1", off) + styled("H1", '<w:numPr><w:ilvl w:val="1"/></w:numPr>')
    found = labels(folder, body, abstract(0, *levels) + num(1), styles)
    assert found == ["I.", "1.", "2.", None, "II.", None, "1."]


def test_bullets_of_symbol_fonts(folder: Folder) -> None:
    def bullet(text: str, font: str) -> str:
        return level(0, "bullet", text, f'<w:rPr><w:rFonts w:ascii="{font}" w:hAnsi="{font}"/></w:rPr>')

    # The bullets are typed as private code points and as letters of the font.
    signs = [
        ("\uf0b7", "Symbol"),
        ("\uf0a7", "Wingdings"),
        ("§", "Wingdings"),
        ("\uf0fc", "Wingdings"),
        ("ü", "Wingdings"),
        ("v", "Wingdings"),
        ("o", "Courier New"),
        ("-", "Times New Roman"),
        ("+", "Times New Roman"),
    ]
    numbering = "".join(abstract(n, bullet(*sign)) + num(n + 1, n) for n, sign in enumerate(signs))
    body = "".join(item(0, n + 1) for n in range(len(signs)))
    assert labels(folder, body, numbering) == ["•", "▪", "▪", "✓", "✓", "❖", "◦", "-", "+"]


def test_hidden_numbers_and_capitals(folder: Folder) -> None:
    levels = (
        level(0, "lowerRoman", "Mục %1", "<w:rPr><w:caps/></w:rPr>"),
        level(1, "decimal", "%2.", "<w:rPr><w:vanish/></w:rPr>"),
        level(2, "lowerLetter", "%3)"),
    )
    body = item(0) + item(1) + item(2) + item(2, 1, "<w:rPr><w:caps/></w:rPr>")
    assert labels(folder, body, abstract(0, *levels) + num(1)) == ["MỤC I", None, "a)", "B)"]


def test_the_counting_column_of_a_table(folder: Folder) -> None:
    def cell(content: str) -> str:
        return f"<w:tc><w:tcPr/>{content}</w:tc>"

    blank = item(0).replace(">x<", "><")
    dash = item(0, 2).replace(">x<", "><")
    rows = "".join(f"<w:tr>{cell(blank)}{cell(p(name))}{cell(dash)}</w:tr>" for name in ("Xã", "Thôn"))
    numbering = abstract(0, *DECIMALS) + num(1) + abstract(1, level(0, "bullet", "-")) + num(2, 1)
    document = read(folder, f"<w:tbl>{rows}</w:tbl>" + item(0), numbering=numbering)
    assert [(block.label, block.text) for block in document.blocks] == [
        (None, "1."),
        (None, "Xã"),
        (None, "2."),
        (None, "Thôn"),
        ("3.", "x"),
    ]
    assert [block.cell.column for block in document.blocks if block.cell] == [0, 1, 0, 1]


def test_a_level_without_a_start_begins_at_zero(folder: Folder) -> None:
    own = '<w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
    assert labels(folder, item(0) + item(0), abstract(0, own) + num(1)) == ["0.", "1."]


def test_a_custom_format_overrides_its_fallback(folder: Folder) -> None:
    both = (
        '<mc:AlternateContent><mc:Choice Requires="w14"><w:numFmt w:val="custom" w:format="001, 002, 003, ..."/>'
        '</mc:Choice><mc:Fallback><w:numFmt w:val="decimal"/></mc:Fallback></mc:AlternateContent>'
    )
    own = f'<w:lvl w:ilvl="0"><w:start w:val="9"/>{both}<w:lvlText w:val="%1"/></w:lvl>'
    assert labels(folder, item(0) + item(0), abstract(0, own) + num(1)) == ["009", "010"]


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("vietnameseCounting", ["một", "bốn", "mười lăm", "hai mươi mốt"]),
        ("ordinal", ["1st", "4th", "15th", "21st"]),
        ("chicago", ["*", "§", "‡‡‡‡", "******"]),
        ("decimalEnclosedCircle", ["①", "④", "⑮", "21"]),
        ("decimalZero", ["01", "04", "15", "21"]),
        ("numberInDash", ["- 1 -", "- 4 -", "- 15 -", "- 21 -"]),
        ("none", ["", "", "", ""]),
        ("unheardOf", ["1", "4", "15", "21"]),
    ],
)
def test_number_formats(form: str, expected: list[str]) -> None:
    assert [format_number(number, form) for number in (1, 4, 15, 21)] == expected


def test_counts_out_of_range() -> None:
    assert [counting(n) for n in (0, 10, 11, 55, 100)] == ["0", "mười", "mười một", "năm mươi lăm", "100"]
    # A start that no list reaches must not make a label of a million letters.
    assert len(letters(10**12)) <= 30
    assert letters(780) == "z" * 30
    assert letters(781) == "a"
