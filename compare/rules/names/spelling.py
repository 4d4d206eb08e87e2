"""TN: từ ngữ, spelling: slips that their context proves, few and certain."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from compare.model import Dimension, Kind, Outcome, Severity
from compare.naming.mentions import whole
from compare.rules.base import Case, Hit, Rule
from compare.rules.hits import around, place_of, times
from compare.rules.targets.rewriting import SLIPS as HEDGE_SLIPS
from compare.spelling.faults import Faults, faults_of
from compare.spelling.phrases import doubled_marks
from compare.spelling.syllables import Vocabulary
from compare.targets.items import Same
from extract.language import writing
from extract.language.lexicon import fold
from extract.model import Part, Statement

Found = dict[tuple[str, str], list[Statement]]
"""(as written, as meant) → statements."""
# The head has its own rules, and its pieces come in any order.
_PARTS = (Part.TITLE, Part.BODY, Part.CELL, Part.TAIL)


def _faulty(case: Case) -> tuple[tuple[Statement, Faults], ...]:
    """The statements that have slips, with these."""
    return _found(Same(case.draft))


@lru_cache(maxsize=2)
def _found(same: Same) -> tuple[tuple[Statement, Faults], ...]:
    statements = (one for one in whole(same.plan.statements) if one.part in _PARTS)
    return tuple((one, faults) for one in statements if (faults := _faults_of(one)))


def _faults_of(statement: Statement) -> Faults | None:
    """The slips of the text; a mark is also doubled with the closing marks, where there are several of these."""
    faults = faults_of(statement.text)
    if len(statement.closing) < 2:
        return faults
    none = Faults(phrases=(), impossible=(), repeated=(), doubled=())
    return replace(faults or none, doubled=doubled_marks(statement.text + statement.closing))


def _phrases(case: Case) -> Iterator[Hit]:
    found: Found = {}
    for statement, faults in _faulty(case):
        for written, right in faults.phrases:
            if not (HEDGE_SLIPS.fullmatch(fold(written)) and _is_left_out(case, statement)):
                found.setdefault((written, right), []).append(statement)
    yield from _hits(case, found)


def _is_left_out(case: Case, statement: Statement) -> bool:
    """Whether a target in a statement is asked to be firmer, so that its misspelt hedge has to go (CT02, CT04)."""
    return any(
        pair.draft is not None
        and pair.draft.anchor is not None
        and statement.anchor.start <= pair.draft.anchor.start < statement.anchor.end
        and any(
            one.dimension is Dimension.EFFORT and one.outcome is Outcome.WEAKER for one in pair.differences
        )
        for pair in case.pairs
    )


def _syllables(case: Case) -> Iterator[Hit]:
    wrong = [(statement, word) for statement, faults in _faulty(case) for word in faults.impossible]
    if not wrong:
        return
    known = Vocabulary.of(case.draft, case.references, [word for _, word in wrong])
    found: Found = {}
    for statement, word in wrong:
        right = known.meant(word)
        if right is not None:
            found.setdefault((word.written, right), []).append(statement)
    yield from _hits(case, found)


def _twice(case: Case) -> Iterator[Hit]:
    found: Found = {}
    for statement, faults in _faulty(case):
        for written, right in (*faults.repeated, *faults.doubled):
            found.setdefault((written, right), []).append(statement)
    yield from _hits(case, found)


def _hits(case: Case, found: Found) -> Iterator[Hit]:
    for (written, right), statements in found.items():
        places = [place_of(statement) for statement in dict.fromkeys(statements)]
        yield Hit(
            values={
                "written": written,
                "right": right,
                "times": times(statements),
                "what": "từ" if written[-1].isalnum() else "dấu câu",
                "around": _around(statements[0].text, written),
                "issuer": writing.issuer(case.draft),
            },
            draft=places[0],
            others=tuple(places[1:]),
            words=written,
        )


def _around(text: str, written: str) -> str:
    """The context of the first occurrence of a slip."""
    text = " ".join(text.split())
    at = max(0, text.find(written))
    return around(text, at, min(len(text), at + len(written)), room=40)


RULES: tuple[Rule, ...] = (
    Rule(
        code="TN05",
        name="Từ viết nhầm",
        name_en="Wrong word",
        kind=Kind.SPELLING,
        severity=Severity.LOW,
        rationale=(
            "Lỗi gõ phím hoặc nhận dạng chữ tạo ra từ có thật nhưng sai nghĩa, phần mềm soát chính tả không phát hiện."
        ),
        example="“Phần đầu đạt 50%” thay vì “Phấn đấu đạt 50%”; “công tác viên” thay vì “cộng tác viên”.",
        answer="Sửa lại từ.",
        message="“{written}”{times} có thể do viết nhầm từ “{right}”: “{around}”.",
        suggestion="Đề nghị {issuer} rà soát, sửa “{written}” thành “{right}”.",
        check=_phrases,
    ),
    Rule(
        code="TN06",
        name="Chữ sai chính tả",
        name_en="Misspelt syllable",
        kind=Kind.SPELLING,
        severity=Severity.LOW,
        rationale="Chữ không thể có trong tiếng Việt và chỉ có một cách sửa hợp với văn bản là lỗi chính tả.",
        example="“các nghành” thay vì “các ngành”.",
        answer="Sửa lại chữ.",
        message="“{written}”{times} sai chính tả, có thể là “{right}”: “{around}”.",
        suggestion="Đề nghị {issuer} sửa “{written}” thành “{right}”.",
        check=_syllables,
    ),
    Rule(
        code="TN07",
        name="Lặp từ, lặp dấu câu",
        name_en="Word or mark written twice",
        kind=Kind.SPELLING,
        severity=Severity.LOW,
        rationale="Từ hoặc dấu câu viết hai lần liền nhau là lỗi soạn thảo.",
        example="“thực hiện thực hiện Kế hoạch”; “các xã;;”.",
        answer="Bỏ phần lặp.",
        message="“{written}”{times}: {what} bị lặp, tại “{around}”.",
        suggestion="Đề nghị {issuer} sửa “{written}” thành “{right}”.",
        check=_twice,
    ),
)
