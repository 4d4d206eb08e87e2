"""NB06 and the pairs: places with a number for a name are different things."""

from __future__ import annotations

import pytest

from compare.model import Verdict
from tests.compare.plans import lower_plan, reviewed, verdicts
from tests.compare.rules.consistency.test_inner import inner


@pytest.mark.parametrize(
    ("sentence", "count"),
    [
        ("Số hộ dùng điện mặt trời tại thôn {0} năm 2025 đạt 2{0} hộ.", 1),
        (
            "Tại cụm {0}, năm 2025 số hộ dùng điện mặt trời đạt 2{0} hộ, số hộ có bếp ga sinh học đạt 3{0} hộ.",
            2,
        ),
        ("Tổ dân phố số {0} có 6{0}% số hộ dùng điện mặt trời năm 2025.", 1),
        ("Thôn {0} vận động 6{0}% số hộ dùng điện mặt trời năm 2025.", 1),
        ("Năm 2025, 6{0}% số hộ của phường {0} dùng điện mặt trời.", 1),
    ],
)
def test_numbered_places_are_no_contradiction(sentence: str, count: int) -> None:
    plan = lower_plan(*(sentence.format(number) for number in range(1, 7)))
    assert [len(target.measures) for target in plan.targets] == [count] * 6
    assert inner(plan) == []


def test_two_values_for_one_numbered_place_are_told() -> None:
    sentence = "Thôn {} có {}% số hộ dùng điện mặt trời năm 2025."
    assert inner(lower_plan(sentence.format(3, 60), sentence.format(3, 65))) == ["NB06"]


def test_one_numbered_place_does_not_answer_another() -> None:
    sentence = "Thôn {} có {}% số hộ dùng điện mặt trời năm 2025."
    review = reviewed(sentence.format(2, 60), [sentence.format(1, 50)])
    assert verdicts(review) == [Verdict.MISSING]
    both = reviewed(sentence.format(2, 60), [sentence.format(1, 50), sentence.format(2, 60)])
    assert verdicts(both) == [Verdict.MEETS]


def test_years_of_two_numbered_places_are_no_series() -> None:
    plan = lower_plan("Thôn 1 trồng 40 ha rừng đến năm 2023.", "Thôn 2 trồng 30 ha rừng đến năm 2025.")
    assert inner(plan) == []
