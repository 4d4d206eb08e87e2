"""Limits of time inside what a share is about: "100% hồ sơ được giải quyết trong vòng 15 ngày".

The share is the measure and the limit a standard of it, which a draft may relax at an equal share.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from compare.targets.coverage.wording import NEAR_COPY, Said, share_said
from compare.words import Lexicon, lexicon, phrases
from extract.kept import kept
from extract.language.lexicon import fold
from extract.language.numerals import DIGIT_WORDS, parse_figure, parse_words
from extract.language.phrases import composed, several
from extract.language.phrases import phrases as extract_phrases
from extract.language.units import dimension

_LIMIT = composed(
    r"(?<!\w)(?:<<before>>|<<within>>)\s+(?P<number>\d{1,3}(?:,\d+)?|<<digits>>(?:\s+mươi)?)"
    r"\s+(?P<unit><<working>>|<<units>>)(?!\w)(?!\s*/)",
    before=several(extract_phrases("quantities", "time_limit", "before"), ["trong", "không kéo dài quá"]),
    within=extract_phrases("quantities", "time_limit", "within"),
    digits=several([*DIGIT_WORDS, "mười"]),
    working=extract_phrases("quantities", "time_limit", "working"),
    units=extract_phrases("quantities", "not_measure", "after"),
)
_WORKING = extract_phrases("quantities", "time_limit", "working")
_SOON = phrases("targets", "soon")
_MONTH = 30 * 24 * 60
"""Minutes of a month, as plans count."""


def relaxed_limit(upper: str, lower: str, lower_around: str) -> str | None:
    """The limit of time of ``upper`` that the draft does not keep, as it is written; None where it keeps it.

    Told where the draft has a longer limit only, or none at all though it repeats the rest. ``lower_around`` is all
    that the draft's item says. Working time and time by the calendar are not compared.
    """
    return _relaxed_limit(upper, lower, lower_around, lexicon())


@kept(1_000)
def _relaxed_limit(upper: str, lower: str, lower_around: str, _: Lexicon) -> str | None:
    asked = list(_limits(upper))
    if len(asked) != 1:
        return None
    words, kind, most = asked[0]
    given = list(_limits(lower_around))
    if given:
        kinds = {one for _, one, _ in given}
        return words if kinds == {kind} and min(length for *_, length in given) > most else None
    rest = upper.replace(words, " ")
    dropped = share_said(rest, Said.of(lower)) >= NEAR_COPY and not any(map(str.isdigit, _plain(lower)))
    return words if dropped and not _SOON.search(fold(lower_around)) else None


def _plain(text: str) -> str:
    """A text without percentages."""
    return " ".join(word for word in text.split() if "%" not in word)


def _limits(text: str) -> Iterator[tuple[str, str, Decimal]]:
    """The limits of time in a text: the words, "working" or "time", and the length in the smallest unit of that."""
    folded = fold(text)
    if len(folded) != len(text):
        return
    for found in _LIMIT.finditer(folded):
        known = dimension(" ".join(found["unit"].split()))
        number = found["number"]
        value = parse_figure(number) if number[0].isdigit() else parse_words(number)
        if known is None or value is None:
            continue
        kind, factor = known
        if found["unit"] in _WORKING:
            kind = "working"
        elif kind == "months":
            kind, factor = "time", factor * _MONTH
        yield text[found.start() : found.end()], kind, value * factor
