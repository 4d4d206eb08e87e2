"""What the draft says to each task of the plans above: the list "Nhiệm vụ", from what the comparison knows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from hashlib import blake2b
from typing import Any

from compare.decisions.settings import Settings
from compare.identity import document, measure_key
from compare.model import Pin
from compare.targets.items import measured_items, unmeasured_items
from compare.targets.pins import Pins
from compare.tasks.alignment import align_tasks
from compare.tasks.answers import Answer, Answered
from compare.tasks.binding import Binding
from compare.words.spelt import one_form
from doichieu.desk.words import place, searchable
from extract.model import Anchor, Plan, Statement, Target, Task

ANSWERED, UNSURE, NONE, ABOVE = "answered", "unsure", "none", "above"
"""What is found: a clear answer, a near sentence, none; the task is that of others."""


def told(
    draft: Plan, references: Sequence[Plan], pins: Sequence[Pin], cards: Mapping[tuple[int, str], str]
) -> list[dict[str, Any]]:
    """Every clause of the tasks right above a draft with its answers, as pages show them.

    {"plan", "text", "whole", "lead", "place", "at", "state", "draft": [{"text", "lead", "place", "at"}], "card",
    "folded", "pin", "task", "now", "near", "pinned"}; ``cards`` gives the key of the card about (plan, task). ``pin``
    names the clause for a reviewer who pairs it by hand and ``task`` the task as a whole; ``now`` and ``near`` are the
    items of the draft that answer, as ``reviews.items.Item.name``.
    """
    settings = Settings()
    found = align_tasks(draft, references, settings, _pins(draft, references, pins))
    rows = []
    for group in found:
        upper = references[group.plan]
        tasks = {task.id: task for task in upper.tasks}
        owners: dict[str, Target | Task] = {**{one.id: one for one in upper.targets}, **tasks}
        clauses = Counter(one.duty.task for one in group.duties)
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
                **_names(one, answers, owners[duty.task], upper, draft, alone=clauses[duty.task] == 1),
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
    if one.pinned is not None:
        return ANSWERED if one.answers else NONE
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


def _names(
    one: Answered, answers: Sequence[Answer], task: Target | Task, upper: Plan, draft: Plan, *, alone: bool
) -> dict[str, object]:
    """What a reviewer needs to pair a clause otherwise."""
    key = measure_key(task, None, document(upper))
    clause = blake2b(one_form(one.duty.text).encode(), digest_size=5).hexdigest()
    now = dict.fromkeys(_named(answer.statement, draft) for answer in answers)
    near = dict.fromkeys(
        _named(other.statement, draft) for other in (one.near, one.best) if other is not None
    )
    return {
        "task": key,
        "pin": key if alone else f"{key}-{clause}",
        "now": list(now),
        "near": [name for name in near if name not in now],
        "pinned": one.pinned is not None,
    }


def _named(said: Statement, draft: Plan) -> str:
    """The item of the draft that holds a sentence, else the sentence itself."""
    owners: tuple[Target | Task, ...] = (*draft.targets, *draft.tasks)
    home = next((one for one in owners if _holds(one, said.anchor)), None)
    if home is None:
        return f"={' '.join(said.text.split())}"
    return measure_key(home, home.measures[0] if home.measures else None)


def _holds(task: Task | Target, anchor: Anchor) -> bool:
    return task.anchor.start <= anchor.start < task.anchor.end


def _span(anchor: Anchor) -> list[int]:
    return [anchor.start, anchor.end]
