"""Statements of a plan about its money: sources, and the bodies that budget it."""

from __future__ import annotations

import re
from functools import lru_cache

from compare.targets.items import Same
from compare.words import phrases
from extract.kept import kept
from extract.language.lexicon import fold
from extract.language.phrases import composed, several
from extract.model import Part, Plan, Role, Statement

_NOT_ASKED = (Role.STATUS, Role.OBJECTIVES, Role.RECIPIENTS)
_MONEY = phrases("tasks", "money", "names")
_ASSIGN = phrases("tasks", "money", "assign")
_PAYS = composed(
    r"(?<!\w)<<verbs>>\s+(?:nguồn\s+)?<<money>>(?!\w)",
    verbs=several(_ASSIGN, phrases("tasks", "money", "budget")),
    money=_MONEY,
)
_WHOLE = phrases("tasks", "money", "whole")
_FUNDS = composed(
    r"(?<!\w)(?:<<provide>>[^;.]{0,60}?<<money>>"
    r"|<<assign>>[^;.]{0,20}?(?:nguồn lực|nguồn vốn)"
    r"|(?:kinh phí|nguồn vốn|ngân sách)[^;.]{0,80}?(?:<<provide>>|cấp|chi|từ nguồn))(?!\w)",
    provide=several(_ASSIGN, phrases("tasks", "money", "provide")),
    assign=_ASSIGN,
    money=_MONEY,
)
_NAMES_MONEY = phrases("tasks", "answered", "money")
# Greatest number of words in a column heading; a longer cell is a target or a task.
_HEAD = 8
_CLAUSES = re.compile(r"[;.]\s")
_SUM = composed(r"\d\s*<<units>>(?!\w)", units=phrases("tasks", "money", "units"))


def asked_texts(plan: Plan) -> tuple[Statement, ...]:
    """The statements in which a plan asks for something: all but its status, its aims and its recipients."""
    return _asked_texts(Same(plan))


@lru_cache(maxsize=2)
def _asked_texts(same: Same) -> tuple[Statement, ...]:
    return tuple(
        statement
        for statement in same.plan.statements
        if statement.part in (Part.BODY, Part.CELL)
        and statement.role not in _NOT_ASKED
        and not (statement.role is Role.OTHER and fold(statement.text).startswith("căn cứ"))
    )


def asks_money(plan: Plan) -> Statement | None:
    """The first statement on payment of the work: a section on funding, or a duty ("bố trí kinh phí"); else None."""
    return _asking(Same(plan))


@lru_cache(maxsize=16)
def _asking(same: Same) -> Statement | None:
    return next(
        (s for s in asked_texts(same.plan) if s.role is Role.FUNDING or _PAYS.search(fold(s.text))),
        None,
    )


def has_money(plan: Plan) -> bool:
    """Whether a plan states the source of its money anywhere, in a table as a column heading.

    The money of one task ("dành 02 tỷ đồng ngân sách xã …") and the condition of a target ("đủ điều kiện về kinh phí")
    are no source of the plan's money.
    """
    texts = asked_texts(plan)
    if any(s.role is Role.FUNDING for s in texts):
        return True
    targets = {target.anchor.start for target in plan.targets}
    return any(
        (s.part is Part.CELL and len(s.text.split()) <= _HEAD and _NAMES_MONEY.search(fold(s.text)))
        or (s.anchor.start not in targets and any(map(_funds, _CLAUSES.split(fold(s.text)))))
        for s in texts
    )


@kept(2_000)
def _funds(clause: str) -> bool:
    return _WHOLE.search(clause) is not None or (
        _FUNDS.search(clause) is not None and _SUM.search(clause) is None
    )
