"""CC: the form of a cited document's number."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from functools import cache, lru_cache

from compare.lineage.citing import (
    citation_place,
    is_told,
    loose,
    misspelt,
    parsed,
    plain,
    softened,
    standing_for,
    year_of,
)
from compare.lineage.context import around
from compare.lineage.register import register_of
from compare.model import Kind, Severity
from compare.rules.base import Case, Hit, Rule
from compare.targets.items import Same
from compare.words import table
from extract.language import writing
from extract.language.dates import match_date
from extract.language.document_numbers import Number
from extract.language.lexicon import fold, load
from extract.language.phrases import Pattern, composed, several
from extract.model import Citation

_TO_DATE = re.compile(r"\s*[,(]?\s*(?:ký\s+|ban\s+hành\s+)?(?=ngày|\d)")


def _malformed(case: Case) -> Iterator[Hit]:
    for citation in case.draft.citations:
        number = parsed(citation.number)
        if number is None:
            continue
        right = _right(case, citation)
        fault = _fault(citation, number, right) or _date_fault(case, citation)
        if fault is None or (right is None and is_told(case.draft, case.references, citation)):
            continue
        why, mend, severity = fault
        yield Hit(
            values={
                "cited": writing.citation(citation),
                "why": why,
                "mend": mend,
                "issuer": writing.issuer(case.draft),
            },
            draft=citation_place(citation),
            severity=softened(citation, severity),
        )


def _right(case: Case, citation: Citation) -> str | None:
    """The right number, by the register, a reference itself, or a reference's citation of the same day; else None."""
    known = register_of(case.settings.registers).meant(citation)
    if known is not None and loose(known.number) == loose(citation.number):
        return known.number
    for plan in case.references:
        own = misspelt(citation, plan.masthead)
        if own is not None:
            return own if standing_for(case.draft, plan) is citation else None
        for number in _numbers(Same(plan)).get((loose(citation.number), citation.date), ()):
            if plain(number) != plain(citation.number):
                return number
    return None


@lru_cache(maxsize=8)
def _numbers(plan: Same) -> Mapping[Hashable, Sequence[str]]:
    """The numbers of the documents that a plan cites with a day, by their digits and abbreviations and by that day."""
    found: dict[Hashable, dict[str, None]] = defaultdict(dict)
    for citation in plan.plan.citations:
        if citation.date is not None:
            found[loose(citation.number), citation.date][citation.number] = None
    return {key: tuple(numbers) for key, numbers in found.items()}


def _fault(citation: Citation, number: Number, right: str | None) -> tuple[str, str, Severity] | None:
    """The fault of a number, its correction and its severity; None for a right number."""
    kind = citation.kind or number.kind
    mend = f"sửa thành “{right}”" if right else ""
    if _in_never(citation, number, kind) or (right and number.year and not year_of(right)):
        short = right or re.sub(rf"/{number.year}(?=/)", "", citation.number)
        # Some councils may count a resolution on the tasks of a year as normative.
        sure = right is not None or kind != "Nghị quyết"
        severity = Severity.MEDIUM if sure else Severity.LOW
        return f"số của {writing.uncapitalised(kind)} không ghi năm", f"sửa thành “{short}”", severity
    if right and year_of(right) and not number.year:
        return "thiếu năm ban hành trong số văn bản", mend, Severity.MEDIUM
    if _lacks_year(citation, number, kind):
        severity = Severity.MEDIUM if citation.date else Severity.LOW
        return (
            f"số của {writing.uncapitalised(kind)} phải có năm ban hành",
            "bổ sung năm vào số văn bản",
            severity,
        )
    if number.year and citation.date and number.year != int(citation.date[:4]):
        day = writing.date(citation.date)
        return (
            f"năm trong số ({number.year}) khác với năm của ngày ban hành ({day})",
            "kiểm tra lại số, ngày",
            Severity.MEDIUM,
        )
    marks = _marks(citation, number)
    if marks is None and right:
        return "số văn bản ghi chưa đúng", mend, Severity.LOW
    return marks


def _in_never(citation: Citation, number: Number, kind: str) -> bool:
    """Whether this number has a year although its kind carries none."""
    if number.year is None or number.party:
        return False
    year, words = number.year, table("lineage")["year"]
    # Only the year is known: from the next January on the form was certainly in force.
    if kind in words["never"]["kinds"]:
        return bool(year > words["never"]["since"].year)
    # A decision that approves a programme is individual; other decisions with a year are normative, and right.
    about = fold(citation.about or "")
    return any(kind in kinds and year > since and title.match(about) for kinds, since, title in _individual())


@cache
def _individual() -> tuple[tuple[list[str], int, Pattern], ...]:
    """Kinds, a year, and a title pattern: such a document is individual from the next year on."""
    return tuple(
        (
            entry["kinds"],
            entry["since"].year,
            composed(
                r"<<verbs>>\s+<<matters>>(?!\w)",
                verbs=several(entry["verbs"]),
                matters=several(entry["matters"]),
            ),
        )
        for entry in table("lineage")["year"]["individual"]
    )


def _lacks_year(citation: Citation, number: Number, kind: str) -> bool:
    always = table("lineage")["year"]["always"]
    if number.year is not None or kind not in always["kinds"] or number.party:
        return False
    # The number itself must be of that kind: "Luật … số 26/QĐ" is another slip.
    if not number.certain or (number.has_kind and number.kind != kind and kind != "Bộ luật"):
        return False
    if citation.date:
        return citation.date >= str(always["since"])
    return number.kind != "Thông tư"  # An undated circular may be an old one.


def _marks(citation: Citation, number: Number) -> tuple[str, str, Severity] | None:
    """Slips in dashes, slashes and letters, which leave no doubt about the document meant."""
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
    """A date that is in no calendar: "ngày 31/6/2021"."""
    near = around(case.draft, citation) if citation.date is None else None
    glue = _TO_DATE.match(near.after) if near else None
    written = match_date(near.after, glue.end()) if near and glue else None
    if near is None or written is None or written.iso is not None or written.blank:
        return None
    said = " ".join(near.after[written.start : written.end].split())
    return f"“{said}” không phải là ngày có thật", "kiểm tra lại ngày ban hành", Severity.MEDIUM


RULES: tuple[Rule, ...] = (
    Rule(
        code="CC09",
        name="Số văn bản viện dẫn ghi chưa đúng cách",
        name_en="Malformed number",
        kind=Kind.CITATION_MALFORMED,
        severity=Severity.MEDIUM,
        rationale=(
            "Luật, nghị định, thông tư có năm trong số; quyết định cá biệt, kế hoạch, chỉ thị, công văn không có năm "
            "(Nghị định 30/2020/NĐ-CP; Nghị định 78/2025/NĐ-CP, sửa đổi bởi Nghị định 187/2025/NĐ-CP); văn bản của "
            "Đảng ghi “28-KH/HU” (Hướng dẫn 05-HD/VPTW). Quyết định quy phạm "
            "(“32/2010/QĐ-TTg”), nghị quyết quy phạm của Hội đồng nhân dân (“17/2021/NQ-HĐND”) có năm là đúng."
        ),
        example="“Quyết định số 112/2021/QĐ-TTg” thay cho “Quyết định số 112/QĐ-TTg”.",
        answer="Sửa lại số theo văn bản gốc.",
        message="Dự thảo viện dẫn {cited}: {why}.",
        suggestion="Đề nghị {issuer} đối chiếu văn bản gốc và {mend}.",
        check=_malformed,
    ),
)
