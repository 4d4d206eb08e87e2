"""Whom a target is about, and the words right behind that noun that leave some of them out.

"Trẻ em" and "trẻ em khuyết tật" are two populations, and so are "hộ nghèo" and "hộ nghèo là người dân tộc thiểu số".
Lists of bodies and groups, conditions and places of the draft itself are the business of
``compare.targets.coverage.scope``.
Few and sure: only words that are known to narrow (data), only right behind what both sentences name, and never a list,
which may be all there are ("trường mầm non, tiểu học, trung học cơ sở").
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

from compare.words import Lexicon, lexicon, phrases
from compare.words.similarity import ages, united, with_age_last
from extract.kept import kept
from extract.language.lexicon import fold
from extract.language.phrases import composed, several
from extract.language.phrases import phrases as extract_phrases

# A noun and what describes it seldom take more syllables than these.
_LONGEST = 14
_ENDS = several(
    extract_phrases("quantities", "scope", "predicates"), phrases("targets", "population", "ends")
)
_NARROWING = composed(
    r"(?<!\w)(?:(?P<lead>(?:<<leads>>\s+)+)(?P<noun><<nouns>>|<<words>>)|(?P<word><<words>>))(?!\w)",
    leads=phrases("synonyms", "narrowing", "leads"),
    nouns=phrases("synonyms", "narrowing", "nouns"),
    words=phrases("synonyms", "narrowing", "words"),
)
_NOUNS = phrases("synonyms", "narrowing", "nouns")
_NAMES = phrases("synonyms", "narrowing", "names")
_LISTING = composed(r"[,;/(]|(?<!\w)<<words>>(?!\w)", words=phrases("targets", "population", "listing"))
# "từ sơ sinh đến 6 tuổi", "6 - 15 tuổi", "từ đủ 6 đến dưới 16 tuổi"; the unit of the first number is that of the last.
_RANGE = composed(
    r"(?<!\w)(?:(?:<<starts>>\s+)?(?:(?P<low>\d{1,3})|<<birth>>)\s*(?:(?:tháng\s+)?tuổi\s+)?"
    r"(?P<to><<under>>|<<until>>)\s*(?P<high>\d{1,3})"
    r"|(?:(?P<word><<below>>|<<above>>|<<starts>>|<<under>>|<<until>>)\s+)?(?P<age>\d{1,3})(?P<up>\s+trở lên)?)"
    r"\s*(?P<months>tháng\s+)?tuổi(?P<later>\s+trở lên)?",
    birth=phrases("targets", "ages", "birth"),
    below=phrases("targets", "ages", "below"),
    above=phrases("targets", "ages", "above"),
    starts=phrases("targets", "ages", "from"),
    until=phrases("targets", "ages", "until"),
    under=phrases("targets", "ages", "until_below"),
)
_BELOW, _ABOVE = phrases("targets", "ages", "below"), phrases("targets", "ages", "above")
_FROM, _UNDER = phrases("targets", "ages", "from"), phrases("targets", "ages", "until_below")
_LEGAL_AGES = phrases("synonyms", "narrowing", "legal_ages")


def narrowing(upper: str, lower: str, upper_text: str, lower_text: str) -> str | None:
    """The words that narrow the draft's population, as the draft writes them; None where none do.

    ``upper`` and ``lower`` are the subjects, ``upper_text`` all the reference says around its own: who is named there
    is no news; ``lower_text`` is all that the draft's item says.
    """
    return _narrowing(upper, lower, upper_text, lower_text, lexicon())


@kept(1_000)
def _narrowing(upper: str, lower: str, upper_text: str, lower_text: str, known: Lexicon) -> str | None:
    head = _NAMES.sub(lambda found: "." * len(found.group()), _population(fold(lower)))
    said = f" {_plain(fold(upper_text))} {_plain(united(upper_text, known))} "
    theirs = set(united(upper, known).split())
    for found in _NARROWING.finditer(head):
        phrase = found["noun"] or found["word"]
        core = re.sub(r"^(?:người|đồng bào)\s+", "", phrase)
        if (
            any(f" {form} " in said for form in (core, _plain(united(core, known))))
            or _is_listed(head, found)
            or _is_in_noun(head, found, theirs)
            or not head[: found.start()].strip()
        ):
            continue
        before = united(head[: found.start()], known).split()
        if before and all(word in theirs for word in _without_ignored(" ".join(before), known)):
            return _as_written(lower_text, phrase)
    return _age(upper_text, lower)


def known_groups(folded: str) -> Iterator[tuple[int, int]]:
    """The spans of a lead and a group that is known, in a folded text: "thuộc hộ nghèo"."""
    return (found.span() for found in _NARROWING.finditer(folded) if found["noun"])


def _population(subject: str) -> str:
    """The head of a subject up to its verb."""
    end = _ENDS.search(subject)
    head = subject[: end.start()] if end else subject
    return " ".join(head.split()[:_LONGEST])


@kept(1_000)
def _plain(text: str) -> str:
    """Words parted by single blanks, punctuation left out."""
    return " ".join(re.findall(r"\w+", text))


def _is_listed(head: str, found: re.Match[str]) -> bool:
    """Whether the phrase is one of several: they may be all there are."""
    return _LISTING.search(head) is not None or head[found.end() :].lstrip().startswith(("trở", "khác"))


def _is_in_noun(head: str, found: re.Match[str], theirs: set[str]) -> bool:
    """Whether the word only ends a noun: "phụ nữ mang thai" are no women among others.

    "Trẻ em gái" are girls where the reference, of whose words ``theirs`` are, speaks of children.
    """
    if found["word"] is None:
        return False
    words, own = head[: found.end()].split(), len(found["word"].split())
    heads = [words[-count:-own] for count in (2, 3) if count > own and " ".join(words[-count:]) in _NOUNS]
    # A single syllable is no noun of its own: "phụ" is one of "thai phụ" too.
    return bool(heads) and not any(len(noun) > 1 and theirs.issuperset(noun) for noun in heads)


def _without_ignored(text: str, known: Lexicon) -> list[str]:
    return known.ignored.sub(" ", text).split()


def _as_written(text: str, phrase: str) -> str:
    plain = " ".join(text.split())
    at = fold(plain).find(phrase)
    return plain[at : at + len(phrase)] if at >= 0 else phrase


def _age(upper_text: str, lower: str) -> str | None:
    """An age where the reference has none, but for those that only say what the noun means."""
    if ages(upper_text):
        return None
    mine = [age for age in ages(_population(fold(lower))) if age not in _LEGAL_AGES]
    return mine[0] if len(mine) == 1 else None


def age_ranges(text: str) -> Iterator[tuple[float, float]]:
    """The ranges of age in a text, in months, from the first up to but without the last.

    >>> list(age_ranges("trẻ em từ 6 đến dưới 16 tuổi")) == list(age_ranges("trẻ em 6 - 15 tuổi"))
    True
    """
    for found in _RANGE.finditer(with_age_last(fold(text))):
        year = 1 if found["months"] else 12
        if found["to"]:
            low, high = int(found["low"] or 0), int(found["high"])
            yield low * year, (high if found["to"] in _UNDER else high + 1) * year
            continue
        age, word = int(found["age"]), " ".join((found["word"] or "").split())
        if word in _BELOW or word in _UNDER:
            yield 0, age * year
        elif word in _ABOVE:
            yield (age + 1) * year, math.inf
        elif word in _FROM or found["up"] or found["later"]:
            yield age * year, math.inf
        else:
            yield (0 if word else age * year), (age + 1) * year


@kept(1_000)
def leaves_out_an_age(upper: str, lower: str) -> bool:
    """Whether both name ages, and some age of ``upper`` is in no range of ``lower``."""
    asked, given = list(age_ranges(upper)), list(age_ranges(lower))
    return bool(asked and given) and not all(
        any(first <= low and high <= last for first, last in given) for low, high in asked
    )
