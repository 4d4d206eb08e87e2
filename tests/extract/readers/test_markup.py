"""Markdown and HTML: markup is removed, words and layout hints stay."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract import errors
from tests.extract.reading import Folder, places, refusal, texts


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


def test_markdown_gives_text_and_hints(folder: Folder) -> None:
    document = folder.read(
        "a.md",
        "## **KẾ HOẠCH** ##\n\nCăn cứ *Luật* số\n5 và **Nghị định** `7`;\n\n"
        "**TM. UBND  \nCHỦ TỊCH**\n\n---\n",
    )
    assert texts(document) == ["KẾ HOẠCH", "Căn cứ Luật số 5 và Nghị định 7;", "TM. UBND\nCHỦ TỊCH"]
    assert [block.style.heading for block in document.blocks] == [2, None, None]
    assert [block.style.bold for block in document.blocks] == [True, False, True]
    assert not any(block.line for block in document.blocks)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("- một\n- hai\n+ ba", ["- một", "- hai", "+ ba"]),
        ("1. một\n2) hai\na) ba\n2.1. bốn\nIV. năm", ["1. một", "2) hai", "a) ba", "2.1. bốn", "IV. năm"]),
        ("* Giai đoạn 2023 - 2025:\nmột", ["* Giai đoạn 2023 - 2025: một"]),
        ("ban, ngành<sup>1</sup>; 40 m<sup>2</sup>", ["ban, ngành; 40 m2"]),
        ("<sup>1</sup> Các ban", ["1 Các ban"]),
        ("Đạt 5%<sup>(3)</sup>.", ["Đạt 5%."]),
        ("Số: ____/KH-UBND, ngày ___ tháng", ["Số: ____/KH-UBND, ngày ___ tháng"]),
        (r"2 \* 3, \- không gạch", ["2 * 3, - không gạch"]),
        ("a_b_c và snake_case", ["a_b_c và snake_case"]),
        ("**2. Phòng Nội vụ:**Chủ trì", ["2. Phòng Nội vụ:Chủ trì"]),
        ("***Cả hai*** và **lệch", ["Cả hai và **lệch"]),
        ("[Luật](https://example.org/a_b) &amp; ![ảnh](x.png)<br>mới", ["Luật & \nmới"]),
        ("dòng một\\\ndòng hai", ["dòng một\ndòng hai"]),
        ("> trích\n> tiếp", ["trích tiếp"]),
    ],
)
def test_markdown_inline(folder: Folder, source: str, expected: list[str]) -> None:
    assert texts(folder.read("a.md", source)) == expected


def test_markdown_tables_give_cells(folder: Folder) -> None:
    document = folder.read("a.md", "Bảng\n\n| TT | Chỉ tiêu |\n| --- | :-: |\n| 1 | **48%** |\n\n| khác |\n")
    cells = [(b.text, b.cell and (b.cell.table, b.cell.row, b.cell.column)) for b in document.blocks]
    assert cells == [
        ("Bảng", None),
        ("TT", (0, 0, 0)),
        ("Chỉ tiêu", (0, 0, 1)),
        ("1", (0, 1, 0)),
        ("48%", (0, 1, 1)),
        ("khác", (1, 0, 0)),
    ]
    assert document.blocks[4].style.bold


@pytest.mark.parametrize(
    "mark",
    [
        "{2}------------------------------------------------",
        "\\newpage",
        "[Trang 3]",
        "## Page 3",
        "Trang 3/9",
        "--- Page 3 of 9 ---",
        "<page_number>3</page_number>",
        "<!-- PageBreak -->",
    ],
)
def test_page_marks_are_removed(folder: Folder, mark: str) -> None:
    document = folder.read("a.md", f"Tổ chức các lớp cho cộng tác\n\n{mark}\n\nviên thôn.\n")
    assert texts(document) == ["Tổ chức các lớp cho cộng tác", "viên thôn."]


@pytest.mark.parametrize("line", ["Trang thiết bị 3", "Trang 3 của phụ lục", "Page up", "[Trang bìa]"])
def test_a_line_that_begins_like_a_mark_stays(folder: Folder, line: str) -> None:
    assert texts(folder.read("a.md", line)) == [line]


def test_a_markdown_table_without_edges(folder: Folder) -> None:
    document = folder.read("a.md", "Bảng\nTT | Chỉ tiêu\n---|:-:\n1 | 48%\n2 | \n\na | b\n")
    assert places(document) == [
        ("Bảng", None),
        ("TT", (0, 0, 0)),
        ("Chỉ tiêu", (0, 0, 1)),
        ("1", (0, 1, 0)),
        ("48%", (0, 1, 1)),
        ("2", (0, 2, 0)),
        ("a | b", None),
    ]


def test_html_tables_in_markdown(folder: Folder) -> None:
    document = folder.read(
        "a.md",
        "| a | b |\n\nGiữa <b>x</b>\n"
        "<table><tr><th colspan=2>Năm\n2025</th></tr><tr><td>Hộ</td><td>9</td></tr></table>\n"
        "Sau\n<TABLE><tr><td>c</td></tr></TABLE>\n| d | e |",
    )
    assert places(document) == [
        ("a", (0, 0, 0)),
        ("b", (0, 0, 1)),
        ("Giữa x", None),
        ("Năm 2025", (1, 0, 0)),
        ("Hộ", (1, 1, 0)),
        ("9", (1, 1, 1)),
        ("Sau", None),
        ("c", (2, 0, 0)),
        ("d", (3, 0, 0)),
        ("e", (3, 0, 1)),
    ]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (r"Đạt $60\%$ số hộ; $\ge 30\%$; 20 $m^2$", "Đạt 60% số hộ; ≥ 30%; 20 m²"),
        (r"\(75\%\) và $1.200$ hộ, $4{,}5\%$", "75% và 1.200 hộ, 4,5%"),
        ("Giá 5 $ và 6 $ một lượt", "Giá 5 $ và 6 $ một lượt"),
    ],
)
def test_formulas_of_numbers_become_text(folder: Folder, source: str, expected: str) -> None:
    assert texts(folder.read("a.md", source)) == [expected]


def page(body: str) -> str:
    return f"<!DOCTYPE html><html><head><style>p{{}}</style></head><body>{body}</body></html>"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p>Ủy\n\t ban   nhân <b>dân</b></p><p> </p><p>&nbsp;</p>", ["Ủy ban nhân dân"]),
        ("một<br>hai<br/>ba", ["một\nhai\nba"]),
        ("một<div>hai</div>ba", ["một", "hai", "ba"]),
        ("<p>a<script>x</script><span style='display: none'>y</span>b<i hidden>z</i>c</p>", ["abc"]),
        ("<p>10<!-- ghi chú -->0%</p>", ["100%"]),
        ("<p>cơ sở<sup>[2]</sup>, 9 km<sup>2</sup></p>", ["cơ sở, 9 km2"]),
        ("<pre>một\n  hai</pre>", ["một", "  hai"]),
        ("<p>một<p>hai", ["một", "hai"]),
        ("<nav>Trang chủ</nav><main>Kế hoạch</main>", ["Kế hoạch"]),
    ],
)
def test_html_gives_the_text_of_a_browser(folder: Folder, body: str, expected: list[str]) -> None:
    assert texts(folder.read("a.html", page(body))) == expected


def test_html_hints(folder: Folder) -> None:
    document = folder.read(
        "a.html",
        page(
            "<h2>Một</h2><p align=center><strong>Hai</strong></p>"
            "<p style='text-align:center'><b>Ba</b> bốn</p>"
            "<center><p>Năm</p></center><b><span style='font-weight: normal'>Sáu</span></b>"
            "<p><em>Bảy</em></p>"
        ),
    )
    assert [block.style.heading for block in document.blocks] == [2, None, None, None, None, None]
    assert [block.style.bold for block in document.blocks] == [True, True, False, False, False, False]
    assert [block.style.centered for block in document.blocks] == [False, True, True, True, False, False]
    assert [block.style.italic for block in document.blocks] == [False] * 5 + [True]


def test_html_tables(folder: Folder) -> None:
    document = folder.read(
        "a.html",
        page(
            "<table><tr><th rowspan=2>TT<th colspan=2>Kết quả<tr><td>2023<td>2024"
            "<tr><td>1<td><p>a</p><p>b</p><td><table><tr><td>trong</table></table>"
        ),
    )
    places = {
        b.text: b.cell and (b.cell.table, b.cell.row, b.cell.column, b.cell.span) for b in document.blocks
    }
    assert places == {
        "TT": (0, 0, 0, 1),
        "Kết quả": (0, 0, 1, 2),
        "2023": (0, 1, 1, 1),
        "2024": (0, 1, 2, 1),
        "1": (0, 2, 0, 1),
        "a": (0, 2, 1, 1),
        "b": (0, 2, 1, 1),
        "trong": (1, 0, 0, 1),
    }


def test_html_list_labels(folder: Folder) -> None:
    document = folder.read(
        "a.html",
        page(
            "<ol start=3><li>ba<li value=7><p>bảy</p><p>tiếp</p></ol><ol type=I><li>một<ul><li>chấm</ul></ol>"
            "<p style='mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>2.1."
            "<span style='font:7pt \"Times New Roman\"'>&nbsp;&nbsp; </span></span><![endif]>Word</p>"
        ),
    )
    assert [(block.label, block.text) for block in document.blocks] == [
        ("3.", "ba"),
        ("7.", "bảy"),
        (None, "tiếp"),
        ("I.", "một"),
        ("•", "chấm"),
        ("2.1.", "Word"),
    ]


def test_html_declared_encoding(folder: Folder) -> None:
    body = "<html><head><meta charset=windows-1252></head><body>Qu\xfd 1 &#7871;</body></html>"
    assert texts(folder.read("a.html", body.encode("cp1252"))) == ["Quý 1 ế"]


def test_deeply_nested_html_is_read(folder: Folder) -> None:
    assert texts(folder.read("a.html", page("<div>" * 1500 + "sâu" + "</div>" * 1500 + "sau"))) == [
        "sâu",
        "sau",
    ]


def test_html_nested_past_all_bounds_is_refused(folder: Folder) -> None:
    """The parser would drop the deep part and everything behind it."""
    path = folder.path / "a.html"
    path.write_text(page("<div>" * 5000 + "sâu" + "</div>" * 5000 + "sau"), encoding="utf-8")
    assert refusal(path).reason is errors.DAMAGED_HTML


def test_markdown_rows_without_a_ruled_line_give_cells(folder: Folder) -> None:
    source = "Chỉ tiêu | ĐVT | 2025\nSố lớp bơi | lớp | 5\n\nXem | thêm tại đây.\n"
    assert places(folder.read("a.md", source)) == [
        ("Chỉ tiêu", (0, 0, 0)),
        ("ĐVT", (0, 0, 1)),
        ("2025", (0, 0, 2)),
        ("Số lớp bơi", (0, 1, 0)),
        ("lớp", (0, 1, 1)),
        ("5", (0, 1, 2)),
        ("Xem | thêm tại đây.", None),
    ]
