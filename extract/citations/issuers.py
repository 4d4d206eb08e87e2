"""The issuer of a cited document, from the words around its number.

behind   "… của Bộ Y tế quy định", "… của UBND tỉnh về …, trên địa bàn tỉnh X"
before   "UBND tỉnh ban hành Quyết định số …", "theo đề nghị của Giám đốc Sở Y tế tại Tờ trình số …"
"""

from __future__ import annotations

import re

from extract.language.agencies import Body, find_units, level_of, read_body, starts_body
from extract.language.document_numbers import Number
from extract.language.lexicon import fold
from extract.language.phrases import composed, phrases
from extract.model import Level

_LONGEST = 120
_OF = re.compile(r"\s*,?\s*\(?(?:của|do)\s+")
_CLAUSE_END = re.compile(r"[;\n]|\.(?=\s|$)")
# The latest end of an issuer's name; the full stop of "TP. Hồ Chí Minh" does not end it.
_STOP = re.compile(r"[;:(){}“”\"«»…\n]|(?<![Tt][Pp])(?<!TX)\.")
_ISSUED = composed(
    r"(?P<body>[^;:.“”\"()]{3,150}?),?\s+(?:đã\s+)?<<verbs>>\s+(?:các\s+)?$",
    verbs=phrases("documents", "issued", folded=False),
)
_CAPITALISED_WORD = re.compile(r"(?<!\w)[^\W\d_]")
_LINK = re.compile(r"\s*(?:,|\bvà\b)\s*")
# "Chính phủ Quy định …", "Bộ Chính trị, Ủy ban nhân dân tỉnh ban hành …": nothing goes on behind these names.
_CLOSED = composed(r"<<names>>(?!\w)(?!\s+trung\s+ương)", names=phrases("agencies", "closed_names"))
_WITH_FIELDS = phrases("agencies", "with_fields")
# A document behind "và": "của UBND tỉnh và Kế hoạch số …".
_DOCUMENT = composed(r"<<kinds>>\s+(?:số|của)", kinds=phrases("documents", "mentions"))
# In small letters only: "Ban Tổ chức Trung ương" is a name, "tổ chức …" a verb behind one.
_ENDS = composed(r"(?<=\s)<<words>>(?!\w)", words=phrases("documents", "issuer_ends", folded=False))


def issuer_at(text: str, at: int, number: Number, limit: int) -> tuple[Body | None, int]:
    """The body that "của …" at offset ``at`` names, and the end of its name; (None, at) without one."""
    opener = _OF.match(text, at)
    if not opener or opener.end() >= limit:
        return None, at
    end = _end_of_name(text, opener.end(), min(limit, opener.end() + _LONGEST), joint=number.joint)
    phrase = text[opener.end() : end].rstrip(" ,-–")
    if not starts_body(phrase):
        return None, at
    return read_body(phrase), opener.end() + len(phrase)


def issuer_before(text: str, start: int) -> Body | None:
    """The body before "ban hành" or "tại" and the kind of a document that begins at ``start``."""
    found = _ISSUED.search(text, max(0, start - 200), start)
    if not found:
        return None
    phrase = found.group("body")
    for word in _CAPITALISED_WORD.finditer(phrase):
        name = phrase[word.start() :]
        if (
            name[0].isupper()
            and starts_body(name)
            and _end_of_name(name, 0, len(name), joint=False) == len(name)
        ):
            return read_body(name)
    return None


def issuer_place(text: str, body: Body | None, number: Number, limit: int) -> str | None:
    """The unit of government in the issuer's name; else the only one of its kind that its own clause names.

    "Kế hoạch số … của UBND tỉnh về …, trên địa bàn tỉnh X" → "tỉnh X".
    """
    if body is None or body.level is Level.NATIONAL:
        return None
    if body.unit and body.unit.name:
        return body.unit.text
    end = _CLAUSE_END.search(text, number.end, limit)
    clause = text[number.end : end.start() if end else limit]
    units = {
        unit.text
        for unit in find_units(clause)
        if unit.name and (unit.kind == body.unit.kind if body.unit else level_of(unit) is body.level)
    }
    return units.pop() if len(units) == 1 else None


def _end_of_name(text: str, start: int, limit: int, *, joint: bool) -> int:
    """The end of an issuer's name: before a verb, a quotation, another body or document.

    "Bộ Văn hóa, Thể thao và Du lịch" and "Bộ Y tế và Bộ Tài chính" hold commas and "và"; another body behind
    them belongs to the issuer only if the number is that of several bodies (``joint``).
    """
    closed = _CLOSED.match(fold(text[start:limit]))
    if closed and not joint:
        return start + closed.end()
    for pattern in (_STOP, _ENDS):
        stop = pattern.search(text, start, limit)
        limit = stop.start() if stop else limit
    has_field = fold(text[start:limit]).startswith(_WITH_FIELDS.words)
    for link in _LINK.finditer(text, start, limit):
        rest = text[link.end() : limit]
        another = starts_body(rest) and rest[:1].isupper()
        goes_on = (joint or fold(text[start:limit]).startswith("bộ")) if another else has_field
        if not goes_on or not rest[:1].isupper() or _DOCUMENT.match(fold(rest)):
            return link.start()
    return limit
