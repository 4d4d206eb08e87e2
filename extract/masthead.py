"""Who issued what, when, for which years, and to whom: ``read_masthead``.

Where the masthead itself is lost, issuer and place are derived from what the document says of itself ("Ủy ban
nhân dân huyện Y xây dựng Kế hoạch …", "trên địa bàn huyện Y", the place before the date); what stays ambiguous is
None.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from extract.agencies import Body, Unit, find_units, is_party_unit, level_of, read_body
from extract.frame import Frame, read_frames
from extract.head import Head, is_draft_note, read_head
from extract.lexicon import alternatives, fold, words
from extract.labels import read_label
from extract.model import Anchor, Document, Level, Masthead
from extract.signature import read_recipients, read_signer
from extract.title import read_period, read_programme
from extract.traced import Paragraph, anchor, join

_PREAMBLE_LIMIT = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """The masthead, and where head, body and tail are, as indices of paragraphs.

    ``title`` holds the kind's line and the title; ``body`` lies between the head and the tail;
    ``tail`` is where recipients or signature begin (the number of paragraphs where there are none),
    ``appendix`` what is attached behind them. ``carrier_body`` is the body of the decision that carries a plan.
    """

    masthead: Masthead
    title: range
    body: range
    tail: int
    appendix: range = range(0)
    carrier_body: range = range(0)
    title_anchor: Anchor | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Issuer:
    name: str | None = None
    level: Level | None = None
    unit: Unit | None = None
    outer: Unit | None = None


def read_masthead(paragraphs: Sequence[Paragraph], document: Document) -> Reading:
    """The masthead of a document, and the ranges of its parts."""
    frame, carrier_frame = read_frames(paragraphs)
    carrier = _masthead(paragraphs, carrier_frame, None) if carrier_frame else _named_carrier(paragraphs, frame)
    masthead = _masthead(paragraphs, frame, carrier)
    return Reading(
        masthead=masthead,
        title=frame.title,
        body=frame.body,
        tail=frame.tail.start,
        appendix=frame.appendix,
        carrier_body=carrier_frame.body if carrier_frame else range(0),
        title_anchor=_title_anchor(paragraphs, frame, document),
    )


def _masthead(paragraphs: Sequence[Paragraph], frame: Frame, carrier: Masthead | None) -> Masthead:
    texts = [paragraph.text.text for paragraph in paragraphs]
    head = read_head(texts[frame.head.start : frame.head.stop])
    corpus = "\n".join(texts[frame.body.start : frame.tail.start])
    day = (head.date.iso if head.date else None) or (carrier.date if carrier else None)
    year = int(day[:4]) if day else head.date.year if head.date else None
    title = _title(texts, frame, head)
    recital = _recital(paragraphs, frame)
    issuer = _issuer(texts, frame, head, title, recital, day or (f"{year}-12-31" if year else None), corpus)
    notes = texts[frame.title.stop : frame.body.start]
    kind = frame.kind or head.number_kind
    tail = texts[frame.tail.start : frame.tail.stop]
    masthead = Masthead(
        kind=kind,
        number=head.number.text if head.number else None,
        date=head.date.iso if head.date else None,
        issuer=issuer.name,
        level=issuer.level,
        place=issuer.unit.text if issuer.unit and issuer.level is not Level.NATIONAL else None,
        province=_province(issuer, title, recital, texts, frame),
        title=title,
        programme=_programme(kind, title, recital, corpus),
        period=read_period(title or "", year) or read_period(_issuing_sentence(recital) or "", year),
        signer=read_signer(tail),
        is_draft=head.draft or any(is_draft_note(note) for note in notes),
        recipients=read_recipients(tail),
        number_blank=head.number_blank,
        date_blank=bool(head.date and head.date.blank),
    )
    return _with_carrier(masthead, carrier)


def _with_carrier(masthead: Masthead, carrier: Masthead | None) -> Masthead:
    """What the plan itself lacks, taken from the decision that carries it."""
    if carrier:
        own_number = masthead.number is not None or masthead.number_blank
        own_date = masthead.date is not None or masthead.date_blank
        masthead = replace(
            masthead,
            carrier=carrier,
            number=masthead.number if own_number else carrier.number,
            number_blank=masthead.number_blank if own_number else carrier.number_blank,
            date=masthead.date if own_date else carrier.date,
            date_blank=masthead.date_blank if own_date else carrier.date_blank,
            issuer=carrier.issuer or masthead.issuer,
            level=carrier.level or masthead.level,
            place=carrier.place if carrier.issuer else masthead.place,
            province=carrier.province or masthead.province,
            programme=masthead.programme or carrier.programme,
            period=masthead.period or carrier.period,
            title=masthead.title or carrier.title,
            signer=masthead.signer or carrier.signer,
            recipients=masthead.recipients or carrier.recipients,
            is_draft=masthead.is_draft or carrier.is_draft,
        )
    return replace(
        masthead, is_draft=masthead.is_draft or masthead.number_blank or masthead.date_blank
    )


def _named_carrier(paragraphs: Sequence[Paragraph], frame: Frame) -> Masthead | None:
    """The decision named in "(Ban hành kèm theo Quyết định số … ngày … của …)", where only the plan is there."""
    for index in range(frame.title.stop, frame.body.start):
        text = paragraphs[index].text.text
        found = _attachment().search(fold(text))
        if not found:
            continue
        rest = text[found.end() :]
        head = read_head([rest])
        by = re.search(r"của\s+(?P<body>[^)\]]+)", rest)
        body = read_body(by.group("body"), head.date.iso if head.date else None) if by else None
        return Masthead(
            kind=found.group("kind").capitalize(),
            number=head.number.text if head.number else None,
            date=head.date.iso if head.date else None,
            issuer=body.name if body else None,
            level=body.level if body else None,
            place=body.unit.text if body and body.unit else None,
            number_blank=head.number_blank,
            date_blank=bool(head.date and head.date.blank),
        )
    return None


def _title(texts: Sequence[str], frame: Frame, head: Head) -> str | None:
    """The title in one line, without the issuer's name that stands below it in a decision."""
    title = " ".join(" ".join([frame.rest, *(texts[index] for index in frame.lines)]).split())
    for body in reversed(head.bodies):
        if title.isupper() and fold(title).endswith(fold(body)) and frame.kind in words("documents", "carriers"):
            title = title[: -len(body)].strip()
    return title or None


def _title_anchor(paragraphs: Sequence[Paragraph], frame: Frame, document: Document) -> Anchor | None:
    if not frame.title:
        return None
    whole = paragraphs[frame.title.start].text
    for index in frame.lines:
        whole = join(whole, paragraphs[index].text)
    return anchor(document, whole)


def _recital(paragraphs: Sequence[Paragraph], frame: Frame) -> list[str]:
    return [paragraphs[index].text.text for index in preamble(paragraphs, frame.body)]


def _issuing_sentence(recital: Sequence[str]) -> str | None:
    """ "Ủy ban nhân dân huyện Y xây dựng Kế hoạch thực hiện … như sau", from the body's name on."""
    for text in reversed(recital):
        found = list(_issuing().finditer(fold(text)))
        if found:
            return text[found[-1].start() :]
    return None


def _programme(kind: str | None, title: str | None, recital: Sequence[str], corpus: str) -> str | None:
    if title:
        programme = read_programme(title, corpus)
        if programme is None and kind and fold(kind) in words("masthead", "programmes"):
            programme = read_programme(f"{kind.upper() if title.isupper() else kind} {title}", corpus)
        if programme is None and kind and fold(title).startswith(("hành động", "quốc gia")):
            programme = read_programme(f"{kind.upper() if title.isupper() else kind} {title}", corpus)
        if programme:
            return programme
    sentence = _issuing_sentence(recital)
    after = re.search(r"(?<!\w)kế hoạch(?!\w)", fold(sentence)) if sentence else None
    return read_programme(sentence[after.end() :], corpus) if sentence and after else None


@cache
def _attachment() -> re.Pattern[str]:
    opener = alternatives(fold(word) for word in words("masthead", "attachment"))
    return re.compile(rf"(?:{opener})\s+(?P<kind>quyết\s+định|nghị\s+quyết)")
