"""TT: thể thức (form) of the draft. So far what a draft leaves open; both are natural in a draft, hence notes."""

from __future__ import annotations

from collections.abc import Iterator

from compare import wording
from compare.model import Kind, Severity
from compare.rules.base import Case, Hit, Rule


def _blank_number(case: Case) -> Iterator[Hit]:
    if case.draft.masthead.number_blank:
        yield Hit(values={"issuer": wording.issuer(case.draft)})


def _blank_date(case: Case) -> Iterator[Hit]:
    if case.draft.masthead.date_blank:
        yield Hit(values={"issuer": wording.issuer(case.draft)})


RULES: tuple[Rule, ...] = (
    Rule(
        code="TT01",
        name="Để trống số văn bản",
        name_en="Blank number",
        kind=Kind.FORM,
        severity=Severity.NOTE,
        rationale=(
            "Dự thảo chưa ban hành thì chưa có số; khi ban hành phải có số theo khoản 3 mục II phần I"
            " Phụ lục I Nghị định 30/2020/NĐ-CP."
        ),
        example="“Số:      /KH-UBND”.",
        answer="Ghi số khi ban hành.",
        message="Số văn bản đang để trống (dự thảo).",
        suggestion="Đề nghị {issuer} ghi số văn bản khi ban hành.",
        check=_blank_number,
    ),
    Rule(
        code="TT02",
        name="Để trống ngày ban hành",
        name_en="Blank date",
        kind=Kind.FORM,
        severity=Severity.NOTE,
        rationale=(
            "Dự thảo chưa ban hành thì chưa có ngày; khi ban hành phải ghi theo khoản 4 mục II phần I"
            " Phụ lục I Nghị định 30/2020/NĐ-CP."
        ),
        example="“ngày      tháng      năm 2021”.",
        answer="Ghi ngày, tháng khi ban hành.",
        message="Ngày, tháng ban hành đang để trống (dự thảo).",
        suggestion="Đề nghị {issuer} ghi ngày, tháng, năm khi ban hành.",
        check=_blank_date,
    ),
)
