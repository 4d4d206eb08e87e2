"""CT: chỉ tiêu (targets), notes: facts for the reviewer that ask no change of the draft."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from compare.model import Dimension, Kind, Outcome, Pair, Severity, Verdict
from compare.rules.base import Case, Hit, Rule
from compare.rules.hits import pair_hit, telling
from compare.rules.targets.counting import whole_area
from compare.rules.targets.phrases import added_phrase
from compare.rules.targets.weaker import rank_of, twins
from compare.targets.measuring.values import is_of_another_size
from compare.tasks.binding import is_next_level
from extract.language import writing
from extract.model import Better


def _apportion(case: Case) -> Iterator[Hit]:
    """One hit for a target and its yearly mean, against the plan right above."""
    groups: dict[object, list[int]] = defaultdict(list)
    for index, pair in enumerate(case.pairs):
        if pair.verdict is not Verdict.APPORTION or pair.share is None:
            continue
        if any(difference.dimension is Dimension.UNIT for difference in pair.differences):
            continue
        measure = pair.reference.measure
        if measure is None or _is_told_nearer(case, pair) or _is_far_above(case, pair):
            continue
        target = pair.draft.target if pair.draft else None
        same = (pair.reference.plan, pair.reference.target, measure.part, target, pair.share.ratio)
        groups[same].append(index)
    for first, *rest in groups.values():
        pair = case.pairs[first]
        share, measure = pair.share, pair.reference.measure
        if share is None or measure is None:
            continue
        total = f"{'bình quân ' if measure.per == 'year' else ''}{writing.value(measure)}"
        area = whole_area(case.references[pair.reference.plan or 0].masthead)
        level, base = f"mức của {area}", total
        if share.reference_years != share.draft_years:
            # The share is of what falls to the draft's years, and says so.
            ours, theirs = (
                writing.amount(years, "năm") for years in (share.draft_years, share.reference_years)
            )
            comparable = writing.amount(writing.added(share.comparable), measure.unit)
            level, base = f"mức bình quân {ours} của {area} là {comparable}", f"tổng {total} trong {theirs}"
        whole = f"{level} ({base})"
        if share.given is not None:
            whole = f"bằng {writing.percent(share.given, share.comparable)} {whole}"
        hit = telling(pair_hit(case, first, pair, whole_area=whole), **_of_all_years(pair))
        yield replace(hit, pairs=tuple(rest))


def _of_all_years(pair: Pair) -> dict[str, str]:
    """What the draft gives in all its years, where it tells them one by one."""
    years = {part.measure.deadline for part in pair.parts if part.measure is not None}
    answer = pair.draft.measure if pair.draft else None
    if len(years) < 2 or answer is None or pair.share is None or pair.share.given is None:
        return {}
    whole = writing.amount(writing.added(pair.share.given), answer.unit)
    return {"given_amount": f"{whole} trong {writing.amount(len(years), 'năm')}"}


def _is_far_above(case: Case, pair: Pair) -> bool:
    """Whether a number is that of a plan two levels above: a district has no share in a nation's total to look at."""
    own, above = case.draft.masthead.level, rank_of(case, pair)
    near = is_next_level(case.references[pair.reference.plan or 0], case.draft)
    return own is not None and above is not None and own.rank - above > 1 and not near


def _is_told_nearer(case: Case, pair: Pair) -> bool:
    """Whether the same number of the draft is set against a plan of a level nearer to the draft."""
    rank = rank_of(case, pair) or 0
    return any(
        twin.verdict is Verdict.APPORTION
        and twin.draft is not None
        and (rank_of(case, twin) or 0) > rank
        and twin.draft == pair.draft
        for twin in case.pairs
    )


def _exceeded(case: Case) -> Iterator[Hit]:
    for index, pair in enumerate(case.pairs):
        if pair.verdict is Verdict.EXCEEDS:
            measure = pair.reference.measure
            lower = measure is not None and measure.better is Better.LOWER and measure.change is None
            equal = [_document(case, twin) for twin in twins(case, pair) if twin.verdict is Verdict.MEETS]
            yield pair_hit(
                case,
                index,
                pair,
                better="tốt hơn" if lower else "vượt",
                equal=f"; bằng mức của {writing.listed(equal)}" if equal else "",
            )


def _document(case: Case, pair: Pair) -> str:
    return writing.document(case.references[pair.reference.plan or 0].masthead)


def _unclear(case: Case) -> Iterator[Hit]:
    for index, pair in enumerate(case.pairs):
        if any(
            difference.dimension is Dimension.VALUE and difference.outcome is Outcome.DIFFERENT
            for difference in pair.differences
        ):
            other = is_of_another_size(pair.reference.measure, pair.draft.measure if pair.draft else None)
            unclear, clear = _OTHER_SIZE if other else _NO_WAY
            yield pair_hit(case, index, pair, unclear=unclear, clear=clear)


def _added(case: Case) -> Iterator[Hit]:
    for index, pair in enumerate(case.pairs):
        for difference in pair.differences:
            if (difference.dimension, difference.outcome) == (
                Dimension.SCOPE,
                Outcome.DIFFERENT,
            ) and pair.verdict.fits:
                hit = pair_hit(case, index, pair)
                added = added_phrase(difference.gained, hit.values["own"])
                yield telling(hit, added=added)


_NO_WAY = "câu văn chưa rõ số lớn hơn hay nhỏ hơn là tốt hơn", "nêu rõ mức tối thiểu hoặc tối đa"
_OTHER_SIZE = (
    "số của dự thảo lớn gấp nhiều lần nên chưa rõ có cùng nội dung, cùng đơn vị tính hay không",
    "kiểm tra lại số liệu, đơn vị tính",
)

RULES: tuple[Rule, ...] = (
    Rule(
        code="CT13",
        name="Chỉ tiêu cần phân bổ",
        name_en="Apportioned target",
        kind=Kind.APPORTION,
        severity=Severity.NOTE,
        rationale=(
            "Số lượng tuyệt đối của cấp trên được phân bổ cho các địa phương, không so sánh trực "
            "tiếp; số liệu nhiều năm được quy về số năm của dự thảo."
        ),
        example="Tỉnh: 1.000 cán bộ trong 10 năm. Huyện: 50 cán bộ trong 5 năm, bằng 10% của 500.",
        answer="Đối chiếu với quyết định phân bổ của cấp trên, nếu có.",
        message=(
            "Chỉ tiêu “{subject}” tại {document}: dự thảo nêu {given_amount}, {whole_area}; "
            "cần đối chiếu với mức phân bổ."
        ),
        suggestion=None,
        check=_apportion,
    ),
    Rule(
        code="CT14",
        name="Vượt yêu cầu",
        name_en="Exceeded",
        kind=Kind.EXCEEDED,
        severity=Severity.NOTE,
        rationale="Cấp dưới được đặt chỉ tiêu cao hơn; ghi nhận để biết.",
        example="Tỉnh: 80%. Huyện: 90%.",
        answer="Không cần xử lý.",
        message="Chỉ tiêu “{subject}”: dự thảo nêu {given}, {better} yêu cầu {asked} của {document}{equal}.",
        suggestion=None,
        check=_exceeded,
    ),
    Rule(
        code="CT24",
        name="Có chữ thêm, cần xem",
        name_en="Added words",
        kind=Kind.LOW_CONFIDENCE,
        severity=Severity.LOW,
        rationale=(
            "Dự thảo nhắc lại gần nguyên văn chỉ tiêu của cấp trên nhưng thêm chữ; máy không biết chữ đó có làm hẹp"
            " đối tượng hay không."
        ),
        example="Tỉnh: “85% du khách được phục vụ miễn phí”. Huyện: “85% du khách khiếm thị được phục vụ miễn phí”.",
        answer="Đọc lại câu: chữ thêm làm hẹp đối tượng thì đề nghị bỏ, không thì không cần xử lý.",
        message=(
            "Chỉ tiêu “{subject}” tại {document}: dự thảo có thêm “{added}”; cần xem có thu hẹp đối tượng hay không."
        ),
        suggestion=None,
        check=_added,
    ),
    Rule(
        code="CT25",
        name="Chưa rõ chiều của chỉ tiêu",
        name_en="Unclear direction",
        kind=Kind.LOW_CONFIDENCE,
        severity=Severity.LOW,
        rationale=(
            "Câu văn không cho biết số lớn hơn hay nhỏ hơn là tốt hơn (không có “ít nhất”, “không quá”, “đạt”, "
            "“giảm còn”), hoặc số của dự thảo lớn gấp hai mươi lần trở lên, có thể là số của việc khác; máy không kết "
            "luận dự thảo vượt hay chưa đạt."
        ),
        example="Tỉnh: “Tỷ lệ chất thải nhựa đưa ra biển ở mức 12%”. Huyện: “ở mức 20%”.",
        answer="Xem chỉ tiêu tốt lên theo chiều nào; nêu rõ “tối thiểu” hoặc “không quá”.",
        message=("Chỉ tiêu “{subject}” tại {document}: dự thảo nêu {given}, yêu cầu là {asked}; {unclear}."),
        suggestion="Đề nghị {issuer} {clear} của chỉ tiêu “{mine}”.",
        check=_unclear,
    ),
)
