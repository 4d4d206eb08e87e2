"""CT: chỉ tiêu (targets): values below those of an upper plan, and the binding one of several upper plans."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from compare.model import Difference, Dimension, Kind, Outcome, Pair, Severity, Verdict
from compare.rules.base import Case, Hit, Rule
from compare.rules.hits import pair_hit, telling
from compare.rules.targets.firming import KEPT, one_request, raised
from compare.targets.measuring.restating import restated
from extract.language import writing
from extract.model import Bound, Effort, Measure


def _weaker(case: Case) -> Iterator[Hit]:
    for index, pair in enumerate(case.pairs):
        # A step is judged by its path, not by the target due years later.
        if not falls_short(pair) or pair.reference.measure is None or pair.step is not None:
            continue
        hit = pair_hit(case, index, pair, binding=_binding(case, pair))
        gap, change = distance(pair, hit.values)
        own = hit.values["own"]
        request = one_request(case, pair, own) or {"act": raised(pair, own, change), "ending": KEPT}
        yield telling(hit, **(request | {"gap": gap}))


def distance(pair: Pair, facts: Mapping[str, str]) -> tuple[str, str]:
    """How far the draft stays behind, and what is to be changed.

    Values with different bases of time, or a change against a yearly one, differ by an amount that nobody would write.
    """
    value, measure = _value(pair), pair.reference.measure
    answer = pair.draft.measure if pair.draft else None
    asked, given, wanted = facts["asked"], facts["given"], facts["wanted"]
    otherwise = answer is not None and measure is not None and restated(measure, answer) is not answer
    if value is None or value.gap is None or measure is None or answer is None or otherwise:
        return f"trong khi yêu cầu là {asked}", f"từ mức {given} thành {wanted}"
    higher = value.gap > 0
    word = "cao hơn" if higher else "thấp hơn"
    if measure.per != answer.per and not {measure.per, answer.per} <= {None, "unit"}:
        return f"{word} yêu cầu {asked}", f"từ {given} thành {_as_asked(measure)}"
    # The quoted sentence tells the draft's own value already.
    told = answer.low is not None and writing.number(answer.low) in facts["own"]
    start = "" if told else f"từ {facts['given_amount']} "
    # "giảm xuống còn 17‰", but "xuống không quá 20%".
    left = "còn " if higher and measure.bound is Bound.LEVEL and measure.change is None else ""
    gap = writing.gap(value.gap, measure, answer)
    return (
        f"{word} {gap} so với yêu cầu {asked}",
        f"{start}{'xuống' if higher else 'lên'} {left}{wanted}{_by(pair, facts)}",
    )


def _by(pair: Pair, facts: Mapping[str, str]) -> str:
    """The year of a value where its sentence or that of the draft has several; one that the draft names is known."""
    measure, answer, own = pair.reference.measure, pair.draft.measure if pair.draft else None, facts["own"]
    if measure is None or answer is None or answer.cell is not None:
        return ""
    asked = writing.one_of_years(measure, measure.text) and not writing.years_named(own)
    return facts["at"] if asked or writing.one_of_years(answer, own) else ""


def _as_asked(measure: Measure) -> str:
    """The requirement that a draft has to state, firm even where the reference only aims at it."""
    return writing.requirement(replace(measure, effort=Effort.PLAIN))


def falls_short(pair: Pair) -> bool:
    """Whether the draft asks for less; one that is only later is flagged as such (CT03)."""
    return pair.verdict is Verdict.WEAKER and any(
        difference.dimension in (Dimension.VALUE, Dimension.BOUND) and difference.outcome is Outcome.WEAKER
        for difference in pair.differences
    )


def _value(pair: Pair) -> Difference | None:
    return next((d for d in pair.differences if d.dimension is Dimension.VALUE), None)


def twins(case: Case, pair: Pair) -> Iterator[Pair]:
    """Pairs of the same place of the draft with upper plans of another level, due in the same year."""
    own, plan, rank = pair.reference.measure, pair.reference.plan, rank_of(case, pair)
    if own is None:
        return
    year, kind = (own.deadline or "")[:4], (own.unit, own.per, own.change)
    for other in case.pairs:
        twin = other.reference.measure
        if (
            other.reference.plan != plan
            and twin is not None
            and (twin.deadline or "")[:4] == year
            and (twin.unit, twin.per, twin.change) == kind
            and rank_of(case, other) != rank
            and other.draft == pair.draft
        ):
            yield other


def rank_of(case: Case, pair: Pair) -> int | None:
    """The rank of the reference's level, 0 for the nation; None where it is not known."""
    level = case.references[pair.reference.plan or 0].masthead.level
    return level.rank if level else None


def _name(case: Case, pair: Pair) -> str:
    return writing.document(case.references[pair.reference.plan or 0].masthead)


def _binding(case: Case, pair: Pair) -> str:
    """The end of a sentence that names the binding one of several upper plans; "" where there is only one."""
    for other in twins(case, pair):
        measure = other.reference.measure
        asked = writing.requirement(measure) if measure else ""
        twin = f"yêu cầu ({asked}) của {_name(case, other)}"
        if other.verdict.fits:
            return f"; dự thảo đáp ứng {twin} nhưng phải theo mức chặt hơn của {_name(case, pair)}"
        gaps = [abs(value.gap) for value in (_value(pair), _value(other)) if value and value.gap]
        if other.verdict is Verdict.WEAKER and len(gaps) == 2:
            if gaps[0] < gaps[1]:
                return f"; mức chặt hơn phải theo là {twin}"
            if gaps[0] > gaps[1]:
                return f"; dự thảo cũng chưa đáp ứng {twin}"
    return ""


def _above_the_province(case: Case) -> Iterator[Hit]:
    """Pairs in which the draft follows its province, whose plan falls short of the nation's and is at fault."""
    for index, pair in enumerate(case.pairs):
        if not falls_short(pair) or pair.step is not None or pair.reference.measure is None:
            continue
        for other in twins(case, pair):
            ranks = rank_of(case, pair), rank_of(case, other)
            measure = other.reference.measure
            if None in ranks or ranks > ranks[::-1] or not other.verdict.fits or measure is None:
                continue
            yield pair_hit(
                case,
                index,
                pair,
                parent=_name(case, other),
                parent_asked=writing.requirement(measure),
            )


RULES: tuple[Rule, ...] = (
    Rule(
        code="CT02",
        name="Chưa đạt mức của cấp trên",
        name_en="Weaker value",
        kind=Kind.WEAKER_VALUE,
        severity=Severity.CRITICAL,
        rationale=(
            "Chỉ tiêu của cấp dưới phải bằng hoặc cao hơn chỉ tiêu cấp trên giao; với chỉ tiêu càng "
            "thấp càng tốt (hộ nghèo, tử vong, tảo hôn) thì phải bằng hoặc thấp hơn."
        ),
        example="Tỉnh: “Đạt 60%”. Huyện: “Phấn đấu đạt 50%”: thấp hơn 10 điểm phần trăm.",
        answer="Điều chỉnh chỉ tiêu, hoặc giải trình và xin ý kiến cấp trên.",
        message=("Chỉ tiêu “{subject}” tại {document}: dự thảo nêu {given}, {gap}{binding}; chưa phù hợp."),
        suggestion="Đề nghị {issuer} {act} cho phù hợp với {document}{ending}.",
        check=_weaker,
    ),
    Rule(
        code="CT20",
        name="Văn bản cấp trên trực tiếp thấp hơn trung ương",
        name_en="Parent below the nation",
        kind=Kind.CONTRADICTION,
        severity=Severity.NOTE,
        rationale=(
            "Dự thảo theo đúng kế hoạch của cấp trên trực tiếp mà vẫn thấp hơn văn bản của cấp cao hơn thì chính kế "
            "hoạch của cấp trên trực tiếp cần được xem lại; không phải chỉ là thiếu sót của dự thảo."
        ),
        example="Trung ương: 60%. Tỉnh: 50%. Huyện: 55%.",
        answer="Thực hiện theo mức chặt hơn; kiến nghị cấp trên trực tiếp rà soát kế hoạch của mình.",
        message=(
            "Chỉ tiêu “{subject}”: {parent} nêu {parent_asked}, chưa bảo đảm yêu cầu {asked} của {document}; người rà "
            "soát cần làm rõ với cơ quan ban hành."
        ),
        suggestion=None,
        check=_above_the_province,
    ),
)
