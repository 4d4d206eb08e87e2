"""Tracked changes: the text after them, the text before them, and the warning."""

from __future__ import annotations

import pytest

from tests.extract.reading import Folder, texts
from tests.extract.word import ORIGINAL, in_both, level, p, r, read, tc, tr

BY = 'w:id="1" w:author="Vân" w:date="2026-03-02T08:00:00Z"'


def ins(content: str) -> str:
    return f"<w:ins {BY}>{content}</w:ins>"


def gone(text: str, kind: str = "del") -> str:
    return f'<w:{kind} {BY}><w:r><w:delText xml:space="preserve">{text}</w:delText></w:r></w:{kind}>'


MARK_DELETED, MARK_INSERTED = f"<w:rPr><w:del {BY}/></w:rPr>", f"<w:rPr><w:ins {BY}/></w:rPr>"
LIST = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
NUMBERING = (
    f'<w:abstractNum w:abstractNumId="0">{level(0, "decimal", "%1.")}{level(1, "lowerLetter", "%2)")}'
    '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)


@pytest.mark.parametrize(
    ("body", "after", "before"),
    [
        # A figure changed within a number.
        (p(r("đạt 6") + gone("0") + ins(r("5")) + r("%")), ["đạt 65%"], ["đạt 60%"]),
        (p(r("có ") + gone("1.0") + ins(r("8")) + r("00 em")), ["có 800 em"], ["có 1.000 em"]),
        # Text inserted by one author and deleted by another stands neither before nor after.
        (p(r("bể bơi") + ins(gone(" mới"))), ["bể bơi"], ["bể bơi"]),
        # A move has two ends, and the text stands at one of them.
        (
            p(f"{r('Thôn ')}<w:moveFrom {BY}>{r('Bản Hoa ')}</w:moveFrom>{r('và ')}")
            + p(f"<w:moveTo {BY}>{r('Bản Hoa')}</w:moveTo>"),
            ["Thôn và ", "Bản Hoa"],
            ["Thôn Bản Hoa và "],
        ),
        # A deleted paragraph mark joins two paragraphs; an inserted one parts them.
        (
            p(r("Xây cầu "), MARK_DELETED) + p("và đường"),
            ["Xây cầu và đường"],
            ["Xây cầu ", "và đường"],
        ),
        (p(r("Xây cầu"), MARK_INSERTED) + p(" và đường"), ["Xây cầu", " và đường"], ["Xây cầu và đường"]),
        (
            p(f"<w:moveFrom {BY}>{r('Trồng cây')}</w:moveFrom>", f"<w:rPr><w:moveFrom {BY}/></w:rPr>")
            + p("Giữ rừng"),
            ["Giữ rừng"],
            ["Trồng cây", "Giữ rừng"],
        ),
        # A deleted mark before a table has no paragraph to join.
        (
            p(r("Biểu 1"), MARK_DELETED) + f"<w:tbl>{tr(tc('Xã'))}</w:tbl>",
            ["Biểu 1", "Xã"],
            ["Biểu 1", "Xã"],
        ),
        # Content controls and links stand within a change.
        (p(ins(f"<w:hyperlink>{r('Phụ lục')}</w:hyperlink>") + r(" 2")), ["Phụ lục 2"], [" 2"]),
        # Capitals and hidden letters are changes of the formatting.
        (
            p(r("kết quả", f"<w:caps/><w:rPrChange {BY}><w:rPr/></w:rPrChange>")),
            ["KẾT QUẢ"],
            ["kết quả"],
        ),
        (
            p(r("có mật", f"<w:rPrChange {BY}><w:rPr><w:vanish/></w:rPr></w:rPrChange>") + r(" nội dung")),
            ["có mật nội dung"],
            [" nội dung"],
        ),
    ],
)
def test_text_after_and_before(folder: Folder, body: str, after: list[str], before: list[str]) -> None:
    assert in_both(folder, body) == (after, before)


def test_inserted_and_deleted_rows_and_cells(folder: Folder) -> None:
    table = "".join(
        [
            tr(tc("Xã"), tc("Số hộ")),
            tr(tc("Mường Bo"), tc("40"), properties=f"<w:ins {BY}/>"),
            tr(tc("Tả Lài"), tc("25"), properties=f"<w:del {BY}/>"),
            tr(tc("Cũ", f"<w:cellDel {BY}/>"), tc("Mới", f"<w:cellIns {BY}/>"), tc("9")),
        ]
    )
    body = f"<w:tbl>{table}</w:tbl>"
    after = read(folder, body)
    before = read(folder, body, ORIGINAL)
    assert texts(after) == ["Xã", "Số hộ", "Mường Bo", "40", "Mới", "9"]
    assert texts(before) == ["Xã", "Số hộ", "Tả Lài", "25", "Cũ", "9"]
    assert [block.cell.column for block in after.blocks if block.cell] == [0, 1, 0, 1, 0, 1]
    assert "04 vết sửa" in after.warnings[0]


def test_numbers_count_the_remaining_paragraphs(folder: Folder) -> None:
    def labels(body: str) -> tuple[list[str | None], list[str | None]]:
        both = (read(folder, body, numbering=NUMBERING), read(folder, body, ORIGINAL, numbering=NUMBERING))
        after, before = ([block.label for block in document.blocks] for document in both)
        return after, before

    deleted = p(gone("Bỏ"), LIST + MARK_DELETED)
    inserted = p(ins(r("Thêm")), LIST + MARK_INSERTED)
    body = p("Một", LIST) + deleted + inserted + p("Hai", LIST)
    assert labels(body) == (["1.", "2.", "3."], ["1.", "2.", "3."])
    assert labels(p("Một", LIST) + deleted + p("Hai", LIST)) == (["1.", "2."], ["1.", "2.", "3."])
    # A paragraph whose text was deleted stays blank, and Word still numbers it.
    assert labels(p(gone("Bỏ"), LIST) + p("Hai", LIST)) == (["2."], ["1.", "2."])


def test_numbering_and_look_before_a_change(folder: Folder) -> None:
    old = '<w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr><w:jc w:val="center"/></w:pPr>'
    came = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/><w:ins {BY}/></w:numPr>'
    body = p("Mục", f"{LIST}<w:pPrChange {BY}>{old}</w:pPrChange>") + p("Ý", came)
    after = read(folder, body, numbering=NUMBERING).blocks
    before = read(folder, body, ORIGINAL, numbering=NUMBERING).blocks
    assert [(block.label, block.style.centered) for block in after] == [("1.", False), ("2.", False)]
    assert [(block.label, block.style.centered) for block in before] == [("a)", True), (None, False)]


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (
            p(r("6") + gone("0") + ins(r("5")) + r("%") + ins(r(" hộ"))),
            "Văn bản còn 03 vết sửa (Track Changes): 02 chỗ thêm, 01 chỗ xóa;",
        ),
        # A move is one change with two ends; an empty element is no change.
        (
            p(f"<w:moveFrom {BY}>{r('a')}</w:moveFrom><w:moveTo {BY}>{r('a')}</w:moveTo><w:ins {BY}/>"),
            "Văn bản còn 01 vết sửa (Track Changes): 01 chỗ di chuyển;",
        ),
        # A paragraph inserted with its mark is one change, and so is a mark alone.
        (p(ins(r("Ý mới")), MARK_INSERTED) + p("a"), "còn 01 vết sửa (Track Changes): 01 chỗ thêm;"),
        (p("Ý", MARK_DELETED) + p("a"), "còn 01 vết sửa (Track Changes): 01 chỗ xóa;"),
        # A row is one change, whatever its content.
        (
            f"<w:tbl>{tr(tc(p(ins(r('a')), MARK_INSERTED)), tc('b'), properties=f'<w:ins {BY}/>')}</w:tbl>"
            + p("a"),
            "còn 01 vết sửa (Track Changes): 01 chỗ thêm;",
        ),
        (p(r("a", f"<w:b/><w:rPrChange {BY}><w:rPr/></w:rPrChange>")), ": 01 chỗ đổi định dạng;"),
    ],
)
def test_changes_are_counted(folder: Folder, body: str, told: str) -> None:
    [after] = read(folder, body).warnings
    assert told in after
    assert after.endswith("; đã đọc như khi chấp nhận mọi thay đổi.")
    [before] = read(folder, body, ORIGINAL).warnings
    assert before.endswith("; đã đọc như trước khi sửa.")


def test_a_note_of_deleted_text_is_omitted(folder: Folder) -> None:
    def mark(number: int) -> str:
        return f'<w:r><w:footnoteReference w:id="{number}"/></w:r>'

    notes = "".join(f'<w:footnote w:id="{n}">{p(f"Chú {n}")}</w:footnote>' for n in (1, 2))
    body = p(r("Một") + f"<w:del {BY}>{mark(1)}</w:del>" + r(" hai") + mark(2))
    after, before = read(folder, body, footnotes=notes), read(folder, body, ORIGINAL, footnotes=notes)
    assert [(note.label, note.text) for note in after.notes] == [("1", "Chú 2")]
    assert [(note.label, note.text) for note in before.notes] == [("1", "Chú 1"), ("2", "Chú 2")]
