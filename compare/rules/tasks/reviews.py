"""NV: nhiệm vụ (tasks), sixth part: inspections and reviews of the plan itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

from compare.model import Kind, Severity
from compare.rules.base import Case, Hit, Rule
from compare.rules.hits import statement_place
from compare.tasks.binding import Binding
from compare.tasks.deadlines import named_years
from compare.tasks.money import asked_texts
from compare.words import phrases
from extract.language import writing
from extract.language.lexicon import fold
from extract.language.phrases import composed, several
from extract.model import Plan, Role, Statement

_HALF_TIME = phrases("tasks", "reviews", "half_time")
# Names of the reviews of a plan in the draft, and in an upper plan that asks for them.
_STAGES = {
    "sơ kết": composed(r"sơ kết|<<half>>", half=_HALF_TIME),
    "đánh giá giữa kỳ": composed(
        r"<<half>>|sơ kết\s+(?:\w+\s+){0,4}?<<times>>",
        half=_HALF_TIME,
        times=phrases("tasks", "reviews", "times"),
    ),
    "tổng kết": composed(r"<<ends>>", ends=phrases("tasks", "reviews", "ends")),
}
_HALF = "đánh giá giữa kỳ"
_STATED = "đã nêu “{text}”, chưa nêu rõ"
_ASKED_STAGES = {"sơ kết": "sơ kết", "đánh giá giữa kỳ": "giữa kỳ", "tổng kết": "tổng kết"}
_CHECKS = several(phrases("tasks", "reviews", "stages"), phrases("tasks", "reviews", "checks"))


def _missing_review(case: Case) -> Iterator[Hit]:
    given = ""
    for alignment in case.tasks:
        plan = case.references[alignment.plan]
        asked = [
            answered.duty
            for answered in alignment.duties
            if answered.binding is not Binding.ABOVE and answered.duty.role is not Role.FUNDING
        ]
        stages = {
            name: duty
            for duty in reversed(asked)
            for name in _ASKED_STAGES
            if _is_due(_ASKED_STAGES[name], duty.text, case.draft)
        }
        if not stages:
            continue
        given = given or " ; ".join(fold(statement.text) for statement in asked_texts(case.draft))
        lost = [name for name in _ASKED_STAGES if name in stages and not _STAGES[name].search(given)]
        if lost:
            none = _CHECKS.search(given) is None
            duty = stages[lost[0]]
            # "Định kỳ sơ kết" may well mean the review at half-time; the draft only leaves its time open.
            near = _near_half(case.draft) if lost == [_HALF] else None
            yield Hit(
                values={
                    "issuer": writing.issuer(case.draft),
                    "document": writing.document(plan.masthead),
                    "what": "kiểm tra, sơ kết, tổng kết" if none else writing.listed(lost),
                    "text": writing.within(writing.quote(duty.text)),
                    "told": _STATED.format(text=writing.quote(near.text, 28)) if near else "chưa nêu",
                    "add": "nêu rõ" if near else "bổ sung nội dung,",
                },
                reference=duty.place(alignment.plan),
                draft=statement_place(near) if near else None,
                severity=None if none else Severity.LOW,
            )


def _near_half(draft: Plan) -> Statement | None:
    """The statement of a draft about a review without a time."""
    return next((one for one in asked_texts(draft) if "sơ kết" in fold(one.text)), None)


def _is_due(stage: str, text: str, draft: Plan) -> bool:
    """Whether a text asks for a review in the years of the draft: "sơ kết năm 2025" is none of a plan from 2026 on."""
    if stage not in fold(text):
        return False
    period = draft.masthead.period
    return any(
        stage in fold(clause)
        and (period is None or all(period.start <= year <= period.end for year in named_years(clause)))
        for clause in re.split(r"[,;]", text)
    )


RULES: tuple[Rule, ...] = (
    Rule(
        code="NV11",
        name="Chưa nêu kiểm tra, sơ kết, tổng kết",
        name_en="Missing review of the plan",
        kind=Kind.MISSING_REPORTING,
        severity=Severity.MEDIUM,
        rationale=(
            "Cấp trên yêu cầu sơ kết, đánh giá giữa kỳ, tổng kết thì kế hoạch cấp dưới cần có. Đã có kiểm"
            " tra, đôn đốc mà thiếu riêng một khâu là mức thấp, cần làm rõ."
        ),
        example="Tỉnh: “Tổ chức sơ kết năm 2023, tổng kết năm 2025”. Huyện: không có.",
        answer="Bổ sung nội dung và thời điểm sơ kết, tổng kết.",
        message="Dự thảo {told} việc {what}; {document} yêu cầu “{text}”.",
        suggestion="Đề nghị {issuer} {add} thời điểm {what} theo {document}.",
        check=_missing_review,
        title="Chưa nêu {what}",
    ),
)
