"""CC: documents dated before those they are based on."""

from __future__ import annotations

import re
from collections.abc import Iterator

from compare.lineage.citing import (
    citation_place,
    cited_as,
    own_dates,
    reference_place,
    settled,
    softened,
)
from compare.lineage.register import register_of
from compare.model import Kind, Severity
from compare.rules.base import Case, Hit, Rule
from compare.words import phrases
from compare.words.similarity import terms
from extract.language import writing
from extract.language.lexicon import fold
from extract.model import Citation, Plan

_PROGRAMMES = phrases("lineage", "programmes", "launched")
_LAUNCHES = re.compile(r"(?:về\s+(?:việc\s+)?)?(?:phê\s+duyệt|ban\s+hành)\s")
_CARRIES_OUT = re.compile(r"(?:thực\s+hiện|triển\s+khai)\s")
_LEAST, _ALIKE = 8, 0.9


def _after_the_plan(case: Case) -> Iterator[Hit]:
    day = case.draft.masthead.date
    if day is None:
        return
    wrong_dates = {id(citation) for citation in _wrongly_dated(case)}
    later = [
        citation
        for citation in case.draft.citations
        if citation.date and citation.date > day and id(citation) not in wrong_dates
    ]
    if not later:
        return
    # Several citations make one finding, since the date of the plan itself may be wrong.
    yield Hit(
        values={
            "cited": "; ".join(map(writing.citation, later)),
            "day": writing.date(day),
            "issuer": writing.issuer(case.draft),
        },
        draft=citation_place(later[0]),
        others=tuple(map(citation_place, later[1:])),
        severity=None if any(softened(citation) is None for citation in later) else Severity.LOW,
    )


def _wrongly_dated(case: Case) -> Iterator[Citation]:
    """Citations whose date CC03 or CC06 corrects; it is not the date of a basis."""
    register = register_of(case.settings.registers)
    for citation in case.draft.citations:
        known = register.of(citation)
        if known is not None and known.date and citation.date != known.date:
            yield citation
    for plan in case.references:
        cited = cited_as(case.draft, plan)
        if cited and own_dates(plan.masthead) and cited.date not in own_dates(plan.masthead):
            yield cited


def _before_its_parent(case: Case) -> Iterator[Hit]:
    own = case.draft.masthead
    for index, plan in enumerate(case.references):
        above = plan.masthead
        if (
            not own.date
            or not above.date
            or own.date >= min(own_dates(above))
            or not _is_above(plan, case.draft)
        ):
            continue
        cited = cited_as(case.draft, plan)
        # CC12 reports a citation with that date.
        if cited is not None and cited.date in own_dates(above):
            continue
        yield Hit(
            values={
                "document": writing.document(above),
                "day": writing.date(own.date),
                "issuer": writing.issuer(case.draft),
            },
            reference=reference_place(index, plan),
        )


def _is_above(plan: Plan, draft: Plan) -> bool:
    upper, lower = plan.masthead.level, draft.masthead.level
    return upper is not None and lower is not None and upper.rank < lower.rank


def _programme_after_plan(case: Case) -> Iterator[Hit]:
    told = set[str]()
    for index, plan in enumerate(case.references):
        for other in case.references:
            day = plan.masthead.date
            cited = cited_as(plan, other)
            # Only a plan that cites the other one must come after it.
            if cited is None or not day or not other.masthead.date or not _is_above(other, plan):
                continue
            if day < min(own_dates(other.masthead)):
                told.add(other.masthead.number or "")
                upper, lower = writing.document(other.masthead), writing.document(plan.masthead)
                yield Hit(values=_values(case, upper, lower), reference=reference_place(index, plan))
    yield from _among_citations(case, told)


def _among_citations(case: Case, told: set[str]) -> Iterator[Hit]:
    """Plans "thực hiện Chương trình X" that the draft dates before the decision on programme X."""
    known = {id(citation) for citation in settled(case.draft, case.references)}
    for upper in case.draft.citations:
        if not upper.date or upper.number in told or not _launches(upper):
            continue
        for lower in case.draft.citations:
            if not lower.date or lower.date >= upper.date or not _carries_out(lower, upper):
                continue
            # Two references have already been compared by their mastheads.
            if not (id(upper) in known and id(lower) in known):
                yield Hit(
                    values=_values(case, writing.citation(upper), writing.citation(lower)),
                    draft=citation_place(lower),
                    others=(citation_place(upper),),
                )


def _launches(citation: Citation) -> bool:
    """Whether a national document issues a programme; one that only amends it may come later."""
    about = fold(citation.about or "")
    return (
        citation.place is None
        and fold(citation.issuer or "").startswith(("thủ tướng", "chính phủ"))
        and bool(_LAUNCHES.match(about))
        and _LAUNCHES.sub("", about, count=1).startswith(_PROGRAMMES.words)
    )


def _carries_out(lower: Citation, upper: Citation) -> bool:
    """Whether a local plan carries out this programme, with the same years."""
    about = fold(lower.about or "")
    if not fold(lower.issuer or "").startswith("ủy ban nhân dân") or not _CARRIES_OUT.search(about):
        return False
    programme = {term for term in terms(_LAUNCHES.sub("", fold(upper.about or ""), count=1)) if " " in term}
    years = set(re.findall(r"20\d\d", upper.about or ""))
    if len(programme) < _LEAST or not years or not years <= set(re.findall(r"20\d\d", about)):
        return False
    return len(programme & set(terms(about))) >= _ALIKE * len(programme)


def _values(case: Case, upper: str, lower: str) -> dict[str, str]:
    return {"upper": upper, "lower": lower, "issuer": writing.issuer(case.draft)}


RULES: tuple[Rule, ...] = (
    Rule(
        code="CC12",
        name="Căn cứ ban hành sau chính kế hoạch",
        name_en="Basis dated after the plan",
        kind=Kind.DATE_ORDER,
        severity=Severity.MEDIUM,
        rationale="Một kế hoạch không thể căn cứ văn bản chưa ban hành; thường là sai ngày hoặc sai năm.",
        example="Kế hoạch ngày 29/6/2021 căn cứ một nghị quyết ngày 21/12/2021.",
        answer="Kiểm tra ngày của văn bản viện dẫn và ngày ban hành kế hoạch.",
        message="Dự thảo ghi ngày {day} nhưng viện dẫn {cited}, ban hành sau ngày đó; cần làm rõ.",
        suggestion="Đề nghị {issuer} kiểm tra lại ngày của kế hoạch và ngày ban hành của {cited}.",
        check=_after_the_plan,
    ),
    Rule(
        code="CC13",
        name="Kế hoạch ban hành trước văn bản cấp trên",
        name_en="Plan dated before its parent",
        kind=Kind.DATE_ORDER,
        severity=Severity.MEDIUM,
        rationale="Kế hoạch cụ thể hóa văn bản cấp trên nên phải ban hành sau văn bản đó.",
        example="Kế hoạch huyện ngày 05/4/2021, kế hoạch tỉnh ngày 26/5/2021.",
        answer="Kiểm tra ngày của hai văn bản, hoặc chọn lại văn bản đối chiếu.",
        message="Dự thảo ghi ngày {day}, trước khi ban hành {document}; cần làm rõ văn bản cấp trên trực tiếp.",
        suggestion=(
            "Đề nghị kiểm tra lại văn bản đối chiếu; nếu đúng là {document}, đề nghị {issuer} rà soát ngày ban hành và "
            "nội dung của dự thảo cho phù hợp."
        ),
        check=_before_its_parent,
    ),
    Rule(
        code="CC14",
        name="Chương trình ban hành sau kế hoạch thực hiện nó",
        name_en="Programme dated after the plan that carries it out",
        kind=Kind.DATE_ORDER,
        severity=Severity.MEDIUM,
        rationale="Kế hoạch thực hiện một chương trình không thể có trước chương trình đó; có ngày ghi chưa đúng.",
        example="Quyết định phê duyệt chương trình ngày 22/11/2021, kế hoạch của tỉnh thực hiện ngày 05/4/2021.",
        answer="Kiểm tra ngày của hai văn bản.",
        message="{lower} ghi ngày trước ngày của {upper} là văn bản được thực hiện; cần làm rõ ngày ban hành.",
        suggestion="Đề nghị kiểm tra lại ngày của {upper} và của {lower}.",
        check=_programme_after_plan,
    ),
)
