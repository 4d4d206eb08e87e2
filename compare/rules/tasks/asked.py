"""Tasks of the upper level that are asked of the draft, and what of each it has and lacks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from compare.rules.base import Case, SameCase
from compare.tasks.adapting import is_elsewhere
from compare.tasks.answers import Answer, Answered
from compare.tasks.binding import Binding, is_next_level
from compare.tasks.deadlines import is_of_another_time
from compare.tasks.duties import Duty, is_closing, opening_body
from compare.tasks.parts import Piece
from compare.words import phrases
from compare.words.fields import of_one_field
from compare.words.task_texts import shares_words
from extract.kept import kept
from extract.language.lexicon import fold
from extract.language.phrases import composed, several
from extract.model import Role, Statement

# "Kiểm tra việc thực hiện Kế hoạch" reviews the plan, "kiểm tra nồng độ cồn" is work of its own.
_REVIEW = composed(
    r"<<stages>>|giữa kỳ|^(?:<<before>>\s+)*(?:<<looks>>(?!\w)|<<inspections>>(?:(?:,\s*|\s+và\s+)<<looks>>)*"
    r"\s*(?:$|[,;.]|(?:[^\W\d_]+\s+){0,2}?<<checked>>(?!\w)))",
    stages=phrases("tasks", "reviews", "stages"),
    before=phrases("tasks", "reviews", "before_checks"),
    looks=phrases("tasks", "reviews", "looks"),
    inspections=phrases("tasks", "reviews", "inspections"),
    checked=phrases("tasks", "reviews", "checked"),
)
# "Theo dõi tăng trưởng của trẻ" looks at something else than the plan.
_LOOK = composed(
    r"^<<looks>>\s+(?!(?:[^\W\d_]+\s+){0,2}?<<checked>>(?!\w))[^\W\d_]",
    looks=phrases("tasks", "reviews", "looks"),
    checked=phrases("tasks", "reviews", "checked"),
)
# "Xây dựng, phê duyệt và tổ chức thực hiện kế hoạch của địa phương": the draft itself is the answer.
_OWN_PLAN = composed(
    r"^(?:<<verbs>>(?:,\s*|\s+và\s+|\s+))+(?:chương trình(?:,\s*|\s+và\s+))?kế hoạch\s*(?:$|[,;.]|<<behind>>(?!\w))",
    verbs=phrases("tasks", "own_plan", "verbs"),
    behind=phrases("tasks", "own_plan", "behind"),
)
# "chỉ tiêu không được thấp hơn chỉ tiêu tại Kế hoạch này": what the comparison of the targets shows.
_NO_LESS = composed(
    r"(?<!\w)<<aims>>(?!\w)[^;.]{0,60}?(?<!\w)<<no_less>>\s+(?:(?:các|những|so với)\s+)?<<given>>(?!\w)",
    aims=phrases("tasks", "own_plan", "aims"),
    no_less=phrases("tasks", "own_plan", "no_less"),
    given=phrases("tasks", "own_plan", "given"),
)
_ANSWERED = several(*(phrases("tasks", "answered", name) for name in ("plan", "money", "report")))
# Syllables of clauses that say enough alone.
LEAST_SYLLABLES = 6
# Letters at the opening of a duty that name its matter: "chọn địa điểm, vận động người dân, bố trí kinh phí" is about
# more than money.
_MATTER = 40


@dataclass(frozen=True, slots=True)
class Asked:
    """One task of the level right above: its duties, and those of them that are searched in the draft."""

    plan: int
    whole: tuple[Answered, ...]
    duties: tuple[Answered, ...]


def asked(case: Case) -> tuple[Asked, ...]:
    """All tasks with a duty to search for; tasks with general duties alone are left out.

    In the section on organisation every clause counts as a task.
    """
    return _asked(SameCase(case))


# Several rules ask for the same tasks.
@lru_cache(maxsize=1)
def _asked(same: SameCase) -> tuple[Asked, ...]:
    return tuple(_found_asked(same.case))


def _found_asked(case: Case) -> Iterator[Asked]:
    for alignment in case.tasks:
        for _, group in groupby(alignment.duties, key=_task):
            duties = tuple(group)
            looked_at = tuple(
                a for a in duties if _is_looked_at(a) and not is_of_another_time(a.duty.whole, case.draft)
            )
            if not all(answered.general for answered in looked_at):
                yield Asked(alignment.plan, duties, looked_at)


def _task(answered: Answered) -> tuple[str, str]:
    duty = answered.duty
    return duty.task, duty.text if duty.role is Role.ORGANISATION else ""


def _is_looked_at(answered: Answered) -> bool:
    """Whether a duty is searched for: it binds the level below and has no rule of its own."""
    duty = answered.duty
    return (
        answered.binding is not Binding.ABOVE
        and not duty.measured  # CT01 reports a number without an answer
        and not has_own_rule(duty)
    )


@kept(1_000)
def has_own_rule(duty: Duty) -> bool:
    """Whether NV08 to NV11 check a duty (money, reports, reviews), or the draft itself is its answer."""
    return is_formal(duty) or _REVIEW.search(fold(duty.text)) is not None


@kept(1_000)
def is_formal(duty: Duty) -> bool:
    """Whether a duty is about money, reports or the draft itself, no work of its own."""
    text = fold(duty.text)
    return (
        duty.role in (Role.FUNDING, Role.REPORTING)
        or is_closing(duty.text)
        or _OWN_PLAN.search(text) is not None
        or _NO_LESS.search(text) is not None
        or _ANSWERED.search(text[:_MATTER]) is not None
    )


@dataclass(frozen=True, slots=True)
class Part:
    """What the draft has of a task, and what it has not: parts of duties, and contents of their lists.

    ``there`` are the items that say a part; without any, ``near`` are those near it. ``shown`` is the item to which
    what lacks belongs: one among the tasks before one on the organisation, also where only its field of work is that
    of the task.
    """

    there: tuple[Statement, ...]
    near: tuple[Statement, ...]
    lacking: tuple[tuple[Answered, tuple[Piece, ...]], ...]
    shorter: tuple[Answered, ...]
    shown: Statement | None


def part_of(case: Case, task: Asked) -> Part | None:
    """A task of which a part is in the draft and a part is not; None for any other."""
    found = _lacking(case, task)
    lacking = [a for a, _ in found]
    shorter = tuple(
        a for a in task.duties if a.dropped and a not in lacking and a.binding is not Binding.PARTNER
    )
    if not (found or shorter) or not _is_next(case, task.plan):
        return None
    there = _places(task)
    near: tuple[Statement, ...] = ()
    if not there and (is_partner(task) or not is_lost(case, task)):
        near = _grounds(task, [one for one in found if not one[0].is_answered(case.settings)])
    lost = any(a.is_missing(case.settings) or len(parts) == len(a.parts) for a, parts in found)
    if not (there or near or ((lost or shorter) and _there(case, task))):
        near = _halves(case, task, found)
    near = near or (() if there else _alike(task))
    told = there or near or ((lost or shorter) and _there(case, task))
    if not told or (not (there or near) and _is_whole(case, task, found)):
        return None
    items = (*there, *near)
    beside = (*items, *_grounds(task, found)) if there else items
    shown = next((item for item in beside if item.role is Role.TASKS), None) or next(iter(items), None)
    if shown is not None and shown.role is Role.ORGANISATION:
        shown = _of_its_field(case, found) or shown
    return Part(there, near, found, shorter, shown)


def _of_its_field(case: Case, lacking: Sequence[tuple[Answered, tuple[Piece, ...]]]) -> Statement | None:
    """The item among the draft's tasks with most words of the field of what lacks; none that answers a target."""
    wanted = "; ".join(part.text for _, parts in lacking for part in parts)
    titles = {section.id: section.title for section in case.draft.sections}
    headings = [answered.duty.heading for answered, _ in lacking]
    answers = {pair.draft.anchor.start for pair in case.pairs if pair.draft is not None and pair.draft.anchor}
    found: dict[int, tuple[int, Statement]] = {}
    for at, one in enumerate(case.draft.statements):
        if (
            one.role is not Role.TASKS
            or one.heading
            or any(one.anchor.start <= a < one.anchor.end for a in answers)
        ):
            continue
        words = of_one_field(wanted, one.text)
        title = titles.get(one.section or "", "")
        # One section of both plans is worth a word.
        if words:
            found[at] = words + any(shares_words(heading, title) for heading in headings), one
    best = max(found, key=lambda at: (found[at][0], -at), default=None)
    return None if best is None else found[best][1]


def _is_whole(case: Case, task: Asked, lacking: Sequence[tuple[Answered, tuple[Piece, ...]]]) -> bool:
    """Whether the draft lacks all parts of all duties of a task, none of which its words seem to answer."""
    whole = {id(a) for a, parts in lacking if len(parts) == len(a.parts) and not a.is_answered(case.settings)}
    return all(a.general or id(a) in whole for a in task.duties)


def _lacking(case: Case, task: Asked) -> tuple[tuple[Answered, tuple[Piece, ...]], ...]:
    """The parts of a task that no clause of the draft says, by duty; without work that its place does not have.

    Duties with few words of their own, and what is looked after, are told beside others, or with two parts.
    """
    found = {id(a): a.lacking(case.settings) for a in task.duties}
    beside = {id(a): _beside(a) for a in task.whole if _is_beside(a)}
    alone = {at: parts for at, parts in beside.items() if len(parts) > 1}
    found |= beside if any(found.values()) else alone
    by_duty = ((a, _asked_parts(case, found.get(id(a), ()))) for a in task.whole)
    return tuple((a, parts) for a, parts in by_duty if parts)


def _asked_parts(case: Case, lacking: Sequence[Piece]) -> tuple[Piece, ...]:
    """The lacking parts of a duty that are asked of the draft.

    Work for lands that its place does not have is not.
    """
    return tuple(part for part in lacking if not is_elsewhere(part.text, case.draft))


def _is_beside(answered: Answered) -> bool:
    """Whether a duty is asked beside others of its task alone: "theo dõi tăng trưởng", "chăm sóc trước khi sinh"."""
    if answered.binding is Binding.ABOVE or answered.duty.measured:
        return False
    look = _LOOK.match(fold(answered.duty.text)) is not None
    return look or (answered.general and not has_own_rule(answered.duty))


def _beside(answered: Answered) -> tuple[Piece, ...]:
    """The parts of a duty that no clause says and no item is near."""
    return tuple(held.part for held in answered.parts if held.is_absent and held.own >= 2 and not held.ground)


def _places(task: Asked) -> tuple[Statement, ...]:
    """The items of the draft that say a part of a task, the one nearest to it first."""
    told = nearest(task)
    held = [
        part.statement
        for a in task.whole
        if not a.general and not a.answers and (_is_beside(a) or not has_own_rule(a.duty))
        for part in a.parts
        if part.is_there and part.statement and not opening_body(part.part.text)
    ]
    return tuple(dict.fromkeys([*([told.statement] if told else []), *held]))


def _halves(
    case: Case, task: Asked, lacking: Sequence[tuple[Answered, tuple[Piece, ...]]]
) -> tuple[Statement, ...]:
    """The items that say a part of an answered duty in other words, and name nothing of the parts that lack."""
    wanted = [part.text for _, parts in lacking for part in parts]
    halves = [
        part.statement
        for a in task.duties
        if a.is_answered(case.settings)
        for part in a.parts
        if part.statement and part.headed and not part.is_absent
        if not any(shares_words(text, part.statement.text) for text in wanted)
    ]
    return tuple(dict.fromkeys(halves))


def _alike(task: Asked) -> tuple[Statement, ...]:
    """The items of the draft that make another thing of the kind that a task lists."""
    found = (held.alike for a in task.duties if not a.general for held in a.parts)
    return tuple(dict.fromkeys(filter(None, found)))


def _grounds(task: Asked, lacking: Sequence[tuple[Answered, tuple[Piece, ...]]]) -> tuple[Statement, ...]:
    """The items of the draft near a task of which no item says a part: work of its kind, or near another part."""
    wanted = {part for _, parts in lacking for part in parts}
    parts = [part for a in task.duties for part in a.parts] if wanted else []
    near = [
        part.ground
        for part in parts
        if part.ground and (part.part.how or part.part.put or part.part not in wanted)
    ]
    return tuple(dict.fromkeys(near))


def is_unclear(case: Case, task: Asked) -> bool:
    """Whether the draft answers a task neither clearly nor not at all; a supporting level may be told nowhere."""
    if any(a.is_answered(case.settings) for a in task.duties if not a.general):
        return False
    if part_of(case, task) is not None or (_places(task) and not _lacking(case, task)):
        return False
    missing = _is_next(case, task.plan) and _all_missing(case, task)
    return not missing or ((is_partner(task) or is_slight(task)) and is_lost(case, task))


def is_partner(task: Asked) -> bool:
    """Whether the draft's level only supports a body above."""
    return all(answered.binding is Binding.PARTNER for answered in task.duties)


def is_slight(task: Asked) -> bool:
    """Whether a task has few words of its own, so that other words may well say it."""
    return all(answered.slight or answered.general for answered in task.duties)


def nearest(task: Asked) -> Answer | None:
    """The clause of the draft that says nearly the same as a part of a task, so that it may be named; else None."""
    clauses = [
        answer
        for answered in task.whole
        for answer in answered.answers
        if not answered.general
        and answered.binding is not Binding.ABOVE
        and answer.statement.role is not Role.TARGETS
        and len(answer.text.split()) >= LEAST_SYLLABLES
    ]
    return max(clauses, key=lambda answer: answer.share, default=None)


def _is_next(case: Case, plan: int) -> bool:
    return is_next_level(case.references[plan], case.draft)


def _all_missing(case: Case, task: Asked) -> bool:
    return all(answered.is_missing(case.settings) for answered in task.duties)


def is_lost(case: Case, task: Asked) -> bool:
    """Whether the draft has nothing of a task."""
    return (
        _is_next(case, task.plan)
        and _all_missing(case, task)
        and _there(case, task) is None
        and not _places(task)
    )


def _there(case: Case, task: Asked) -> Answer | None:
    """The item of the draft that answers a part of a task, the nearest of all; None where no part is there."""
    found = [
        a.best for a in task.whole if a.best is not None and not a.general and not a.is_missing(case.settings)
    ]
    return max(found, key=lambda answer: answer.share, default=None)
