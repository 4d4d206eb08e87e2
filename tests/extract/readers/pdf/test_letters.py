"""Letters of a PDF: drawn twice, set apart, beside those of a second font, or without a meaning."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import Literal

import pytest

from extract import read_plan
from extract.options import DEFAULT
from extract.readers.pdf.pages import is_strange, opened
from tests.extract.readers.pdf.drawing import pdf, show
from tests.extract.reading import Folder, texts


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


def spaced(x: float, y: float, text: str, space: float) -> str:
    """A line with ``space`` points between the letters."""
    return f"{space} Tc {show(x, y, text)} 0 Tc\n"


@pytest.mark.parametrize("shift", [0.3, 0.6, 1.0, 1.2])
def test_bold_made_by_a_second_drawing_counts_once(folder: Folder, shift: float) -> None:
    line = "So: 11/KH-UBND, ngay 22 thang 3; ballo."
    drawn = show(20, 300, line) + show(20 + shift, 300, line)
    assert texts(folder.read("a.pdf", pdf(drawn))) == [line]


@pytest.mark.parametrize("space", [2.2, 4, 7])
def test_letters_set_apart_are_words(folder: Folder, space: float) -> None:
    line = spaced(20, 300, "dat 60% so", space)
    assert texts(folder.read("a.pdf", pdf(line + show(20, 270, "cau sau")))) == ["dat 60% so", "cau sau"]


def test_figures_of_a_row_stay_apart(folder: Folder) -> None:
    row = "".join(show(20 + 30 * place, 300, str(place + 1)) for place in range(7))
    letters = "".join(show(20 + 30 * place, 270, letter) for place, letter in enumerate("ABCDEFG"))
    assert texts(folder.read("a.pdf", pdf(row + letters))) == ["1 2 3 4 5 6 7", "A B C D E F G"]


def test_gaps_beside_letters_of_a_second_font_part_no_word(folder: Folder) -> None:
    # The letter with a mark is 2.3 points away, a blank is 3.4 points wide.
    words = show(20, 300, "nam") + show(46.75, 300, "nam") + show(73.5, 300, "nam")
    words += show(100.25, 300, "m") + show(112.5, 300, "ã", "F2") + show(121.5, 300, "n")
    assert texts(folder.read("a.pdf", pdf(words))) == ["nam nam nam mãn"]


def test_all_letters_of_a_crowded_page_are_read(folder: Folder) -> None:
    rows = [f"hang {row} " + "muc tieu " * 10 + "het" for row in range(60)]
    drawn = "".join(show(20, 390 - 6 * row, text) for row, text in enumerate(rows))
    assert texts(folder.read("a.pdf", pdf(drawn))) == rows


def test_pdfium_without_objects_gives_the_same_lines(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    import pypdfium2.raw as pdfium

    drawn = show(20, 300, "dat 60% so") + show(95, 300, "xa", "F2") + spaced(20, 270, "tren dia ban", 1)
    blocks = folder.read("a.pdf", pdf(drawn)).blocks
    monkeypatch.delattr(pdfium, "FPDFText_GetTextObject", raising=False)
    assert folder.read("a.pdf", pdf(drawn)).blocks == blocks
    assert [block.text for block in blocks] == ["dat 60% so xa", "tren dia ban"]


WITH_ZERO = show(20, 300, "dat 60% so, 7 lop") + show(20, 270, "cau sau")


@pytest.mark.parametrize("code", ["0008", "fffd", "0002", "001b"])
def test_a_digit_without_a_meaning_is_lost(code: str) -> None:
    data = pdf(WITH_ZERO, letters=f"<30> <{code}>")
    with opened(Path("a.pdf"), data, DEFAULT) as file:
        assert [page.text for page in file.pages()] == ["dat 6\ufffd% so, 7 lop\ncau sau"]
        assert file.suspect == {1}


@pytest.mark.ocr
def test_a_page_with_a_lost_digit_is_recognised(folder: Folder) -> None:
    document = folder.read("a.pdf", pdf(WITH_ZERO, letters="<30> <0008>"))
    assert texts(document) == ["dat 60% so, 7 lop", "cau sau"]


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_letters_and_their_marks_apart_need_no_recognition(form: Literal["NFC", "NFD"]) -> None:
    text = (
        "Mở rộng mạng lưới điểm đọc sách ở thôn, bản; mỗi điểm có ít nhất một tủ sách và bàn đọc cho trẻ em."
    )
    assert not is_strange(unicodedata.normalize(form, text))


def test_a_number_with_a_lost_digit_is_unread(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(
        "KẾ HOẠCH\nPhát triển cây xanh giai đoạn 2022 - 2026\nI. MỤC TIÊU\n"
        "1. Đến năm 2026, trồng 4\ufffd ha rừng ngập mặn và giao 35 ha cho cộng đồng.\n"
        "2. Đến năm 2026, có \ufffd0% số tuyến phố có cây bóng mát.\n"
        "3. Đến năm 2026, 85% số cây được ch\ufffdm sóc.\n",
        encoding="utf-8",
    )
    plan = read_plan(path)
    assert [str(measure.low) for target in plan.targets for measure in target.measures] == ["35", "85"]
    assert [piece.reason for piece in plan.unread] == [
        "Số chưa đọc được (4\ufffd)",
        "Số chưa đọc được (\ufffd0%)",
    ]


def test_numbers_of_documents_and_dates_are_lost_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(
        "ỦY BAN NHÂN DÂN\nXÃ ĐÁ NGANG\nSố: 4\ufffd/KH-UBND\nĐá Ngang, ngày 1\ufffd tháng 5 năm 2022\nKẾ HOẠCH\n"
        "Phát triển cây xanh năm 2022\nCăn cứ Quyết định số 9\ufffd8/QĐ-UBND của Ủy ban nhân dân huyện;\n"
        "I. MỤC TIÊU\n1. Trồng 300 cây bóng mát ven đường.\n",
        encoding="utf-8",
    )
    plan = read_plan(path)
    assert (plan.masthead.number, plan.masthead.date, plan.citations) == (None, None, ())
