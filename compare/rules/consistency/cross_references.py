"""NB: nhất quán nội bộ (inner consistency): references to parts that the plan does not have."""

from __future__ import annotations

import re
from collections.abc import Iterator

from compare.model import Kind, Severity
from compare.rules.base import Case, Hit, Rule
from compare.rules.hits import place_of
from compare.words import phrases
from extract.kept import kept
from extract.language import writing
from extract.language.lexicon import fold
from extract.language.phrases import composed
from extract.model import Part, Plan, Section, Statement

_ROMAN = r"[IVX]+"
_TO_SECTION = composed(
    r"<<refers>>\s+(?:(?:điểm\s+(?P<letter>[a-zđ])|khoản\s+(?P<clause>\d+))[,\s]*)*"
    rf"(?P<kind>[Pp]hần|[Mm]ục)\s+(?P<label>{_ROMAN}|\d+)(?:\.(?P<below>\d+))?(?P<behind>[^;.]{{0,40}})",
    refers=phrases("inner", "refers"),
)
_TO_APPENDIX = re.compile(
    r"(?P<whole>[Pp]hụ lục(?:\s+số)?\s+(?P<label>\d{1,2}|[IVX]+)(?![\w/]))(?P<behind>[^;.]{0,60})"
)
_HERE = phrases("inner", "here")
_OTHER_DOCUMENT = composed(r"<<kinds>>", kinds=phrases("inner", "other_documents"))
_ENCLOSED = re.compile(r"\s*(?:kèm theo|đính kèm|ban hành kèm)")
_APPENDIX = re.compile(r"\s*phụ lục(?:\s+số)?\s+(\d{1,2}|[ivx]+)(?![\w/])", re.I)


def _lost_reference(case: Case) -> Iterator[Hit]:
    labels = _labels(case.draft)
    appendices = _appendices(case.draft)
    for statement in case.draft.statements:
        if statement.part not in (Part.BODY, Part.CELL):
            continue
        for label, words in _to_sections(statement.text):
            if label not in labels:
                yield _lost(case, statement, words)
        for label, words in _to_appendices(statement.text):
            if label not in appendices:
                yield _lost(case, statement, words, Severity.LOW)


@kept(2_000)
def _to_sections(text: str) -> tuple[tuple[str, str], ...]:
    """(label, words) of each section of the plan itself that a text names.

    A bare number may belong to another document; "này" marks this one.
    """
    return tuple(
        (found["label"], found.group().strip())
        for found in _TO_SECTION.finditer(text)
        if _HERE.search(fold(found["behind"]))
    )


@kept(2_000)
def _to_appendices(text: str) -> tuple[tuple[str, str], ...]:
    """(label, words) of each appendix of the plan itself that a text names."""
    return tuple(
        (found["label"], found["whole"])
        for found in _TO_APPENDIX.finditer(text)
        if _ENCLOSED.match(found["behind"]) and not _OTHER_DOCUMENT.search(fold(found["behind"]))
    )


def _lost(case: Case, statement: Statement, what: str, severity: Severity | None = None) -> Hit:
    return Hit(
        values={"issuer": writing.issuer(case.draft), "what": what, "text": writing.quote(statement.text)},
        draft=place_of(statement),
        severity=severity,
    )


def _labels(plan: Plan) -> set[str]:
    """The labels of all sections, in full and by their last word: "Phần II" and "II"."""
    found: set[str] = set()
    for section in plan.sections:
        found |= _names(section)
    return found


def _names(section: Section) -> set[str]:
    label = (section.label or "").strip(" .)")
    return {label, label.split()[-1]} if label else set()


def _appendices(plan: Plan) -> set[str]:
    """The numbers of the appendices that begin anywhere in the file."""
    found = (_APPENDIX.match(statement.text) for statement in plan.statements)
    labels = {match[1] for match in found if match}
    return labels | {label.upper() for label in labels}


RULES: tuple[Rule, ...] = (
    Rule(
        code="NB08",
        name="Dẫn chiếu đến phần không có",
        name_en="Reference to a part that is not there",
        kind=Kind.CONTRADICTION,
        severity=Severity.MEDIUM,
        rationale="Người thực hiện phải tìm được nội dung được dẫn chiếu.",
        example="“theo Mục VII Kế hoạch này” trong khi kế hoạch chỉ có 6 mục.",
        answer="Sửa số mục được dẫn chiếu, hoặc bổ sung phần còn thiếu (phụ lục có thể nằm ở tệp khác).",
        message="Dự thảo dẫn chiếu “{what}”, nhưng không thấy phần này trong tệp: “{text}”.",
        suggestion=(
            "Đề nghị {issuer} kiểm tra lại dẫn chiếu “{what}”, sửa theo phần đang có hoặc bổ sung phần còn thiếu."
        ),
        check=_lost_reference,
    ),
)
