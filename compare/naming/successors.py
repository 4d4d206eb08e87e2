"""The one successor of a former body that a draft has to name, where its work went to several.

A register writes them as "Sở Nội vụ (lao động, việc làm) hoặc Sở Y tế (trẻ em)", "Phòng A (đối với xã) hoặc Phòng B
(đối với phường)". The kind of the draft's place counts first, then the upper plan's own choice, then the field of
the duty.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from extract.language.lexicon import fold
from extract.model import Masthead, Plan

_ONE = re.compile(r"(?P<body>[^()]+?)\s*\((?P<fields>[^()]*)\)(?:,\s*|\s+hoặc\s+|\s*$)")
_FOR = re.compile(r"đối với\s+(?P<places>.+)")


def successors(now: str) -> list[tuple[str, tuple[str, ...]]]:
    """The bodies of a register's sentence with their fields; empty where it names one body alone.

    >>> successors("Sở Nội vụ (lao động, việc làm) hoặc Sở Y tế (trẻ em)")
    [('Sở Nội vụ', ('lao động', 'việc làm')), ('Sở Y tế', ('trẻ em',))]
    >>> successors("Sở Tài chính")
    []
    """
    found = list(_ONE.finditer(now))
    if len(found) < 2 or "".join(one.group() for one in found) != now:
        return []
    return [(one["body"], tuple(one["fields"].split(", "))) for one in found]


def one_name(now: str, duties: Iterable[str], masthead: Masthead, references: Sequence[Plan]) -> str | None:
    """The only successor that fits the duties of a draft; None where none or several do.

    ``duties`` are the texts that name the former body, without its name.
    """
    known = successors(now)
    if not known:
        return now
    place = fold(masthead.place or "")
    for body, fields in known:
        kinds = _FOR.search(", ".join(fields))
        if kinds and any(place.startswith(f"{kind} ") for kind in kinds["places"].split(", ")):
            return body
    named = [body for body, _ in known if any(_names(plan, body) for plan in references)]
    if len(named) == 1:
        return named[0]
    said = " ".join(fold(duty) for duty in duties)
    fits = [body for body, fields in known if any(fold(field) in said for field in fields)]
    return fits[0] if len(fits) == 1 else None


def _names(plan: Plan, body: str) -> bool:
    return any(fold(body) in fold(statement.text) for statement in plan.statements)
