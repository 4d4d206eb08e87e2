"""Abbreviations that a plan defines for itself, by the texts of the plan."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from extract.model import Plan
from extract.text.abbreviations import defined


def abbreviations(plan: Plan) -> Mapping[str, str]:
    """The abbreviations that the text of a plan defines, each with its words in small letters."""
    return _of(tuple(dict.fromkeys(_texts(plan))))


@lru_cache(maxsize=16)
def _of(texts: tuple[str, ...]) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for text in texts:
        for short, words in defined(text).items():
            found.setdefault(short, words)
    return found


def _texts(plan: Plan) -> Iterator[str]:
    yield from (statement.text for statement in plan.statements)
    groups: tuple[Iterable[str], ...] = (
        (section.title for section in plan.sections),
        (target.text for target in plan.targets),
        (task.text for task in plan.tasks),
    )
    for group in groups:
        yield from group
