"""NV: nhiệm vụ (tasks), fourth part: funding, and reports in time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from compare.model import Kind, Severity
from compare.rules.base import Case, Hit, Rule
from compare.rules.hits import statement_place
from compare.targets.items import Same
from compare.tasks.alignment import TaskAlignment
from compare.tasks.binding import Binding, is_next_level, is_two_level, level_of
from compare.tasks.deadlines import REPORT, ReportDay, Turn, asks_report, report_days
from compare.tasks.duties import Duty, duties_holding, is_closing, opening_body
from compare.tasks.money import asked_texts, asks_money, has_money
from compare.words import phrases
from extract.language import writing
from extract.language.agencies import starts_body
from extract.language.lexicon import fold
from extract.language.phrases import composed
from extract.language.phrases import phrases as extract_phrases
from extract.model import Level, Plan

_REPORTS_TO = composed(
    r"báo cáo[^;.]*?\s(?P<name><<bodies>>\b[^;.]*)", bodies=phrases("tasks", "reports", "receivers")
)

# "gửi Công an xã để Ủy ban nhân dân xã báo cáo Sở A": one body after another.
_NEXT_RECEIVER = composed(r"\s*[,:]\s*|\s+<<words>>\s+", words=phrases("tasks", "reports", "next"))
# "Sở Nội vụ trước ngày 15 tháng 11", "Sở Nội vụ hằng năm": when a body gets a report.
_WHEN = composed(
    r"[\s,]+(?:<<until>>\s+(?:\w+\s+){0,2}?\d|định\s+kỳ|<<yearly>>)",
    until=extract_phrases("quantities", "deadline", "until"),
    yearly=extract_phrases("quantities", "per", "yearly"),
)
# "Số liệu được gửi về Sở Y tế mỗi quý": a report in other words.
_SENT = composed(
    r"(?<!\w)<<numbers>>(?!\w)[^;.]{0,60}?\s<<sending>>\s+<<bodies>>(?!\w)[^;.]*?(?<!\w)<<rhythm>>(?!\w)",
    numbers=phrases("tasks", "reports", "numbers"),
    sending=phrases("tasks", "reports", "sending"),
    bodies=phrases("tasks", "reports", "receivers"),
    rhythm=phrases("tasks", "reports", "rhythm"),
)
_HALF_YEAR, _REGIME, _RECEIVER = (
    "kỳ báo cáo 6 tháng",
    "chế độ báo cáo kết quả thực hiện",
    "cơ quan nhận báo cáo",
)
_ADDED = "bổ sung {what} theo {document} (“{text}”)"
_ADDRESSED = "nêu rõ {what} là {body} theo {document} (“{text}”), đồng thời bổ sung {body} vào phần nơi nhận"
# Where the draft only says when its own offices report, that day is to be earlier and no copy of the upper one.
_WITHIN = "hạn báo cáo nội bộ "
_EARLIER = (
    "quy định hạn báo cáo nội bộ kỳ {turn} sớm hơn {wanted} để kịp tổng hợp, báo cáo cấp trên, đồng thời bổ sung hạn "
    "báo cáo cấp trên theo {document}"
)
_MOVED = "điều chỉnh thời hạn báo cáo {turn} từ {quoted} thành {aim} cho phù hợp với {document}"
# A day that a plan set for districts is no duty of a commune that came after them.
_REVIEWED = (
    "rà soát thời hạn báo cáo {turn} ({given}) để bảo đảm thời gian tổng hợp của cấp trên ({document} giao cấp "
    "huyện báo cáo trước {wanted})"
)
_ASKS, _SETS = "yêu cầu", "giao cấp huyện báo cáo"
_OF = " của {kind}"


def _missing_funding(case: Case) -> Iterator[Hit]:
    if has_money(case.draft):
        return
    for number, plan in enumerate(case.references):
        if (where := asks_money(plan)) is not None:
            values = {"issuer": writing.issuer(case.draft), "document": writing.document(plan.masthead)}
            yield Hit(values=values, reference=statement_place(where, number))
            return


def _asked_reports(alignment: TaskAlignment) -> list[Duty]:
    """Duties of the level below to report."""
    return [
        answered.duty
        for answered in alignment.duties
        if answered.binding is not Binding.ABOVE
        and asks_report(answered.duty.text)
        and not is_closing(answered.duty.text)
    ]


def _reports(plan: Plan) -> tuple[Duty, ...]:
    return _reporting(Same(plan))


@lru_cache(maxsize=16)
def _reporting(same: Same) -> tuple[Duty, ...]:
    duties = duties_holding(same.plan, REPORT)
    return tuple(duty for duty in duties if asks_report(duty.text) and not is_closing(duty.text))


def _reports_somewhere(plan: Plan) -> bool:
    """Whether a plan reports in a section that is not about tasks, or in a heading that names the body.

    A target about reports ("100% báo cáo gửi qua mạng") is no report on the plan.
    """
    targets = {target.anchor.start for target in plan.targets}
    return any(
        (asks_report(statement.text) or _SENT.search(fold(statement.text)))
        and not is_closing(statement.text)
        and statement.anchor.start not in targets
        and (not statement.heading or opening_body(statement.text))
        for statement in asked_texts(plan)
    )


def _missing_reporting(case: Case) -> Iterator[Hit]:
    reports = _reports(case.draft)
    if not reports and _reports_somewhere(case.draft):
        return
    for alignment in case.tasks:
        plan = case.references[alignment.plan]
        asked = (
            _asked_half_year(alignment, reports, case.draft, plan)
            if reports
            else _any_report(alignment, plan)
        )
        if asked is not None:
            duty, severity = asked
            yield replace(
                _lacking(case, alignment, _HALF_YEAR if reports else _REGIME, duty),
                draft=reports[0].place(None) if reports else None,
                severity=severity,
            )
        nobody = _to_nobody(alignment, reports, case.draft, plan)
        if nobody is not None:
            yield replace(
                _lacking(case, alignment, _RECEIVER, nobody, _receiver(nobody)),
                draft=next(duty for duty in reports if report_days(duty.text)).place(None),
                severity=Severity.LOW,
            )


def _lacking(case: Case, alignment: TaskAlignment, what: str, asked: Duty, body: str = "") -> Hit:
    """What a draft's reports lack that an upper plan asks for; ``body`` is who is to get them."""
    document = writing.document(case.references[alignment.plan].masthead)
    text = writing.clauses(asked.text)
    add = (_ADDRESSED if body else _ADDED).format(what=what, body=body, document=document, text=text)
    return Hit(
        values={
            "issuer": writing.issuer(case.draft),
            "document": document,
            "what": what,
            "add": add,
            "text": text,
        },
        reference=asked.place(alignment.plan),
    )


def _receiver(duty: Duty) -> str:
    """The name of the body that gets a report, as the upper plan writes it; "" where it is not told."""
    found = _REPORTS_TO.search(fold(duty.text))
    if found is None:
        return ""
    told = duty.text[found.start("name") :]
    when = _WHEN.search(fold(told))
    return next(iter(opening_body(told[: when.start()] if when else told)), "")


def _to_nobody(alignment: TaskAlignment, reports: Sequence[Duty], draft: Plan, plan: Plan) -> Duty | None:
    """The duty to report to a body above of which a draft with days for its reports has nothing.

    None of its reports has a receiver, and none of those who get the plan is above its level.
    """
    level = draft.masthead.level
    if level is None or _was_moved(draft, plan) or not draft.masthead.recipients:
        return None
    if not any(report_days(duty.text) for duty in reports) or any(
        _REPORTS_TO.search(fold(statement.text)) for statement in asked_texts(draft)
    ):
        return None
    got = [level_of(name, draft.masthead.date) for name in draft.masthead.recipients]
    if any(one is not None and one.rank < level.rank for one in got):
        return None
    return next((duty for duty in _asked_reports(alignment) if _goes_up(draft, duty)), None)


def _any_report(alignment: TaskAlignment, plan: Plan) -> tuple[Duty, Severity | None] | None:
    """The reporting duty that a draft without reports leaves open: its own, or one that the upper level gathers for.

    A mere request to report difficulties weighs little.
    """
    for duty in (*_asked_reports(alignment), *_reports(plan)):
        return duty, None
    closing = (duty for duty in duties_holding(plan, REPORT) if asks_report(duty.text))
    return next(((duty, Severity.LOW) for duty in closing), None)


def _was_moved(draft: Plan, upper: Plan) -> bool:
    """Whether a draft is of a commune that came after the districts for which an upper plan was made."""
    own = draft.masthead
    return own.level is Level.COMMUNE and is_two_level(own) and not is_two_level(upper.masthead)


def _asked_half_year(
    alignment: TaskAlignment, reports: Sequence[Duty], draft: Plan, plan: Plan
) -> tuple[Duty, Severity | None] | None:
    """A half-year report that is asked of a draft with yearly reports only; None without one.

    It weighs as much as a late one where the upper plan names the level that reports.
    """
    days = [report_days(duty.text) for duty in reports]
    if not any(days) or any(Turn.HALF in given for given in days):
        return None
    if any("6 tháng" in fold(duty.text) for duty in reports):
        return None
    named = {id(one.duty) for one in alignment.duties if one.binding is Binding.NAMED}
    asked = [duty for duty in _asked_reports(alignment) if Turn.HALF in report_days(duty.text)]
    own = next((duty for duty in asked if id(duty) in named), None)
    if own is not None and not _was_moved(draft, plan):
        return own, None
    return (asked[0], Severity.LOW) if asked else None


def _late_report(case: Case) -> Iterator[Hit]:
    for alignment in case.tasks:
        plan = case.references[alignment.plan]
        if not is_next_level(plan, case.draft):
            continue
        for turn in Turn:
            asked = _asked_day(alignment, plan, turn)
            given = _given_day(case, turn)
            if asked is None or given is None or given[0] <= asked[0]:
                continue
            (wanted, asking), (day, giving) = asked, given
            inner = _goes_within(case.draft, giving)
            own, moved = case.draft.masthead, _was_moved(case.draft, plan)
            mend = _REVIEWED if moved else _EARLIER if inner else _MOVED
            document = writing.document(plan.masthead)
            yield Hit(
                values={
                    "issuer": writing.issuer(case.draft),
                    "document": document,
                    "turn": turn.value,
                    "wanted": str(wanted),
                    "given": f"{_WITHIN if inner else ''}trước {day}",
                    "asks": _SETS if moved else _ASKS,
                    "whose": _OF.format(kind=(own.place or "").split(" ")[0]) if moved else "",
                    "mend": mend.format(
                        turn=turn.value,
                        quoted=_quoted(day, giving),
                        aim=_quoted(day, giving, wanted),
                        given=f"trước {day}",
                        wanted=wanted,
                        document=document,
                    ),
                    "text": writing.quote(giving.text),
                },
                reference=asking.place(alignment.plan),
                draft=giving.place(None),
                severity=Severity.LOW if moved else None,
            )


def _quoted(day: ReportDay, giving: Duty, instead: ReportDay | None = None) -> str:
    """The day of a report in the words of the draft: "trước ngày 05/6 và ngày 05/12" has "trước" once.

    With the day ``instead`` of it.
    """
    before = "trước " if fold(f"trước {day}") in fold(giving.text) else ""
    return f"“{before}{instead or day}”"


def _asked_day(alignment: TaskAlignment, plan: Plan, turn: Turn) -> tuple[ReportDay, Duty] | None:
    """The day by which the level below has to report, or the upper level itself, which cannot be earlier."""
    for duties in (_asked_reports(alignment), _reports(plan)):
        days = [(day, duty) for duty in duties if (day := report_days(duty.text).get(turn)) is not None]
        if days:
            return min(days, key=lambda pair: pair[0])
    return None


def _given_day(case: Case, turn: Turn) -> tuple[ReportDay, Duty] | None:
    """The latest day of the draft's reports to a level above, or of all its reports where none is to such a level."""
    days = [
        (day, duty) for duty in _reports(case.draft) if (day := report_days(duty.text).get(turn)) is not None
    ]
    upward = [pair for pair in days if _goes_up(case.draft, pair[1])]
    return max(upward or days, key=lambda pair: pair[0], default=None)


def _goes_up(draft: Plan, duty: Duty) -> bool:
    """Whether a report goes to a body above the draft's own level."""
    level = draft.masthead.level
    found = _REPORTS_TO.search(fold(duty.text))
    if found and level is not None and "cấp trên" in found["name"]:
        return True
    return level is not None and any(own.rank < level.rank for own in _receivers(draft, duty))


def _goes_within(draft: Plan, duty: Duty) -> bool:
    """Whether a report goes to a body of the draft's own level, and to none above."""
    return not _goes_up(draft, duty) and draft.masthead.level in _receivers(draft, duty)


def _receivers(draft: Plan, duty: Duty) -> list[Level]:
    """The levels of the bodies that get a report; one body may hand on what it gathers to another."""
    found = _REPORTS_TO.search(fold(duty.text))
    names = _NEXT_RECEIVER.split(found["name"]) if found else ()
    levels = (level_of(name, draft.masthead.date) for name in names if starts_body(name))
    return [level for level in levels if level is not None]


RULES: tuple[Rule, ...] = (
    Rule(
        code="NV08",
        name="Chưa có nội dung kinh phí",
        name_en="Missing funding",
        kind=Kind.MISSING_FUNDING,
        severity=Severity.MEDIUM,
        rationale=(
            "Kế hoạch cấp trên có phần kinh phí thì kế hoạch cấp dưới phải nêu nguồn bảo đảm thực hiện."
        ),
        example=(
            "Tỉnh có mục “Kinh phí thực hiện”; dự thảo không nêu nguồn kinh phí, trách nhiệm lập dự toán, hoặc "
            "chỉ nêu số tiền của một nhiệm vụ."
        ),
        answer="Bổ sung nguồn kinh phí, trách nhiệm lập dự toán.",
        message="Dự thảo chưa nêu nguồn kinh phí thực hiện kế hoạch, trong khi {document} có quy định.",
        suggestion=(
            "Đề nghị {issuer} bổ sung nội dung về kinh phí và trách nhiệm lập dự toán theo {document}."
        ),
        check=_missing_funding,
    ),
    Rule(
        code="NV09",
        name="Chưa có chế độ báo cáo",
        name_en="Missing report",
        kind=Kind.MISSING_REPORTING,
        severity=Severity.MEDIUM,
        rationale=(
            "Cấp trên yêu cầu báo cáo, hoặc tự phải tổng hợp báo cáo, thì kế hoạch phải giao ai tổng hợp, báo cáo khi "
            "nào. Thiếu riêng kỳ 6 tháng là mức trung bình khi cấp trên giao đích danh cấp báo cáo, còn lại mức thấp; "
            "cấp trên chỉ yêu cầu phản ánh vướng mắc là mức thấp. Có thời hạn báo cáo mà không nêu báo cáo ai, nơi "
            "nhận cũng không có cơ quan cấp trên nào, là mức thấp."
        ),
        example="Tỉnh: “Báo cáo trước ngày 05 tháng 12 hằng năm”. Huyện: không nhắc đến báo cáo.",
        answer="Bổ sung cơ quan tổng hợp và thời hạn báo cáo.",
        message="Dự thảo chưa nêu {what}, trong khi {document} yêu cầu “{text}”.",
        suggestion="Đề nghị {issuer} {add}.",
        check=_missing_reporting,
    ),
    Rule(
        code="NV10",
        name="Thời hạn báo cáo muộn hơn cấp trên",
        name_en="Report too late",
        kind=Kind.LATER_DEADLINE,
        severity=Severity.MEDIUM,
        rationale=(
            "Cấp dưới phải báo cáo không muộn hơn ngày cấp trên yêu cầu. Chỉ so kỳ 6 tháng với kỳ 6 "
            "tháng, kỳ năm với kỳ năm. Dự thảo chỉ nêu hạn báo cáo nội bộ thì hạn đó phải sớm hơn để kịp tổng hợp. Hạn "
            "mà kế hoạch cũ giao cấp huyện không ràng buộc cấp xã hiện nay: mức thấp, chỉ đề nghị rà soát."
        ),
        example="Tỉnh: “trước ngày 10 tháng 6”. Huyện: “trước ngày 20 tháng 6”.",
        answer="Điều chỉnh thời hạn báo cáo sớm hơn hoặc bằng thời hạn của cấp trên.",
        message="Báo cáo {turn}: {document} {asks} trước {wanted}; dự thảo{whose} nêu {given}: “{text}”.",
        suggestion="Đề nghị {issuer} {mend}.",
        check=_late_report,
    ),
)
