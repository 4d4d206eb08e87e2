"""VB: corrections and pins of a reviewer that meet nothing, reported so that none is lost without a word."""

from __future__ import annotations

from collections.abc import Iterator

from compare.model import Kind, Severity
from compare.rules.base import Case, Hit, Rule
from extract.language import writing
from extract.model import Correction, Met

_LIMIT = 110
_WHY = {
    Met.NONE: "không tìm thấy nội dung này",
    Met.VALUE: "nội dung này nay có số khác với số đã thấy khi sửa",
    Met.SEVERAL: "có nhiều nội dung khớp, chưa rõ nội dung nào",
    Met.KNOWN: "máy nay đã tự đọc được chỉ tiêu này",
}
_ADDED_VALUE = "không có số liệu nào trong câu bổ sung"


def _unmet(case: Case) -> Iterator[Hit]:
    for plan in (case.draft, *case.references):
        for told in plan.corrections:
            one = told.correction
            if told.met is not Met.MADE:
                why = _ADDED_VALUE if one.text and told.met is Met.VALUE else _WHY[told.met]
                name = "dự thảo" if plan is case.draft else writing.document(plan.masthead, alone=True)
                yield Hit(
                    values={
                        "quote": writing.quote(_named(one) or told.text, _LIMIT),
                        "name": name,
                        "why": why,
                        **_by(one.author, one.date),
                    }
                )


def _idle(case: Case) -> Iterator[Hit]:
    for idle in case.idle_pins:
        pin = idle.pin
        yield Hit(
            values={
                "quote": writing.quote(pin.quote or f"[{pin.key}]", _LIMIT),
                "where": "trong dự thảo" if idle.in_draft else "ở văn bản cấp trên",
                "about": f": “{writing.quote(pin.answer or pin.answer_key, _LIMIT)}”"
                if idle.in_draft
                else "",
                "why": _WHY[idle.met],
                **_by(pin.author, pin.date),
            }
        )


def _named(one: Correction) -> str:
    return one.text or one.quote or (f"[{one.key}]" if one.key else "")


def _by(author: str, day: str) -> dict[str, str]:
    return {"author": author, "date": writing.date(day)}


RULES: tuple[Rule, ...] = (
    Rule(
        code="VB10",
        name="Số liệu người rà soát sửa không khớp văn bản",
        name_en="Correction that meets nothing",
        kind=Kind.LOW_CONFIDENCE,
        severity=Severity.NOTE,
        rationale=(
            "Người rà soát sửa số liệu máy đọc sai, bổ sung chỉ tiêu máy chưa đọc được, gạch nội dung không phải là chỉ"
            " tiêu. Mỗi mục sửa chỉ áp dụng cho đúng nội dung đã thấy; văn bản đã đổi thì mục sửa không được áp dụng"
            " cho nội dung khác."
        ),
        example="Mục sửa trích “Giảm tỷ lệ hộ nghèo xuống còn 50%”, văn bản nay ghi “xuống còn 4%”.",
        answer="So câu trích với văn bản; sửa lại câu trích, hoặc xóa mục sửa không cần nữa khỏi tệp.",
        message="Mục sửa số liệu “{quote}” ({author}, {date}) không được áp dụng cho {name}: {why}.",
        suggestion=None,
        check=_unmet,
    ),
    Rule(
        code="VB11",
        name="Ghép tay không khớp văn bản",
        name_en="Pin that meets nothing",
        kind=Kind.LOW_CONFIDENCE,
        severity=Severity.NOTE,
        rationale=(
            "Người rà soát ghép chỉ tiêu, nhiệm vụ cấp trên với câu của dự thảo, hoặc xác định dự thảo không có nội"
            " dung tương ứng. Câu đã sửa, đã bỏ thì ghép tay không được áp dụng và máy tự ghép."
        ),
        example="Ghép tay trích câu “70% số thôn có tổ tự quản”, dự thảo nay không còn câu này.",
        answer="So câu trích với văn bản; sửa lại câu trích, hoặc xóa mục ghép tay không cần nữa khỏi tệp.",
        message="Ghép tay cho “{quote}” ({author}, {date}) không được áp dụng: {why} {where}{about}.",
        suggestion=None,
        check=_idle,
    ),
)
