"""Rows of the table of comments, each from one card."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from compare.decision import State
from compare.model import Kind, Place
from extract.language import writing
from extract.language.lexicon import fold
from templates import texts
from templates.letter.view import LetterRow
from templates.report.cards import Card, Point, headline_of
from templates.report.conclusion import asks
from templates.report.parties import Names
from templates.report.places import place_words
from templates.words import letters, phrase, table, word

QUOTE = 280
"""Greatest number of letters of a quote in the table."""
_SHORT = 40
"""Fewest letters of a quote that a later row does not repeat."""
LINE = 320
"""Greatest number of letters of a main point."""
_WORDED = 4
"""Greatest number of items of one plan that are quoted; of more only the section and the number are told."""
_SUBJECTS = (220, 160, 120, 90)
"""Greatest numbers of letters of a target's name in a main point; the first that fits is taken."""
_CUT_QUOTE = re.compile(r", [^,“”]*“[^“”]*…[^“”]*”(?=$| \()")
"""A clause around a quote that is not whole, which the table has."""
_CUT = re.compile(r"“([^“”…]+?)\s*…”")
_OPEN_END = re.compile(r"(?<=: )([^“”:…]+?)\s*…$")
_CLAUSE_END = re.compile(r"[;.](?=\s|$)")
_MORE = re.compile(r" \(và \d+ nội dung khác\)$")
"""How many other matters the card of a headline has."""
_QUOTES = re.compile("“[^“”]*”")
_BRACKETED = re.compile(r" \((“[^“”]*)”\)")
"""A quote that gives the source of what is asked."""
_SLOTS = ("subject", "reference", "draft")
_TAIL = re.compile(r": “([^“”]*)”\.?$")
"""The words around a slip behind a remark."""
_LAW = re.compile(r"\s*\(([^()]*\d+/\d{4}/[^()]*)\)")
"""The clause that a remark on the form names: "(khoản 6 Mục II Phần I Phụ lục I Nghị định 30/2020/NĐ-CP)"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A card with the points that ask something of the drafter."""

    card: Card
    points: tuple[Point, ...]

    @property
    def place(self) -> Place | None:
        """The first place in the draft."""
        own = (point.first.draft for point in self.points)
        return self.card.draft or next((place for place in own if place is not None), None)

    @property
    def is_basis(self) -> bool:
        """Whether it is about the bases of the draft."""
        return self.card.kind.value in table("card")["ruled"]

    @property
    def upper(self) -> tuple[Place, ...]:
        """The places of the upper plans that ask for it, each target once."""
        found: dict[object, Place] = {}
        for finding in (finding for point in self.points for finding in point.remark):
            place = finding.reference
            if place is not None:
                found.setdefault((place.plan, place.target or place.text), place)
        return tuple(found.values())

    @property
    def sources(self) -> tuple[str, ...]:
        """The words of all its places, draft and upper plans."""
        findings = (finding for point in self.points for finding in point.remark)
        places = [
            place
            for finding in findings
            for place in (finding.draft, finding.reference, *finding.others)
            if place
        ]
        return tuple(
            dict.fromkeys(text for place in places for text in (texts.quoted(place.text), _said(place)))
        )

    def line(self, names: Names) -> str:
        """What is amiss in one sentence without a full stop, which says which value is whose.

        How many other matters its row has is left to the table.
        """
        told = _MORE.sub("", self._told(names))
        return phrase("human", "marked", text=told) if any(map(_is_unsure, self.points)) else told

    def _told(self, names: Names) -> str:
        if self.points[0].first.is_remark:
            return headline_of(self.points, self.card.title, most=LINE, subjects=_SUBJECTS)
        place = self.points[0].first.reference
        document = names.of(place.plan) if place is not None and place.plan is not None else ""
        slots = {key: f"{{{key}}}" for key in _SLOTS} | {"when": _when(place, self.card.kind)}
        instead = phrase("official", "instead", document=document, **slots)
        text = headline_of(self.points, self.card.title, most=LINE, subjects=_SUBJECTS, instead=instead)
        named = text.removeprefix(f"{self.card.title}: ")
        lacking = _MORE.sub("", named)
        if self.card.kind is Kind.MISSING_TARGET and any(fold(lacking) in fold(one) for one in self.sources):
            text = phrase("official", "lacks_target", text=lacking) + named[len(lacking) :]
        elif text.split(" ")[0] in table("official")["verbs"]:
            text = phrase("official", "lacks", title=writing.uncapitalised(text))
        text = _OPEN_END.sub(
            lambda found: _whole(found[1], self.sources) or found[0], _CUT_QUOTE.sub("", text)
        )
        return text.rstrip(" ;.")


def _when(place: Place | None, kind: Kind) -> str:
    """The year of a value that an upper plan asks for beside those of others; "" where years are what differs."""
    measure = place.measure if place is not None else None
    if measure is None or kind is Kind.LATER_DEADLINE or not writing.one_of_years(measure, measure.text):
        return ""
    return phrase("official", "when", when=writing.when((measure.deadline or "")[:4]))


def asked(cards: Iterable[Card]) -> Iterator[Asked]:
    """The open cards that ask something of the drafter; most of those on files given by mistake ask the reviewer."""
    for card in cards:
        points = tuple(filter(asks, card.points))
        if points and card.is_open:
            yield Asked(card=card, points=points)


def row_of(index: int, one: Asked, names: Names, near: Sequence[int], *, codes: bool = False) -> LetterRow:
    """One row of the table; ``near`` is how far each upper plan is above the draft."""
    bases = tuple(dict.fromkeys(_bases(one, names, near)))
    return LetterRow(
        index=index,
        draft=tuple(_drafted(one)) or (word("official", "absent_basis" if one.is_basis else "absent"),),
        wishes=tuple(_beside(wish, bases) for wish in _wishes(one)),
        codes=", ".join(dict.fromkeys(point.first.rule for point in one.points)) if codes else "",
        bases=bases or tuple(_clauses(one)) or (_own_basis(one.card.kind),),
    )


def quoted_once(rows: Sequence[LetterRow]) -> tuple[LetterRow, ...]:
    """The rows of a table; one on words of the draft that a row above has whole gives their place and its number."""
    first: dict[str, int] = {}
    return tuple(
        replace(
            row, draft=tuple(_once(text, first.setdefault(text, row.index), row.index) for text in row.draft)
        )
        for row in rows
    )


def _once(text: str, first: int, own: int) -> str:
    place, _, quote = text.partition(": “")
    if first == own or len(quote) < _SHORT:
        return text
    return phrase("official", "drafted_again", place=place, row=str(first))


def _beside(wish: str, bases: Sequence[str]) -> str:
    """A wish without quotes in brackets that stand in the basis beside it."""
    quoted = [fold(text) for text in bases]

    def seen(found: re.Match[str]) -> str:
        return "" if any(fold(found[1].strip("“ .;")) in text for text in quoted) else found[0]

    return _BRACKETED.sub(seen, wish)


def _own_basis(kind: Kind) -> str:
    """What a remark rests on that names no upper plan and no law."""
    known = table("official")["own_basis"]
    return str(known.get(kind.value, known["other"]))


def _drafted(one: Asked) -> Iterator[str]:
    """The place and the words of the draft, each once; slips each with the letter of their remark."""
    if all(map(_is_slip, one.points)):
        lines = [_slip(point, point.first.draft) for point in one.points if point.first.draft is not None]
        several = len(lines) > 1
        for letter, line in zip(letters(), lines, strict=False):
            yield phrase("official", "drafted_item", letter=letter, text=line) if several else line
        return
    own = one.card.draft or next((point.first.draft for point in one.points if point.first.draft), None)
    if own is not None:
        yield _quoted(own, _said(own))


def _is_slip(point: Point) -> bool:
    """Whether a remark is about single words or marks, which it quotes at its end."""
    return point.first.kind.value in table("card")["listed"]


def _slip(point: Point, place: Place) -> str:
    """The place of a slip with the words around it, and how often it stands elsewhere."""
    around = _TAIL.search(point.message)
    line = _quoted(place, around[1] if around else _said(place))
    more = len(point.first.others)
    return phrase("official", "drafted_more", text=line, count=writing.count(more)) if more else line


def _quoted(place: Place, text: str) -> str:
    # The doubtful numbers stand above the text of the letter.
    where = place_words(place.path, replace(place.anchor, unsure=()) if place.anchor else None, place.spot)
    if place.part == "citations" and where:
        # A citation is told in the program's words, so it is no quote.
        return phrase("official", "drafted_told", place=where, text=text)
    return phrase("official", "drafted" if where else "drafted_alone", place=where, text=text)


def _said(place: Place) -> str:
    measure = place.measure
    if measure is not None and measure.cell is not None:
        return texts.cut(writing.words(measure), QUOTE)
    text = texts.quoted(place.text).rstrip(" ;./")
    if measure is None or len(text) <= QUOTE:
        return texts.cut(text, QUOTE)
    return writing.excerpt(measure, QUOTE)


def _wishes(one: Asked) -> Iterator[str]:
    """What is asked, beside the words of the draft, which are not repeated."""
    if any(_is_unsure(point) for point in one.points):
        yield phrase("human", "unsure_wish")
    yield from dict.fromkeys(_sentence(point) for point in one.points if point.first.is_worded)
    points = [point for point in one.points if not point.first.is_worded]
    if not points:
        return
    own = one.card.draft
    seen = list(dict.fromkeys([texts.quoted(own.text), _said(own)])) if own is not None else []
    told = [_wish(point, seen, one.sources, alone=not one.upper) for point in points]
    if not one.card.is_list:
        told = list(dict.fromkeys(told))
    if len(told) == 1:
        ((reason, wish),) = told
        yield phrase("official", "reasoned" if reason else "wish", reason=reason, wish=wish)
        return
    if not any(reason for reason, _ in told):
        yield word("official", "wishes")
    for at, (letter, (reason, wish)) in enumerate(zip(letters(), told, strict=False), 1):
        text = phrase("official", "reasoned", reason=reason, wish=wish).rstrip(".") if reason else wish
        yield phrase("official", "wish_last" if at == len(told) else "wish_item", letter=letter, wish=text)


def _is_unsure(point: Point) -> bool:
    decision = point.first.decision
    return decision is not None and decision.state is State.UNSURE


def _sentence(point: Point) -> str:
    """A human's own words: the sentence to the drafter, else what is amiss."""
    return point.first.suggestion or point.first.message


def _wish(point: Point, seen: list[str], sources: Sequence[str], *, alone: bool) -> tuple[str, str]:
    """The reason, "" where an upper plan is quoted beside it or the wish tells it, and what is asked."""
    plain = point.first.kind.value in table("official")["plain_kinds"]
    reason = point.brief if alone and not plain else ""
    if _is_slip(point) and _TAIL.search(reason):
        reason = f"{_TAIL.sub('', reason)}."
    if point.first.kind is Kind.FORM:
        reason = _LAW.sub("", reason)
    wish = texts.unquoted(_completed(point.wish, sources, seen), list(seen))
    # What is amiss is told once, also where the wish repeats the figures behind a quote.
    if reason.rstrip(".").rpartition("”: ")[2] in wish and "”: " in reason:
        reason = ""
    if any(wish.startswith(f"{word('official', 'adds')} {quote}") for quote in _QUOTES.findall(reason)):
        reason = ""  # What is to be added is what lacks.
    if not seen:
        return reason, wish
    # Beside the words of the draft neither they nor their place need be repeated.
    for shown in (f"“{text.rstrip(' ;.:')}”" for text in seen):
        wish = _pointed(wish.replace(f" ({shown})", ""), re.escape(shown))
    for start in _CUT.findall(wish):
        if any(text.startswith(start) for text in seen):
            wish = _pointed(wish, rf"“{re.escape(start)}\s*…”")
    return reason, wish


def _pointed(wish: str, shown: str) -> str:
    """A wish in which the words shown beside it, a pattern, are only pointed at: "chỉ tiêu này"."""
    nouns = "|".join(re.escape(noun) for noun in table("card")["nouns"])
    return re.sub(
        rf"(?i)(?:\b({nouns}) )?{shown}",
        lambda found: phrase("card", "this", noun=found[1]) if found[1] else word("official", "this"),
        wish,
    )


def _completed(text: str, sources: Sequence[str], beside: Sequence[str]) -> str:
    """A text whose quotes with "…" at the end are whole, but for beginnings of the words shown beside it."""

    def whole(found: re.Match[str]) -> str:
        if any(shown.startswith(found[1]) for shown in beside):
            return found[0]
        told = _whole(found[1], sources)
        return f"“{told}”" if told else found[0]

    return _CUT.sub(whole, text)


def _whole(start: str, sources: Sequence[str]) -> str:
    """The clause of a source that begins so; "" where there is none, or it is longer than a quote."""
    for source in sources:
        at = source.casefold().find(start.casefold())
        if at >= 0:
            rest = source[at + len(start) :]
            end = _CLAUSE_END.search(rest)
            told = start + (rest[: end.start()] if end else rest).rstrip(" ;.")
            if len(told) <= QUOTE:
                return told
    return ""


def _bases(one: Asked, names: Names, near: Sequence[int]) -> Iterator[str]:
    """The upper plans with their words; one that asks the same as another is only named. First whose remark it is."""
    if one.card.first.is_remark and one.card.first.reference is None:
        yield word("human", "remark")
    seen: set[object] = set()
    for point in one.points:
        if point.first.others and point.first.reference is not None:
            yield from _grouped(point, names, near)
            continue
        for at, finding in enumerate(point.remark):
            place = finding.reference
            if place is None or place.plan is None or (place.plan, _said(place)) in seen:
                continue
            seen.add((place.plan, _said(place)))
            if place.part == "masthead" and finding.kind is Kind.CITATION_MISSING:
                # Its name stands in what is asked.
                yield phrase("official", "basis_parent", document=names.of(place.plan))
                continue
            yield _basis(place, names.of(place.plan), point.wish, again=at > 0)
        if point.first.kind is Kind.FORM:
            yield from (writing.capitalised(clause) for clause in _LAW.findall(point.message))


def _clauses(one: Asked) -> Iterator[str]:
    """The clauses of law that its rules rest on."""
    yield from dict.fromkeys(
        writing.capitalised(finding.basis) for finding in one.card.findings if finding.basis
    )


def _grouped(point: Point, names: Names, near: Sequence[int]) -> Iterator[str]:
    """The upper plans of a remark about several items: their places, or their number; the plan right above first."""
    first = point.first
    found: dict[int, list[Place]] = {}
    for place in (first.reference, *first.others):
        if place is not None and place.plan is not None:
            found.setdefault(place.plan, []).append(place)
    for plan in sorted(found, key=lambda plan: (near[plan], plan)):
        places, document = found[plan], names.of(plan)
        if len(places) <= _WORDED:
            yield from (_basis(one, document, "", again=False) for one in places)
            continue
        noun = word("plan", places[0].part).lower()
        count = writing.count(len(places))
        paths = zip(*(place.path[:-1] for place in places), strict=False)
        common = tuple(label for label, *others in paths if all(label == one for one in others))
        named = place_words(common, None, document=document) if common else document
        yield phrase("official", "basis_many", place=named, count=count, noun=noun)


def _basis(place: Place, document: str, wish: str, *, again: bool) -> str:
    """An upper plan with its words, and the year that is asked for where a heading and not the sentence tells it."""
    if place.part == "masthead":
        return writing.capitalised(place.text)
    named = place_words(place.path, None, place.spot, document=document)
    if place.target is None:
        return named
    said, due = _said(place), place.measure.deadline if place.measure is not None else None
    if due and due[:4] in wish and due[:4] not in said:
        named = phrase("official", "basis_due", document=named, when=writing.when(due))
    return phrase("official", "basis_again" if again else "basis", document=named, text=said)
