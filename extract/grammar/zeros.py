"""Zero in words: "không còn hộ nghèo", "không để xảy ra tảo hôn", "xóa bỏ hoàn toàn nhà tạm".

A clause that opens with such words and holds no number is a measure: at most 0, without a unit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from extract.grammar import deadlines
from extract.grammar.clauses import Clause
from extract.grammar.marks import MarkKind, blanked
from extract.grammar.qualifiers import clause_effort
from extract.grammar.subjects import condition_of, subject_of
from extract.language.lexicon import fold
from extract.language.numerals import DIGIT_WORDS
from extract.language.phrases import composed, phrases, several, table
from extract.language.units import FREQUENCY_NOUNS
from extract.model import Better, Bound, Document, Effort, Measure
from extract.traced import Traced, anchor, quote

# "Trên địa bàn xã không có vụ cháy nào", "dịp Tết phấn đấu không hàng quán nào …": where and when, then none of them.
_NONE_OF_THEM = composed(
    r"[\s,:+\x00-]*+(?:(?:<<leads>>\s[^;:.]{2,60}?|<<efforts>>|<<always>>)[\s,:\x00]++){0,3}?"
    r"(?P<none>không(?:\s+(?:có|còn|để))?(?=\s+(?:(?!<<times>>(?!\w))[^\W\d_]+,?\s+){1,9}?nào(?!\s+cũng)(?!\w)))(?!\w)",
    leads=phrases("quantities", "zero", "around"),
    efforts=several(
        phrases("quantities", "effort", "firm"),
        phrases("quantities", "effort", "aim"),
        phrases("quantities", "effort", "softeners"),
    ),
    always=phrases("quantities", "zero", "always"),
    times=several(["năm", "quý", "tháng", "tuần", "ngày", "lúc", "khi"]),
)
# Only places, time words and effort may come before: "đến năm 2025, trên địa bàn huyện cơ bản không còn …".
_OPENING = composed(
    # "Hai là không để …": one of the things that are told one by one.
    r"[\s,:+\x00-]*+(?:<<counted>>\s+là\s+(?=không(?!\w)))?(?:(?:<<efforts>>|<<always>>|(?:(?:trên\s+)?địa\s+bàn\s+)?(?:toàn\s+)?<<places>>|địa\s+bàn|<<bodies>>"
    # "Các phòng không để …", "Công an xã không được để …": who sees to it.
    r"|(?!<<shared>>\s)(?:<<all>>(?:\s+[^\W\d_]+,?){1,5}?|(?:[^\W\d_]+\s+){1,4}?<<places>>)"
    r"(?=\s+không\s+(?:<<small>>\s+)?để(?!\w))"
    # "Trên đất bản, tuyệt đối …"
    r"|(?:trên|tại|ở|trong)\s[^,;.:\d]{2,40},)[\s,:\x00]++)*"
    # "không để hồ sơ nào trễ hẹn", "không để người già không có ai chăm", "không được để hình thành điểm nóng"
    r"(?P<none><<none>>|(?<!\w)không\s+(?:<<small>>\s+)?để(?:\s+cho)?"
    r"(?=\s[^;:.]{2,90}?\s(?:nào|bị|ai|<<lacking>>)(?!\w)|\s(?:[^;:.\d]{1,40}?\s)?<<events>>(?!\w))"
    # "Hộ ở đất lấn chiếm: không để xây thêm", "kiên quyết không để đốt rác ven đường": whatever is forbidden.
    r"|(?:(?<=: )|(?<=kiên quyết )|(?<=tuyệt đối ))không\s+để(?=\s+[^\W\d_]+\s+[^\W\d_]+)"
    r"|không(?=\s+(?!<<times>>(?!\w))(?:[^\W\d_]+,?\s+){1,5}?nào\s+[^\W\d_]))(?!\w)",
    times=several(FREQUENCY_NOUNS, ["lúc", "khi", "phải", "cứ", "kể"]),
    none=phrases("quantities", "zero", "heads"),
    counted=several(DIGIT_WORDS[1:]),
    all=several(["các", "mỗi", "từng"]),
    shared=phrases("quantities", "zero", "shared"),
    always=phrases("quantities", "zero", "always"),
    bodies=phrases("quantities", "zero", "bodies"),
    small=phrases("quantities", "denials", "small"),
    events=phrases("quantities", "zero", "events"),
    lacking=phrases("quantities", "zero", "lacking"),
    efforts=several(
        phrases("quantities", "effort", "firm"),
        phrases("quantities", "effort", "aim"),
        phrases("quantities", "effort", "softeners"),
    ),
    places=table(str, "agencies", "unit_levels"),
)
# "Công an xã giữ cho hành lang bảo vệ đê không có thêm vụ lấn chiếm nào": who sees to it, and of what.
_KEPT_FREE = composed(
    r"(?:(?!<<shared>>\s)[^\W\d_]+[\s,]+){0,16}?<<keeping>>\s+(?P<of>[^;:.\d]{2,80}?[\s,\x00])"
    r"(?P<none><<denied>>)(?=\s+(?:(?!<<times>>(?!\w))[^\W\d_]+,?\s+){1,9}?nào(?!\s+cũng)(?!\w))",
    denied=several(["không"], phrases("quantities", "zero", "heads")),
    shared=phrases("quantities", "zero", "shared"),
    keeping=phrases("quantities", "zero", "keeping"),
    times=several(["năm", "quý", "tháng", "tuần", "ngày", "lúc", "khi"]),
)
_HEADS = phrases("quantities", "zero", "heads")
# … unless they say how: "…, không phân biệt nam nữ".
_AGAIN = composed(
    r",\s+(?:và\s+)?(?P<none><<heads>>|không(?:\s+để)?)\s+(?!<<manners>>(?!\w))(?=[^\W\d_]+\s+[^\W\d_])",
    heads=_HEADS,
    manners=phrases("quantities", "zero", "manners"),
)
# "… ở 5/5 bản": a number of places, no number of what there is to be none of.
_IN_PLACES = composed(r"(?<!\w)<<words>>\s+$", words=phrases("quantities", "zero", "places"))
_SOFTLY = composed(r"(?<!\w)<<words>>\s*$", words=phrases("quantities", "effort", "softeners"))
_DEED = composed(r"<<words>>\s*$|<<words>>\s", words=phrases("quantities", "zero", "deeds"))
_LIMIT = composed(
    r"(?<!\w)<<words>>\s+$",
    words=several(*(phrases("quantities", "bounds", name) for name in ("at_most", "more_than", "at_least"))),
)
_NOTHING = "không có"
"""Words that alone behind a colon leave a field blank: "Ghi chú: không có"."""
_FEWEST, _MOST = 2, 30
"""Syllables of the subject behind the words for zero."""


def read_zero(
    clause: Clause, due: str | None, effort: Effort | None, document: Document
) -> Iterator[Measure]:
    """The zero that a clause without a number asks for, if it does; ``due`` and ``effort`` are inherited."""
    folded = fold(clause.text.text)
    none = zero_of(blanked(folded, clause.marks))
    if none is None:
        return
    piece = clause.text.strip(" ,;.:")
    # Before a colon stands what there is to be none of: "Bệnh dại: không để xảy ra ổ dịch nào".
    colon = folded.rfind(":", 0, none[0])
    start, told = (none[0], none) if colon < 0 else (0, (colon + 1, none[1]))
    if kept := _kept_free(blanked(folded, clause.marks)):
        start, told = kept.start("of"), none
    times = [(mark.start, mark.end) for mark in clause.marks if mark.kind is not MarkKind.NAME]
    yield zero_measure(
        piece,
        document,
        subject=subject_of(
            clause.text.text, (start, len(clause.text)), [told, *times, *_again(folded, none[1])]
        ),
        due=deadlines.assign([none], clause.marks)[0] or due,
        effort=_softened(folded[: none[0]]) or clause_effort(folded[: none[0]]) or effort or Effort.PLAIN,
        condition=condition_of(clause.text.text),
        part=clause.part,
    )


def _again(folded: str, start: int) -> Iterator[tuple[int, int]]:
    """The words for none that are said again: "không có lớp ma, không kê khai người học không có thật"."""
    return (found.span("none") for found in _AGAIN.finditer(folded, start))


def _softened(before: str) -> Effort | None:
    """ "Cơ bản không còn …" leaves some."""
    return Effort.AIM if _SOFTLY.search(before) else None


def _kept_free(folded: str) -> re.Match[str] | None:
    return _KEPT_FREE.match(folded) if " nào" in folded and " không " in folded else None


def zero_measure(
    piece: Traced,
    document: Document,
    *,
    subject: str,
    due: str | None,
    effort: Effort,
    condition: str | None,
    part: bool,
) -> Measure:
    """The measure that ``piece`` makes of a subject that there is to be none of."""
    return Measure(
        text=quote(document, piece),
        low=Decimal(0),
        high=Decimal(0),
        unit=None,
        bound=Bound.AT_MOST,
        effort=effort,
        change=None,
        baseline_year=None,
        per=None,
        deadline=due,
        better=Better.LOWER,
        subject=subject,
        scope=(),
        condition=condition,
        anchor=anchor(document, piece),
        part=part,
    )


def is_none(folded: str) -> bool:
    """Whether a text says nothing but that there is to be none: a cell "Không để xảy ra"."""
    return _HEADS.fullmatch(folded.strip(" .;,")) is not None


def holds_in_places(folded: str, numbers: Sequence[int]) -> bool:
    """Whether a folded, blanked clause asks for none and its ``numbers`` (their starts) are of places or deeds."""
    none = zero_of(folded) if numbers else None
    if none is None or none[1] > min(numbers):
        return False
    before = [folded[none[1] : number] for number in numbers]
    # "Không để xảy ra việc hỗ trợ hai lần cho một hộ": a number of the deed, unless it is a limit.
    deed = _DEED.search(folded[: none[1]]) or _DEED.match(folded[none[1] :].lstrip())
    return all(
        _IN_PLACES.search(words) or (deed is not None and not _LIMIT.search(words)) for words in before
    )


def zero_of(folded: str) -> tuple[int, int] | None:
    """The span of the words for zero in a folded clause whose time words are blanked out; None without such words.

    >>> zero_of("cơ bản không còn hộ nghèo")
    (7, 16)
    """
    found = (
        _OPENING.match(folded)
        or _OPENING.match(folded, folded.find(":") + 1)
        or _NONE_OF_THEM.match(folded)
        or _kept_free(folded)
    )
    if found is None:
        return None
    before, behind = folded[: found.start("none")].rstrip(), folded[found.end() :].strip(" .,;\x00")
    if not behind and ":" in before and found["none"] != _NOTHING:
        behind = before.rpartition(":")[
            0
        ]  # "Nạn kéo te: không để xảy ra": what there is to be none of stands before it.
    return found.span("none") if _FEWEST <= len(behind.split()) <= _MOST else None
