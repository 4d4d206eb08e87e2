"""CT: chỉ tiêu (targets). Each rule reads the pairs and their differences; none looks at the text again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from compare import wording
from compare.model import Difference, Dimension, Kind, Outcome, Pair, Place, Severity, Verdict
from compare.rules.base import Case, Hit, Rule
from extract.model import Measure, Plan


def _facts(case: Case, pair: Pair) -> dict[str, str]:
    """Values that every sentence about a pair may use."""
    plan = case.references[pair.reference.plan or 0]
    measure = pair.reference.measure
    facts = {
        "issuer": wording.issuer(case.draft),
        "document": wording.document(plan.masthead),
        "subject": wording.subject(measure) if measure else wording.quote(pair.reference.text),
        "wanted": wording.wanted(measure) if measure else "",
        "asked": wording.requirement(measure) if measure else "",
        "year": (measure.deadline or "")[:4] if measure else "",
    }
    mine = pair.draft.measure if pair.draft else None
    facts["given"] = wording.requirement(mine) if mine else ""
    facts["given_amount"] = wording.amount(mine) if mine else ""
    return facts


def _hits(case: Case, dimension: Dimension, *outcomes: Outcome) -> Iterator[tuple[int, Pair, Difference]]:
    for index, pair in enumerate(case.pairs):
        for difference in pair.differences:
            if difference.dimension is dimension and difference.outcome in outcomes:
                yield index, pair, difference


def _hit(case: Case, index: int, pair: Pair, severity: Severity | None = None, **values: str) -> Hit:
    return Hit(
        values=_facts(case, pair) | values, pair=index, reference=pair.reference, draft=pair.draft, severity=severity
    )


def _missing(case: Case) -> Iterator[Hit]:
    grouped = {index for group in _whole_periods(case).values() for index in group}
    for index, pair in enumerate(case.pairs):
        if pair.verdict is not Verdict.MISSING or index in grouped or _is_dropped_part(case, pair):
            continue
        # A number of the upper level says nothing to a lower one before it is shared out.
        severity = Severity.LOW if _is_total(pair) else None
        yield _hit(case, index, pair, severity)


def _is_total(pair: Pair) -> bool:
    measure = pair.reference.measure
    return pair.reference.part == "tasks" or (
        measure is not None and pair.share is not None
    )


def _is_dropped_part(case: Case, pair: Pair) -> bool:
    """A part whose main target is answered: CT06 speaks of it."""
    measure = pair.reference.measure
    if measure is None or not measure.part:
        return False
    return any(
        other.reference.target == pair.reference.target
        and other.reference.plan == pair.reference.plan
        and other.draft is not None
        and other.reference.measure is not None
        and not other.reference.measure.part
        for other in case.pairs
    )


def _dropped(case: Case) -> Iterator[Hit]:
    for index, pair in enumerate(case.pairs):
        if pair.verdict is Verdict.MISSING and _is_dropped_part(case, pair):
            yield _hit(case, index, pair, text=wording.quote(pair.reference.measure.text if pair.reference.measure else ""))


def _weaker(case: Case) -> Iterator[Hit]:
    for index, pair in enumerate(case.pairs):
        if pair.verdict is not Verdict.WEAKER or pair.reference.measure is None:
            continue
        value = next((d for d in pair.differences if d.dimension is Dimension.VALUE), None)
        if value is None or value.gap is None:
            gap = "giới hạn bị đảo chiều"
        else:
            word = "cao hơn" if value.gap > 0 else "thấp hơn"
            gap = f"{word} {wording.number(abs(value.gap))} {_gap_unit(pair.reference.measure)}".strip()
        lower = value is not None and value.gap is not None and value.gap > 0
        yield _hit(case, index, pair, gap=gap, direction="xuống" if lower else "lên")


def _gap_unit(measure: Measure) -> str:
    return "điểm phần trăm" if measure.unit == "%" else measure.unit or ""


def _later(case: Case) -> Iterator[Hit]:
    for index, pair, difference in _hits(case, Dimension.DEADLINE, Outcome.WEAKER):
        yield _hit(case, index, pair, first=difference.reference or "", second=difference.draft or "")


def _softer(case: Case) -> Iterator[Hit]:
    seen = set()
    for dimension in (Dimension.EFFORT, Dimension.BOUND):
        for index, pair, difference in _hits(case, dimension, Outcome.WEAKER):
            if index not in seen and difference.gap is None:
                seen.add(index)
                yield _hit(case, index, pair)


def _narrower(case: Case) -> Iterator[Hit]:
    for index, pair, difference in _hits(case, Dimension.SCOPE, Outcome.WEAKER):
        excused = f" (không nêu {', '.join(difference.excused)} là có lý do theo loại địa bàn)" if difference.excused else ""
        yield _hit(case, index, pair, detail=f"chưa nêu: {', '.join(difference.lost)}{excused}", act=f"bổ sung {', '.join(difference.lost)} vào phạm vi")
    for index, pair, difference in _hits(case, Dimension.CONDITION, Outcome.WEAKER):
        condition = ", ".join(difference.gained)
        yield _hit(case, index, pair, detail=f"thêm điều kiện “{condition}”", act=f"bỏ điều kiện “{condition}” đối với")


def _unit(case: Case) -> Iterator[Hit]:
    for index, pair, difference in _hits(case, Dimension.UNIT, Outcome.DIFFERENT):
        yield _hit(case, index, pair, first=difference.reference or "không nêu", second=difference.draft or "không nêu")


def _reference(case: Case) -> Iterator[Hit]:
    for index, pair, difference in _hits(case, Dimension.REFERENCE, Outcome.DIFFERENT):
        yield _hit(case, index, pair, first=difference.reference or "", second=difference.draft or "")


def _baseline(case: Case) -> Iterator[Hit]:
    for index, pair, difference in _hits(case, Dimension.BASELINE, Outcome.DIFFERENT):
        mine = f"so với năm {difference.draft}" if difference.draft else "không nêu năm gốc"
        yield _hit(case, index, pair, first=difference.reference or "", second=mine)


_MEASURES = {
    "level": "mức phải đạt", "increase": "mức tăng thêm", "decrease": "mức giảm", "year": "bình quân mỗi năm",
    "total": "cả giai đoạn", "%": "phần trăm (%)", "điểm %": "điểm phần trăm", "lần": "số lần", "‰": "phần nghìn (‰)",
}  # fmt: skip


def _measure(case: Case) -> Iterator[Hit]:
    for index, pair, difference in _hits(case, Dimension.MEASURE, Outcome.DIFFERENT):
        first = _MEASURES.get(difference.reference or "", difference.reference or "")
        yield _hit(case, index, pair, first=first, second=_MEASURES.get(difference.draft or "", difference.draft or ""))


def _whole_periods(case: Case) -> dict[tuple[int, str], list[int]]:
    """Pairs of each (reference, horizon) of which not one target is answered, where that is more than one."""
    horizons: dict[tuple[int, str], list[int]] = defaultdict(list)
    for index, pair in enumerate(case.pairs):
        measure = pair.reference.measure
        if pair.reference.part == "targets" and measure and measure.deadline and pair.verdict is not Verdict.OUT_OF_PERIOD:
            horizons[(pair.reference.plan or 0, measure.deadline[:4])].append(index)
    several = {plan for plan, _ in horizons if sum(1 for other, _ in horizons if other == plan) > 1}
    return {
        key: indices
        for key, indices in horizons.items()
        if key[0] in several and len(indices) > 1 and all(case.pairs[index].verdict is Verdict.MISSING for index in indices)
    }


def _missing_period(case: Case) -> Iterator[Hit]:
    groups = _whole_periods(case)
    for year in sorted({year for _, year in groups}):
        indices = [index for (_, other), group in sorted(groups.items()) if other == year for index in group]
        places = tuple(case.pairs[index].reference for index in indices)
        plans = sorted({place.plan or 0 for place in places})
        yield Hit(
            values={
                "issuer": wording.issuer(case.draft), "year": year, "count": str(len(places)),
                "documents": _documents(case, plans),
            },
            reference=places[0], others=places[1:],
        )  # fmt: skip


def _documents(case: Case, plans: list[int]) -> str:
    return "; ".join(wording.document(case.references[plan].masthead) for plan in plans)


def _out_of_period(case: Case) -> Iterator[Hit]:
    places = tuple(pair.reference for pair in case.pairs if pair.verdict is Verdict.OUT_OF_PERIOD)
    period = case.draft.masthead.period
    if places and period:
        plans = sorted({place.plan or 0 for place in places})
        yield Hit(
            values={
                "count": str(len(places)), "start": str(period.start), "end": str(period.end),
                "documents": _documents(case, plans),
            },
            reference=places[0], others=places[1:], ask=False,
        )  # fmt: skip


def _apportion(case: Case) -> Iterator[Hit]:
    for index, pair in enumerate(case.pairs):
        share, measure = pair.share, pair.reference.measure
        other_unit = any(difference.dimension is Dimension.UNIT for difference in pair.differences)
        if pair.verdict is not Verdict.APPORTION or share is None or measure is None or other_unit:
            continue
        total = wording.amount(measure)
        brought = ""
        if share.reference_years != share.draft_years:
            brought = (
                f"; quy về {share.draft_years} năm của dự thảo là {wording.number(share.comparable)} {measure.unit or ''}".rstrip()
            )
        ratio = f", bằng {wording.number(round(share.ratio * 100, 1))}%" if share.ratio is not None else ""
        yield _hit(case, index, pair, total=total, brought=brought, ratio=ratio)


def _exceeded(case: Case) -> Iterator[Hit]:
    for index, pair in enumerate(case.pairs):
        if pair.verdict is Verdict.EXCEEDS:
            yield _hit(case, index, pair)


def _extra(case: Case) -> Iterator[Hit]:
    for place in case.extra:
        if place.measure is not None and place.part == "targets":
            yield Hit(
                values={"subject": wording.subject(place.measure), "given": wording.requirement(place.measure)}, draft=place
            )


def _missing_value(case: Case) -> Iterator[Hit]:
    for index, pair in enumerate(case.pairs):
        if pair.draft is not None and pair.draft.measure is None and pair.reference.measure is not None:
            yield _hit(case, index, pair, text=wording.quote(pair.draft.text))




RULES: tuple[Rule, ...] = (
    Rule(
        code="CT01", name="Thiếu chỉ tiêu", name_en="Missing target", kind=Kind.MISSING_TARGET, severity=Severity.CRITICAL,
        rationale="Kế hoạch cấp dưới phải cụ thể hóa mọi chỉ tiêu cấp trên giao trong giai đoạn của mình. Chỉ tiêu số lượng tuyệt đối mà cấp trên chưa phân bổ chỉ được nhắc ở mức thấp.",
        example="Tỉnh: “Ít nhất 80% hộ gia đình có người khuyết tật đặc biệt nặng được hướng dẫn chăm sóc”. Huyện: không có chỉ tiêu này.",
        answer="Bổ sung chỉ tiêu, hoặc giải trình vì sao không áp dụng trên địa bàn.",
        message="Dự thảo chưa có chỉ tiêu “{subject}” ({asked}, năm {year}) của {document}.",
        suggestion="Đề nghị {issuer} bổ sung chỉ tiêu “{subject}” với mức {wanted} đến năm {year} cho phù hợp với {document}; trường hợp không áp dụng, đề nghị giải trình.",
        check=_missing,
    ),
    Rule(
        code="CT02", name="Chỉ tiêu thấp hơn cấp trên", name_en="Weaker value", kind=Kind.WEAKER_VALUE, severity=Severity.CRITICAL,
        rationale="Chỉ tiêu của cấp dưới phải bằng hoặc cao hơn chỉ tiêu cấp trên giao; với chỉ tiêu càng thấp càng tốt (hộ nghèo, tử vong, tảo hôn) thì phải bằng hoặc thấp hơn.",
        example="Tỉnh: “Đạt 60%”. Huyện: “Phấn đấu đạt 50%”: thấp hơn 10 điểm phần trăm.",
        answer="Điều chỉnh chỉ tiêu, hoặc giải trình và xin ý kiến cấp trên.",
        message="Chỉ tiêu “{subject}”: dự thảo đặt mức {given}, {gap} so với mức {asked} tại {document}; chưa phù hợp.",
        suggestion="Đề nghị {issuer} rà soát, điều chỉnh chỉ tiêu “{subject}” từ {given_amount} {direction} {wanted} cho phù hợp với {document}; trường hợp giữ nguyên, đề nghị giải trình.",
        check=_weaker,
    ),
    Rule(
        code="CT03", name="Thời hạn muộn hơn", name_en="Later deadline", kind=Kind.LATER_DEADLINE, severity=Severity.HIGH,
        rationale="Cùng một mức nhưng hoàn thành muộn hơn là chưa thực hiện được chỉ tiêu cấp trên giao.",
        example="Tỉnh: “đến năm 2025 đạt 90%”. Huyện: “đến năm 2026 đạt 90%”.",
        answer="Đưa thời hạn về đúng năm cấp trên giao, hoặc giải trình.",
        message="Chỉ tiêu “{subject}”: thời hạn trong dự thảo là {second}, muộn hơn thời hạn {first} tại {document}.",
        suggestion="Đề nghị {issuer} điều chỉnh thời hạn hoàn thành chỉ tiêu “{subject}” từ {second} về {first} cho phù hợp với {document}.",
        check=_later,
    ),
    Rule(
        code="CT04", name="Mức cam kết nhẹ hơn", name_en="Softer commitment", kind=Kind.SOFTER_COMMITMENT, severity=Severity.MEDIUM,
        rationale="“Phấn đấu”, “khoảng” nhẹ hơn “đạt”, “ít nhất”, “bảo đảm”; “đạt 60%” nhẹ hơn “trên 60%”.",
        example="Tỉnh: “Ít nhất 60%”. Huyện: “Phấn đấu đạt 60%”.",
        answer="Dùng từ ngữ thể hiện mức cam kết tương đương cấp trên.",
        message="Chỉ tiêu “{subject}”: cách nêu “{given}” nhẹ hơn mức cam kết “{asked}” tại {document}.",
        suggestion="Đề nghị {issuer} thể hiện chỉ tiêu “{subject}” là {wanted}, bảo đảm mức cam kết tương đương {document}.",
        check=_softer,
    ),
    Rule(
        code="CT05", name="Phạm vi hẹp hơn", name_en="Narrower scope", kind=Kind.NARROWER_SCOPE, severity=Severity.MEDIUM,
        rationale="Tỷ lệ bằng nhau nhưng bớt đối tượng, bớt cơ quan hoặc thêm điều kiện thì kết quả thực tế thấp hơn. Không tính các loại hình mà địa bàn không có (huyện nông thôn không có phường).",
        example="Tỉnh: “60% số cơ quan, cơ sở trợ giúp xã hội, trường học”. Huyện: “60% số cơ quan, trường học”.",
        answer="Bổ sung đối tượng còn thiếu hoặc nêu rõ địa bàn không có đối tượng đó.",
        message="Chỉ tiêu “{subject}”: phạm vi trong dự thảo hẹp hơn {document}; {detail}.",
        suggestion="Đề nghị {issuer} {act} chỉ tiêu “{subject}” cho thống nhất với {document}; trường hợp trên địa bàn không có, đề nghị nêu rõ.",
        check=_narrower,
    ),
    Rule(
        code="CT06", name="Bỏ nội dung “trong đó”", name_en="Dropped part", kind=Kind.DROPPED_CONDITION, severity=Severity.MEDIUM,
        rationale="Phần “trong đó …” là một yêu cầu riêng của cấp trên, không được bỏ khi nhắc lại chỉ tiêu chính.",
        example="Tỉnh: “85% trẻ em …, trong đó ít nhất 95% trẻ em bị xâm hại được can thiệp”. Huyện chỉ nêu 85%.",
        answer="Bổ sung phần “trong đó”.",
        message="Dự thảo có chỉ tiêu chính nhưng bỏ nội dung “trong đó {text}” của {document}.",
        suggestion="Đề nghị {issuer} bổ sung nội dung “trong đó {text}” theo {document}.",
        check=_dropped,
    ),
    Rule(
        code="CT07", name="Thay đổi đơn vị tính", name_en="Changed unit", kind=Kind.CHANGED_UNIT, severity=Severity.MEDIUM,
        rationale="Người và lượt người, hộ và người, số lượng và tỷ lệ không so sánh được với nhau.",
        example="Tỉnh: “1.000 cán bộ”. Huyện: “50 lượt cán bộ”.",
        answer="Dùng đúng đơn vị tính của cấp trên.",
        message="Chỉ tiêu “{subject}”: đơn vị tính trong dự thảo là “{second}”, tại {document} là “{first}”; cần làm rõ.",
        suggestion="Đề nghị {issuer} thống nhất đơn vị tính của chỉ tiêu “{subject}” là “{first}” theo {document}.",
        check=_unit,
    ),
    Rule(
        code="CT08", name="Thay đổi mức làm căn cứ", name_en="Changed reference amount", kind=Kind.CHANGED_REFERENCE, severity=Severity.MEDIUM,
        rationale="Lương tối thiểu, lương cơ sở, lương cơ bản là các mức khác nhau; đổi căn cứ là đổi quyền lợi.",
        example="Tỉnh: “tối thiểu bằng mức lương tối thiểu”. Huyện: “tối thiểu bằng mức lương cơ bản”.",
        answer="Dùng đúng mức mà cấp trên quy định.",
        message="Nội dung “{subject}”: dự thảo lấy “{second}” làm căn cứ, {document} quy định “{first}”; cần làm rõ.",
        suggestion="Đề nghị {issuer} sửa “{second}” thành “{first}” theo {document}.",
        check=_reference,
    ),
    Rule(
        code="CT09", name="Thay đổi năm gốc so sánh", name_en="Changed baseline", kind=Kind.CHANGED_BASELINE, severity=Severity.HIGH,
        rationale="Mức tăng, giảm chỉ có nghĩa khi so với cùng một năm gốc.",
        example="Tỉnh: “giảm 30% so với năm 2020”. Huyện: “giảm 30% so với năm 2021”.",
        answer="Dùng đúng năm gốc của cấp trên.",
        message="Chỉ tiêu “{subject}”: {document} so với năm {first}, dự thảo {second}; không cùng năm gốc nên chưa so sánh được.",
        suggestion="Đề nghị {issuer} thống nhất năm gốc của chỉ tiêu “{subject}” là năm {first} theo {document}.",
        check=_baseline,
    ),
    Rule(
        code="CT10", name="Thay đổi cách đo", name_en="Changed measure", kind=Kind.CHANGED_MEASURE, severity=Severity.HIGH,
        rationale="Mức phải đạt không so sánh được với mức tăng thêm; phần trăm khác điểm phần trăm; tổng cả giai đoạn khác bình quân mỗi năm.",
        example="Tỉnh: “đạt khoảng 20%”. Huyện: “tăng 20% so với năm 2020”.",
        answer="Nêu chỉ tiêu theo đúng cách đo của cấp trên, hoặc bổ sung số liệu gốc để quy đổi.",
        message="Chỉ tiêu “{subject}”: {document} nêu {first} ({asked}), dự thảo nêu {second} ({given}); không cùng cách đo, cần làm rõ.",
        suggestion="Đề nghị {issuer} nêu chỉ tiêu “{subject}” theo cùng cách đo với {document} ({asked}), hoặc bổ sung số liệu gốc để có thể so sánh.",
        check=_measure,
    ),
    Rule(
        code="CT11", name="Thiếu cả giai đoạn", name_en="Missing period", kind=Kind.MISSING_PERIOD, severity=Severity.HIGH,
        rationale="Dự thảo có thời gian thực hiện bao trùm một mốc mà không có chỉ tiêu nào của mốc đó.",
        example="Kế hoạch 2021 - 2030 chỉ có chỉ tiêu đến năm 2025.",
        answer="Bổ sung các chỉ tiêu của mốc còn thiếu, hoặc thu hẹp thời gian của kế hoạch.",
        message="Dự thảo chưa có chỉ tiêu nào của mốc năm {year}, trong khi cấp trên có {count} chỉ tiêu ({documents}).",
        suggestion="Đề nghị {issuer} bổ sung các chỉ tiêu đến năm {year} theo {documents}.",
        check=_missing_period,
    ),
    Rule(
        code="CT12", name="Chỉ tiêu ngoài giai đoạn", name_en="Out of period", kind=Kind.OUT_OF_PERIOD, severity=Severity.NOTE,
        rationale="Chỉ tiêu cấp trên có thời hạn nằm ngoài giai đoạn của dự thảo thì không đối chiếu.",
        example="Chỉ tiêu đến năm 2030 và kế hoạch huyện giai đoạn 2021 - 2025.",
        answer="Không cần xử lý; lưu ý khi xây dựng kế hoạch giai đoạn sau.",
        message="{count} chỉ tiêu của cấp trên có thời hạn nằm ngoài giai đoạn {start} - {end} của dự thảo nên không đối chiếu ({documents}).",
        suggestion=None,
        check=_out_of_period,
    ),
    Rule(
        code="CT13", name="Chỉ tiêu cần phân bổ", name_en="Apportioned target", kind=Kind.APPORTION, severity=Severity.NOTE,
        rationale="Số lượng tuyệt đối của cấp trên được phân bổ cho các địa phương, không so sánh trực tiếp; số liệu nhiều năm được quy về số năm của dự thảo.",
        example="Tỉnh: 1.000 cán bộ trong 10 năm. Huyện: 50 cán bộ trong 5 năm, bằng 10% của 500.",
        answer="Đối chiếu với quyết định phân bổ của cấp trên, nếu có.",
        message="“{subject}”: {document} giao tổng {total}{brought}; dự thảo nêu {given_amount}{ratio}. Cần đối chiếu với mức phân bổ.",
        suggestion=None,
        check=_apportion,
    ),
    Rule(
        code="CT14", name="Cao hơn yêu cầu", name_en="Exceeded", kind=Kind.EXCEEDED, severity=Severity.NOTE,
        rationale="Cấp dưới được đặt chỉ tiêu cao hơn; ghi nhận để biết.",
        example="Tỉnh: 80%. Huyện: 90%.",
        answer="Không cần xử lý.",
        message="Chỉ tiêu “{subject}”: dự thảo ({given}) cao hơn yêu cầu ({asked}) của {document}.",
        suggestion=None,
        check=_exceeded,
    ),
    Rule(
        code="CT15", name="Chỉ tiêu cấp trên không có", name_en="Extra target", kind=Kind.EXTRA_TARGET, severity=Severity.NOTE,
        rationale="Cấp dưới được đặt thêm chỉ tiêu phù hợp thực tế; ghi nhận để người rà soát xem xét.",
        example="Huyện đặt thêm chỉ tiêu về phố đi bộ an toàn cho trẻ em.",
        answer="Không cần xử lý, trừ khi chỉ tiêu vượt thẩm quyền.",
        message="Dự thảo có thêm chỉ tiêu “{subject}” ({given}) mà văn bản cấp trên không có.",
        suggestion=None,
        check=_extra,
    ),
    Rule(
        code="CT16", name="Thiếu số liệu", name_en="Missing number", kind=Kind.MISSING_VALUE, severity=Severity.MEDIUM,
        rationale="Cấp trên giao bằng số mà cấp dưới chỉ nêu bằng lời thì không kiểm đếm được.",
        example="Tỉnh: “90% trẻ em đến 8 tuổi được chăm sóc”. Huyện: “Mở rộng dịch vụ chăm sóc trẻ em đến 8 tuổi”.",
        answer="Bổ sung số liệu cụ thể.",
        message="Dự thảo có nội dung “{text}” nhưng chưa có số liệu, trong khi {document} yêu cầu {asked}.",
        suggestion="Đề nghị {issuer} bổ sung số liệu cụ thể cho nội dung “{subject}” ({wanted}) theo {document}.",
        check=_missing_value,
    ),
)  # fmt: skip
