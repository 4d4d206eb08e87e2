"""The table of roles and acts."""

from __future__ import annotations

import pytest

from doichieu.desk.rights import Act, can
from doichieu.desk.store.models import Account, Review, Role

MAY = {
    Role.LEADER: {Act.SEE},
    Role.REVIEWER: {Act.SEE, Act.UPLOAD},
    Role.LEGAL: {
        *(Act.SEE, Act.UPLOAD, Act.CLOSE, Act.VERIFY, Act.LIBRARY, Act.LOG),
        *(Act.DECIDE, Act.CORRECT, Act.PIN, Act.REMARK, Act.COMPARE, Act.EXPORT),
    },
    Role.ADMIN: set(Act),
}
OWN = {Act.DECIDE, Act.CORRECT, Act.PIN, Act.REMARK, Act.COMPARE, Act.EXPORT}


@pytest.mark.parametrize("role", Role)
def test_a_role_may_do_its_acts_to_a_foreign_review(role: Role) -> None:
    account, review = Account(pk=1, role=role), Review(owner_id=2)
    assert {act for act in Act if can(account, act, review)} == MAY[role]


def test_a_reviewer_decides_on_her_own_reviews() -> None:
    account, review = Account(pk=1, role=Role.REVIEWER), Review(owner_id=1)
    assert {act for act in Act if can(account, act, review)} == MAY[Role.REVIEWER] | OWN


def test_an_inactive_account_may_nothing() -> None:
    account = Account(pk=1, role=Role.ADMIN, is_active=False)
    assert not any(can(account, act) for act in Act)
