"""Where a text may be cut: at the end of a clause, before a new phrase, else between two words.

clause end    ";", ":", a full stop, a comma; no comma right behind the first word of a list ("ở thôn, tổ dân phố")
phrase        before a word that opens one: "… | để xây dựng …", "… | tại các huyện"
never         within a date, a number with what it counts, a name with the kind before it, nor behind a word that
              only leads on ("của", "các", "ít nhất") or a number that counts nothing ("thang 100 | của chỉ số")
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.kept import kept
from extract.language.lexicon import CAPITAL, fold
from extract.language.phrases import STOP, composed, phrases, several
from extract.model import Bound

_CLAUSE = composed(r"[;:]|<<stop>>(?=\s)|,(?!\d)", stop=STOP)
_OPENS = composed(r"(?<!\w)<<words>>(?!\w)", words=phrases("quotes", "cut", "opens"))
_LEADS = composed(r"(?:^|\s)(?:<<words>>)$", words=phrases("quotes", "cut", "leads_on"))
_KINDS = composed(r"(?<!\w)(?:<<words>>)\s+$", words=phrases("quotes", "cut", "kinds"))
_DATES = re.compile(
    r"(?i)(?<!\w)(?:ngày\s+\d[\d/]*(?:\s+tháng\s+\d[\d/]*)?|tháng\s+\d[\d/]*)(?:\s+(?:năm\s+\d+|hằng\s+năm|hàng\s+năm))?"
    r"|(?<!\w)(?:giai\s+đoạn|thời\s+kỳ|năm|quý)\s+\d{1,4}(?:\s*[-–]\s*\d{4})?"
)
_NUMBERS = composed(
    r"(?:(?<!\w)(?:<<bounds>>)\s+)?(?<![\w/])\d[\d.,/]*(?:\s*[-–]\s*\d[\d.,/]*)?"
    r"(?:\s*[%‰]|\s+(?!<<ends>>(?!\w))[^\W\d_]+(?:\s+(?!<<ends>>(?!\w))[^\W\d_]+)?)?",
    bounds=several(
        *(phrases("quantities", "bounds", bound.value) for bound in Bound if bound is not Bound.LEVEL)
    ),
    ends=several(phrases("quotes", "cut", "opens"), phrases("quotes", "cut", "leads_on")),
)
# "Sở Giáo dục và Đào tạo": from one capital to the next, and the syllable behind the last.
_NAMES = re.compile(
    rf"(?<!\w){CAPITAL}\w*(?:\s+(?:[-–]\s+)?(?:[^\W\d_]+\s+){{0,2}}?{CAPITAL}\w*)+(?:\s+[^\W\d_]+)?"
)
_BARE_NUMBER = re.compile(r"(?<![\w/.,-])\d[\d.,]*$")
_WORD = re.compile(r"\w+")


@kept(2_000)
def beginning(text: str, limit: int) -> str:
    """Return the beginning of a text on one line, at most ``limit`` characters, without a mark behind it.

    >>> beginning("Bố trí tối thiểu 25 tỷ đồng để xây dựng cầu dân sinh", 35)
    'Bố trí tối thiểu 25 tỷ đồng'
    """
    whole = _whole(text)
    ends = [*_clauses(text), *_phrases(text)]
    words = [found.end() for found in _WORD.finditer(text)]
    for places, least in ((ends, limit // 2), (ends, limit // 3), (words, limit // 3)):
        fits = [at for at in places if least <= at <= limit and not _tears(text, at, whole)]
        if fits:
            return _bare(text[: max(fits)])
    return _bare(text[:limit].rsplit(" ", 1)[0])


def _bare(text: str) -> str:
    return text.rstrip(" .,;:(-–")


def _clauses(text: str) -> Iterator[int]:
    """The ends of clauses, and of items of a list but for a first one of a single word."""
    opened = [found.end() for found in _OPENS.finditer(fold(text))]
    for found in _CLAUSE.finditer(text):
        before = max((at for at in opened if at < found.start()), default=0)
        if found.group() != "," or len(_WORD.findall(text[before : found.start()])) > 1:
            yield found.start()


def _phrases(text: str) -> Iterator[int]:
    """The ends of words before which a new phrase opens."""
    for found in _OPENS.finditer(fold(text)):
        yield len(text[: found.start()].rstrip())


def _whole(text: str) -> list[tuple[int, int]]:
    """What is not cut in two: dates, numbers with what they count, names, brackets, quotes."""
    spans = [found.span() for found in (*_DATES.finditer(text), *_NUMBERS.finditer(fold(text)))]
    for found in _NAMES.finditer(text):
        kind = _KINDS.search(fold(text[: found.start()]))
        spans.append((kind.start() if kind else found.start(), found.end()))
    return [*spans, *(found.span() for found in re.finditer(r"\([^()]*\)|“[^“”]*”", text))]


def _tears(text: str, at: int, whole: list[tuple[int, int]]) -> bool:
    """Whether a cut parts what belongs together."""
    if any(start < at < end for start, end in whole) or _LEADS.search(fold(_bare(text[:at]))):
        return True
    number = _BARE_NUMBER.search(text, 0, at) if at < len(text) else None
    return number is not None and not any(start < number.start() and end == at for start, end in whole)
