"""CT: chỉ tiêu (targets), second half: weaker answers, one rule for each dimension of ``compare.targets.strength``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from compare.model import Difference, Dimension, Kind, Outcome, Pair, Place, Severity, Verdict
from compare.rules.base import Case, Hit, Rule
from compare.rules.hits import pair_hit
from compare.rules.targets.firming import firmed
from compare.rules.targets.phrases import condition, limit, quoted, whole_phrase
from compare.targets.coverage.scope import is_open
from compare.words.similarity import ages
from extract.language import writing
from extract.language.lexicon import fold

_MEASURES = {
    "level": "mức phải đạt",
    "increase": "mức tăng thêm",
    "decrease": "mức giảm",
    "year": "bình quân mỗi năm",
    "total": "cả giai đoạn",
    "%": "phần trăm (%)",
    "điểm %": "điểm phần trăm",
    "lần": "số lần",
    "‰": "phần nghìn (‰)",
}


def _hits(case: Case, dimension: Dimension, *outcomes: Outcome) -> Iterator[tuple[int, Pair, Difference]]:
    for index, pair in enumerate(case.pairs):
        for difference in pair.differences:
            if difference.dimension is dimension and difference.outcome in outcomes:
                yield index, pair, difference


def _later(case: Case) -> Iterator[Hit]:
    for index, pair, difference in _hits(case, Dimension.DEADLINE, Outcome.WEAKER):
        yield pair_hit(case, index, pair, first=_when(difference.reference), second=_when(difference.draft))


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
                act = firmed(pair, hit.values["own"], hit.values["wanted"])
                yield replace(hit, values={**hit.values, "act": act})


def _narrower(case: Case) -> Iterator[Hit]:
    for index, pair, difference in _hits(case, Dimension.SCOPE, Outcome.WEAKER):
        hit = pair_hit(case, index, pair)
        yield replace(hit, values={**hit.values, **_narrowed(difference, pair, hit.values["own"])})
    for index, pair, difference in _hits(case, Dimension.CONDITION, Outcome.WEAKER):
        if is_open(", ".join(difference.gained)) or difference.lost:
            continue  # CT22, CT23
        hit = pair_hit(case, index, pair)
        added = condition(", ".join(difference.gained), hit.values["own"])
        act = f"bỏ điều kiện “{added}” đối với"
        yield replace(
            hit, values={**hit.values, "detail": f"thêm điều kiện “{added}”", "act": act, "ending": _KEPT}
        )


_KEPT = "trường hợp cần giữ, đề nghị giải trình"


def _narrowed(difference: Difference, pair: Pair, own: str) -> dict[str, str]:
    """The words on a narrower scope: a limit, another age, or groups that are left out."""
    if not difference.lost:
        kept = limit(difference.draft or "", own)
        return {
            "detail": f"chỉ tính “{kept}”",
            "act": f"bỏ giới hạn “{kept}” trong",
            "ending": _KEPT,
        }
    if difference.gained and all(ages(name) for name in (*difference.lost, *difference.gained)):
        mine, theirs = writing.listed(difference.gained), writing.listed(difference.lost)
        return {
            "detail": f"độ tuổi là “{mine}” thay cho “{theirs}”",
            "act": f"sửa độ tuổi “{mine}” thành “{theirs}” trong",
            "ending": _KEPT,
        }
    lost = quoted(difference.lost, " ".join(pair.reference.text.split()))
    # Groups that the draft's area does not have are told in the table of comparison alone.
    return {
        "detail": f"chưa nêu {lost}",
        "act": f"bổ sung {lost} vào phạm vi, đối tượng của",
        "ending": "trường hợp trên địa bàn không có, đề nghị nêu rõ",
    }


def _conditional(case: Case) -> Iterator[Hit]:
    for index, pair, difference in _hits(case, Dimension.CONDITION, Outcome.WEAKER):
        added = ", ".join(difference.gained)
        if difference.gained and is_open(added):
            yield pair_hit(case, index, pair, condition=added)


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
            yield replace(hit, values={**hit.values, "dropped": whole_phrase(dropped, hit.values["whole"])})


def _unit(case: Case) -> Iterator[Hit]:
    for index, pair, _ in _hits(case, Dimension.UNIT, Outcome.DIFFERENT):
        yield pair_hit(
            case,
            index,
            pair,
            first=_counted(pair.reference),
            second=_counted(pair.draft),
        )


def _counted(place: Place | None) -> str:
    """What the measure of a place counts: "hộ", "triệu đồng/người", "ca trên 1.000 phụ nữ"."""
    measure = place.measure if place else None
    return (writing.measured_in(measure) if measure else "") or "số"


def _reference(case: Case) -> Iterator[Hit]:
    for index, pair, difference in _hits(case, Dimension.REFERENCE, Outcome.DIFFERENT):
        first, second = difference.reference or "", difference.draft or ""
        is_wage = all(fold(name).startswith("lương ") for name in (first, second))
        title = "Khác mức lương làm căn cứ" if is_wage else ""
        yield pair_hit(case, index, pair, first=first, second=second, title=title)


def _baseline(case: Case) -> Iterator[Hit]:
    for index, pair, difference in _hits(case, Dimension.BASELINE, Outcome.DIFFERENT):
        stated = f"lấy {_years(difference.draft)}" if difference.draft else "không nêu năm gốc"
        yield pair_hit(case, index, pair, first=_years(difference.reference or ""), second=stated)


def _years(baseline: str) -> str:
    """The baseline in words: "năm 2020", "bình quân giai đoạn 2016 - 2020"."""
    first, _, last = baseline.partition(" - ")
    return writing.baseline(int(last or first), int(first) if last else None)


def _measure(case: Case) -> Iterator[Hit]:
    for index, pair, difference in _hits(case, Dimension.MEASURE, Outcome.DIFFERENT):
        first = _MEASURES.get(difference.reference or "", difference.reference or "")
        yield pair_hit(
            case,
            index,
            pair,
            first=first,
            second=_MEASURES.get(difference.draft or "", difference.draft or ""),
        )


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
            "Chỉ tiêu “{subject}” tại {document}: thời hạn trong dự thảo là {second}, muộn hơn thời"
            " hạn {first} của cấp trên."
        ),
        suggestion=(
            "Đề nghị {issuer} điều chỉnh thời hạn hoàn thành chỉ tiêu “{own}” từ {second} về "
            "{first} cho phù hợp với {document}."
        ),
        check=_later,
    ),
    Rule(
        code="CT04",
        name="Mức độ cam kết nhẹ hơn",
        name_en="Softer commitment",
        kind=Kind.SOFTER_COMMITMENT,
        severity=Severity.MEDIUM,
        rationale=("“Phấn đấu”, “khoảng” nhẹ hơn “đạt”, “ít nhất”, “bảo đảm”; “đạt 60%” nhẹ hơn “trên 60%”."),
        example="Tỉnh: “Ít nhất 60%”. Huyện: “Phấn đấu đạt 60%”.",
        answer="Bỏ các từ làm nhẹ cam kết (“phấn đấu”, “khoảng”), nêu mức như cấp trên.",
        message=("Dự thảo nêu “{mine}”, nhẹ hơn mức cam kết “{subject}” tại {document}."),
        suggestion=("Đề nghị {issuer} {act} như {document}."),
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
        message=("Chỉ tiêu “{subject}” tại {document}: phạm vi trong dự thảo hẹp hơn; {detail}."),
        suggestion=("Đề nghị {issuer} {act} chỉ tiêu “{own}” cho thống nhất với {document}; {ending}."),
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
        message=(
            "Chỉ tiêu “{subject}” tại {document} tính bằng “{first}”, dự thảo tính bằng “{second}”;"
            " cần làm rõ."
        ),
        suggestion=(
            "Đề nghị {issuer} thống nhất đơn vị tính của chỉ tiêu “{own}” là “{first}” theo {document}."
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
            "Nội dung “{subject}” tại {document}: dự thảo lấy “{second}” làm căn cứ thay cho "
            "“{first}”; cần làm rõ."
        ),
        suggestion=("Đề nghị {issuer} sửa “{second}” thành “{first}” tại nội dung “{own}” theo {document}."),
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
        message=(
            "Chỉ tiêu “{subject}” tại {document} lấy {first} làm năm gốc, dự thảo {second}; chưa cùng "
            "năm gốc nên chưa so sánh được."
        ),
        suggestion=("Đề nghị {issuer} thống nhất năm gốc của chỉ tiêu “{own}” là {first} theo {document}."),
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
            "cả giai đoạn khác bình quân mỗi năm."
        ),
        example="Tỉnh: “đạt khoảng 20%”. Huyện: “tăng 20% so với năm 2020”.",
        answer="Nêu chỉ tiêu theo đúng cách tính của cấp trên, hoặc bổ sung số liệu gốc để quy đổi.",
        message=(
            "Chỉ tiêu “{subject}” tại {document} là {first} ({asked}), dự thảo nêu {second} "
            "({given}); không cùng cách tính, cần làm rõ."
        ),
        suggestion=(
            "Đề nghị {issuer} nêu chỉ tiêu “{own}” theo cùng cách tính với {document} ({asked}{at}), "
            "hoặc bổ sung số liệu gốc để có thể so sánh."
        ),
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
            "Dự thảo thêm điều kiện “{condition}” vào chỉ tiêu “{subject}” tại {document}; mức cam kết nhẹ hơn."
        ),
        suggestion=(
            "Đề nghị {issuer} bỏ điều kiện “{condition}” đối với chỉ tiêu “{own}” cho thống nhất với {document}; "
            "trường hợp cần giữ, đề nghị giải trình."
        ),
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
