"""CC: does the symbol in the number of a cited document agree with its kind and its issuer?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from compare.lineage.citing import citation_place, is_told, parsed, softened
from compare.lineage.context import Around, around
from compare.model import Kind, Severity
from compare.rules.base import Case, Hit, Rule
from compare.words import table
from extract.language import writing
from extract.language.lexicon import fold, load
from extract.model import Citation

_OF = re.compile(r"[^;.]{0,60}?\bcủa\s")


def _other_kind(case: Case) -> Iterator[Hit]:
    words = table("lineage")["kinds"]
    for citation in case.draft.citations:
        number = parsed(citation.number)
        if (
            number is None
            or not number.has_kind
            or citation.kind is None
            or is_told(case.draft, case.references, citation)
        ):
            continue
        symbol = number.parts[0]
        kinds = (number.kind, *words["also"].get(symbol, ()))
        if symbol.rstrip("0123456789") in words["shared"] or citation.kind in words["general"]:
            continue
        # "Chương trình hành động số 09-CTr/HU", "Thông tư số 09/2013/TTLT-…": the longer name or the shorter one.
        if any(citation.kind.startswith(kind) or kind.startswith(citation.kind) for kind in kinds):
            continue
        # Any paper that a body sends is called a letter in speech.
        sure = citation.kind not in words["spoken"]
        yield Hit(
            values={
                "cited": writing.citation(citation),
                "kind": citation.kind,
                "symbol": symbol,
                "other": writing.uncapitalised(number.kind),
                "issuer": writing.issuer(case.draft),
            },
            draft=citation_place(citation),
            severity=softened(citation) if sure else Severity.LOW,
        )


def _other_issuer(case: Case) -> Iterator[Hit]:
    for citation in case.draft.citations:
        number = parsed(citation.number)
        issuer = fold(citation.issuer or "")
        if number is None or number.joint or not issuer or is_told(case.draft, case.references, citation):
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
                "cited": writing.citation(citation),
                "number": citation.number,
                "symbol": symbol,
                "right": entry["right"],
                "wrong": citation.issuer or "",
                "issuer": writing.issuer(case.draft),
            },
            draft=citation_place(citation),
            severity=softened(citation),
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
