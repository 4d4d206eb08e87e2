"""CC: whether the documents a draft is based on are in force and rightly named."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from compare.lineage.citing import citation_place, cited_as, loose, own_dates, settled, softened
from compare.lineage.context import Around, around, not_before
from compare.lineage.laws import named_laws
from compare.lineage.register import Known, Register, register_of
from compare.lineage.twins import Twins, twins_of
from compare.model import Kind, Place, Severity
from compare.naming.register import owned, unsure
from compare.rules.base import Case, Hit, Rule
from compare.spots import carrier_of
from compare.words import table
from extract.language import writing
from extract.language.lexicon import fold
from extract.model import Anchor, Citation, CitationRole, Role

_IN_BASES, _ELSEWHERE = "Phần căn cứ của {document}", "Dự thảo"
# The other sections tell of the past or of work done; documents of that time are right there.
_OF_NOW = (Role.OBJECTIVES, Role.TARGETS, Role.TASKS, Role.FUNDING, Role.ORGANISATION, Role.REPORTING)


def _ended(case: Case) -> Iterator[Hit]:
    day = not_before(case.draft)
    if day is None:
        return
    register = register_of(case.settings.registers)
    said: set[str] = set()
    for citation in case.draft.citations:
        known = register.of(citation) or register.meant(citation)
        severity = _weight(case, citation) if known else None
        if known and severity and known.number not in said:
            said.add(known.number)
            where = _in_bases(case, citation.anchor) if citation.role is CitationRole.BASIS else _ELSEWHERE
            yield from _end(case, register, known, citation_place(citation), day, severity, where)
    for law in named_laws(case.draft, register):
        if law.known.number not in said:
            said.add(law.known.number)
            yield from _end(
                case, register, law.known, law.place, day, None, _in_bases(case, law.place.anchor)
            )


def _in_bases(case: Case, anchor: Anchor | None) -> str:
    return _IN_BASES.format(document=carrier_of(case.draft, anchor) or "dự thảo")


def _citing(case: Case, anchor: Anchor | None) -> str:
    """Who cites a document: the draft, or the bases of the decision to which it is attached."""
    decision = carrier_of(case.draft, anchor) if anchor else None
    return _IN_BASES.format(document=decision) if decision else _ELSEWHERE


def _weight(case: Case, citation: Citation) -> Severity | None:
    """The severity of a citation of a document no longer in force; None where it may well be cited."""
    near = around(case.draft, citation)
    if near and _done_away(near):
        return None
    if citation.role is CitationRole.BASIS:
        return softened(citation, Severity.CRITICAL)
    return Severity.LOW if near and near.role in _OF_NOW else None


def _done_away(near: Around) -> bool:
    """Whether the plan itself says that a document is gone: "thay thế Nghị định số …", "(đã được thay thế bởi …)"."""
    changes = table("lineage")["changes"]
    before = fold(near.before).rsplit(";", 1)[-1][-80:]
    after = fold(near.after).split(";", 1)[0][:250]
    return any(word in before for word in changes["away"]) or any(word in after for word in changes["gone"])


def _end(
    case: Case,
    register: Register,
    known: Known,
    place: Place,
    day: str,
    severity: Severity | None,
    where: str,
) -> Iterator[Hit]:
    # What the register has from memory may be wrong.
    sure = known.certain("number", "end")
    values = {"where": where, "cited": str(known), "issuer": writing.issuer(case.draft)}
    values |= {"doubt": "" if sure else unsure(), "owned": owned() if known.own else ""}
    if known.until and known.until <= day:
        values |= _after_end(register, known, day, in_basis=where != _ELSEWHERE)
        weight = severity or Severity.CRITICAL
        yield Hit(values=values, draft=place, severity=weight if sure else Severity.NOTE)
    elif known.expires and known.expires < day:
        # A programme past its years was not repealed: it may still be cited for work that is being finished.
        values["ended"] = f"có giai đoạn thực hiện đến hết {writing.when(known.expires)}"
        following = register.numbered(known.followed_by or "")
        told = following if following and (not following.date or following.date <= day) else None
        values["mend"] = f"cân nhắc thay bằng {told or 'văn bản của giai đoạn hiện hành'}"
        weight = Severity.LOW if severity is Severity.LOW else Severity.MEDIUM
        yield Hit(values=values, draft=place, severity=weight if sure else Severity.NOTE)


def _after_end(register: Register, known: Known, day: str, *, in_basis: bool) -> dict[str, str]:
    """What became of a document that is no longer in force, and what to write in its place."""
    ended = writing.when(known.until or day)
    if not known.replaced_by:
        return {"ended": f"đã hết hiệu lực từ {ended}", "mend": "thay bằng văn bản đang có hiệu lực"}
    found = [register.successor(known, day)]
    # A law that changed two others has two successors.
    found += [other for number in known.partly if known.is_law and (other := register.numbered(number))]
    named = [one.as_basis if in_basis and isinstance(one, Known) else str(one) for one in found]
    return {
        "ended": f"đã được thay thế từ {ended}; hiện áp dụng {writing.listed([*map(str, found)], 'và')}",
        "mend": f"thay bằng {writing.listed(named, 'và')}",
    }


def _differs_from_register(case: Case) -> Iterator[Hit]:
    register = register_of(case.settings.registers)
    told = {id(citation) for citation in settled(case.draft, case.references)}
    for citation in case.draft.citations:
        if id(citation) in told:
            continue
        place, weight = citation_place(citation), softened(citation)
        known = register.of(citation)
        if known is not None:
            if citation.date and known.date and citation.date != known.date:
                yield _wrong(case, known, writing.when(citation.date), place, weight)
            continue
        known = register.meant(citation)
        # The right digits with wrong marks or an extra year are reported as a malformed number (CC09).
        if known is not None and loose(known.number) != loose(citation.number):
            yield _wrong(case, known, f"số {citation.number}", place, weight)
    for law in named_laws(case.draft, register):
        if law.day is not None:
            yield _wrong(case, law.known, writing.when(law.day), law.place)


def _wrong(case: Case, known: Known, what: str, place: Place, severity: Severity | None = None) -> Hit:
    right = f"số {known.number}" if what.startswith("số") else writing.when(known.date)
    sure = known.certain("number", "date")
    named = replace(known, number="") if what.startswith("số") else replace(known, date="")
    values = {"named": str(named), "what": what, "right": right, "issuer": writing.issuer(case.draft)}
    values |= {"where": _citing(case, place.anchor)}
    values |= {"doubt": "" if sure else unsure(), "owned": owned() if known.own else ""}
    return Hit(values=values, draft=place, severity=severity if sure else Severity.NOTE)


def _differs_from_reference(case: Case) -> Iterator[Hit]:
    register = register_of(case.settings.registers)
    own = [cited_as(case.draft, plan) for plan in case.references]
    right = [
        citation
        for citation, plan in zip(own, case.references, strict=True)
        if citation and citation.date in own_dates(plan.masthead)
    ]
    told = {id(citation) for citation in settled(case.draft, case.references)}
    twins = [twins_of(plan) for plan in case.references]
    # Where some reference cites the document as the draft does, the other reference is wrong.
    also = {(other.number, other.date) for plan in case.references for other in plan.citations}
    for citation in case.draft.citations:
        # The masthead or the register decides here; another plan's citation adds nothing.
        if id(citation) in told or citation in right or register.of(citation) or register.meant(citation):
            continue
        for index, plan in enumerate(case.references):
            # The right digits with wrong marks are reported as a malformed number (CC09).
            clashing = ((plan.citations[at], what) for at, what in twins[index].clashing(citation))
            other = next(
                (
                    other
                    for other, what in clashing
                    if what == "date" or loose(citation.number) != loose(other.number)
                ),
                None,
            )
            if other is None or (citation.number, citation.date) in also:
                continue
            yield Hit(
                values={
                    "where": _citing(case, citation.anchor),
                    "cited": writing.citation(citation),
                    "other": writing.citation(other),
                    "document": writing.document(plan.masthead),
                    "issuer": writing.issuer(case.draft),
                },
                reference=citation_place(other, index),
                draft=citation_place(citation),
                severity=softened(citation),
            )
            break


def _twice(case: Case) -> Iterator[Hit]:
    """Citations that differ from an earlier one of the same document, each with the first of these."""
    citations = case.draft.citations
    twins = Twins(citations)
    found = [
        (at, number, what)
        for number, second in enumerate(citations)
        for at, what in islice(twins.clashing(second, before=number), 1)
    ]
    for at, number, what in sorted(found):
        first, second = citations[at], citations[number]
        yield Hit(
            values={
                "what": "hai ngày khác nhau" if what == "date" else "hai số khác nhau",
                "first": writing.citation(first),
                "second": writing.citation(second),
                "issuer": writing.issuer(case.draft),
            },
            draft=citation_place(second),
            others=(citation_place(first),),
        )


RULES: tuple[Rule, ...] = (
    Rule(
        code="CC05",
        name="Căn cứ đã hết hiệu lực hoặc đã được thay thế",
        name_en="Basis no longer in force",
        kind=Kind.BASIS_EXPIRED,
        severity=Severity.CRITICAL,
        rationale=(
            "Văn bản đã bị thay thế hoặc hết hiệu lực trước ngày ban hành kế hoạch thì không còn là căn cứ của kế "
            "hoạch. Trong căn cứ, luật ghi tên và ngày, không ghi số (điểm a khoản 6 Mục II Phần I Phụ lục I Nghị định "
            "30/2020/NĐ-CP). Chương trình chỉ hết giai đoạn thì cần cân nhắc; văn bản hết hiệu lực sau ngày "
            "ban hành kế hoạch thì không sao. Danh mục văn bản có thể bổ sung trong cấu hình."
        ),
        example="Kế hoạch năm 2022 căn cứ Nghị định 136/2013/NĐ-CP, đã được thay thế từ ngày 01/7/2021.",
        answer="Thay bằng văn bản đang có hiệu lực.",
        message="{where} viện dẫn {cited}; văn bản này {ended}{doubt}{owned}.",
        suggestion="Đề nghị {issuer} rà soát, {mend}; trường hợp giữ nguyên, đề nghị giải trình.",
        check=_ended,
    ),
    Rule(
        code="CC06",
        name="Viện dẫn khác với danh mục văn bản",
        name_en="Citation differs from the register",
        kind=Kind.CITATION_MISMATCH,
        severity=Severity.MEDIUM,
        rationale="Số, ngày của văn bản viện dẫn phải đúng với chính văn bản đó.",
        example="Ghi “Quyết định số 112/QĐ-TTg ngày 21/01/2021”; văn bản này ký ngày 22/01/2021.",
        answer="Sửa lại số, ngày theo văn bản gốc.",
        message="{where} viện dẫn {named}, ghi {what}; theo danh mục văn bản là {right}{doubt}{owned}.",
        suggestion="Đề nghị {issuer} kiểm tra, sửa “{what}” thành “{right}” tại nơi viện dẫn {named}.",
        check=_differs_from_register,
    ),
    Rule(
        code="CC07",
        name="Viện dẫn khác với văn bản cấp trên",
        name_en="Citation differs from the reference",
        kind=Kind.CITATION_MISMATCH,
        severity=Severity.MEDIUM,
        rationale=(
            "Cùng một văn bản thì dự thảo và văn bản cấp trên phải ghi cùng số, cùng ngày; một trong hai nơi chưa đúng."
        ),
        example="Dự thảo ghi Nghị quyết số 31/NQ-HĐND ngày 10/12/2020, kế hoạch của tỉnh ghi ngày 12/10/2020.",
        answer="Tra văn bản gốc rồi sửa nơi ghi chưa đúng.",
        message="{where} viện dẫn {cited}, còn {document} viện dẫn {other}; cần làm rõ số, ngày đúng.",
        suggestion="Đề nghị {issuer} kiểm tra lại {cited} theo văn bản gốc.",
        check=_differs_from_reference,
    ),
    Rule(
        code="CC08",
        name="Một văn bản được viện dẫn hai cách",
        name_en="One document cited in two ways",
        kind=Kind.CITATION_MISMATCH,
        severity=Severity.MEDIUM,
        rationale="Trong một kế hoạch, mỗi văn bản chỉ có một số và một ngày.",
        example="Phần căn cứ ghi ngày 26/5/2021, phần tổ chức thực hiện ghi ngày 25/6/2021 cho cùng một kế hoạch.",
        answer="Thống nhất theo văn bản gốc.",
        message="Dự thảo ghi {what} cho cùng một văn bản: {first}; {second}.",
        suggestion="Đề nghị {issuer} kiểm tra văn bản gốc và ghi thống nhất số, ngày.",
        check=_twice,
    ),
)
