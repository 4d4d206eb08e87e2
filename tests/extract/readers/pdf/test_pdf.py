"""PDF: two files printed by LibreOffice, and small ones written by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.readers import read_document
from extract.readers.pdf import pdf as reading
from extract.readers.pdf.paged import Recognised
from tests.extract.readers.pdf.drawing import pdf, show, with_fields
from tests.extract.reading import DATA, Folder, checked, find, places, texts


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


def test_pdf_masthead_is_read_column_by_column() -> None:
    document = checked(read_document(DATA / "plan.pdf"))
    head = [block for block in document.blocks if block.cell and block.cell.table == 0]
    assert [(block.text, block.cell and block.cell.column) for block in head] == [
        ("ỦY BAN NHÂN DÂN", 0),
        ("HUYỆN HƯỚNG HÓA", 0),
        ("Số: 214/KH-UBND", 0),
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA", 1),
        ("VIỆT NAM", 1),
        ("Độc lập - Tự do - Hạnh phúc", 1),
        ("Hướng Hóa, ngày 09 tháng 3 năm 2022", 1),
    ]
    # "VIỆT NAM" was wrapped, "HUYỆN HƯỚNG HÓA" was not.
    assert [head[0].full, head[3].full] == [False, True]


def test_pdf_signature_is_read_column_by_column() -> None:
    document = read_document(DATA / "plan.pdf")
    last = [block for block in document.blocks if block.cell and block.cell.table == 2]
    assert [block.text for block in last] == [
        "Nơi nhận:",
        "- Sở Văn hóa, Thể thao và Du lịch;",
        "- Các xã, thị trấn;",
        "- Lưu: VT.",
        "TM. ỦY BAN NHÂN DÂN",
        "CHỦ TỊCH",
        "Hồ Văn Thử",
    ]


def test_pdf_lines_have_their_layout() -> None:
    document = read_document(DATA / "plan.pdf")
    title, opening = find(document, "Phát triển văn hóa đọc"), find(document, "Căn cứ Luật Thư viện")
    assert (title.style.centered, title.style.bold, title.full) == (True, True, True)
    assert (opening.style.centered, opening.style.bold) == (False, False)
    assert (opening.line, opening.full, opening.indented, opening.page) == (True, True, True, 1)
    last = find(document, "dung sau:")
    assert (last.full, last.indented) == (False, False)
    box = opening.boxes[0]
    assert (box.page, len(opening.boxes)) == (1, 1)
    assert 85 < box.x0 < box.x1 < 540
    assert 0 < box.bottom - box.top < 20
    assert find(document, "I. MỤC TIÊU").boxes[0].top > box.bottom


def test_pdf_footnote_mark_is_dropped_and_power_kept() -> None:
    assert find(read_document(DATA / "plan.pdf"), "- Đạt 35%").text.startswith("- Đạt 35% số hộ")
    assert "rộng từ 40 m2 trở" in find(read_document(DATA / "plan.pdf"), "- Đạt 35%").text


def test_pdf_row_broken_over_a_page_is_joined() -> None:
    document = read_document(DATA / "plan.pdf")
    cell = [b for b in document.blocks if b.cell and (b.cell.table, b.cell.row, b.cell.column) == (1, 2, 1)]
    assert " ".join(block.text for block in cell) == (
        "Thư viện xã có máy tính nối mạng phục vụ tra cứu tài liệu số và học trực tuyến cho thanh thiếu niên"
    )
    assert [block.page for block in cell] == [2, 2, 2, 2, 3, 3, 3]
    rows = {
        b.cell.row: b.text for b in document.blocks if b.cell and b.cell.table == 1 and b.cell.column == 3
    }
    assert rows == {0: "Năm 2026", 1: "118", 2: "64", 3: "25.300"}
    assert document.pages == 3


def test_pdf_of_few_lines() -> None:
    document = checked(read_document(DATA / "draft.pdf"))
    assert find(document, "Số: /KH-UBND").cell is not None
    assert find(document, "Tam Kỳ, ngày").text == "Tam Kỳ, ngày tháng năm 2023"
    # A tab does not make a column.
    assert find(document, "Tổng cộng").text == "Tổng cộng 42 điểm quan trắc"
    assert find(document, "1. Mục đích").cell is None
    assert find(document, "KẾ HOẠCH").style.centered
    assert find(document, "- Trung tâm Kỹ thuật").full
    assert find(document, "Trần Thị Mẫu").cell is not None


def test_pdf_merged_cells() -> None:
    document = read_document(DATA / "draft.pdf")
    head = find(document, "Kết quả").cell
    assert head is not None
    assert (head.row, head.column, head.span) == (0, 2, 2)
    years = [find(document, year).cell for year in ("2023", "2024")]
    assert [(cell.row, cell.column) for cell in years if cell] == [(1, 2), (1, 3)]


def test_fields_filled_in_later_are_read(folder: Folder) -> None:
    content = show(20, 300, "So:") + show(70, 300, "/KH-UBND")
    document = folder.read("a.pdf", with_fields(content, ("Widget", "45 297 65 313", "64")))
    assert texts(document) == ["So: 64 /KH-UBND"]


def test_the_tall_box_of_a_signature_is_not_read(folder: Folder) -> None:
    fields = (("Widget", "45 297 65 313", "64"), ("Sig", "120 290 260 390", "Ky boi: A"))
    document = folder.read("a.pdf", with_fields(show(20, 300, "So:"), *fields))
    assert texts(document) == ["So: 64"]


@pytest.mark.parametrize(
    "field",
    [("FreeText", "45 297 65 313", "64"), ("Widget", "45 297 65 333", "64"), ("Sig", "45 297 65 313", "64")],
)
def test_text_over_the_page_is_read_at_its_place(folder: Folder, field: tuple[str, str, str]) -> None:
    document = folder.read("a.pdf", with_fields(show(20, 300, "So:") + show(70, 300, "/KH-UBND"), field))
    assert texts(document) == ["So: 64 /KH-UBND"]


@pytest.mark.parametrize("subtype", ["widget", "freetext"])
def test_a_field_without_an_appearance_is_told(folder: Folder, subtype: str) -> None:
    document = folder.read("a.pdf", with_fields(show(20, 300, "dat so"), (subtype, "45 297 65 313", "64%")))
    assert document.gaps == ("ô điền “64%” ở trang 1",)
    assert "“64%” (trang 1)" in document.warnings[0]


def test_letters_drawn_apart_come_back_into_their_words(folder: Folder) -> None:
    # "Là hà mã", with the letters with marks drawn last, as from a fallback font.
    content = show(20, 300, "L") + show(37, 300, "h") + show(54, 300, "m") + show(26.7, 300, "à", "F2")
    document = folder.read("a.pdf", pdf(content + show(43.7, 300, "à", "F2") + show(64, 300, "ã", "F2")))
    assert texts(document) == ["Là hà mã"]


def test_letters_drawn_twice_count_once(folder: Folder) -> None:
    assert texts(folder.read("a.pdf", pdf(show(20, 300, "Nam") + show(20.3, 300, "Nam")))) == ["Nam"]


def test_slanted_text_is_omitted_and_reported(folder: Folder) -> None:
    slanted = "BT /F1 40 Tf 0.7 0.7 -0.7 0.7 60 60 Tm (MAU) Tj ET\n"
    document = folder.read("a.pdf", pdf(show(20, 300, "Nam 2024") + slanted))
    assert texts(document) == ["Nam 2024"]
    assert "trang 1" in document.warnings[0]


def test_page_turned_by_the_viewer(folder: Folder) -> None:
    # With /Rotate 90, text that runs up the unturned page runs from left to right.
    turned = "BT /F1 12 Tf 0 1 -1 0 {x} {y} Tm ({text}) Tj ET\n"
    content = turned.format(x=100, y=50, text="hai") + turned.format(x=60, y=50, text="mot")
    document = folder.read("a.pdf", pdf(content, rotate=90))
    assert texts(document) == ["mot", "hai"]
    box = document.blocks[0].boxes[0]
    assert 45 < box.x0 < 55
    assert 40 < box.top < 60


def test_the_font_decides_bold(folder: Folder) -> None:
    document = folder.read(
        "a.pdf", pdf(show(20, 300, "Nam", "F2") + show(20, 200, "Nam") + show(60, 200, "x", "F2"))
    )
    assert [block.style.bold for block in document.blocks] == [True, False]


def ruled(style: str) -> str:
    """Two rows and three columns between x 20 and 260 and y 240 and 300, drawn in one of several ways."""
    xs, ys = (20, 100, 180, 260), (240, 270, 300)
    if style == "boxes":
        return "".join(f"{x} {y} 80 30 re S\n" for x in xs[:-1] for y in ys[:-1])
    if style == "thin boxes":
        down = "".join(f"{x} {y} 0.5 30 re f\n" for x in xs for y in ys[:-1])
        return down + "".join(f"{x} {y} 80 0.5 re f\n" for x in xs[:-1] for y in ys)
    if style == "one path":
        return (
            "".join(f"{x} 240 m {x} 300 l " for x in xs) + "".join(f"20 {y} m 260 {y} l " for y in ys) + "S\n"
        )
    # The first cell of each row spans two columns.
    return (
        "20 240 240 60 re S\n20 270 m 260 270 l S\n180 240 m 180 300 l S\n100 240 m 100 241 l S\n"
        if style == "merged"
        else ""
    )


CELLS = show(25, 280, "Ten") + show(105, 280, "Don vi") + show(185, 280, "2031")
CELLS += show(25, 250, "Cau") + show(105, 250, "cai") + show(185, 250, "19")


@pytest.mark.parametrize("style", ["boxes", "thin boxes", "one path"])
def test_rules_of_a_table_in_several_styles(folder: Folder, style: str) -> None:
    above, below = show(20, 330, "Bieu so 4"), show(20, 200, "Het bieu")
    document = folder.read("a.pdf", pdf(above + ruled(style) + CELLS + below))
    assert places(document) == [
        ("Bieu so 4", None),
        ("Ten", (0, 0, 0)),
        ("Don vi", (0, 0, 1)),
        ("2031", (0, 0, 2)),
        ("Cau", (0, 1, 0)),
        ("cai", (0, 1, 1)),
        ("19", (0, 1, 2)),
        ("Het bieu", None),
    ]


def test_cells_without_a_rule_between_them_are_one(folder: Folder) -> None:
    document = folder.read("a.pdf", pdf(ruled("merged") + CELLS))
    assert places(document)[:2] == [("Ten Don vi", (0, 0, 0)), ("2031", (0, 0, 1))]


def test_ruled_table_on_a_turned_and_on_a_cut_page(folder: Folder) -> None:
    # The content is turned on its side, and the viewer turns the page back.
    turned = folder.read("a.pdf", pdf(f"0 1 -1 0 300 0 cm\n{ruled('boxes')}{CELLS}", rotate=90))
    assert places(turned)[4] == ("cai", (0, 1, 1))
    cut = folder.read("b.pdf", pdf(ruled("boxes") + CELLS, crop="10 20 300 350"))
    assert places(cut)[4] == ("cai", (0, 1, 1))
    assert cut.blocks[4].boxes[0].x0 == pytest.approx(95, abs=2)


def test_underlines_and_frames_are_no_tables(folder: Folder) -> None:
    content = "20 295 m 120 295 l S\n10 10 280 380 re S\n" + show(20, 300, "Nam 2031") + show(20, 280, "hai")
    assert places(folder.read("a.pdf", pdf(content))) == [("Nam 2031", None), ("hai", None)]


def test_unreadable_rules_are_reported(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    import pdfplumber

    def broken(*_: object) -> None:
        raise ValueError

    monkeypatch.setattr(pdfplumber, "open", broken)
    document = folder.read("a.pdf", pdf(ruled("boxes") + CELLS))
    assert "cai" in document.text
    assert "đường kẻ bảng ở trang 1" in document.warnings[0]
    # Pages without rules never call the failing function.
    assert folder.read("b.pdf", pdf(CELLS)).warnings == ()


def test_items_in_two_columns_are_read_one_column_after_the_other(folder: Folder) -> None:
    rows = [("1. Trong 40", "3. Mo 5 lop"), ("ha rung.", "nghe."), ("2. Lap 7 den.", "II. VIEC")]
    content = show(20, 330, "KE HOACH TRONG RUNG")
    for row, (left, right) in enumerate(rows):
        content += show(20, 300 - 15 * row, left) + show(170, 300 - 15 * row, right)
    document = folder.read("a.pdf", pdf(content))
    expected = [
        "KE HOACH TRONG RUNG",
        *(left for left, _ in rows),
        *(right for _, right in rows),
    ]
    assert texts(document) == expected
    assert all(block.cell is None for block in document.blocks)


LEFT = ["Den nam 2025 co", "hon 60% so ho", "dung nuoc sach,", "trong do ho ngheo", "dat 50%."]
RIGHT = ["Mo lop cho can", "bo xa ve cap nuoc,", "moi nam hai lop,", "moi lop 40 nguoi", "tham gia."]
WHOLE = ["Mo hai lop.", "Lap hai den.", "Xay mot be.", "Dao mot ao.", "Dap mot dap."]


@pytest.fixture
def unscanned(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take the text layer as it is, though it has no marks."""
    monkeypatch.setattr(reading, "recognised", lambda pages, *_: Recognised(pages=list(pages), warnings=()))


def in_columns(*columns: list[str]) -> bytes:
    content = show(20, 330, "KE HOACH CAP NUOC")
    for number, column in enumerate(columns):
        for row, line in enumerate(column):
            content += show(20 + 130 * number, 300 - 15 * row, line)
    return pdf(content)


@pytest.mark.usefixtures("unscanned")
def test_running_text_in_two_columns_is_read_in_order(folder: Folder) -> None:
    document = folder.read("a.pdf", in_columns(LEFT, RIGHT))
    assert texts(document) == ["KE HOACH CAP NUOC", *LEFT, *RIGHT]
    assert all(block.cell is None for block in document.blocks)
    assert (document.warnings, document.gaps) == ((), ())


@pytest.mark.usefixtures("unscanned")
@pytest.mark.parametrize("columns", [(LEFT, WHOLE), (LEFT, RIGHT, LEFT)])
def test_columns_in_doubtful_order_are_told(folder: Folder, columns: tuple[list[str], ...]) -> None:
    document = folder.read("a.pdf", in_columns(*columns))
    assert "Trang 1 có chữ xếp thành cột" in document.warnings[-1]
    assert document.gaps == ("các cột chữ ở trang 1",)


@pytest.mark.usefixtures("unscanned")
def test_columns_of_short_cells_are_a_table(folder: Folder) -> None:
    rows = ["So ho", "So xa", "So thon", "So truong", "So tram"]
    document = folder.read(
        "a.pdf", in_columns(rows, ["ho", "xa", "thon", "truong", "tram"], ["1", "2", "3", "4", "5"])
    )
    assert document.gaps == ()
