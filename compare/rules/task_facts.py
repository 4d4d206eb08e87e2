"""What the rules about tasks have in common: places, and the values of their sentences."""

from __future__ import annotations

from collections.abc import Sequence

from compare.model import Place
from compare.rules.base import Case, Hit
from compare.tasks.duties import Duty
from extract.language import writing
from extract.model import Plan, Statement


def statement_place(statement: Statement, plan: int | None = None) -> Place:
    """A quote with its place; ``plan`` is the index of the reference, None for the draft."""
    return Place(
        plan=plan,
        target=None,
        text=statement.text,
        measure=None,
        path=statement.path,
        anchor=statement.anchor,
        part="tasks",
    )


def task_hit(
    case: Case, number: int, duties: Sequence[Duty], answer: Statement | None = None, **values: str
) -> Hit:
    """A hit about pieces of one task of reference ``number``, with its words and its place in a sentence."""
    where = writing.section(duties[0].path)
    return Hit(
        values={
            "issuer": writing.issuer(case.draft),
            "document": writing.document(case.references[number].masthead),
            "where": f"{where} " if where else "",
            "text": "; ".join(writing.quote(duty.text, 120) for duty in duties),
            **values,
        },
        reference=duties[0].place(number),
        draft=statement_place(answer) if answer else None,
    )


def titles_of(plan: Plan) -> dict[str, str]:
    """The titles of sections by their id."""
    return {section.id: section.title for section in plan.sections}
