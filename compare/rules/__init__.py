"""All rules, by code. A family is one file; adding a rule is adding it to its family's ``RULES``."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from compare.rules import (
    arithmetic,
    bases,
    citation_numbers,
    competence,
    consistency,
    cross_references,
    date_order,
    duties,
    form,
    form_tail,
    leads,
    lineage,
    names,
    notes,
    path,
    places,
    reading,
    spelling,
    strength,
    symbols,
    targets,
    task_strength,
    tasks,
    waivers,
    weaker,
)
from compare.rules.base import Case, Hit, Rule

_FAMILIES = (
    targets,
    weaker,
    strength,
    path,
    notes,
    tasks,
    task_strength,
    leads,
    duties,
    lineage,
    bases,
    citation_numbers,
    symbols,
    date_order,
    competence,
    form,
    form_tail,
    names,
    spelling,
    places,
    arithmetic,
    consistency,
    cross_references,
    reading,
    waivers,
)

RULES: Mapping[str, Rule] = MappingProxyType(
    {
        rule.code: rule
        for rule in sorted((r for family in _FAMILIES for r in family.RULES), key=lambda r: r.code)
    }
)

__all__ = ["RULES", "Case", "Hit", "Rule"]
