"""What a reviewer says of the head of a document: its number, date, issuer, title and years, in place of what was read.

What follows from them follows here too: the level and the place of an issuer, the programme of a title.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from extract.language.agencies import level_of, read_body
from extract.masthead.title import read_programme
from extract.model import Level, Masthead, Period, Plan


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """The parts that are said; None for what stands as it was read, "" for a number or a date that is not there yet."""

    number: str | None = None
    date: str | None = None
    """The day of issue, ISO."""
    issuer: str | None = None
    title: str | None = None
    period: Period | None = None


def headed(plan: Plan, said: Heading) -> Plan:
    """A plan with the head that a reviewer says it has.

    >>> from extract import read_plan
    >>> plan = read_plan("samples/a5-kh-huyen-da-lung.txt")
    >>> head = headed(plan, Heading(issuer="UBND xã Khuổi Bang", number="12/KH-UBND")).masthead
    >>> head.issuer, head.place, head.level.value, head.number, head.date == plan.masthead.date
    ('Ủy ban nhân dân xã Khuổi Bang', 'xã Khuổi Bang', 'commune', '12/KH-UBND', True)
    """
    head = plan.masthead
    if said.number is not None:
        head = replace(head, number=said.number or None, number_blank=not said.number)
    if said.date is not None:
        head = replace(head, date=said.date or None, date_blank=not said.date)
    if said.issuer:
        head = _issued(head, said.issuer)
    if said.title:
        head = replace(head, title=said.title, programme=read_programme(said.title) or head.programme)
    if said.period is not None:
        head = replace(head, period=said.period)
    draft = head.is_draft or head.number_blank or head.date_blank
    return replace(plan, masthead=replace(head, is_draft=draft))


def _issued(head: Masthead, issuer: str) -> Masthead:
    """The head with an issuer, of the place and the level that its name tells; as far as it tells none, as before."""
    body = read_body(issuer, head.date)
    level, unit = body.level or head.level, body.unit
    if level is Level.NATIONAL:
        return replace(head, issuer=body.name, level=level, place=None, province=None)
    place = unit.text if unit and unit.name else head.place
    known = next(
        (
            one.text
            for one in (unit, body.outer)
            if one and one.name and level_of(one, head.date) is Level.PROVINCE
        ),
        head.province,
    )
    return replace(head, issuer=body.name, level=level, place=place, province=known)
