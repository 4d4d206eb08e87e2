"""The head of a draft as a reviewer corrects it: what its form shows, what is sent, saved with its event."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from django.http import QueryDict

from compare.decisions.values import deadline_said
from doichieu.desk.library.forms import RefusedError
from doichieu.desk.rights import Act
from doichieu.desk.store import corrected, packing
from doichieu.desk.store.acts import Actor, ConflictError, act
from doichieu.desk.store.models import Correction, Document, Event, Reading, Review
from doichieu.desk.texts import say
from doichieu.desk.words import unmarked
from extract.language import writing
from extract.language.agencies import read_body
from extract.language.document_numbers import match_number
from extract.model import Masthead

_YEARS = range(1975, 2101)


@dataclass(frozen=True)
class Form:
    """The fields of the form, as they are shown and as they are sent."""

    number: str = ""
    date: str = ""
    issuer: str = ""
    title: str = ""
    start: str = ""
    end: str = ""
    reason: str = ""

    @property
    def period(self) -> str:
        """The years in words: "2021 - 2025"."""
        return " - ".join(dict.fromkeys(filter(None, (self.start, self.end))))


@dataclass(frozen=True)
class Line:
    """One part of a head that a human has corrected."""

    label: str
    machine: str
    human: str
    row: Correction


def sent(data: QueryDict) -> Form:
    """The fields of a request."""
    return Form(**{one.name: " ".join(data.get(one.name, "").split())[:1000] for one in fields(Form)})


def shown(head: Masthead) -> Form:
    """A head as its form shows it."""
    period = head.period
    return Form(
        number=head.number or "",
        date=writing.date(head.date or ""),
        issuer=head.issuer or "",
        title=head.title or "",
        start=str(period.start) if period else "",
        end=str(period.end) if period else "",
    )


def machine(reading: Reading) -> Form:
    """What the machine has read."""
    return shown(packing.plan_of(reading.plan).masthead) if reading.plan is not None else Form()


def current(reading: Reading) -> Form:
    """What counts now."""
    plan = packing.plan_of(reading.plan) if reading.plan is not None else None
    return shown(corrected.titled(plan, reading.file_id).masthead) if plan else Form()


def lines(file: str) -> list[Line]:
    """What humans have corrected of a head, in the order of its parts."""
    rows = corrected.heads(file)
    return [
        Line(say(f"head.{name}"), rows[name].machine, rows[name].human or say("head.empty"), rows[name])
        for name in corrected.HEAD
        if name in rows
    ]


def standing(file: str) -> str:
    """What is said of a head just now, for a form to bring back."""
    return ".".join(str(row.pk) for row in corrected.heads(file).values())


def save(actor: Actor, document: Document, given: Form, seen: str) -> Event:
    """Save what was changed; a part that is written as the machine read it is the machine's again.

    Raises:
        RefusedError: the form cannot be understood, or changes nothing.
        ConflictError: somebody else has corrected the head since.
    """
    reading = document.reading
    if reading is None or reading.plan is None:
        raise RefusedError(say("correct.unknown"))
    read, now = machine(reading), current(reading)
    values = {
        name: _MEANT[name](given) for name in corrected.HEAD if getattr(given, name) != getattr(now, name)
    }
    given = _plain(given, values)
    changed = [name for name in values if getattr(given, name) != getattr(now, name)]
    if not changed:
        raise RefusedError(say("head.no_change"))
    if not given.reason:
        raise RefusedError(say("correct.no_reason"), "reason")

    def change() -> tuple[str, object, object]:
        if standing(document.file_id) != seen:
            raise ConflictError(standing(document.file_id))
        old = corrected.heads(document.file_id)
        before = {name: getattr(now, name) for name in changed}
        for name in changed:
            if name in old:
                corrected.withdraw(old[name], actor.account)
            if getattr(given, name) != getattr(read, name):
                _write(actor, document, name, given, read, values[name])
        _settle(document)
        after = {name: getattr(given, name) for name in changed}
        return f"head {document.pk}", before, {**after, "reason": given.reason}

    return act(actor, Act.CORRECT, change)


def withdraw(actor: Actor, document: Document, number: int) -> Event | None:
    """Take back the correction of one part; None where it is taken back already."""
    row = next((one for one in corrected.heads(document.file_id).values() if one.pk == number), None)
    if row is None:
        return None

    def change() -> tuple[str, object, object]:
        corrected.withdraw(row, actor.account)
        _settle(document)
        return f"head {document.pk}", {row.field: row.human}, {row.field: row.machine}

    return act(actor, Act.CORRECT, change)


def _plain(given: Form, values: Mapping[str, Any]) -> Form:
    """The form with what was understood, as it is shown from then on."""
    told = {name: value for name, value in values.items() if name in ("number", "issuer", "title")}
    if "date" in values:
        told["date"] = writing.date(values["date"])
    return replace(given, **told)


def _write(actor: Actor, document: Document, name: str, given: Form, read: Form, value: Any) -> None:
    Correction.objects.create(
        file_id=document.file_id,
        target="",
        field=name,
        machine=getattr(read, name),
        human=getattr(given, name),
        detail={"said": value},
        reason=given.reason,
        by=actor.account,
    )


def _settle(document: Document) -> None:
    """Bring every document of the file, and the reviews that are named by it, up to date; runs become stale."""
    plan = packing.plan_of(document.reading.plan) if document.reading and document.reading.plan else None
    if plan is None:
        return
    head = corrected.titled(plan, document.file_id).masthead
    for row in Document.objects.filter(file=document.file_id).select_related("file"):
        was = row.unit
        corrected.entitle(row, head)
        row.save()
        for review in Review.objects.filter(rounds__draft=row).distinct():
            review.unit = row.unit if review.unit in ("", was) else review.unit
            review.programme = head.programme or head.title or ""
            review.folded = unmarked(" ".join([row.unit, row.name, row.title]))
            review.save(update_fields=["unit", "programme", "folded", "updated"])
    corrected.outdate(document.file_id)


def _number(given: Form) -> str:
    text = given.number
    found = match_number(text, 0) if text else None
    if text and (found is None or found.end != len(text)):
        raise RefusedError(say("head.no_number", said=text), "number")
    return found.text if found else ""


def _date(given: Form) -> str:
    found = deadline_said(given.date) if given.date else ""
    if found is None or (found and len(found) != len("2025-12-31")):
        raise RefusedError(say("head.no_date", said=given.date), "date")
    return found


def _issuer(given: Form) -> str:
    body = read_body(given.issuer) if given.issuer else None
    if body is None or body.level is None:
        raise RefusedError(say("head.no_issuer", said=given.issuer), "issuer")
    return body.name


def _title(given: Form) -> str:
    if not given.title:
        raise RefusedError(say("head.no_title"), "title")
    return given.title


def _period(given: Form) -> list[int]:
    told = [int(year) if year.isascii() and year.isdigit() else 0 for year in (given.start, given.end)]
    if any(year not in _YEARS for year in told) or told[0] > told[1]:
        raise RefusedError(say("head.no_period", said=given.period), "start")
    return told


_MEANT: Mapping[str, Callable[[Form], Any]] = {
    "number": _number,
    "date": _date,
    "issuer": _issuer,
    "title": _title,
    "period": _period,
}
