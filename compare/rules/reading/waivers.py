"""VB: waivers that accept nothing, reported so that none is forgotten in its file."""

from __future__ import annotations

from collections.abc import Iterator

from compare.model import Kind, Severity, Waiver
from compare.rules.base import Case, Hit, Rule
from extract.language import writing

_NOTHING = "không khớp với phát hiện nào"
_CHANGED = "không còn hiệu lực vì câu của dự thảo đã được sửa; phát hiện vẫn còn, đề nghị xem lại"


def _expired(case: Case) -> Iterator[Hit]:
    yield from (Hit(values=_facts(idle.waiver)) for idle in case.idle if idle.expired)


def _unmatched(case: Case) -> Iterator[Hit]:
    for idle in case.idle:
        if not idle.expired:
            yield Hit(values=_facts(idle.waiver) | {"outcome": _CHANGED if idle.changed else _NOTHING})


def _facts(waiver: Waiver) -> dict[str, str]:
    return {
        "code": waiver.rule,
        "quote": writing.quote(waiver.quote, 110),
        "author": waiver.author,
        "date": writing.date(waiver.date),
        "expires": writing.date(waiver.expires) if waiver.expires else "",
    }


RULES: tuple[Rule, ...] = (
    Rule(
        code="VB06",
        name="Miễn trừ đã hết hạn",
        name_en="Expired waiver",
        kind=Kind.WAIVER,
        severity=Severity.NOTE,
        rationale=(
            "Miễn trừ có ngày hết hạn để việc chấp nhận được xem xét lại. Sau ngày đó miễn trừ không được áp dụng,"
            " phát hiện (nếu còn) lại được tính như bình thường."
        ),
        example="Miễn trừ ghi `expires = 2025-12-31`, báo cáo lập ngày 05/01/2026.",
        answer="Xem lại lý do; còn đúng thì sửa ngày hết hạn trong tệp miễn trừ, không còn thì xóa miễn trừ.",
        message="Miễn trừ {code} cho “{quote}” ({author}, {date}) đã hết hạn ngày {expires}, không được áp dụng.",
        suggestion=None,
        check=_expired,
    ),
    Rule(
        code="VB07",
        name="Miễn trừ không khớp phát hiện nào",
        name_en="Waiver that matches nothing",
        kind=Kind.WAIVER,
        severity=Severity.NOTE,
        rationale=(
            "Miễn trừ tìm phát hiện theo dấu vết (fingerprint), hoặc theo mã quy tắc và câu trích. Không tìm thấy là vì"
            " câu trong dự thảo đã được sửa, con số đã đổi, câu trích chép sai, hoặc quy tắc đã tắt. Miễn trừ ghi rõ là"
            " của dự thảo khác thì không được nhắc đến."
        ),
        example="Miễn trừ trích “70% số thôn có tổ tự quản”, dự thảo nay ghi “60% số thôn có tổ tự quản”.",
        answer="So câu trích với dự thảo; không cần nữa thì xóa miễn trừ khỏi tệp.",
        message="Miễn trừ {code} cho “{quote}” ({author}, {date}) {outcome}.",
        suggestion=None,
        check=_unmatched,
    ),
)
