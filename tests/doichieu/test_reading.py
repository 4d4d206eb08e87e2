"""Reading of plans for a command."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from doichieu import reading
from doichieu.messages import catalogue
from doichieu.reading import read_plans
from extract.isolation import reader
from extract.language.phrases import composed
from tests.sample_plans import SAMPLES


def test_steps_are_taken_while_an_answer_is_awaited(monkeypatch: pytest.MonkeyPatch) -> None:
    taken: list[int] = []
    steps: list[Callable[[], object]] = [lambda: taken.append(1), lambda: taken.append(2)]
    monkeypatch.setattr(reading, "_STEPS", steps)
    work = reading._both(lambda: taken.append(0))
    work(lambda: False)
    assert taken == [0]
    work(lambda: len(taken) < 2)
    assert taken == [0, 1]
    work(lambda: True)
    assert taken == [0, 1, 2]


def test_all_steps_of_a_check_can_be_taken() -> None:
    reading._both(lambda: None)(lambda: True)


def test_patterns_that_a_check_needed_are_compiled_before_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    pattern, other = composed("tăng"), composed("giảm")
    monkeypatch.setattr(reading, "_named", lambda: {"a:ONE": pattern, "a:OTHER": other})
    reading.learn()
    assert not reading._notes().exists()
    pattern.search("tăng")
    reading.learn()
    assert reading._learnt() == ["a:ONE"]
    pattern = composed("tăng")
    for step in reading._patterns():
        step()
    assert (pattern.is_compiled, other.is_compiled) == (True, False)
    monkeypatch.setattr(reading, "_MOST", 0)
    reading.learn()
    assert not reading._learnt()


@pytest.mark.parametrize("notes", ["", "[1, null]", '{"a": 1}', '["no.module:NAME"]'])
def test_damaged_notes_cost_only_the_time(notes: str) -> None:
    reading._notes().parent.mkdir()
    reading._notes().write_text(notes, encoding="utf-8")
    assert not list(reading._patterns())


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
