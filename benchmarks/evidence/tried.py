"""Pieces of evidence that were tried and are not taken: words, verbs and heads as underthesea finds them."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from functools import lru_cache
from math import sqrt

from benchmarks.evidence.fitting import Tried
from compare.targets.evidence import Facts
from compare.words.segments import tagged
from compare.words.similarity import united


@lru_cache(maxsize=20_000)
def _tagged(text: str) -> tuple[tuple[str, str], ...]:
    return tuple(
        (word.lower(), tag) for word, tag in tagged(" ".join(united(text).split())) if word[0].isalpha()
    )


def _of(facts: Facts, tags: str) -> AbstractSet[str]:
    return {word for word, tag in _tagged(facts.head.text) if tag[0] in tags}


def _common(first: AbstractSet[str], second: AbstractSet[str]) -> float:
    """The cosine of two sets."""
    return len(first & second) / sqrt(len(first) * len(second)) if first and second else 0.0


def _head(facts: Facts) -> str | None:
    return next((word for word, tag in _tagged(facts.head.text) if tag[0] == "N"), None)


def _verbs(facts: Facts) -> AbstractSet[str]:
    measure = facts.head.measure
    return {word for word, tag in _tagged(measure.text if measure else facts.head.text) if tag[0] == "V"}


TRIED: Tried = {
    "segmented words": lambda first, second: _common(_of(first, "NVA"), _of(second, "NVA")),
    "nouns": lambda first, second: _common(_of(first, "N"), _of(second, "N")),
    "verbs": lambda first, second: _common(_verbs(first), _verbs(second)),
    "same head": lambda first, second: float(_head(first) is not None and _head(first) == _head(second)),
}
