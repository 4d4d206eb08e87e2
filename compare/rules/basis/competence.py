"""CC: bases of another place, and the basis of the issuer's competence."""

from __future__ import annotations

from collections.abc import Iterator

from compare.lineage.citing import citation_place, settled
from compare.model import Kind, Severity
from compare.naming.mentions import day_of
from compare.registers.provinces import same_province
from compare.rules.base import Case, Hit, Rule
from compare.words import phrases, table
from compare.words.similarity import terms
from extract.language import writing
from extract.language.agencies import find_units, level_of
from extract.language.lexicon import fold
from extract.model import Citation, CitationRole, Level, Plan

_PARENT_KINDS = phrases("lineage", "programmes", "parents", folded=False)
_MERGED = "2025-07-01"
"""From this day a commune may replace several former ones, whose documents remain valid."""


def _other_place(case: Case) -> Iterator[Hit]:
    own = case.draft.masthead
    # CC01 and CC02 report a citation that stands for a reference.
    told = {id(citation) for citation in settled(case.draft, case.references)}
    for citation in case.draft.citations:
        if citation.role is not CitationRole.BASIS or not citation.place or id(citation) in told:
            continue
        place = _rival_place(case.draft, citation)
        if place is None:
            continue
        yield Hit(
            values={
                "cited": writing.citation(citation),
                "mine": place,
                "theirs": citation.place,
                "issuer": writing.issuer(case.draft),
            },
            draft=citation_place(citation),
            severity=Severity.CRITICAL if _is_parent(citation, own.programme) else None,
        )


def _rival_place(draft: Plan, citation: Citation) -> str | None:
    """The draft's own place where the citation names another one of the same level; else None."""
    own = draft.masthead
    unit = next(find_units(citation.place or ""), None)
    level = level_of(unit, citation.date) if unit else None
    if level is Level.PROVINCE and own.province:
        return None if same_province(own.province, citation.place or "", own.date) else own.province
    # A district may cite plans of its communes, a commune those of its (former) district: only one level is compared.
    if level not in (Level.DISTRICT, Level.COMMUNE) or level is not own.level or not own.place:
        return None
    day = day_of(draft)
    if day is None or day >= _MERGED:
        return None
    own_unit = next(find_units(own.place), None)
    # Names are compared without their kind: a town that became a city keeps its name.
    same = own_unit is not None and unit is not None and fold(own_unit.name or "") == fold(unit.name or "")
    return None if same else own.place


def _is_parent(citation: Citation, programme: str | None) -> bool:
    """Whether a citation is a plan for the draft's own programme; the whole draft may then be another place's."""
    if citation.kind not in _PARENT_KINDS.words or not fold(citation.issuer or "").startswith(
        "ủy ban nhân dân"
    ):
        return False
    matter, said = set(terms(programme or "")), set(terms(citation.about or ""))
    return bool(matter) and len(matter & said) >= 0.75 * len(matter)


def _no_competence(case: Case) -> Iterator[Hit]:
    own = case.draft.masthead
    words = table("lineage")["competence"]
    # A plan without a decision usually names only the documents it carries out, which is accepted practice.
    decides = own.kind in words["decisions"] or own.carrier is not None
    recited = any(fold(statement.text).startswith(words["recital"]) for statement in case.draft.statements)
    if own.issuer is None or not decides or not recited:
        return
    if any(word in fold(statement.text) for statement in case.draft.statements for word in words["words"]):
        return
    yield Hit(values={"issuer": own.issuer})


RULES: tuple[Rule, ...] = (
    Rule(
        code="CC15",
        name="Căn cứ văn bản của địa phương khác",
        name_en="Basis of another place",
        kind=Kind.WRONG_PLACE,
        severity=Severity.MEDIUM,
        rationale=(
            "Văn bản của tỉnh, huyện khác không ràng buộc địa phương lập kế hoạch; thường do chép lại. Nặng nhất "
            "khi đó là kế hoạch thực hiện cùng chương trình. Văn bản của địa phương đã sáp nhập vẫn dùng được."
        ),
        example="Kế hoạch của huyện thuộc tỉnh A căn cứ Nghị quyết của Hội đồng nhân dân tỉnh B.",
        answer="Thay bằng văn bản của địa phương mình.",
        message="Dự thảo thuộc {mine} nhưng căn cứ {cited}.",
        suggestion="Đề nghị {issuer} kiểm tra, thay bằng văn bản tương ứng của {mine} hoặc bỏ căn cứ này.",
        check=_other_place,
    ),
    Rule(
        code="CC16",
        name="Chưa thấy căn cứ về thẩm quyền",
        name_en="No basis of competence seen",
        kind=Kind.CITATION_MISSING,
        severity=Severity.LOW,
        rationale=(
            "Căn cứ ban hành gồm văn bản quy định thẩm quyền của cơ quan ban hành (khoản 6 Mục II Phần I "
            "Phụ lục I Nghị định 30/2020/NĐ-CP). Kế hoạch riêng thường chỉ nêu văn bản được triển khai: không nhắc."
        ),
        example="Quyết định ban hành kế hoạch không căn cứ Luật Tổ chức chính quyền địa phương.",
        answer="Bổ sung nếu cần.",
        message="Không thấy căn cứ về thẩm quyền của {issuer} trong phần chữ đọc được của quyết định.",
        suggestion=(
            "Đề nghị {issuer} xem xét bổ sung căn cứ Luật Tổ chức chính quyền địa phương hoặc văn bản quy định "
            "chức năng, nhiệm vụ, quyền hạn của mình."
        ),
        check=_no_competence,
    ),
)
