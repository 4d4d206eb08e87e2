"""A plan as a pandas table: one row for each measure."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

    from extract.model import Measure, Plan, Target, Task


_COLUMNS = (
    "part", "target", "place", "text", "subject", "low", "high", "unit", "bound", "effort", "change", "per",
    "baseline_year", "deadline", "better", "scope", "condition", "lead",
)  # fmt: skip


def plan_frame(plan: Plan) -> pd.DataFrame:
    """The measures of targets and tasks, one row each, in the order of the plan; amounts are floats."""
    import pandas as pd

    rows = [
        _row(part, owner, measure)
        for part, owners in (("targets", plan.targets), ("tasks", plan.tasks))
        for owner in owners
        for measure in owner.measures
    ]
    return pd.DataFrame.from_records(rows, columns=list(_COLUMNS)).astype(
        {"low": "float64", "high": "float64"}
    )


def _row(part: str, owner: Target | Task, measure: Measure) -> tuple[object, ...]:
    return (
        part,
        owner.id,
        " > ".join(owner.path),
        owner.text,
        measure.subject,
        None if measure.low is None else float(measure.low),
        None if measure.high is None else float(measure.high),
        measure.unit,
        measure.bound.value,
        measure.effort.value,
        measure.change.value if measure.change else None,
        measure.per,
        measure.baseline_year,
        measure.deadline,
        measure.better.value,
        "; ".join(measure.scope),
        measure.condition,
        "; ".join(getattr(owner, "lead", ())),
    )
