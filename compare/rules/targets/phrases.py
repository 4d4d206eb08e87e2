"""Words of a target as a request to change it quotes them: whole phrases, as its own sentence writes them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.language import writing
from extract.language.lexicon import fold
from extract.language.phrases import composed, phrases, several

_PREDICATES = several(
    phrases("quantities", "scope", "predicates"), phrases("quantities", "subject", "predicates")
)
_WORD = r"(?:(?!<<stops>>(?!\w))[^\W\d_]+)"
# The rest of a list before its predicate: "hộ nghèo | , hộ cận nghèo | được …", "biên chế | và kinh phí | có …".
_REST = composed(
    rf"(?:,\s+{_WORD}(?:\s+{_WORD}){{0,4}})*?"
    rf"(?:\s+(?:và|hoặc)\s+{_WORD}(?:\s+{_WORD}){{0,4}}|,\s+{_WORD}(?:\s+{_WORD}){{0,4}}(?=\s+<<stops>>(?!\w)|:|\s*$))"
    r"(?=\s+<<stops>>(?!\w)|[,;:.]|\s*$)",
    stops=_PREDICATES,
)
_STARTS = phrases("quantities", "condition", "starts")
_BETWEEN = re.compile(r"\s*(?:,|và|hoặc)\s*")


def whole_phrase(phrase: str, sentence: str) -> str:
    """A phrase with the rest of the list that it begins in a sentence.

    >>> whole_phrase("thuộc hộ nghèo", "80% trẻ em thuộc hộ nghèo, hộ cận nghèo được khám")
    'thuộc hộ nghèo, hộ cận nghèo'
    """
    at = fold(sentence).find(fold(phrase))
    if at < 0:
        return phrase
    end = at + len(phrase)
    rest = _REST.match(fold(sentence), end)
    return sentence[at : rest.end() if rest else end]


def condition(text: str, sentence: str) -> str:
    """The words of a condition, without what is to be done under it: "nơi có điều kiện thành lập 01 tổ …"."""
    found = _STARTS.search(fold(text)) if re.search(r"\d", text) else None
    return text[: found.end()] if found else whole_phrase(text, sentence)


def quoted(names: Sequence[str], sentence: str) -> str:
    """Names in quotation marks; names that stand side by side in a sentence are quoted in one, as they stand there.

    >>> quoted(("hộ nghèo", "hộ cận nghèo", "trường học"), "80% hộ nghèo, hộ cận nghèo, thôn, trường học có sách")
    '“hộ nghèo, hộ cận nghèo” và “trường học”'
    """
    spans: list[tuple[int, int]] = []
    alone: list[str] = []
    folded = fold(sentence)
    for name in names:
        start = folded.find(fold(name), spans[-1][1] if spans else 0)
        if start < 0:
            alone.append(name)
        elif spans and _BETWEEN.fullmatch(folded, spans[-1][1], start):
            spans[-1] = (spans[-1][0], start + len(name))
        else:
            spans.append((start, start + len(name)))
    return writing.listed([f"“{text}”" for text in (*(sentence[a:b] for a, b in spans), *alone)])
