"""The direction in which a value improves, and whether it is sure; a fixture marks one that is not with "?"."""

from __future__ import annotations

import pytest

from extract.grammar.directions import Setting, direction_of
from extract.model import Better, Bound, Change
from tests.extract.notation import fixtures, measures_in, written
from tests.fixtures import Fixture


@fixtures("measures_direction")
def test_directions_of_a_sentence(fixture: Fixture) -> None:
    found = [
        f"{written(measure)}{' ?' if measure.unsure else ''}"
        for line in fixture.lines
        for measure in measures_in(line)
    ]
    assert found == list(fixture.expected)


@pytest.mark.parametrize(
    ("bound", "change", "level", "better"),
    [
        (Bound.AT_LEAST, None, "down", Better.HIGHER),
        (Bound.AT_MOST, None, "up", Better.LOWER),
        (Bound.AT_MOST, Change.INCREASE, None, Better.LOWER),
        (Bound.LEVEL, Change.DECREASE, "down", Better.HIGHER),
        (Bound.LEVEL, None, "down", Better.LOWER),
    ],
)
def test_bound_and_change_decide_before_verb_and_noun(
    bound: Bound, change: Change | None, level: str | None, better: Better
) -> None:
    for subject in ("tỷ lệ hộ nghèo", "tỷ lệ hộ dùng nước sạch"):
        direction = direction_of(subject, bound, change, Setting("tỷ lệ", "", level))
        assert (direction.better, direction.sure) == (better, True)


def test_what_is_made_or_supplied_is_never_better_lower() -> None:
    for subject in ("thành lập đội chống tội phạm", "xử lý vụ vi phạm", "khám cho người nghiện"):
        direction = direction_of(subject, Bound.LEVEL, None, Setting(subject.split(" ", 2)[0]), counted=True)
        assert direction.better is Better.HIGHER
