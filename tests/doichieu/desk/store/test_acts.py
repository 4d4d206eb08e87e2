"""Acts and their events."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction

from doichieu.desk.store.acts import Actor, act
from doichieu.desk.store.models import Account, Event


def test_a_request_acts_once(account: Account) -> None:
    done: list[int] = []

    def change() -> tuple[str, object, object]:
        done.append(1)
        return "thing 1", None, {"n": len(done)}

    actor = Actor(account, "127.0.0.1", "abc")
    first, second = act(actor, "decide", change), act(actor, "decide", change)
    assert first == second
    assert done == [1]
    assert Event.objects.count() == 1


def test_a_failed_act_leaves_no_event(account: Account) -> None:
    def change() -> tuple[str, object, object]:
        account.name = "Khác"
        account.save()
        raise ValueError

    with pytest.raises(ValueError):  # noqa: PT011
        act(Actor(account), "decide", change)
    assert not Event.objects.exists()
    account.refresh_from_db()
    assert account.name == "Lê Thị Hoa"


@pytest.mark.parametrize("verb", ["update", "delete"])
def test_events_cannot_be_changed(account: Account, verb: str) -> None:
    act(Actor(account), "decide", lambda: ("thing 1", None, None))
    statement = {"update": "UPDATE store_event SET act = 'x'", "delete": "DELETE FROM store_event"}[verb]
    with (
        transaction.atomic(),
        pytest.raises(DatabaseError, match="only added"),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
    assert Event.objects.get().act == "decide"
