"""Words that Tesseract recognised, put into lines like those of a PDF page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

from extract.readers.pdf.lines import Line, Word

_FALSE = re.compile(r"[^\w%‰]{1,3}")
_LEAST = 30
"""Confidence below which marks without a letter or digit are dirt."""
_SHORT, _CLEAR = 3, 70
"""Letters of a word that is alone in the first or last line, and the confidence below which it is dirt."""
_SAME_LINE = 0.45
"""Of the em: words whose baselines differ less are on one line."""
_TOUCHING = 0.12
"""Of the em: digits nearer than this are one number ("202 1")."""
_ASCENT = 0.72
"""Of the em: height of a capital letter or a digit, with room for a mark above."""
_DESCENDERS = re.compile(r"[gjpqy,;()ạặậẹệịọộợụựỵ]", re.I)
_DIGITS = re.compile(r"\d+")
# Letters among digits are mostly digits that were not recognised: "5O%", "l0", "2O25".
_MIXED = re.compile(r"\d[OoIlSBZ|]|[OoIlSBZ|]\d")


@dataclass(frozen=True, slots=True)
class Found:
    """A recognised word in pixels; ``line`` is Tesseract's own line, ``sure`` its confidence (0-100)."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    sure: float
    line: tuple[int, int, int] = (0, 0, 0)


def found_words(data: Mapping[str, Sequence[Any]]) -> list[Found]:
    """The words in the dict that ``pytesseract.image_to_data`` returns, without dirt."""
    words = []
    for index, text in enumerate(data["text"]):
        word, sure = str(text).strip(), float(data["conf"][index])
        if not word or sure < 0 or (_FALSE.fullmatch(word) and word not in "-+." and sure < _LEAST):
            continue
        left, top = float(data["left"][index]), float(data["top"][index])
        place = (int(data["block_num"][index]), int(data["par_num"][index]), int(data["line_num"][index]))
        right, bottom = left + float(data["width"][index]), top + float(data["height"][index])
        words.append(Found(word, left, top, right, bottom, sure, place))
    return words


def em_of(words: Sequence[Found]) -> float:
    """The em of a page in pixels, the median of its words: most words of a plan are of one size."""
    heights = [
        (word.bottom - word.top) / (1.0 if _DESCENDERS.search(word.text) else _ASCENT)
        for word in words
        if len(word.text) > 1 and word.sure > 60
    ]
    return median(heights) if heights else 40.0


def lines_of(words: Sequence[Found], scale: float, confidence: float, doubted: set[int]) -> list[Line]:
    """The lines from top to bottom, in points; ``scale`` is points a pixel, ``doubted`` are indices of ``words``."""
    em = em_of(words)
    rows: list[list[int]] = []
    bases = [word.bottom - (0.22 * em if _DESCENDERS.search(word.text) else 0.0) for word in words]
    for index in sorted(range(len(words)), key=lambda at: bases[at]):
        near = rows[-1] if rows else []
        if near and abs(bases[index] - median(bases[at] for at in near)) <= _SAME_LINE * em:
            near.append(index)
        else:
            rows.append([index])
    rows = [row for at, row in enumerate(rows) if not (at in (0, len(rows) - 1) and _is_dirt(row, words))]
    lines = []
    for row in rows:
        row.sort(key=lambda at: words[at].left)
        line = tuple(_words(row, words, scale, em, confidence, doubted))
        lines.append(Line(words=line, base=scale * median(bases[at] for at in row), size=scale * em))
    return lines


def _is_dirt(row: Sequence[int], words: Sequence[Found]) -> bool:
    """Whether a row at the edge of a page is a single short word of low confidence, a speck.

    Digits are no dirt: a later step drops page numbers, and no other number may be lost.
    """
    alone = words[row[0]]
    if len(row) > 1 or len(alone.text) > _SHORT or alone.sure >= _CLEAR:
        return False
    return not _DIGITS.search(alone.text) and "%" not in alone.text


def _words(
    row: Sequence[int], words: Sequence[Found], scale: float, em: float, confidence: float, doubted: set[int]
) -> Iterator[Word]:
    group: list[int] = []
    for index in row:
        if group:
            before, word = words[group[-1]], words[index]
            digits = before.text[-1].isdigit() and word.text[0].isdigit()
            if not (digits and word.left - before.right < _TOUCHING * em):
                yield _word(group, words, scale, confidence, doubted)
                group = []
        group.append(index)
    if group:
        yield _word(group, words, scale, confidence, doubted)


def _word(
    group: Sequence[int], words: Sequence[Found], scale: float, confidence: float, doubted: set[int]
) -> Word:
    parts = [words[index] for index in group]
    text = "".join(part.text for part in parts)
    unsure = holds_number(text) and (
        len(parts) > 1
        or min(part.sure for part in parts) < confidence
        or _MIXED.search(text) is not None
        or not _DIGITS.search(text)
        or any(index in doubted for index in group)
    )
    return Word(
        text,
        round(scale * parts[0].left, 2),
        round(scale * max(part.right for part in parts), 2),
        bold=False,
        italic=False,
        unsure=unsure,
    )


def holds_number(text: str) -> bool:
    """Whether a word holds a digit, or looks like a badly read number ("lOO%"); a sign alone is no number."""
    return bool(_DIGITS.search(text)) or (len(text) > 1 and text.endswith(("%", "‰")))


def digits_of(text: str) -> str:
    """The characters that two readings of a number must share: digits, marks between them, "%" and "‰"."""
    return re.sub(r"[^\d%‰.,/-]", "", text).strip(".,/-")
