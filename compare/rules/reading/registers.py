"""VB: registers that end before the day of the draft, so that later changes are not seen."""

from __future__ import annotations

from collections.abc import Iterator

from compare.lineage.context import not_before
from compare.model import Kind, Severity
from compare.naming.mentions import day_of
from compare.registers.complete import completeness, name_of
from compare.rules.base import Case, Hit, Rule
from extract.language import writing


def _older(case: Case) -> Iterator[Hit]:
    draft = case.draft
    # An undated draft is as young as the youngest of its bases.
    day = draft.masthead.date or max(not_before(draft) or "", day_of(draft) or "")
    found = [
        f"{name_of(known.register)} {writing.when(known.day)}"
        for known in completeness(case.settings.registers)
        if known.day < day
    ]
    if found:
        words = "ngày" if draft.masthead.date else "chưa ghi ngày, sớm nhất là ngày"
        yield Hit(values={"day": f"{words} {writing.date(day)}", "registers": "; ".join(found)})


RULES: tuple[Rule, ...] = (
    Rule(
        code="VB09",
        name="Dự thảo có sau ngày mà danh mục tính đến",
        name_en="Draft later than the registers",
        kind=Kind.LOW_CONFIDENCE,
        severity=Severity.NOTE,
        rationale=(
            "Hiệu lực của văn bản, tên cơ quan và địa danh được xét theo danh mục kèm chương trình và danh mục của cơ "
            "quan. Mỗi danh mục có một ngày tính đến; thay đổi sau ngày đó không thể được nêu."
        ),
        example="Kế hoạch ngày 15/01/2027, danh mục văn bản tính đến ngày 30/9/2026.",
        answer=(
            "Kiểm tra thêm văn bản mới; bổ sung vào danh mục của cơ quan rồi ghi ngày tính đến (`as_of`), xem hướng "
            "dẫn."
        ),
        message=(
            "Dự thảo {day}, sau ngày mà danh mục tính đến ({registers}): thay đổi sau ngày đó chưa được xét."
        ),
        suggestion=None,
        check=_older,
    ),
)
