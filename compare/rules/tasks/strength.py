"""NV: nhiệm vụ (tasks), second part: tasks that the draft takes up with less strength, or later."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from compare.model import Kind, Severity
from compare.rules.base import Case, Hit, Rule
from compare.rules.hits import task_hit
from compare.rules.tasks.asked import has_own_rule
from compare.tasks.answers import Answer, Answered
from compare.tasks.binding import Binding
from compare.tasks.deadlines import own_deadline, written
from compare.tasks.duties import opening_body
from compare.tasks.strength import (
    SUPPORT,
    advises,
    called,
    excuse,
    is_clearly_weaker,
    softened,
    strength,
    word,
)
from extract.language import writing
from extract.language.lexicon import fold
from extract.model import Role

# Answers whose shares differ by no more than this are equally near.
_AS_NEAR = 0.05
# Syllables of a task's opening that show the same action in a clause, and the letters of it that are searched.
_ECHOED, _ECHO_WITHIN = 3, 90


def _near(case: Case) -> Iterator[tuple[int, Answered, list[Answer]]]:
    """Duties with clauses of the draft that say nearly the same."""
    for alignment in case.tasks:
        for answered in alignment.duties:
            if answered.binding is Binding.ABOVE:
                continue
            answers = [answer for answer in answered.answers if answer.share >= case.settings.task_same]
            if answers:
                yield alignment.plan, answered, answers


def _weaker(case: Case) -> Iterator[Hit]:
    for plan, answered, answers in _near(case):
        duty = answered.duty
        found = _less(case, plan, answered, answers)
        if found is None:
            continue
        asked, given, answer = found
        yield task_hit(
            case,
            plan,
            [duty],
            answer.statement,
            asked=asked,
            given=given,
            mine=writing.quote(answer.text),
            own=writing.clauses(answer.text),
        )


def _less(
    case: Case, plan: int, answered: Answered, answers: Sequence[Answer]
) -> tuple[str, str, Answer] | None:
    """What is asked, the less that is given, and where; None where the draft gives as much or may give less."""
    duty = answered.duty
    given = _given(answers)
    if given is not None:
        rank, answer = given
        echoed = _echoes(duty.text, answer.text)
        asked = strength(duty.text, duty.stem)
        # "Củng cố phòng khám" has no verb of the scale, but "Nghiên cứu việc củng cố phòng khám" is clearly weaker.
        if asked is None and echoed and is_clearly_weaker(0, rank):
            asked = 0
        own = answered.binding is Binding.NAMED
        # "Vận động hộ dân trồng rừng" is the way to do it, "vận động trồng rừng" less than "trồng rừng".
        call = called(answer.text)
        if (
            asked is not None
            and is_clearly_weaker(asked, rank)
            and (echoed or not answered.general)
            and (call is None or _opens_like(duty.text, call))
            and not (answered.binding is Binding.PARTNER and rank <= SUPPORT)
            and not _is_asked_so(case, plan, answer, rank)
            and excuse(duty.text, rank, f"{answer.stem} {answer.statement.text}", own=own) is None
        ):
            return word(asked), word(rank), answer
    return _softer(answered, answers)


def _softer(answered: Answered, answers: Sequence[Answer]) -> tuple[str, str, Answer] | None:
    """A task of the draft with words that promise less ("từng bước", "khi có điều kiện") than the upper one."""
    duty = answered.duty
    nearest = _nearest(answers)
    if answered.binding is Binding.PARTNER or duty.measured or answered.general:
        return None
    if not nearest or softened(duty.text) or softened(duty.stem):
        return None
    words = [softened(answer.text) or softened(answer.stem) for answer in nearest]
    given = words[0]
    if given is None or not all(words) or not _echoes(duty.text, nearest[0].text):
        return None
    return word(strength(duty.text, duty.stem) or 0), given, nearest[0]


def _nearest(answers: Sequence[Answer]) -> list[Answer]:
    """The answers that are as near as the nearest one, headings apart."""
    items = [answer for answer in answers if not answer.statement.heading]
    return [answer for answer in items if answer.share >= items[0].share - _AS_NEAR]


def _given(answers: Sequence[Answer]) -> tuple[int, Answer] | None:
    """The firmest of the nearest answers and its rank; None where one of them has no rank.

    An office that proposes to its own committee does its work, so this is no weaker task.
    """
    nearest = _nearest(answers)
    ranked = [
        (rank, answer)
        for answer in nearest
        if answer.statement.role is Role.TASKS
        and not (
            advises(answer.text) and (opening_body(answer.statement.text) or opening_body(answer.heading))
        )
        and (rank := strength(answer.text, answer.stem, _head(answer))) is not None
    ]
    return None if len(ranked) < len(nearest) else min(ranked, key=lambda pair: pair[0], default=None)


def _is_asked_so(case: Case, plan: int, answer: Answer, rank: int) -> bool:
    """Whether the clause also answers another task, which asks for no more than it says."""
    return any(
        (asked := strength(answered.duty.text, answered.duty.stem)) is not None and asked >= rank
        for alignment in case.tasks
        if alignment.plan == plan
        for answered in alignment.duties
        for other in answered.answers
        if (other.statement, other.text) == (answer.statement, answer.text)
        and other.share >= answer.share - _AS_NEAR
    )


def _echoes(asked: str, given: str) -> bool:
    """Whether a clause of the draft holds the opening words of a task after words of its own."""
    opening = " ".join(fold(asked).split()[:_ECHOED])
    return " ".join(fold(given).split())[:_ECHO_WITHIN].find(opening) > 0


def _opens_like(asked: str, given: str) -> bool:
    """Whether two clauses begin with the same words."""
    return fold(asked).split()[:_ECHOED] == fold(given).split()[:_ECHOED]


def _head(answer: Answer) -> str:
    """The opening that governs all clauses of an item: "Kiến nghị cấp có thẩm quyền: …; …"."""
    head, colon, _ = answer.statement.text.partition(":")
    return head if colon else ""


def _later(case: Case) -> Iterator[Hit]:
    for plan, answered, answers in _near(case):
        duty = answered.duty
        wanted = own_deadline(duty.text)
        if duty.measured or wanted is None or answered.general or has_own_rule(duty):
            continue
        dated = [(given, answer) for answer in answers if (given := own_deadline(answer.text)) is not None]
        if dated and min(given for given, _ in dated) > wanted:
            given, answer = min(dated, key=lambda pair: pair[0])
            yield task_hit(
                case,
                plan,
                [duty],
                answer.statement,
                wanted=written(wanted),
                given=written(given),
                mine=writing.quote(answer.text),
            )


RULES: tuple[Rule, ...] = (
    Rule(
        code="NV02",
        name="Nhiệm vụ nhẹ hơn yêu cầu",
        name_en="Weaker task",
        kind=Kind.WEAKER_TASK,
        severity=Severity.MEDIUM,
        rationale=(
            "Thang mức độ giảm dần: ban hành, bố trí, thực hiện, tổ chức; hỗ trợ; tham gia, cử, vận động; phối hợp; "
            "nghiên cứu, rà soát; tham mưu, đề xuất, kiến nghị. “Từng bước”, “khi có điều kiện” cũng là nhẹ hơn. Không "
            "nêu khi cấp trên tự giao cấp dưới phối hợp, khi cấp dưới chỉ có thể đề xuất (quy hoạch, chính sách) hoặc "
            "cử người dự việc do cấp trên tổ chức."
        ),
        example="Tỉnh: “Bố trí nhà tạm lánh”. Huyện: “Nghiên cứu, đề xuất bố trí nhà tạm lánh”.",
        answer="Giao nhiệm vụ ở mức cấp trên yêu cầu, hoặc giải trình về thẩm quyền.",
        message=(
            "Nhiệm vụ “{text}” tại {where}{document} yêu cầu mức “{asked}”; dự thảo chỉ nêu ở mức “{given}”: “{mine}”."
        ),
        suggestion=(
            "Đề nghị {issuer} sửa nội dung “{own}”, giao cụ thể nhiệm vụ {whole} cho phù hợp với {where}{document}; "
            "trường hợp không thuộc thẩm quyền, đề nghị giải trình."
        ),
        check=_weaker,
    ),
    Rule(
        code="NV04",
        name="Nhiệm vụ hoàn thành muộn hơn",
        name_en="Later task",
        kind=Kind.LATER_DEADLINE,
        severity=Severity.HIGH,
        rationale=(
            "Thời hạn ghi trong chính nhiệm vụ của cấp trên là hạn cuối; thời hạn chung của cả kế hoạch "
            "không xét ở đây."
        ),
        example="Tỉnh: “Hoàn thành số hóa trước năm 2024”. Huyện: “Hoàn thành số hóa trước năm 2025”.",
        answer="Điều chỉnh thời hạn cho phù hợp, hoặc giải trình.",
        message=(
            "Nhiệm vụ “{text}” tại {where}{document} có thời hạn {wanted}; dự thảo nêu {given}: “{mine}”."
        ),
        suggestion=(
            "Đề nghị {issuer} điều chỉnh thời hạn nhiệm vụ {whole} từ {given} thành {wanted} cho phù hợp"
            " với {where}{document}; trường hợp giữ nguyên, đề nghị giải trình."
        ),
        check=_later,
    ),
)
