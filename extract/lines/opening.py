"""The opening lines of a document: its motto, the lines of its masthead, the line that names its kind."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.language.agencies import starts_body
from extract.language.lexicon import fold
from extract.language.phrases import composed, phrases, spelt
from extract.lines.labels import Rank, read_label
from extract.traced import Paragraph

_MOTTO_TO_KIND = 20
_MOTTO_TO_NUMBER = 6
_NUMBER_LINE = re.compile(r"(?:.*\s)?số\s*[:.]?\s*[\d…._]*\s*/")
_ABOUT = re.compile(r"\s+(?:về việc|v/v)(?!\w)")
_NOTE = re.compile(r"[\[(].*[\])]?\s*$")
# Lines that occur only in heads: the motto, "Số: …", "…, ngày … tháng … năm".
_HEAD_LINE = re.compile(
    r"số\s*[:.]|số\s+\d|.{0,40}ngày.{0,8}tháng.{0,8}năm|(?:-\s*)?độc lập|cộng hòa xã hội|đảng cộng sản"
)
_SENTENCE = re.compile(r"\w{2}.*[.;]\s*$")
_MOTTO = re.compile(r"cộng hòa xã hội|đảng cộng sản việt nam$")
_BASIS = re.compile(r"căn cứ(?!\w)")
_KINDS = spelt("documents", "headings")
_STAMPS = composed(r"\s*<<words>>\s*:", words=phrases("masthead", "stamps"))
_ASIDES = phrases("masthead", "ignored_starts")
_DRAFT = phrases("masthead", "draft")
_CAPTION = composed(
    r"<<words>>\s+(?:số\s+)?(?:\d{1,2}|[a-z]|[ivx]+)\s*[.:]", words=phrases("outline", "captions")
)


def read_kind(text: str, *, plain: bool = False) -> tuple[str, str] | None:
    """The kind and the rest of a paragraph that heads a document: "KẾ HOẠCH" → ("Kế hoạch", ""); else None.

    ``plain``: also kind and title in small letters, "Quyết định về việc …".

    >>> read_kind("KẾ HOẠCH Thực hiện Chương trình")
    ('Kế hoạch', 'Thực hiện Chương trình')
    """
    text = text.strip(" *_")
    found = _KINDS.match(fold(text))
    if not found or not text[:1].isupper():
        return None
    kind = _KINDS[found.group()]
    rest = text[found.end() :].strip()
    if not rest:
        return kind, ""
    if (
        not (text[: found.end()].isupper() or (plain and _plain_title(text)))
        or rest[0] in ":;,.-–"
        or fold(rest).startswith("và đầu tư")
    ):
        return None
    return kind, rest


def is_stamp(text: str) -> bool:
    """Whether a line is of an electronic signature or a mail: "Ngày ký: 04.10.2021", "Signed by: …"."""
    return _STAMPS.match(fold(text)) is not None


def is_aside(text: str) -> bool:
    """Whether a line may occur among those of a masthead without being part of it: a stamp, urgency, "V/v …"."""
    return is_stamp(text) or _ASIDES.match(fold(text)) is not None


def find_beginning(paragraphs: Sequence[Paragraph]) -> int:
    """The index of the masthead's first paragraph, behind the menus of a saved page, the head of a mail or a cover.

    It is found by the motto, with the lines of a masthead around it, and a line of a kind or of a number; 0 without a
    motto, and where the motto is that of a form at the end of a document without a masthead.
    """
    numbered: int | None = None
    for motto in range(len(paragraphs)):
        if not is_motto(paragraphs[motto]):
            continue
        begin = motto
        while begin and _stands_in_head(paragraphs[begin - 1], paragraphs[motto]):
            begin -= 1
        if _holds_document(paragraphs[:begin]):
            break
        if find_kind_line(paragraphs, motto, _MOTTO_TO_KIND) is not None:
            return begin
        around = paragraphs[begin : motto + _MOTTO_TO_NUMBER]
        if numbered is None and any(_NUMBER_LINE.match(fold(one.text.text)) for one in around):
            numbered = begin
    return numbered or 0


def _holds_document(paragraphs: Sequence[Paragraph]) -> bool:
    """Whether the paragraphs are a document without a masthead: main headings, or a kind and a basis, with sentences.

    A cover and a table of contents hold headings and no sentence.
    """
    headings = count_main_headings(paragraphs)
    titled = any(one.text.text.isupper() and read_kind(one.text.text) for one in paragraphs)
    based = titled and any(_is_basis(one.text.text) for one in paragraphs)
    sentences = sum(
        1 for one in paragraphs if _SENTENCE.search(one.text.text) and not _is_basis(one.text.text)
    )
    return headings + based > 1 and sentences > 1


def count_main_headings(paragraphs: Sequence[Paragraph]) -> int:
    """The number of headings with a Roman number, a capital letter or the like, without a table of contents."""
    return sum(1 for one in paragraphs if _is_main_heading(one) and not one.text.text[-1:].isdigit())


def _is_main_heading(paragraph: Paragraph) -> bool:
    label = read_label(f"{paragraph.label} A" if paragraph.label else paragraph.text.text)
    return label is not None and label.rank in (Rank.PART, Rank.LETTER_UPPER, Rank.ROMAN, Rank.ARTICLE)


def _is_basis(text: str) -> bool:
    return _BASIS.match(fold(text).lstrip(" -–+•")) is not None


def _stands_in_head(paragraph: Paragraph, motto: Paragraph) -> bool:
    text = paragraph.text.text
    if paragraph.table is not None and motto.table is not None and paragraph.table[0] == motto.table[0]:
        return True
    is_line = text.isupper() or is_head_line(text) or is_note(text) or is_aside(text) or starts_body(text)
    return is_line and len(text) < 100 and read_kind(text) is None


def find_kind_line(paragraphs: Sequence[Paragraph], start: int, limit: int) -> int | None:
    """The index of the line that names the kind, before the first basis or heading; None without one."""
    for index in range(start, min(len(paragraphs), start + limit)):
        text = paragraphs[index].text.text
        if read_kind(text) or (index == start and _names_kind(paragraphs, index)):
            return index
        if _is_basis(text) or (paragraphs[index].label and index):
            return None
    return None


def _names_kind(paragraphs: Sequence[Paragraph], index: int) -> bool:
    """Whether a document without a head opens with kind and title in one sentence, its bases right behind."""
    behind = paragraphs[index + 1 : index + 2]
    return _plain_title(paragraphs[index].text.text) and any(_is_basis(one.text.text) for one in behind)


def _plain_title(text: str) -> bool:
    """Whether a text holds kind and title in small letters: "Quyết định về việc phê duyệt Đề án …"."""
    found = _KINDS.match(fold(text))
    return found is not None and text[:1].isupper() and _ABOUT.match(fold(text), found.end()) is not None


def is_note(text: str) -> bool:
    """Whether a line is a note such as "(Ban hành kèm theo Quyết định số …)", "(Dự thảo)", "Dự thảo lần 2"."""
    folded = fold(text).strip()
    return bool(_NOTE.fullmatch(text)) or (len(text) < 60 and folded.startswith(_DRAFT.words))


def is_head_line(text: str) -> bool:
    """Whether a line has a shape that only heads have."""
    return bool(_HEAD_LINE.match(fold(text))) and len(text) < 100


def is_motto(paragraph: Paragraph) -> bool:
    """Whether a paragraph holds the motto, alone or run together with the issuer's name on its left."""
    text = paragraph.text.text
    return len(text) < 120 and _MOTTO.search(fold(text)) is not None


def opens_caption(text: str) -> bool:
    """Whether a line is the caption of a table, with a number or a letter: "Bảng A. Lộ trình giảm nghèo"."""
    return _CAPTION.match(fold(text)) is not None
