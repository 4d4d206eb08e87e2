"""The JSON Schemas of the contract, made from the forms of ``CONTRACT`` and the type hints of the model.

``python -m templates.data.schema`` writes them to ``docs/schema/``; a test compares the files there with this module.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import is_dataclass
from decimal import Decimal
from enum import Enum
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin

from compare.decision import Decision
from compare.model import Finding, Pair, Party, Pin, Place, Review, Waiver
from extract.model import (
    Amendment,
    Anchor,
    Box,
    Citation,
    Corrected,
    Correction,
    Masthead,
    Measure,
    Period,
    Plan,
    Section,
    Source,
    Target,
    Task,
)
from templates.data.serialize import CONTRACT, PLAN, REVIEW, Parts, Summary

Schema = dict[str, Any]

_SHARED: Mapping[str, type] = {
    "anchor": Anchor,
    "period": Period,
    "source": Source,
    "masthead": Masthead,
    "measure": Measure,
    "corrected": Corrected,
    "amendment": Amendment,
    "correction": Correction,
}
_DEFINED: Mapping[str, Mapping[str, type]] = {
    PLAN: {**_SHARED, "section": Section, "target": Target, "task": Task, "citation": Citation},
    REVIEW: {
        **_SHARED,
        "party": Party,
        "place": Place,
        "pair": Pair,
        "waiver": Waiver,
        "decision": Decision,
        "pin": Pin,
        "finding": Finding,
    },
}
"""Types that each schema defines once and refers to by name."""

_DESCRIBED: Mapping[type, str] = {
    Anchor: "start and end count code points in the text of the file as read",
    Box: "page (from 1), x0, top, x1, bottom, in points from the top left corner",
    Measure: "low equals high for a single value; both are null for a requirement by reference",
    Place: "plan is the index of the reference, null in the draft; target is the id of the target or task",
}
_DATE: Schema = {"pattern": r"^\d{4}-\d{2}-\d{2}$"}
_DEADLINE: Schema = {"pattern": r"^\d{4}(-\d{2}-\d{2})?$"}
_YEAR: Schema = {"minimum": 1900, "maximum": 2200}
_NARROWED: Mapping[tuple[type, str], Schema] = {
    (Anchor, "page"): {"minimum": 1},
    (Period, "start"): _YEAR,
    (Period, "end"): _YEAR,
    (Source, "sha256"): {"pattern": "^[0-9a-f]{64}$"},
    (Masthead, "date"): _DATE,
    (Measure, "baseline_year"): _YEAR,
    (Measure, "deadline"): _DEADLINE,
    (Task, "deadline"): _DEADLINE,
    (Citation, "date"): _DATE,
    (Corrected, "date"): _DATE,
    (Correction, "date"): _DATE,
    (Pin, "date"): _DATE,
    (Finding, "rule"): {"pattern": r"^[A-Z]{2}\d{2}$"},
    (Finding, "key"): {"description": "what it is about, the same in every draft and run"},
    (Finding, "decision"): {"description": "what a human decided, or the human who wrote it"},
    (Finding, "earlier"): {"description": "a decision for other words of the draft, not in force"},
    (Finding, "proposed"): {"description": "the machine's suggestion, where a human wrote another"},
    (Decision, "date"): _DATE,
    (Finding, "fingerprint"): {"description": "the key, and what the draft says"},
    (Pair, "key"): {"description": "names the reference's measure in every review"},
    (Parts, "parts"): {"minItems": 2},
    (Summary, "severities"): {"description": "findings that are not waived"},
}
"""Constraints on the values of a key beside their type."""

_LATER: Mapping[type, tuple[str, ...]] = {
    Pair: ("key",),
    Finding: ("key", "fingerprint"),
    Waiver: ("draft", "fingerprint"),
}
"""Keys that came to the contract later and are not required, since older results lack them, with those that are
written only where they say something."""


def schema_of(name: str, kind: type) -> Schema:
    """The schema ``name`` (``PLAN`` or ``REVIEW``) of the JSON that ``CONTRACT`` writes for a dataclass."""
    names = {defined: key for key, defined in _DEFINED[name].items()}
    properties = _properties(kind, names)
    made = _object(schema={"const": name}, **properties)
    made["required"] = ["schema", *(key for key in properties if key not in CONTRACT.form(kind).optional)]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:" + name.replace(".", ":").replace("/", ":"),
        "title": name,
        **made,
        "$defs": {key: _dataclass(defined, names) for key, defined in _DEFINED[name].items()},
    }


def _properties(kind: Any, names: Mapping[type, str]) -> dict[str, Schema]:
    return {
        entry.key: _of(entry.hint, names, _NARROWED.get((kind, entry.key), {}))
        for entry in CONTRACT.entries(kind)
    }


def _dataclass(kind: Any, names: Mapping[type, str]) -> Schema:
    """The schema of a dataclass: an object, or the list of its values."""
    described = {"description": _DESCRIBED[kind]} if kind in _DESCRIBED else {}
    properties = _properties(kind, names)
    if not CONTRACT.form(kind).as_list:
        made = _object(**properties)
        later = (*_LATER.get(kind, ()), *CONTRACT.form(kind).optional)
        required = [key for key in properties if key not in later]
        return {**described, **made, "required": required}
    size = len(properties)
    return {**described, "type": "array", "items": {"type": "number"}, "minItems": size, "maxItems": size}


def _of(hint: Any, names: Mapping[type, str], narrowed: Schema) -> Schema:
    """The schema of the values of a type."""
    inner = get_args(hint)
    if get_origin(hint) in (Union, UnionType):
        members = [_of(member, names, narrowed) for member in inner if member is not NoneType]
        return _or_null(*members) if NoneType in inner else {"anyOf": members}
    if "description" in narrowed:
        return {**narrowed, **_of(hint, names, {})}
    if hint in names:
        return {"$ref": f"#/$defs/{names[hint]}"}
    return {**_bare(hint, inner, names), **narrowed}


def _bare(hint: Any, inner: tuple[Any, ...], names: Mapping[type, str]) -> Schema:
    origin = get_origin(hint)
    if origin is tuple:
        return {"type": "array", "items": _of(inner[0], names, {})}
    if origin is not None and issubclass(origin, Mapping):
        return _object(**{member.value: _of(inner[1], names, {}) for member in inner[0]})
    if is_dataclass(hint):
        return _dataclass(hint, names)
    if issubclass(hint, Enum):
        return {"enum": [member.value for member in hint]}
    if issubclass(hint, bool):
        return {"type": "boolean"}
    if issubclass(hint, int):
        return {"type": "integer", "minimum": 0}
    return {"type": "number" if issubclass(hint, float | Decimal) else "string"}


def _object(**properties: Schema) -> Schema:
    """The schema of an object with exactly these keys, all required."""
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _or_null(*members: Schema) -> Schema:
    (first, *others) = members
    if not others and "enum" in first:
        return {"enum": [*first["enum"], None]}
    if not others and isinstance(first.get("type"), str) and first["type"] != "object":
        return {**first, "type": [first["type"], "null"]}
    return {"anyOf": [*members, {"type": "null"}]}


def texts() -> dict[str, str]:
    """File name → text of every published schema."""
    made = {PLAN: schema_of(PLAN, Plan), REVIEW: schema_of(REVIEW, Review)}
    return {
        f"{name.replace('/', '.')}.json": json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
        for name, schema in made.items()
    }


def main() -> None:
    """Write the schemas to ``docs/schema/``."""
    folder = Path(__file__).resolve().parents[2] / "docs" / "schema"
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts().items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
