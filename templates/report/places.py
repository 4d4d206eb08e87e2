"""The place of an item in words: "Điểm a khoản 5 Mục II Phần II; trang 3"; its text, name and value for a report."""

from __future__ import annotations

import re
from collections.abc import Sequence

from compare.model import Place, Spot
from extract.language import writing
from extract.language.units import FREQUENCIES
from extract.model import Anchor
from templates import texts
from templates.corrections import note
from templates.words import phrase, word

_SHORT, _LABEL = 160, 160
"""Greatest numbers of letters of a requirement without a number, and of the name of a target, in a table."""


def _spot_words(spot: Spot) -> str:
    of = phrase("path", "of", document=spot.document) if spot.document else ""
    if spot.number is None:
        return phrase("path", spot.kind.value, of=of)
    return phrase("path", f"{spot.kind.value}_item", n=spot.number, of=of)


def place_words(
    path: Sequence[str], anchor: Anchor | None, spot: Spot | None = None, *, document: str = ""
) -> str:
    """The path in words and the page; without a path the spot ("phần căn cứ, căn cứ thứ 2"), else the paragraph.

    With a ``document``: "Điểm a khoản 5 Mục II Kế hoạch số 80; trang 3". Uncertain numbers of the text recognition are
    named: "…; trang 3; cần kiểm tra số “50%”".
    An anchor that ends at 0 is of words that a reviewer added and that are nowhere in the text.
    """
    where = writing.place(path)
    if not where and spot is not None:
        where = _spot_words(spot)
    if not where and anchor is not None and anchor.end:
        where = phrase("path", "paragraph", n=anchor.paragraph + 1)
    if document:
        # "phần căn cứ của Quyết định số 5": the plan attached to it has none.
        named = spot is not None and spot.document is not None
        where = f"{where} {document}" if path else ", ".join(filter(None, ["" if named else document, where]))
    if anchor is not None and anchor.page is not None:
        where = "; ".join(filter(None, [where, f"{word('path', 'page')} {anchor.page}"]))
    if anchor is not None and anchor.unsure:
        numbers = ", ".join(f"“{number}”" for number in anchor.unsure)
        where = "; ".join(filter(None, [where, phrase("path", "unsure", numbers=numbers)]))
    return writing.capitalised(where)


def text_of(place: Place) -> str:
    """The text of a place on one line; a cell of a table with its names instead of the whole row."""
    measure = place.measure
    if measure is not None and measure.cell is not None:
        return writing.words(measure)
    return texts.quoted(place.text)


def where_of(place: Place) -> str:
    """The place in words, and what a reviewer corrected there."""
    where = place_words(place.path, place.anchor, place.spot)
    return writing.capitalised("; ".join(filter(None, [where, note(place.measure)])))


def value_of(place: Place) -> str:
    """The value of a measure with its bound and hedge; without a number its words, cut."""
    measure = place.measure
    if measure is not None and measure.low is not None:
        return writing.requirement(measure)
    return texts.cut(texts.quoted(measure.text if measure is not None else place.text), _SHORT)


def dated(place: Place, value: str) -> str:
    """A value of a place with its year where the clause names others in other years: "đạt 85% vào năm 2030"."""
    measure = place.measure
    if measure is None or not measure.deadline or len(measure.deadline) != len("2030"):
        return value
    named = {year for year in writing.years_named(writing.excerpt(measure)) if year != measure.baseline_year}
    year = measure.deadline
    if named == {int(year)} or int(year) not in named or year in value:
        return value
    return phrase("card", "at", value=value, when=writing.when(year))


_YEAR = r"(?:vào|đến) năm 20\d\d"
_MILESTONES = re.compile(
    rf"^(?P<head>\D*)\d[\d.,]*%?(?P<rest>\D*?)\s+{_YEAR}(?:,| và)\s+(?P<again>\D*)(?P<last>\d[\d.,]*%?)"
    rf"\D*?\s+(?P<at>{_YEAR})$"
)


def told_of(place: Place) -> str:
    """The name of a target with its value and year, for a list; "" without a number, or where the year is not known."""
    measure = place.measure
    if measure is None or measure.low is None or not measure.deadline or place.part != "targets":
        return ""
    subject = _of_last(writing.capitalised(texts.quoted(writing.subject(measure, place.text))))
    if re.search(r"(?<!\w)\d+[\d.,]*\s*%?(?=\s|$)", subject) and writing.value(measure) in subject:
        return subject
    when = writing.when(measure.deadline)
    if measure.per in FREQUENCIES and measure.since:
        # A mean of each year holds for all its years.
        when = writing.years(measure.since, int(measure.deadline[:4]))
    values = {"subject": subject, "value": value_of(place), "when": when}
    return phrase("aside", "listed", **values)


def _of_last(text: str) -> str:
    """A sentence with two milestones as the sentence of the last: "có 01 trạm vào năm 2025 và 02 trạm vào năm 2030"."""
    found = _MILESTONES.search(text)
    if found is None or not found["head"].strip().endswith(found["again"].strip()):
        return text
    return f"{found['head']}{found['last']}{found['rest']} {found['at']}"


def focus_of(place: Place) -> str | None:
    """The words of a measure within the text of its place; None in a table and without a measure."""
    measure = place.measure
    return texts.quoted(measure.text) if measure is not None and measure.cell is None else None


def subject_of(place: Place) -> str:
    """The name of a row; the quote beside it has the whole text."""
    text = texts.quoted(place.text)
    text = writing.subject(place.measure, text) if place.measure else text
    return writing.capitalised(writing.quote(text, _LABEL))
