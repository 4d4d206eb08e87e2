"""Encodings before Unicode: their tables, and the detection of text in them."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

import pytest

from extract.readers.plain import legacy
from tests.extract.old_letters import as_tcvn3, as_viscii, as_vni, compose, decoded_codes, vni_letters
from tests.sample_plans import SAMPLES

TEXT = (
    "Kế hoạch thực hiện Chương trình nước sạch nông thôn giai đoạn 2021 - 2025\n"
    "Căn cứ Quyết định số 15/QĐ-UBND ngày 03/02/2021 của Ủy ban nhân dân tỉnh Trường Lĩnh;\n"
    "Tỷ lệ hộ gia đình được dùng nước hợp vệ sinh đạt ít nhất 92%, giữ vững các năm sau.\n"
)
NAMES = {"TCVN3": as_tcvn3, "VNI": as_vni, "VISCII": as_viscii}
each_way = pytest.mark.parametrize("typed", NAMES.values(), ids=NAMES)
each_encoding = pytest.mark.parametrize(("name", "typed"), NAMES.items(), ids=NAMES)


def convert(name: str) -> Callable[[str], str]:
    return next(encoding.convert for encoding in legacy.encodings() if encoding.name == name)


def decoded(text: str) -> str:
    found = legacy.decoder({"": text})
    return text if found is None else found.decode_lines(text)


@pytest.mark.parametrize(("name", "library"), [("TCVN3", "TCVN"), ("VISCII", "VISCII")])
def test_a_table_agrees_with_the_c_library(name: str, library: str) -> None:
    """Codes below A1 differ in the fonts of TCVN3, which leave them to the quotes of Windows."""
    wanted = decoded_codes(library)
    if name == "TCVN3":
        wanted = {typed: letter for typed, letter in wanted.items() if typed >= "\u00a1"}
    assert len(wanted) >= 74
    assert {typed: convert(name)(typed) for typed in wanted} == wanted


def test_the_vni_table_is_letter_and_mark() -> None:
    wanted = vni_letters()
    assert len(wanted) == 2 * 67
    assert {letter: compose(convert("VNI")(typed)) for letter, typed in wanted.items()} == {
        letter: letter for letter in wanted
    }


@each_encoding
def test_old_letters_are_detected_without_a_font(name: str, typed: Callable[[str], str]) -> None:
    old = typed(TEXT)
    found = legacy.decoder({"": old})
    assert found is not None
    assert name in found.warning
    # TCVN3 has no capital for the letter of "Ủy".
    assert found.decode_lines(old) == (TEXT.replace("Ủy", "ủy") if name == "TCVN3" else TEXT)


@each_encoding
def test_a_whole_plan_in_old_letters(name: str, typed: Callable[[str], str]) -> None:
    # VISCII has a letter in the place of "…".
    text = (SAMPLES / "a5-kh-huyen-da-lung.txt").read_text(encoding="utf-8").replace("…", "...")
    found = decoded(typed(text))
    if name == "TCVN3":
        text, found = text.replace("Ủy", "ủy"), found.replace("Ủy", "ủy")
    assert found == text


@each_way
def test_a_short_document_is_decoded(typed: Callable[[str], str]) -> None:
    short = "Kế hoạch giảm nghèo bền vững năm 2024"
    assert decoded(typed(short)) == short


@each_encoding
def test_english_words_numbers_and_signs_stay(name: str, typed: Callable[[str], str]) -> None:
    line = "Sử dụng Internet, e-mail và website (Facebook) đạt 45,5%; 1.250 hộ; {30} [a] x = 2 * 3"
    if name != "VISCII":
        # VISCII has letters in the place of these signs.
        line += "; ± 2%, 30 °C"
    found = decoded(typed(TEXT + line)).splitlines()[-1]
    assert found == line


@each_way
def test_a_document_with_old_and_new_letters(typed: Callable[[str], str]) -> None:
    """A line without a decisive letter takes the encoding of the lines before it."""
    new = [
        "Công an tham gia và có báo cáo hàng tháng",
        "Trẻ em được chăm sóc tại các trạm y tế",
        "Công an tham gia và có báo cáo hàng tháng",
        "Các xã có trên 10 người tham gia",
    ]
    text = "\n".join(["Ủy ban nhân dân xã giao các bộ phận:", *new])
    old_half = typed(TEXT)
    assert decoded(f"{text}\n{old_half}").startswith(text)
    assert decoded(f"{old_half}\n{text}").endswith("\n".join(new))


@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        unicodedata.normalize("NFD", TEXT),
        "Công ty có báo cáo và thông tin các xã tham gia hàng tháng, bà con làm ăn khá. " * 4,
        "À l'école, les élèves ont été très intéressés par les activités; où êtes-vous allés, déjà ? " * 5,
        "Forêt, hôtel, pâté, naïf, Noël, cœur, français: ça a été créé à l'été. " * 5,
        "Österreich fördert über Länder große Projekte für schöne Städte, möglichst früh. " * 5,
        "La educación y la atención de los niños: más información, así también número año. " * 5,
        "«Plan 2030» costs 30 €, 5 m² ± 2 °C, § 4, ½ · 3 × 4 " * 5,
        "£ ¥ © ® ° ± ² ³ µ ¶ · ¹ º » ¼ ½ ¾ ¿ × ÷",
    ],
)
def test_other_text_than_old_letters_stays(text: str) -> None:
    assert legacy.decoder({"": text}) is None


def test_the_font_may_be_misleading() -> None:
    """Unicode text in ".VnTime", old letters in "Times New Roman"."""
    texts = {".VnTime": TEXT, "Times New Roman": as_tcvn3(TEXT)}
    found = legacy.decoder(texts)
    assert found is not None
    assert found.decode(TEXT, ".VnTime") == TEXT
    assert found.decode(as_tcvn3("Nước sạch cho các hộ"), "Times New Roman") == "Nước sạch cho các hộ"
    assert legacy.decoder({".VnTime": TEXT}) is None


def test_two_encodings_in_two_fonts() -> None:
    found = legacy.decoder({".VnTime": as_tcvn3(TEXT), "VNI-Times": as_vni(TEXT)})
    assert found is not None
    assert found.decode(as_vni("Ủy ban"), "VNI-Times") == "Ủy ban"
    assert found.decode(as_tcvn3("các hộ nghèo"), ".VnTime") == "các hộ nghèo"
    assert "TCVN3" in found.warning
    assert "VNI" in found.warning


def test_a_new_font_with_little_text_is_left_where_it_reads_well() -> None:
    found = legacy.decoder({".VnTime": as_tcvn3(TEXT), "Arial": "Công an"})
    assert found is not None
    assert found.decode("Công an", "Arial") == "Công an"
    assert found.decode(as_tcvn3("kế hoạch"), "Arial") == "kế hoạch"
    # The name of the font is that of an old one, and "c«ng" in it is old as well.
    assert found.decode(as_tcvn3("nhà ở"), ".VnArial") == "nhà ở"


@pytest.mark.parametrize("font", [".VnTimeH", ".VnArialH", ".vntimeh"])
def test_a_capital_font_draws_capitals(font: str) -> None:
    found = legacy.decoder({".VnTime": as_tcvn3(TEXT)})
    assert found is not None
    assert found.decode(as_tcvn3("ủy ban nhân dân"), font) == "ỦY BAN NHÂN DÂN"
    assert found.decode("ban", font) == "BAN"


@pytest.mark.parametrize("font", [".VnTime", "VNI-Brush", "Times New Roman", ""])
def test_other_fonts_draw_no_capitals(font: str) -> None:
    found = legacy.decoder({".VnTime": as_tcvn3(TEXT)})
    assert found is not None
    assert found.decode(as_tcvn3("ủy ban nhân dân"), font) == "ủy ban nhân dân"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("ñY BAN NH¢N D¢N TØNH", "ỦY BAN NHÂN DÂN TỈNH"),
        ("KÕ HO¹CH Sè 5", "KẾ HOẠCH SỐ 5"),
        ("HUYÖN §¸ B¹C", "HUYỆN ĐÁ BẠC"),
        ("Sè: /KH-UBND", "Số: /KH-UBND"),
        ("Hµ Néi, ngµy 5", "Hà Nội, ngày 5"),
        ("· Néi dung", "· Nội dung"),
    ],
)
def test_capitals_that_tcvn3_lacks(typed: str, meant: str) -> None:
    found = legacy.decoder({"": as_tcvn3(TEXT)})
    assert found is not None
    assert found.decode(typed) == meant


def test_old_letters_as_windows_shows_them() -> None:
    """A file that went through Windows-1252 has "™" or "œ" for codes of VISCII below A0."""
    meant = "Đội ngũ cán bộ, ỦY BAN, các đầu mối nước sạch nông thôn"
    raw = as_viscii(meant)
    windows = "".join(
        bytes([ord(letter)]).decode("cp1252", errors="ignore") or letter if letter < "\xa0" else letter
        for letter in raw
    )
    assert windows != raw
    assert decoded(windows) == meant
