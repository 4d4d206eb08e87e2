"""What the draft says to each task of the plans above: the list "Nhiệm vụ", from what the comparison knows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from compare.decisions.settings import Settings
from compare.model import Pin
from compare.targets.items import measured_items, unmeasured_items
from compare.targets.pins import Pins
from compare.tasks.alignment import align_tasks
from compare.tasks.answers import Answer, Answered
from compare.tasks.binding import Binding
from doichieu.desk.words import place, searchable
from extract.model import Anchor, Plan, Task

ANSWERED, UNSURE, NONE, ABOVE = "answered", "unsure", "none", "above"
"""What is found: a clear answer, a near sentence, none; the task is that of others."""


def told(
    draft: Plan, references: Sequence[Plan], pins: Sequence[Pin], cards: Mapping[tuple[int, str], str]
) -> list[dict[str, Any]]:
    """Every clause of the tasks right above a draft with its answers, as pages show them.

    {"plan", "text", "whole", "lead", "place", "at", "state", "draft": [{"text", "lead", "place", "at"}], "card",
    "folded"}; ``cards`` gives the key of the card about (plan, task).
    """
    settings = Settings()
    found = align_tasks(draft, references, settings, _pins(draft, references, pins))
    rows = []
    for group in found:
        tasks = {task.id: task for task in references[group.plan].tasks}
        for one in group.duties:
            if one.general:
                continue  # it names who does something, not what
            answers = [] if _state(one, settings) in (NONE, ABOVE) else _answers(one)
            duty, task = one.duty, tasks.get(one.duty.task)
            row: dict[str, Any] = {
                "plan": group.plan,
                "text": " ".join(duty.text.split()),
                "whole": " ".join(duty.whole.split()),
                "lead": list(duty.bodies or (task.lead if task else ())),
                "place": place(duty.path, duty.anchor.page),
                "at": _span(duty.anchor),
                "state": _state(one, settings),
                "draft": [_answer(answer, draft) for answer in answers],
                "card": cards.get((group.plan, duty.task), ""),
            }
            words = [row["text"], *row["lead"], *(said["text"] for said in row["draft"])]
            rows.append({**row, "folded": searchable(" ".join(words))})
    return rows


def _pins(draft: Plan, references: Sequence[Plan], pins: Sequence[Pin]) -> Pins | None:
    if not pins:
        return None
    where = draft.masthead.place
    known = Pins(pins, draft, measured_items(draft, where), unmeasured_items(draft))
    for plan in references:
        known.of(plan, measured_items(plan, where))  # a pin of a measure is none of a task
    return known


def _state(one: Answered, settings: Settings) -> str:
    if one.binding is Binding.ABOVE:
        return ABOVE
    if one.is_missing(settings):
        return NONE
    return ANSWERED if one.is_answered(settings) else UNSURE


def _answers(one: Answered) -> Sequence[Answer]:
    return one.answers or ((one.best,) if one.best else ())


def _answer(answer: Answer, draft: Plan) -> dict[str, Any]:
    said = answer.statement
    home = next((task for task in draft.tasks if _holds(task, said.anchor)), None)
    return {
        "text": " ".join(said.text.split()),
        "lead": list(home.lead) if home else [],
        "place": place(said.path, said.anchor.page),
        "at": _span(said.anchor),
    }


def _holds(task: Task, anchor: Anchor) -> bool:
    return task.anchor.start <= anchor.start < task.anchor.end


def _span(anchor: Anchor) -> list[int]:
    return [anchor.start, anchor.end]
