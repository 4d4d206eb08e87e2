"""All rules, by code. A family is one file; adding a rule is adding it to its family's ``RULES``.

Families to come have their letters reserved: NV nhiệm vụ (tasks), NB nhất quán nội bộ (inner consistency),
TN từ ngữ (names and spelling).
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from compare.rules import form, lineage, reading, targets
from compare.rules.base import Case, Hit, Rule

RULES: Mapping[str, Rule] = MappingProxyType(
    {rule.code: rule for family in (targets, lineage, form, reading) for rule in family.RULES}
)

__all__ = ["RULES", "Case", "Hit", "Rule"]
