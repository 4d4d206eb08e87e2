"""CC: căn cứ (legal basis and lineage). Is the plan compared against the one the draft stands on?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from compare import wording
from compare.model import Kind, Place, Severity
from compare.rules.base import Case, Hit, Rule
from compare.similarity import terms
from extract.lexicon import fold
from extract.model import Citation, Level, Masthead, Plan


def _number(text: str | None) -> str:
    """A document number without blanks and case."""
    return re.sub(r"\s+", "", fold(text or ""))


def _own_numbers(masthead: Masthead) -> set[str]:
    carrier = masthead.carrier
    return {_number(number) for number in (masthead.number, carrier.number if carrier else None) if number}


def _dates(masthead: Masthead) -> set[str]:
    carrier = masthead.carrier
    return {date for date in (masthead.date, carrier.date if carrier else None) if date}


def cited_as(draft: Plan, reference: Plan) -> Citation | None:
    """The citation of the reference under its own number, and of its own place where both are known."""
    numbers = _own_numbers(reference.masthead)
    for citation in draft.citations:
        if _number(citation.number) in numbers and not _other_place(citation, reference.masthead):
            return citation
    return None


def _other_place(citation: Citation, masthead: Masthead) -> bool:
    own = masthead.province if masthead.level is Level.PROVINCE else masthead.place
    return bool(citation.place and own and fold(citation.place) != fold(own))


def _rival(draft: Plan, reference: Plan) -> Citation | None:
    """A cited plan of the reference's kind and level, for the same programme, that is not the reference."""
    masthead = reference.masthead
    if masthead.level in (None, Level.NATIONAL):
        return None
    kinds = {
        fold(kind) for kind in (masthead.kind, masthead.carrier.kind if masthead.carrier else None) if kind
    }
    for citation in draft.citations:
        if (
            fold(citation.kind or "") in kinds
            and _of_level(citation, masthead)
            and _same_matter(draft, citation, masthead)
        ):
            return citation
    return None


def _of_level(citation: Citation, masthead: Masthead) -> bool:
    issuer = fold(citation.issuer or "")
    if not issuer.startswith(("ủy ban nhân dân", "ubnd")):
        return False
    place = fold(citation.place or issuer)
    words = {
        Level.PROVINCE: ("tỉnh", "thành phố"),
        Level.DISTRICT: ("huyện", "quận", "thị xã", "thành phố"),
        Level.COMMUNE: ("xã", "phường", "thị trấn", "đặc khu"),
    }
    return any(word in place or word in issuer for word in words.get(masthead.level or Level.PROVINCE, ()))


def _same_matter(draft: Plan, citation: Citation, masthead: Masthead) -> bool:
    """Whether a citation is about the reference's programme; one without a word on it may be."""
    matter = set(terms(masthead.programme or masthead.title or ""))
    if not matter or not citation.about:
        return True
    said = set(terms(f"{citation.about} {citation.kind or ''}"))
    # "thực hiện Chương trình này": then it is the draft's own programme.
    own = set(terms(draft.masthead.programme or ""))
    generic = len(said) < 4
    return len(matter & said) >= 0.5 * len(matter) or (generic and len(matter & own) >= 0.5 * len(matter))


def _place(citation: Citation) -> Place:
    text = " ".join(
        part for part in (citation.kind, f"số {citation.number}", _day(citation), _of(citation)) if part
    )
    return Place(
        plan=None, target=None, text=text, measure=None, path=(), anchor=citation.anchor, part="citations"
    )


def _day(citation: Citation) -> str:
    return f"ngày {wording.date(citation.date)}" if citation.date else ""


def _of(citation: Citation) -> str:
    issuer = citation.issuer or ""
    if citation.place and fold(citation.place) not in fold(issuer):
        head = re.sub(r"\s+(?:tỉnh|huyện|thành phố|xã|phường)$", "", issuer)
        issuer = f"{head} {citation.place}".strip()
    return f"của {issuer}" if issuer else ""


def _reference_place(index: int, plan: Plan) -> Place:
    return Place(
        plan=index,
        target=None,
        text=wording.document(plan.masthead),
        measure=None,
        path=(),
        anchor=None,
        part="masthead",
    )


def _wrong_parent(case: Case) -> Iterator[Hit]:
    for index, plan in enumerate(case.references):
        rival = None if cited_as(case.draft, plan) else _rival(case.draft, plan)
        if rival is None or _is_slip(rival, plan.masthead):
            continue
        yield Hit(
            values=_values(case, plan) | {"cited": _place(rival).text},
            reference=_reference_place(index, plan),
            draft=_place(rival),
        )


def _is_slip(citation: Citation, masthead: Masthead) -> bool:
    """Another number under the same date and place, or the same bare number: a slip, not another document."""
    if _other_place(citation, masthead):
        return False
    digits = re.match(r"\d+", _number(citation.number))
    same = any(digits and number.startswith(digits.group() + "/") for number in _own_numbers(masthead))
    return citation.date in _dates(masthead) or same


def _wrong_place(case: Case) -> Iterator[Hit]:
    mine = case.draft.masthead.province
    for index, plan in enumerate(case.references):
        theirs = plan.masthead.province
        if not mine or not theirs or plan.masthead.level is Level.NATIONAL or fold(mine) == fold(theirs):
            continue
        if cited_as(case.draft, plan) is None and _rival(case.draft, plan) is None:
            yield Hit(
                values=_values(case, plan) | {"mine": mine, "theirs": theirs},
                reference=_reference_place(index, plan),
            )


def _mismatch(case: Case) -> Iterator[Hit]:
    for index, plan in enumerate(case.references):
        citation = cited_as(case.draft, plan)
        own = plan.masthead
        if citation is not None:
            dates = _dates(own)
            if citation.date and dates and citation.date not in dates:
                yield Hit(
                    values=_values(case, plan)
                    | {
                        "what": f"ngày {wording.date(citation.date)}",
                        "right": f"ngày {wording.date(sorted(dates)[0])}",
                    },
                    reference=_reference_place(index, plan),
                    draft=_place(citation),
                )
            continue
        slip = _rival(case.draft, plan)
        if slip is not None and _is_slip(slip, own):
            yield Hit(
                values=_values(case, plan) | {"what": f"số {slip.number}", "right": f"số {own.number}"},
                reference=_reference_place(index, plan),
                draft=_place(slip),
            )


def _not_cited(case: Case) -> Iterator[Hit]:
    mine = case.draft.masthead.province
    for index, plan in enumerate(case.references):
        other_place = mine and plan.masthead.province and fold(mine) != fold(plan.masthead.province)
        if not plan.masthead.number or other_place or _is_same(case.draft, plan):
            continue
        if cited_as(case.draft, plan) is None and _rival(case.draft, plan) is None:
            yield Hit(values=_values(case, plan), reference=_reference_place(index, plan))


def _is_same(draft: Plan, plan: Plan) -> bool:
    """A plan need not cite itself."""
    own = (draft.masthead.number, draft.masthead.date)
    return draft.source.sha256 == plan.source.sha256 or own == (plan.masthead.number, plan.masthead.date)


def _values(case: Case, plan: Plan) -> dict[str, str]:
    return {"issuer": wording.issuer(case.draft), "document": wording.document(plan.masthead)}


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
        answer="Đối chiếu lại với văn bản mà dự thảo căn cứ, hoặc sửa phần căn cứ của dự thảo.",
        message=(
            "Dự thảo căn cứ {cited}, không căn cứ {document} là văn bản đang dùng để đối chiếu; các "
            "kết quả so sánh với văn bản này chỉ để tham khảo."
        ),
        suggestion=(
            "Đề nghị kiểm tra lại văn bản cấp trên trực tiếp của dự thảo: nếu là {cited} thì đối "
            "chiếu lại với văn bản đó; nếu là {document} thì đề nghị {issuer} sửa phần căn cứ."
        ),
        check=_wrong_parent,
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
        message="Dự thảo viện dẫn {document} nhưng ghi {what}; theo văn bản gốc là {right}.",
        suggestion=("Đề nghị {issuer} sửa “{what}” thành “{right}” tại phần căn cứ theo đúng {document}."),
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
        message="Phần căn cứ của dự thảo chưa viện dẫn {document}.",
        suggestion="Đề nghị {issuer} bổ sung căn cứ {document}.",
        check=_not_cited,
    ),
)
