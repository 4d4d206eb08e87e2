"""Units: canonical names, kinds, and the pattern that finds a unit behind a number."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache

from extract.kept import kept
from extract.language.lexicon import fold, load
from extract.language.phrases import Phrases, Valued, composed, phrases, several, table


def _spellings() -> Iterator[tuple[str, str]]:
    for entry in load("units").values():
        for name, spellings in entry.get("names", {}).items():
            yield from ((spelling, name) for spelling in spellings)


def _measured() -> Iterator[tuple[str, tuple[str, Decimal]]]:
    for dimension, units in load("units")["measured"].items():
        yield from ((unit, (dimension, Decimal(str(factor)))) for unit, factor in units.items())


def _names_and_kinds() -> Iterator[tuple[str, str]]:
    for entry in load("units").values():
        if "kind" in entry:
            yield from ((name, entry["kind"]) for name in entry.get("names", {}))


_NAMES = Valued(_spellings)
_KINDS = Valued(_names_and_kinds, folded=False)
_FACTORS = table(Decimal, "units", "factors", folded=False)
MEASURED_UNITS = Phrases(lambda: (unit for unit, _ in _measured()))
"""The units that measure a dimension."""
FREQUENCIES = {"year": 1, "quarter": 4, "month": 12, "week": 52, "day": 365}
"""How often in a year, by the names of ``Measure.per``."""
FREQUENCY_NOUNS = {"năm": "year", "quý": "quarter", "tháng": "month", "tuần": "week", "ngày": "day"}
"""The nouns of a base of time, with the names of ``Measure.per``."""
COUNTED_NOUNS = phrases("units", "count", "names_list")
UNITS = several(_NAMES, COUNTED_NOUNS)
_BRIDGE = phrases("quantities", "bridge", "words")
_NO_NOUNS = several(
    phrases("units", "count", "not_nouns"),
    phrases("quantities", "scope", "predicates"),
    Phrases(lambda: filter(str.isalpha, _BRIDGE.words)),
    phrases("quantities", "change", "increase"),
    phrases("quantities", "change", "decrease"),
)
# "thuyết minh viên", "thư viện": one noun, told by its last syllable.
COMPOUND = composed(
    r"(?:(?!<<none>>(?!\w))[^\W\d_]+\s+){1,2}<<endings>>(?!\w)",
    none=_NO_NOUNS,
    endings=phrases("units", "count", "endings"),
)
"""The pattern of such a noun."""
# "02 số/tháng", "02 số báo": issues; elsewhere "số" is no noun of its own ("02 số xã").
_ISSUES = composed(
    r"số(?=\s*(?:[/.;,]|$|<<each>>|<<papers>>))",
    each=phrases("quantities", "per", "each_before"),
    papers=phrases("units", "count", "papers"),
)
# Anything may follow "%", a word must end; an unlisted noun is any single word that is no stop word.
UNIT = composed(
    r"[%‰]|<<listed>>(?!\w)|<<compound>>|<<issues>>|(?!<<none>>(?!\w))[^\W\d_]+(?!\w)",
    listed=UNITS,
    compound=COMPOUND,
    issues=_ISSUES,
    none=_NO_NOUNS,
)


@kept(1_000)
def canonical_unit(text: str) -> str:
    """Return the unit as the contract names it: "phần trăm" → "%", "tỉ" → "tỷ đồng"; a counted noun stays."""
    folded = " ".join(fold(text).split())
    return _NAMES.get(folded) or folded


@kept(1_000)
def unit_kind(unit: str | None, per: str | None) -> str:
    """Return the kind within which measures compare: percent, points, permille, multiple, money, rate, count, plain."""
    if per is not None and per.isdigit():
        return "rate"
    if unit is None:
        return "plain"
    return _KINDS.get(unit) or "count"


def money_factor(unit: str) -> Decimal:
    """Return the value of one money unit in đồng; 1 for every other unit."""
    return _FACTORS.get(unit) or Decimal(1)


@cache
def _dimensions() -> Mapping[str, tuple[str, Decimal]]:
    return dict(_measured())


def dimension(unit: str | None) -> tuple[str, Decimal] | None:
    """Return what a unit measures and its value in the smallest unit of that; None for a unit that only counts.

    >>> dimension("giờ"), dimension("ha"), dimension("hộ")
    (('time', Decimal('3600')), ('area', Decimal('10000')), None)
    """
    return _dimensions().get(fold(unit)) if unit else None


def factor(unit: str | None) -> Decimal:
    """Return the value of a unit of money or of a dimension in the smallest of its kind; 1 for every other unit."""
    known = dimension(unit)
    return known[1] if known else money_factor(unit or "")
