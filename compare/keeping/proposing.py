"""Documents that plans cite and no register has, as proposals for an office's own register.

A citation may be wrong: a proposal becomes a row only when a human takes it over, and says in which plan it was read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from compare.keeping.writing import toml_of
from compare.lineage.citing import plain
from compare.lineage.register import register_of
from compare.words import table
from extract.language import writing
from extract.language.agencies import read_body
from extract.language.lexicon import fold
from extract.model import Citation, CitationRole, Level, Plan

_LONGEST = 300
"""Letters of a title; more is a run of text that the reader did not cut."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A document with the plans that cite it; ``others`` are other dates or titles for the same number."""

    kind: str
    number: str
    date: str
    title: str
    issuer: str
    plans: tuple[str, ...]
    others: tuple[str, ...] = ()


def proposals(plans: Sequence[Plan], paths: Sequence[Path] = ()) -> tuple[Proposal, ...]:
    """The bases with number, date and title that no register has, in the order of their first citation.

    A document of a local body is left out: it serves one plan, no register. Raises ``HandwrittenError``.
    """
    known = {plain(document.number) for document in register_of(paths).documents}
    found: dict[tuple[str, str], list[tuple[Citation, str]]] = {}
    for plan in plans:
        name = writing.document(plan.masthead, alone=True)
        for citation in _whole(plan.citations):
            if plain(citation.number) not in known:
                found.setdefault((plain(citation.number), fold(citation.issuer or "")), []).append(
                    (citation, name)
                )
    return tuple(_proposal(cited) for cited in found.values())


def _whole(citations: Iterable[Citation]) -> Iterator[Citation]:
    """The bases of the nation with all that a row needs."""
    for citation in citations:
        told = (citation.kind, citation.date, citation.issuer, (citation.about or "").strip())
        if (
            citation.role is CitationRole.BASIS
            and all(told)
            and citation.place is None
            and not _local(citation)
        ):
            yield citation


def _local(citation: Citation) -> bool:
    """Whether the issuer is a body of a province or below."""
    issuer = citation.issuer or ""
    nameless = any(word in fold(issuer) for word in table("naming")["councils"])
    return nameless or read_body(issuer).level in (Level.PROVINCE, Level.DISTRICT, Level.COMMUNE)


def _proposal(cited: Sequence[tuple[Citation, str]]) -> Proposal:
    first = cited[0][0]
    same = (first.date, _title(first))
    others = dict.fromkeys(
        f"{writing.date(one.date or '')}: {_title(one)} ({name})"
        for one, name in cited
        if (one.date, _title(one)) != same
    )
    return Proposal(
        kind=first.kind or "",
        number=first.number,
        date=first.date or "",
        title=_title(first),
        issuer=first.issuer or "",
        plans=tuple(dict.fromkeys(name for _, name in cited)),
        others=tuple(others),
    )


def _title(citation: Citation) -> str:
    """The matter without the words that lead to it: "về việc phê duyệt Chương trình …" → "Chương trình …"."""
    text = " ".join((citation.about or "").split()).strip(" ,;.")
    leads = table("keeping")["titles"]["leads"]
    while lead := next((lead for lead in leads if fold(text).startswith(f"{lead} ")), None):
        text = text[len(lead) :].strip()
    return writing.capitalised(text[:_LONGEST])


def as_file(found: Sequence[Proposal]) -> str:
    """The proposals as a file in the form of an own register; each row says that nobody has read the document."""
    pieces = [table("keeping")["proposals"]["head"].strip()]
    for proposal in found:
        notes = [f"# {other}" for other in proposal.others]
        values = {
            "kind": proposal.kind,
            "number": proposal.number,
            "date": proposal.date,
            "title": proposal.title,
            "issuer": proposal.issuer,
            "source": table("keeping")["proposals"]["source"].format(plans="; ".join(proposal.plans)),
            "memory": ["number", "date", "title"],
        }
        pieces.append("\n".join([*notes, toml_of("documents", values)]))
    return "\n\n".join(pieces) + "\n"
