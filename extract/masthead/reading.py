"""Issuer, number, date, period, signer and recipients of a document: ``read_masthead``.

The head gives issuer, number and date (``extract.masthead.head``, ``extract.masthead.issuer``), the title the
programme and the period (``extract.masthead.title``), the tail signer and recipients (``extract.lines.signature``).
An ambiguous field is None.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from extract.language.agencies import read_body
from extract.language.lexicon import fold
from extract.language.phrases import composed, phrases, several
from extract.lines.bases import basis_paragraphs, preamble
from extract.lines.opening import is_note
from extract.lines.signature import read_recipients, read_signer
from extract.masthead.frame import Frame, read_frames
from extract.masthead.head import Head, is_draft_note, read_head
from extract.masthead.issuer import Said, find_issuer, find_province
from extract.masthead.title import read_period, read_programme
from extract.model import Masthead, Period
from extract.traced import Paragraph

_PLAN = re.compile(r"(?<!\w)kế hoạch(?!\w)")
_CARRIERS = phrases("documents", "carriers", folded=False)
_ACTION_PLANS = phrases("masthead", "action_plans")
_PROGRAMMES = several(phrases("masthead", "programmes"), _ACTION_PLANS)
_AUTHORITIES = phrases("masthead", "signing_bodies")
_PERIOD_NOTE = composed(r"[\[(]\s*<<words>>(?!\w)", words=phrases("masthead", "period_notes"))
_ATTACHMENT = composed(
    r"<<words>>\s+(?P<kind>quyết\s+định|nghị\s+quyết)", words=phrases("masthead", "attachment")
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """The masthead, and the parts of the document as indices of paragraphs.

    ``title`` holds the line of the kind and the title; ``body`` is between head and tail; ``tail`` is the first
    paragraph of recipients or signature (the number of paragraphs without any), ``appendix`` the text attached behind
    them. ``begin`` is the first paragraph of the masthead, behind a saved page or a cover. ``carrier_body`` is the body
    of the decision that carries the plan.
    """

    masthead: Masthead
    title: range
    body: range
    tail: int
    begin: int = 0
    appendix: range = range(0)
    carrier_body: range = range(0)
    bases: frozenset[int] = frozenset()
    """The paragraphs of both bodies that name bases."""


def read_masthead(paragraphs: Sequence[Paragraph]) -> Reading:
    """Read the masthead of a document, and the ranges of its parts."""
    frame, carrier_frame = read_frames(paragraphs)
    bases = basis_paragraphs(paragraphs, frame.body)
    carrier_bases = basis_paragraphs(paragraphs, carrier_frame.body) if carrier_frame else frozenset[int]()
    carrier = (
        _masthead(paragraphs, carrier_frame, carrier_bases)
        if carrier_frame
        else _named_carrier(paragraphs, frame)
    )
    masthead = _masthead(paragraphs, frame, bases)
    if carrier_frame is None and carrier is not None and not _may_carry(carrier, masthead):
        carrier = None
    if carrier is not None:
        masthead = _masthead(paragraphs, frame, bases, carrier)
    return Reading(
        masthead=masthead,
        title=frame.title,
        body=frame.body,
        tail=frame.tail.start,
        begin=(carrier_frame or frame).head.start,
        appendix=frame.appendix,
        carrier_body=carrier_frame.body if carrier_frame else range(0),
        bases=bases | carrier_bases,
    )


def _masthead(
    paragraphs: Sequence[Paragraph], frame: Frame, bases: Collection[int], carrier: Masthead | None = None
) -> Masthead:
    texts = [paragraph.text.text for paragraph in paragraphs]
    head = read_head(texts[frame.head.start : frame.head.stop])
    day = (head.date.iso if head.date else None) or (carrier.date if carrier else None)
    year = int(day[:4]) if day else head.date.year if head.date else None
    said = _said(paragraphs, frame, bases, head, day or (f"{year}-12-31" if year else None))
    issuer = find_issuer(head, said)
    notes = texts[frame.title.stop : frame.body.start]
    kind = frame.kind or head.number_kind
    masthead = Masthead(
        kind=kind,
        number=head.number.text if head.number else None,
        date=head.date.iso if head.date else None,
        issuer=issuer.name,
        level=issuer.level,
        place=issuer.place,
        province=find_province(issuer, said),
        title=said.title,
        programme=_programme(kind, said),
        period=_period(said, notes, year),
        signer=read_signer(said.tail),
        is_draft=head.draft or any(is_draft_note(note) for note in [*notes, frame.rest]),
        recipients=read_recipients(said.tail),
        number_blank=head.number_blank,
        date_blank=bool(head.date and head.date.blank),
    )
    return _with_carrier(masthead, carrier)


def _period(said: Said, notes: Sequence[str], year: int | None) -> Period | None:
    """The period of the title, else of a note "(Giai đoạn: 2022 - 2025)", else of the opening sentence."""
    told = (note for note in notes if _PERIOD_NOTE.match(fold(note)))
    sources = (said.title or "", *told, said.issuing or "")
    return next((period for period in (read_period(text, year) for text in sources) if period), None)


def _said(
    paragraphs: Sequence[Paragraph], frame: Frame, bases: Collection[int], head: Head, day: str | None
) -> Said:
    texts = [paragraph.text.text for paragraph in paragraphs]
    recital = preamble(paragraphs, frame.body)
    return Said(
        title=_title(texts, frame, head),
        recital=tuple(texts[recital.start : recital.stop]),
        bases=tuple(texts[index] for index in sorted(bases)),
        body=tuple(texts[frame.body.start : frame.body.stop]),
        tail=tuple(texts[frame.tail.start : frame.tail.stop]),
        day=day,
    )


def _with_carrier(masthead: Masthead, carrier: Masthead | None) -> Masthead:
    """The masthead completed by that of the decision that carries the plan."""
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
    return replace(masthead, is_draft=masthead.is_draft or masthead.number_blank or masthead.date_blank)


def _named_carrier(paragraphs: Sequence[Paragraph], frame: Frame) -> Masthead | None:
    """The decision named in "(Ban hành kèm theo Quyết định số …)", if the document holds only the plan; else None."""
    for index in range(frame.title.stop, frame.body.start):
        text = paragraphs[index].text.text
        found = _ATTACHMENT.search(fold(text))
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


def _may_carry(carrier: Masthead, own: Masthead) -> bool:
    """Whether the document of a note may carry the plan; one of another body than the masthead's may not.

    "(Ban hành kèm theo Nghị quyết số … của Tỉnh ủy)" under the title of a department's plan is about its programme.
    """
    if own.issuer is None or carrier.issuer is None or not (own.number or own.number_blank):
        return True
    first, second = fold(own.issuer), fold(carrier.issuer)
    return first.startswith(second) or second.startswith(first)


def _title(texts: Sequence[str], frame: Frame, head: Head) -> str | None:
    """The title in one line, without the issuer's name below it in a decision; None without a title."""
    title = " ".join(
        " ".join(
            ["" if is_note(frame.rest) else frame.rest, *(texts[index] for index in frame.lines)]
        ).split()
    )
    if title.isupper() and frame.kind in _CARRIERS:
        title = _without_authority(title, head)
    return title or None


def _without_authority(title: str, head: Head) -> str:
    """A title without the authority that was joined to it, in full or cut: "… ỦY BAN NHÂN DÂN TỈNH"."""
    for body in reversed(head.bodies):
        words = body.split()
        for count in range(len(words), 1, -1):
            piece = " ".join(words[:count])
            whole = count == len(words) or _AUTHORITIES.match(fold(piece))
            if whole and fold(title).endswith(f" {fold(piece)}"):
                return title[: -len(piece)].strip()
    return title


def _programme(kind: str | None, said: Said) -> str | None:
    """The programme of the title, with the kind if that is its noun; else of "xây dựng Kế hoạch thực hiện …"."""
    if said.title:
        whole = f"{kind.upper() if said.title.isupper() else kind} {said.title}" if kind else said.title
        own = bool(kind) and (
            (kind or "").lower() in _PROGRAMMES or fold(whole).startswith(_ACTION_PLANS.words)
        )
        programme = read_programme(said.title, said.corpus)
        if programme is None and own:
            programme = read_programme(whole, said.corpus)
        if programme:
            return programme
    sentence = said.issuing
    plan = _PLAN.search(fold(sentence)) if sentence else None
    return read_programme(sentence[plan.end() :], said.corpus) if sentence and plan else None
