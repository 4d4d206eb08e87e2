"""CT: chỉ tiêu (targets), second half: weaker answers, one rule for each dimension of ``compare.targets.strength``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from compare.model import Difference, Dimension, Kind, Outcome, Pair, Severity, Verdict
from compare.rules.base import Case, Hit, Rule
from compare.rules.hits import pair_hit, telling
from compare.rules.targets.counting import counted
from compare.rules.targets.firming import KEPT, firmed, one_request, raised
from compare.rules.targets.measured import changed_measure
from compare.rules.targets.phrases import condition, limit, quoted, whole_phrase
from compare.rules.targets.weaker import distance, falls_short
from compare.targets.coverage.scope import is_open
from compare.targets.coverage.sizes import amounts
from compare.words.similarity import ages
from extract.language import writing
from extract.language.lexicon import fold
from extract.language.phrases import composed, phrases
from extract.model import Bound, Effort

_FLOORS = (Bound.AT_LEAST, Bound.MORE_THAN)
_MORE = "; trường hợp chủ trương chi cao hơn, đề nghị nêu rõ mức và khả năng cân đối ngân sách"
# "Đến hết năm 2026": a deadline as its sentence has it.
_DUE = composed(
    r"(?<!\w)<<before>>\s+(?P<year>20\d\d)(?!\d)", before=phrases("quantities", "deadline", "before")
)

_EFFORTS = frozenset(effort.value for effort in Effort)


def _hits(case: Case, dimension: Dimension, *outcomes: Outcome) -> Iterator[tuple[int, Pair, Difference]]:
    for index, pair in enumerate(case.pairs):
        for difference in pair.differences:
            if difference.dimension is dimension and difference.outcome in outcomes:
                yield index, pair, difference


def _later(case: Case) -> Iterator[Hit]:
    period = case.draft.masthead.period
    for index, pair, difference in _hits(case, Dimension.DEADLINE, Outcome.WEAKER):
        first, second = _when(difference.reference), _when(difference.draft)
        hit = pair_hit(case, index, pair, first=first, second=second, outside="")
        own = hit.values["own"]
        if period is not None and difference.draft and int(difference.draft[:4]) > period.end:
            within = writing.years(period.start, period.end)
            hit = telling(hit, outside=f" và nằm ngoài {within} của dự thảo")
        request = one_request(case, pair, own) or {
            "act": _earlier(difference, own, first, second),
            "ending": "",
        }
        yield telling(hit, **request)


def _earlier(difference: Difference, own: str, first: str, second: str) -> str:
    """The request to bring a deadline forward: the words of the sentence that change, where they stand in it once."""
    dates = difference.reference or "", difference.draft or ""
    said = list(_DUE.finditer(fold(own))) if all(len(date) == 4 for date in dates) else []
    said = [found for found in said if found["year"] == dates[1]]
    if len(said) != 1:
        return f"điều chỉnh thời hạn hoàn thành chỉ tiêu “{own}” từ {second} về {first}"
    old = own[said[0].start() : said[0].end()]
    return f"sửa “{old}” thành “{old.replace(dates[1], dates[0])}” tại chỉ tiêu “{own}”"


def _when(deadline: str | None) -> str:
    """The deadline in words; "" where there is none."""
    return writing.when(deadline) if deadline else ""


def _softer(case: Case) -> Iterator[Hit]:
    seen = set()
    for dimension in (Dimension.EFFORT, Dimension.BOUND):
        for index, pair, difference in _hits(case, dimension, Outcome.WEAKER):
            if index not in seen and difference.gap is None:
                seen.add(index)
                hit = pair_hit(case, index, pair)
                own = hit.values["own"]
                lesser = _is_lesser_deed(pair, difference)
                if lesser:
                    request = {"act": _done(difference, hit.values), "ending": ""}
                else:
                    request = one_request(case, pair, own) or _as_raised(pair, hit.values)
                    request = request or {"act": firmed(pair, own, hit.values["wanted"]), "ending": ""}
                sides = _sides(difference, hit.values, lesser=lesser)
                yield telling(hit, **(request | sides))


def _is_lesser_deed(pair: Pair, difference: Difference) -> bool:
    """Whether the draft promises a lesser deed for the value that is asked, so that no value tells the difference."""
    answer = pair.draft.measure if pair.draft else None
    plain = answer is not None and answer.effort is Effort.PLAIN
    told = plain or difference.reference is None
    return difference.dimension is Dimension.EFFORT and told and bool(difference.draft)


def _done(difference: Difference, facts: Mapping[str, str]) -> str:
    """The request to promise the deed that is asked, not a lesser one."""
    asked = writing.without_area(facts["whole"])
    return f"sửa chỉ tiêu “{facts['own']}” theo yêu cầu “{asked}”, không dừng ở mức “{difference.draft}”,"


def _as_raised(pair: Pair, facts: Mapping[str, str]) -> dict[str, str]:
    """The request of the finding about a lesser value, which names the hedges too; empty without one."""
    if pair.step is not None or not falls_short(pair):
        return {}
    return {"act": raised(pair, facts["own"], distance(pair, facts)[1]), "ending": KEPT}


def _sides(difference: Difference, facts: Mapping[str, str], *, lesser: bool) -> dict[str, str]:
    """What the reference asks, quoted, and what the draft says, where the two differ; else the words of both plans."""
    asked, given = facts["asked"], facts["given"]
    if lesser:
        return {"asked": f"“{facts['subject']}”", "given": f"“{difference.draft}”"}
    if asked and given and asked != given:
        return {"asked": f"“{asked}”"}
    if difference.dimension is Dimension.EFFORT and not given and difference.draft not in _EFFORTS:
        return {"asked": f"“{difference.reference}”", "given": f"“{difference.draft}”"}
    return {"asked": f"“{facts['subject']}”", "given": f"“{facts['mine']}”"}


def _narrower(case: Case) -> Iterator[Hit]:
    for index, pair, difference in _hits(case, Dimension.SCOPE, Outcome.WEAKER):
        hit = pair_hit(case, index, pair)
        own = hit.values["own"]
        yield telling(hit, **(_narrowed(difference, pair, own) | one_request(case, pair, own)))
    for index, pair, difference in _hits(case, Dimension.CONDITION, Outcome.WEAKER):
        if is_open(", ".join(difference.gained)) or difference.lost:
            continue  # CT22, CT23
        hit = pair_hit(case, index, pair)
        own = hit.values["own"]
        added = condition(", ".join(difference.gained), own)
        request = {"act": f"bỏ điều kiện “{added}” đối với chỉ tiêu “{own}”", "ending": KEPT}
        detail = {"detail": f"thêm điều kiện “{added}”, làm hẹp phạm vi thực hiện"}
        yield telling(hit, **(detail | (one_request(case, pair, own) or request)))


def _narrowed(difference: Difference, pair: Pair, own: str) -> dict[str, str]:
    """The words on a narrower scope: a limit, another age, or groups that are left out."""
    if not difference.lost:
        kept = limit(difference.draft or "", own)
        return {
            "detail": f"chỉ tính “{kept}”, hẹp hơn phạm vi của cấp trên",
            "act": f"bỏ giới hạn “{kept}” trong chỉ tiêu “{own}”",
            "ending": KEPT,
        }
    named = (*difference.lost, *difference.gained)
    aged = all(ages(name) for name in named)
    if difference.gained and (aged or all(any(amounts(name)) for name in named)):
        mine, theirs = writing.listed(difference.gained), writing.listed(difference.lost)
        what = "độ tuổi " if aged else ""
        return {
            "detail": f"nêu {what}“{mine}” thay cho “{theirs}”",
            "act": f"sửa {what}“{mine}” thành “{theirs}” trong chỉ tiêu “{own}”",
            "ending": KEPT,
        }
    lost = quoted(difference.lost, " ".join(pair.reference.text.split()))
    # Groups that the draft's area does not have are told in the table of comparison alone.
    return {
        "detail": f"chưa nêu {lost}",
        "act": f"bổ sung {lost} vào phạm vi, đối tượng của chỉ tiêu “{own}”",
        "ending": "; trường hợp không bổ sung, đề nghị nêu rõ lý do",
    }


def _conditional(case: Case) -> Iterator[Hit]:
    for index, pair, difference in _hits(case, Dimension.CONDITION, Outcome.WEAKER):
        added = ", ".join(difference.gained)
        if difference.gained and is_open(added):
            hit = pair_hit(case, index, pair, condition=added)
            own = hit.values["own"]
            act = {"act": f"bỏ điều kiện “{added}” đối với chỉ tiêu “{own}”", "ending": KEPT}
            yield telling(hit, **(one_request(case, pair, own) or act))


def _dropped_standard(case: Case) -> Iterator[Hit]:
    missing = [
        " ".join(pair.reference.measure.text.split())
        for pair in case.pairs
        if pair.verdict is Verdict.MISSING and pair.reference.measure is not None
    ]
    for index, pair, difference in _hits(case, Dimension.CONDITION, Outcome.WEAKER):
        # A higher value makes up for it; a number that is missing is told by its own row.
        dropped = ", ".join(difference.lost)
        if dropped and pair.verdict is Verdict.MEETS and not any(dropped in text for text in missing):
            hit = pair_hit(case, index, pair)
            yield telling(hit, dropped=whole_phrase(dropped, hit.values["whole"]))


def _unit(case: Case) -> Iterator[Hit]:
    for index, pair, difference in _hits(case, Dimension.UNIT, Outcome.DIFFERENT):
        first, second = counted(pair.reference), counted(pair.draft)
        if first == second:
            first, second = (counted(place, named=False) for place in (pair.reference, pair.draft))
        if first == second:
            first, second = difference.reference or first, difference.draft or second
        # A total of the upper level is no number for one of its parts.
        shared = pair.verdict is Verdict.APPORTION
        share = f", xác định số {first} theo mức được giao (nếu có)" if shared else ""
        yield pair_hit(case, index, pair, first=first, second=second, share=share)


def _reference(case: Case) -> Iterator[Hit]:
    for index, pair, difference in _hits(case, Dimension.REFERENCE, Outcome.DIFFERENT):
        first, second = difference.reference or "", difference.draft or ""
        is_wage = all(fold(name).startswith("lương ") for name in (first, second))
        title = "Khác mức lương làm căn cứ" if is_wage else ""
        hit = pair_hit(case, index, pair, first=first, second=second, title=title)
        own, measure = hit.values["own"], pair.reference.measure
        act, ending = f"sửa “{second}” thành “{first}” tại nội dung “{own}”", ""
        level = "mức " if is_wage else ""
        if is_wage and measure is not None and measure.bound in _FLOORS:
            # Which wage is the greater one is told by no plan: the draft may give more than the floor.
            act, ending = f"dùng thống nhất mức “{first}” tại nội dung “{own}”", _MORE
        yield telling(hit, act=act, ending=ending, level=level)


def _baseline(case: Case) -> Iterator[Hit]:
    for index, pair, difference in _hits(case, Dimension.BASELINE, Outcome.DIFFERENT):
        years = _years(difference.reference or ""), _years(difference.draft) if difference.draft else ""
        first, second = f"so với {years[0]}", f"so với {years[1]}" if years[1] else ""
        told = f"lấy {years[1]} làm mốc so sánh" if second else "không nêu năm gốc"
        hit = pair_hit(case, index, pair, first=years[0], second=told)
        own = hit.values["own"]
        at = fold(own).find(fold(second)) if second else -1
        if not second:
            act = f"bổ sung “{first}” vào chỉ tiêu “{own}”"
        elif at < 0 or fold(own).count(fold(second)) != 1:
            act = f"thống nhất năm gốc của chỉ tiêu “{own}” ({first})"
        else:
            act = f"sửa “{own[at : at + len(second)]}” thành “{first}” tại chỉ tiêu “{own}”"
        yield telling(hit, act=act)


def _years(baseline: str) -> str:
    """The baseline in words: "năm 2020", "bình quân giai đoạn 2016 - 2020"."""
    first, _, last = baseline.partition(" - ")
    return writing.baseline(int(last or first), int(first) if last else None)


def _measure(case: Case) -> Iterator[Hit]:
    for index, pair, difference in _hits(case, Dimension.MEASURE, Outcome.DIFFERENT):
        yield changed_measure(case, index, pair, difference)


RULES: tuple[Rule, ...] = (
    Rule(
        code="CT03",
        name="Thời hạn muộn hơn",
        name_en="Later deadline",
        kind=Kind.LATER_DEADLINE,
        severity=Severity.HIGH,
        rationale=("Cùng một mức nhưng hoàn thành muộn hơn là chưa thực hiện được chỉ tiêu cấp trên giao."),
        example="Tỉnh: “đến năm 2025 đạt 90%”. Huyện: “đến năm 2026 đạt 90%”.",
        answer="Đưa thời hạn về đúng năm cấp trên giao, hoặc giải trình.",
        message=(
            "Chỉ tiêu “{subject}” tại {document}: thời hạn trong dự thảo là {second}, chậm hơn yêu cầu "
            "{first}{outside}."
        ),
        suggestion=("Đề nghị {issuer} {act} cho phù hợp với {document}{ending}."),
        check=_later,
    ),
    Rule(
        code="CT04",
        name="Mức độ cam kết thấp hơn",
        name_en="Softer commitment",
        kind=Kind.SOFTER_COMMITMENT,
        severity=Severity.MEDIUM,
        rationale=("“Phấn đấu”, “khoảng” nhẹ hơn “đạt”, “ít nhất”, “bảo đảm”; “đạt 60%” nhẹ hơn “trên 60%”."),
        example="Tỉnh: “Ít nhất 60%”. Huyện: “Phấn đấu đạt 60%”.",
        answer="Bỏ các từ làm nhẹ cam kết (“phấn đấu”, “khoảng”), nêu mức như cấp trên.",
        message=("Chỉ tiêu “{subject}” tại {document}: dự thảo nêu {given}, chưa bảo đảm mức {asked}."),
        suggestion=("Đề nghị {issuer} {act} cho phù hợp với {document}{ending}."),
        check=_softer,
    ),
    Rule(
        code="CT05",
        name="Phạm vi, đối tượng hẹp hơn",
        name_en="Narrower scope",
        kind=Kind.NARROWER_SCOPE,
        severity=Severity.MEDIUM,
        rationale=(
            "Tỷ lệ bằng nhau nhưng bớt đối tượng, bớt cơ quan hoặc thêm điều kiện thì kết quả thực tế"
            " thấp hơn. Không tính các loại hình mà địa bàn không có (huyện nông thôn không có "
            "phường)."
        ),
        example=(
            "Tỉnh: “60% số cơ quan, cơ sở trợ giúp xã hội, trường học”. Huyện: “60% số cơ quan, trường học”."
        ),
        answer="Bổ sung đối tượng còn thiếu hoặc nêu rõ địa bàn không có đối tượng đó.",
        message=("Chỉ tiêu “{subject}” tại {document}: dự thảo {detail}."),
        suggestion=("Đề nghị {issuer} {act} cho phù hợp với {document}{ending}."),
        check=_narrower,
    ),
    Rule(
        code="CT07",
        name="Khác đơn vị tính",
        name_en="Changed unit",
        kind=Kind.CHANGED_UNIT,
        severity=Severity.MEDIUM,
        rationale=("Người và lượt người, hộ và người, số lượng và tỷ lệ không so sánh được với nhau."),
        example="Tỉnh: “1.000 cán bộ”. Huyện: “50 lượt cán bộ”.",
        answer="Dùng đúng đơn vị tính của cấp trên.",
        message="Chỉ tiêu “{subject}”: dự thảo tính theo {second}, {document} tính theo {first}.",
        suggestion=(
            "Đề nghị {issuer} thống nhất đơn vị tính của chỉ tiêu “{own}” theo {first} như {document}{share}."
        ),
        check=_unit,
    ),
    Rule(
        code="CT08",
        name="Khác mức làm căn cứ",
        name_en="Changed reference amount",
        kind=Kind.CHANGED_REFERENCE,
        severity=Severity.MEDIUM,
        rationale=(
            "Lương tối thiểu, lương cơ sở, lương cơ bản là các mức khác nhau; đổi căn cứ là đổi quyền lợi."
        ),
        example=("Tỉnh: “tối thiểu bằng mức lương tối thiểu”. Huyện: “tối thiểu bằng mức lương cơ bản”."),
        answer="Dùng đúng mức mà cấp trên quy định.",
        message=(
            "Nội dung “{subject}” tại {document}: dự thảo lấy {level}“{second}” làm căn cứ thay cho {level}“{first}”."
        ),
        suggestion="Đề nghị {issuer} {act} theo {document}{ending}.",
        check=_reference,
        title="{title}",
    ),
    Rule(
        code="CT09",
        name="Khác năm gốc so sánh",
        name_en="Changed baseline",
        kind=Kind.CHANGED_BASELINE,
        severity=Severity.HIGH,
        rationale="Mức tăng, giảm chỉ có nghĩa khi so với cùng một năm gốc.",
        example="Tỉnh: “giảm 30% so với năm 2020”. Huyện: “giảm 30% so với năm 2021”.",
        answer="Dùng đúng năm gốc của cấp trên.",
        message="Chỉ tiêu “{subject}”: dự thảo {second}, {document} lấy {first}.",
        suggestion="Đề nghị {issuer} {act} theo {document}.",
        check=_baseline,
    ),
    Rule(
        code="CT10",
        name="Khác cách tính",
        name_en="Changed measure",
        kind=Kind.CHANGED_MEASURE,
        severity=Severity.HIGH,
        rationale=(
            "Mức phải đạt không so sánh được với mức tăng thêm; phần trăm khác điểm phần trăm; tổng "
            "cả giai đoạn khác bình quân mỗi năm. Dự thảo nêu rõ số liệu của năm gốc thì máy tính ra mức đạt được."
        ),
        example="Tỉnh: “đạt khoảng 20%”. Huyện: “tăng 20% so với năm 2020”.",
        answer="Nêu chỉ tiêu theo đúng cách tính của cấp trên, hoặc bổ sung số liệu gốc để quy đổi.",
        message="Chỉ tiêu “{subject}” tại {document}: {told}.",
        suggestion="Đề nghị {issuer} {act} {document}{ending}.",
        check=_measure,
    ),
    Rule(
        code="CT22",
        name="Cam kết kèm điều kiện",
        name_en="Commitment under a condition",
        kind=Kind.SOFTER_COMMITMENT,
        severity=Severity.MEDIUM,
        rationale=(
            "Mức bằng cấp trên nhưng chỉ thực hiện khi có kinh phí, khi được cho phép, hỗ trợ thì không còn là cam kết."
        ),
        example="Tỉnh: “đạt 90%”. Huyện: “đạt 90% nếu bố trí được kinh phí”.",
        answer="Bỏ điều kiện, hoặc giải trình vì sao cần giữ.",
        message=(
            "Chỉ tiêu “{subject}” tại {document}: dự thảo thêm điều kiện “{condition}” nên mức độ cam kết thấp hơn."
        ),
        suggestion=("Đề nghị {issuer} {act} cho phù hợp với {document}{ending}."),
        check=_conditional,
    ),
    Rule(
        code="CT23",
        name="Bỏ tiêu chuẩn kèm theo chỉ tiêu",
        name_en="Dropped standard",
        kind=Kind.DROPPED_CONDITION,
        severity=Severity.MEDIUM,
        rationale=(
            "Cùng một tỷ lệ nhưng bỏ mức chất lượng phải đạt (“hợp vệ sinh”, “ít nhất 03 loại bệnh”) là yêu cầu nhẹ hơn"
            " cấp trên."
        ),
        example="Tỉnh: “80% hộ có nhà tiêu hợp vệ sinh”. Huyện: “80% hộ có nhà tiêu”.",
        answer="Bổ sung tiêu chuẩn theo cấp trên.",
        message="Dự thảo nêu “{mine}”, bỏ “{dropped}” của chỉ tiêu “{subject}” tại {document}.",
        suggestion="Đề nghị {issuer} bổ sung “{dropped}” vào chỉ tiêu “{own}” theo {document}.",
        check=_dropped_standard,
    ),
)
