"""What a reviewer says of the head of a document: its number, date, issuer, title and years, in place of what was read.

What follows from them follows here too: the level and the place of an issuer, the programme of a title.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, fields, replace

from compare.words.spelt import one_form
from extract.language.agencies import level_of, read_body
from extract.masthead.head import is_draft_note, read_head
from extract.masthead.title import read_programme
from extract.model import Level, Masthead, Part, Period, Plan

_IN_HEAD = frozenset({"number", "date", "issuer"})
_IN_TITLE = frozenset({"title", "period"})


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


def same_parts(old: Plan, new: Plan) -> frozenset[str]:
    """The parts of a head, as ``Heading`` names them, that stand in the same words in two drafts and are read alike.

    A line that was changed is about the number, the date or the issuer if it names one of them, else perhaps about any.
    """
    before, after = old.masthead, new.masthead
    names = (one.name for one in fields(Heading))
    same = {name for name in names if getattr(before, name) == getattr(after, name)}
    if _lines(old, Part.TITLE) != _lines(new, Part.TITLE):
        same -= _IN_TITLE
    if before.carrier != after.carrier:
        same -= _IN_HEAD
    was, now = _lines(old, Part.HEAD), _lines(new, Part.HEAD)
    for lines, others in ((was, now), (now, was)):
        for line in (Counter(lines) - Counter(others)).elements():
            same -= _about(line, lines[max(0, lines.index(line) - 1)])
    return frozenset(same)


def _lines(plan: Plan, part: Part) -> list[str]:
    lines = (" ".join(one.text.split()) for one in plan.statements if one.part is part)
    return [line for line in lines if one_form(line) and not is_draft_note(line)]


def _about(line: str, before: str) -> frozenset[str]:
    """What a line of a head may tell: what it names, the rest of a number begun before it, else anything."""
    head, above = read_head([line]), read_head([before])
    told = {
        "number": head.number is not None or head.number_blank,
        "date": head.date is not None,
        "issuer": bool(head.bodies),
    }
    rest = ("number",) if above.number_blank else _IN_HEAD
    return frozenset(name for name, there in told.items() if there) or frozenset(rest)
