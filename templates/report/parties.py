"""Draft and references as a report names them."""

from __future__ import annotations

from collections.abc import Sequence

from compare.model import Party
from extract.model import Masthead
from templates import words
from templates.report.quotes import PartyView


def draft_view(party: Party) -> PartyView:
    """The draft, whose column is "Dự thảo"."""
    return _party(party, words.word("document", "draft"))


def reference_views(parties: Sequence[Party]) -> tuple[PartyView, ...]:
    """Columns are named by level; two references of one level also by their number."""
    levels = [words.level_word(party.masthead) for party in parties]
    return tuple(
        _party(party, level if levels.count(level) == 1 else f"{level} ({_short(party, index)})")
        for index, (party, level) in enumerate(zip(parties, levels, strict=True), 1)
    )


def _short(party: Party, index: int) -> str:
    return party.masthead.number or str(index)


def _party(party: Party, column: str) -> PartyView:
    head, source = party.masthead, party.source
    return PartyView(
        column=column,
        name=words.document_name(head),
        full=words.document_name(head, full=True),
        heading=_heading(head),
        number=head.number or words.word("document", "no_number"),
        date=words.day(head.date) if head.date else "",
        issuer=head.issuer or "",
        title=_title(head),
        about=words.first_upper(_bare_title(head)),
        period=words.years(head.period) if head.period else "",
        file=source.name,
        format=source.format,
        pages=str(source.pages) if source.pages is not None else "",
        sha256=source.sha256,
        warnings=source.warnings,
    )


def _bare_title(head: Masthead) -> str:
    title = " ".join((head.title or head.programme or "").split())
    # A title in capitals stays as it is.
    return title[0].lower() + title[1:] if title[1:2].islower() else title


def _title(head: Masthead) -> str:
    """Such as "Kế hoạch thực hiện Chương trình …"; "" where the document has no title."""
    title = _bare_title(head)
    if not title or head.kind is None or title.casefold().startswith(head.kind.casefold()):
        return words.first_upper(title)
    return f"{head.kind} {title}"


def _heading(head: Masthead) -> str:
    """Such as "dự thảo Kế hoạch thực hiện Chương trình …"."""
    kind = head.kind or words.word("document", "unnamed")
    title = _bare_title(head)
    name = title if title.casefold().startswith(kind.casefold()) else f"{kind} {title}"
    if head.number:
        name = f"{words.document_name(head)} {title}"
    draft = words.word("document", "draft").lower()
    return " ".join([draft, name] if head.is_draft or not head.number else [name]).strip()
