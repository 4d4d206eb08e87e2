"""Whom a target is about, and the words right behind that noun that leave some of them out.

"Trẻ em" and "trẻ em khuyết tật" are two populations, and so are "hộ nghèo" and "hộ nghèo là người dân tộc thiểu số".
Lists of bodies and groups, conditions and places of the draft itself are the business of ``compare.targets.scope``.
Few and sure: only words that are known to narrow (data), only right behind what both sentences name, and never a list,
which may be all there are ("trường mầm non, tiểu học, trung học cơ sở").
"""

from __future__ import annotations

import re

from compare.words import Lexicon, lexicon, phrases
from compare.words.similarity import ages, united
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
_LISTING = composed(r"[,;/(]|(?<!\w)<<words>>(?!\w)", words=phrases("targets", "population", "listing"))
_LEGAL_AGES = phrases("synonyms", "narrowing", "legal_ages")


def narrowing(upper: str, lower: str, upper_text: str, lower_text: str) -> str | None:
    """The words that narrow the draft's population, as the draft writes them; None where none do.

    ``upper`` and ``lower`` are the subjects, ``upper_text`` all the reference says around its own: who is named there
    is no news; ``lower_text`` is all that the draft's item says.
    """
    known = lexicon()
    head = _population(fold(lower))
    said = f" {_plain(fold(upper_text))} {_plain(united(upper_text, known))} "
    theirs = set(united(upper, known).split())
    for found in _NARROWING.finditer(head):
        phrase = found["noun"] or found["word"]
        core = re.sub(r"^(?:người|đồng bào)\s+", "", phrase)
        if (
            any(f" {form} " in said for form in (core, _plain(united(core, known))))
            or _is_listed(head, found)
            or not head[: found.start()].strip()
        ):
            continue
        before = united(head[: found.start()], known).split()
        if before and all(word in theirs for word in _without_ignored(" ".join(before), known)):
            return _as_written(lower_text, phrase)
    return _age(upper_text, lower)


def _population(subject: str) -> str:
    """The head of a subject up to its verb."""
    end = _ENDS.search(subject)
    head = subject[: end.start()] if end else subject
    return " ".join(head.split()[:_LONGEST])


def _plain(text: str) -> str:
    """Words parted by single blanks, punctuation left out."""
    return " ".join(re.findall(r"\w+", text))


def _is_listed(head: str, found: re.Match[str]) -> bool:
    """Whether the phrase is one of several: they may be all there are."""
    return _LISTING.search(head) is not None or head[found.end() :].lstrip().startswith(("trở", "khác"))


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
