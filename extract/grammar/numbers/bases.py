"""Bases of rates: "trên 100.000 trẻ đẻ sống", "1 cán bộ/2.500 dân", "cứ 50 hộ có 01 điểm"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.language.numerals import DIGIT_WORDS, MULTIPLES, parse_words
from extract.language.phrases import composed, phrases, several
from extract.language.units import COUNTED_NOUNS

# "10.000 dân", "vạn dân", "một nghìn trẻ", "100 bé gái": how many of whom a rate counts.
_BASE = (
    r"(?P<base>10{2,6}(?!\d)|10{0,2}(?:\.000)+(?!\.?\d)|một trăm"
    r"|(?:(?:\d{1,3}|một|mười|một trăm)\s+)?(?:vạn|nghìn|ngàn))"
)
_BASE_NOUNS = phrases("quantities", "per", "base_nouns")
_RATE_BASE = composed(
    rf"<<before>>\s?{_BASE}\s+<<nouns>>(?!\w)",
    before=phrases("quantities", "per", "base_before"),
    nouns=_BASE_NOUNS,
)
# Behind a stroke any number is a base: "1 cán bộ/2.500 dân".
_SLASHED_BASE = composed(
    rf"/\s?(?:(?P<base>\d{{1,3}}(?:\.\d{{3}})+|\d{{2,6}})|{_BASE.replace('?P<base>', '?P<word>')})\s+<<nouns>>(?!\w)",
    nouns=_BASE_NOUNS,
)
# "Cứ 10.000 dân có 12 bác sĩ", "Mỗi vạn dân có 30 giường": the base stands first and governs the clause.
_LEADING_BASE = composed(
    rf"(?<!\w)<<before>>\s+{_BASE}\s+<<nouns>>(?!\w)(?:\s+thì)?(?=[^;.]{{0,60}}(?<!\w)(?:có|thì|số)(?!\w))",
    before=phrases("quantities", "per", "base_first"),
    nouns=_BASE_NOUNS,
)
# "Cứ 50 hộ ở hẻm sâu có 01 điểm lấy nước": so many of one thing for so many of another.
_SO_MANY_FOR = composed(
    r"(?<!\w)(?:cứ\s+(?P<base>\d{1,3}(?:\.\d{3})*|<<digits>>)\s+(?P<noun><<things>>(?!\w)|[^\W\d_]+)"
    # "bình quân 2.000 dân có 3 bác sĩ"
    r"|<<means>>\s+(?P<many>\d{1,3}\.\d{3})\s+(?P<whose><<nouns>>))(?!\w)(?=[^;.()]{0,80}?(?<!\w)(?:có|thì)"
    r"\s+(?:[^\W\d_]+\s+){0,3}?(?:\d{1,3}|<<digits>>)\s+(?!(?:(?P=noun)|<<nouns>>)(?!\w))<<things>>(?!\w))",
    means=phrases("quantities", "not_measure", "means"),
    digits=several([*DIGIT_WORDS, "mười"]),
    nouns=_BASE_NOUNS,
    things=COUNTED_NOUNS,
)
# The words before "trên 1.000 dân": a rate by its name, or a number with its noun.
_OF_A_RATE = composed(
    r"t[ỷỉ] [sl]|\d\s*$|\d\s*\w+\s*$|\d\s*\w+\s+\w+\s*$|\($"
    # A part of a thing: only a mean has one ("3,5 trụ nước chữa cháy trên 10.000 dân").
    r"|\d,\d+(?:\s+[^\W\d_]+){1,6}\s*$|(?<!\w)số\s+<<rated>>[^,;.\d]{0,40}$",
    rated=phrases("quantities", "per", "rated"),
)
_COUNTED_NEXT = re.compile(r"\d\s*[^\W\d_]+(?:\s+[^\W\d_]+)?\s*$")
_NAMED_RATE = composed(
    r"(?<!\w)(?:<<ratios>>|bình quân|số\s+<<rated>>)(?!\w)",
    ratios=phrases("quantities", "ratios", "names"),
    rated=phrases("quantities", "per", "rated"),
)
_A_PERSON = phrases("quantities", "per", "persons")
# Up to a number of those that a base counts; a year may stand between: "cứ 100 hộ thì năm 2028 có 42 hộ".
_UP_TO_NUMBER = composed(
    r"(?:[^;.\d]|(?<=năm )20\d\d(?!\d)){1,60}?"
    r"(?:(?<!\d)\d{1,3}|(?<!\w)(?:mười|<<digits>>\s+mươi)(?:\s+<<digits>>)?)\s+",
    digits=several([*DIGIT_WORDS, "mốt", "tư", "lăm"]),
)
_PERSONS_AGAIN = composed(r"<<words>>(?!\w)", words=phrases("quantities", "per", "person_again"))
_MEAN_BEFORE = composed(r"(?<!\w)<<means>>\s+$", means=phrases("quantities", "not_measure", "means"))
_NUMBER_BEHIND = re.compile(r"[^,;.]*\d")
_MOST_OF = 100
"""The greatest number of those among whom so many are told without a unit."""
_COUNTED_PER = "tính trên"
"""Words that make a base of any number: "số y tá tính trên 1.000 dân"."""
# "111 bé trai trên 100 bé gái": two nouns of one kind side by side.
_OF_ONE_KIND = re.compile(r"\d\s*(?P<kind>[^\W\d_]+)\s+[^\W\d_]+\s*$")
_IS_SHARE = re.compile(r"(?<![\d.,/])(?P<some>\d{1,3}(?:\.\d{3})*|\d{4})\s?$")
_ROUND = re.compile(r"10+")
# "40/100.000" without its noun, "14 ca/1.000 …" before one that is not listed.
_BARE_RATE = composed(r"(?<=\w)\s?/\s?(?P<base>100\.000|10\.000|1\.000)(?![.\d])")


def find_bases(folded: str) -> Iterator[tuple[int, int, str]]:
    """Where a text names the base of a rate, and the base in digits."""
    for found in (*_LEADING_BASE.finditer(folded), *_SLASHED_BASE.finditer(folded)):
        base = _base(found["base"] or found["word"])
        some = _IS_SHARE.search(folded, 0, found.start()) if found.group().startswith("/") else None
        if some and _is_of_whole(int(some["some"].replace(".", "")), base):
            continue
        # "Cứ 100 người có 99 người" is a share of them, no rate of another thing.
        if not (base == "100" and found["base"] and _counts_again(folded, found)):
            yield *found.span(), base
    for found in _SO_MANY_FOR.finditer(folded):
        many = (found["base"] or found["many"]).replace(".", "")
        yield *found.span(), many if many.isdigit() else str(parse_words(many))
    for found in _RATE_BASE.finditer(folded):
        base, before = _base(found["base"]), folded[max(0, found.start() - 120) : found.start()]
        kind = _OF_ONE_KIND.search(before)
        noun = folded[found.end("base") : found.end()].split()[0]
        # "12.000 m2 cây xanh cho mỗi nghìn dân": whatever stands before "mỗi", it is for so many.
        is_rate = _OF_A_RATE.search(before) is not None or " mỗi " in f" {found.group()}"
        # "số y tá bình quân trên 1.000 người dân là 3 người"
        is_rate = is_rate or bool(_MEAN_BEFORE.search(before) and _NUMBER_BEHIND.match(folded, found.end()))
        if base == "100":
            # "5 lớp trên 100 người" may be more than 100; "số ca … 3 ca trên 100 lượt" is a rate.
            is_rate = bool(_COUNTED_NEXT.search(before) and _NAMED_RATE.search(before))
        if is_rate or found.group().startswith(_COUNTED_PER) or (kind and kind["kind"] == noun):
            yield *found.span(), base
    for found in _BARE_RATE.finditer(folded):
        yield *found.span(), found["base"].replace(".", "")


def _is_of_whole(some: int, base: str) -> bool:
    """Whether two numbers tell so many of all: "97/100 người", "1.233/1.340 người"; "40/1.000 trẻ" is a rate.

    A whole is no round number, unless it is small, and so many are at least a hundredth of it.
    """
    if not 1 < some <= int(base):
        return False
    return int(base) <= _MOST_OF or (_ROUND.fullmatch(base) is None and some * 100 >= int(base))


def _counts_again(folded: str, base: re.Match[str]) -> bool:
    """Whether what is counted for a leading base is the base itself: "cứ 100 người có 99 người"."""
    noun = folded[base.end("base") : base.end()].strip()
    first = noun.split()[0]  # "người dân" are "người"; "bé gái" are no "bé trai".
    noun = first if _BASE_NOUNS.fullmatch(first) else noun
    again = re.compile(rf"{re.escape(noun)}(?!\w)")
    if base.group().startswith("/") or not (number := _UP_TO_NUMBER.match(folded, base.end())):
        return False
    # "Cứ 100 bà mẹ … thì ít nhất 92 người": persons are told again by a mere word for one.
    persons = _A_PERSON.fullmatch(folded[base.end("base") : base.end()].strip()) is not None
    return again.match(folded, number.end()) is not None or (
        persons and _PERSONS_AGAIN.match(folded, number.end()) is not None
    )


def _base(text: str) -> str:
    """How many a base counts, in digits.

    >>> _base("10.000"), _base("vạn"), _base("một nghìn")
    ('10000', '10000', '1000')
    """
    if text.replace(".", "").isdigit():
        return text.replace(".", "")
    *times, scale = text.split()
    count = (int(times[0]) if times[0].isdigit() else parse_words(" ".join(times))) if times else 1
    return str((count or 1) * MULTIPLES[scale]) if scale in MULTIPLES else str(parse_words(text) or 100)
