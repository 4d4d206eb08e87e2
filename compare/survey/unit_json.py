"""The result of one plan as JSON (``doichieu.unit/1``), small and exact: what goes to disk comes back equal."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from compare.codec import Codec, CodecError
from compare.survey.unit import UnitReview

SCHEMA = "doichieu.unit/1"
_CODEC = Codec(sparse=True)
"""Numbers with decimals are texts, so that they come back exact; most pairs have no finding, and there are many."""


def to_json(row: UnitReview) -> dict[str, Any]:
    """Only what JSON knows; None, "" and empty lists are left out where they are the default."""
    return {"schema": SCHEMA, **_CODEC.encode(row)}


def from_json(data: Mapping[str, Any]) -> UnitReview:
    """The result that ``to_json`` was given; ValueError for anything else."""
    if data.get("schema") != SCHEMA:
        raise ValueError(f"not {SCHEMA}")
    try:
        return _CODEC.decode(UnitReview, {key: value for key, value in data.items() if key != "schema"})
    except CodecError as error:
        raise ValueError(f"not {SCHEMA}: {error}") from error
