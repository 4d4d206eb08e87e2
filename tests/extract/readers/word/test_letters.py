"""Word files in encodings before Unicode."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from extract import read_plan
from extract.model import Measure
from extract.readers import read_document
from tests.extract.reading import Folder, texts
from tests.extract.word import level, p, r, read
from tests.real import COPIES

# "Kế hoạch phát triển du lịch cộng đồng giai đoạn năm năm của huyện Đông Hồ, tỉnh Bình Sơn", and so on.
PLAIN = (
    "KÕ ho¹ch ph¸t triÓn du lÞch céng ®ång giai ®o¹n tíi cña huyÖn §«ng Hå, tØnh B×nh S¬n. "
    "PhÊn ®Êu ®Õn cuèi kú cã thªm m­êi ®iÓm du lÞch ®ñ chuÈn."
)
UNICODE = (
    "Kế hoạch phát triển du lịch cộng đồng giai đoạn tới của huyện Đông Hồ, tỉnh Bình Sơn. "
    "Phấn đấu đến cuối kỳ có thêm mười điểm du lịch đủ chuẩn."
)


def font(name: str, more: str = "") -> str:
    return f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}"/>{more}'


def test_old_letters_become_unicode_and_are_reported(folder: Folder) -> None:
    document = read(folder, p(r(PLAIN, font(".VnTime"))))
    assert texts(document) == [UNICODE]
    assert "TCVN3" in document.warnings[-1]


def test_letters_are_decoded_over_the_runs_of_one_font(folder: Folder) -> None:
    # VNI writes a letter and its mark as two characters, here in two runs.
    pieces = "Keá hoaïch phaùt trieån du lòch coäng ñoàng cuûa huyeän Ñoâng Hoà, tænh Bình Sôn ñeán cuoái kyø"
    split = pieces.replace("oï", "o|ï").replace("eù", "e|ù").replace("eá", "e|á").split("|")
    body = p("".join(r(piece, font("VNI-Times", "<w:b/>" * (n % 2))) for n, piece in enumerate(split)))
    [text] = texts(read(folder, body))
    assert text == "Kế hoạch phát triển du lịch cộng đồng của huyện Đông Hồ, tỉnh Bình Sơn đến cuối kỳ"


def test_capitals_of_a_font_and_of_the_formatting(folder: Folder) -> None:
    body = (
        p(r("kÕ ho¹ch", font(".VnTimeH")))
        + p(r(PLAIN, font(".VnTime")))
        + p(r("t¸m", font(".VnTime", "<w:caps/>")))
    )
    assert [text for text in texts(read(folder, body)) if text != UNICODE] == ["KẾ HOẠCH", "TÁM"]


def test_the_font_may_come_from_a_style_or_from_the_defaults(folder: Folder) -> None:
    defaults = f"<w:docDefaults><w:rPrDefault><w:rPr>{font('.VnTime')}</w:rPr></w:rPrDefault></w:docDefaults>"
    big = f'<w:style w:type="paragraph" w:styleId="H"><w:rPr>{font(".VnTimeH")}</w:rPr></w:style>'
    body = p(PLAIN) + p("môc tiªu", '<w:pStyle w:val="H"/>')
    assert texts(read(folder, body, styles=defaults + big)) == [UNICODE, "MỤC TIÊU"]


def test_labels_and_notes_are_decoded_and_signs_are_not(folder: Folder) -> None:
    numbering = (
        f'<w:abstractNum w:abstractNumId="0">{level(0, "decimal", "§iÒu %1.")}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    listed = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    sign = '<w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r>'
    reference = '<w:r><w:footnoteReference w:id="1"/></w:r>'
    note = f'<w:footnote w:id="1">{p(r("Sè liÖu n¨m tr­íc", font(".VnTime")))}</w:footnote>'
    # The default font is a Unicode font, so that the font of the paragraph mark decides.
    listed += f"<w:rPr>{font('.VnTime')}</w:rPr>"
    body = p(r(PLAIN, font(".VnTime")), listed) + p(sign + r(" n¨m ®iÓm", font(".VnTime")) + reference)
    plain = f"<w:docDefaults><w:rPrDefault><w:rPr>{font('Arial')}</w:rPr></w:rPrDefault></w:docDefaults>"
    body += p("Đã duyệt ở các bộ, ủy ban và sở; không đổi nữa")
    document = read(folder, body, numbering=numbering, footnotes=note, styles=plain)
    assert [(block.label, block.text) for block in document.blocks] == [
        ("Điều 1.", UNICODE),
        (None, "≥ năm điểm"),
        (None, "Đã duyệt ở các bộ, ủy ban và sở; không đổi nữa"),
    ]
    assert [n.text for n in document.notes] == ["Số liệu năm trước"]


def test_unicode_stays_whatever_the_font(folder: Folder) -> None:
    document = read(folder, p(r("Hỗ trợ 30 hộ ở bản Nà Ó, diện tích ±5 ha", font(".VnTime"))))
    assert texts(document) == ["Hỗ trợ 30 hộ ở bản Nà Ó, diện tích ±5 ha"]
    assert document.warnings == ()


@pytest.mark.shared
@pytest.mark.parametrize("name", ["ngochoi_tcvn3.docx", "ngochoi_nfd.docx"])
def test_a_real_plan_gives_the_same_measures_in_any_letters(name: str) -> None:
    plain, other = _facts(COPIES / "ngochoi.docx"), _facts(COPIES / name)
    assert len(plain) > 5
    assert other == plain
    if "tcvn3" in name:
        assert "TCVN3" in read_document(COPIES / name).warnings[-1]


def _facts(path: Path) -> list[tuple[object, ...]]:
    """All of every measure but its anchor, in lower case, since TCVN3 has no accented capitals."""
    plan = read_plan(path)
    names = [name for name in Measure.__dataclass_fields__ if name != "anchor"]
    return [
        (target.path, _plain(target.text), target.period, *(_plain(getattr(measure, name)) for name in names))
        for target in plan.targets
        for measure in target.measures
    ]


def _plain(value: object) -> object:
    return unicodedata.normalize("NFC", value).casefold() if isinstance(value, str) else value
