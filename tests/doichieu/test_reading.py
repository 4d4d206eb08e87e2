"""Reading of plans for a command."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from doichieu.messages import catalogue
from doichieu.reading import ahead, read_plans
from extract.isolation import reader
from tests.sample_plans import SAMPLES


def test_steps_are_taken_while_an_answer_is_awaited() -> None:
    taken: list[int] = []
    steps: list[Callable[[], object]] = [lambda: taken.append(1), lambda: taken.append(2)]
    ahead(lambda: not taken, steps)
    assert taken == [1]


def test_all_steps_of_a_check_can_be_taken() -> None:
    ahead(lambda: True)


@pytest.mark.parametrize("cheap", [True, False])
@pytest.mark.parametrize("isolate", [True, False])
def test_what_fails_meanwhile_ends_the_reading(
    monkeypatch: pytest.MonkeyPatch, *, cheap: bool, isolate: bool
) -> None:
    monkeypatch.setattr(reader, "cheap", lambda: cheap)
    begun: list[Path] = []

    def fail() -> None:
        begun.append(Path())
        raise LookupError

    with pytest.raises(LookupError):
        read_plans(
            [next(SAMPLES.glob("a5-*"))],
            catalogue("vi"),
            revisions="accepted",
            password=None,
            isolate=isolate,
            meanwhile=fail,
        )
    assert len(begun) == 1
