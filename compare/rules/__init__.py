"""All rules, by code. A new rule goes into the ``RULES`` of its module, a new module into ``_FAMILIES``."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from compare.rules.base import Case, Hit, Rule
from compare.rules.basis import bases, citation_numbers, competence, date_order, files, lineage, symbols
from compare.rules.consistency import arithmetic, cross_references
from compare.rules.consistency import statements as consistency
from compare.rules.form import bases as form_bases
from compare.rules.form import head as form
from compare.rules.form import tail as form_tail
from compare.rules.names import names, places, spelling
from compare.rules.reading import corrections, reading, registers, waivers
from compare.rules.targets import missing as targets
from compare.rules.targets import notes, path, periods, strength, weaker
from compare.rules.tasks import duties, leads, other_leads, reviews
from compare.rules.tasks import missing as tasks
from compare.rules.tasks import strength as task_strength

_FAMILIES = (
    targets,
    periods,
    weaker,
    strength,
    path,
    notes,
    tasks,
    task_strength,
    leads,
    other_leads,
    duties,
    reviews,
    files,
    lineage,
    bases,
    citation_numbers,
    symbols,
    date_order,
    competence,
    form,
    form_bases,
    form_tail,
    names,
    spelling,
    places,
    arithmetic,
    consistency,
    cross_references,
    reading,
    registers,
    waivers,
    corrections,
)

RULES: Mapping[str, Rule] = MappingProxyType(
    {
        rule.code: rule
        for rule in sorted((r for family in _FAMILIES for r in family.RULES), key=lambda r: r.code)
    }
)

__all__ = ["RULES", "Case", "Hit", "Rule"]
