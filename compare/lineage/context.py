"""The text around a citation, and the day by which a plan is judged."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from extract.model import Citation, CitationRole, Plan, Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """The text of the statement before and after a number, and the role of its section."""

    before: str
    after: str
    role: Role


def around(plan: Plan, citation: Citation) -> Around | None:
    """The text around a citation; None where its statement does not hold the number as it was read."""
    starts = [statement.anchor.start for statement in plan.statements]
    at = bisect_right(starts, citation.anchor.start) - 1
    if at < 0:
        return None
    statement = plan.statements[at]
    number = r"\s*".join(map(re.escape, citation.number))
    found = re.search(rf"(?<!\d){number}", statement.text)
    if found is None:
        return None
    return Around(
        before=statement.text[: found.start()], after=statement.text[found.end() :], role=statement.role
    )


def not_before(plan: Plan) -> str | None:
    """The ISO date of a plan; for an undated one the last date of its bases, before which it cannot be issued.

    A date after the plan's own years is a slip and does not count.
    """
    if plan.masthead.date:
        return plan.masthead.date
    period = plan.masthead.period
    dates = [
        citation.date
        for citation in plan.citations
        if citation.date
        and citation.role is CitationRole.BASIS
        and (period is None or int(citation.date[:4]) <= period.end)
    ]
    return max(dates, default=None)
