"""The assignment with the greatest sum."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.words.assignment import assign

Scores = dict[tuple[int, int], float]
SCORES = st.dictionaries(
    st.tuples(st.integers(0, 4), st.integers(0, 4)),
    st.sampled_from([-0.5, 0.0, 0.1, 0.25, 0.4, 0.5, 0.75, 1.0]),
    max_size=20,
)


def best_sum(scores: Scores) -> float:
    """The greatest sum over all assignments of each row to a column of its own, or to none."""
    rows = sorted({row for row, _ in scores})
    choices = [*sorted({column for _, column in scores}), *[-1] * len(rows)]
    return max(
        sum(scores.get(pair, 0.0) for pair in zip(rows, chosen, strict=True))
        for chosen in set(permutations(choices, len(rows)))
    )


@given(SCORES)
def test_assignment_is_the_best_of_all(scores: Scores) -> None:
    found = assign(scores)
    assert len(set(found.values())) == len(found)
    assert all(scores[pair] > 0 for pair in found.items())
    assert sum(scores[pair] for pair in found.items()) == pytest.approx(best_sum(scores))


def test_assignment_prefers_the_sum_to_the_nearest_pair() -> None:
    assert assign({(0, 0): 0.9, (0, 1): 0.8, (1, 0): 0.85, (1, 1): 0.1}) == {0: 1, 1: 0}


def test_a_row_gives_its_column_up() -> None:
    assert assign({(0, 0): 0.5, (1, 0): 0.7, (2, 0): 0.6}) == {1: 0}


def test_nothing_without_a_score_is_taken() -> None:
    assert assign({}) == {}
    assert assign({(0, 0): 0.0, (0, 1): 0.0}) == {}
