"""Places of findings about the text itself, not about a target or a task."""

import re
from collections.abc import Sequence

from compare.model import Pair, Place, Severity
from compare.rules.base import Case, Hit
from compare.tasks.duties import Duty
from extract.language import writing
from extract.model import Plan, Statement


def place_of(statement: Statement) -> Place:
    """The quote of a statement of the draft."""
    return Place(
        plan=None,
        target=None,
        text=statement.text,
        measure=None,
        path=statement.path,
        anchor=statement.anchor,
        part="text",
    )


def times(places: Sequence[object]) -> str:
    """How often something stands, behind its quote: " (02 chỗ)"; "" for once."""
    return f" ({writing.count(len(places))} chỗ)" if len(places) > 1 else ""


def holding(plan: Plan, start: int, end: int) -> Statement | None:
    """The statement that a stretch of the source stands in."""
    for statement in plan.statements:
        if statement.anchor.start <= start and end <= statement.anchor.end:
            return statement
    return None


def around(text: str, start: int, end: int, room: int = 60) -> str:
    """A stretch of a text with some words before and behind it, cut at words."""
    left, right = max(0, start - room), min(len(text), end + room)
    before, behind = text[left:start], text[end:right]
    if left:
        before = "… " + re.sub(r"^\S*\s", "", before)
    if right < len(text):
        behind = re.sub(r"\s\S*$", "", behind) + " …"
    return f"{before}{text[start:end]}{behind}".strip()


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


def facts(case: Case, pair: Pair) -> dict[str, str]:
    """Values that every sentence about a pair may use.

    ``subject`` and ``mine`` are the words of the reference and of the draft, fit to stand in quotation marks.
    """
    plan = case.references[pair.reference.plan or 0]
    measure = pair.reference.measure
    facts = {
        "issuer": writing.issuer(case.draft),
        "document": writing.document(plan.masthead),
        "subject": writing.excerpt(measure, 110) if measure else writing.quote(pair.reference.text),
        "wanted": writing.wanted(measure) if measure else "",
        "asked": writing.requirement(measure) if measure else "",
        "by": f" đến {writing.when(measure.deadline)}" if measure and measure.deadline else "",
    }
    mine = pair.draft.measure if pair.draft else None
    facts["given"] = writing.requirement(mine) if mine else ""
    facts["given_amount"] = writing.given(mine) if mine else ""
    facts["mine"] = writing.excerpt(mine, 110) if mine else ""
    return facts


def pair_hit(case: Case, index: int, pair: Pair, severity: Severity | None = None, **values: str) -> Hit:
    return Hit(
        values=facts(case, pair) | values,
        pair=index,
        reference=pair.reference,
        draft=pair.draft,
        severity=severity,
    )
