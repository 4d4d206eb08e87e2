"""Numbers, dates, amounts and names in the style of an official."""

from __future__ import annotations

import ast
import doctest
import importlib
import pkgutil
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from extract.grammar.deadlines import period_of
from extract.language import writing
from extract.language.dates import find_date
from extract.language.numerals import FIGURE, parse_figure
from extract.model import Level, Masthead, Period
from tests.compare.plans import LOWER, Head, lower_plan, measure

MASTHEAD = Masthead(
    kind="Kế hoạch", number="45/KH-UBND", date="2021-05-20", issuer="Ủy ban nhân dân tỉnh Hà Lĩnh"
)


@pytest.mark.parametrize("name", [module.name for module in pkgutil.iter_modules(writing.__path__)])
def test_examples_of_docstrings_hold(name: str) -> None:
    tried = doctest.testmod(importlib.import_module(f"{writing.__name__}.{name}"))
    assert tried.failed == 0


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("60", "60"),
        ("60.0", "60"),
        ("4.5", "4,5"),
        ("1000", "1.000"),
        ("1234567.25", "1.234.567,25"),
        ("0.05", "0,05"),
        ("-7.5", "-7,5"),
        ("1E+3", "1.000"),
        ("100", "100"),
        ("-10", "-10"),
    ],
)
def test_number(value: str, text: str) -> None:
    assert writing.number(Decimal(value)) == text


EXACT = st.integers(0, 6).flatmap(lambda places: st.decimals(0, 10**12, places=places))
"""Numbers of the kind that documents have."""
QUOTIENTS = st.builds(lambda part, whole: part / whole, EXACT, st.decimals(1, 10**6, places=2))


@given(EXACT)
def test_number_is_read_back(value: Decimal) -> None:
    """No digit of the author is lost."""
    assert parse_figure(writing.number(value), "%") == value


@given(EXACT, st.sampled_from(["%", "‰", "hộ", "triệu đồng"]))
def test_amount_is_read_back(value: Decimal, unit: str) -> None:
    # "12,375" without a per cent sign may be thousands typed the English way.
    assume(unit in "%‰" or not re.fullmatch(r"[1-9]\d{0,2},\d{3}", writing.number(value)))
    found = re.search(FIGURE, f"đạt {writing.amount(value, unit)}")
    assert found is not None
    assert parse_figure(found.group(), unit) == value


@given(st.integers(0, 10**7))
def test_count_is_read_back(value: int) -> None:
    assert parse_figure(writing.count(value)) == value
    assert len(writing.count(value)) != 1 or value == 0


@given(QUOTIENTS)
def test_quotient_has_no_endless_decimals(value: Decimal) -> None:
    for text in (writing.number(writing.rounded(value)), writing.amount(writing.added(value), "%")):
        assert not re.search(r",\d{9,}", text)
    assert abs(writing.rounded(value) - value) <= Decimal("0.005")
    if value >= 1:
        assert not re.search(r",\d{3,}", writing.number(writing.rounded(value)))


@given(QUOTIENTS, EXACT)
def test_rounding_never_crosses_a_limit(value: Decimal, limit: Decimal) -> None:
    near = writing.rounded(value, limit)
    if abs(value - limit) > Decimal("1e-8"):
        assert (near < limit, near > limit) == (value < limit, value > limit)
    assert (near == 0) <= (value < Decimal("1e-8"))


@given(st.lists(EXACT, min_size=1, max_size=9))
def test_sum_of_exact_numbers_is_exact(values: list[Decimal]) -> None:
    total = sum(values, Decimal(0))
    written = writing.added(total)
    assert written == total or abs(written - total) <= Decimal("0.005")
    if all(value == round(value, 3) for value in values):
        assert written == total


@given(st.integers(0, 5000), st.integers(1, 5000))
def test_share_of_units(part: int, whole: int) -> None:
    part = min(part, whole)
    share = writing.share(part, whole)
    assert share is not None
    assert (share == 100) is (part == whole)
    assert (share == 0) is (part == 0)
    assert abs(share - Decimal(100 * part) / whole) <= Decimal("0.5")
    assert parse_figure(writing.percent(part, whole).removesuffix("%")) == share


@pytest.mark.parametrize(
    ("part", "whole", "text"),
    [
        (8, 9, "89%"),
        (1, 8, "13%"),
        (996, 1000, "99,6%"),
        (4, 1000, "0,4%"),
        (2999, 3000, "99,97%"),
        (0, 9, "0%"),
        (9, 9, "100%"),
        (0, 0, "–"),
        (Decimal("0.9"), Decimal(2000), "0,05%"),
        (Decimal(299), Decimal(300), "99,7%"),
        (Decimal("300.01"), Decimal(300), "100,003%"),
    ],
)
def test_percent(part: Decimal | int, whole: Decimal | int, text: str) -> None:
    assert writing.percent(part, whole) == text


@given(st.dates(date(1945, 9, 2), date(2099, 12, 31)))
def test_date_is_read_back(day: date) -> None:
    found = find_date(f"ngày {writing.date(day.isoformat())}")
    assert found is not None
    assert found.iso == day.isoformat()
    long = find_date(f"{writing.day_of_year(day.day, day.month)} năm {day.year}")
    assert long is not None
    assert long.iso == day.isoformat()


@given(st.integers(2000, 2050), st.integers(0, 30))
def test_period_is_read_back(start: int, years: int) -> None:
    found = period_of(writing.years(start, start + years), start=start)
    if years:
        assert found == Period(start=start, end=start + years)


@pytest.mark.parametrize(
    ("sentence", "requirement", "wanted"),
    [
        ("60% số thôn có nhà văn hóa.", "đạt 60%", "60%"),
        ("Phấn đấu đạt 60% số thôn có nhà văn hóa.", "phấn đấu đạt 60%", "60%"),
        ("Trên 60% số thôn có nhà văn hóa.", "trên 60%", "trên 60%"),
        ("Ít nhất khoảng 60% số thôn có nhà văn hóa.", "ít nhất khoảng 60%", "ít nhất 60%"),
        ("Khoảng 60% số thôn có nhà văn hóa.", "khoảng 60%", "khoảng 60%"),
        ("60 - 70% số thôn có nhà văn hóa.", "đạt 60 - 70%", "60 - 70%"),
        ("Tỷ lệ hộ nghèo còn 5%.", "còn 5%", "5%"),
        ("Tỷ lệ hộ nghèo còn dưới 5%.", "dưới 5%", "dưới 5%"),
        (
            "Giảm tối thiểu 10% số vụ cháy rừng so với năm 2020.",
            "giảm tối thiểu 10% so với năm 2020",
            "tối thiểu 10%",
        ),
        (
            "Tỷ lệ tử vong mẹ còn 45/100.000 trẻ đẻ sống.",
            "còn 45 trên 100.000 trẻ đẻ sống",
            "45 trên 100.000 trẻ đẻ sống",
        ),
        ("Số hộ nuôi ong gấp 2 lần năm 2020.", "gấp 2 lần so với năm 2020", "gấp 2 lần"),
        ("Xây dựng 1.200 mô hình nuôi ong.", "1.200 mô hình", "1.200 mô hình"),
        # The bound of a time in the name is none of the share.
        ("Tỷ lệ đập hỏng lại trong vòng 12 tháng không quá 18%.", "không quá 18%", "không quá 18%"),
    ],
)
def test_requirement_and_wanted_value(sentence: str, requirement: str, wanted: str) -> None:
    found = measure(sentence)
    assert writing.requirement(found).endswith(requirement)
    assert writing.wanted(found) == wanted


def test_rate_keeps_its_year() -> None:
    assert writing.value(measure("Mỗi năm tập huấn cho 100 nông dân về ghép cây.")).endswith("/năm")


def test_reference_amount_is_quoted() -> None:
    found = measure("Phụ cấp của cộng tác viên thú y tối thiểu bằng mức lương cơ sở.")
    assert "mức lương cơ sở" in writing.value(found)
    assert writing.wanted(found) == writing.value(found)


def test_short_words_are_the_plans_own() -> None:
    assert writing.excerpt(measure("- Đạt 60% số thôn có nhà văn hóa;")) == "Đạt 60% số thôn có nhà văn hóa"


def test_the_bound_is_the_plans_own_word() -> None:
    assert writing.requirement(measure("Không dưới 60% số thôn có nhà văn hóa.")).startswith("không dưới")


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("-  Đạt 60%\n số thôn;", "Đạt 60% số thôn"),
        ("+ một.", "một"),
        ("a " * 200, ("a " * 80).strip()[:159] + " …"),
    ],
)
def test_quote(text: str, quoted: str) -> None:
    assert writing.quote(text) == quoted
    assert "\n" not in writing.quote(text)


@pytest.mark.parametrize(
    ("iso", "text"),
    [
        ("2021-04-05", "05/4/2021"),
        ("2021-01-22", "22/01/2021"),
        ("2021-02-03", "03/02/2021"),
        ("2020-12-10", "10/12/2020"),
        ("2025", "2025"),
        ("2021-02-30", "2021-02-30"),
    ],
)
def test_date_as_decree_30_writes_it(iso: str, text: str) -> None:
    assert writing.date(iso) == text


def test_document() -> None:
    assert (
        writing.document(MASTHEAD) == "Kế hoạch số 45/KH-UBND ngày 20/5/2021 của Ủy ban nhân dân tỉnh Hà Lĩnh"
    )
    assert writing.document(Masthead()) == "văn bản"
    carrier = Masthead(kind="Quyết định", number="45/KH-UBND")
    assert writing.document(replace(MASTHEAD, carrier=carrier)).startswith(
        "Kế hoạch ban hành kèm theo Quyết định số 45"
    )


def test_document_that_stands_alone() -> None:
    assert writing.document(MASTHEAD, full=False, alone=True) == "Kế hoạch số 45/KH-UBND"
    assert writing.document(Masthead(), alone=True) == "Văn bản (chưa ghi số)"
    dated = Masthead(kind="Kế hoạch", date="2021-05-20")
    assert writing.document(dated, alone=True) == "Kế hoạch (chưa ghi số) ngày 20/5/2021"


def test_list_in_a_sentence() -> None:
    assert [writing.listed(list(names)) for names in ("", "A", "AB", "ABC")] == [
        "",
        "A",
        "A và B",
        "A, B và C",
    ]


def test_issuer_is_the_body_that_corrects_the_draft() -> None:
    assert writing.issuer(lower_plan("60% số thôn có nhà văn hóa.")) == "Ủy ban nhân dân huyện Suối Vàng"
    nobody = Head(place=LOWER.place, number=None, date=None, issuer=False)
    assert writing.issuer(lower_plan("60% số thôn có nhà văn hóa.", head=nobody)) == "cơ quan soạn thảo"


@pytest.mark.parametrize(
    ("level", "word"),
    [
        (Level.NATIONAL, "trung ương"),
        (Level.PROVINCE, "tỉnh"),
        (Level.DISTRICT, "huyện"),
        (Level.COMMUNE, "xã"),
        (None, "địa phương"),
    ],
)
def test_level(level: Level | None, word: str) -> None:
    assert writing.level(level) == word


def test_city_is_named_as_such() -> None:
    assert writing.level(Level.PROVINCE, place="thành phố Bến Ngự") == "thành phố"


def test_value_of_a_measure_is_read_back() -> None:
    """The sentence of a finding has the plan's value to the last digit."""
    for text in ("0,125%", "12,375%", "45/100.000", "1.234.567 đồng", "0,5 điểm phần trăm/năm"):
        found = measure(f"Đạt {text} vào năm 2025.")
        assert writing.value(found) == text


@pytest.mark.parametrize(
    ("upper", "lower", "distance", "text"),
    [
        ("Đạt 0,125% số hộ.", "Đạt 0,1% số hộ.", "-0.025", "0,025 điểm phần trăm"),
        (
            "Tử vong mẹ còn 45/100.000 trẻ đẻ sống.",
            "Tử vong mẹ còn 50/100.000.",
            "5",
            "5 trên 100.000 trẻ đẻ sống",
        ),
        ("Không còn hộ nghèo.", "Còn 12 hộ nghèo.", "12", "12 hộ"),
        ("Bố trí 2 tỷ đồng.", "Bố trí 1,5 tỷ đồng.", "-0.5", "0,5 tỷ đồng"),
    ],
)
def test_gap(upper: str, lower: str, distance: str, text: str) -> None:
    assert writing.gap(Decimal(distance), measure(upper), measure(lower)) == text


# ---- one place ---------------------------------------------------------------------------------------------
ROOT = Path(__file__).resolve().parents[3]
WRITERS = ("extract/language", "extract/readers")
"""The one place, and readers, whose figures are points of a page or counts of a file itself."""
ALLOWED = {
    ("extract/grammar/marks.py", "format"): "puts ISO dates together",
    ("compare/words/spelt.py", "replace"): "makes one form of all spellings, which nobody reads",
    ("compare/survey/keys.py", "replace"): "reads the figures of a user's table",
    ("doichieu/runs/archives.py", "format"): "names files",
    ("templates/overview/heat.py", "round"): "measures a bar",
}
"""Code that looks like writing and is none, with the reason."""


def sources() -> list[Path]:
    packages = ("extract", "compare", "templates", "doichieu")
    paths = (path for package in packages for path in sorted((ROOT / package).rglob("*.py")))
    return [path for path in paths if not path.relative_to(ROOT).as_posix().startswith(WRITERS)]


def by_hand(source: str) -> Iterator[str]:
    """The places of Python source that format a number, an amount or a date themselves."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FormattedValue) and node.format_spec is not None:
            spec = ast.unparse(node.format_spec).strip("f'\"")
            if re.search(r",|%|\.\d+f|0\d+d?$", spec):
                yield "format"
        elif isinstance(node, ast.JoinedStr):
            for first, second in pairwise(node.values):
                told = second.value if isinstance(second, ast.Constant) else ""
                if isinstance(first, ast.FormattedValue) and str(told).startswith(("%", "‰", "/năm")):
                    yield "unit"
        elif isinstance(node, ast.Call):
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            given = [one.value for one in node.args if isinstance(one, ast.Constant)]
            if name == "format" and any(re.search(r",|%|\.\d+f", str(one)) for one in given):
                yield "format"
            elif name == "replace" and given in ([",", "."], [".", ","]):
                yield "replace"
            elif name == "round" and given in ([0], [1], [2]):
                yield "round"
            elif name == "strftime":
                yield name


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('f"{count:,}".replace(",", ".")', ["format", "replace"]),
        ('f"{day:02d}/{month}"', ["format"]),
        ('format(share, ".1%")', ["format"]),
        ("round(share * 100, 1)", ["round"]),
        ('day.strftime("%d/%m/%Y")', ["strftime"]),
        ('f"{value}% số hộ"', ["unit"]),
        ('f"{name}: {value:f}".replace(";", ",")', []),
        ("round(similarity, 4)", []),
    ],
)
def test_writing_by_hand_is_detected(source: str, found: list[str]) -> None:
    assert sorted(by_hand(source)) == sorted(found)


@pytest.mark.parametrize("path", sources(), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_numbers_and_dates_are_written_in_one_place(path: Path) -> None:
    name = path.relative_to(ROOT).as_posix()
    found = [way for way in by_hand(path.read_text(encoding="utf-8")) if (name, way) not in ALLOWED]
    assert found == []


@pytest.mark.parametrize(
    "path", sorted((ROOT / "templates").rglob("*.[hm][td]*")), ids=lambda path: path.name
)
def test_templates_leave_numbers_to_the_filter(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert re.findall(r"\{\{ *[\w.]+(?: \| length|\.count|(?<=\{\{ )count) *\}\}", text) == []
    assert not re.search(r"\| *format|strftime|\.format\(", text)


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("THỰC HIỆN QUY HOẠCH TỈNH HẢI SƠN NĂM 2025", "Thực hiện quy hoạch tỉnh Hải Sơn năm 2025"),
        ("QUỐC GIA phòng, chống lũ", "Quốc gia phòng, chống lũ"),
        ("Phát triển KT-XH, GRDP, HTX", "Phát triển KT-XH, GRDP, HTX"),
        ("NÂNG CAO CHẤT LƯỢNG CỦA UBND XÃ", "Nâng cao chất lượng của UBND xã"),
        ("Đợt II, III", "Đợt II, III"),
    ],
)
def test_titles_in_capitals_become_running_text(title: str, text: str) -> None:
    assert writing.title(Masthead(title=title)) == text


def test_a_title_keeps_the_capitals_of_the_programme() -> None:
    head = Masthead(title="THỰC HIỆN CHƯƠNG TRÌNH NƯỚC SẠCH", programme="Chương trình nước sạch")
    assert writing.title(head) == "Thực hiện Chương trình nước sạch"
