"""NV: nhiệm vụ (tasks), fifth part: a body that leads a task in place of the one that the plan above names.

Only a lead of the draft's own level counts: what a department or the People's Committee is to lead, the level below may
hand to any of its offices. Nothing is said where the draft may have no such office, where the one of the plan above
leads the like elsewhere, or where the pairing is not sure.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from compare.model import Kind, Place, Severity
from compare.naming.mentions import day_of
from compare.naming.register import Register, register_of
from compare.rules.base import Case, Hit, Rule
from compare.rules.hits import statement_place, task_hit
from compare.rules.tasks.asked import is_formal
from compare.tasks.answers import Answered
from compare.tasks.duties import Duty, duties_at, duties_of, holds, opening_body
from compare.tasks.leads import (
    Office,
    are_one,
    asked_offices,
    given_offices,
    lead_names,
    leads_by_word,
    office,
)
from compare.words import phrases
from compare.words.similarity import Index, covered
from extract.language import writing
from extract.language.agencies import find_units
from extract.language.lexicon import fold
from extract.language.phrases import composed
from extract.model import Plan, Statement

# Answers whose shares differ by no more than this are equally near.
_AS_NEAR = 0.05
# Least probability of a pair of numbers that says who does the same work; a missing answer has 0.
_LIKELY = 0.5
_DOES = {True: "chủ trì", False: "thực hiện"}
_VARYING = composed(r"<<words>>(?!\w)", words=phrases("tasks", "leads", "varying"))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Given:
    """The sentence of the draft that takes a task up, the bodies that lead it, and whether it says "chủ trì"."""

    statement: Statement
    names: tuple[str, ...]
    by_word: bool = False


def _other_lead(case: Case) -> Iterator[Hit]:
    told: set[tuple[int, str]] = set()
    for alignment in case.tasks:
        for answered in alignment.duties:
            duty = answered.duty
            asked = () if is_formal(duty) else asked_offices(duty, case.draft.masthead)
            if not asked or (alignment.plan, duty.task) in told or not _has(case, asked):
                continue
            given = _given(case, alignment.plan, answered)
            if given is None or not _is_other(case, asked, given) or _leads_the_like(case, asked, duty):
                continue
            told.add((alignment.plan, duty.task))
            yield _hit(case, alignment.plan, duty, asked, given)


def _hit(case: Case, number: int, duty: Duty, asked: Sequence[Office], given: _Given) -> Hit:
    kind = next(find_units(case.draft.masthead.place or "")).kind
    place = _with_heading(case.draft, statement_place(given.statement))
    hit = task_hit(
        case,
        number,
        [duty],
        asked=writing.listed(list(duty.bodies)),
        does=_DOES[leads_by_word(duty)],
        done=_DOES[given.by_word],
        given=writing.listed(list(given.names)),
        own=writing.listed([f"{one.name} {kind}" for one in asked]),
    )
    return replace(hit, reference=_with_heading(case.references[number], duty.place(number)), draft=place)


def _with_heading(plan: Plan, place: Place) -> Place:
    """The place of a task, with the heading that runs into it and names the lead: "a) Công an các xã chủ trì, …"."""
    anchor = place.anchor
    for statement in plan.statements:
        head = statement.anchor
        if (
            anchor
            and statement.heading
            and 0 <= anchor.start - head.end <= 1
            and opening_body(statement.text)
        ):
            whole = replace(
                head,
                end=anchor.end,
                boxes=tuple(dict.fromkeys((*head.boxes, *anchor.boxes))),
                unsure=(*head.unsure, *anchor.unsure),
            )
            return replace(place, text=f"{statement.text} {place.text}", anchor=whole)
    return place


def _has(case: Case, asked: Sequence[Office]) -> bool:
    """Whether the draft's unit has all these offices, as far as registers and the draft tell."""
    register, day = _register(case), day_of(case.draft)
    for one in asked:
        name = register.of(one.name)
        if name and day and name.gone(day, case.draft.masthead.level):
            return False
        forms = {fold(form) for form in (one.name, *((name.name, *name.short) if name else ()))}
        if _VARYING.match(fold(one.name)) and not any(
            form in fold(statement.text) for statement in case.draft.statements for form in forms
        ):
            return False
    return True


def _given(case: Case, plan: int, answered: Answered) -> _Given | None:
    """The nearest sentences of the draft, if all of them name leads: the first of them; else None."""
    # A number is compared where the duty has one; "mỗi tháng hai lần" only says how often.
    near = [] if answered.duty.measured else _near(case, answered)
    found = near or _paired(case, plan, answered.duty)
    return found[0] if found and all(one.names for one in found) else None


def _near(case: Case, answered: Answered) -> list[_Given]:
    """The clauses of the draft that say nearly the same as a duty, with their leads."""
    answers = [one for one in answered.answers if one.share >= case.settings.task_same]
    if not answers or answered.general or not answered.is_answered(case.settings):
        return []
    nearest = [one for one in answers if one.share >= answers[0].share - _AS_NEAR]
    return [_led(case, one.statement, one.text) for one in nearest]


def _paired(case: Case, plan: int, duty: Duty) -> list[_Given]:
    """The items of the draft that answer the numbers of a duty for sure, with their leads."""
    pairs = [
        pair
        for pair in case.pairs
        if (pair.reference.plan, pair.reference.target) == (plan, duty.task)
        and pair.reference.measure is not None
        and holds(duty.text, pair.reference.measure.text)
    ]
    if any(pair.similarity < _LIKELY or pair.rivals or pair.parts for pair in pairs):
        return []
    clauses = {
        pair.draft.anchor.start: pair.draft.measure.text
        for pair in pairs
        if pair.draft and pair.draft.anchor and pair.draft.measure
    }
    return [
        _led(case, one, clauses[one.anchor.start])
        for one in case.draft.statements
        if one.anchor.start in clauses
    ]


def _led(case: Case, statement: Statement, clause: str) -> _Given:
    """A clause of the draft with its leads; with none where several duties of it have different ones."""
    tasks = {task.id: task for task in case.draft.tasks}
    duties = duties_at(case.draft, statement.anchor.start)
    same = [one for one in duties if fold(one.text) in fold(clause) or fold(clause) in fold(one.text)]
    found = {(lead_names(one, tasks.get(one.task)), leads_by_word(one)) for one in same or duties}
    names, by_word = found.pop() if len(found) == 1 else ((), False)
    return _Given(statement=statement, names=names, by_word=by_word)


def _is_other(case: Case, asked: Sequence[Office], given: _Given) -> bool:
    """Whether the draft's leads are offices of its own that exist (TN01), and none is one of those asked for."""
    offices = given_offices(given.names, case.draft.masthead)
    register, day, level = _register(case), day_of(case.draft), case.draft.masthead.level
    named = [name for one in offices if (name := register.of(one.name))]
    return (
        bool(offices)
        and not any(day and name.gone(day, level) for name in named)
        and not any(are_one(one.name, other.name) for one in offices for other in asked)
    )


def _register(case: Case) -> Register:
    return register_of("agencies", case.settings.registers)


def _leads_the_like(case: Case, asked: Sequence[Office], duty: Duty) -> bool:
    """Whether a clause of the draft that one of the offices does says a part of the same."""
    own = [
        one.text
        for one in duties_of(case.draft)
        if not one.assists
        and any(
            (body := office(name)) is not None and are_one(body.name, other.name)
            for name in one.bodies
            for other in asked
        )
    ]
    index = Index([duty.text, *(one.text for one in duties_of(case.draft))], case.settings.tokens)
    wanted = index.vector(duty.text)
    return any(covered(wanted, index.terms(text)) >= case.settings.task_answer for text in own)


RULES: tuple[Rule, ...] = (
    Rule(
        code="NV13",
        name="Giao cơ quan chủ trì khác với cấp trên",
        name_en="Another lead body",
        kind=Kind.WRONG_LEAD,
        severity=Severity.MEDIUM,
        rationale=(
            "Khi cấp trên nêu rõ cơ quan nào của cấp dưới chủ trì thì kế hoạch cấp dưới giao đúng cơ quan đó, hoặc nêu "
            "lý do giao cơ quan khác. Không nêu khi cấp trên giao sở, ngành hoặc Ủy ban nhân dân (cấp dưới được phân "
            "công cho cơ quan của mình), khi một trong các cơ quan cấp trên nêu đã chủ trì, khi địa phương có thể "
            "không có cơ quan này, hoặc khi chưa chắc hai nhiệm vụ là một."
        ),
        example="Tỉnh: “Trạm Y tế cấp xã chủ trì phun thuốc diệt muỗi”. Xã: “Hội Nông dân xã chủ trì phun thuốc”.",
        answer="Giao cơ quan mà cấp trên nêu, hoặc nêu rõ lý do giao cơ quan khác.",
        message=(
            "Nhiệm vụ “{text}”: dự thảo giao {given} {done}, trong khi {where}{document} giao {asked} {does}."
        ),
        suggestion=(
            "Đề nghị {issuer} giao {own} {does} nội dung {whole}{by} {where}{document}; trường hợp giao cơ "
            "quan khác, đề nghị nêu rõ lý do."
        ),
        check=_other_lead,
    ),
)
