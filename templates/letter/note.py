"""The note of a review against a file that may be the wrong one: it stays in the office, and no letter is written."""

from __future__ import annotations

from dataclasses import dataclass

from compare.model import Review
from extract.language import writing
from templates.letter.arrange import subject_of
from templates.letter.office import Office
from templates.letter.stage import stage_of
from templates.report.cards import cards
from templates.report.conclusion import doubted, leading, parted, sentences
from templates.report.parties import names_of
from templates.words import phrase, word


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """The note in words."""

    office: str
    """The office that reviews, in capitals."""
    title: str
    """What it is."""
    inner: str
    """The line under the title: to whom it is not sent."""
    lines: tuple[str, ...]
    """What is amiss with the files, what could be compared, what is to be done; one paragraph each."""
    author: str
    """Who makes the note: a blank."""
    dated: str
    """Place and day, with blanks."""


def note_of(review: Review, office: Office) -> Note | None:
    """The note on the files of a review; None where no open finding doubts them, so that a letter can be written."""
    unsure = doubted(review)
    if not unsure:
        return None
    blank = word("official", "short_blank")
    names = names_of(review)
    issuer = review.draft.masthead.issuer or word("card", "drafter")
    draft = subject_of(stage_of(review, office), review)
    first, _, rest = sentences(review, cards(parted(review)[0]), whole=True)
    return Note(
        office=(office.name or word("official", "blank")).upper(),
        title=word("note", "title"),
        inner=phrase("note", "inner", issuer=issuer),
        lines=(
            phrase("note", "draft", draft=draft),
            *leading(review, notes=False),
            first + rest,
            phrase(
                "note", "next", issuer=issuer, doubted=writing.listed([names.of(n) for n in sorted(unsure)])
            ),
        ),
        author=phrase("note", "author", blank=word("official", "blank")),
        dated=phrase("official", "dated", place=office.place or blank, blank=blank),
    )
