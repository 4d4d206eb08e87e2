"""The fit of the evidence: labels, weights, scores."""

from __future__ import annotations

from decimal import Decimal
from itertools import product

import pytest

from benchmarks.evidence.fitting import Example, examples, fitted, loss
from benchmarks.evidence.labels import SAMPLES, Case, Row, Said, is_said
from benchmarks.evidence.measuring import score, weighed
from benchmarks.evidence.weakened import weakened
from compare.targets.evidence import weights
from extract import read_plan
from tests.compare.plans import lower_plan, measure, upper_plan

UPPER = ("80% hộ chăn nuôi tiêm phòng cho gia súc.", "45% hộ chăn nuôi có hố ủ phân.")
LOWER = ("80% hộ chăn nuôi tiêm phòng gia súc.", "40% hộ chăn nuôi có hố ủ phân.")


def case() -> Case:
    rows = tuple(
        Row(
            plan=0,
            reference=Said(quote=upper.rstrip("."), low=Decimal(upper[:2])),
            answers=(Said(quote=lower.rstrip("."), low=Decimal(lower[:2])),),
            verdicts=frozenset({verdict}),
            open=False,
            flagged=verdict == "weaker",
        )
        for upper, lower, verdict in zip(UPPER, LOWER, ("meets", "weaker"), strict=True)
    )
    return Case(draft=lower_plan(*LOWER), references=(upper_plan(*UPPER),), rows=rows)


def test_labels_are_found_by_quote_value_and_year() -> None:
    read = measure("Đến năm 2024, 80% hộ chăn nuôi tiêm phòng.")
    said = Said(quote="80% hộ chăn nuôi", low=Decimal(80), year=2024)
    assert is_said(said, read.text, read, 2024)
    assert not is_said(said, read.text, read, 2023)
    assert not is_said(Said(quote="80% hộ chăn nuôi", low=Decimal(70)), read.text, read, 2024)
    assert not is_said(Said(quote="80% hộ trồng trọt", low=Decimal(80)), read.text, read, 2024)


def test_every_pair_of_a_case_is_an_example() -> None:
    found = list(examples(case()))
    assert len(found) == 4
    assert sum(one.right for one in found) == 2


def test_the_fit_finds_what_tells_right_from_wrong() -> None:
    rows = [
        Example(
            pieces=dict.fromkeys(weights(), 0.0) | {"bias": 1.0, "clause": clause, "unit": unit}, right=right
        )
        for clause, unit, right in product((0.0, 1.0), (0.0, 1.0), (True, False))
        for _ in range(9 if (clause > 0.5) == right else 1)
    ]
    worth = fitted([rows], ["bias", "clause", "unit", "later"])
    assert worth["clause"] > 3
    assert abs(worth["unit"]) < 0.5
    assert worth["bias"] < 0
    assert loss(rows, worth) < loss(rows, {"bias": -1.0})


def test_scores_count_rows_with_the_right_verdict() -> None:
    found = score([case()])
    assert (found.rows, found.verdicts, found.answers, found.false) == (2, 2, 2, 0)
    with weighed({"bias": -40.0}):
        assert score([case()]).answers == 0
    assert weights()["bias"] > -40


def test_a_weakened_number_keeps_its_pair() -> None:
    counts = list(weakened([case()]).values())
    assert [(count.made, count.kept, count.exceeded) for count in counts] == [(1, 1, 0)] * len(counts)


@pytest.mark.slow
def test_weakened_samples_keep_their_pairs() -> None:
    """The property that the weights are fitted for, on one sample with its labels."""
    from benchmarks.evidence.labels import families

    cases = [
        one for one in families()["samples a"] if one.draft == read_plan(SAMPLES / "a5-kh-huyen-da-lung.txt")
    ]
    for count in weakened(cases).values():
        assert count.made
        assert (count.kept, count.exceeded) == (count.made, 0)
