"""The result of one plan as JSON (``doichieu.unit/1``), small and exact: what goes to disk comes back equal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from decimal import Decimal
from typing import Any, TypeVar

from compare.model import Severity, Verdict
from compare.survey.unit import FindingRow, PairRow, Reference, Side, Unit, UnitReview
from extract.model import Level

SCHEMA = "doichieu.unit/1"
Row = TypeVar("Row")


def to_json(row: UnitReview) -> dict[str, Any]:
    """Only what JSON knows: numbers with decimals as texts, so that they come back exact."""
    return {"schema": SCHEMA, **asdict(row, dict_factory=_plain)}


def _plain(items: list[tuple[str, Any]]) -> dict[str, Any]:
    # What has its default is left out: most pairs have no finding, and there are many pairs.
    return {
        name: str(value) if isinstance(value, Decimal) else value
        for name, value in items
        if value is not None and value != () and value != ""
    }


def from_json(data: Mapping[str, Any]) -> UnitReview:
    """The result that ``to_json`` was given; ValueError for anything else."""
    if data.get("schema") != SCHEMA:
        raise ValueError(f"not {SCHEMA}")
    try:
        values = {key: value for key, value in data.items() if key != "schema"}
        values["unit"] = _made(Unit, values["unit"])
        values["references"] = tuple(_made(Reference, one) for one in values.get("references", ()))
        values["pairs"] = tuple(_pair_of(one) for one in values.get("pairs", ()))
        values["findings"] = tuple(_made(FindingRow, one) for one in values.get("findings", ()))
        return _made(UnitReview, values)
    except (KeyError, TypeError) as error:
        raise ValueError(f"not {SCHEMA}: {error}") from error


def _pair_of(data: Mapping[str, Any]) -> PairRow:
    values = dict(data)
    values["upper"] = _made(Side, data["upper"])
    values["lower"] = _made(Side, data["lower"]) if data.get("lower") else None
    return _made(PairRow, values)


_KINDS: Mapping[str, Any] = {
    "level": Level,
    "verdict": Verdict,
    "severity": Severity,
    "low": Decimal,
    "high": Decimal,
    "amount": Decimal,
    "years": tuple,
    "period": tuple,
    "rules": tuple,
}


def _made(kind: type[Row], data: Mapping[str, Any]) -> Row:
    values = {
        name: _KINDS[name](value) if name in _KINDS and value is not None else value
        for name, value in data.items()
    }
    return kind(**values)
