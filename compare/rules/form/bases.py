"""TT: form of the bases of a draft: laws by name and day alone, other documents with what they are about."""

from __future__ import annotations

from collections.abc import Iterator

from compare.lineage.citing import citation_place
from compare.lineage.context import around
from compare.model import Kind, Severity
from compare.rules.base import Case, Hit, Rule
from compare.rules.form.head import ANNEX, of_the_state
from compare.words import phrases, table
from extract.language import writing
from extract.language.lexicon import fold
from extract.model import Citation, CitationRole

_LAWS = phrases("lineage", "laws", "kinds", folded=False)


def _numbered_laws(case: Case) -> Iterator[Hit]:
    found = [citation for citation in _bases(case) if citation.kind in _LAWS.words]
    yield from _hit(case, found)


def _without_subject(case: Case) -> Iterator[Hit]:
    found = [
        citation
        for citation in _bases(case)
        if citation.kind not in _LAWS.words and not (citation.about or "").strip()
    ]
    yield from _hit(case, found)


def _bases(case: Case) -> Iterator[Citation]:
    """The numbered documents of the lines that begin with "căn cứ", where the decree governs their form."""
    if not of_the_state(case.draft):
        return
    recital = table("lineage")["competence"]["recital"]
    for citation in case.draft.citations:
        near = around(case.draft, citation) if citation.role is CitationRole.BASIS and citation.kind else None
        if near and fold(near.before).lstrip(" -–—+•*").startswith(recital):
            yield citation


def _hit(case: Case, found: list[Citation]) -> Iterator[Hit]:
    """All faults of one kind make one finding."""
    if not found:
        return
    yield Hit(
        values={
            "cited": writing.citation(found[0]),
            "more": f" (và {writing.count(len(found) - 1)} căn cứ khác)" if len(found) > 1 else "",
            "issuer": writing.issuer(case.draft),
        },
        draft=citation_place(found[0]),
        others=tuple(map(citation_place, found[1:])),
    )


RULES: tuple[Rule, ...] = (
    Rule(
        code="TT14",
        name="Ghi số của luật trong căn cứ",
        name_en="Number of a law among the bases",
        kind=Kind.FORM,
        severity=Severity.NOTE,
        rationale=(
            "Trong căn cứ, luật, pháp lệnh chỉ ghi tên và ngày, không ghi số, ký hiệu, cơ quan ban hành, theo điểm a "
            f"khoản 6 {ANNEX}. Nhiều nơi vẫn ghi số, nên chỉ nhắc."
        ),
        example="“Căn cứ Luật Trẻ em số 102/2016/QH13 ngày 05 tháng 4 năm 2016;”.",
        answer="Ghi “Căn cứ Luật Trẻ em ngày 05 tháng 4 năm 2016;”.",
        message=f"Phần căn cứ ghi số của luật: {{cited}}{{more}} (điểm a khoản 6 {ANNEX}).",
        suggestion="Đề nghị {issuer} ghi luật trong căn cứ theo tên và ngày, không ghi số, cơ quan ban hành.",
        check=_numbered_laws,
        basis=f"điểm a khoản 6 {ANNEX}",
    ),
    Rule(
        code="TT15",
        name="Căn cứ chưa có trích yếu",
        name_en="Basis without its subject",
        kind=Kind.FORM,
        severity=Severity.NOTE,
        rationale=(
            "Căn cứ ghi đầy đủ tên loại, số, ký hiệu, cơ quan ban hành, ngày ban hành và trích yếu nội dung văn bản, "
            f"theo điểm a khoản 6 {ANNEX}."
        ),
        example="“Căn cứ Nghị định số 20/2021/NĐ-CP ngày 15 tháng 3 năm 2021 của Chính phủ;”.",
        answer="Ghi thêm trích yếu của văn bản.",
        message=f"Chưa thấy trích yếu của {{cited}}{{more}} trong phần căn cứ (điểm a khoản 6 {ANNEX}).",
        suggestion="Đề nghị {issuer} ghi thêm trích yếu nội dung của văn bản trong căn cứ.",
        check=_without_subject,
        basis=f"điểm a khoản 6 {ANNEX}",
    ),
)
