"""The result of one plan as JSON (``doichieu.unit/1``), written small and read back equal."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from compare.survey.unit import Failure, UnitReview
from extract.codec import Codec, CodecError

SCHEMA = "doichieu.unit/1"
_CODEC = Codec(sparse=True)
"""Decimals are strings, so that they stay exact; defaults are left out, since most pairs have no finding."""


def to_json(row: UnitReview) -> dict[str, Any]:
    """The JSON object of a result; None, "" and empty lists are left out where they are the default."""
    return {"schema": SCHEMA, **_CODEC.encode(row)}


def from_json(data: Mapping[str, Any]) -> UnitReview:
    """The result that ``to_json`` encoded; raises ValueError for any other data."""
    if data.get("schema") != SCHEMA:
        raise ValueError(f"not {SCHEMA}")
    try:
        return _CODEC.decode(UnitReview, {key: value for key, value in data.items() if key != "schema"})
    except CodecError as error:
        raise ValueError(f"not {SCHEMA}: {error}") from error


def failure_json(failure: Failure) -> dict[str, Any]:
    """The JSON object of a failure: file, reason and SHA-256; its other keys where they are not the default."""
    known = {"file": failure.file, "reason": failure.reason, "sha256": failure.sha256}
    return known | dict(_CODEC.encode(failure))


def failure_of(data: Mapping[str, Any]) -> Failure:
    """The failure that ``failure_json`` encoded; raises ValueError for any other data."""
    try:
        return _CODEC.decode(Failure, {key: value for key, value in data.items() if key != "schema"})
    except CodecError as error:
        raise ValueError(f"no failure: {error}") from error
