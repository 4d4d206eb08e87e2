"""The roll-up: the sum of the plans below against the target for all of them."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from compare.model import Kind, Severity, Verdict
from compare.rules import RULES
from compare.survey.keys import Keys, keys_of
from compare.survey.overview import Group
from compare.survey.rollup import NARROWER, Outcome
from compare.survey.surveying import overview
from compare.survey.unit import Unit, UnitReview
from extract.model import Level
from tests.compare.run_rows import NATION, PROVINCE, finding, percent, total, unit

MEETS, WEAKER, MISSING = Verdict.MEETS, Verdict.WEAKER, Verdict.MISSING


def group(*reviews: UnitReview, keys: Keys | None = None, expected: tuple[Unit, ...] = ()) -> Group:
    return overview(reviews, keys=keys, expected=expected).groups[0]


def test_a_ten_year_total_is_scaled_to_five_years() -> None:
    found = group(unit("huyện A", total("120")), unit("huyện B", total("90"))).totals[0]
    assert (str(found.asked), found.asked_years, found.years, str(found.wanted)) == ("600", 10, 5, "300")
    assert (str(found.given), str(found.short)) == ("210", "90")
    assert [part.fair for part in found.parts] == [150, 150]
    assert found.key is None


def test_a_one_year_plan_is_scaled_to_the_others() -> None:
    plans = (
        unit("huyện A", total("120")),
        unit("huyện B", total("100")),
        unit("huyện C", total("20", years=(10, 1))),
    )
    found = group(*plans).totals[0]
    assert found.years == 5
    assert {part.unit: part.amount for part in found.parts} == {
        "huyện A": 120,
        "huyện B": 100,
        "huyện C": 100,
    }


def test_shares_follow_the_key_of_the_counted_noun() -> None:
    keys = keys_of("đơn vị;dân số;số hộ\nhuyện A;1;300\nhuyện B;1;100")
    found = group(unit("huyện A", total("120")), unit("huyện B", total("90")), keys=keys).totals[0]
    assert found.key == "số hộ"
    assert [part.fair for part in found.parts] == [225, 75]


def test_a_missing_key_makes_shares_equal_and_is_named() -> None:
    keys = keys_of("đơn vị;số hộ\nhuyện A;300")
    found = group(unit("huyện A", total("120")), unit("huyện B", total("90")), keys=keys).totals[0]
    assert found.key is None
    assert found.unkeyed == ("huyện B",)
    assert [part.fair for part in found.parts] == [150, 150]


def test_an_absent_unit_still_has_a_share() -> None:
    absent = Unit(name="huyện C", level=Level.DISTRICT, province=PROVINCE)
    found = group(unit("huyện A", total("120")), unit("huyện B", total("90")), expected=(absent,)).totals[0]
    assert [part.unit for part in found.parts] == ["huyện A", "huyện B", "huyện C"]
    assert [part.fair for part in found.parts] == [100, 100, 100]
    assert found.silent == ("huyện C",)


def test_a_number_of_other_things_is_reported_not_added() -> None:
    found = group(unit("huyện A", total("120")), unit("huyện B", total(None))).totals[0]
    assert found.given == 120
    assert [part.unit for part in found.parts if part.counts_other] == ["huyện B"]


def test_a_total_without_answers_lacks_everything() -> None:
    rows = [total(None, years=None, verdict=MISSING) for _ in range(2)]
    found = group(unit("huyện A", rows[0]), unit("huyện B", rows[1])).totals[0]
    assert found.years == 0
    assert found.given == 0
    assert found.short == 600


def test_communes_are_not_added_to_their_districts() -> None:
    commune = unit("xã C", total("50"), level=Level.COMMUNE)
    found = group(unit("huyện A", total("120")), unit("huyện B", total("90")), commune).totals[0]
    assert found.given == 210


def test_of_two_plans_of_one_unit_the_newer_counts() -> None:
    old = unit("huyện A", total("500"), date="2021-03-01", file="cũ.docx", sha256="cũ")
    seen = overview([old, unit("huyện A", total("120")), unit("huyện B", total("90"))])
    assert seen.groups[0].totals[0].given == 210
    assert seen.repeated == (("huyện A", 2),)


def test_a_plan_under_the_wrong_parent_is_not_added() -> None:
    wrong = unit("huyện C", total("70"), findings=(finding("CC01", Severity.CRITICAL, "wrong_parent"),))
    assert group(unit("huyện A", total("120")), unit("huyện B", total("90")), wrong).totals[0].given == 210


def test_districts_of_one_province_are_not_the_nation() -> None:
    plans = [unit(name, total("5"), references=(NATION,)) for name in ("huyện A", "huyện B")]
    assert group(*plans).totals == ()
    elsewhere = unit("huyện C", total("5"), references=(NATION,), province="tỉnh Sóng Bạc")
    assert group(*plans, elsewhere).totals[0].given == 15


@pytest.mark.parametrize(
    ("values", "outcome"),
    [(("60", "75"), Outcome.REACHED), (("40", "59"), Outcome.SHORT), (("40", "90"), Outcome.UNDECIDED)],
)
def test_without_a_key_only_sure_outcomes_are_stated(values: tuple[str, str], outcome: Outcome) -> None:
    plans = [unit(f"huyện {value}", percent(MEETS, value)) for value in values]
    found = group(*plans).means[0]
    assert (found.outcome, found.mean) == (outcome, None)
    assert (found.low, found.high) == tuple(map(Decimal, values))


@pytest.mark.parametrize(
    ("weights", "mean", "outcome"), [((3, 1), 52, Outcome.SHORT), ((1, 3), 78, Outcome.REACHED)]
)
def test_with_a_key_the_mean_decides(weights: tuple[int, int], mean: int, outcome: Outcome) -> None:
    keys = keys_of(f"đơn vị;dân số\nhuyện A;{weights[0]}\nhuyện B;{weights[1]}")
    plans = (unit("huyện A", percent(WEAKER, "39")), unit("huyện B", percent(MEETS, "91")))
    found = group(*plans, keys=keys).means[0]
    assert found.mean == mean
    assert (found.outcome, found.key) == (outcome, "dân số")


def test_a_unit_without_a_number_leaves_it_open() -> None:
    found = group(unit("huyện A", percent(MEETS, "60")), unit("huyện B", percent(MISSING))).means[0]
    assert (found.counted, found.of, found.outcome) == (1, 2, Outcome.UNDECIDED)


def test_a_lower_is_better_target_is_met_by_less() -> None:
    plans = [
        unit(f"huyện {value}", percent(MEETS, value, wanted="20", better="lower")) for value in ("12", "20")
    ]
    assert group(*plans).means[0].outcome is Outcome.REACHED


def test_a_district_that_became_a_town_has_one_share() -> None:
    listed = Unit(name="thị xã B", level=Level.DISTRICT, province=PROVINCE)
    found = group(unit("huyện A", total("120")), unit("huyện B", total("90")), expected=(listed,)).totals[0]
    assert {part.unit: part.fair for part in found.parts} == {"huyện A": 150, "huyện B": 150}


def test_a_number_for_a_later_year_does_not_count() -> None:
    good = percent(MEETS, "80")
    assert good.lower is not None
    late = replace(good, lower=replace(good.lower, deadline="2026"), rules=("CT03",))
    found = group(unit("huyện A", good), unit("huyện B", late)).means[0]
    assert (found.counted, found.other, found.of, found.outcome) == (1, 1, 2, Outcome.UNDECIDED)
    in_time = replace(good, lower=replace(good.lower, deadline="2025-06-30"))
    assert group(unit("huyện A", good), unit("huyện B", in_time)).means[0].outcome is Outcome.REACHED


def test_a_number_for_part_of_the_group_does_not_count() -> None:
    good = percent(MEETS, "80")
    part = replace(good, rules=(NARROWER,))
    found = group(unit("huyện A", good), unit("huyện B", part)).means[0]
    assert (found.counted, found.other, found.outcome) == (1, 1, Outcome.UNDECIDED)
    assert RULES[NARROWER].kind is Kind.NARROWER_SCOPE


def test_a_partial_total_states_the_missing_amount() -> None:
    plans = (unit("huyện A", total("160")), unit("huyện B", total("90")), unit("huyện C", total(None)))
    found = group(*plans).totals[0]
    assert [part.short for part in found.parts] == [0, 10, 100]
    nobody = replace(found.parts[0], fair=None)
    assert nobody.short is None


def test_the_remainder_of_a_division_is_no_gap() -> None:
    third = round(Decimal(100) / 3, 12)
    rows = [replace(total("1", wanted="100", years=(5, 5)), amount=third) for _ in range(3)]
    found = group(*(unit(f"huyện {name}", row) for name, row in zip("ABC", rows, strict=True))).totals[0]
    assert found.given < found.wanted
    assert found.short == 0
    assert [part.short for part in found.parts] == [0, 0, 0]
