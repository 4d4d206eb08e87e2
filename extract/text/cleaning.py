"""From reader blocks to clean, whole paragraphs: two lists of small steps.

``TEXT_STEPS`` are text → text, within one block; ``PARAGRAPH_STEPS`` are paragraphs → paragraphs. Every step
keeps the source offsets (``Traced``). ``extract.text.wrapping`` decides whether a wrapped line continues in the next.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace

from extract.kept import kept
from extract.model import Block, Document
from extract.text import letters, wrapping
from extract.text.columns import columns_of
from extract.text.digits import mend_digits
from extract.text.run_in import split_run_in
from extract.traced import Paragraph, Traced

# Zero-width characters and soft hyphens.
_INVISIBLE = re.compile("[\u200b\u200c\u200d\u2060\ufeff\u00ad]")
_OTHER_SPACE = re.compile(r"[\t\u00a0\u2000-\u200a\u202f\u3000\r\f\v]")
# Any white space but a single plain blank and the line end.
_SPACES = re.compile(
    r"[ \t\u00a0\u2000-\u200a\u202f\u3000\r\f\v]{2,}|[\t\u00a0\u2000-\u200a\u202f\u3000\r\f\v]"
)
# A footnote mark glued to a word ("liên quan1") or to a per cent sign ("24%1"); not a unit (km2, m3).
_GLUED_NOTE = re.compile(r"\d(?<=[^\W\d_]{2}\d)(?<![ck]m\d)(?<!dm\d)(?<!ha\d)\d?(?=[\s.,;:)]|$)")
# "%0" is a typed "‰".
_GLUED_AFTER_PERCENT = re.compile(r"[1-9](?<=\d[%‰].)\d?(?=[\s.,;:)]|$)")
# "năm 20 21": a year split by a line end.
_SPLIT_YEAR = re.compile(r"\b(năm )(20) (\d\d)(?!\d|[.,]\d)")
# "ngày28 tháng": no footnote mark.
_GLUED_DATE = re.compile(r"(?i)(?<!\w)(ngày(?=\d{1,2}\s*tháng)|tháng(?=\d{1,2}\s*(?:năm|/)))(\d{1,2})")
_DIGIT_BEHIND = re.compile(r"\d(?<=[YyGg]\d)")
# A drawing: cell bars, rules, asterisks.
_MARK = re.compile(r"[\s|\-–—_=*~.…•]*")
_PAGE_NUMBER = re.compile(r"(?:trang\s*)?[-–—]?\s*\d{1,3}\s*[-–—]?(?:\s*/\s*\d{1,3})?", re.IGNORECASE)
_DRAWING = re.compile(r"[|_=*~•\-–—\s]+")
# "3 ,5%": a blank typed before the decimal comma.
_LOOSE_COMMA = re.compile(r"(?<=\d) ,(?=\d{1,2}\s?[%‰])")


_FEW_PAGES = 3
"""Pages of a file in which a head or foot need not stand three times."""
_LINES_OF_A_FOOT = 3
"""Lines of a head or foot at most, with the page number."""


def compose(text: Traced) -> Traced:
    """Compose letters and their marks (Unicode form NFC)."""
    return text.compose()


def drop_invisible(text: Traced) -> Traced:
    """Drop zero-width characters and soft hyphens."""
    return text.sub(_INVISIBLE, "")


def single_spaces(text: Traced) -> Traced:
    """Make one blank of every run of white space, except line ends."""
    if "  " in text.text or _OTHER_SPACE.search(text.text):
        text = text.sub(_SPACES, " ")
    return text.strip()


def drop_footnote_marks(text: Traced) -> Traced:
    """Drop numbers glued to a lower-case word or to a per cent sign."""
    if text.text.isupper():
        return text
    return _drop_notes_in_words(text.sub(_GLUED_AFTER_PERCENT, ""))


def _drop_notes_in_words(text: Traced) -> Traced:
    for match in reversed(list(_GLUED_NOTE.finditer(text.text))):
        word = re.search(r"[^\W\d_]+$", text.text[: match.start()])
        # No footnote mark: a number behind capitals (COVID19, QH14) or in a token with a slash.
        token = text.text[: match.end()].rsplit(None, 1)[-1]
        if word and word.group().islower() and "/" not in token:
            text = text[: match.start()] + text[match.end() :]
    return text


def mend_split_years(text: Traced) -> Traced:
    """Join the halves of a year: "năm 20 21" → "năm 2021"."""
    return text.sub(_SPLIT_YEAR, r"\1\2\3") if "năm 20 " in text.text else text


def part_dates(text: Traced) -> Traced:
    """Put the blank back that a narrow field left out: "ngày28 tháng4 năm" → "ngày 28 tháng 4 năm"."""
    return text.sub(_GLUED_DATE, r"\1 \2") if _DIGIT_BEHIND.search(text.text) else text


def close_decimals(text: Traced) -> Traced:
    """Drop the blank before a decimal comma: "dưới 3 ,5%" → "dưới 3,5%"."""
    return text.sub(_LOOSE_COMMA, ",") if " ," in text.text else text


TextStep = Callable[[Traced], Traced]
TEXT_STEPS: tuple[TextStep, ...] = (
    drop_invisible,
    compose,
    letters.plain_characters,
    letters.mask_lost_numbers,
    letters.mend_look_alikes,
    mend_digits,
    letters.break_lines,
    single_spaces,
    close_decimals,
    part_dates,
    drop_footnote_marks,
)
# A sign that is neither on the keyboard, but for the backslash, nor a composed letter of Vietnamese, nor a usual mark.
_UNUSUAL = re.compile(
    "[^\n -\\[\\]-~ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝàáâãèéêìíòóôõùúýĂăĐđĨĩŨũƠơƯư\u1ea0-\u1ef9–—“”‘’«»…•·§°‰≥≤×]"
)
_DIGIT = re.compile("[0-9]")
_FOR_UNUSUAL: frozenset[TextStep] = frozenset(
    (
        drop_invisible,
        compose,
        letters.plain_characters,
        letters.mask_lost_numbers,
        letters.mend_look_alikes,
        letters.break_lines,
    )
)
"""Steps that leave a text without such a sign as it is: they need not be asked one by one."""
_FOR_DIGITS: frozenset[TextStep] = frozenset((mend_digits, close_decimals, part_dates, drop_footnote_marks))
"""Steps that leave a text without a digit as it is."""


def split_lines(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """Split paragraphs at typed line breaks; ``join_lines`` may join the lines again."""
    found: list[Paragraph] = []
    for paragraph in paragraphs:
        if "\n" not in paragraph.text.text:
            found.append(paragraph)
            continue
        start = 0
        pieces = [*(match.start() for match in re.finditer("\n", paragraph.text.text)), len(paragraph.text)]
        for number, end in enumerate(pieces):
            piece = paragraph.text[start:end].strip()
            label = paragraph.label if number == 0 else None
            found.append(replace(paragraph, text=piece, label=label, closed=False))
            start = end + 1
        found[-1] = replace(found[-1], closed=paragraph.closed)
    return [paragraph for paragraph in found if paragraph.text]


def drop_page_furniture(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """Drop page numbers and the heads and feet that pages repeat, which may have several lines."""
    kept = list(paragraphs)
    for number in range(_LINES_OF_A_FOOT):
        rest = _without_furniture(kept, inner=number > 0)
        if len(rest) == len(kept):
            break
        kept = rest
    return kept


def _without_furniture(paragraphs: Sequence[Paragraph], *, inner: bool) -> list[Paragraph]:
    """The paragraphs without page numbers and without the outermost repeated line of each page.

    ``inner`` lines, which stood beside a dropped one, have to be the same to the letter.
    """
    edges = _page_edges(paragraphs) or dict.fromkeys(_beside_page_numbers(paragraphs), "")
    pages = len({paragraph.page for paragraph in paragraphs if paragraph.page})
    few = 0 < pages <= _FEW_PAGES
    often = 2 if few or not pages else max(3, pages // 2)

    def key(index: int) -> tuple[str, str]:
        text, page = paragraphs[index].text.text, paragraphs[index].page
        if inner:
            return edges[index], text
        if few:
            # Two lines with other numbers may be two sentences; the number of the page may differ.
            return edges[index], re.sub(rf"(?<!\d)0?{page}(?!\d)", "#", text)
        return "", re.sub(r"\d+", "#", text)

    running = Counter(key(index) for index in edges if len(paragraphs[index].text) <= 120)

    def is_furniture(index: int, paragraph: Paragraph) -> bool:
        text = paragraph.text.text
        if paragraph.table is not None or paragraph.label:
            return False
        if _PAGE_NUMBER.fullmatch(text) and not _is_year(text):
            return True
        return index in edges and running[key(index)] >= often

    return [paragraph for index, paragraph in enumerate(paragraphs) if not is_furniture(index, paragraph)]


def _beside_page_numbers(paragraphs: Sequence[Paragraph]) -> set[int]:
    """Indices of the lines right before or behind a page number, for formats without pages."""
    numbers = [
        index
        for index, paragraph in enumerate(paragraphs)
        if _PAGE_NUMBER.fullmatch(paragraph.text.text) and not _is_year(paragraph.text.text)
    ]
    beside = {index + step for index in numbers for step in (-1, 1)}
    return {index for index in beside if 0 <= index < len(paragraphs)}


def _is_year(text: str) -> bool:
    return bool(re.fullmatch(r"(?:19|20)\d\d", text.strip()))


def _page_edges(paragraphs: Sequence[Paragraph]) -> dict[int, str]:
    """The side ("top" or "foot") of the first and last line of every page, by index; empty without pages."""
    edges: dict[int, str] = {}
    for index, paragraph in enumerate(paragraphs):
        before = paragraphs[index - 1].page if index else None
        after = paragraphs[index + 1].page if index + 1 < len(paragraphs) else None
        if paragraph.page is not None and (paragraph.page != before or paragraph.page != after):
            edges[index] = "top" if paragraph.page != before else "foot"
    return edges


def drop_marks(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """Drop paragraphs that only draw ("|", "-----")."""
    return [paragraph for paragraph in paragraphs if not is_mark(paragraph.text.text)]


def is_mark(text: str) -> bool:
    """Whether a text only draws something."""
    return bool(_MARK.fullmatch(text)) and bool(_DRAWING.fullmatch(text) or not text.strip())


def mend_joined(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """Apply the text steps that need whole paragraphs."""
    return [
        paragraph if text is paragraph.text else replace(paragraph, text=text)
        for paragraph in paragraphs
        for text in (mend_split_years(paragraph.text),)
    ]


PARAGRAPH_STEPS: tuple[Callable[[Sequence[Paragraph]], list[Paragraph]], ...] = (
    split_lines,
    drop_page_furniture,
    wrapping.join_broken_names,
    wrapping.join_lines,
    drop_marks,
    wrapping.join_over_pages,
    mend_joined,
    split_run_in,
)


def clean(document: Document) -> tuple[Paragraph, ...]:
    """The paragraphs of a document after all steps, in order."""
    columns = columns_of(document.blocks)
    steps = (*TEXT_STEPS, letters.part_words) if letters.is_segmented(document.text) else TEXT_STEPS
    paragraphs = [
        piece
        for index, block in enumerate(document.blocks)
        for piece in _clean_block(index, block, columns.get(index, []), steps)
    ]
    for step in PARAGRAPH_STEPS:
        paragraphs = step([paragraph for paragraph in paragraphs if paragraph.text.text])
    return tuple(paragraphs)


def _clean_block(
    index: int, block: Block, columns: Sequence[int], steps: tuple[TextStep, ...]
) -> list[Paragraph]:
    """The block as one paragraph; as several if it holds two columns, cut at ``columns``."""
    cell = block.cell
    place = (cell.table, cell.row, cell.column) if cell else None
    found = []
    for start, end in zip([0, *columns], [*columns, len(block.text)], strict=True):
        text = block.text[start:end] if columns else block.text
        paragraph = Paragraph(
            text=_cleaned(text, steps).moved(block.start + start),
            index=index,
            style=block.style,
            page=block.page,
            label=block.label if start == 0 else None,
            table=place,
            closed=not block.line or bool(columns),
            full=block.full,
            indented=block.indented,
        )
        found.append(paragraph)
    return found


@kept(2_000)
def _cleaned(text: str, steps: tuple[TextStep, ...]) -> Traced:
    """The text of a block after all steps, with offsets from 0; plans of one province repeat most of theirs."""
    found = Traced.of(text)
    idle: frozenset[TextStep] = frozenset()
    if not _UNUSUAL.search(text):
        idle = _FOR_UNUSUAL if _DIGIT.search(text) else _FOR_UNUSUAL | _FOR_DIGITS
    for step in steps:
        if step not in idle:
            found = step(found)
    return found
