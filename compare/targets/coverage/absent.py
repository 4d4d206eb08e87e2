"""What the draft's area does not have: by its own words ("không có xã nào có rừng đặc dụng"), or by its kind."""

from __future__ import annotations

import re

from compare.words import phrases
from compare.words.similarity import terms
from extract.grammar.subjects import predicate_start
from extract.language.lexicon import fold
from extract.language.phrases import composed
from extract.model import Part, Plan, Role, Statement

# A clause that denies something of the whole area: what some of it lack ("30% số hộ không có …") is another matter.
_NONE = composed(
    r"^(?:<<places>>(?!\w)[^\d%]{0,40}?\s+)?(?:hiện\s+|hiện nay\s+)?(?:<<denied>>)\s+(?P<what>[^\d%]+)$",
    places=phrases("targets", "absent", "places"),
    denied=phrases("targets", "absent", "denied"),
)
_ANY = re.compile(r"(?<!\w)nào(?!\w)")
_CLAUSES = re.compile(r"[;,.:]\s|[;,.]$")
_ASKING = (Role.TARGETS, Role.TASKS, Role.ORGANISATION)
_LEAST = 2
_RURAL, _URBAN = (phrases("targets", "population", land) for land in ("rural", "urban"))
_LANDS = {"xã": (_URBAN, _RURAL), "phường": (phrases("targets", "absent", "country"), _URBAN)}
"""By the kind of a unit: the land it lacks, and the land that is its own."""


def says_none(draft: Plan, subject: str) -> Statement | None:
    """The statement by which a draft has none of those whom a target is about; None without one.

    Only the group counts, not what it is to reach: "không có trạm y tế" excuses "80% trạm y tế đạt chuẩn", "không có
    trạm y tế đạt chuẩn" does not.
    """
    group = _syllables(subject[: predicate_start(subject)])
    for statement in draft.statements:
        if statement.part not in (Part.BODY, Part.CELL) or statement.role in _ASKING:
            continue
        for clause in _CLAUSES.split(fold(statement.text)):
            found = _NONE.match(clause.strip(" -+"))
            denied = _syllables(_ANY.sub(" ", found["what"])) if found else set()
            if len(denied) >= _LEAST and denied <= group:
                return statement
    return None


def lies_elsewhere(draft: Plan, subject: str) -> bool:
    """Whether a target is for land that the draft's kind of unit lacks: "đô thị" for a xã, "nông thôn" for a phường."""
    kind = fold(draft.masthead.place or "").split(" ", 1)[0]
    asked, other = _LANDS.get(kind, (None, None))
    words = fold(subject)
    return bool(asked and asked.search(words)) and not (other and other.search(words))


def _syllables(text: str) -> set[str]:
    return {term for term in terms(text) if " " not in term}
