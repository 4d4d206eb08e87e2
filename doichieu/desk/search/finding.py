"""The search over all targets: words, unit, deadline, value, and what the document is.

Words are looked up in an index where the database has one (SQLite with FTS5), else in the rows. A word with marks must
stand in the target with these marks; where nothing does, the search is done without marks and says so.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.expressions import RawSQL
from django.db.models.functions import Trim

from doichieu.desk.store.models import Document, Level, Round, TargetRow
from doichieu.desk.words import unmarked
from extract.language.numerals import parse_figure

ON_A_PAGE = 50
MOST = 500
"""Hits that are counted; beyond that they are "more than 500"."""
_CHOICES = 1000
_TAKEN = 2 * MOST
"""Rows with common words that are looked at first."""
_NUMBER = r"(\d+(?:[.,]\d+)*)"
_RANGE = re.compile(rf"^{_NUMBER}\s*(?:-|–|đến|\.\.)\s*{_NUMBER}$")
_BOUND = re.compile(rf"^(>=|≥|<=|≤|>|<|=)?\s*{_NUMBER}$")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Wanted:
    """What is looked for; "" for what does not matter."""

    words: str = ""
    unit: str = ""
    year: str = ""
    value: str = ""
    level: str = ""
    """"upper", "draft", or the level of the issuer: "province"."""
    place: str = ""
    """The unit of the document."""

    @property
    def empty(self) -> bool:
        return self == Wanted()


@dataclass(frozen=True)
class Hit:
    """One target with its document; of a draft with its review and the number of its round."""

    row: TargetRow
    document: Document
    review: int | None
    round: int = 0


@dataclass(frozen=True)
class Page:
    """One page of hits; ``count`` ends at ``MOST``."""

    hits: tuple[Hit, ...] = ()
    count: int = 0
    number: int = 1
    more: bool = False
    """There are more than ``MOST``."""
    without_marks: bool = False
    """Nothing has the words with their marks: these have them without."""
    bad_value: bool = False
    """The value could not be understood, and was left out."""
    pages: tuple[int, ...] = field(default=())


def find(wanted: Wanted, number: int = 1) -> Page:
    """A page of the targets that fit, the newest documents first; of more than ``MOST`` any are taken."""
    if wanted.empty:
        return Page()
    marked = unmarked(wanted.words) != _lower(wanted.words)
    page = _page(wanted, number, marked=marked)
    if marked and not page.count:
        page = replace(_page(wanted, number, marked=False), without_marks=True)
        return page if page.count else replace(page, without_marks=False)
    return page


def _page(wanted: Wanted, number: int, *, marked: bool) -> Page:
    value = _value(wanted.value)
    keys = _keys(_rows(wanted, value), wanted, marked=marked)
    count = min(len(keys), MOST)
    last = max(1, -(-count // ON_A_PAGE))
    number = min(max(1, number), last)
    here = keys[:MOST][(number - 1) * ON_A_PAGE : number * ON_A_PAGE]
    return Page(
        hits=tuple(_hits(here)),
        count=count,
        number=number,
        more=len(keys) > MOST,
        bad_value=bool(wanted.value.strip()) and value is None,
        pages=tuple(range(1, last + 1)),
    )


def _keys(rows: QuerySet[TargetRow], wanted: Wanted, *, marked: bool) -> list[int]:
    """The ids of at most ``MOST`` + 1 rows, the newest first.

    Not sorted by the database: to sort all that fit takes longer than to find enough.
    """
    words = _WORD.findall(_lower(wanted.words) if marked else unmarked(wanted.words))
    alone = bool(words) and wanted == Wanted(words=wanted.words)
    for limit in (_TAKEN, 0) if alone else (0,):
        found = _with_words(rows, words, limit, marked=marked) if words else rows
        keys = list(found.order_by().values_list("pk", flat=True)[: MOST + 1])
        if len(keys) > MOST:
            break
    return sorted(keys, reverse=True)


def _rows(wanted: Wanted, value: Q | None) -> QuerySet[TargetRow]:
    documents = Document.objects.filter(hidden=False)
    if wanted.level in Level.values:
        documents = documents.filter(level=wanted.level)
    elif wanted.level:
        documents = documents.filter(rank=wanted.level)
    if wanted.place:
        documents = documents.filter(unit=wanted.place)
    if wanted.place or wanted.level:
        found = TargetRow.objects.filter(reading__in=documents.values("reading"))
    else:
        found = TargetRow.objects.filter(Exists(documents.filter(reading=OuterRef("reading"))))
    if wanted.unit:
        # Not by the index of units: so many rows have one unit that to look each up takes longer than to pass by all.
        found = found.annotate(counted=Trim("unit")).filter(counted=wanted.unit)
    if wanted.year:
        found = found.filter(deadline__startswith=wanted.year)
    if value is not None:
        found = found.filter(value)
    return found


def _with_words(
    found: QuerySet[TargetRow], words: list[str], limit: int, *, marked: bool
) -> QuerySet[TargetRow]:
    """The rows that hold all words; with ``limit`` only the newest of them are looked at."""
    if has_index():
        # Within quotation marks nothing is an operator; the word still being typed may go on.
        query = " ".join(f'"{word}"' for word in words) + "*"
        column = "text" if marked else "folded"
        newest = f" ORDER BY rowid DESC LIMIT {limit:d}" if limit else ""
        match = RawSQL(
            f"SELECT rowid FROM store_words WHERE store_words MATCH %s{newest}", [f"{{{column}}}: ({query})"]
        )
        return found.filter(pk__in=match)
    for word in words:
        found = found.filter(Q(text__icontains=word) if marked else Q(folded__contains=word))
    return found


def has_index() -> bool:
    """Whether the database has the index of words."""
    if connection.vendor != "sqlite":
        return False
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM sqlite_master WHERE name = 'store_words'")
        return cursor.fetchone() is not None


def _value(text: str) -> Q | None:
    """The condition of "≥ 60", "60-80", "60"; None for what is no number."""
    told = text.strip().rstrip("%").strip()
    if span := _RANGE.match(told):
        low, high = (parse_figure(one) for one in span.groups())
        return (Q(low__gte=low) | Q(low=None, high__gte=low)) & (
            Q(high__lte=high) | Q(high=None, low__lte=high)
        )
    if not (one := _BOUND.match(told)):
        return None
    sign, number = one.group(1) or "=", parse_figure(one.group(2))
    name = {">=": "gte", "≥": "gte", "<=": "lte", "≤": "lte", ">": "gt", "<": "lt", "=": ""}[sign]
    if not name:
        return Q(low=number) | Q(high=number)
    first, other = ("low", "high") if name.startswith("g") else ("high", "low")
    return Q(**{f"{first}__{name}": number}) | Q(**{first: None, f"{other}__{name}": number})


def _hits(keys: Iterable[int]) -> list[Hit]:
    """The hits of some rows, in the order given, with a fixed number of queries."""
    order = list(keys)
    rows = TargetRow.objects.in_bulk(order)
    documents: dict[int | None, Document] = {}
    readings = {row.reading_id for row in rows.values()}
    for document in Document.objects.filter(reading__in=readings, hidden=False).order_by("pk"):
        # A file that was sent again has a newer document; the library's goes before a draft of the same file.
        known = documents.get(document.reading_id)
        if known is None or known.level != Level.UPPER:
            documents[document.reading_id] = document
    rounds = _rounds([document.pk for document in documents.values()])
    return [
        Hit(row, documents[row.reading_id], *rounds.get(documents[row.reading_id].pk, (None, 0)))
        for row in (rows[key] for key in order if key in rows)
        if row.reading_id in documents
    ]


def _rounds(documents: list[int]) -> dict[int, tuple[int, int]]:
    """(review, number of the round) by draft."""
    found = Round.objects.filter(draft__in=documents).values_list("draft_id", "review_id", "number")
    return {draft: (review, number) for draft, review, number in found}


def choices() -> dict[str, list[str]]:
    """What can be chosen: the units of measure, and the places of documents."""
    places = Document.objects.filter(hidden=False).exclude(unit="").values_list("unit", flat=True)
    units = TargetRow.objects.exclude(unit="").order_by("unit").values_list("unit", flat=True).distinct()
    return {"places": sorted(set(places))[:_CHOICES], "units": list(units[:_CHOICES])}


def _lower(text: str) -> str:
    return unicodedata.normalize("NFC", text).lower()
