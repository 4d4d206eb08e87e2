"""The lower plan as the generator holds it, and what is said about it. Data only.

A target is a row of pieces ("Ít nhất" "60%" "số thôn có cộng tác viên" "vào năm 2025"), so that a deviation changes
one piece and knows which.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum

from compare.model import Kind
from extract.model import Level, Period


class Part(StrEnum):
    """What a piece of a target sentence does."""

    WORDS = "words"
    AIM = "aim"
    HEDGE = "hedge"
    VALUE = "value"
    DUE = "due"
    BASE = "base"
    RATE = "rate"


class Hedge(StrEnum):
    """How a value limits, whatever the words."""

    FLOOR = "floor"
    CEILING = "ceiling"
    OVER = "over"
    UNDER = "under"
    ABOUT = "about"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One piece of a sentence, without blanks at its ends."""

    part: Part
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """The upper measure that a target or task answers: its item, its value and its year (None: the item's own)."""

    item: str
    value: Decimal | None = None
    year: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """One target. ``value`` is None where the sentence has no number that may be changed.

    ``change`` tells an increase or a decrease from a level; ``total`` an absolute number that a lower level takes a
    share of; ``aimed`` that the upper plan itself only aims at it; ``inside`` is the "trong đó …" that hangs on it;
    ``settled`` that it must not be changed again.
    """

    origin: Origin | None
    pieces: tuple[Piece, ...]
    value: Decimal | None = None
    hedge: Hedge = Hedge.NONE
    year: int | None = None
    lower_is_better: bool = False
    change: bool = False
    total: bool = False
    aimed: bool = False
    inside: Goal | None = None
    settled: bool = False

    @property
    def text(self) -> str:
        """The sentence, its "trong đó" not included, a capital first and without a full stop."""
        return sentence(self.pieces)

    def piece(self, part: Part) -> Piece | None:
        """The first piece that does this."""
        return next((piece for piece in self.pieces if piece.part is part), None)

    def words(self) -> str:
        """What the target is about."""
        return " ".join(piece.text for piece in self.pieces if piece.part is Part.WORDS)

    def put(self, part: Part, text: str) -> Goal:
        """The same with another text in the first piece that does this; no text takes the piece away."""
        at = next(index for index, piece in enumerate(self.pieces) if piece.part is part)
        new = (Piece(part=part, text=text),) if text else ()
        return replace(self, pieces=(*self.pieces[:at], *new, *self.pieces[at + 1 :]))


def sentence(pieces: tuple[Piece, ...]) -> str:
    """Pieces joined; no blank before a comma or a slash."""
    text = " ".join(piece.text for piece in pieces if piece.text)
    for mark in (",", ";", ":", "/"):
        text = text.replace(f" {mark}", mark)
    return text[:1].upper() + text[1:]


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """One task: what is done, who leads, who helps. ``numbers`` tells that it holds a number, ``binding`` that the
    upper plan asks it of everybody or of the lower level, and not of its own bodies alone."""

    origin: Origin | None
    group: str
    text: str
    lead: str
    support: tuple[str, ...] = ()
    numbers: bool = False
    binding: bool = True
    settled: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """A document that the plan stands on."""

    kind: str
    number: str
    date: str
    issuer: str
    about: str
    is_parent: bool = False
    end: str = ";"

    @property
    def text(self) -> str:
        """ "Quyết định số 1/QĐ-TTg ngày 02/3/2021 của Thủ tướng Chính phủ phê duyệt …"."""
        return f"{self.kind} số {self.number} ngày {self.date} của {self.issuer} {self.about}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How a plan is laid out: nothing in it changes what the plan says."""

    suffix: str = ".txt"
    head: str = "flat"
    numbering: str = "roman"
    """Of headings: "roman" I. 1., "parts" Phần I I., "letters" A. I. (with Đ: "all letters"), "arabic" 1. 1.1."""
    bullet: str = "-"
    """Of targets: "-", "+", "a)", "1.", "x.y", "Chỉ tiêu"."""
    years: str = "bullet"
    """Where a target's year stands: "bullet", "heading"."""
    table: bool = False
    bases: str = "lines"
    """"lines" Căn cứ …;  "paragraph" Thực hiện …; "section" I. CĂN CỨ PHÁP LÝ."""
    works: str = "unit"
    """Of tasks: "unit" a) Nội dung / b) Đơn vị thực hiện, "inline" a last sentence, "led" beginning with the lead."""
    merged: tuple[int, ...] = ()
    """Places of targets that share a bullet with the next one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """The place whose plan it is: level, full name ("huyện Khe Lim"), province ("tỉnh Lam Kỳ", None above)."""

    level: Level
    name: str
    province: str | None
    reformed: bool = False
    """Since 1 July 2025, without districts."""

    @property
    def short(self) -> str:
        """The name without the word for its kind."""
        return self.name.split(" ", 1)[1]

    @property
    def kind(self) -> str:
        """ "tỉnh", "huyện", "xã"."""
        return self.name.split(" ", 1)[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """The whole lower plan."""

    unit: Unit
    number: str
    place_date: str
    programme: str
    period: Period
    heading_period: Period
    closing_period: Period
    bases: tuple[Basis, ...]
    goals: tuple[Goal, ...]
    works: tuple[Work, ...]
    funding: tuple[str, ...]
    duties: tuple[tuple[str, str], ...]
    """Bodies with what they do, under "Tổ chức thực hiện"."""
    reporting: str
    """The sentence on reports; empty where there is none."""
    closing: str
    recipients: tuple[str, ...]
    signature: tuple[str, ...]
    look: Look = Look()
    report_above: date | None = None
    """The earliest day of the yearly report in the upper plan (its year means nothing)."""
    breaks: str = ""
    """ "gap" or "repeat": a slip in the numbers of the headings."""
    number_line: str = ""
    """The whole line of the number where it is not "Số: " and the number."""
    motto: tuple[str, str] | None = None
    """The motto in two lines where it is not written as it should be."""
    title_opening: str = ""
    """What stands before the title."""
    end: str = "./."
    """What ends the closing sentence."""
    state: tuple[str, ...] = ()
    """Sentences on the state of things; without any there is no part on it."""
    slips: tuple[str, ...] = ()
    """Words in which letter recognition went wrong."""

    @property
    def issued(self) -> date:
        """The day in its head; where that was left open, in the middle of the year."""
        found = re.search(r"ngày\s+(\d*)\s*tháng\s+(\d*)\s*năm (\d+)", self.place_date)
        assert found is not None
        day, month, year = found.groups()
        return date(int(year), int(month or 6), int(day or 15))


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """What a review should say: one of ``kinds``, of the upper item ``origin``, or at the draft's ``quote``.

    The first of the kinds is the one it counts for where it is missed. ``name`` is the generator's own name of what was
    done; ``rules`` are the only rules that say it, none: any of the kinds; ``also`` are kinds that may be said of the
    same item too. What is ``optional`` may be said, and is missed by nobody where it is not.
    """

    name: str
    kinds: tuple[Kind, ...]
    origin: Origin | None = None
    quote: str = ""
    also: tuple[Kind, ...] = ()
    rules: tuple[str, ...] = ()
    optional: bool = False
