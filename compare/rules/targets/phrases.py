"""Words of a target as a request to change it quotes them: whole phrases, as its own sentence writes them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from compare.words.segments import segmented
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
_PLACES = phrases("quantities", "per", "each_places")
_BEFORE = composed(r"(?<!\w)(?:<<words>>)\s+$", words=_PLACES)
# "khu, điểm du lịch": the noun of one syllable has the rest of its name behind the next one.
_NEXT = re.compile(r",\s+[^\W\d_]+(?:\s+[^\W\d_]+){1,3}?(?=[,;.]|\s+(?:và|hoặc)\s|\s*$)")
_SIGNS = re.compile(r"[;:.()“”\"]")
_COMMAS = re.compile(",")
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


def limit(phrase: str, sentence: str) -> str:
    """A phrase that limits a target, whole and with its preposition: "thị trấn" in "ở thị trấn" is "ở thị trấn"."""
    whole = whole_phrase(phrase, sentence)
    at = fold(sentence).find(fold(whole))
    before = _BEFORE.search(fold(sentence[:at])) if at > 0 else None
    return f"{sentence[before.start() : at]}{whole}" if before else whole


def added_phrase(names: Sequence[str], sentence: str) -> str:
    """Words that a sentence adds to another: the longest run without a sign in it, of whole words.

    >>> added_phrase(("không tính hồ sơ mật) cấp xã",), "Hồ sơ (không tính hồ sơ mật) cấp xã được xử lý")
    'không tính hồ sơ mật'
    """
    run = _longest(_SIGNS, ", ".join(names))
    at = fold(sentence).find(fold(run)) if run else -1
    if at < 0:  # What stood between was no addition.
        run = _longest(_COMMAS, run)
        at = fold(sentence).find(fold(run))
    if at < 0 or not run:
        return run
    start, end, place = at, at + len(run), 0
    for word in segmented(sentence):
        begin = sentence.find(word, place)
        if begin < 0:
            return run  # Segmented in another way than it is written.
        place = begin + len(word)
        if begin < at + len(run) and place > at and re.search(r"\w", word):
            start, end = min(start, begin), max(end, place)
    return sentence[start:end]


def _longest(signs: re.Pattern[str], text: str) -> str:
    return max((piece.strip(" ,") for piece in signs.split(text)), key=len)


def condition(text: str, sentence: str) -> str:
    """The words of a condition, without what is to be done under it: "nơi có điều kiện thành lập 01 tổ …"."""
    found = _STARTS.search(fold(text)) if re.search(r"\d", text) else None
    return text[: found.end()] if found else whole_phrase(text, sentence)


def quoted(names: Sequence[str], sentence: str) -> str:
    """Names in quotation marks; names that stand side by side in a sentence are quoted in one, as they stand there.

    >>> quoted(("hộ nghèo", "hộ cận nghèo", "trường học"), "80% hộ nghèo, hộ cận nghèo, thôn, trường học có sách")
    '“hộ nghèo, hộ cận nghèo” và “trường học”'
    """
    spans, alone = spans_of(names, sentence)
    return writing.listed([f"“{text}”" for text in (*(sentence[a:b] for a, b in spans), *alone)])


def spans_of(names: Sequence[str], sentence: str) -> tuple[list[tuple[int, int]], list[str]]:
    """Where names stand in a sentence, neighbours in one span, and the names that do not stand in it."""
    spans: list[tuple[int, int]] = []
    alone: list[str] = []
    folded = fold(sentence)
    for name in names:
        start = folded.find(fold(name), spans[-1][1] if spans else 0)
        if " " not in name and start >= 0 and (more := _NEXT.match(sentence, start + len(name))):
            name += more.group()
        if start < 0:
            alone.append(name)
        elif spans and _BETWEEN.fullmatch(folded, spans[-1][1], start):
            spans[-1] = (spans[-1][0], start + len(name))
        else:
            spans.append((start, start + len(name)))
    return spans, alone
