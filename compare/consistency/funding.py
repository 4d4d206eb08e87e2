"""Sums of money in a part on funding: the total against its sources, the total against so much in each year.

    one passage           "600 triệu đồng, trong đó ngân sách huyện 400 triệu đồng, xã hội hóa 200 triệu đồng"
    a stem and its items  "Tổng kinh phí 900 triệu đồng, gồm:" / "- Ngân sách huyện: 500 triệu đồng" / …

Sources of money do not overlap, so their sum is the total. The total may be greater than the sum if a source has no
number ("…, còn lại huy động xã hội hóa"), never smaller.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import takewhile

from compare.targets.items import Item
from extract.language.lexicon import fold
from extract.language.numerals import FIGURE, parse_figure
from extract.language.phrases import composed
from extract.language.units import UNITS, canonical_unit, money_factor, unit_kind
from extract.language.writing.measures import value
from extract.language.writing.numbers import number
from extract.model import Bound, Measure

_TOLERANCE = Decimal("0.005")
"""Share of a total: sums of money are rounded to another unit."""
_LETTERS = re.compile(r"[^\W\d_]")
_FIGURES = re.compile(r"\d[\d.,]*")
_UNIT = composed(r"^\s*<<units>>(?!\w)", units=UNITS)
_AMOUNTS = composed(rf"(?<![\d.,])(?P<figure>{FIGURE})\s+(?P<unit><<units>>)(?!\w|\s*/)", units=UNITS)
_GLOSS = re.compile(r"\([^()]*\)")
_SENTENCE_END = re.compile(r"\.\s")


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneySlip:
    """A total that differs from the sum of its sources; the fields are those of ``compare.consistency.sums.Slip``."""

    total: Item
    said: str
    right: str
    how: str


def source_sums(items: Sequence[Item]) -> Iterator[MoneySlip]:
    """The totals that differ from the sum of their sources; ``items`` are the sums of a part on funding, in order."""
    for index, total in enumerate(items):
        if total.main is not None or total.measure is None or total.measure.per is not None:
            continue
        if total.measure.bound is not Bound.LEVEL:
            continue  # "khoảng 900 triệu đồng" needs no exact sum
        parts = [item for item in items if item.main == total.index]
        whole = not _LETTERS.search(_behind(parts[-1])) if parts else True
        if not parts and total.owner.text.rstrip().endswith(":"):
            parts = list(_below(total, items[index + 1 :]))
        measures = [part.measure for part in parts if part.measure is not None and part.measure.per is None]
        if parts and len(named := _amounts_behind(total)) > len(parts):
            # A source that was read as no measure of its own: "ngân sách thành phố và xã, phường 8,6 tỷ đồng".
            measures = [replace(measures[0], low=figure, high=figure, unit=unit) for figure, unit in named]
            parts = parts[:1] * len(named)
        if len(measures) >= 2 and len(measures) == len(parts):
            yield from _slip(total, total.measure, measures, whole=whole)


def _amounts_behind(total: Item) -> list[tuple[Decimal, str]]:
    """The sums of money in the sentence of a total, behind it, each with its unit; "20.000 đồng/người" is none."""
    own = total.measure.text.strip() if total.measure else ""
    text = total.owner.text
    at = text.find(own) + len(own) if own in text else len(text)
    end = _SENTENCE_END.search(text, at)
    amounts = _AMOUNTS.finditer(fold(text), at, end.start() if end else len(text))
    found = ((one["figure"], canonical_unit(one["unit"])) for one in amounts)
    return [(parse_figure(figure), unit) for figure, unit in found if unit_kind(unit, None) == "money"]


def _behind(part: Item) -> str:
    """The words behind the last source of a sentence, such as a source without a number: "…, còn lại huy động"."""
    text = part.measure.text if part.measure else ""
    at = part.owner.text.rfind(text)
    figures = list(_FIGURES.finditer(text))
    rest = part.owner.text[at + (figures[-1].end() if figures else len(text)) :]
    return _GLOSS.sub("", _SENTENCE_END.split(_UNIT.sub("", fold(rest), 1), maxsplit=1)[0])


def _below(total: Item, following: Sequence[Item]) -> Iterator[Item]:
    """The first sum of each item below the stem of a total."""
    path = total.owner.path
    inside = takewhile(lambda item: item.owner.path[: len(path)] == path != item.owner.path, following)
    seen: set[str] = set()
    depth: int | None = None
    for item in inside:
        depth = depth or len(item.owner.path)
        if item.owner.id not in seen and len(item.owner.path) == depth:
            seen.add(item.owner.id)
            yield item


def _slip(total: Item, whole_sum: Measure, parts: Sequence[Measure], *, whole: bool) -> Iterator[MoneySlip]:
    said = _worth(whole_sum)
    right = sum(map(_worth, parts), Decimal(0))
    if abs(said - right) <= said * _TOLERANCE or (right < said and not whole):
        return
    shown = f"{number(right / money_factor(whole_sum.unit or ''))} {whole_sum.unit}"
    alike = all(part.unit == whole_sum.unit for part in parts)
    terms = " + ".join(number(part.low or Decimal(0)) if alike else value(part) for part in parts)
    yield MoneySlip(total=total, said=value(whole_sum), right=shown, how=f"{terms} = {shown}")


def _worth(measure: Measure) -> Decimal:
    return (measure.low or Decimal(0)) * money_factor(measure.unit or "")
