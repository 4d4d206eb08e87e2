"""The search over all targets: words, unit, deadline, value, and what the document is.

Words and filters are looked up in one index where the database has one (SQLite with FTS5), newest rows first and no
more than are shown; else in the rows. A word with marks must stand in the target with these marks; where nothing does,
the search is done without marks and says so.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cache, lru_cache

from django.db import connection
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Trim

from doichieu.desk.store import targets
from doichieu.desk.store.models import Document, Level, Reading, Round, TargetRow
from doichieu.desk.words import unmarked
from extract.language.numerals import parse_figure

ON_A_PAGE = 50
MOST = 500
"""Hits that are counted; beyond that they are "more than 500"."""
_CHOICES = 1000
_YEAR = len("y2025")
_FEW = 50
"""Readings that are left out one by one; else those that are meant are named."""
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
    found = _indexed if has_index() else _in_rows
    keys = found(wanted, value, marked=marked)
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


def _indexed(wanted: Wanted, value: Value | None, *, marked: bool) -> list[int]:
    """The ids of at most ``MOST`` + 1 rows, the newest first, by the index of words."""
    words = _words(wanted, marked=marked)
    conditions = list(value.terms()) if value is not None else []
    if words:
        # Within quotation marks nothing is an operator; the word still being typed may go on.
        told = " ".join(f'"{word}"' for word in words)
        conditions.append(f"{'text' if marked else 'folded'}: ({told}*)")
    if wanted.unit:
        conditions.append(targets.any_of([targets.of_unit(wanted.unit)]))
    if wanted.year:
        time = targets.of_time(wanted.year)
        conditions.append(f"facts: ({time}{'' if len(time) == _YEAR else '*'})" if time else "")
    away = _readings(wanted, others=True)
    if not conditions or ((wanted.level or wanted.place) and len(away) > _FEW):
        shown = _readings(wanted)
        conditions.append(targets.any_of(map(targets.of_reading, shown)) if shown else "")
        away = []
    if "" in conditions:
        return []
    match = " AND ".join(f"({one})" for one in conditions)
    if away:
        match = f"({match}) NOT {targets.any_of(map(targets.of_reading, away))}"
    check, numbers = value.sql() if value is not None else ("", [])
    rows = f" CROSS JOIN store_targetrow t ON t.id = w.rowid AND {check}" if check else ""
    query = (
        f"SELECT w.rowid FROM store_words w{rows} WHERE store_words MATCH %s ORDER BY w.rowid DESC LIMIT %s"
    )
    with connection.cursor() as cursor:
        cursor.execute(query, [*numbers, match, MOST + 1])
        return [key for (key,) in cursor.fetchall()]


def _in_rows(wanted: Wanted, value: Value | None, *, marked: bool) -> list[int]:
    """The same by the rows themselves."""
    found = TargetRow.objects.filter(reading__in=_readings(wanted))
    if wanted.unit:
        found = found.annotate(counted=Trim("unit")).filter(counted=wanted.unit)
    if wanted.year:
        found = found.filter(deadline__startswith=wanted.year)
    if value is not None:
        found = found.filter(value.rows())
    for word in _words(wanted, marked=marked):
        found = found.filter(Q(text__icontains=word) if marked else Q(folded__contains=word))
    return list(found.order_by("-pk").values_list("pk", flat=True)[: MOST + 1])


def _words(wanted: Wanted, *, marked: bool) -> list[str]:
    return _WORD.findall(_lower(wanted.words) if marked else unmarked(wanted.words))


def _readings(wanted: Wanted, *, others: bool = False) -> list[int]:
    """The readings of the documents that are meant, or those of no such document."""
    documents = Document.objects.filter(hidden=False)
    if wanted.level in Level.values:
        documents = documents.filter(level=wanted.level)
    elif wanted.level:
        documents = documents.filter(rank=wanted.level)
    if wanted.place:
        documents = documents.filter(unit=wanted.place)
    meant = Exists(documents.filter(reading=OuterRef("pk")))
    return list(Reading.objects.filter(~meant if others else meant).values_list("pk", flat=True))


@cache
def has_index() -> bool:
    """Whether the database has the index of words; that does not change while the program runs."""
    if connection.vendor != "sqlite":
        return False
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM sqlite_master WHERE name = 'store_words'")
        return cursor.fetchone() is not None


@dataclass(frozen=True)
class Value:
    """A condition on the value of a row: each of ``ends`` is an end of it, a sign and a number.

    Where a row has only the other end, that is compared. ``equal``: one of its ends is the number.
    """

    ends: tuple[tuple[str, str, Decimal], ...] = ()
    equal: Decimal | None = None

    def rows(self) -> Q:
        """The condition on rows."""
        if self.equal is not None:
            return Q(low=self.equal) | Q(high=self.equal)
        found = Q()
        for end, sign, number in self.ends:
            name = {">=": "gte", "<=": "lte", ">": "gt", "<": "lt"}[sign]
            found &= Q(**{f"{end}__{name}": number}) | Q(**{end: None, f"{_OTHER[end]}__{name}": number})
        return found

    def sql(self) -> tuple[str, list[str]]:
        """The condition on a row "t" and its numbers; "" where ``terms`` tell all."""
        found = [
            f"coalesce(t.{end}, t.{_OTHER[end]}) {sign} CAST(%s AS NUMERIC)" for end, sign, _ in self.ends
        ]
        return " AND ".join(found), [str(number) for *_, number in self.ends]

    def terms(self) -> Iterator[str]:
        """Conditions in the language of the index, which rows that fit have; others may have them too."""
        if self.equal is not None:
            yield targets.any_of([targets.of_value(self.equal)])
        for end, sign, number in self.ends:
            side, size = ("a" if end == "low" else "z"), targets.digits(number)
            yield targets.any_of(targets.from_to(side, *((size,) if ">" in sign else (0, size))))


_OTHER = {"low": "high", "high": "low"}


def _value(text: str) -> Value | None:
    """The condition of "≥ 60", "60-80", "60"; None for what is no number."""
    told = text.strip().rstrip("%").strip()
    if span := _RANGE.match(told):
        low, high = (parse_figure(one) for one in span.groups())
        return Value((("low", ">=", low), ("high", "<=", high)))
    if not (one := _BOUND.match(told)):
        return None
    sign, number = one.group(1) or "=", parse_figure(one.group(2))
    sign = {"≥": ">=", "≤": "<="}.get(sign, sign)
    if sign == "=":
        return Value(equal=number)
    return Value((("low" if ">" in sign else "high", sign, number),))


def _hits(keys: Iterable[int]) -> list[Hit]:
    """The hits of some rows, in the order given, with a fixed number of queries."""
    order = list(keys)
    rows = TargetRow.objects.defer("folded", "facts").in_bulk(order)
    documents: dict[int | None, Document] = {}
    readings = {row.reading_id for row in rows.values()}
    told = Document.objects.filter(reading__in=readings, hidden=False).order_by("pk")
    for document in told.only("reading_id", "level", "name", "unit"):
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
    newest = TargetRow.objects.order_by("-pk").values_list("pk", flat=True).first()
    return {"places": sorted(set(places))[:_CHOICES], "units": list(_units(newest))}


@lru_cache(maxsize=1)
def _units(_newest: int | None) -> tuple[str, ...]:
    """The units of measure; whatever changes a row writes a newer one."""
    units = TargetRow.objects.exclude(unit="").order_by("unit").values_list("unit", flat=True).distinct()
    return tuple(units[:_CHOICES])


def _lower(text: str) -> str:
    return unicodedata.normalize("NFC", text).lower()
