"""Citations: every form of number, with kind, date, issuer, place and role."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.citations.finding import find_citations
from extract.language import document_numbers
from extract.language.document_numbers import find_numbers, match_number
from extract.masthead.reading import read_masthead
from extract.model import Block, Citation, CitationRole, Document, Note
from extract.traced import Paragraph, Traced

HEAD = """UBND HUYỆN TÂN PHONG
Số: 46/KH-UBND
Tân Phong, ngày 08 tháng 3 năm 2022
KẾ HOẠCH
Công tác trẻ em
"""


def cited(text: str) -> tuple[tuple[Citation, ...], Document]:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    blocks, paragraphs, start = [], [], 0
    for index, line in enumerate(lines):
        blocks.append(Block(text=line, start=start))
        paragraphs.append(Paragraph(text=Traced.of(line, start), index=index))
        start += len(line) + 1
    document = Document(name="own.txt", format="txt", sha256="", text="\n".join(lines), blocks=tuple(blocks))
    return find_citations(paragraphs, document, read_masthead(paragraphs)), document


def only(sentence: str) -> Citation:
    (found,) = cited(f"{HEAD}{sentence}\nI. MỤC TIÊU")[0]
    return found


@pytest.mark.parametrize(
    ("sentence", "number", "kind", "date", "issuer"),
    [
        ("Căn cứ Quyết định số 77/QĐ-TTg ngày 22/02/2021 của Thủ tướng Chính phủ ban hành Chương trình A;",
         "77/QĐ-TTg", "Quyết định", "2021-02-22", "Thủ tướng Chính phủ"),
        ("Căn cứ Thông tư số 41/2015/TT-BYT ngày 26 tháng 11 năm 2015 của Bộ trưởng Bộ Y tế quy định về A;",
         "41/2015/TT-BYT", "Thông tư", "2015-11-26", "Bộ trưởng Bộ Y tế"),
        ("Căn cứ Thông tư liên tịch số 12/2011/TTLT/BTC-BLĐTBXH ngày 26/01/2011 của Bộ Tài chính, "
         "Bộ Lao động - Thương binh và Xã hội hướng dẫn A;",
         "12/2011/TTLT/BTC-BLĐTBXH", "Thông tư liên tịch", "2011-01-26",
         "Bộ Tài chính, Bộ Lao động - Thương binh và Xã hội"),
        ("Căn cứ Thông tư liên tịch số 19/2013/TTLT-BLĐTBXH-BNV ngày 10/6/2013;",
         "19/2013/TTLT-BLĐTBXH-BNV", "Thông tư liên tịch", "2013-06-10",
         "Bộ Lao động - Thương binh và Xã hội, Bộ Nội vụ"),
        ("Thực hiện Công văn số 565/LĐTBXH-BTXH ngày 03/3/2021 của Bộ Lao động - Thương binh và Xã hội về A.",
         "565/LĐTBXH-BTXH", "Công văn", "2021-03-03", "Bộ Lao động - Thương binh và Xã hội"),
        ("Căn cứ Kế hoạch số 18-KH/HU ngày 7/4/2021 của Ban Thường vụ Huyện ủy Tân Phong về A;",
         "18-KH/HU", "Kế hoạch", "2021-04-07", "Ban Thường vụ Huyện ủy Tân Phong"),
        ("Thực hiện kết luận số 91-KL/TW ngày 15-10-2020 của Bộ Chính trị “về A”;",
         "91-KL/TW", "Kết luận", "2020-10-15", "Bộ Chính trị"),
        ("Thực hiện Nghị quyết số 43-NQ/TW, ngày 24/11/2023 của Ban Chấp hành Trung ương Đảng khóa XIII;",
         "43-NQ/TW", "Nghị quyết", "2023-11-24", "Ban Chấp hành Trung ương Đảng"),
        ("Căn cứ Nghị quyết 56/2010/NQ-HĐND ngày 10/12/2010 của HĐND tỉnh Hà Lĩnh về A;",
         "56/2010/NQ-HĐND", "Nghị quyết", "2010-12-10", "Hội đồng nhân dân tỉnh Hà Lĩnh"),
        ("Căn cứ Luật Trẻ em số 102/2016/QH13 được Quốc hội khóa XIII thông qua ngày 05 tháng 4 năm 2016;",
         "102/2016/QH13", "Luật", "2016-04-05", "Quốc hội"),
        ("Căn cứ Nghị quyết số 37/2021/QH15 về A;", "37/2021/QH15", "Nghị quyết", None, "Quốc hội"),
        ("Căn cứ Quyết định số 8/QĐ-TTg năm 2016 về A;",
         "8/QĐ-TTg", "Quyết định", None, "Thủ tướng Chính phủ"),
        ("Thực hiện Kế hoạch số 154 /KH- UBND của UBND tỉnh Hà Lĩnh ngày 20/01/2022 về A;",
         "154/KH-UBND", "Kế hoạch", "2022-01-20", "Ủy ban nhân dân tỉnh Hà Lĩnh"),
        ("Căn cứ Quyết định số 1 37/QĐ-TTg ngày 23/02/2021;",
         "137/QĐ-TTg", "Quyết định", "2021-02-23", "Thủ tướng Chính phủ"),
        ("Căn cứ Quyết định số 13 QĐ-TTg ngày 22/01/2021;",
         "13QĐ-TTg", "Quyết định", "2021-01-22", "Thủ tướng Chính phủ"),
        ("Căn cứ Quyết định số: 14/QĐ - TTg ngày 22/01/2021;",
         "14/QĐ-TTg", "Quyết định", "2021-01-22", "Thủ tướng Chính phủ"),
        ("Theo đề nghị của Giám đốc Sở Y tế tại Tờ trình số 9/TTr-SYT ngày 02/3/2022.",
         "9/TTr-SYT", "Tờ trình", "2022-03-02", "Giám đốc Sở Y tế"),
        ("Căn cứ Nghị định số 30/2021/NĐ-CP ngày 26/3/2021 của Chính phủ Quy định về A;",
         "30/2021/NĐ-CP", "Nghị định", "2021-03-26", "Chính phủ"),
        ("Thực hiện Kết luận số 12-KL/TW ngày 12/8/2021 của Bộ Chính trị, Ủy ban nhân dân (UBND) tỉnh ban hành A:",
         "12-KL/TW", "Kết luận", "2021-08-12", "Bộ Chính trị"),
        ("Căn cứ Chỉ thị số 7-CT/TW ngày 12/8/2021 của Ban Bí thư Trung ương Đảng Về A;",
         "7-CT/TW", "Chỉ thị", "2021-08-12", "Ban Bí thư Trung ương Đảng"),
        ("Thực hiện Luật Thư viện năm 2019 và Quyết định số 208/QĐ-TTG ngày 05/02/2021 về A;",
         "208/QĐ-TTG", "Quyết định", "2021-02-05", "Thủ tướng Chính phủ"),
        ("Theo đề nghị của Giám đốc Sở Y tế tại Tờ trình số 9/TTr-SYT 02 tháng 3 năm 2022.",
         "9/TTr-SYT", "Tờ trình", "2022-03-02", "Giám đốc Sở Y tế"),
        ("Thực hiện Kế hoạch số 5/KH-UBND ngày 31/02/2022 của UBND tỉnh Hà Lĩnh.",
         "5/KH-UBND", "Kế hoạch", None, "Ủy ban nhân dân tỉnh Hà Lĩnh"),
    ],
)  # fmt: skip
def test_every_form_of_number_is_cited(
    sentence: str, number: str, kind: str, date: str | None, issuer: str
) -> None:
    found = only(sentence)
    assert (found.number, found.kind, found.date, found.issuer) == (number, kind, date, issuer)
    assert found.role is CitationRole.BASIS


@pytest.mark.parametrize(
    "sentence",
    [
        "Căn cứ Luật Trẻ em năm 2016;",
        "Báo cáo theo Mẫu số 01/BC-TE ban hành kèm theo.",
        "Đạt 90/100.000 trẻ; 24/7; từ 5-10% mỗi năm; HIV/AIDS; 6 tháng/năm.",
        "Trực 24/24, tổng đài 111, quý I/2022.",
    ],
)
def test_no_citation(sentence: str) -> None:
    assert cited(f"{HEAD}{sentence}\nI. MỤC TIÊU")[0] == ()


def test_a_footnote_holds_citations() -> None:
    text = f"{HEAD}Căn cứ Kế hoạch số 7/KH-UBND ngày 02/02/2022 của UBND tỉnh;\nI. MỤC TIÊU"
    _, document = cited(text)
    notes = [
        "Theo Quyết định số 55/QĐ-TTg ngày 06/01/2021 của Thủ tướng Chính phủ.",
        "Kế hoạch số 7/KH-UBND.",
    ]
    noted = replace(document, notes=tuple(Note(text=note, page=2) for note in notes))
    paragraphs = [Paragraph(text=Traced.of(b.text, b.start), index=i) for i, b in enumerate(noted.blocks)]
    first, second = find_citations(paragraphs, noted, read_masthead(paragraphs))
    assert (first.number, first.role) == ("7/KH-UBND", CitationRole.BASIS)
    assert (second.number, second.date, second.role) == ("55/QĐ-TTg", "2021-01-06", CitationRole.MENTION)
    assert (second.anchor.start, second.anchor.end, second.anchor.page) == (
        len(noted.text),
        len(noted.text),
        2,
    )


def test_own_number_is_no_citation() -> None:
    text = f"{HEAD}I. MỤC TIÊU\nKế hoạch số 46/KH-UBND này; Kế hoạch số 46/KH-UBND ngày 01/02/2019 trước đây."
    assert [citation.date for citation in cited(text)[0]] == ["2019-02-01"]


def test_place_is_resolved_in_its_own_clause() -> None:
    found, _ = cited(f"""{HEAD}
        Thực hiện Kế hoạch số 7/KH-UBND ngày 02/02/2022 của UBND tỉnh về trẻ em trên địa bàn tỉnh Hà Lĩnh;
        Căn cứ Kế hoạch số 8/KH-UBND ngày 03/02/2022 của UBND tỉnh; Kế hoạch số 9/KH-UBND ngày 04/02/2022
        I. MỤC TIÊU""")
    assert [(c.number, c.issuer, c.place) for c in found] == [
        ("7/KH-UBND", "Ủy ban nhân dân tỉnh", "tỉnh Hà Lĩnh"),
        ("8/KH-UBND", "Ủy ban nhân dân tỉnh", None),
        ("9/KH-UBND", "Ủy ban nhân dân tỉnh", None),
    ]


def test_the_issuing_body_behind_a_comma_is_not_part_of_the_issuer() -> None:
    found = only(
        "Thực hiện Kế hoạch số 7/KH-UBND ngày 02/02/2022 của UBND tỉnh, UBND huyện Tân Phong ban hành A."
    )
    assert found.issuer == "Ủy ban nhân dân tỉnh"


def test_body_that_issued_stands_before_the_number() -> None:
    text = f"{HEAD}I. KẾT QUẢ\nUBND tỉnh ban hành Quyết định số 41/QĐ-UBND ngày 02/3/2019 về A tỉnh Hà Lĩnh."
    (found,) = cited(text)[0]
    assert (found.issuer, found.place, found.role) == (
        "Ủy ban nhân dân tỉnh", "tỉnh Hà Lĩnh", CitationRole.MENTION,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("behind", "about"),
    [
        (
            " về du lịch cộng đồng, Ủy ban nhân dân huyện Phù Lưu ban hành Kế hoạch như sau:",
            "về du lịch cộng đồng",
        ),
        (", UBND huyện Phù Lưu xây dựng Kế hoạch với các nội dung sau:", None),
        (
            " ban hành Quy chế phối hợp, phân công các phòng.",
            "ban hành Quy chế phối hợp, phân công các phòng",
        ),
    ],
)
def test_the_plans_own_action_is_no_part_of_a_basis(behind: str, about: str | None) -> None:
    found = only(f"Căn cứ Kế hoạch số 12/KH-UBND ngày 05/4/2021 của Ủy ban nhân dân tỉnh Hà Lĩnh{behind}")
    assert found.about == about


def test_bases_of_one_sentence_over_several_lines() -> None:
    found, _ = cited(
        "Thực hiện Quyết định số 90/QĐ-TTg ngày 18/01/2022 của Thủ tướng Chính phủ;\n"
        "Kế hoạch số 12/KH-UBND ngày 05/4/2022 của Ủy ban nhân dân tỉnh Hà Lĩnh về giảm nghèo;\n"
        "Nghị quyết số 7/NQ-HĐND ngày 12/4/2022 của Hội đồng nhân dân huyện. Ủy ban nhân dân huyện ban hành như sau:"
    )
    assert [citation.role for citation in found] == [CitationRole.BASIS] * 3


def test_several_numbers_behind_one_kind() -> None:
    found, _ = cited(f"""{HEAD}
        Căn cứ các Quyết định: số 12/QĐ-TTg ngày 05/01/2021; số 15/QĐ-TTg ngày 07/02/2021 của Thủ tướng;
        I. MỤC TIÊU""")
    assert [(c.kind, c.number, c.date) for c in found] == [
        ("Quyết định", "12/QĐ-TTg", "2021-01-05"),
        ("Quyết định", "15/QĐ-TTg", "2021-02-07"),
    ]


def test_second_mention_merges_and_a_basis_wins() -> None:
    text = f"""{HEAD}I. KẾT QUẢ
        Theo Thông tư số 5/2019/TT-BYT, các xã đã báo cáo.
        II. CĂN CỨ PHÁP LÝ
        1. Thông tư số 5/2019/TT-BYT ngày 02/3/2019 của Bộ Y tế;
        III. MỤC TIÊU
        Thực hiện Thông tư số 5/2019/TT-BYT; Thông tư số 6/2019/TT-BYT."""
    found, document = cited(text)
    assert [(c.number, c.date, c.role.value) for c in found] == [
        ("5/2019/TT-BYT", "2019-03-02", "basis"),
        ("6/2019/TT-BYT", None, "mention"),
    ]
    anchor = found[0].anchor
    assert document.text[anchor.start : anchor.end] == "Thông tư số 5/2019/TT-BYT ngày 02/3/2019 của Bộ Y tế"


def test_equal_numbers_of_different_years_or_levels_are_two_documents() -> None:
    found, _ = cited(f"""{HEAD}
        Căn cứ Kế hoạch số 3/KH-UBND ngày 02/02/2021 của UBND tỉnh;
        Căn cứ Kế hoạch số 3/KH-UBND ngày 05/02/2022 của UBND tỉnh;
        Căn cứ Kế hoạch số 4/KH-UBND của UBND tỉnh; Kế hoạch số 4/KH-UBND của UBND huyện;
        I. MỤC TIÊU""")
    assert [c.number for c in found] == ["3/KH-UBND", "3/KH-UBND", "4/KH-UBND", "4/KH-UBND"]


def test_an_instruction_with_can_cu_is_no_basis() -> None:
    found, _ = cited(f"""{HEAD}Ủy ban nhân dân huyện xây dựng Kế hoạch như sau:
        I. KINH PHÍ
        1. Căn cứ Thông tư số 9/2020/TT-BTC, các đơn vị lập dự toán.""")
    assert [c.role for c in found] == [CitationRole.MENTION]


def test_bases_of_the_carrying_decision() -> None:
    found, _ = cited("""UBND TỈNH HÀ LĨNH
        Số: 321/QĐ-UBND
        Hà Lĩnh, ngày 02 tháng 3 năm 2022
        QUYẾT ĐỊNH
        Ban hành Kế hoạch A
        Căn cứ Nghị quyết số 28/NQ-CP ngày 03/3/2021 của Chính phủ;
        QUYẾT ĐỊNH:
        Điều 1. Ban hành kèm theo Quyết định này Kế hoạch A theo Quyết định số 77/QĐ-TTg.
        CHỦ TỊCH
        Vương Thị Sen
        KẾ HOẠCH
        Thực hiện A
        (Ban hành kèm theo Quyết định số 321/QĐ-UBND ngày 02/3/2022)
        I. MỤC TIÊU""")
    assert [(c.number, c.role.value) for c in found] == [("28/NQ-CP", "basis"), ("77/QĐ-TTg", "mention")]


@given(st.text(alphabet="0123456789/-–. QĐKHTBYUNDVXgrTt&số1", max_size=40))
def test_numbers_stand_at_their_offsets(text: str) -> None:
    """The number equals its piece of the text, both without blanks."""
    for number in find_numbers(text):
        assert number.text == "".join(text[number.start : number.end].split())


@given(
    st.integers(1, 99999), st.sampled_from(["QĐ-TTg", "KH-UBND", "NĐ-CP", "UBND-VX"]), st.integers(1990, 2040)
)
def test_printed_numbers_are_read_back(count: int, letters: str, year: int) -> None:
    for text in (f"{count}/{letters}", f"{count}/{year}/{letters}"):
        found = match_number(text, 0)
        assert found is not None
        assert found.text == text


@pytest.mark.shared
def test_real_plans(shared: Path) -> None:
    expected = {
        "langson": {
            "112/QĐ-TTg": "2021-01-22", "555/LĐTBXH-BTXH": "2021-03-03", "32/QĐ-TTg": "2010-03-25",
            "411/QĐ-UBND": "2011-03-22", "134/KH-UBND": "2016-11-28", "43/2015/TT-BYT": "2015-11-26",
            "34/2010/TT-BLĐTBXH": "2010-11-08", "07/2013/TT-BLĐTBXH": "2013-05-24",
            "11/2011/TTLT/BTC-BLĐTBXH": "2011-01-26", "09/2013/TTLT-BLĐTBXH-BNV": "2013-06-10",
        },
        "ngochoi": {
            "112/QĐ-TTg": "2021-01-22", "1125/KH-UBND": "2021-04-07", "28-KH/HU": "2021-04-27",
            "92-KL/TW": "2020-11-05",
        },
    }  # fmt: skip
    for name, dates in expected.items():
        found, _ = cited((shared / "files" / f"{name}.src.txt").read_text(encoding="utf-8"))
        assert {citation.number: citation.date for citation in found} == dates
        assert len(found) == len(dates)
        if name == "ngochoi":
            assert found[1].place == "tỉnh Kon Tum"
            assert all(citation.role is CitationRole.BASIS for citation in found)


SIGNS = ["số ", "1", "2021", ".", "a", " ", "/", "-", "–", "QĐ", "TTg", "U", ": "]


@given(st.lists(st.sampled_from(SIGNS)).map("".join))
def test_a_quick_look_misses_no_number(text: str) -> None:
    assert document_numbers.find_numbers(text) == tuple(document_numbers._numbers(text))
