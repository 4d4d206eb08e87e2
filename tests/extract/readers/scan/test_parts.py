"""The steps around the recogniser: images, rules, words, corrections; none of them needs the program."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from extract.readers.pdf.lines import Line, Word
from extract.readers.pdf.tables import grid_of
from extract.readers.pdf.turning import turned, turned_back, turned_size
from extract.readers.scan.preparing import evenly_lit, skew, without_stamp
from extract.readers.scan.repair import reading, repaired, roman_label, syllables
from extract.readers.scan.rules import without_rules
from extract.readers.scan.words import Found, digits_of, found_words, lines_of
from tests.extract.scanning import picture
from tests.sample_plans import file_of


def found(
    text: str, left: float, *, width: float | None = None, sure: float = 95, bottom: float = 100
) -> Found:
    return Found(text, left, bottom - 30, left + (width or 20 * len(text)), bottom, sure)


def line(*words: Found, doubted: tuple[int, ...] = ()) -> list[tuple[str, bool]]:
    (made,) = lines_of(words, 72 / 300, 85, set(doubted))
    return [(word.text, word.unsure) for word in made.words]


# ---- words -------------------------------------------------------------------------------------------------
def test_only_numbers_of_low_confidence_are_doubtful() -> None:
    words = [
        found("Đạt", 0, sure=40),
        found("60%", 80, sure=84),
        found("số", 160),
        found("85%", 230, sure=85),
    ]
    assert line(*words) == [("Đạt", False), ("60%", True), ("số", False), ("85%", False)]


def test_numbers_that_two_readings_disagree_on_are_doubtful() -> None:
    assert line(found("60%", 0), found("năm", 80), found("2025", 160), doubted=(2,))[2] == ("2025", True)


@pytest.mark.parametrize("text", ["5O%", "l0", "2O25", "lOO%"])
def test_letters_among_digits_are_doubtful(text: str) -> None:
    assert line(found(text, 0)) == [(text, True)]


def test_a_number_broken_in_two_is_joined_and_doubtful() -> None:
    assert line(found("năm", 0), found("202", 80), found("1", 142)) == [("năm", False), ("2021", True)]


def test_a_sign_alone_is_no_number() -> None:
    assert line(found("%", 0, sure=50)) == [("%", False)]


def test_dirt_is_left_out_dashes_stay() -> None:
    data: dict[str, list[Any]] = {
        "text": ["-", "Đạt", "|", "", "~."],
        "conf": [20, 90, 10, -1, 5],
        **{name: [0] * 5 for name in ("block_num", "par_num", "line_num", "left", "top", "width", "height")},
    }
    assert [word.text for word in found_words(data)] == ["-", "Đạt"]


def test_a_page_number_that_was_not_recognised_is_left_out() -> None:
    words = [found("xế", 300, bottom=40, sure=30), found("Đạt", 0), found("ba", 0, bottom=160, sure=90)]
    assert [made.text for made in lines_of(words, 0.24, 85, set())] == ["Đạt", "ba"]


def test_lines_follow_places_not_the_order_of_words() -> None:
    words = [found("hai", 0, bottom=160), found("một", 0), found("rưỡi", 300, bottom=101)]
    lines = lines_of(words, 0.24, 85, set())
    assert [made.text for made in lines] == ["một rưỡi", "hai"]


@pytest.mark.parametrize(
    ("text", "digits"), [("60%.", "60%"), ("(1.000", "1.000"), ("2021-2025;", "2021-2025")]
)
def test_digits_that_two_readings_must_share(text: str, digits: str) -> None:
    assert digits_of(text) == digits


# ---- repairs -----------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("pair", "meant"),
    [
        ("tố chức", "tổ chức"),
        ("TRIẾN KHAI", "TRIỂN KHAI"),
        ("tối thiếu;", "tối thiểu;"),
        ("nhần viên", "nhân viên"),
        ("tắng 20%", "tăng 20%"),
        ("giám 5%", "giảm 5%"),
    ],
)
def test_unambiguous_slips_are_corrected(pair: str, meant: str) -> None:
    assert reading(pair) == meant


@pytest.mark.parametrize(
    "pair",
    ["phần đầu", "giám sát", "nhận viên", "tổ chức", "20 nhân", "nằm 2025", "xóa đói", "lĩnh vực", "tặng 20"],
)
def test_possible_phrases_are_left(pair: str) -> None:
    assert reading(pair) is None


@pytest.mark.parametrize(
    ("heading", "label"),
    [("L Mục tiêu", "I."), ("IL. NHIỆM VỤ", "II."), ("|. MỤC TIÊU", "I."), ("VIl. Ủy ban", "VII.")],
)
def test_roman_numerals_of_headings_are_corrected(heading: str, label: str) -> None:
    assert roman_label(heading) == label


@pytest.mark.parametrize("text", ["II. Nhiệm vụ", "1. Mục tiêu", "l) nội dung", "Lập hồ sơ", "L mục tiêu"])
def test_other_labels_are_left(text: str) -> None:
    assert roman_label(text) is None


@pytest.mark.parametrize(
    ("mark", "meant"), [("~-", "-"), ("¬", "-"), ("—", "-"), ("=", "-"), ("+", "+"), ("5-", "5-")]
)
def test_a_dash_is_a_dash(mark: str, meant: str) -> None:
    words = (Word(mark, 0, 5, False, False), Word("Phấn", 10, 30, False, False))
    (mended,), told = repaired([Line(words=words, base=0, size=10)])
    assert (mended.text, told) == (f"{meant} Phấn", ())


def test_joined_words_are_parted_if_unambiguous() -> None:
    assert syllables("(lệhồsơ)") == ("(lệ", "hồ", "sơ)")
    for whole in ("thường", "hoạtđộng", "online", "UBND", "60%", "ĐắkLắk1"):
        assert syllables(whole) == (whole,)


@given(
    st.lists(st.sampled_from(["tố", "chức", "giám", "5%", "60%", "2025", "lệhồsơ", "1.000", "tắng", "Đạt"]))
)
def test_repairs_never_touch_a_number(texts: list[str]) -> None:
    words = tuple(
        Word(text, 10.0 * at, 10.0 * at + 9, bold=False, italic=False) for at, text in enumerate(texts)
    )
    if not words:
        return
    (mended,), told = repaired([Line(words=words, base=0, size=10)])
    assert [t for t in mended.text.split() if t[0].isdigit()] == [t for t in texts if t[0].isdigit()]
    assert bool(told) == (mended.text != " ".join(texts))
    assert [word.x0 for word in mended.words] == sorted(word.x0 for word in mended.words)


# ---- images ------------------------------------------------------------------------------------------------
@pytest.fixture(scope="module")
def page() -> Image.Image:
    return picture(file_of("a4-kh-huyen-na-suong"), 2, dpi=150)


@pytest.mark.parametrize("angle", [-2.0, 0.0, 1.5])
def test_skew_is_found(page: Image.Image, angle: float) -> None:
    assert skew(page.rotate(-angle, fillcolor=255)) == pytest.approx(angle, abs=0.3)


def test_red_ink_is_removed_and_black_ink_stays() -> None:
    image = Image.new("RGB", (40, 10), "white")
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, 9, 9), fill=(200, 30, 40))
    draw.rectangle((20, 0, 29, 9), fill=(30, 30, 40))
    grey = without_stamp(image)
    assert (grey.getpixel((5, 5)), grey.getpixel((35, 5))) == (255, 255)
    assert grey.getpixel((25, 5)) < 50  # type: ignore[operator]


def test_shadows_become_white(page: Image.Image) -> None:
    shaded = Image.eval(page, lambda level: level * 170 // 255)
    # The paper without letters stays white.
    assert evenly_lit(shaded).getpixel((30, 30)) == 255
    assert evenly_lit(page) is page


# ---- rules -------------------------------------------------------------------------------------------------
XS, YS = (100, 300, 700, 1000), (100, 200, 320, 400)


def ruled(angle: float = 0.0, *, gap: bool = False) -> Image.Image:
    image = Image.new("L", (1200, 600), 255)
    draw = ImageDraw.Draw(image)
    for y in YS:
        draw.line((XS[0], y, XS[-1], y), fill=40, width=3)
    for x in XS:
        draw.line((x, YS[0], x, YS[-1]), fill=40, width=3)
    draw.rectangle((330, 230, 420, 260), fill=0)  # a word
    if gap:
        draw.rectangle((480, 195, 488, 205), fill=255)
    return image.rotate(angle, fillcolor=255)


@pytest.mark.parametrize(("angle", "gap"), [(0.0, False), (0.2, False), (0.0, True)])
def test_rules_are_found_and_removed(angle: float, gap: bool) -> None:
    clean, tables = without_rules(ruled(angle, gap=gap), 300)
    assert [len(cells) for cells in tables] == [9]
    grid = grid_of(tables[0])
    assert grid is not None
    assert grid.columns == pytest.approx(XS, abs=8)
    # The word is left without the rules.
    assert clean.getbbox() is not None
    dark = Image.eval(clean, lambda level: 255 if level < 128 else 0)
    box = dark.getbbox()
    assert box is not None
    assert box == pytest.approx((330, 230, 421, 261), abs=8)


def test_text_has_no_rules(page: Image.Image) -> None:
    clean, tables = without_rules(page, 150)
    assert tables == []
    assert clean is page


# ---- turning -----------------------------------------------------------------------------------------------
sizes = st.floats(100, 2000)
parts = st.tuples(*[st.floats(0, 0.5)] * 2, *[st.floats(0.5, 1)] * 2)


@given(sizes, sizes, parts, st.sampled_from([0, 90, 180, 270]))
def test_turning_back_restores_a_point(
    width: float, height: float, part: tuple[float, float, float, float], turn: int
) -> None:
    box = part[0] * width, part[1] * height, part[2] * width, part[3] * height
    there = turned(box, width, height, turn)
    wide, high = turned_size(width, height, turn)
    assert -1e-6 <= there[0] <= there[2] <= wide + 1e-6
    assert -1e-6 <= there[1] <= there[3] <= high + 1e-6
    assert turned_back(there, width, height, turn) == pytest.approx(box)
