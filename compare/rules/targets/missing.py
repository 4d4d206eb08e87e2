"""CT: chỉ tiêu (targets), first half: missing answers. The rules read the pairs, never the text again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from compare.model import Kind, Pair, Severity, Verdict
from compare.rules.base import Case, Hit, Rule
from compare.rules.hits import of_several, pair_hit, said, telling
from compare.rules.targets.asking import Ask, ask_of, asked, joined, within
from compare.rules.targets.counting import whole_area
from compare.rules.targets.periods import whole_periods
from compare.targets.coverage.absent import lies_elsewhere, says_none
from compare.targets.coverage.unread import is_unread, may_hold
from compare.targets.evidence import levels_named
from compare.targets.items import is_total, says_how_often
from compare.targets.regions import home_regions, is_for_others, region_of
from compare.tasks.binding import is_next_level, is_upper_only
from extract.language import writing
from extract.language.lexicon import fold
from extract.language.phrases import phrases as extract_phrases
from extract.language.units import FREQUENCIES, unit_kind
from extract.model import Measure, Role, Statement, Target, Task

_REQUIREMENTS = extract_phrases("outline", "requirements")
_ELSEWHERE = " (chỉ tiêu nêu cho địa bàn khác loại với đơn vị; cần xem có thuộc diện áp dụng không)"
_OTHER_REGION = " (chỉ tiêu nêu cho vùng khác với vùng mà địa phương được xếp vào)"


def _missing(case: Case) -> Iterator[Hit]:
    grouped = {index for group in whole_periods(case).values() for index in group}
    parts: dict[tuple[int | None, str | None], list[int]] = defaultdict(list)
    duties: set[tuple[int | None, str | None]] = set()
    hits: list[tuple[Hit, Ask]] = []
    for index, pair in enumerate(case.pairs):
        if pair.verdict is not Verdict.MISSING or index in grouped or _is_dropped_part(case, pair):
            continue
        if pair.milestone is not None:
            continue  # CT21 speaks of all milestones of a series at once.
        if (
            pair.reference.part == "tasks"
            and pair.reference.measure
            and says_how_often(pair.reference.measure)
        ):
            continue  # What is done so often is a task (NV01).
        # A part that is missing with its main target is told with it.
        if any(main.verdict is Verdict.MISSING for main in _mains(case, pair)):
            parts[(pair.reference.plan, pair.reference.target)].append(index)
            continue
        # An absolute number of the upper level does not bind a lower one before it is apportioned.
        total = pair.reference.measure is not None and is_total(pair.reference.measure)
        above = _is_of_a_higher_level(case, pair)
        standing = _is_duty_beyond(case, pair)
        key = (pair.reference.plan, pair.reference.target)
        if standing and key in duties:
            parts[key].append(index)
            continue
        if standing:
            duties.add(key)
        open_ = standing or pair.reference.part == "tasks" or bool(pair.near) or _is_general_aim(case, pair)
        light = total or above or _is_requirement(case, pair)
        severity = Severity.LOW if light else Severity.MEDIUM if open_ else None
        measure = pair.reference.measure
        none = says_none(case.draft, measure.subject) if measure else None
        elsewhere = _elsewhere(case, pair)
        unbound = none is not None or bool(elsewhere) or _is_done_above(case, pair)
        if unbound:
            severity = Severity.NOTE
        near = _said(none) or elsewhere or _near(pair)
        unread = may_hold(case.draft, measure) if measure else None
        lacks = "chưa có chỉ tiêu này"
        ask = ask_of(pair, total=total, look=unbound or above or _names_upper_body(case, pair))
        if unread is not None:
            severity = Severity.MEDIUM if severity is None else severity
            near = f" (chưa đọc được: “{writing.quote(unread.text)}”){near}"
            lacks, ask = "có phần chưa đọc được nên chưa rõ đã có chỉ tiêu này hay chưa", Ask.UNREAD
        hit = replace(pair_hit(case, index, pair, severity, near=near, lacks=lacks), others=pair.near)
        hits.append((hit, ask))
    for hit, ask in hits:
        place = (hit.reference.plan, hit.reference.target) if hit.reference else (None, None)
        whole = _with_parts(case, hit, parts.pop(place, []))
        yield replace(whole, values={**whole.values, "act": asked(ask, whole.values)})


def _elsewhere(case: Case, pair: Pair) -> str:
    """A sentence on the other area that a target is for; "" where it may be for the draft's."""
    measure = pair.reference.measure
    if measure is None:
        return ""
    if _is_of_another_region(case, pair):
        return _OTHER_REGION
    other_kind = lies_elsewhere(case.draft, measure.subject) or is_for_others(
        measure, _measures_beside(case, pair), case.draft.masthead.place
    )
    return _ELSEWHERE if other_kind else ""


def _measures_beside(case: Case, pair: Pair) -> tuple[Measure, ...]:
    """All measures of the item of the reference that a pair is about."""
    if pair.reference.plan is None:
        return ()
    plan = case.references[pair.reference.plan]
    owners: tuple[Target | Task, ...] = (*plan.targets, *plan.tasks)
    return next((owner.measures for owner in owners if owner.id == pair.reference.target), ())


def _is_of_another_region(case: Case, pair: Pair) -> bool:
    """Whether a target is for a region of the country, and the draft's place is known to lie in another one."""
    measure, plan = pair.reference.measure, pair.reference.plan
    region = region_of(measure) if measure is not None else None
    home = home_regions(case.references[plan], case.draft) if region and plan is not None else frozenset()
    return bool(home) and region not in home


def _near(pair: Pair) -> str:
    """A sentence on what may be meant; "" where nothing of the draft is left that could be."""
    quotes = dict.fromkeys(f"“{said(place, 110)}”" for place in pair.near if place.measure is not None)
    return f" (nội dung có thể liên quan, cần xem: {'; '.join(quotes)})" if quotes else ""


def _said(none: Statement | None) -> str:
    """A sentence on why the draft may leave a target out; "" without a reason."""
    return (
        f" (dự thảo nêu: “{writing.quote(none.text)}”; cần xem có thuộc diện áp dụng không)" if none else ""
    )


def _milestones(case: Case) -> Iterator[Hit]:
    """One hit for all years of a series that the draft leaves out while it keeps the last."""
    series: dict[tuple[int | None, int], list[int]] = defaultdict(list)
    for index, pair in enumerate(case.pairs):
        if pair.milestone is not None:
            series[pair.reference.plan, pair.milestone].append(index)
    for first, *rest in series.values():
        deadlines = [
            measure.deadline[:4]
            for index in (first, *rest)
            if (measure := case.pairs[index].reference.measure) is not None and measure.deadline
        ]
        years = list(dict.fromkeys(deadlines))
        mark = "mốc năm" if len(years) == 1 else "các mốc năm"
        hit = pair_hit(case, first, case.pairs[first], years=f"{mark} {writing.listed(years)}")
        measure = case.pairs[first].reference.measure
        if measure is not None and measure.cell is not None:
            # The row is meant, not the value of its first year.
            hit = telling(hit, subject=writing.row_name(measure.cell))
        yield replace(hit, pairs=tuple(rest), others=tuple(case.pairs[index].reference for index in rest))


def _is_duty_beyond(case: Case, pair: Pair) -> bool:
    """Whether a measure asks for something each year up to a year beyond the draft's: "giảm 2%/năm đến năm 2030"."""
    measure, period = pair.reference.measure, case.draft.masthead.period
    if measure is None or period is None or not measure.deadline:
        return False
    often = measure.per in FREQUENCIES
    return bool(often) and int(measure.deadline[:4]) > period.end


def _with_parts(case: Case, hit: Hit, parts: list[int]) -> Hit:
    """The hit with what is missing beside it: parts of its measure, or other duties of the same item."""
    for index in parts:
        measure = case.pairs[index].reference.measure
        if measure is not None:
            more = writing.excerpt(measure)
            item = " ".join(case.pairs[index].reference.text.split())
            quotes = {
                name: joined(hit.values[name], more, part=measure.part, item=item)
                for name in ("subject", "whole")
            }
            hit = replace(telling(hit, **quotes), pairs=(*hit.pairs, index))
    return hit


def _is_of_a_higher_level(case: Case, pair: Pair) -> bool:
    """Whether a measure names higher levels only: "90% hồ sơ tại cấp tỉnh" asks nothing of a district."""
    measure, level = pair.reference.measure, case.draft.masthead.level
    if measure is None or level is None:
        return False
    named = levels_named(measure.subject)
    return bool(named) and all(other.rank < level.rank for other in named)


def _is_done_above(case: Case, pair: Pair) -> bool:
    """Whether a number of a task is for a body of the upper level itself: "Đài Truyền hình tỉnh phát 02 số/tháng"."""
    plan = case.references[pair.reference.plan or 0]
    is_task = pair.reference.part == "tasks" and is_next_level(plan, case.draft)
    return is_task and _names_upper_body(case, pair)


def _names_upper_body(case: Case, pair: Pair) -> bool:
    """Whether a body of the upper level is to do it: "Bệnh viện Đa khoa tỉnh mở rộng khoa …"."""
    measure, plan = pair.reference.measure, case.references[pair.reference.plan or 0]
    return measure is not None and is_upper_only(measure.text, plan.masthead.level)


def _is_general_aim(case: Case, pair: Pair) -> bool:
    """Whether the reference stands among general aims (mục tiêu chung), which the targets of a lower plan spell out."""
    plan = case.references[pair.reference.plan or 0]
    section = next((one.section for one in plan.targets if one.id == pair.reference.target), None)
    roles = {one.id: one.role for one in plan.sections}
    return section is not None and roles.get(section) is Role.OBJECTIVES and Role.TARGETS in roles.values()


def _is_requirement(case: Case, pair: Pair) -> bool:
    """Whether the reference stands among requirements (yêu cầu), which a lower plan words as it likes."""
    plan = case.references[pair.reference.plan or 0]
    section = next((one.section for one in plan.targets if one.id == pair.reference.target), None)
    title = next((one.title for one in plan.sections if one.id == section), "")
    return _REQUIREMENTS.match(fold(title)) is not None


def _mains(case: Case, pair: Pair) -> list[Pair]:
    """The pairs of the main measures of the target that a part belongs to; empty for a main measure."""
    measure = pair.reference.measure
    if measure is None or not measure.part:
        return []
    return [
        other
        for other in case.pairs
        if other.reference.target == pair.reference.target
        and other.reference.plan == pair.reference.plan
        and other.reference.measure is not None
        and not other.reference.measure.part
    ]


def _is_dropped_part(case: Case, pair: Pair) -> bool:
    """Whether the main target of a part is answered, so that CT06 reports the part."""
    return any(main.draft is not None for main in _mains(case, pair))


def _is_source(pair: Pair) -> bool:
    measure = pair.reference.measure
    return (
        pair.reference.part == "tasks"
        and measure is not None
        and unit_kind(measure.unit, measure.per) == "money"
    )


def _dropped(case: Case) -> Iterator[Hit]:
    """One hit for all measures of one "trong đó": a number, and the amount that goes with it.

    The sources of the upper level's money (sums among its tasks) ask nothing of the lower level.
    """
    dropped: dict[tuple[int | None, str | None], list[int]] = defaultdict(list)
    for index, pair in enumerate(case.pairs):
        if pair.verdict is Verdict.MISSING and _is_dropped_part(case, pair) and not _is_source(pair):
            dropped[(pair.reference.plan, pair.reference.target)].append(index)
    for first, *rest in dropped.values():
        pair = case.pairs[first]
        measure = pair.reference.measure
        # The sentence of the draft that repeats the target without this part.
        main = next((other.draft for other in _mains(case, pair) if other.draft is not None), None)
        text = within(writing.excerpt(measure) if measure else "")
        hit = pair_hit(case, first, pair, text=text, own=said(main) if main else "")
        others = tuple(case.pairs[index].reference for index in rest)
        yield replace(hit, draft=main, pairs=tuple(rest), others=others)


def _extra(case: Case) -> Iterator[Hit]:
    for place in case.extra:
        if place.measure is not None and place.part == "targets":
            subject = said(place, 160)
            yield Hit(
                values={
                    "subject": subject,
                    "by": of_several(place.measure, subject),
                    "given": writing.requirement(place.measure),
                },
                draft=place,
            )


def _missing_value(case: Case) -> Iterator[Hit]:
    for index, pair in enumerate(case.pairs):
        in_words = (
            pair.draft is not None and pair.draft.measure is None and pair.reference.measure is not None
        )
        place = pair.draft.anchor if pair.draft is not None else None
        if place is not None and is_unread(case.draft, place.start):
            continue  # VB01 says that the number was not read.
        if in_words and pair.draft is not None and pair.verdict is Verdict.INCOMPARABLE:
            hit = pair_hit(case, index, pair, text=said(pair.draft, 160), own=said(pair.draft))
            yield telling(hit, **_number_asked(case, pair, hit))


def _number_asked(case: Case, pair: Pair, hit: Hit) -> dict[str, str]:
    """What the upper plan asks, and which number the draft is to state: its own share of a total."""
    head, measure = case.references[pair.reference.plan or 0].masthead, pair.reference.measure
    asked, wanted, at = (hit.values[name] for name in ("asked", "wanted", "at"))
    if measure is None or not is_total(measure) or head.level is case.draft.masthead.level:
        return {"requirement": f"{asked}{at}", "number": f" ({wanted}{at})", "basis": "theo", "share": ""}
    area = whole_area(head)
    return {
        "requirement": f"{asked} cho {area}" if head.level else asked,
        "number": "",
        "basis": "theo mức được phân bổ từ",
        "share": f" ({area}: {wanted})",
    }


RULES: tuple[Rule, ...] = (
    Rule(
        code="CT01",
        name="Thiếu chỉ tiêu",
        name_en="Missing target",
        kind=Kind.MISSING_TARGET,
        severity=Severity.CRITICAL,
        rationale=(
            "Kế hoạch cấp dưới phải cụ thể hóa mọi chỉ tiêu cấp trên giao trong giai đoạn của mình. "
            "Chỉ tiêu số lượng tuyệt đối mà cấp trên chưa phân bổ chỉ được nhắc ở mức thấp."
        ),
        example=(
            "Tỉnh: “Ít nhất 80% hộ gia đình có người khuyết tật đặc biệt nặng được hướng dẫn chăm "
            "sóc”. Huyện: không có chỉ tiêu này."
        ),
        answer="Bổ sung chỉ tiêu, hoặc giải trình vì sao không áp dụng trên địa bàn.",
        message="Chỉ tiêu “{subject}”{by} tại {document}: dự thảo {lacks}{near}.",
        suggestion="Đề nghị {issuer} {act}.",
        check=_missing,
    ),
    Rule(
        code="CT06",
        name="Thiếu nội dung “trong đó”",
        name_en="Dropped part",
        kind=Kind.DROPPED_CONDITION,
        severity=Severity.MEDIUM,
        rationale=(
            "Phần “trong đó …” là một yêu cầu riêng của cấp trên, không được bỏ khi nhắc lại chỉ tiêu chính."
        ),
        example=(
            "Tỉnh: “85% trẻ em …, trong đó ít nhất 95% trẻ em bị xâm hại được can thiệp”. Huyện chỉ nêu 85%."
        ),
        answer="Bổ sung phần “trong đó”.",
        message="Chỉ tiêu “{own}” của dự thảo chưa nêu phần “{text}” như {document}.",
        suggestion="Đề nghị {issuer} bổ sung nội dung “{text}” vào chỉ tiêu “{own}” theo {document}.",
        check=_dropped,
    ),
    Rule(
        code="CT15",
        name="Chỉ tiêu cấp trên không có",
        name_en="Extra target",
        kind=Kind.EXTRA_TARGET,
        severity=Severity.NOTE,
        rationale=("Cấp dưới được đặt thêm chỉ tiêu phù hợp thực tế; ghi nhận để người rà soát xem xét."),
        example="Huyện đặt thêm chỉ tiêu về phố đi bộ an toàn cho trẻ em.",
        answer="Không cần xử lý, trừ khi chỉ tiêu vượt thẩm quyền.",
        message="Dự thảo có thêm chỉ tiêu “{subject}”{by} mà văn bản cấp trên không có.",
        suggestion=None,
        check=_extra,
    ),
    Rule(
        code="CT16",
        name="Chưa có số liệu",
        name_en="Missing number",
        kind=Kind.MISSING_VALUE,
        severity=Severity.MEDIUM,
        rationale="Cấp trên giao bằng số mà cấp dưới chỉ nêu bằng lời thì không kiểm đếm được.",
        example=(
            "Tỉnh: “90% trẻ em đến 8 tuổi được chăm sóc”. Huyện: “Mở rộng dịch vụ chăm sóc trẻ em đến"
            " 8 tuổi”."
        ),
        answer="Bổ sung số liệu cụ thể.",
        message="Nội dung “{text}”: dự thảo chưa nêu số liệu, trong khi {document} yêu cầu {requirement}.",
        suggestion="Đề nghị {issuer} nêu số liệu cụ thể{number} cho nội dung “{own}” {basis} {document}{share}.",
        check=_missing_value,
    ),
    Rule(
        code="CT21",
        name="Thiếu mốc trung gian",
        name_en="Missing milestones",
        kind=Kind.MISSING_PERIOD,
        severity=Severity.NOTE,
        rationale=(
            "Cấp trên giao lộ trình từng năm, dự thảo chỉ giữ mốc cuối: kết quả cuối kỳ được bảo đảm, nhưng các năm "
            "giữa kỳ chưa có căn cứ để kiểm tra."
        ),
        example="Tỉnh: 60% năm 2023, 70% năm 2024, 80% năm 2025. Huyện: 80% năm 2025.",
        answer="Xem xét bổ sung lộ trình từng năm.",
        message="Dự thảo giữ mốc cuối nhưng chưa nêu {years} của chỉ tiêu “{subject}” tại {document}.",
        suggestion=None,
        check=_milestones,
    ),
)
