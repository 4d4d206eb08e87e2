"""The families: their plans, and the labels of each draft as data."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from compare.model import Verdict
from extract import read_plan
from extract.model import Plan

PLANS = Path(__file__).with_name("plans")
FAMILIES = (
    "livestock",
    "drugs",
    "work",
    "gender",
    "heritage",
    "children",
    "libraries",
    "traffic",
    "meals",
    "roads",
    "cooperatives",
    "fire",
    "elderly",
    "forest",
    "water",
    "digital",
    "tourism",
    "floods",
    "reform",
    "health",
    "poverty",
    "waste",
    "socialwork",
    "disability",
    "vocational",
    "society",
    "population",
    "orphans",
    "irrigation",
    "mental",
    "sports",
    "aquaculture",
    "family",
    "foodsafety",
    "literacy",
    "legalaid",
    "housing",
)
"""By their programme, in the order in which they were written."""
CONFORMING, DEVIATING = "conforming", "deviating"
DRAFTS = (CONFORMING, DEVIATING)
"""The drafts of each family, both below its upper plan."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One measure of the upper plan and the verdicts that are right for it.

    ``low`` and ``high`` are amounts in ``unit`` (both None for a requirement without a number). ``names`` are words of
    its cell besides the quote, in a table. ``accepted`` has the verdict first. A row that is not ``counted`` is open.
    """

    id: str
    quote: str
    low: float | None
    high: float | None
    unit: str | None
    year: int | None
    twin: str | None
    accepted: tuple[Verdict, ...]
    counted: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """What a finding must say (or, in ``must_not_flag``, must not say) and where.

    ``kinds`` are those of the program and others like them; empty: any. One of ``words`` stands in the message. An
    ``optional`` remark is neither asked for nor false.
    """

    kinds: frozenset[str]
    rows: frozenset[str]
    quotes: tuple[str, ...]
    words: tuple[str, ...]
    optional: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """The labels of one draft: ``rows`` in the order of the upper plan."""

    rows: tuple[Row, ...]
    findings: tuple[Remark, ...]
    must_not_flag: tuple[Remark, ...]


@cache
def plan(family: str, name: str) -> Plan:
    """Read "upper", "conforming" or "deviating" of a family."""
    return read_plan(PLANS / family / f"{name}.docx")


@cache
def labels(family: str, draft: str) -> Labels:
    """The labels of a draft."""
    raw = json.loads((PLANS / family / f"{draft}.json").read_text(encoding="utf-8"))
    return Labels(
        rows=tuple(map(_row, raw["rows"])),
        findings=tuple(map(_remark, raw["findings"])),
        must_not_flag=tuple(map(_remark, raw["must_not_flag"])),
    )


def _row(raw: Mapping[str, Any]) -> Row:
    accepted = (raw["verdict"], *raw.get("also_acceptable", ()))
    deadline = raw["deadline"]
    return Row(
        id=raw["id"],
        quote=raw["quote"],
        low=raw["low"],
        high=raw["high"],
        unit=raw["unit"],
        year=int(deadline[:4]) if deadline else None,
        twin=raw.get("twin_of"),
        accepted=tuple(map(Verdict, accepted)),
        counted=len(accepted) > 1 or not raw.get("debatable", False),
    )


def _remark(raw: Mapping[str, Any]) -> Remark:
    kinds = (
        raw["kinds"] if "kinds" in raw else [raw["kind"], *raw.get("also_kind", ())] if "kind" in raw else []
    )
    return Remark(
        kinds=frozenset(kinds),
        rows=frozenset(raw.get("refs", ())),
        quotes=tuple(raw.get("draft_quotes", ())),
        words=tuple(raw.get("words", ())),
        optional=raw.get("optional", False),
    )
