"""The strength of a draft's measure against that of the reference."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compare.decisions.settings import Settings
from compare.model import Dimension, Outcome, Verdict
from compare.targets.items import Item, measured_items, unmeasured_items
from compare.targets.measuring.values import unit_class
from compare.targets.strength import judge, named_amount
from extract import read_plan
from extract.kept import forget
from tests.compare.cases import check, read_cases
from tests.compare.plans import COMMUNE, FAR, LOWER, UPPER, Head, judged
from tests.fixtures import Fixture
from tests.sample_plans import SAMPLES, expected

M, E, W, N, A = Verdict.MEETS, Verdict.EXCEEDS, Verdict.WEAKER, Verdict.INCOMPARABLE, Verdict.APPORTION
WATER = "{} số hộ nông thôn được sử dụng nước sạch."
POOR = "Tỷ lệ hộ nghèo {}."
FIRES = "Số vụ cháy rừng {}."


@pytest.mark.parametrize(
    "case",
    [
        case
        for name in ("strength", "comparable", "blind", "none", "promises", "measuring", "terms")
        for case in read_cases(name)
    ],
    ids=str,
)
def test_case(case: Fixture) -> None:
    check(case)


# Frame, value of the reference, value of the draft, verdict, dimensions that are worse or of another kind.
TABLE = (
    (WATER, "60%", "60,0%", M, ""),
    (WATER, "60%", "59%", W, "value"),
    (WATER, "60%", "61%", E, ""),
    (WATER, "Đạt 60%", "Đạt trên 60%", M, ""),
    (WATER, "Vượt 60%", "Ít nhất 60%", M, "bound"),
    (WATER, "Tối thiểu 60%", "Tối đa 60%", W, "bound"),
    (WATER, "Tối thiểu 60%", "Dưới 60%", W, "bound"),
    (WATER, "Đạt 60%", "Không quá 60%", W, "bound"),
    (WATER, "Không dưới 60%", "Đạt 60%", M, ""),
    (WATER, "Khoảng 60%", "Xấp xỉ 60%", M, ""),
    (WATER, "Khoảng 60%", "Đạt 60%", M, ""),
    (WATER, "Khoảng 60%", "Phấn đấu 60%", M, "effort"),
    (WATER, "Đạt 60%", "Gần 60%", M, "effort"),
    (WATER, "Đạt 60%", "Cố gắng đạt 60%", M, "effort"),
    (WATER, "Đạt 60%", "Từng bước đạt 60%", M, "effort"),
    (WATER, "Phấn đấu 60%", "Phấn đấu 55%", W, "value"),
    (WATER, "Ít nhất 60%", "Phấn đấu 40%", W, "value effort"),
    (WATER, "Ít nhất 60%", "Phấn đấu ít nhất 70%", E, ""),
    (WATER, "60 - 70%", "60 - 70%", M, ""),
    (WATER, "60 - 70%", "50 - 70%", W, "value"),
    (WATER, "60%", "60 - 70%", M, ""),
    (WATER, "60%", "50 - 70%", W, "value"),
    (POOR, "còn 5%", "còn 5,5%", W, "value"),
    (POOR, "còn 5%", "còn 4,5%", E, ""),
    (POOR, "còn 5%", "còn dưới 5%", M, ""),
    (POOR, "còn dưới 5%", "còn 5%", M, "bound"),
    (POOR, "không quá 5%", "tối đa 5%", M, ""),
    (POOR, "không quá 5%", "trên 5%", W, "bound"),
    (POOR, "giảm 2% so với năm 2020", "giảm 1,5% so với năm 2020", W, "value"),
    (POOR, "giảm 2% so với năm 2020", "giảm 2,5% so với năm 2020", E, ""),
    (POOR, "giảm 2%", "giảm xuống còn 2%", N, "measure"),
    (POOR, "giảm xuống còn 2%", "giảm 2%", N, "measure"),
    (POOR, "giảm bình quân 1%/năm", "giảm 1%", N, "measure"),
    (POOR, "giảm bình quân 1%/năm", "mỗi năm giảm 1%", M, ""),
    (POOR, "giảm bình quân 1%/năm", "giảm bình quân 0,8%/năm", W, "value"),
    (FIRES, "giảm 20% so với năm 2020", "giảm 20% so với năm 2019", N, "baseline"),
    (FIRES, "giảm 20% so với năm 2020", "giảm 20%", N, "baseline"),
    (FIRES, "giảm 20%", "tăng 20%", N, "measure"),
)


@pytest.mark.parametrize(("frame", "upper", "lower", "verdict", "worse"), TABLE)
def test_table(frame: str, upper: str, lower: str, verdict: Verdict, worse: str) -> None:
    found = judged(frame.format(upper), frame.format(lower))
    assert found.verdict is verdict
    assert {
        difference.dimension.value
        for difference in found.differences
        if difference.outcome in (Outcome.WEAKER, Outcome.DIFFERENT)
    } == set(worse.split())


@pytest.mark.parametrize(
    ("frame", "upper", "lower", "gap"),
    [
        (WATER, "60%", "52,5%", "-7.5"),
        (WATER, "60%", "75%", "15"),
        (POOR, "còn 5%", "còn 7%", "2"),
        ("Mỗi xã được bố trí tối thiểu {} cho quỹ khuyến học.", "50 triệu đồng", "0,04 tỷ đồng", "-10"),
        ("Tỷ lệ tử vong mẹ còn {}.", "45/100.000 trẻ đẻ sống", "0,5‰", "5"),
    ],
)
def test_gap_is_in_the_unit_of_the_reference(frame: str, upper: str, lower: str, gap: str) -> None:
    (value,) = [
        d
        for d in judged(frame.format(upper), frame.format(lower)).differences
        if d.dimension is Dimension.VALUE
    ]
    assert value.gap == Decimal(gap)


PERCENT = st.decimals(min_value=1, max_value=99, places=1)


def spelled(value: Decimal) -> str:
    return f"{value.normalize():f}".replace(".", ",") + "%"


@settings(max_examples=50)
@given(
    PERCENT,
    PERCENT,
    st.sampled_from([(WATER, "{}"), (WATER, "Đạt {}"), (POOR, "còn {}"), (FIRES, "giảm {} so với năm 2020")]),
)
def test_strength_is_antisymmetric(first: Decimal, second: Decimal, shape: tuple[str, str]) -> None:
    """One of two plain values is the weaker, unless they are equal."""
    frame, words = shape
    upper, lower = (frame.format(words.format(spelled(value))) for value in (first, second))
    there, back = judged(upper, lower).verdict, judged(lower, upper).verdict
    assert (there, back) == {-1: (E, W), 0: (M, M), 1: (W, E)}[
        ((first > second) - (first < second)) * (-1 if frame is POOR else 1)
    ]


@settings(max_examples=50)
@given(
    PERCENT,
    st.sampled_from(
        ["Đạt {}", "Phấn đấu {}", "Ít nhất {}", "Trên {}", "Khoảng {}", "Không quá {}", "Ít nhất khoảng {}"]
    ),
)
def test_a_sentence_meets_itself(value: Decimal, words: str) -> None:
    sentence = WATER.format(words.format(spelled(value)))
    assert judged(sentence, sentence).verdict is M
    assert judged(sentence, sentence).differences == ()


@settings(max_examples=50)
@given(PERCENT, PERCENT, PERCENT)
def test_exceeding_is_transitive(first: Decimal, second: Decimal, third: Decimal) -> None:
    low, middle, high = (
        sorted({first, second, third})[:3]
        if len({first, second, third}) == 3
        else (Decimal(1), Decimal(2), Decimal(3))
    )
    sentences = [WATER.format(spelled(value)) for value in (low, middle, high)]
    assert judged(sentences[0], sentences[1]).verdict is E
    assert judged(sentences[1], sentences[2]).verdict is E
    assert judged(sentences[0], sentences[2]).verdict is E


BEES = "Xây dựng {} mô hình nuôi ong lấy mật."
WORKERS = "Tập huấn cho {} nông dân về kỹ thuật ghép cây."


@pytest.mark.parametrize(
    ("upper", "lower", "head", "comparable", "ratio"),
    [
        (BEES.format(20), BEES.format(4), UPPER, "20", "0.2"),
        (BEES.format(20), BEES.format(4), FAR, "10", "0.4"),
        (WORKERS.format("1.000"), WORKERS.format("50"), FAR, "500", "0.1"),
        (
            "Mỗi năm tập huấn cho 100 nông dân về kỹ thuật ghép cây.",
            "Mỗi năm tập huấn cho 15 nông dân về kỹ thuật ghép cây.",
            FAR,
            "100",
            "0.15",
        ),
        (
            "Mỗi năm tập huấn cho 100 nông dân về kỹ thuật ghép cây.",
            WORKERS.format("50"),
            UPPER,
            "100",
            "0.1",
        ),
        (
            "Bố trí 12 tỷ đồng cho quỹ khuyến học.",
            "Bố trí 600 triệu đồng cho quỹ khuyến học.",
            UPPER,
            "12",
            "0.05",
        ),
    ],
)
def test_totals_are_shared_out(upper: str, lower: str, head: Head, comparable: str, ratio: str) -> None:
    found = judged(upper, lower, head)
    assert found.verdict is A
    assert found.share is not None
    assert (found.share.comparable, found.share.ratio) == (Decimal(comparable), Decimal(ratio))


def test_totals_of_one_level_are_compared() -> None:
    assert judged(BEES.format(20), BEES.format(4), UPPER, UPPER).verdict is W
    assert judged(BEES.format(20), BEES.format(20), UPPER, UPPER).verdict is M


def test_totals_are_shared_out_at_every_level() -> None:
    commune = Head(place=COMMUNE, number="9/KH-UBND", date="5/7/2021")
    assert judged(BEES.format(20), BEES.format(4), LOWER, commune).verdict is A


@pytest.mark.parametrize(
    ("upper", "lower"),
    [
        ("Mỗi thôn có ít nhất 03 cộng tác viên dân số.", "Mỗi thôn có ít nhất 02 cộng tác viên dân số."),
        ("Thời gian giải quyết hồ sơ không quá 05 ngày.", "Thời gian giải quyết hồ sơ không quá 06 ngày."),
        ("Tuổi thọ trung bình đạt 75 tuổi.", "Tuổi thọ trung bình đạt 74 tuổi."),
    ],
)
def test_other_values_than_totals_are_not_shared_out(upper: str, lower: str) -> None:
    assert judged(upper, lower).verdict is W


def test_deadline_is_stated_beside_the_verdict() -> None:
    found = judged("Đến năm 2024, 60% số thôn có nhà văn hóa.", "Đến năm 2025, 50% số thôn có nhà văn hóa.")
    assert found.verdict is W
    assert {d.dimension for d in found.differences} == {Dimension.VALUE, Dimension.DEADLINE}


@pytest.mark.parametrize("years", [3, 6, 7, 9])
def test_yearly_mean_equals_its_total_over_any_years(years: int) -> None:
    """The remainder of a division makes no value weaker: a third of 3 is 1."""
    head = f"giai đoạn 2021 - {2020 + years}"
    found = judged(
        "Số vụ cháy rừng giảm bình quân 1%/năm.",
        f"Số vụ cháy rừng đến năm {2020 + years} giảm {years}% so với năm 2020.",
        replace(UPPER, period=head),
        replace(LOWER, period=head),
    )
    assert found.verdict is Verdict.MEETS
    assert not [difference for difference in found.differences if difference.dimension is Dimension.VALUE]


@pytest.mark.parametrize(
    ("unit", "expected"),
    [
        ("người", "person"),
        ("Cán bộ", "person"),
        ("cộng tác viên", "person"),
        ("lượt", "instance"),
        ("lượt người", "instance"),
        ("hộ", "household"),
        ("hộ gia đình", "household"),
        ("xã", "commune"),
        ("máy cày", None),
        (None, None),
        ("%", None),
    ],
)
def test_class_of_a_counted_noun(unit: str | None, expected: str | None) -> None:
    assert unit_class(unit) == expected


@pytest.mark.parametrize(
    ("subject", "expected"),
    [
        ("phụ cấp bằng mức lương cơ sở", "lương cơ sở"),
        ("phụ cấp bằng Mức lương tối thiểu vùng", "lương tối thiểu vùng"),
        ("thu nhập cao hơn chuẩn nghèo", "chuẩn nghèo"),
        ("cán bộ cơ sở", None),
        ("cơ bản hoàn thành", None),
    ],
)
def test_named_amount(subject: str, expected: str | None) -> None:
    assert named_amount(subject) == expected


@pytest.mark.parametrize(
    ("upper", "lower", "verdict"),
    [
        ("Tỷ lệ hộ thiếu nước giảm còn 15%.", "Tỷ lệ hộ có nước đạt 85%.", M),
        ("Tỷ lệ hộ thiếu nước giảm còn dưới 15%.", "Tỷ lệ hộ có nước đạt trên 85%.", M),
        ("Tỷ lệ hộ thiếu nước giảm còn 15%.", "Tỷ lệ hộ có nước đạt 80%.", W),
        ("Tỷ lệ hộ có nước đạt 85%.", "Tỷ lệ hộ thiếu nước giảm còn 12%.", E),
        ("Tỷ lệ hộ thiếu nước giảm còn 15%.", "Tỷ lệ hộ có nước đạt 20%.", W),
    ],
)
def test_a_share_is_judged_by_what_it_leaves(upper: str, lower: str, verdict: Verdict) -> None:
    assert judged(upper, lower).verdict is verdict


def test_where_items_stand_is_not_looked_at() -> None:
    told = expected("a3-kh-huyen-khe-vang", "review")
    above, below = (read_plan(SAMPLES / name) for name in (told["references"][1], told["draft"]))

    def moved(item: Item) -> Item:
        nowhere = replace(item.owner.anchor, start=0, end=1)
        measure = item.measure and replace(item.measure, anchor=nowhere)
        owner = replace(item.owner, id="", path=(), anchor=nowhere)
        return replace(
            item,
            measure=measure,
            owner=owner,
            index=99,
            part="",
            main=5,
            places=frozenset("x"),
            settled=False,
        )

    pairs = [
        (first, second)
        for first in measured_items(above)
        for second in (*measured_items(below)[:20], *unmeasured_items(below)[:5])
    ]
    assert len(pairs) > 300
    for first, second in pairs:
        forget()
        asked = judge(first, second, (above, below), Settings())
        forget()
        assert judge(moved(first), moved(second), (above, below), Settings()) == asked
