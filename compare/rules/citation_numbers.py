"""CC: how the number of a cited document is written. Does it agree with its kind, its issuer and its date?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from compare import wording
from compare.lexicon import table
from compare.lineage.citing import (
    as_cited,
    citation_place,
    cited_as,
    may_be,
    misspelt,
    standing_for,
)
from compare.lineage.context import Around, around
from compare.lineage.numbers import loose, parsed, plain, year_of
from compare.lineage.register import register_of
from compare.model import Kind, Severity
from compare.rules.base import Case, Hit, Rule
from extract.dates import match_date
from extract.document_numbers import Number
from extract.lexicon import alternatives, fold, load
from extract.model import Citation, CitationRole

_TO_DATE = re.compile(r"\s*[,(]?\s*(?:ký\s+|ban\s+hành\s+)?(?=ngày|\d)")
_OF = re.compile(r"[^;.]{0,60}?\bcủa\s")


def _malformed(case: Case) -> Iterator[Hit]:
    for citation in case.draft.citations:
        number = parsed(citation.number)
        if number is None:
            continue
        right = _right(case, citation)
        fault = _fault(citation, number, right) or _date_fault(case, citation)
        if fault is None or (right is None and _is_told(case, citation)):
            continue
        why, mend, severity = fault
        yield Hit(
            values={
                "cited": as_cited(citation),
                "why": why,
                "mend": mend,
                "issuer": wording.issuer(case.draft),
            },
            draft=citation_place(citation),
            severity=severity if citation.role is CitationRole.BASIS else Severity.LOW,
        )


def _right(case: Case, citation: Citation) -> str | None:
    """The number as it should be: by the register, a reference itself, or what a reference cites of that day."""
    known = register_of(case.settings.registers).meant(citation)
    if known is not None and loose(known.number) == loose(citation.number):
        return known.number
    for plan in case.references:
        own = misspelt(citation, plan.masthead)
        if own is not None:
            return own if standing_for(case.draft, plan) is citation else None
        for other in plan.citations:
            same = loose(other.number) == loose(citation.number) and other.date == citation.date is not None
            if same and plain(other.number) != plain(citation.number):
                return other.number
    return None


def _fault(citation: Citation, number: Number, right: str | None) -> tuple[str, str, Severity] | None:
    """Why a number is not as it should be, what to write, and how heavy that is."""
    kind = citation.kind or number.kind
    mend = f"sửa thành “{right}”" if right else ""
    if _in_never(citation, number, kind) or (right and number.year and not year_of(right)):
        short = right or re.sub(rf"/{number.year}(?=/)", "", citation.number)
        return f"số của {_small(kind)} không ghi năm", f"sửa thành “{short}”", Severity.MEDIUM
    if right and year_of(right) and not number.year:
        return "thiếu năm ban hành trong số văn bản", mend, Severity.MEDIUM
    if _lacks_year(citation, number, kind):
        severity = Severity.MEDIUM if citation.date else Severity.LOW
        return f"số của {_small(kind)} phải có năm ban hành", "bổ sung năm vào số văn bản", severity
    if number.year and citation.date and number.year != int(citation.date[:4]):
        day = wording.date(citation.date)
        return (
            f"năm trong số ({number.year}) khác với năm của ngày ban hành ({day})",
            "kiểm tra lại số, ngày",
            Severity.MEDIUM,
        )
    marks = _marks(citation, number)
    if marks is None and right:
        return "số văn bản ghi chưa đúng", mend, Severity.LOW
    return marks


def _small(kind: str) -> str:
    return kind[:1].lower() + kind[1:]


def _in_never(citation: Citation, number: Number, kind: str) -> bool:
    """Whether the kind carries no year in its number, and this one does."""
    if number.year is None or number.party:
        return False
    year, words = number.year, table("lineage")["year"]
    # The year within the number is a whole one: from the next January on the form was surely in force.
    if kind in words["never"]["kinds"]:
        return bool(year > words["never"]["since"].year)
    # A decision that approves a programme is individual; other decisions with a year are normative, and right.
    return any(
        kind in individual["kinds"]
        and year > individual["since"].year
        and re.match(
            rf"(?:{alternatives(individual['verbs'])})\s+(?:{alternatives(individual['matters'])})(?!\w)",
            fold(citation.about or ""),
        )
        for individual in words["individual"]
    )


def _lacks_year(citation: Citation, number: Number, kind: str) -> bool:
    always = table("lineage")["year"]["always"]
    if number.year is not None or kind not in always["kinds"] or number.party:
        return False
    # Only where the number itself is of that kind: "Luật … số 26/QĐ" is another slip.
    if not number.certain or (number.has_kind and number.kind != kind and kind != "Bộ luật"):
        return False
    if citation.date:
        return citation.date >= str(always["since"])
    return number.kind != "Thông tư"  # undated circulars may be old ones


def _marks(citation: Citation, number: Number) -> tuple[str, str, Severity] | None:
    """Dashes and slashes, letters: slips that leave no doubt which document is meant."""
    words = table("lineage")
    for wrong, right in words["letters"].items():
        if wrong in number.parts:
            mended = re.sub(rf"(?<![^\W\d_]){wrong}(?![^\W\d_])", right, citation.number)
            return f"chữ viết tắt “{wrong}” chưa đúng", f"sửa thành “{mended}”", Severity.LOW
    if len(number.parts) != 2 or not number.has_kind or number.year:
        return None
    digits = re.match(r"[\d.]+[a-z]?", citation.number)
    if digits is None:
        return None
    party = number.parts[1].rstrip("0123456789") in words["party"]["bodies"]
    if party and not number.party:
        mended = f"{digits.group()}-{number.parts[0]}/{number.parts[1]}"
        return "số văn bản của Đảng ghi dạng “số-loại/cơ quan”", f"sửa thành “{mended}”", Severity.LOW
    if not party and number.party and number.parts[1] in load("documents")["issuers"]:
        mended = f"{digits.group()}/{number.parts[0]}-{number.parts[1]}"
        return "số văn bản hành chính ghi dạng “số/loại-cơ quan”", f"sửa thành “{mended}”", Severity.LOW
    return None


def _date_fault(case: Case, citation: Citation) -> tuple[str, str, Severity] | None:
    """A day that no calendar has: "ngày 31/6/2021"."""
    near = around(case.draft, citation) if citation.date is None else None
    glue = _TO_DATE.match(near.after) if near else None
    written = match_date(near.after, glue.end()) if near and glue else None
    if near is None or written is None or written.iso is not None or written.blank:
        return None
    said = " ".join(near.after[written.start : written.end].split())
    return f"“{said}” không phải là ngày có thật", "kiểm tra lại ngày ban hành", Severity.MEDIUM


def _is_told(case: Case, citation: Citation) -> bool:
    """Whether it stands for a reference under a wrong number, which CC01 or CC03 tells."""
    return any(
        standing_for(case.draft, plan) is citation
        and cited_as(case.draft, plan) is not citation
        and not may_be(citation, plan.masthead)
        for plan in case.references
    )


def _other_kind(case: Case) -> Iterator[Hit]:
    words = table("lineage")["kinds"]
    for citation in case.draft.citations:
        number = parsed(citation.number)
        if number is None or not number.has_kind or citation.kind is None or _is_told(case, citation):
            continue
        symbol = number.parts[0]
        kinds = (number.kind, *words["also"].get(symbol, ()))
        if symbol.rstrip("0123456789") in words["shared"] or citation.kind in words["general"]:
            continue
        # "Chương trình hành động số 09-CTr/HU", "Thông tư số 09/2013/TTLT-…": the longer name or the shorter one.
        if any(citation.kind.startswith(kind) or kind.startswith(citation.kind) for kind in kinds):
            continue
        yield Hit(
            values={
                "cited": as_cited(citation),
                "kind": citation.kind,
                "symbol": symbol,
                "other": _small(number.kind),
                "issuer": wording.issuer(case.draft),
            },
            draft=citation_place(citation),
            severity=None if citation.role is CitationRole.BASIS else Severity.LOW,
        )


def _other_issuer(case: Case) -> Iterator[Hit]:
    for citation in case.draft.citations:
        number = parsed(citation.number)
        issuer = fold(citation.issuer or "")
        if number is None or number.joint or not issuer or _is_told(case, citation):
            continue
        symbol = number.parts[-1].rstrip("0123456789")
        entry = table("lineage")["issuers"].get(symbol)
        if entry is None or len(number.parts) > 2:
            continue
        fits = any(word in issuer for word in entry["holds"])
        if fits and not any(word in issuer for word in entry["without"]):
            continue
        near = around(case.draft, citation)
        # What stands before the number ("UBND tỉnh có …") may only have passed it on.
        if near is None or not _says_of(near, citation):
            continue
        yield Hit(
            values={
                "cited": as_cited(citation),
                "number": citation.number,
                "symbol": symbol,
                "right": entry["right"],
                "wrong": citation.issuer or "",
                "issuer": wording.issuer(case.draft),
            },
            draft=citation_place(citation),
            severity=None if citation.role is CitationRole.BASIS else Severity.LOW,
        )


def _says_of(near: Around, citation: Citation) -> bool:
    """Whether "của" behind the number names this issuer, in full or short."""
    found = _OF.match(near.after)
    if found is None:
        return False
    short = {fold(str(long)): fold(str(name)) for name, long in load("agencies")["short"].items()}
    issuer = fold(citation.issuer or "")
    starts = [issuer[:12], *(name for long, name in short.items() if issuer.startswith(long))]
    return fold(near.after[found.end() :]).lstrip().startswith(tuple(starts))


RULES: tuple[Rule, ...] = (
    Rule(
        code="CC09",
        name="Số văn bản viện dẫn ghi chưa đúng cách",
        name_en="Malformed number",
        kind=Kind.CITATION_MALFORMED,
        severity=Severity.MEDIUM,
        rationale=(
            "Luật, nghị định, thông tư có năm trong số; quyết định cá biệt, kế hoạch, chỉ thị, công văn không có năm "
            "(Nghị định 30/2020/NĐ-CP, Nghị định 34/2016/NĐ-CP); văn bản của Đảng ghi “28-KH/HU”. Quyết định quy phạm "
            "(“32/2010/QĐ-TTg”), nghị quyết quy phạm của Hội đồng nhân dân (“17/2021/NQ-HĐND”) có năm là đúng."
        ),
        example="“Quyết định số 112/2021/QĐ-TTg” thay cho “Quyết định số 112/QĐ-TTg”.",
        answer="Sửa lại số theo văn bản gốc.",
        message="Dự thảo viện dẫn {cited}: {why}.",
        suggestion="Đề nghị {issuer} đối chiếu văn bản gốc và {mend}.",
        check=_malformed,
    ),
    Rule(
        code="CC10",
        name="Tên loại văn bản không khớp ký hiệu",
        name_en="Kind and symbol disagree",
        kind=Kind.CITATION_MALFORMED,
        severity=Severity.MEDIUM,
        rationale="Ký hiệu văn bản gồm chữ viết tắt tên loại: kế hoạch là KH, quyết định là QĐ, nghị quyết là NQ.",
        example="“Kế hoạch số 12/QĐ-UBND”.",
        answer="Sửa tên loại hoặc ký hiệu theo văn bản gốc.",
        message="Dự thảo viện dẫn {cited}: tên loại là “{kind}” nhưng ký hiệu “{symbol}” là của {other}.",
        suggestion="Đề nghị {issuer} kiểm tra lại tên loại, ký hiệu của văn bản này.",
        check=_other_kind,
    ),
    Rule(
        code="CC11",
        name="Cơ quan ban hành không khớp ký hiệu",
        name_en="Issuer and symbol disagree",
        kind=Kind.CITATION_MISMATCH,
        severity=Severity.MEDIUM,
        rationale=(
            "Ký hiệu cho biết cơ quan ban hành: QĐ-TTg chỉ do Thủ tướng Chính phủ, NĐ-CP chỉ do Chính phủ, NQ-HĐND chỉ "
            "do Hội đồng nhân dân ban hành."
        ),
        example="“Quyết định số 112/QĐ-TTg của Ủy ban nhân dân tỉnh”.",
        answer="Sửa cơ quan ban hành hoặc ký hiệu theo văn bản gốc.",
        message=(
            "Dự thảo viện dẫn {cited}; văn bản có ký hiệu “{symbol}” do {right} ban hành, không phải {wrong}."
        ),
        suggestion="Đề nghị {issuer} kiểm tra lại cơ quan ban hành và ký hiệu của văn bản số {number}.",
        check=_other_issuer,
    ),
)
