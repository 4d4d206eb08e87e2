"""Plans in awkward layouts: the extraction equals the results worked out by hand, no measure more and none less.

``expected/<name>.json`` holds, for all files ``files/<name>.*``:

    masthead   any fields of the masthead; ``period`` as {"start", "end"}
    measures   in the order of the plan: part, low, high, unit, bound, effort, change, baseline_year, per, deadline,
               better; ``subject``: words that the subject holds (" … " between two pieces); ``scope`` if there is
               one; ``within`` for a measure under "trong đó" of another
    tasks      in the order of the plan: ``text`` (a piece of it), lead, support, and deadline if there is one
"""

from __future__ import annotations

import json
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from extract import read_plan
from extract.model import Measure, Plan
from extract.readers import read_document
from tests.sample_plans import normal

HERE = Path(__file__).resolve().parent
FIELDS = ("unit", "bound", "effort", "change", "baseline_year", "per", "deadline", "better")
NAMES = sorted(path.stem for path in (HERE / "expected").glob("*.json"))
CASES = sorted(path.name for name in NAMES for path in (HERE / "files").glob(f"{name}.*"))


def expected(file: str) -> Any:
    return json.loads((HERE / "expected" / f"{Path(file).stem}.json").read_text(encoding="utf-8"))


@cache
def plan_of(file: str) -> Plan:
    return read_plan(HERE / "files" / file)


def measures(plan: Plan) -> list[tuple[str, Measure]]:
    """All measures with their parts, in the order of the plan."""
    found = [("targets", measure) for target in plan.targets for measure in target.measures]
    return found + [("tasks", measure) for task in plan.tasks for measure in task.measures]


def row(part: str, measure: Measure) -> tuple[Any, ...]:
    return (part, measure.low, measure.high, *(getattr(measure, name) for name in FIELDS))


def wanted_row(entry: dict[str, Any]) -> tuple[Any, ...]:
    values = (None if entry[name] is None else Decimal(str(entry[name])) for name in ("low", "high"))
    return (entry["part"], *values, *(entry[name] for name in FIELDS))


def test_every_file_is_expected() -> None:
    assert NAMES
    assert {path.stem for path in (HERE / "files").iterdir()} == set(NAMES)


@pytest.mark.parametrize("file", CASES)
def test_masthead(file: str) -> None:
    masthead = plan_of(file).masthead
    for name, value in expected(file)["masthead"].items():
        got = getattr(masthead, name)
        if name == "period":
            got = {"start": got.start, "end": got.end} if got else None
        got = list(got) if isinstance(got, tuple) else got
        assert (name, got) == (name, value)


@pytest.mark.parametrize("file", CASES)
def test_measures(file: str) -> None:
    got, wanted = measures(plan_of(file)), expected(file)["measures"]
    assert [row(part, measure) for part, measure in got] == [wanted_row(entry) for entry in wanted]
    for (_, measure), entry in zip(got, wanted, strict=True):
        assert all(normal(words) in normal(measure.subject) for words in entry["subject"].split(" … "))
        assert list(measure.scope) == entry.get("scope", list(measure.scope))
        assert measure.part == entry.get("within", False)


@pytest.mark.parametrize("file", CASES)
def test_tasks(file: str) -> None:
    got, wanted = plan_of(file).tasks, expected(file)["tasks"]
    assert [(list(task.lead), list(task.support)) for task in got] == [
        (entry["lead"], entry["support"]) for entry in wanted
    ]
    for task, entry in zip(got, wanted, strict=True):
        assert normal(entry["text"]) in normal(task.text)
        assert task.deadline == entry.get("deadline", task.deadline)


@pytest.mark.parametrize("file", CASES)
def test_anchors_quote_the_source(file: str) -> None:
    document, plan = read_document(HERE / "files" / file), plan_of(file)
    places = [(item.text, item.anchor) for item in plan.targets]
    places += [(item.text, item.anchor) for item in plan.tasks]
    places += [(measure.text, measure.anchor) for _, measure in measures(plan)]
    for text, place in places:
        assert 0 <= place.start < place.end <= len(document.text)
        # A running head between two pages stands in the source and not in the quote.
        source = iter(normal(document.text[place.start : place.end]).split())
        assert all(word in source for word in normal(text).split())
