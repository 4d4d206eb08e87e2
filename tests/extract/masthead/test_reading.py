"""Mastheads of many layouts, each with the fields that a reader would write down."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.language.agencies import find_units, level_of, read_body
from extract.language.dates import find_date
from extract.lines.signature import read_recipients, read_signer
from extract.masthead.reading import Reading, read_masthead
from extract.model import Block, Document, Level, Masthead, Period
from extract.traced import Paragraph, Traced


def made(text: str) -> tuple[list[Paragraph], Document]:
    """One paragraph for every line that is not empty."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    whole = "\n".join(lines)
    blocks, paragraphs, start = [], [], 0
    for index, line in enumerate(lines):
        blocks.append(Block(text=line, start=start))
        paragraphs.append(Paragraph(text=Traced.of(line, start), index=index))
        start += len(line) + 1
    return paragraphs, Document(name="own.txt", format="txt", sha256="", text=whole, blocks=tuple(blocks))


def read(text: str) -> tuple[Reading, list[str]]:
    paragraphs, _ = made(text)
    return read_masthead(paragraphs), [paragraph.text.text for paragraph in paragraphs]


def masthead(text: str) -> Masthead:
    return read(text)[0].masthead


COMMITTEE = "Ủy ban nhân dân"

DISTRICT = """
ỦY BAN NHÂN DÂN
HUYỆN TÂN PHONG
-------
CỘNG HÒA XÃ HỘI
CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 46/KH-UBND
Tân Phong, ngày 08
tháng 3 năm 2022
KẾ HOẠCH
THỰC HIỆN CHƯƠNG TRÌNH PHÒNG, CHỐNG ĐUỐI NƯỚC TRẺ EM
GIAI ĐOẠN 2022 - 2025 TRÊN ĐỊA BÀN HUYỆN TÂN PHONG
Căn cứ Kế hoạch số 12/KH-UBND ngày 20/01/2022 của UBND tỉnh Hà Lĩnh;
Ủy ban nhân dân huyện Tân Phong xây dựng Kế hoạch thực hiện như sau:
I. MỤC TIÊU
1. Giảm số trẻ em đuối nước.
Trên đây là Kế hoạch của Ủy ban nhân dân huyện./.
Nơi nhận:
- UBND tỉnh (b/c);
- Các xã, thị trấn;
- Lưu: VT, LĐ.
TM. ỦY BAN NHÂN DÂN
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH
(Đã ký)
Đinh Thị Hường
1 Các phòng: Y tế; Tư pháp.
"""


def test_flattened_table_of_a_district() -> None:
    reading, texts = read(DISTRICT)
    found = reading.masthead
    assert found == Masthead(
        kind="Kế hoạch",
        number="46/KH-UBND",
        date="2022-03-08",
        issuer="Ủy ban nhân dân huyện Tân Phong",
        level=Level.DISTRICT,
        place="huyện Tân Phong",
        province="tỉnh Hà Lĩnh",
        title="THỰC HIỆN CHƯƠNG TRÌNH PHÒNG, CHỐNG ĐUỐI NƯỚC TRẺ EM GIAI ĐOẠN 2022 - 2025 "
        "TRÊN ĐỊA BÀN HUYỆN TÂN PHONG",
        programme=found.programme,
        period=Period(start=2022, end=2025),
        signer="Đinh Thị Hường",
        recipients=("UBND tỉnh (b/c)", "Các xã, thị trấn", "Lưu: VT, LĐ"),
    )
    assert texts[reading.title.start] == "KẾ HOẠCH"
    assert texts[reading.body.start].startswith("Căn cứ Kế hoạch số 12")
    assert texts[reading.body.stop - 1].startswith("Trên đây là")
    assert texts[reading.tail] == "Nơi nhận:"
    assert not reading.appendix


@pytest.mark.parametrize(
    ("head", "issuer", "level", "place"),
    [
        ("UBND TỈNH HÀ LĨNH", f"{COMMITTEE} tỉnh Hà Lĩnh", Level.PROVINCE, "tỉnh Hà Lĩnh"),
        ("UỶ BAN NHÂN DÂN THỊ XÃ KIM SƠN", f"{COMMITTEE} thị xã Kim Sơn", Level.DISTRICT, "thị xã Kim Sơn"),
        ("UBND THÀNH PHỐ KIM BẢNG", f"{COMMITTEE} thành phố Kim Bảng", Level.DISTRICT, "thành phố Kim Bảng"),
        ("ỦY BAN NHÂN DÂN\nTP. HỒ CHÍ MINH", f"{COMMITTEE} thành phố Hồ Chí Minh", Level.PROVINCE,
         "thành phố Hồ Chí Minh"),
        ("ỦY BAN NHÂN DÂN\nPHƯỜNG NĂM CĂN", f"{COMMITTEE} phường Năm Căn", Level.COMMUNE, "phường Năm Căn"),
        ("ỦY BAN NHÂN DÂN\nĐẶC KHU PHÚ HẢI", f"{COMMITTEE} đặc khu Phú Hải", Level.COMMUNE,
         "đặc khu Phú Hải"),
        ("UBND QUẬN 12", f"{COMMITTEE} quận 12", Level.DISTRICT, "quận 12"),
        ("UBND TỈNH HÀ LĨNH\nSỞ LAO ĐỘNG - THƯƠNG BINH\nVÀ XÃ HỘI", "Sở Lao động - Thương binh và Xã hội",
         Level.PROVINCE, "tỉnh Hà Lĩnh"),
        ("UBND HUYỆN TÂN PHONG\nPHÒNG NỘI VỤ", "Phòng Nội vụ", Level.DISTRICT, "huyện Tân Phong"),
        ("ĐẢNG BỘ TỈNH HÀ LĨNH\nHUYỆN ỦY TÂN PHONG\n*", "Huyện ủy Tân Phong", Level.DISTRICT,
         "huyện Tân Phong"),
        ("THỦ TƯỚNG\nCHÍNH PHỦ", "Thủ tướng Chính phủ", Level.NATIONAL, None),
        ("BỘ VĂN HÓA, THỂ THAO\nVÀ DU LỊCH", "Bộ Văn hóa, Thể thao và Du lịch", Level.NATIONAL, None),
    ],
)  # fmt: skip
def test_issuer_level_and_place(head: str, issuer: str, level: Level, place: str | None) -> None:
    found = masthead(f"{head}\nSố: 5/KH-UBND\nngày 02 tháng 01 năm 2026\nKẾ HOẠCH\nCông tác trẻ em\nI. A")
    assert (found.issuer, found.level, found.place) == (issuer, level, place)


def test_two_columns_run_together_on_lines() -> None:
    found = masthead("""
        ỦY BAN NHÂN DÂN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
        HUYỆN TÂN PHONG Độc lập - Tự do - Hạnh phúc
        Số:63 /KH- UBND Tân Phong, ngày 06 tháng 5 năm 20 21
        KẾ HOẠCH THỰC HIỆN ĐỀ ÁN NHÀ AN TOÀN GIAI ĐOẠN 2021 – 2025
        I. MỤC TIÊU
        1. Nhà an toàn.
        Nơi nhận: TM. ỦY BAN NHÂN DÂN
        - Như trên; KT. CHỦ TỊCH
        - Lưu: VT. PHÓ CHỦ TỊCH
        Hồ Thị Lý""")
    assert found.issuer == "Ủy ban nhân dân huyện Tân Phong"
    assert (found.number, found.date) == ("63/KH-UBND", "2021-05-06")
    assert found.title == "THỰC HIỆN ĐỀ ÁN NHÀ AN TOÀN GIAI ĐOẠN 2021 – 2025"
    assert found.signer == "Hồ Thị Lý"
    assert found.recipients == ("Như trên", "Lưu: VT")


@pytest.mark.parametrize(
    ("line", "number", "blank"),
    [
        ("Số: 80/KH-UBND", "80/KH-UBND", False),
        ("Số.80 /KH- UBND", "80/KH-UBND", False),
        ("Số 28-KH/HU", "28-KH/HU", False),
        ("Số: ....../KH-UBND", None, True),
        ("Số:      -KH/HU", None, True),
        ("Số: 80", None, False),
        ("", None, False),
    ],
)
def test_number_of_a_plan(line: str, number: str | None, blank: bool) -> None:
    found = masthead(f"UBND HUYỆN TÂN PHONG\n{line}\nKẾ HOẠCH\nCông tác trẻ em\nI. A")
    assert (found.number, found.number_blank) == (number, blank)
    assert found.issuer == "Ủy ban nhân dân huyện Tân Phong"


def test_one_column_with_a_city_of_a_province() -> None:
    found = masthead("""
        CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
        Độc lập - Tự do - Hạnh phúc
        ỦY BAN NHÂN DÂN THÀNH PHỐ BẠCH SƠN
        Số: 15/KH-UBND
        Bạch Sơn, ngày 09 tháng 02 năm 2022
        KẾ HOẠCH
        Thực hiện công tác trẻ em năm 2022
        Thực hiện Kế hoạch số 7/KH-UBND ngày 12/01/2022 của UBND tỉnh, UBND thành phố Bạch Sơn ban hành
        Kế hoạch thực hiện Chương trình bạn hữu trẻ em tại thành phố Bạch Sơn, tỉnh Hà Lĩnh như sau:
        I. MỤC ĐÍCH""")
    assert (found.level, found.place, found.province) == (
        Level.DISTRICT, "thành phố Bạch Sơn", "tỉnh Hà Lĩnh",
    )  # fmt: skip
    assert found.period == Period(start=2022, end=2022)


def test_blank_draft_without_masthead_table() -> None:
    reading, texts = read("""
        Số:       /KH-UBND
        Bạch Đằng, ngày ... tháng ... năm 2026
        KẾ HOẠCH
        Thực hiện Chương trình trẻ em năm 2026
        Thực hiện Kế hoạch số 12/KH-UBND ngày 20/01/2026 của Ủy ban nhân dân tỉnh Hà Lĩnh;
        Ủy ban nhân dân phường Bạch Đằng xây dựng Kế hoạch triển khai cụ thể như sau:
        I. MỤC ĐÍCH""")
    found = reading.masthead
    assert (found.number, found.number_blank, found.date, found.date_blank) == (None, True, None, True)
    assert found.is_draft
    assert (found.issuer, found.level) == ("Ủy ban nhân dân phường Bạch Đằng", Level.COMMUNE)
    assert found.province == "tỉnh Hà Lĩnh"
    assert reading.tail == len(texts)


def test_lost_masthead_by_place_and_signature() -> None:
    found = masthead("""
        Số: 9/KH-UBND
        Tân Phong, ngày 05 tháng 5 năm 2021
        KẾ HOẠCH
        Chăm sóc người cao tuổi
        I. MỤC TIÊU
        1. Các xã của huyện Tân Phong có câu lạc bộ.
        TM. ỦY BAN NHÂN DÂN
        CHỦ TỊCH
        Lò Văn Pâng""")
    assert (found.issuer, found.level) == ("Ủy ban nhân dân huyện Tân Phong", Level.DISTRICT)
    assert found.signer == "Lò Văn Pâng"


def test_nothing_is_guessed_between_two_provinces() -> None:
    found = masthead("""
        UBND HUYỆN TÂN PHONG
        KẾ HOẠCH
        Công tác trẻ em
        Căn cứ Kế hoạch số 12/KH-UBND ngày 20/01/2022 của UBND tỉnh Hà Lĩnh;
        Căn cứ Kế hoạch số 31/KH-UBND ngày 22/01/2022 của UBND tỉnh Thanh Giang;
        I. MỤC TIÊU""")
    assert found.province is None


DECISION = """
UBND TỈNH HÀ LĨNH
Số: 321/QĐ-UBND
Hà Lĩnh, ngày 02 tháng 3 năm 2022
QUYẾT ĐỊNH
Ban hành Kế hoạch thực hiện Chiến lược bình đẳng giới
ỦY BAN NHÂN DÂN TỈNH HÀ LĨNH
Căn cứ Nghị quyết số 28/NQ-CP ngày 03/3/2021 của Chính phủ;
QUYẾT ĐỊNH:
Điều 1. Ban hành kèm theo Quyết định này Kế hoạch thực hiện Chiến lược bình đẳng giới.
Điều 2. Quyết định này có hiệu lực kể từ ngày ký.
Nơi nhận:
- Như Điều 2;
- Lưu: VT.
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH
Vương Thị Sen
KẾ HOẠCH
Thực hiện Chiến lược bình đẳng giới giai đoạn 2022 - 2025
(Ban hành kèm theo Quyết định số 321/QĐ-UBND ngày 02/3/2022 của UBND tỉnh)
Phần I
MỤC TIÊU
1. Nữ tham gia lãnh đạo.
"""


def test_decision_that_carries_a_plan() -> None:
    reading, texts = read(DECISION)
    found = reading.masthead
    assert found.carrier is not None
    assert (found.kind, found.carrier.kind) == ("Kế hoạch", "Quyết định")
    assert (found.number, found.date, found.issuer) == (
        "321/QĐ-UBND", "2022-03-02", "Ủy ban nhân dân tỉnh Hà Lĩnh",
    )  # fmt: skip
    assert found.title == "Thực hiện Chiến lược bình đẳng giới giai đoạn 2022 - 2025"
    assert found.programme == "Chiến lược bình đẳng giới"
    assert found.signer == "Vương Thị Sen"
    assert texts[reading.body.start] == "Phần I"
    assert texts[reading.carrier_body.start].startswith("Căn cứ Nghị quyết")
    assert texts[reading.carrier_body.stop - 1].startswith("Điều 2")


def test_pure_decision_begins_at_its_first_basis() -> None:
    reading, texts = read(DECISION.split("KT. CHỦ TỊCH")[0])
    assert (reading.masthead.kind, reading.masthead.carrier) == ("Quyết định", None)
    assert texts[reading.body.start].startswith("Căn cứ Nghị quyết")
    assert texts[reading.tail] == "Nơi nhận:"


def test_attached_plan_alone_takes_the_decision_it_names() -> None:
    found = masthead("""
        KẾ HOẠCH
        Thực hiện Chiến lược bình đẳng giới trên địa bàn huyện Tân Phong
        (Ban hành kèm theo Quyết định số      /QĐ-UBND ngày     tháng     năm 2022 của UBND huyện Tân Phong)
        Phần thứ nhất
        TÌNH HÌNH""")
    assert found.carrier is not None
    assert found.carrier.number_blank
    assert found.is_draft
    assert found.issuer == "Ủy ban nhân dân huyện Tân Phong"


@pytest.mark.parametrize(
    ("lines", "title", "first"),
    [
        ("NGHỊ QUYẾT\nVề hỗ trợ cộng tác viên\nHỘI ĐỒNG NHÂN DÂN TỈNH A\nKHÓA XV, KỲ HỌP THỨ 10\nCăn cứ A;",
         "Về hỗ trợ cộng tác viên", "Căn cứ A;"),
        ("QUYẾT ĐỊNH\nBAN HÀNH CHƯƠNG TRÌNH A UBND TỈNH HÀ LĨNH\nCăn cứ A;", "BAN HÀNH CHƯƠNG TRÌNH A",
         "Căn cứ A;"),
        ("KẾ HOẠCH\nPHÒNG, CHỐNG ĐUỐI NƯỚC\nCHO TRẺ EM\nCăn cứ A;", "PHÒNG, CHỐNG ĐUỐI NƯỚC CHO TRẺ EM",
         "Căn cứ A;"),
        ("KẾ HOẠCH\nCông tác trẻ em\ngiai đoạn 2026 - 2030\nThực hiện A, UBND tỉnh ban hành Kế hoạch sau",
         "Công tác trẻ em giai đoạn 2026 - 2030", "Thực hiện A, UBND tỉnh ban hành Kế hoạch sau"),
        ("KẾ HOẠCH (Dự thảo)\nThực hiện Chương trình A\nĐẶT VẤN ĐỀ", "Thực hiện Chương trình A",
         "ĐẶT VẤN ĐỀ"),
    ],
)  # fmt: skip
def test_title_and_first_line_of_the_body(lines: str, title: str, first: str) -> None:
    reading, texts = read(f"UBND TỈNH HÀ LĨNH\nSố: 5/QĐ-UBND\n{lines}\nI. MỤC TIÊU")
    assert reading.masthead.title == title
    assert texts[reading.body.start] == first


def test_appendix_stands_behind_the_tail() -> None:
    reading, texts = read(DISTRICT + "PHỤ LỤC I\nBIỂU CHỈ TIÊU\nTỷ lệ trẻ em biết bơi")
    assert texts[reading.appendix.start] == "PHỤ LỤC I"
    assert reading.appendix.stop == len(texts)
    assert "Nơi nhận" not in " ".join(texts[index] for index in reading.body)


def test_party_plan() -> None:
    found = masthead("""
        HUYỆN ỦY TÂN PHONG
        Số 31-KH/HU
        ĐẢNG CỘNG SẢN VIỆT NAM
        Tân Phong, ngày 19 tháng 4 năm 2021
        KẾ HOẠCH
        thực hiện Kết luận số 11-KL/TW ngày 15-10-2020 của Bộ Chính trị về chính sách xã hội
        Thực hiện Kế hoạch số 14-KH/TU của Tỉnh ủy Hà Lĩnh, Ban Thường vụ Huyện ủy xây dựng kế hoạch như sau:
        T/M BAN THƯỜNG VỤ
        PHÓ BÍ THƯ
        Nguyễn Thị Sáu""")
    assert (found.number, found.issuer, found.signer) == ("31-KH/HU", "Huyện ủy Tân Phong", "Nguyễn Thị Sáu")
    assert found.programme == "Kết luận số 11-KL/TW"
    assert found.province == "tỉnh Hà Lĩnh"


@pytest.mark.parametrize(
    ("text", "iso", "blank"),
    [
        ("ngày 22/01/2021", "2021-01-22", False),
        ("ngày 05-11-2020", "2020-11-05", False),
        ("ngày 7/4/2021", "2021-04-07", False),
        ("ngày 22 tháng 01 năm 2021", "2021-01-22", False),
        ("ngày 05\ntháng 4 năm 20 21", "2021-04-05", False),
        ("ngày     tháng     năm 2021", None, True),
        ("ngày … tháng 4 năm 2021", None, True),
        ("ngày .../.../2021", None, True),
        ("ngày 31 tháng 02 năm 2021", None, False),
    ],
)
def test_date_of_a_plan(text: str, iso: str | None, blank: bool) -> None:
    found = find_date(text)
    assert found is not None
    assert (found.iso, found.blank) == (iso, blank)


def test_city_is_under_the_centre_from_its_day_on() -> None:
    (unit,) = find_units("UBND thành phố Huế")
    assert level_of(unit, "2023-02-01") is Level.DISTRICT
    assert level_of(unit, "2025-01-01") is Level.PROVINCE


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("CÔNG TÁC XÃ HỘI TỈNH HÀ LĨNH GIAI ĐOẠN 2021", ["tỉnh Hà Lĩnh"]),
        ("UBND các huyện, thành phố", []),
        ("xã hội hóa ở huyện Ea H'leo Kế hoạch", ["huyện Ea H'leo"]),
        ("tỉnh Bà Rịa - Vũng Tàu về", ["tỉnh Bà Rịa - Vũng Tàu"]),
        ("quận Nam Từ Liêm, TP. Quy Nhơn", ["quận Nam Từ Liêm", "thành phố Quy Nhơn"]),
    ],
)
def test_units_in_a_text(text: str, units: list[str]) -> None:
    assert [unit.text for unit in find_units(text) if unit.name] == units


def test_body_above_is_kept_apart() -> None:
    body = read_body("ỦY BAN NHÂN DÂN XÃ KHE LỘC TỈNH HÀ LĨNH")
    assert body.name == "Ủy ban nhân dân xã Khe Lộc"
    assert body.outer is not None
    assert body.outer.text == "tỉnh Hà Lĩnh"


def test_tail_whose_columns_alternate() -> None:
    lines = ["Nơi nhận:", "TM. ỦY BAN NHÂN DÂN", "- Như trên;", "KT. CHỦ TỊCH", "- Các phòng, ban",
             "chuyên môn huyện;", "PHÓ CHỦ TỊCH", "- Lưu: VT.", "ThS. Trần Văn Bốn"]  # fmt: skip
    assert read_recipients(lines) == ("Như trên", "Các phòng, ban chuyên môn huyện", "Lưu: VT")
    assert read_signer(lines) == "Trần Văn Bốn"


def test_missing_name_is_no_signer() -> None:
    assert read_signer(["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "(Đã ký)"]) is None


_PIECES = [line for line in (DISTRICT + DECISION).splitlines() if line.strip()]


@given(st.lists(st.one_of(st.sampled_from(_PIECES), st.text(max_size=40)), max_size=30))
def test_ranges_part_any_document(lines: list[str]) -> None:
    """Title, body, tail and appendix follow each other and stay within the document."""
    reading, texts = read("\n".join(lines))
    assert 0 <= reading.title.start <= reading.title.stop <= reading.body.start
    assert reading.body.start <= reading.body.stop == reading.tail <= len(texts)
    assert not reading.appendix or reading.tail < reading.appendix.start <= reading.appendix.stop == len(
        texts
    )
    assert set(reading.carrier_body).isdisjoint(reading.body)


@pytest.mark.shared
def test_real_plans_without_masthead(shared: Path) -> None:
    expected = {
        "langson": ("Ủy ban nhân dân tỉnh Lạng Sơn", Level.PROVINCE, "tỉnh Lạng Sơn", (2021, 2030)),
        "ngochoi": ("Ủy ban nhân dân huyện Ngọc Hồi", Level.DISTRICT, "tỉnh Kon Tum", (2021, 2025)),
    }
    for name, (issuer, level, province, years) in expected.items():
        found = masthead((shared / "files" / f"{name}.src.txt").read_text(encoding="utf-8"))
        assert (found.issuer, found.level, found.province) == (issuer, level, province)
        assert found.period == Period(start=years[0], end=years[1])
        assert found.programme == "Chương trình phát triển công tác xã hội"
        assert not found.is_draft


@pytest.mark.shared
def test_flattened_real_plan(shared: Path) -> None:
    text = (shared / "seeds" / "langson-80-kh-ubnd.txt").read_text(encoding="utf-8")
    reading, texts = read("\n".join(line for line in text.splitlines() if line.strip(" |-")))
    found = reading.masthead
    assert (found.number, found.date, found.is_draft) == ("80/KH-UBND", "2021-04-05", False)
    assert found.signer == "Dương Xuân Huyên"
    assert len(found.recipients) == 9
    assert texts[reading.tail] == "Nơi nhận:"
