"""Acts of humans: each change with its event in one transaction, done once however often it is sent."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction

from doichieu.desk.store.models import Account, Event


class ConflictError(Exception):
    """Somebody else has changed the same thing; ``now`` is what stands."""

    def __init__(self, now: Any) -> None:
        super().__init__(now)
        self.now = now


@dataclass(frozen=True)
class Actor:
    """Who acts, from where, with which request."""

    account: Account
    address: str = ""
    request: str | None = None


def act(actor: Actor, kind: str, change: Callable[[], tuple[str, object, object]]) -> Event:
    """Run ``change``, which returns (object, before, after), and write its event.

    A request that has acted already does nothing again: its event is returned. Whatever ``change`` raises undoes it
    all.
    """
    if actor.request:
        done = Event.objects.filter(request=actor.request).first()
        if done is not None:
            return done
    try:
        with transaction.atomic():
            name, before, after = change()
            return Event.objects.create(
                by=actor.account,
                address=actor.address,
                act=kind,
                object=name,
                before=before,
                after=after,
                request=actor.request,
            )
    except IntegrityError:
        # The same request came twice at the same time: the other has acted.
        done = Event.objects.filter(request=actor.request).first() if actor.request else None
        if done is None:
            raise
        return done
