"""What the letter is about: a draft on which an opinion was asked, or a plan that its issuer has signed already.

The head of the plan tells it (number, date and signer are there), unless the office knows better. On a signed plan the
letter asks for amendments, and never calls it a draft outside of quotations.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from compare.model import Review
from extract.language import writing
from extract.language.lexicon import fold
from templates.letter.office import Office, Stage
from templates.letter.view import LetterRow
from templates.report.conclusion import issued
from templates.report.parties import own_name
from templates.words import phrase, table

_QUOTED = re.compile("(“[^“”]*(?:“[^“”]*”[^“”]*)*”)")
# "dự thảo của xã nêu": the plan's name tells whose it is.
_DRAFT = re.compile(r"(?<!\w)dự thảo(?:\s+của\s+\w+(?:\s\w+)?(?=\s+nêu))?(?!\w)", re.IGNORECASE)


def stage_of(review: Review, office: Office) -> Stage:
    """The stage that the office has named, else that of the head of the plan."""
    if office.stage:
        return Stage(office.stage)
    return Stage.ISSUED if issued(review.draft.masthead) else Stage.DRAFT


def told(stage: Stage, key: str, kind: str = "", **values: str) -> str:
    """A sentence of the letter; on a signed plan by its own words where there are some, first those of an opinion.

    ``kind`` is the key of the opinion as a whole: "minor".
    """
    own = table("issued") if stage is Stage.ISSUED else {}
    of_kind = f"{key}_{kind}"
    if of_kind in own:
        return phrase("issued", of_kind, **values)
    return phrase("issued" if key in own else "official", key, **values)


def naming(stage: Stage, review: Review) -> Callable[[str], str]:
    """A function that calls the plan by its name in place of "dự thảo", outside of quotations; of a draft none is."""
    if stage is Stage.DRAFT:
        return lambda text: text
    name = own_name(review)

    def named(text: str) -> str:
        pieces = _QUOTED.split(text)
        return "".join(piece if at % 2 else _DRAFT.sub(name, piece) for at, piece in enumerate(pieces))

    return named


def renamed(row: LetterRow, named: Callable[[str], str]) -> LetterRow:
    """A row of the table with the plan's name."""
    return replace(
        row,
        draft=tuple(map(named, row.draft)),
        wishes=tuple(map(named, row.wishes)),
        bases=tuple(map(named, row.bases)),
    )


def stage_reminders(review: Review, stage: Stage) -> Iterator[str]:
    """What the reviewer is told of the stage for which the letter is written."""
    head = review.draft.masthead
    if stage is Stage.DRAFT:
        yield from filter(None, [issued(head)])
    elif issued(head):
        number, signer = head.number or "", head.signer or ""
        yield phrase(
            "official", "issued_told", number=number, date=writing.when(head.date or ""), signer=signer
        )
    else:
        yield phrase("official", "issued_unknown")


def called(full: str, short: str, behind: str) -> str:
    """The whole name of a document, with its short one where the text ``behind`` it uses that outside of quotations."""
    own_words = _QUOTED.sub("", behind)
    if short == full or not re.search(rf"{re.escape(short)}(?![\w/])", own_words, re.IGNORECASE):
        return full
    return phrase("official", "called", full=full, short=short)


def whole_name(review: Review, behind: str) -> str:
    """A signed plan with number, date, issuer and what it is about, and its short name where ``behind`` uses it."""
    head = review.draft.masthead
    full, short = writing.document(head), own_name(review)
    title = " ".join((head.title or "").split())
    about = f" {writing.uncapitalised(title)}" if title[1:2].islower() else ""
    if about and not fold(title).startswith(tuple(f"{deed} " for deed in table("issued")["deeds"])):
        about = phrase("issued", "on", title=about.strip())
    return f"{full}{about}" if full == short else called(f"{full}{about}", short, behind)
