"""The frame of a document: head, title, body, tail and appendix.

    document := head kind-line title note* authority? body tail? appendix?
    carried  := head kind-line title … body-of-decision tail? head? kind-line title note* body tail? appendix?

A note is a line such as "(Ban hành kèm theo …)" or "(Dự thảo)"; the authority is the line "ỦY BAN NHÂN DÂN TỈNH X"
between the title of a decision and its bases.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extract.language.agencies import starts_body
from extract.language.lexicon import fold
from extract.language.phrases import composed, phrases
from extract.lines.bases import is_recital
from extract.lines.labels import Rank, read_label
from extract.lines.opening import (
    find_beginning,
    find_kind_line,
    is_head_line,
    is_motto,
    is_note,
    opens_caption,
    read_kind,
)
from extract.lines.signature import is_recipients, is_signature
from extract.traced import Paragraph

_HEAD_LIMIT = 60
_TITLE_LIMIT = 8
_ATTACHED_WITHIN = 8
_SENTENCE_END = re.compile(r"[.;:,]\s*$")
# "KHÓA XV, KỲ HỌP THỨ 10" below the name of a council.
_SESSION = re.compile(r"(?:khóa|kỳ họp)(?!\w)")
_BASIS = re.compile(r"căn cứ(?!\w)")
_CARRIERS = phrases("documents", "carriers", folded=False)
_OPENING_HEADINGS = phrases("masthead", "opening_headings")
_TITLE_LINKS = phrases("masthead", "title_links")
_ATTACHMENT = composed(r"<<words>>\s+(?:quyết định|nghị quyết)", words=phrases("masthead", "attachment"))
_APPENDICES = phrases("masthead", "appendices")
_CAPTION_LINES = 3
"""A caption, a line with the unit, the table."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """The parts of a document as ranges of paragraph indices.

    ``lines`` are the paragraphs of the title without the line of the kind; ``title`` runs from that line over all of
    them; ``rest`` is the text behind the kind in its own paragraph ("KẾ HOẠCH thực hiện …").
    """

    kind: str | None
    head: range
    title: range
    lines: tuple[int, ...]
    rest: str
    body: range
    tail: range
    appendix: range


def read_frames(paragraphs: Sequence[Paragraph]) -> tuple[Frame, Frame | None]:
    """The frame of the document, and that of the decision that carries it (None without one)."""
    begin = find_beginning(paragraphs)
    first = _frame(paragraphs, begin, find_kind_line(paragraphs, begin, _HEAD_LIMIT), len(paragraphs))
    if first.kind not in _CARRIERS:
        return first, None
    attached = _attached(paragraphs, first)
    if attached is None:
        return first, None
    carrier = _frame(paragraphs, begin, first.title.start, attached)
    start = carrier.tail.stop if carrier.tail else attached
    own_head = next((i for i in range(carrier.body.stop, attached) if is_motto(paragraphs[i])), attached)
    start = min(max(start, carrier.body.stop), own_head)
    return _frame(paragraphs, start, attached, len(paragraphs)), carrier


def opens_body(paragraph: Paragraph, *, after_title: bool) -> bool:
    """Whether a paragraph cannot belong to a title: a heading, a basis or a whole sentence."""
    text = paragraph.text.text
    folded = fold(text)
    label = read_label(text)
    if paragraph.label or (label and label.rank is not Rank.TEXT):
        return True
    if _BASIS.match(folded) or "như sau" in folded[-40:] or folded.startswith("kính gửi"):
        return True
    if folded.strip(" .:") in _OPENING_HEADINGS:
        return True
    if text.isupper():
        return False
    if _SENTENCE_END.search(text) and not is_note(text):
        return True
    return after_title and bool(is_recital(text) or starts_body(text))


def opens_tail(text: str) -> bool:
    """Whether a paragraph begins the recipients or the signature."""
    return is_recipients(text) or is_signature(text)


def _frame(paragraphs: Sequence[Paragraph], start: int, kind_line: int | None, stop: int) -> Frame:
    """The frame of paragraphs[start:stop], given the index of the line of the kind."""
    lines: tuple[int, ...] = ()
    kind, rest = None, ""
    if kind_line is None:
        end = body = _end_of_head(paragraphs, start, stop)
        if start < end < stop and paragraphs[end].text.text.isupper():
            lines, body = _title(paragraphs, end, stop, False)
        head, title = range(start, end), range(end, max((end - 1, *lines)) + 1)
    else:
        kind, rest = read_kind(paragraphs[kind_line].text.text, plain=True) or (None, "")
        lines, body = _title(paragraphs, kind_line + 1, stop, bool(rest) and not is_note(rest))
        head, title = range(start, kind_line), range(kind_line, max((kind_line, *lines)) + 1)
    tail, appendix = _tail(paragraphs, body, stop)
    return Frame(
        kind=kind,
        head=head,
        title=title,
        lines=lines,
        rest=rest,
        body=range(body, tail.start),
        tail=tail,
        appendix=appendix,
    )


def _title(
    paragraphs: Sequence[Paragraph], start: int, stop: int, begun: bool
) -> tuple[tuple[int, ...], int]:
    """The indices of the title's paragraphs behind the line of the kind, and of the first paragraph of the body."""
    lines: list[int] = []
    closed = False
    index = start
    while index < min(stop, start + _TITLE_LIMIT):
        paragraph = paragraphs[index]
        text = paragraph.text.text
        if is_note(text):
            closed = closed or begun
        elif begun and _is_authority(paragraphs, index, stop):
            closed = True
        elif closed and (is_head_line(text) or _SESSION.match(fold(text))):
            pass
        elif (
            opens_body(paragraph, after_title=begun)
            or (begun and not _continues(paragraphs, index))
            or closed
        ):
            break
        else:
            lines.append(index)
            begun = True
        index += 1
    return tuple(lines), index


def _continues(paragraphs: Sequence[Paragraph], index: int) -> bool:
    """Whether a paragraph may be a further line of a title."""
    text, before = paragraphs[index].text.text, paragraphs[index - 1]
    if text.isupper() or text[:1].islower() or text[:1].isdigit():
        return True
    if _TITLE_LINKS.match(fold(text)) and len(text) < 160:
        return True
    style = paragraphs[index].style
    return bool((style.centered or style.bold) and len(text) < 160 and before.style == style)


def _is_authority(paragraphs: Sequence[Paragraph], index: int, stop: int) -> bool:
    """Whether a line is the authority above the bases of a decision: "THỦ TƯỚNG CHÍNH PHỦ"."""
    text = paragraphs[index].text.text
    if not text.isupper() or not starts_body(text):
        return False
    following = (fold(paragraphs[i].text.text) for i in range(index + 1, min(stop, index + 3)))
    return any(is_recital(other) or _SESSION.match(other) for other in following)


def _end_of_head(paragraphs: Sequence[Paragraph], start: int, stop: int) -> int:
    """The index of the first paragraph behind the head, in a document without a line of the kind."""
    for index in range(start, stop):
        text = paragraphs[index].text.text
        short_capitals = text.isupper() and starts_body(text) and len(text) < 80
        unit_line = (
            text.isupper()
            and len(text) < 40
            and index > start
            and not opens_body(paragraphs[index], after_title=True)
        )
        if not (is_head_line(text) or short_capitals or unit_line or is_note(text)):
            return index
    return stop


def _attached(paragraphs: Sequence[Paragraph], first: Frame) -> int | None:
    """The index of the line of the kind of a document attached to a decision; None without one."""
    tail_seen = False
    for index in range(first.body.start, len(paragraphs)):
        text = paragraphs[index].text.text
        tail_seen = tail_seen or opens_tail(text)
        found = read_kind(text)
        if not found or found[0] in _CARRIERS:
            continue
        near = (fold(other.text.text) for other in paragraphs[index + 1 : index + 1 + _ATTACHED_WITHIN])
        if text.isupper() and (tail_seen or any(_ATTACHMENT.search(other) for other in near)):
            return index
    return None


def _tail(paragraphs: Sequence[Paragraph], start: int, stop: int) -> tuple[range, range]:
    """The tail, with its footnotes, and the appendix behind it."""
    begin = next((i for i in range(start, stop) if opens_tail(paragraphs[i].text.text)), stop)
    table = paragraphs[begin].table if begin < stop else None
    while table and begin > start and _same_table(paragraphs[begin - 1], table[0]):
        begin -= 1
    for index in range(begin + 1, stop):
        if _is_appendix(paragraphs[index].text.text) or _heads_table(
            paragraphs[index : index + _CAPTION_LINES]
        ):
            return range(begin, index), range(index, stop)
    return range(begin, stop), range(stop, stop)


def _heads_table(lines: Sequence[Paragraph]) -> bool:
    """Whether the first of some lines is the caption of a table right below: "Bảng A. Lộ trình tỷ lệ hộ nghèo"."""
    first = lines[0]
    return (
        first.table is None
        and opens_caption(first.text.text)
        and any(line.table is not None for line in lines[1:])
    )


def _same_table(paragraph: Paragraph, table: int) -> bool:
    return paragraph.table is not None and paragraph.table[0] == table


def _is_appendix(text: str) -> bool:
    found = _APPENDICES.match(fold(text))
    if not found or len(text) >= 160:
        return False
    return text[: found.end()].isupper() or (text[:1].isupper() and fold(text).startswith("phụ lục"))
