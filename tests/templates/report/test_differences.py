"""The column "Chênh lệch"."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from compare.model import Difference, Dimension, Outcome, Pair, Share, Verdict
from extract.model import Measure
from templates.report.differences import difference_words
from tests.templates.items import TRAIN_0, TRAIN_D, WATER_0, WATER_D


def said(difference: Difference) -> str:
    pair = Pair(
        reference=WATER_0, draft=WATER_D, similarity=1, verdict=Verdict.MEETS, differences=(difference,)
    )
    return difference_words(pair)[0]


@pytest.mark.parametrize(
    ("dimension", "reference", "draft", "text"),
    [
        (Dimension.VALUE, "60", "52.5", "Giá trị: dự thảo 52,5%, cấp trên 60%"),
        (
            Dimension.BOUND,
            "at_least",
            "at_most",
            "Giới hạn: dự thảo phấn đấu đạt 55%, cấp trên ít nhất 60%",
        ),
        (Dimension.MEASURE, "level", "increase", "Cách tính: dự thảo mức tăng, cấp trên mức đạt được"),
        (Dimension.MEASURE, "%", "điểm %", "Cách tính: dự thảo điểm phần trăm, cấp trên %"),
        (Dimension.BASELINE, "2020", "", "Năm gốc so sánh: dự thảo không nêu, cấp trên 2020"),
        (Dimension.UNIT, "người", "lượt", "Đơn vị tính: dự thảo tính theo lượt, cấp trên tính theo người"),
        (Dimension.DEADLINE, "2025", "2027-06-30", "Thời hạn: dự thảo 30/6/2027, cấp trên 2025"),
    ],
)
def test_a_difference_shows_both_sides(dimension: Dimension, reference: str, draft: str, text: str) -> None:
    assert (
        said(Difference(dimension=dimension, outcome=Outcome.DIFFERENT, reference=reference, draft=draft))
        == text
    )


@pytest.mark.parametrize(
    ("upper", "text"),
    [
        ("ít nhất 60% số hộ", "dự thảo “phấn đấu đạt 55%”, cấp trên “ít nhất 60%”"),
        ("60% số hộ trở lên", "dự thảo phấn đấu đạt 55%, cấp trên tối thiểu 60%"),
    ],
)
def test_only_words_of_a_plan_are_quoted(upper: str, text: str) -> None:
    assert WATER_0.measure is not None
    assert WATER_D.measure is not None
    pair = Pair(
        reference=replace(WATER_0, measure=replace(WATER_0.measure, text=upper)),
        draft=replace(WATER_D, measure=replace(WATER_D.measure, text="Phấn đấu đạt 55% số hộ")),
        similarity=1,
        verdict=Verdict.MEETS,
        differences=(
            Difference(dimension=Dimension.EFFORT, outcome=Outcome.WEAKER, reference="firm", draft="aim"),
        ),
    )
    assert difference_words(pair) == (f"Mức độ cam kết: {text}",)


def test_a_yearly_mean_is_no_total() -> None:
    assert TRAIN_0.measure is not None
    share = Share(
        total=Decimal(300),
        reference_years=5,
        draft_years=5,
        comparable=Decimal(300),
        ratio=None,
        given=Decimal(15),
    )
    pair = Pair(
        reference=replace(TRAIN_0, measure=replace(TRAIN_0.measure, per="year")),
        draft=TRAIN_D,
        similarity=1,
        verdict=Verdict.APPORTION,
        share=share,
    )
    assert difference_words(pair) == ("bình quân mỗi năm 300 cán bộ; dự thảo bằng 5% mức này",)


def test_a_new_condition_is_stated_once() -> None:
    condition = "đủ điều kiện"
    added = Difference(
        dimension=Dimension.CONDITION, outcome=Outcome.WEAKER, draft=condition, gained=(condition,)
    )
    assert said(added) == "Điều kiện: dự thảo “đủ điều kiện”, cấp trên không nêu"


def test_scope_lists_lost_gained_and_excused_groups() -> None:
    scope = Difference(
        dimension=Dimension.SCOPE, outcome=Outcome.WEAKER, lost=("chợ", "bến xe"), gained=("đình",),
        excused=("phường",),
    )  # fmt: skip
    assert (
        said(scope)
        == "Phạm vi, đối tượng: thiếu chợ, bến xe; thêm đình; địa bàn không có phường nên không coi là thiếu"
    )


def test_each_side_keeps_its_own_unit() -> None:
    def with_unit(measure: Measure | None, unit: str) -> Measure:
        assert measure is not None
        return replace(measure, unit=unit)

    pair = Pair(
        reference=replace(TRAIN_0, measure=with_unit(TRAIN_0.measure, "tỷ đồng")),
        draft=replace(TRAIN_D, measure=with_unit(TRAIN_D.measure, "triệu đồng")),
        similarity=1,
        verdict=Verdict.WEAKER,
        differences=(
            Difference(
                dimension=Dimension.VALUE,
                outcome=Outcome.WEAKER,
                reference="2",
                draft="1500",
                gap=Decimal("-0.5"),
            ),
        ),
    )
    assert difference_words(pair) == (
        "Giá trị: dự thảo 1.500 triệu đồng, cấp trên 2 tỷ đồng (thấp hơn 0,5 tỷ đồng)",
    )


@pytest.mark.parametrize(
    ("years", "given", "text"),
    [
        (
            (10, 5),
            "40",
            "tổng 2.000 cán bộ trong 10 năm, quy về 5 năm là 1.000 cán bộ; dự thảo bằng 4% mức này",
        ),
        ((10, 5), None, "tổng 2.000 cán bộ trong 10 năm, quy về 5 năm là 1.000 cán bộ"),
        ((5, 5), "0.45", "tổng của cấp trên 2.000 cán bộ"),
        ((5, 5), "62.5", "tổng của cấp trên 2.000 cán bộ; dự thảo bằng 6,3% mức này"),
    ],
)
def test_shares(years: tuple[int, int], given: str | None, text: str) -> None:
    share = Share(
        total=Decimal(2000),
        reference_years=years[0],
        draft_years=years[1],
        comparable=Decimal(1000),
        ratio=Decimal(given) / 1000 if given else None,
        given=Decimal(given) if given else None,
    )
    pair = Pair(reference=TRAIN_0, draft=TRAIN_D, similarity=1, verdict=Verdict.APPORTION, share=share)
    assert difference_words(pair) == (text,)
