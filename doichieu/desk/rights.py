"""Who may do what: one function, asked by every view.

On one's own computer there is one account with all rights; an office adds accounts of the other roles.
"""

from __future__ import annotations

from enum import StrEnum

from doichieu.desk.store.models import Account, Review, Role


class Act(StrEnum):
    """Everything that a view does; also the name of its event."""

    SEE = "see"
    UPLOAD = "upload"
    DECIDE = "decide"
    CORRECT = "correct"
    PIN = "pin"
    REMARK = "remark"
    COMPARE = "compare"
    EXPORT = "export"
    CLOSE = "close"
    VERIFY = "verify"
    LIBRARY = "library"
    SETTINGS = "settings"
    LOG = "log"


_OWN = frozenset({Act.DECIDE, Act.CORRECT, Act.PIN, Act.REMARK, Act.COMPARE, Act.EXPORT})
"""What a reviewer does to her own reviews only."""
_MAY: dict[str, frozenset[Act]] = {
    Role.LEADER: frozenset({Act.SEE}),
    Role.REVIEWER: frozenset({Act.SEE, Act.UPLOAD, *_OWN}),
    Role.LEGAL: frozenset({Act.SEE, Act.UPLOAD, Act.CLOSE, Act.VERIFY, Act.LIBRARY, Act.LOG, *_OWN}),
    Role.ADMIN: frozenset(Act),
}


def can(account: Account, act: Act, about: Review | None = None) -> bool:
    """Whether an account may do something, to ``about`` where it is a review."""
    if not account.is_active or act not in _MAY.get(account.role, frozenset()):
        return False
    foreign = about is not None and about.owner_id != account.pk
    return not (account.role == Role.REVIEWER and foreign and act in _OWN)
