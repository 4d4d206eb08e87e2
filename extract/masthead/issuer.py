"""The issuer of a document, with its level of government and place.

The source is the masthead. If it is lost or names no place, the issuer comes from what the document says of itself:
"Ủy ban nhân dân huyện Y xây dựng Kế hoạch …", "trên địa bàn huyện Y", "Trên đây là Kế hoạch … của UBND huyện Y", and
from the place before the date. An ambiguous issuer is None.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extract.language.agencies import Body, Unit, find_units, is_party_unit, level_of, read_body
from extract.language.lexicon import fold
from extract.language.phrases import composed, phrases
from extract.masthead.head import Head
from extract.model import Level

_COMMITTEE = "Ủy ban nhân dân"
_CLOSING = 3
# "UBND tỉnh X xây dựng Kế hoạch", but not the basis "của UBND tỉnh X ban hành Kế hoạch".
_ISSUING = composed(
    r"(?<!\w)(?<!của )(?<!do )(?P<body><<bodies>>(?!\w)[^,;:.\n]{0,70}?)"
    r"\s+<<verbs>>(?:\s+\w+){0,3}?\s+<<kinds>>(?!\w)",
    bodies=phrases("masthead", "issuing_bodies"),
    verbs=phrases("masthead", "issuing"),
    kinds=phrases("documents", "headings"),
)
# "Trên đây là Kế hoạch … của UBND huyện Y./."
_OWNER = re.compile(r"của\s+((?:ubnd|ủy\s+ban\s+nhân\s+dân)[^,;./]*)")
_SIGNED = re.compile(r"tm\s*\.\s*(?:ủy\s+ban\s+nhân\s+dân|ubnd)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """The texts in which a document speaks of itself; ``day`` is that of its issue (ISO; None: not known)."""

    title: str | None
    recital: tuple[str, ...]
    bases: tuple[str, ...]
    body: tuple[str, ...]
    tail: tuple[str, ...]
    day: str | None

    @property
    def corpus(self) -> str:
        """The running text, for the spelling of names."""
        return "\n".join(self.body)

    @property
    def issuing(self) -> str | None:
        """The recital "Ủy ban nhân dân huyện Y xây dựng Kế hoạch …", from the body's name on; None without one."""
        for text in reversed(self.recital):
            found = list(_ISSUING.finditer(fold(text)))
            if found:
                return text[found[-1].start() :]
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Issuer:
    """The issuing body; ``outer`` is a unit above its own."""

    name: str | None = None
    level: Level | None = None
    unit: Unit | None = None
    outer: Unit | None = None

    @property
    def place(self) -> str | None:
        """The unit of government; None for a body of the nation."""
        return self.unit.text if self.unit and self.level is not Level.NATIONAL else None


def find_issuer(head: Head, said: Said) -> Issuer:
    """The issuer by the masthead, else by the texts in which the document speaks of itself."""
    spelling = f"{said.corpus}\n{head.place or ''}"
    bodies = [read_body(text, said.day, spelling) for text in head.bodies]
    if bodies:
        return _by_masthead(bodies, head, said)
    body = _self_named(said, spelling)
    if body and (body.unit is None or body.unit.name):
        return Issuer(name=body.name, level=body.level, unit=body.unit, outer=body.outer)
    if body:
        return _completed(body.name, body.unit, head, said)
    return _completed(_COMMITTEE, None, head, said) if _by_committee(head, said) else Issuer()


def find_province(issuer: Issuer, said: Said) -> str | None:
    """The province of the issuer, by its name, the title, the bases or the last sentences; None if none names it.

    The first of these sources with a province decides; it is ambiguous, and the province None, if it names several.
    """
    if issuer.level is Level.NATIONAL:
        return None
    for unit in (issuer.unit, issuer.outer):
        if unit and unit.name and level_of(unit, said.day) is Level.PROVINCE:
            return unit.text
    own = [text for text in (said.title, said.issuing) if text]
    for group in (own, said.bases, said.recital, said.body[-_CLOSING:]):
        names = dict.fromkeys(_provinces(group, said.day))
        if names:
            return next(iter(names)) if len(names) == 1 else None
    return None


def _by_masthead(bodies: Sequence[Body], head: Head, said: Said) -> Issuer:
    """The last body as the issuer; the bodies above it may name its unit ("UBND TỈNH X" over "SỞ Y")."""
    body = bodies[-1]
    parents = [parent.unit for parent in bodies[:-1] if parent.unit and parent.unit.name]
    unit = body.unit or (parents[-1] if parents else None)
    outer = body.outer or (parents[0] if parents else None)
    if body.level is Level.NATIONAL and body.unit is None:
        return Issuer(name=body.name, level=body.level)
    if unit and unit.name:
        return Issuer(name=body.name, level=body.level or level_of(unit, said.day), unit=unit, outer=outer)
    completed = _completed(body.name, unit, head, said)
    return completed if body.unit or fold(body.name) == fold(_COMMITTEE) else _with_name(body, completed)


def _with_name(body: Body, completed: Issuer) -> Issuer:
    """The issuer of a masthead such as "SỞ Y TẾ" alone; a place found elsewhere counts only if the levels agree."""
    agree = body.level is None or completed.level is body.level
    return Issuer(name=body.name, level=body.level or completed.level, unit=completed.unit if agree else None)


def _completed(name: str, unit: Unit | None, head: Head, said: Said) -> Issuer:
    """A body named without its place, completed by the first unit of that kind among the document's own."""
    fitting = [other for other in _own_units(head, said) if unit is None or other.kind == unit.kind]
    if not fitting:
        return Issuer(name=name, level=level_of(unit, said.day) if unit else None, unit=unit)
    found = fitting[0]
    whole = f"{name} {found.text}" if unit is None else f"{name} {found.name}"
    return Issuer(name=whole, level=level_of(found, said.day), unit=found)


def _own_units(head: Head, said: Said) -> list[Unit]:
    """The units the document says it is for; else the one unit with the name of the place before the date."""
    found = [
        unit
        for text in (said.title, said.issuing, *said.body[-1:])
        if text
        for unit in find_units(text)
        if unit.name and not is_party_unit(text, unit)
    ]
    if found or not head.place:
        return found
    named = [unit for unit in find_units(said.corpus) if unit.name and fold(unit.name) == fold(head.place)]
    return named[:1] if len({unit.kind for unit in named}) == 1 else []


def _self_named(said: Said, spelling: str) -> Body | None:
    """The body that issues the plan by the recital, or owns it by the last sentences; None without one."""
    sentence = said.issuing
    found = _ISSUING.match(fold(sentence)) if sentence else None
    if sentence and found:
        return read_body(sentence[: found.end("body")], said.day, spelling)
    for text in reversed(said.body[-_CLOSING:]):
        owners = list(_OWNER.finditer(fold(text))) if fold(text).startswith("trên đây là") else []
        if owners:
            return read_body(text[slice(*owners[-1].span(1))], said.day, spelling)
    return None


def _by_committee(head: Head, said: Said) -> bool:
    """Whether number or signature are those of a people's committee."""
    number = head.number is not None and "UBND" in head.number.parts
    return number or head.committee or bool(_SIGNED.search(fold(" ".join(said.tail))))


def _provinces(texts: Sequence[str], day: str | None) -> Iterator[str]:
    for text in texts:
        for unit in find_units(text):
            if unit.text and level_of(unit, day) is Level.PROVINCE:
                yield unit.text
