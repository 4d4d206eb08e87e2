"""The boundary between the title of a numbered heading and its own text.

"2. Phòng Tài chính: Phối hợp với …" and "7. Sở Thông tin, Báo A phối hợp với …" are a title and a text in one
paragraph; "a) Rà soát, sửa đổi …;" is all text; "2.1. Từ năm 2021 đến năm 2025" is all title.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

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
    if not rest:
        return Heading(title=None, text=None)
    text = rest.text
    if label.rank >= Rank.DASH:
        return Heading(title=None, text=rest)
    if label.rank is Rank.NAMED:
        figure = _has_figure(_COUNT_OF_ITEMS.sub("", text))
        return Heading(title=None, text=rest) if figure else Heading(title=rest, text=None)
    if _is_named_heading(text):
        return Heading(title=rest, text=None)
    run_in = _RUN_IN.match(text) or (_OF_BODIES.match(text) if opens_known_body(text) else None)
    if run_in and not text.isupper():
        return Heading(title=rest[: run_in.end(1)], text=rest[run_in.end() :])
    if text.endswith(":") and len(text) <= _LONGEST_TITLE:
        return Heading(title=rest[: len(text.rstrip(": "))], text=None)
    body = _body_then_verb(text)
    if body:
        return Heading(title=rest[:body].strip(" ,"), text=rest[body:].strip())
    if style.bold or text.isupper():
        return Heading(title=rest, text=None)
    sentence = _SENTENCE_END.search(text) is not None
    if label.rank <= Rank.ROMAN and label.rank is not Rank.ARTICLE:
        return (
            Heading(title=rest, text=None)
            if len(text) <= 2 * _LONGEST_TITLE
            else Heading(title=None, text=rest)
        )
    if sentence or len(text) > _LONGEST_TITLE:
        return Heading(title=None, text=rest)
    if label.rank is Rank.LETTER and len(text) > 90:
        return Heading(title=None, text=rest)
    return Heading(title=rest, text=None)


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
