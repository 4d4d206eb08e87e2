"""NV: nhiệm vụ (tasks), first part: tasks of the upper level without an answer in the draft."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from compare.model import Kind, Severity
from compare.rules.base import Case, Hit, Rule
from compare.rules.hits import task_hit
from compare.tasks.adapting import adapted, is_elsewhere
from compare.tasks.answers import Answer, Answered
from compare.tasks.binding import Binding, addresses, is_next_level
from compare.tasks.deadlines import is_of_another_time
from compare.tasks.duties import Duty, is_closing, matter, opening_body
from compare.tasks.parts import Piece, listed
from compare.words import phrases
from extract.kept import kept
from extract.language import writing
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
_ANSWERED = several(*(phrases("tasks", "answered", name) for name in ("plan", "money", "report")))
_NOT_SEEN = "chưa thấy dự thảo nêu phần"
_BUT_NOT = ", chưa thấy nêu phần"
_SEEN = "dự thảo đã nêu “{text}”"
_SEEN_AT = "dự thảo mới nêu một phần ({places})"
_NEAR = "dự thảo có nội dung gần với nhiệm vụ này (“{text}”)"
_PROMISED = "có chỉ tiêu liên quan “{text}”"
_SUPPORTED = "cơ quan cấp trên chủ trì, địa phương phối hợp"
_LED_ABOVE = "do {leads} chủ trì; kế hoạch cấp trên chưa giao rõ cho địa phương"
# Syllables of clauses that say enough alone.
_LEAST_SYLLABLES = 6
# Letters at the opening of a duty that name its matter: "chọn địa điểm, vận động người dân, bố trí kinh phí" is about
# more than money.
_MATTER = 40


@dataclass(frozen=True, slots=True)
class _Asked:
    """One task of the level right above: its duties, and those of them that are searched in the draft."""

    plan: int
    whole: tuple[Answered, ...]
    duties: tuple[Answered, ...]


def _asked(case: Case) -> Iterator[_Asked]:
    """All tasks with a duty to search for; tasks with general duties alone are left out.

    In the section on organisation every clause counts as a task.
    """
    for alignment in case.tasks:
        for _, group in groupby(alignment.duties, key=_task):
            duties = tuple(group)
            looked_at = tuple(
                a for a in duties if _is_looked_at(a) and not is_of_another_time(a.duty.whole, case.draft)
            )
            if not all(answered.general for answered in looked_at):
                yield _Asked(alignment.plan, duties, looked_at)


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
        or _ANSWERED.search(text[:_MATTER]) is not None
    )


def _missing(case: Case) -> Iterator[Hit]:
    """Tasks of which nothing is in the draft.

    The finding is no more than medium where an item that answers no other task may be the answer in other words.
    """
    for task in _asked(case):
        if not _is_lost(case, task) or _is_partner(task):
            continue
        near = max((a.near for a in task.duties if a.near), key=lambda answer: answer.share, default=None)
        note = f"; có thể là “{writing.quote(near.text, 120)}”, cần làm rõ" if near else ""
        duties = [answered.duty for answered in task.duties]
        hit = task_hit(case, task.plan, duties, near.statement if near else None, note=note)
        yield replace(hit, severity=Severity.MEDIUM) if near else hit


@dataclass(frozen=True, slots=True)
class _Part:
    """What the draft has of a task, and what it has not: parts of duties, and contents of their lists.

    ``there`` are the items that say a part; without any, ``near`` are those near it.
    """

    there: tuple[Statement, ...]
    near: tuple[Statement, ...]
    lacking: tuple[tuple[Answered, tuple[Piece, ...]], ...]
    shorter: tuple[Answered, ...]


def _part(case: Case, task: _Asked) -> _Part | None:
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
    if not there and (_is_partner(task) or not _is_lost(case, task)):
        near = _grounds(task, [one for one in found if not one[0].is_answered(case.settings)])
    lost = any(a.is_missing(case.settings) or len(parts) == len(a.parts) for a, parts in found)
    if not (there or near) and (
        _is_whole(case, task, found) or not ((lost or shorter) and _there(case, task))
    ):
        return None
    return _Part(there, near, found, shorter)


def _is_whole(case: Case, task: _Asked, lacking: Sequence[tuple[Answered, tuple[Piece, ...]]]) -> bool:
    """Whether the draft lacks all parts of all duties of a task, none of which its words seem to answer."""
    whole = {id(a) for a, parts in lacking if len(parts) == len(a.parts) and not a.is_answered(case.settings)}
    return all(a.general or id(a) in whole for a in task.duties)


def _lacking(case: Case, task: _Asked) -> tuple[tuple[Answered, tuple[Piece, ...]], ...]:
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


def _places(task: _Asked) -> tuple[Statement, ...]:
    """The items of the draft that say a part of a task, the one nearest to it first."""
    told = _told(task)
    held = [
        part.statement
        for a in task.whole
        if not a.general and not a.answers and (_is_beside(a) or not has_own_rule(a.duty))
        for part in a.parts
        if part.is_there and part.statement and not opening_body(part.part.text)
    ]
    return tuple(dict.fromkeys([*([told.statement] if told else []), *held]))


def _grounds(task: _Asked, lacking: Sequence[tuple[Answered, tuple[Piece, ...]]]) -> tuple[Statement, ...]:
    """The items of the draft near a task of which no item says a part: work of its kind, or near another part."""
    wanted = {part for _, parts in lacking for part in parts}
    parts = [part for a in task.duties for part in a.parts] if wanted else []
    near = [part.ground for part in parts if part.ground and (part.part.how or part.part not in wanted)]
    return tuple(dict.fromkeys(near))


def _partly(case: Case) -> Iterator[Hit]:
    """Tasks of which a part is in the draft, with the items that hold it, and a part is not."""
    for task in _asked(case):
        part = _part(case, task)
        if part is None:
            continue
        upper = case.references[task.plan]
        parts = [
            *(adapted(listed(matter(a.duty.text), wanted), upper, case.draft) for a, wanted in part.lacking),
            *(content for answered in part.shorter for content in answered.dropped),
        ]
        duties = [a.duty for a, _ in part.lacking] + [a.duty for a in part.shorter]
        own = next(iter((*part.there, *part.near)), None)
        hit = task_hit(case, task.plan, duties, own, told=_seen(task, part))
        yield replace(hit, values={**hit.values, "text": "; ".join(parts)})


def _seen(task: _Asked, part: _Part) -> str:
    """What the draft says of a task: one item by its words, several by their places; and its targets on what lacks."""
    parts = {piece for _, pieces in part.lacking for piece in pieces}
    promised = [held.said for a in task.whole for held in a.parts if held.part in parts and held.is_promised]
    told = [_had(task, part), *(_PROMISED.format(text=writing.quote(text)) for text in promised)]
    if not any(told):
        return _NOT_SEEN
    return ("" if told[0] else "dự thảo ") + ", ".join(filter(None, told)) + _BUT_NOT


def _had(task: _Asked, part: _Part) -> str:
    """The item that says parts of a task, by its words; several by their places, without any those near it; else ""."""
    if not part.there:
        return _NEAR.format(text=writing.quote(part.near[0].text)) if part.near else ""
    places = dict.fromkeys(filter(None, (writing.section(statement.path) for statement in part.there)))
    if len(places) > 1:
        return _SEEN_AT.format(places=writing.listed(list(places)))
    told = _told(task)
    return _SEEN.format(text=writing.quote(told.text if told else _said(task, part.there[0])))


def _said(task: _Asked, place: Statement) -> str:
    """The clauses of an item that say parts of a task."""
    said = [held.said for a in task.whole for held in a.parts if held.is_there and held.statement is place]
    return "; ".join(dict.fromkeys(said)) or place.text


def _unclear(case: Case) -> Iterator[Hit]:
    """All tasks of a reference with an unclear answer as one finding, supported ones without any as another."""
    for number, plan in enumerate(case.references):
        found = [task for task in _asked(case) if task.plan == number and _is_unclear(case, task)]
        lost = [task for task in found if _is_lost(case, task)]
        for unclear in filter(None, (lost, [task for task in found if task not in lost])):
            places = tuple(task.duties[0].duty.place(number) for task in unclear)
            told = [_quoted(case, task, noted=True) for task in unclear]
            asked = [_quoted(case, task) for task in unclear]
            yield Hit(
                values={
                    "issuer": writing.issuer(case.draft),
                    "document": writing.document(plan.masthead),
                    "texts": writing.listed(told),
                    "asked": writing.listed(asked),
                    "tasks": "nhiệm vụ" if len(unclear) == 1 else f"{writing.count(len(unclear))} nhiệm vụ",
                    "those": "nhiệm vụ" if len(unclear) == 1 else "các nhiệm vụ",
                },
                reference=places[0],
                others=places[1:],
                severity=Severity.MEDIUM if unclear is lost else None,
            )


def _is_unclear(case: Case, task: _Asked) -> bool:
    """Whether the draft answers a task neither clearly nor not at all; a supporting level may be told nowhere."""
    if any(a.is_answered(case.settings) for a in task.duties if not a.general):
        return False
    if _part(case, task) is not None or (_places(task) and not _lacking(case, task)):
        return False
    missing = _is_next(case, task.plan) and _all_missing(case, task)
    return not missing or (_is_partner(task) and _is_lost(case, task))


def _quoted(case: Case, task: _Asked, *, noted: bool = False) -> str:
    """All that is open of a task, with its place: "“mở lớp tập huấn; cấp tài liệu” (khoản 2 Mục II)".

    ``noted``: with a word on tasks that the draft's level only supports.
    """
    upper = case.references[task.plan]
    open_ones = [a.duty for a in task.duties if not a.is_answered(case.settings)]
    told = open_ones
    if sum(len(duty.text.split()) for duty in open_ones) < _LEAST_SYLLABLES:
        # "quản lý thai nghén" is understood with the clauses beside it.
        told = [a.duty for a in task.whole if a.binding is not Binding.ABOVE and not a.duty.measured]
    text = "; ".join(adapted(duty.text, upper, case.draft) for duty in told)
    notes = [writing.section(open_ones[0].path), _lead(case, task) if noted and _is_partner(task) else ""]
    where = "; ".join(filter(None, notes))
    return f"“{text}” ({where})" if where else f"“{text}”"


def _lead(case: Case, task: _Asked) -> str:
    """Who leads a task of the upper level, and whether bodies of the draft's level are its partners."""
    upper, draft = case.references[task.plan].masthead, case.draft.masthead
    duties = [answered.duty for answered in task.duties]
    if any(addresses(name, upper, draft) for duty in duties for name in (*duty.bodies, *duty.helpers)):
        return _SUPPORTED
    leads = list(dict.fromkeys(name for duty in duties for name in duty.bodies))
    return _LED_ABOVE.format(leads=writing.listed(leads)) if leads else ""


def _is_partner(task: _Asked) -> bool:
    """Whether the draft's level only supports a body above."""
    return all(answered.binding is Binding.PARTNER for answered in task.duties)


def _told(task: _Asked) -> Answer | None:
    """The clause of the draft that says nearly the same as a part of a task, so that it may be named; else None."""
    clauses = [
        answer
        for answered in task.whole
        for answer in answered.answers
        if not answered.general
        and answered.binding is not Binding.ABOVE
        and answer.statement.role is not Role.TARGETS
        and len(answer.text.split()) >= _LEAST_SYLLABLES
    ]
    return max(clauses, key=lambda answer: answer.share, default=None)


def _is_next(case: Case, plan: int) -> bool:
    return is_next_level(case.references[plan], case.draft)


def _all_missing(case: Case, task: _Asked) -> bool:
    return all(answered.is_missing(case.settings) for answered in task.duties)


def _is_lost(case: Case, task: _Asked) -> bool:
    """Whether the draft has nothing of a task."""
    return (
        _is_next(case, task.plan)
        and _all_missing(case, task)
        and _there(case, task) is None
        and not _places(task)
    )


def _there(case: Case, task: _Asked) -> Answer | None:
    """The item of the draft that answers a part of a task, the nearest of all; None where no part is there."""
    found = [
        a.best for a in task.whole if a.best is not None and not a.general and not a.is_missing(case.settings)
    ]
    return max(found, key=lambda answer: answer.share, default=None)


RULES: tuple[Rule, ...] = (
    Rule(
        code="NV01",
        name="Chưa thấy nhiệm vụ",
        name_en="Missing task",
        kind=Kind.MISSING_TASK,
        severity=Severity.HIGH,
        rationale=(
            "Nhiệm vụ cấp trên giao cho cấp dưới, hoặc giao chung, phải có nội dung tương ứng trong kế "
            "hoạch cấp dưới. Việc chỉ cấp trên làm được (văn bản quy phạm, định mức, quy hoạch, việc của "
            "sở, ngành, việc làm một lần cho mọi cấp như biên soạn tài liệu) không tính là thiếu; việc cấp dưới chỉ "
            "phối hợp thì hỏi theo NV12. Nội dung gần nghĩa chưa ứng với nhiệm vụ nào khác có thể là cách diễn đạt "
            "khác: mức trung bình, cần làm rõ. Kiến nghị viết theo địa bàn, giai đoạn của dự thảo."
        ),
        example="Tỉnh: “Lấy mẫu, xét nghiệm chất lượng nước hằng quý”. Huyện: không có nội dung này.",
        answer="Bổ sung nhiệm vụ, hoặc giải trình vì sao không thực hiện.",
        message="Chưa thấy dự thảo nêu nhiệm vụ “{text}” tại {where}{document}{note}.",
        suggestion=(
            "Đề nghị {issuer} bổ sung nhiệm vụ “{whole}” theo {where}{document}; trường hợp không thực "
            "hiện, đề nghị giải trình."
        ),
        check=_missing,
    ),
    Rule(
        code="NV03",
        name="Chưa thấy một phần nhiệm vụ",
        name_en="Task missing in part",
        kind=Kind.MISSING_TASK,
        severity=Severity.LOW,
        rationale=(
            "Nhiệm vụ cấp trên gồm nhiều việc; dự thảo mới có nội dung tương ứng với một số việc. Từng việc được tìm "
            "trong mọi câu của dự thảo (chỉ tiêu, nhiệm vụ, đề mục, tổ chức thực hiện); việc đã có ở bất cứ đâu thì "
            "không hỏi; từ chung nằm rải rác ở các câu khác nhau không tính là có. "
            "Cột dự thảo dẫn nơi đã nêu một phần, hoặc nội dung gần nhất; kiến nghị chỉ gồm các việc chưa "
            "thấy, bằng lời của văn bản cấp trên. Nội dung tuyên truyền chỉ tính là có khi câu hoặc đề mục có việc "
            "tuyên truyền. Việc của riêng vùng mà địa bàn không có (vùng khó khăn đối với phường) không hỏi."
        ),
        example=(
            "Tỉnh: “Công khai quy trình; lắp đặt camera tại bộ phận một cửa”. Huyện chỉ nêu công khai quy"
            " trình."
        ),
        answer="Bổ sung phần còn thiếu, hoặc làm rõ đã lồng ghép ở nội dung nào.",
        message="Nhiệm vụ tại {where}{document}: {told} “{text}”.",
        suggestion=(
            "Đề nghị {issuer} bổ sung nội dung “{text}” theo {where}{document}, hoặc cho biết đã lồng ghép ở mục nào."
        ),
        check=_partly,
    ),
    Rule(
        code="NV12",
        name="Dự thảo chưa nêu nhiệm vụ",
        name_en="Unclear answer to a task",
        kind=Kind.MISSING_TASK,
        severity=Severity.LOW,
        rationale=(
            "Nội dung dự thảo chỉ gần giống, chưa đủ để kết luận đã có hay còn thiếu, và không câu nào nêu rõ một việc "
            "của nhiệm vụ (nêu rõ một phần thì hỏi theo NV03); cũng dùng cho nhiệm"
            " vụ của cấp cách xa một bậc khi chưa có kế hoạch của cấp ở giữa để đối chiếu, và nhiệm vụ do cơ quan "
            "cấp trên chủ trì, cấp dưới phối hợp (không thấy gì trong dự thảo: mức trung bình)."
        ),
        example="Tỉnh: “Tổ chức kỷ niệm Ngày Công tác xã hội”. Huyện: chỉ nói chung về tuyên truyền.",
        answer="Đọc lại nội dung liên quan; bổ sung nếu thiếu.",
        message="Chưa thấy dự thảo nêu {tasks} của {document}: {texts}.",
        suggestion=(
            "Đề nghị {issuer} bổ sung {those} {asked} của {document}, hoặc cho biết đã lồng ghép ở mục nào."
        ),
        check=_unclear,
    ),
)
