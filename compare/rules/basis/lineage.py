"""CC: căn cứ (legal basis and lineage): whether the draft is compared with the plans it is based on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from compare.lineage.citing import (
    citation_place,
    cited_as,
    is_slip,
    may_be,
    misspelt,
    of_other_province,
    own_dates,
    reference_place,
    rival,
    standing_for,
)
from compare.model import Kind, Severity
from compare.registers.provinces import same_province
from compare.rules.base import Case, Hit, Rule
from compare.spots import carrier_of
from extract.language import writing
from extract.model import Citation, CitationRole, Level, Plan


def _wrong_parent(case: Case) -> Iterator[Hit]:
    for index, plan in enumerate(case.references):
        other = None if cited_as(case.draft, plan) else rival(case.draft, plan)
        if other is None or is_slip(other, plan.masthead) or may_be(other, plan.masthead):
            continue
        document = writing.document(plan.masthead)
        # A plan of another province cannot become the basis.
        issuer = writing.issuer(case.draft)
        mend = f"; nếu là {document} thì đề nghị {issuer} sửa phần căn cứ"
        mend = "" if _of_other_province(other, plan) else mend
        yield Hit(
            values=_values(case, plan) | {"cited": writing.citation(other), "mend": mend},
            reference=reference_place(index, plan),
            draft=citation_place(other),
            holds=True,
        )


def _of_other_province(cited: Citation, plan: Plan) -> bool:
    """Whether a cited document of a province is not of the reference's province; False where a place is unknown."""
    own = plan.masthead.province
    return bool(cited.place and own and plan.masthead.level is Level.PROVINCE) and not same_province(
        cited.place or "", own or "", plan.masthead.date
    )


def _wrong_place(case: Case) -> Iterator[Hit]:
    province = case.draft.masthead.province
    for index, plan in enumerate(case.references):
        if plan.masthead.level is Level.NATIONAL or not of_other_province(case.draft, plan):
            continue
        if standing_for(case.draft, plan) is None:
            yield Hit(
                values=_values(case, plan) | {"mine": province or "", "theirs": plan.masthead.province or ""},
                reference=reference_place(index, plan),
            )


def _mismatch(case: Case) -> Iterator[Hit]:
    for index, plan in enumerate(case.references):
        citation = cited_as(case.draft, plan)
        own = plan.masthead
        if citation is not None:
            dates = own_dates(own)
            if citation.date and dates and citation.date not in dates:
                yield Hit(
                    values=_values(case, plan)
                    | {
                        "what": writing.when(citation.date),
                        "right": writing.when(sorted(dates)[0]),
                        "named": writing.document(replace(own, date=None)),
                        **_where(case, citation),
                    },
                    reference=reference_place(index, plan),
                    draft=citation_place(citation),
                )
            continue
        slip = standing_for(case.draft, plan)
        # Wrong marks or an extra year in the right number are reported as a malformed one (CC09).
        if slip is not None and is_slip(slip, own) and misspelt(slip, own) is None:
            yield Hit(
                values=_values(case, plan)
                | {
                    "what": f"số {slip.number}",
                    "right": f"số {own.number}",
                    "named": writing.document(replace(own, number=None)),
                    **_where(case, slip),
                },
                reference=reference_place(index, plan),
                draft=citation_place(slip),
            )


def _not_cited(case: Case) -> Iterator[Hit]:
    for index, plan in enumerate(case.references):
        other_place = of_other_province(case.draft, plan)
        if not plan.masthead.number or other_place or _is_same(case.draft, plan):
            continue
        if standing_for(case.draft, plan) is None:
            where = carrier_of(case.draft) or "dự thảo"
            values = _values(case, plan) | {"basis": writing.basis(plan.masthead), "where": where}
            yield Hit(values=values, reference=reference_place(index, plan))


def _where(case: Case, citation: Citation) -> dict[str, str]:
    """Who cites a document, and where it is to be set right: in the bases, or wherever it is cited."""
    decision = carrier_of(case.draft, citation.anchor)
    bases = f"Phần căn cứ của {decision}" if decision else "Phần căn cứ của dự thảo"
    if citation.role is not CitationRole.BASIS:
        return {"where": "Dự thảo", "at": "nơi viện dẫn"}
    return {"where": bases if decision else "Dự thảo", "at": writing.uncapitalised(bases)}


def _is_same(draft: Plan, plan: Plan) -> bool:
    """Whether draft and reference are one document, which need not cite itself."""
    own = (draft.masthead.number, draft.masthead.date)
    return draft.source.sha256 == plan.source.sha256 or own == (plan.masthead.number, plan.masthead.date)


def _values(case: Case, plan: Plan) -> dict[str, str]:
    return {"issuer": writing.issuer(case.draft), "document": writing.document(plan.masthead)}


RULES: tuple[Rule, ...] = (
    Rule(
        code="CC01",
        name="Đối chiếu không đúng văn bản cấp trên trực tiếp",
        name_en="Wrong parent",
        kind=Kind.WRONG_PARENT,
        severity=Severity.CRITICAL,
        rationale=(
            "Dự thảo phải được đối chiếu với đúng kế hoạch mà nó căn cứ; mọi kết quả so sánh với văn "
            "bản khác chỉ để tham khảo."
        ),
        example=(
            "Dự thảo căn cứ Kế hoạch của tỉnh A, nhưng văn bản đưa vào đối chiếu là Kế hoạch của tỉnh B."
        ),
        answer=(
            "Kiểm tra tệp đưa vào đối chiếu trước khi gửi ý kiến; tệp đúng thì đề nghị nơi soạn thảo xác định lại căn "
            "cứ. Kiến nghị về chỉ tiêu, nhiệm vụ theo văn bản này chỉ nêu khi căn cứ đã rõ."
        ),
        message=(
            "Dự thảo căn cứ {cited}, còn văn bản đưa vào đối chiếu là {document}, văn bản mà dự thảo không lấy làm căn "
            "cứ."
        ),
        suggestion=(
            "Đề nghị người rà soát kiểm tra lại văn bản đưa vào đối chiếu và cơ quan gửi dự thảo, xác định đúng văn "
            "bản cấp trên trực tiếp của dự thảo{mend}."
        ),
        check=_wrong_parent,
        leads=True,
    ),
    Rule(
        code="CC02",
        name="Văn bản đối chiếu của địa phương khác",
        name_en="Wrong place",
        kind=Kind.WRONG_PLACE,
        severity=Severity.CRITICAL,
        rationale="Kế hoạch của tỉnh này không ràng buộc huyện, xã của tỉnh khác.",
        example="Dự thảo của một huyện thuộc tỉnh A đối chiếu với Kế hoạch của tỉnh B.",
        answer="Chọn lại văn bản đối chiếu.",
        message="Dự thảo thuộc {mine}, còn {document} thuộc {theirs}.",
        suggestion=(
            "Đề nghị chọn lại văn bản cấp trên để đối chiếu cho đúng địa phương của dự thảo ({mine})."
        ),
        check=_wrong_place,
        leads=True,
    ),
    Rule(
        code="CC03",
        name="Viện dẫn sai số hoặc ngày",
        name_en="Citation mismatch",
        kind=Kind.CITATION_MISMATCH,
        severity=Severity.MEDIUM,
        rationale="Số, ngày của văn bản viện dẫn phải đúng với chính văn bản đó.",
        example="Dự thảo ghi “ngày 26/6/2021”, văn bản gốc ban hành ngày 26/5/2021.",
        answer="Sửa lại số, ngày theo văn bản gốc.",
        message="{where} viện dẫn {named}, ghi {what}; theo văn bản gốc là {right}.",
        suggestion="Đề nghị {issuer} sửa {what} thành {right} đối với {named} tại {at}.",
        check=_mismatch,
    ),
    Rule(
        code="CC04",
        name="Chưa viện dẫn văn bản cấp trên",
        name_en="Superior plan not cited",
        kind=Kind.CITATION_MISSING,
        severity=Severity.MEDIUM,
        rationale="Kế hoạch phải nêu căn cứ là văn bản cấp trên mà nó cụ thể hóa.",
        example="Kế hoạch huyện không nêu căn cứ Kế hoạch của tỉnh.",
        answer="Bổ sung căn cứ.",
        message="Phần căn cứ của {where} chưa viện dẫn {basis}.",
        suggestion="Đề nghị {issuer} bổ sung căn cứ {basis}.",
        check=_not_cited,
    ),
)
