"""Draft and references as a report names them."""

from __future__ import annotations

from collections.abc import Sequence

from compare.model import Party
from extract.language import writing
from extract.model import Masthead
from templates import words
from templates.report.quotes import PartyView


def draft_view(party: Party) -> PartyView:
    """The draft, whose column is "Dự thảo"."""
    return _party(party, words.word("document", "draft"))


def reference_views(parties: Sequence[Party]) -> tuple[PartyView, ...]:
    """Columns are named by level; two references of one level also by their number."""
    levels = [_level(party.masthead) for party in parties]
    return tuple(
        _party(party, level if levels.count(level) == 1 else f"{level} ({_short(party, index)})")
        for index, (party, level) in enumerate(zip(parties, levels, strict=True), 1)
    )


def _level(head: Masthead) -> str:
    """Such as "Trung ương", "Thành phố"; "Văn bản" where the level is not known."""
    return writing.capitalised(writing.level(head.level, place=head.place, unknown="văn bản"))


def _short(party: Party, index: int) -> str:
    return party.masthead.number or str(index)


def _party(party: Party, column: str) -> PartyView:
    head, source = party.masthead, party.source
    return PartyView(
        column=column,
        name=writing.document(head, full=False, alone=True),
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
    title = " ".join((head.title or head.programme or "").split())
    # A title in capitals stays as it is.
    return title[0].lower() + title[1:] if title[1:2].islower() else title


def _title(head: Masthead) -> str:
    """Such as "Kế hoạch thực hiện Chương trình …"; "" where the document has no title."""
    title = _bare_title(head)
    if not title or head.kind is None or title.casefold().startswith(head.kind.casefold()):
        return writing.capitalised(title)
    return f"{head.kind} {title}"


def _heading(head: Masthead) -> str:
    """Such as "dự thảo Kế hoạch thực hiện Chương trình …"."""
    kind = head.kind or words.word("document", "unnamed")
    title = _bare_title(head)
    name = title if title.casefold().startswith(kind.casefold()) else f"{kind} {title}"
    if head.number:
        name = f"{writing.document(head, full=False)} {title}"
    draft = words.word("document", "draft").lower()
    return " ".join([draft, name] if head.is_draft or not head.number else [name]).strip()
