"""Abbreviations that a plan defines: "hợp tác xã (sau đây viết tắt là HTX)", "BVR: bảo vệ rừng", "DT (dân tộc)".

What an abbreviation stands for is told by its letters: they are the first letters of the words beside it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping

from extract.kept import kept
from extract.language.lexicon import fold
from extract.language.phrases import composed, phrases, several
from extract.model import Bound
from extract.traced import Traced, concat

_SHORT = r"[A-ZĐ](?:[A-ZĐ]|&(?=[A-ZĐ])){1,9}"
_DEFINED = re.compile(
    rf"(?:\(\s*(?:(?:sau\s+đây\s+)?(?:được\s+)?(?:viết|gọi)\s+tắt\s*(?:là\s*)?:?\s*)?"
    rf"|(?:viết|gọi)\s+tắt\s*(?:là\s*)?:?\s*)[“\"]?"
    rf"(?P<short>{_SHORT}(?:(?:,|\s+và)\s+{_SHORT})*)[”\"]?(?!\w)"
)
_LISTED = re.compile(
    rf"(?<!\w)(?P<short>{_SHORT})\s*(?:[:=(]|là|(?<=\s)[-–](?=\s))\s*(?P<long>[^\W\d_][^:;=()]{{3,80}})"
)
_MAY_LIST = re.compile(r"[A-ZĐ]\s*(?:[:=(\-–]|là)")
_WORD = re.compile(r"[^\W\d_]+")
_LINK_BEHIND = re.compile(r"[\s,]+và\s*$")
_LINKS = ("và", "của", "các")
_SAID = ("được",)
"""Words between a term and "viết tắt là"."""
_LONGEST = 16
"""Words beside an abbreviation among which it is looked for."""


# "TB" for "trung bình", "HT" for "hiện trạng năm 2023": words by which a value is read.
_OF_GRAMMAR = composed(
    r"<<words>>(?!\w)",
    words=several(
        phrases("quantities", "bridge", "words"),
        phrases("quantities", "result", "words"),
        phrases("quantities", "state", "labels"),
        phrases("quantities", "per", "yearly"),
        phrases("quantities", "effort", "aim"),
        *(phrases("quantities", "bounds", bound) for bound in Bound if bound is not Bound.LEVEL),
    ),
)


def of_grammar(texts: Iterable[str]) -> dict[str, str]:
    """The abbreviations that texts define for words by which values are read."""
    found: dict[str, str] = {}
    for text in texts:
        for short, words in defined(text).items():
            if _OF_GRAMMAR.match(words):
                found.setdefault(short, words)
    return found


def expanded(text: Traced, known: Mapping[str, str]) -> Traced:
    """A text with abbreviations written out; the letters of each come from those of the abbreviation."""
    if not known:
        return text
    pieces, last = [], 0
    for found in re.finditer(rf"(?<!\w)(?:{'|'.join(map(re.escape, known))})(?!\w)", text.text):
        words, offsets = known[found.group()], text.offsets[found.start() : found.end()]
        pieces += [
            text[last : found.start()],
            Traced(words, (offsets[0],) + (offsets[-1],) * (len(words) - 1)),
        ]
        last = found.end()
    return concat([*pieces, text[last:]]) if pieces else text


def written_out(text: str, known: Mapping[str, str]) -> str:
    """A text with the abbreviations in ``known`` written out.

    >>> written_out("Số HTX thành lập mới", {"HTX": "hợp tác xã"})
    'Số hợp tác xã thành lập mới'
    """
    if not known:
        return text
    return re.sub(
        rf"(?<!\w)(?:{'|'.join(map(re.escape, known))})(?!\w)", lambda found: known[found.group()], text
    )


@kept(2_000)
def defined(text: str) -> Mapping[str, str]:
    """The abbreviations that one text defines.

    >>> defined("Phòng cháy, chữa cháy và cứu nạn, cứu hộ (sau đây viết tắt là PCCC và CNCH)")
    {'CNCH': 'cứu nạn, cứu hộ', 'PCCC': 'phòng cháy, chữa cháy'}
    """
    found: dict[str, str] = {}
    for place in _DEFINED.finditer(text) if "(" in text or "tắt" in text else ():
        end = place.start()
        for short in reversed(re.split(r",|\s+và\s+", place["short"])):
            start = _begins(text[:end], short.strip())
            if start is None:
                break
            found[short.strip()] = _plain(_LINK_BEHIND.sub("", text[start:end]))
            end = start
    for place in _LISTED.finditer(text) if _MAY_LIST.search(text) else ():
        words = list(_WORD.finditer(place["long"]))
        count = sum(letter != "&" for letter in place["short"])
        for number in range(count, min(len(words), count + len(_LINKS)) + 1):
            said = place["long"][: words[number - 1].end()]
            if _begins(said, place["short"]) == 0:
                found.setdefault(place["short"], _plain(said))
    return found


def _begins(before: str, short: str) -> int | None:
    """The place where the words begin whose first letters are ``short``, at the end of ``before``; None if not so."""
    letters = [letter for letter in short if letter != "&"]
    words = list(_WORD.finditer(before))[-_LONGEST:]
    start = None
    while letters and words:
        word = words.pop()
        if _letter(word.group()) == letters[-1]:
            letters.pop()
            start = word.start()
        elif fold(word.group()) not in (_LINKS if start is not None else (*_LINKS, *_SAID)):
            return None
    return None if letters else start


def _letter(word: str) -> str:
    """The first letter of a word as a capital without marks; "Đ" is a letter of its own.

    >>> _letter("ủy"), _letter("đảng")
    ('U', 'Đ')
    """
    return unicodedata.normalize("NFD", word)[0].upper()


def _plain(text: str) -> str:
    return " ".join(text.strip(' ,;:.(“"').lower().split())
