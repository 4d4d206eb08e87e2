"""Documents named in a plan: ``find_citations``.

    citation := kind? "số"? number ("," | "(")? date? ("của" issuer)? date?

A kind may stand before a list ("các Quyết định: số 12/QĐ-TTg ngày …; số 15/QĐ-TTg ngày …"). A document named
twice is one citation: a basis outweighs a mention, and a known date fills an unknown one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from extract.citations.issuers import issuer_at, issuer_before, issuer_place
from extract.language.agencies import Body
from extract.language.dates import WrittenDate, match_date
from extract.language.document_numbers import Number, find_numbers
from extract.language.lexicon import fold
from extract.language.phrases import composed, phrases, spelt
from extract.masthead.reading import Reading
from extract.model import Anchor, Citation, CitationRole, Document, Level, Masthead, Note
from extract.traced import Paragraph, Traced, anchor

# Between number and date: "số 12/QĐ-TTg, ngày …", "(ngày …)", "ký ngày".
_GLUE = re.compile(r"\s*[,(]?\s*(?:ký\s+|ban\s+hành\s+)?(?=ngày|\d)")
# "được Quốc hội khóa XIV thông qua ngày …"
_ADOPTED = re.compile(
    r"[\s,(]*(?:đã\s+)?được\s+(?P<body>[^;.]{3,60}?)\s+(?:ban\s+hành|thông\s+qua)\s*,?\s*(?=ngày)"
)
# ", Ủy ban nhân dân huyện ban hành Kế hoạch … như sau:" opens the plan and is no matter of the document before it.
_OPENS = re.compile(r"(?:^|[,)])[\s,]*[A-ZĐỦ]\w+ [^;]*?\b(?:ban hành|xây dựng|triển khai)\b[^;]*\bsau\s*:?$")
_YEAR_ONLY = re.compile(r"\s*,?\s*năm\s+((?:19|20)\d\d)(?!\d)")
_NUMBER_WORD = re.compile(r"(?:số|sô)\s*:?\s*$")
_BEFORE = 200
"""Characters before a number in which its kind is searched for."""
# A number between a kind and another number: the kind belongs to the number next to it.
_NUMBER_BETWEEN = re.compile(r"\d\s?/\s?[A-ZĐ\d]")
_MENTIONS = spelt("documents", "mentions")
# "Quyết định số", "Nghị định", "Luật Trẻ em số", up to the number.
_KIND_RIGHT_BEFORE = composed(r"(?<!\w)(?P<kind><<kinds>>)(?:\s*[:,]?\s*số)?\s*:?\s*$", kinds=_MENTIONS)
_NAMED_BEFORE = composed(
    r"(?<!\w)(?P<kind><<named>>)\s[^;,.:\d]{1,80}?\s\(?số\s*:?\s*$",
    named=phrases("documents", "named_before_number"),
)
_FORMS = composed(r"(?<!\w)<<words>>\s*:?\s*$", words=phrases("documents", "form_words"))


@dataclass(frozen=True, slots=True)
class _Found:
    """A citation with the attributes by which another citation of the same document is recognised."""

    citation: Citation
    number: Number
    year: int | None
    level: Level | None


def find_citations(
    paragraphs: Sequence[Paragraph], document: Document, reading: Reading
) -> tuple[Citation, ...]:
    """Every document named in title, body and appendix, in the order of first mention.

    The document's own number is no citation, neither in the masthead nor where the text repeats it.
    Documents that only footnotes name come last.
    """
    own = [
        (masthead, frozenset(number.key for number in find_numbers(masthead.number or "")))
        for masthead in (reading.masthead, reading.masthead.carrier)
        if masthead
    ]
    found: list[_Found] = []
    places: dict[str, list[int]] = {}
    for index in (*reading.carrier_body, *reading.title, *reading.body, *reading.appendix):
        is_basis = index in reading.bases or (index in reading.title and _carries_out(paragraphs[index]))
        role = CitationRole.BASIS if is_basis else CitationRole.MENTION
        for new in _in_paragraph(paragraphs[index], document, role):
            if not any(_is_own(new, *one) for one in own):
                _merge(found, places.setdefault(new.number.key, []), new)
    for note in document.notes:
        for new in _in_note(note, document):
            if not any(_is_own(new, *one) for one in own):
                _merge(found, places.setdefault(new.number.key, []), new)
    return tuple(item.citation for item in found)


def _is_own(found: _Found, masthead: Masthead, keys: AbstractSet[str]) -> bool:
    """Whether the document names itself: one of the ``keys`` of its own number, and no contradicting date or level."""
    if found.number.key not in keys:
        return False
    if found.citation.date:
        return found.citation.date == masthead.date
    return found.level is None or found.level is masthead.level


def _carries_out(paragraph: Paragraph) -> bool:
    """Whether a title says that the plan carries out the documents it names."""
    return "thực hiện" in fold(paragraph.text.text) or "triển khai" in fold(paragraph.text.text)


def _merge(found: list[_Found], places: list[int], new: _Found) -> None:
    """Add ``new``, or merge it into the citation of its document; ``places`` are indices of its number in ``found``."""
    for at in places:
        old = found[at]
        if not _same_document(old, new):
            continue
        known, added = old.citation, new.citation
        risen = added.role is CitationRole.BASIS and known.role is CitationRole.MENTION
        merged = replace(
            known,
            kind=known.kind or added.kind,
            date=known.date or added.date,
            issuer=_fuller(known.issuer, added.issuer),
            place=known.place or added.place,
            role=CitationRole.BASIS if risen else known.role,
            anchor=added.anchor if risen else known.anchor,
        )
        found[at] = replace(old, citation=merged, year=old.year or new.year, level=old.level or new.level)
        return
    places.append(len(found))
    found.append(new)


def _same_document(old: _Found, new: _Found) -> bool:
    """Whether two citations with one number have no contradicting date, level or place."""
    left, right = old.citation, new.citation
    if left.date and right.date:
        return left.date == right.date
    if old.year and new.year and old.year != new.year:
        return False
    if old.level and new.level and old.level is not new.level:
        return False
    return not (left.place and right.place and fold(left.place) != fold(right.place))


def _fuller(known: str | None, added: str | None) -> str | None:
    if known and added and fold(added).startswith(fold(known)):
        return added
    return known or added


def _in_paragraph(paragraph: Paragraph, document: Document, role: CitationRole) -> Iterator[_Found]:
    text = paragraph.text.text
    numbers = [number for number in find_numbers(text) if _is_cited(text, number)]
    kinds = [_kind_before(text, number) for number in numbers]
    before: tuple[Number, Body | None] | None = None
    for position, number in enumerate(numbers):
        start, kind = kinds[position]
        if kind is None and position and not number.has_kind:
            kind = kinds[position - 1][1]
        limit = kinds[position + 1][0] if position + 1 < len(numbers) else len(text)
        end, written, year, body = _details(text, number, limit)
        body = body or issuer_before(text, start)
        if body is None and before and number.parts[-1] == before[0].parts[-1]:
            body = _carried(text, number, before)
        before = (number, body)
        citation = Citation(
            number=number.text,
            kind=kind or number.kind,
            date=written.iso if written else None,
            issuer=body.name if body else number.issuer,
            place=issuer_place(text, body, number, limit),
            role=role,
            anchor=anchor(document, paragraph.text[start:end]),
            about=_about(text[end:limit]),
        )
        yield _Found(
            citation,
            number,
            (written.year if written else None) or year or number.year,
            body.level if body else None,
        )


def _in_note(note: Note, document: Document) -> Iterator[_Found]:
    """Mentions in a footnote; their place is the empty end of the text, which does not hold footnotes."""
    end = len(document.text)
    place = Anchor(file=document.name, page=note.page, paragraph=len(document.blocks) - 1, start=end, end=end)
    for new in _in_paragraph(Paragraph(text=Traced.of(note.text), index=0), document, CitationRole.MENTION):
        yield replace(new, citation=replace(new.citation, anchor=place))


def _about(rest: str) -> str | None:
    """The matter behind a citation, up to the end of its clause: "về việc thực hiện Chương trình …"."""
    said = re.split(r"[;.](?:\s|$)", rest, maxsplit=1)[0]
    return _OPENS.sub("", said).lstrip(" ,)").rstrip(" ,") or None


def _carried(text: str, number: Number, before: tuple[Number, Body | None]) -> Body | None:
    """The issuer of the number before in one sentence: "UBND tỉnh ban hành Quyết định số …; Kế hoạch …"."""
    between = text[before[0].end : number.start]
    body = before[1]
    if body is None or re.search(r"\.\s", between):
        return None
    return replace(body, unit=replace(body.unit, name=None) if body.unit else None)


def _is_cited(text: str, number: Number) -> bool:
    """Whether a number is that of a document, by a word before it or by its shape."""
    before = (fold(text), max(0, number.start - _BEFORE), number.start)
    if _FORMS.search(*before):
        return False
    return number.certain or bool(_NUMBER_WORD.search(*before)) or _find_kind(*before) is not None


def _kind_before(text: str, number: Number) -> tuple[int, str | None]:
    """The start of the citation, and the kind before its number."""
    folded = fold(text)
    found = _find_kind(folded, max(0, number.start - _BEFORE), number.start)
    if found and not _NUMBER_BETWEEN.search(text[found.start() : number.start]):
        return found.start(), _MENTIONS[found["kind"]]
    word = _NUMBER_WORD.search(folded, max(0, number.start - 8), number.start)
    return (word.start() if word else number.start), None


def _find_kind(folded: str, start: int, end: int) -> re.Match[str] | None:
    """The kind right before a number, else the kind of a law before its name: "Luật Trẻ em số …"."""
    return _KIND_RIGHT_BEFORE.search(folded, start, end) or _NAMED_BEFORE.search(folded, start, end)


def _details(
    text: str, number: Number, limit: int
) -> tuple[int, WrittenDate | None, int | None, Body | None]:
    """End, date, year and issuer of the citation behind a number; date and issuer come in either order."""
    end, written, body = number.end, None, None
    year_only = _YEAR_ONLY.match(text, end)
    year = int(year_only.group(1)) if year_only else None
    end = year_only.end() if year_only else end
    for _ in range(2):
        if written is None:
            written, end = _date_at(text, end, limit)
        if body is None:
            body, end = issuer_at(text, end, number, limit)
    adopted = _ADOPTED.match(text, end) if written is None else None
    if adopted and adopted.end() < limit:
        written, end = _date_at(text, adopted.end(), limit)
    return end, written, year, body


def _date_at(text: str, at: int, limit: int) -> tuple[WrittenDate | None, int]:
    glue = _GLUE.match(text, at)
    written = match_date(text, glue.end()) if glue else None
    return (written, written.end) if written and written.end <= limit else (None, at)
