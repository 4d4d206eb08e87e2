"""NV: nhiệm vụ (tasks), second part: is a task that is taken up as firm, and as soon?"""

from __future__ import annotations

from collections.abc import Iterator

from compare import wording
from compare.model import Kind, Severity
from compare.rules.base import Case, Hit, Rule
from compare.rules.task_facts import task_hit
from compare.rules.tasks import has_own_rule
from compare.tasks.alignment import Answer
from compare.tasks.binding import Binding
from compare.tasks.deadlines import own_deadline, written
from compare.tasks.duties import Duty
from compare.tasks.strength import excuse, is_clearly_weaker, strength, word
from extract.model import Role


def _near(case: Case) -> Iterator[tuple[int, Duty, list[Answer]]]:
    """Duties with draft clauses that say nearly the same."""
    for alignment in case.tasks:
        for answered in alignment.duties:
            answers = [answer for answer in answered.answers if answer.share >= case.settings.task_same]
            if answers and answered.binding is not Binding.ABOVE and not answered.general:
                yield alignment.plan, answered.duty, answers


def _weaker(case: Case) -> Iterator[Hit]:
    for plan, duty, answers in _near(case):
        asked = strength(duty.text, duty.stem)
        # An office that proposes to its own committee does its work: that is no weaker task.
        given = [
            (rank, answer)
            for answer in answers
            if answer.statement.role is Role.TASKS
            and not answer.statement.heading
            and (rank := strength(answer.text, answer.stem, _head(answer))) is not None
        ]
        if not given or len(given) < len([a for a in answers if not a.statement.heading]):
            continue
        rank, answer = min(given, key=lambda pair: pair[0])
        if asked is None or not is_clearly_weaker(asked, rank):
            continue
        if excuse(duty.text, rank, f"{answer.stem} {answer.statement.text}") is None:
            yield task_hit(
                case,
                plan,
                [duty],
                answer.statement,
                asked=word(asked),
                given=word(rank),
                mine=wording.quote(answer.text, 120),
            )


def _head(answer: Answer) -> str:
    """What opens an item and governs all of its clauses: "Kiến nghị cấp có thẩm quyền: …; …"."""
    head, colon, _ = answer.statement.text.partition(":")
    return head if colon else ""


def _later(case: Case) -> Iterator[Hit]:
    for plan, duty, answers in _near(case):
        wanted = own_deadline(duty.text)
        if duty.measured or wanted is None or has_own_rule(duty):
            continue
        mine = [(given, answer) for answer in answers if (given := own_deadline(answer.text)) is not None]
        if mine and min(given for given, _ in mine) > wanted:
            given, answer = min(mine, key=lambda pair: pair[0])
            yield task_hit(
                case,
                plan,
                [duty],
                answer.statement,
                wanted=written(wanted),
                given=written(given),
                mine=wording.quote(answer.text, 120),
            )


RULES: tuple[Rule, ...] = (
    Rule(
        code="NV02",
        name="Nhiệm vụ nhẹ hơn yêu cầu",
        name_en="Weaker task",
        kind=Kind.WEAKER_TASK,
        severity=Severity.MEDIUM,
        rationale=(
            "Thang mức độ giảm dần: ban hành, bố trí, thực hiện, tổ chức; hỗ trợ; tham gia, cử; phối hợp;"
            " nghiên cứu, rà soát; tham mưu, đề xuất, kiến nghị. Không nêu khi cấp dưới chỉ có thể đề "
            "xuất (quy hoạch, chính sách) hoặc cử người dự việc do cấp trên tổ chức."
        ),
        example="Tỉnh: “Bố trí nhà tạm lánh”. Huyện: “Nghiên cứu, đề xuất bố trí nhà tạm lánh”.",
        answer="Giao nhiệm vụ ở mức cấp trên yêu cầu, hoặc giải trình về thẩm quyền.",
        message=(
            "Nhiệm vụ “{text}” tại {where}{document} yêu cầu mức “{asked}”; dự thảo chỉ nêu ở mức "
            "“{given}”: “{mine}”."
        ),
        suggestion=(
            "Đề nghị {issuer} rà soát, giao cụ thể nhiệm vụ “{text}” cho phù hợp với {where}{document}; "
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
            "Đề nghị {issuer} điều chỉnh thời hạn nhiệm vụ “{text}” từ {given} thành {wanted} cho phù hợp"
            " với {where}{document}; trường hợp giữ nguyên, đề nghị giải trình."
        ),
        check=_later,
    ),
)
