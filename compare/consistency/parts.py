"""Parts against their whole inside one sentence, where the list itself shows that the parts do not overlap.

    listed  := whole (":" | "(") part (sep part)+                  all parts, each with the unit of the whole
    shared  := whole ","? "trong đó" ":"? part (sep part)+         parts of one form: by year, or "… tại X, … tại Y"
    yearly  := whole … ("," | "(") ("mỗi năm" | "bình quân")* figure unit? "/năm"?

    "12 công trình: 05 công trình cấp nước, 04 công trình thủy lợi, 04 công trình điện"          13, not 12
    "40 lớp, trong đó 25 lớp tại xã A, 20 lớp tại xã B"                                          45 > 40
    "72 lượt, mỗi năm 20 lượt" in a plan of four years                                           80, not 72

Parts behind "trong đó" may be fewer than the whole, so only a greater sum is a slip. Parts of other forms may overlap
(women and young people among the trained), so they are not added up. A whole with a hedge ("khoảng", "ít nhất") has no
sum to keep to.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from compare.consistency.sums import Slip
from compare.words import phrases
from extract.grammar.deadlines import period_of
from extract.language import writing
from extract.language.lexicon import fold
from extract.language.numerals import FIGURE, parse_figure
from extract.language.phrases import composed, several
from extract.language.phrases import phrases as extract_phrases
from extract.model import Period

_DIGIT = re.compile(r"\d")
_NUMBER = re.compile(rf"(?<![\w.,/])(?:{FIGURE})(?![\w./%])")
_UNIT = r"(?:(?:nghìn|triệu|tỷ)\s+)?[^\W\d_]+"
_AMONG = phrases("inner", "among")
_WHOLE = composed(
    rf"(?P<hedge><<hedges>>\s+)?(?<![\w.,/])(?P<total>{FIGURE})\s+(?P<unit>{_UNIT})(?!\w|/)(?P<noun>[^;:.,()\d]{{0,80}}?)"
    rf"\s*(?:(?P<open>[:(])|,?\s*(?P<some><<among>>)\s*:?)\s*(?=[^\W_])",
    hedges=phrases("inner", "hedges"),
    among=_AMONG,
)
_AND = re.compile(r"\s*,\s*(?:và\s+)?|\s+và\s+(?=[^,;]*\d)")
_TIME = re.compile(r"(?<!\w)(?:năm\s+)?20\d\d(?!\d)|(?<!\w)quý\s+(?:[ivx]+|\d)(?!\w)|(?<!\w)đợt\s+\d(?!\w)")
_HEADS = phrases("inner", "sharing")
_RATE = composed(
    rf"[(,;]\s*(?:(?:<<mean>>|<<yearly>>)\s+)*(?P<rate>{FIGURE})(?:\s+(?P<unit>[^\W\d_]+(?:\s[^\W\d_]+){{0,3}}?))?"
    rf"\s*(?P<tail>/\s?(?:01\s)?năm|<<yearly>>)?\s*(?=[).;,]|$)",
    mean=phrases("inner", "mean"),
    yearly=phrases("inner", "yearly"),
)
_COUNTED = composed(
    rf"(?P<hedge><<hedges>>\s+)?(?<![\w.,/])(?P<total>{FIGURE})\s+(?P<unit>[^\W\d_]+)(?!\w|/)(?P<noun>[^;.()\d]{{0,80}})",
    hedges=phrases("inner", "hedges"),
)
_MEAN = phrases("inner", "mean")
_YEARLY = phrases("inner", "yearly")
_PERSONS = several(phrases("inner", "persons"), extract_phrases("units", "count", "person"))
_YEARS = re.compile(r"(?<!\w)(?:trong|cả)\s+(?P<n>\d{1,2})\s+năm(?!\s+(?:học|20))")
_BACK = 160


def parts(text: str) -> Iterator[Slip]:
    """Wholes that differ from the sum of parts that do not overlap."""
    folded = fold(text)
    if not (":" in folded or "(" in folded or _AMONG.may_match(folded)):
        return
    if len(_DIGIT.findall(folded)) < 3 or len(_NUMBER.findall(folded)) < 3:
        return
    for whole in _WHOLE.finditer(folded):
        if whole["hedge"] or whole["total"] in ("", "0"):
            continue
        listed = _listed(folded, whole)
        pieces = [_part(piece, whole["unit"]) for piece in _split(listed)]
        found = [piece for piece in pieces if piece is not None]
        if len(found) < 2 or len(found) < len(pieces):
            continue
        yield from _slip(text, whole, found)


@dataclass(frozen=True, slots=True)
class _Part:
    """One part of a list: its figure, its year or turn, the word that shares out, and whether it names the unit."""

    figure: str
    time: str
    head: str
    has_unit: bool


def _listed(folded: str, whole: re.Match[str]) -> str:
    """The list behind a whole: up to the bracket that closes it, else to the end of the sentence."""
    stop = r"\)" if whole["open"] == "(" else r"\.(?=\s|/|$)|\)"
    end = re.compile(stop).search(folded, whole.end())
    return folded[whole.end() : end.start() if end else len(folded)].strip(" ;,")


def _split(listed: str) -> list[str]:
    """The parts of a list; a piece without a figure goes on with the part before it ("10 lớp tại xã A, xã B")."""
    pieces = re.split(r"\s*;\s*", listed) if ";" in listed else _AND.split(listed)
    found: list[str] = []
    for piece in pieces:
        if found and not _NUMBER.search(_TIME.sub(" ", piece)):
            found[-1] += f", {piece}"
        else:
            found.append(piece)
    return found


def _part(piece: str, unit: str) -> _Part | None:
    """One part with a single figure in the unit of the whole, or without any unit; else None."""
    time = _TIME.search(piece)
    plain = _TIME.sub(lambda found: " " * len(found.group()), piece)
    figures = list(_NUMBER.finditer(plain))
    if len(figures) != 1:
        return None
    before, behind = plain[: figures[0].start()].strip(" :-,"), plain[figures[0].end() :].strip()
    has_unit = re.match(rf"{re.escape(unit)}(?!\w)", behind) is not None
    rest = behind[len(unit) :].strip() if has_unit else behind
    if not has_unit and rest and not _HEADS.match(rest):
        return None
    head = _HEADS.match(rest) or _HEADS.match(before)
    return _Part(
        figure=figures[0].group(),
        time=" ".join(time.group().split()) if time else "",
        head=head.group() if head else "",
        has_unit=has_unit,
    )


def _slip(text: str, whole: re.Match[str], found: Sequence[_Part]) -> Iterator[Slip]:
    said = parse_figure(whole["total"])
    values = [parse_figure(part.figure) for part in found]
    right = sum(values, Decimal(0))
    timed = len({part.time for part in found if part.time}) == len(found)
    shared = all(part.head for part in found) and len({part.head for part in found}) == 1
    complete = whole["open"] is not None and all(part.has_unit for part in found) and not timed
    # Values that grow up to the whole are levels, year by year.
    if timed and max(values) >= said:
        return
    if (complete and right != said) or ((timed or shared) and right > said):
        shown = writing.number(right)
        yield Slip(
            start=whole.start("total"),
            end=min(len(text), whole.end() + len(_listed(fold(text), whole))),
            said=whole["total"],
            right=shown,
            how=f"{' + '.join(part.figure for part in found)} = {shown}",
        )


def yearly(text: str, plan: Period | None) -> Iterator[Slip]:
    """Totals that differ from the yearly number beside them, times the years.

    The years are those of the sentence ("trong 4 năm", "giai đoạn 2022 - 2025", "đến năm 2024"), else of the plan; a
    plan that begins in mid-year has one less. A yearly mean may be rounded.
    """
    folded = fold(text)
    if "năm" not in folded:
        return
    for rate in _RATE.finditer(folded):
        said_yearly = _YEARLY.search(folded[rate.start() : rate.start("rate")]) or rate["tail"]
        start = (
            max(folded.rfind(";", 0, rate.start()), folded.rfind(". ", 0, rate.start()), rate.start() - _BACK)
            + 1
        )
        totals = list(_COUNTED.finditer(_blanked(folded[start : rate.start()])))
        if not said_yearly or len(totals) != 1:
            continue
        total, per_year = totals[0], parse_figure(rate["rate"])
        stop = re.compile(r";|\.\s").search(folded, rate.end())
        clause = folded[start : stop.start() if stop else len(folded)]
        if (
            total["hedge"]
            or not _same_unit(total, rate["unit"])
            or _YEARLY.search(folded[start : start + total.start()])
        ):
            continue
        counts = _year_counts(clause, plan)
        said = parse_figure(total["total"])
        mean = _MEAN.search(folded[rate.start() : rate.start("rate")]) is not None
        slack = max(Decimal(max(counts, default=0)) / 2, said / 50) if mean else Decimal(0)
        if not counts or any(abs(per_year * count - said) <= slack for count in counts):
            continue
        product = writing.number(per_year * counts[0])
        yield Slip(
            start=start + total.start("total"),
            end=rate.end(),
            said=f"{total['total']} {rate['unit'] or ''}".strip(),
            right=product,
            how=f"{rate['rate']} × {writing.amount(counts[0], 'năm')} = {product}",
        )


def _blanked(clause: str) -> str:
    """A clause without the figures of its years and durations."""
    clause = _YEARS.sub(lambda found: " " * len(found.group()), clause)
    return re.sub(r"20\d\d", lambda found: "n" * len(found.group()), clause)


def _same_unit(total: re.Match[str], unit: str | None) -> bool:
    """Whether a yearly number counts what the total counts: "20", "20 lượt" or "20 người" of "72 lượt cán bộ"."""
    if unit is None:
        return True
    counted = f"{total['unit']} {total['noun']}".split()
    return all(word in counted for word in unit.split()) or (
        unit in _PERSONS.words and any(person in " ".join(counted[:4]) for person in _PERSONS.words)
    )


def _year_counts(clause: str, plan: Period | None) -> list[int]:
    """The numbers of years that a sentence may mean, the likeliest first."""
    named = _YEARS.search(clause)
    if named:
        return [int(named["n"])]
    period = period_of(clause, start=plan.start if plan else None) or plan
    if period is None or (period.years == 1 and period != plan):
        return []
    return [count for count in (period.years, period.years - 1) if count]
