"""The boundary between the title of a numbered heading and its own text.

"2. Phòng Tài chính: Phối hợp với …" and "7. Sở Thông tin, Báo A phối hợp với …" are a title and a text in one
paragraph; "a) Rà soát, sửa đổi …;" is all text; "2.1. Từ năm 2021 đến năm 2025" is all title.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from extract.kept import kept
from extract.language.actors import DUTY_VERBS, PLAIN_DUTY_VERBS, opens_known_body, verb_starts
from extract.language.lexicon import CAPITAL
from extract.language.phrases import composed, phrases
from extract.lines.labels import Label, Rank, read_label
from extract.model import Style
from extract.traced import Traced


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """Title and running text of one labelled paragraph; either may be absent."""

    title: Traced | None
    text: Traced | None


_SENTENCE_END = re.compile(r"[.;,…]['\"”)]*$|\./\.$")
# "Title: Text": the colon ends a short title if a capital follows.
_RUN_IN = re.compile(rf"^([^:;.]{{3,110}}?)\s*:\s+(?={CAPITAL}|[“\"])")
# "Các phòng, ban: báo cáo …": behind names of bodies the text may begin with a small letter.
_OF_BODIES = re.compile(r"^([^:;.]{3,110}?)\s*:\s+(?=\w)")
# "Mục tiêu 1: Về nước sạch (02 chỉ tiêu)": how many items follow.
_COUNT_OF_ITEMS = composed(
    r"\(\s*\d{1,2}\s+<<things>>\s*\)\s*:?$",
    re.IGNORECASE,
    things=phrases("outline", "counted_below", folded=False),
)
# "Trạm y tế nào cũng phải tổ chức …": a sentence about all of them, no body with its work.
_OF_ALL = re.compile(r"(?<!\w)(?:nào\s+cũng|đều)(?!\w)", re.IGNORECASE)
_LONGEST_TITLE = 220


def split_heading(rest: Traced, label: Label, style: Style) -> Heading:
    """Split the text behind ``label`` into title and running text."""
    title, text = _parts(rest.text, label.rank, bool(style.bold))
    return Heading(title=_piece(rest, title), text=_piece(rest, text))


def _piece(whole: Traced, span: tuple[int, int] | None) -> Traced | None:
    if span is None:
        return None
    return whole if span == (0, len(whole.text)) else whole[span[0] : span[1]]


@kept(2_000)
def _parts(text: str, rank: Rank, bold: bool) -> tuple[tuple[int, int] | None, tuple[int, int] | None]:
    """Where title and running text of a paragraph are; plans of one province repeat most of their headings."""
    if not text:
        return None, None
    whole = (0, len(text))
    title, body = (whole, None), (None, whole)
    if rank >= Rank.DASH:
        return body
    if rank is Rank.NAMED:
        return body if _has_figure(_COUNT_OF_ITEMS.sub("", text)) else title
    if _is_named_heading(text):
        return title
    run_in = _RUN_IN.match(text) or (_OF_BODIES.match(text) if opens_known_body(text) else None)
    if run_in and not text.isupper():
        return (0, run_in.end(1)), (run_in.end(), len(text))
    if text.endswith(":") and len(text) <= _LONGEST_TITLE:
        return (0, len(text.rstrip(": "))), None
    verb = _body_then_verb(text)
    if verb:
        return _stripped(text, 0, verb, " ,"), _stripped(text, verb, len(text))
    if bold or text.isupper():
        return title
    if rank <= Rank.ROMAN and rank is not Rank.ARTICLE:
        return title if len(text) <= 2 * _LONGEST_TITLE else body
    if len(text) > _LONGEST_TITLE or _SENTENCE_END.search(text):
        return body
    return body if rank is Rank.LETTER and len(text) > 90 else title


def _stripped(text: str, start: int, end: int, chars: str | None = None) -> tuple[int, int]:
    """A part of a text without white space (or ``chars``) at both ends."""
    start += len(text[start:end]) - len(text[start:end].lstrip(chars))
    return start, max(start, start + len(text[start:end].rstrip(chars)))


def _is_named_heading(text: str) -> bool:
    """Whether the colon ends a second label, as in "1. Dự án 1: Hỗ trợ sinh kế", and so parts no title from a text."""
    inner = read_label(text)
    return (
        inner is not None
        and inner.rank is Rank.NAMED
        and len(text) <= _LONGEST_TITLE
        and not _SENTENCE_END.search(text)
        and not _has_figure(_COUNT_OF_ITEMS.sub("", text[inner.length :]))
    )


def _has_figure(text: str) -> bool:
    return any(letter.isdigit() for letter in text)


def _body_then_verb(text: str) -> int:
    """Length of the names of bodies that open a text before a verb of duty, else 0."""
    if not opens_known_body(text):
        return 0
    for verbs in (PLAIN_DUTY_VERBS, DUTY_VERBS):
        verb = next(verb_starts(text, verbs), None)
        if verb is not None:
            if _OF_ALL.search(text, 0, verb):
                return 0
            return verb if 4 <= verb <= 260 and len(text) - verb >= 25 else 0
    return 0
