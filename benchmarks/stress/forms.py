"""The forms of sentences, read from ``forms.toml``, and the cases that they make.

A case is a sentence of an upper plan with the draft's sentence below it, and the truth about the two, which follows
from the values and the form alone.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from extract.language.lexicon import words
from extract.language.writing.numbers import number

WEAKER = (Decimal("0.9"), Decimal("0.6"), Decimal("0.3"))
"""Shares of the upper plan's value that the draft asks for."""
STRONGER = Decimal("1.1")
LISTED, OUTSIDE, LATER = "in the lexicon", "outside", "second list"
"""Sources of verbs."""


class Truth(StrEnum):
    """What the draft's value is, against that of the upper plan."""

    WEAKER = "weaker"
    EQUAL = "equal"
    STRONGER = "stronger"


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """``above`` and ``below`` are sentences; ``noun`` keeps cases of one noun out of each other's plan."""

    form: str
    verbs: str
    source: str
    noun: str
    above: str
    below: str
    truth: Truth
    reworded: bool

    @property
    def group(self) -> str:
        """Its class of verbs and its form: the row of the page."""
        return f"{self.verbs}: {self.form}"


@cache
def tables() -> Mapping[str, Any]:
    """The tables of ``forms.toml``."""
    return tomllib.loads(Path(__file__).with_name("forms.toml").read_text(encoding="utf-8"))


def cases(nouns: int = 1) -> Iterator[Case]:
    """All cases, each verb of a form with ``nouns`` of its nouns in turn."""
    for form in tables()["forms"]:
        choice: Sequence[str] = tables()["nouns"][form.get("nouns", "one")]
        for place, (verb, source) in enumerate(_verbs(form)):
            chosen = dict.fromkeys(choice[(place * nouns + step) % len(choice)] for step in range(nouns))
            for noun in chosen:
                yield from _cases(form, verb, source, noun, place)


def _verbs(form: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The verbs of a form, each with the word for its source.

    A verb that was outside of the lexicon when the forms were written stays so here, whatever the lexicon learns.
    """
    if "words" in form:
        yield from ((verb, OUTSIDE) for verb in form["words"])
        return
    table = tables()["verbs"][form["verbs"]]
    listed = [word for key in table["lexicon"] for word in words("quantities", *key.split("."))]
    only = table.get("only", listed)
    left_out = {*table.get("not", ()), *table["outside"], *table["later"]}
    yield from ((verb, LISTED) for verb in dict.fromkeys(listed) if verb in only and verb not in left_out)
    yield from ((verb, OUTSIDE) for verb in table["outside"])
    yield from ((verb, LATER) for verb in table["later"])


def _cases(form: Mapping[str, Any], verb: str, source: str, noun: str, place: int) -> Iterator[Case]:
    """One sentence with its weaker, equal and stronger answers, in the same words and in others."""
    value, answers = _values(form, place)
    above = _sentence(form["text"], verb, noun, value)
    for text in ("text", "again"):
        for given, truth in answers:
            if truth is Truth.EQUAL and text == "text":
                continue
            yield Case(
                form=form["name"],
                verbs=form["verbs"].replace("_", " "),
                source=source,
                noun=noun or form["text"],
                above=above,
                below=_sentence(form[text], verb, noun, given),
                truth=truth,
                reworded=text == "again",
            )


def _values(form: Mapping[str, Any], place: int) -> tuple[str, list[tuple[str, Truth]]]:
    """The value above, and the values below with their truth."""
    if "pairs" in form:
        value, weak, strong = form["pairs"][place % len(form["pairs"])]
        return value, [(weak, Truth.WEAKER), (value, Truth.EQUAL), (strong, Truth.STRONGER)]
    value = Decimal(form["value"])
    step = Decimal(1).scaleb(-form.get("decimals", 0))
    less = form["weaker"] == "less"
    answers = [(_moved(value, share, step, less=less), Truth.WEAKER) for share in WEAKER]
    answers.append((value, Truth.EQUAL))
    answers.append((_moved(value, STRONGER, step, less=less), Truth.STRONGER))
    return number(value), [(number(given), truth) for given, truth in answers]


def _moved(value: Decimal, share: Decimal, step: Decimal, *, less: bool) -> Decimal:
    """The value times a share, or divided by it where more is weaker; rounded away from the value."""
    exact = value * share if less else value / share
    return exact.quantize(step, ROUND_FLOOR if exact < value else ROUND_CEILING)


def _sentence(text: str, verb: str, noun: str, value: str) -> str:
    sentence = text.format(
        v=value,
        verb=verb,
        Verb=verb[:1].upper() + verb[1:],
        n=noun[:1].lower() + noun[1:],
        N=noun[:1].upper() + noun[1:],
        u=noun.split()[0] if noun else "",
    )
    return sentence[:1].upper() + sentence[1:]
