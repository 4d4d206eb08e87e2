"""Places and hits that the families of rules have in common."""

import re
from collections.abc import Sequence

from compare.model import Pair, Place, Severity
from compare.rules.base import Case, Hit
from compare.tasks.duties import Duty
from extract.language import writing
from extract.model import Plan, Statement


def place_of(statement: Statement) -> Place:
    """A statement of the draft as a place."""
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
    """The number of places after a quote: " (02 chỗ)"; "" for one place."""
    return f" ({writing.count(len(places))} chỗ)" if len(places) > 1 else ""


def holding(plan: Plan, start: int, end: int) -> Statement | None:
    """The statement that contains the span ``start`` to ``end`` of the source; None without one."""
    for statement in plan.statements:
        if statement.anchor.start <= start and end <= statement.anchor.end:
            return statement
    return None


def around(text: str, start: int, end: int, room: int = 60) -> str:
    """The span ``start`` to ``end`` of a text with up to ``room`` characters before and after it, cut at words."""
    left, right = max(0, start - room), min(len(text), end + room)
    before, behind = text[left:start], text[end:right]
    if left:
        before = "… " + re.sub(r"^\S*\s", "", before)
    if right < len(text):
        behind = re.sub(r"\s\S*$", "", behind) + " …"
    return f"{before}{text[start:end]}{behind}".strip()


def statement_place(statement: Statement, plan: int | None = None) -> Place:
    """A statement about a task as a place; ``plan`` is the index of the reference, None for the draft."""
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
    """A hit about parts of one task of reference ``number``, with their text and their section."""
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
    """The values that every sentence about a pair may use.

    ``subject`` quotes the reference and ``answer`` the draft, both fit for quotation marks.
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
    answer = pair.draft.measure if pair.draft else None
    facts["given"] = writing.requirement(answer) if answer else ""
    facts["given_amount"] = writing.given(answer) if answer else ""
    said = writing.quote(pair.draft.text, 110) if pair.draft else ""
    facts["mine"] = writing.excerpt(answer, 110) if answer else said
    return facts


def pair_hit(case: Case, index: int, pair: Pair, severity: Severity | None = None, **values: str) -> Hit:
    """A hit about the pair at ``index``, with its facts and further values."""
    return Hit(
        values=facts(case, pair) | values,
        pair=index,
        reference=pair.reference,
        draft=pair.draft,
        severity=severity,
    )
