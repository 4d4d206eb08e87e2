"""Units: their canonical names, their kinds, and the pattern that finds them behind a number."""

from __future__ import annotations

from decimal import Decimal
from functools import cache

from extract.language.lexicon import alternatives, fold, load, words


def canonical_unit(text: str) -> str:
    """The unit as the contract names it: "phần trăm" → "%", "tỉ" → "tỷ đồng"; a counted noun stays."""
    folded = " ".join(fold(text).split())
    return unit_names().get(folded, folded)


def unit_kind(unit: str | None, per: str | None) -> str:
    """Gate of the comparison: percent, points, permille, multiple, money, rate, count or plain."""
    if per is not None and per.isdigit():
        return "rate"
    if unit is None:
        return "plain"
    return _kinds().get(unit, "count")


def money_factor(unit: str) -> Decimal:
    """How many đồng one of a money unit is; 1 for every other unit."""
    return Decimal(load("units")["factors"].get(unit, 1))


@cache
def unit_names() -> dict[str, str]:
    return {
        fold(spelling): name
        for table in load("units").values()
        for name, spellings in table.get("names", {}).items()
        for spelling in spellings
    }


@cache
def _kinds() -> dict[str, str]:
    return {
        name: str(table["kind"])
        for table in load("units").values()
        for name in table.get("names", {})
        if "kind" in table
    }


def counted_nouns() -> str:
    return alternatives(fold(word) for word in words("units", "count", "names_list"))


@cache
def unit_pattern() -> str:
    listed = alternatives([*unit_names(), *(fold(word) for word in words("units", "count", "names_list"))])
    stop = alternatives(_stop_words())
    # "%" may be followed by anything, a word must end; an unlisted noun is any single word that is no stop word.
    return rf"(?:[%‰]|(?:{listed})(?!\w)|(?!(?:{stop})(?!\w))[^\W\d_]+)"


def _stop_words() -> set[str]:
    quantities = load("quantities")
    found = {
        "và",
        "hoặc",
        "đến",
        "tới",
        "là",
        "của",
        "các",
        "cho",
        "so",
        "mà",
        "thì",
        "như",
        "số",
        "vào",
        "trở",
        "tr",
        "nêu",
        "tại",
        "khoản",
    }
    found.update(fold(word) for word in quantities["scope"]["predicates"])
    found.update(fold(word) for word in quantities["bridge"]["words"] if word.isalpha())
    found.update(fold(word) for name in ("increase", "decrease") for word in quantities["change"][name])
    found.discard("lần")
    return found
