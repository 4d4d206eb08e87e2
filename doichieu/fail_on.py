"""``--fail-on`` and ``fail_on``: the severity from which a run ends with status 1.

The choices stand here as texts, since help pages need them and the model of the comparison takes long to load.
"""

from __future__ import annotations

from enum import StrEnum


class FailOn(StrEnum):
    """The severities of ``compare.model.Severity``, the heaviest first, and ``NEVER``, which no finding reaches."""

    CRITICAL = "critical"
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"
    NOTE = "note"
    NEVER = "never"

    def reached(self, heaviest: int) -> bool:
        """Whether a finding of rank ``heaviest`` (``Severity.rank``) weighs at least as much.

        >>> FailOn.MEDIUM.reached(1), FailOn.MEDIUM.reached(3), FailOn.NEVER.reached(0)
        (True, False, False)
        """
        return self is not FailOn.NEVER and heaviest <= list(FailOn).index(self)
