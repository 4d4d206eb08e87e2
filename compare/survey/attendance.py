"""The units of one list that another list lacks, however their names are written: those that sent no plan."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from compare.registers.provinces import bare
from compare.registers.unit_names import bare_name, plain_name
from compare.survey.unit import Unit
from extract.language.lexicon import fold


def key_of(unit: Unit) -> str:
    """The key of a unit by name and province, however they are written.

    >>> key_of(Unit(name="Huyện Khe Vằng", province="tỉnh Thượng Giang"))
    'huyện khe vằng|thượng giang'
    """
    return f"{plain_name(unit.name)}|{_province(unit)}"


def not_among(units: Sequence[Unit], others: Sequence[Unit]) -> Iterator[Unit]:
    """The units that are not among the others, each once.

    Units are the same by kind and name, and by province where both name one: communes of many provinces share a name.
    Units of different kinds are the same where each side has only one of that name, in the province or at all.
    """
    exact, called, among = _by_name(others), _by_bare_name(others), _by_bare_name(units)
    seen: set[str] = set()
    for unit in units:
        province, name = _province(unit), plain_name(bare_name(unit.name))
        here = any(_agree(province, other) for other in exact.get(plain_name(unit.name), ()))
        if here or key_of(unit) in seen or _is_only_one(province, called.get(name, ()), among[name]):
            continue
        seen.add(key_of(unit))
        yield unit


def _by_name(units: Iterable[Unit]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for unit in units:
        found[plain_name(unit.name)].add(_province(unit))
    return found


def _by_bare_name(units: Iterable[Unit]) -> dict[str, list[str]]:
    """The provinces of the units with each name, whatever their kind."""
    found: dict[str, list[str]] = defaultdict(list)
    for unit in units:
        found[plain_name(bare_name(unit.name))].append(_province(unit))
    return found


def _is_only_one(province: str, called: Sequence[str], among: Sequence[str]) -> bool:
    if len(called) == len(among) == 1:
        return True
    return all(sum(_agree(province, other) for other in side) == 1 for side in (called, among))


def _province(unit: Unit) -> str:
    return fold(bare(unit.province or ""))


def _agree(first: str, second: str) -> bool:
    return not first or not second or first == second
