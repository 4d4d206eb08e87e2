"""Draft and references in the words of a report, and their short names after the first mention.

Every report gives the full name of a document once, at its head; after that "Kế hoạch số 80" is enough.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from compare.model import Kind, Party, Review
from extract.kept import kept
from extract.language import writing
from extract.model import Masthead
from templates import words
from templates.report.quotes import PartyView

_AROUND = re.compile("(“[^“”]*”)")
_QUOTE = re.compile("“[^“”]*”")


def draft_view(party: Party) -> PartyView:
    """The draft, with the column "Dự thảo"."""
    return _party(party, words.word("document", "draft"))


def reference_views(parties: Sequence[Party], names: Names | None = None) -> tuple[PartyView, ...]:
    """The references, with columns named by level, and by number where two share a level; ``names`` are short ones."""
    levels = [_level(party.masthead) for party in parties]
    return tuple(
        _party(
            party,
            level if levels.count(level) == 1 else f"{level} ({_label(party, index)})",
            names.of(index - 1) if names else writing.document(party.masthead, full=False),
        )
        for index, (party, level) in enumerate(zip(parties, levels, strict=True), 1)
    )


def _level(head: Masthead) -> str:
    """The level in words, such as "Trung ương", "Thành phố"; "Văn bản" where it is not known."""
    return writing.capitalised(writing.level(head.level, place=head.place, unknown="văn bản"))


def _label(party: Party, index: int) -> str:
    return party.masthead.number or str(index)


def _party(party: Party, column: str, short: str | None = None) -> PartyView:
    head, source = party.masthead, party.source
    name = writing.document(head, full=False, alone=True)
    return PartyView(
        column=column,
        upper=short is not None,
        name=name,
        short=writing.capitalised(short or name),
        full=writing.document(head, alone=True),
        heading=_heading(head),
        number=head.number or words.word("document", "no_number"),
        date=writing.date(head.date) if head.date else "",
        issuer=head.issuer or "",
        title=_title(head),
        about=writing.capitalised(_bare_title(head)),
        period=writing.years(head.period.start, head.period.end, named=False) if head.period else "",
        file=source.name,
        format=source.format,
        pages=str(source.pages) if source.pages is not None else "",
        sha256=source.sha256,
        warnings=source.warnings,
    )


def _bare_title(head: Masthead) -> str:
    title = writing.title(head)
    return title[0].lower() + title[1:] if title[1:2].islower() else title


def _title(head: Masthead) -> str:
    """The title, such as "Kế hoạch thực hiện Chương trình …"; "" where the document has none."""
    title = _bare_title(head)
    if not title or head.kind is None or title.casefold().startswith(head.kind.casefold()):
        return writing.capitalised(title)
    return f"{head.kind} {title}"


def _heading(head: Masthead) -> str:
    """The document in a heading, such as "dự thảo Kế hoạch thực hiện Chương trình …"."""
    kind = head.kind or words.word("document", "unnamed")
    title = _bare_title(head)
    name = title if title.casefold().startswith(kind.casefold()) else f"{kind} {title}"
    if head.number:
        name = f"{writing.document(head, full=False)} {title}"
    draft = words.word("document", "draft").lower()
    return " ".join([draft, name] if head.is_draft or not head.number else [name]).strip()


class Size(StrEnum):
    """How much of a document's name a text needs."""

    WHOLE = "whole"
    """All, since the number, the date or the issuer is what is asked for."""
    NAMED = "named"
    """Number and issuer, since two plans may be confused."""
    SHORT = "short"
    """Kind and number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """The names of the references of a review: ``(full, named, short)`` for each."""

    documents: tuple[tuple[str, str, str], ...]

    def of(self, plan: int) -> str:
        """The short name of a reference, such as "Kế hoạch số 80"."""
        return self.documents[plan][2]

    def fit(self, text: str, kind: Kind) -> str:
        """The sentence of a finding with names as short as its kind allows."""
        return self.cut(text, size_of(kind))

    def cut(self, text: str, size: Size = Size.SHORT) -> str:
        """A text with shorter names; quotes of documents stay as they are."""
        if size is Size.WHOLE or not text:
            return text
        for full, named, short in self.documents:
            text = text.replace(full, named if size is Size.NAMED else short)
        return "".join(part if part.startswith("“") else _bodies(part) for part in _AROUND.split(text))


def names_of(review: Review) -> Names:
    """The names of the references; a number without its letters only where no other document has it."""
    told = " ".join(
        [
            _QUOTE.sub("", text)
            for finding in review.findings
            for text in (finding.message, finding.suggestion or "")
        ]
        + [writing.document(party.masthead) for party in review.references]
    )
    return Names(
        documents=tuple(
            (writing.document(head), _bodies(_undated(head)), _short(head, told))
            for head in (party.masthead for party in review.references)
        )
    )


def own_name(review: Review) -> str:
    """The short name of the draft itself, such as "Kế hoạch số 214", which no reference has."""
    return _short(
        review.draft.masthead, " ".join(writing.document(party.masthead) for party in review.references)
    )


@kept(100)
def size_of(kind: Kind) -> Size:
    """How much of the names a finding of this kind needs."""
    sizes = words.table("naming")
    return next((size for size in Size if kind.value in sizes.get(size.value, ())), Size.SHORT)


def _short(head: Masthead, told: str) -> str:
    """Kind and number; the letters of the number, or the issuer, where another document in ``told`` is like it."""
    name = writing.document(head, full=False)
    number = head.number or ""
    digits, slash, _ = number.partition("/")
    if not slash:
        return name if number else _bodies(writing.document(head))
    brief = name.removesuffix(number) + digits
    if re.search(rf"{re.escape(brief)}/(?!{re.escape(number[len(digits) + 1 :])})", told):
        brief = name
    issuers = re.findall(rf"{re.escape(name)}(?: ngày \S+)? của ([^,;:.“”]+)", told)
    own = _bodies(head.issuer or "")
    if any(not _bodies(issuer).startswith(own) for issuer in issuers):
        return _bodies(_undated(head))
    for long, short in words.table("carried").items():
        brief = brief.replace(long, short)
    return brief


def _undated(head: Masthead) -> str:
    dated, date = writing.document(head), head.date
    return dated.replace(f" {writing.when(date)}", "", 1) if date else dated


def _bodies(text: str) -> str:
    for body, short in words.table("short").items():
        text = text.replace(body, short)
    return text
