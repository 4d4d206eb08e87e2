"""Vietnamese words, numbers, dates and places for every report form.

The words themselves stand in ``words.toml``; this module only looks them up and puts them together.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import Any

from extract.language import tables
from extract.model import Bound, Effort, Level, Masthead, Measure, Period
from templates import words

# Everything XML forbids, so that neither HTML nor Word nor Excel chokes on it: controls but tab and
# line ends, lone surrogates, and the two non-characters.
_FORBIDDEN = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 127, *range(0xD800, 0xE000), 0xFFFE, 0xFFFF])
_BULLET = re.compile(r"^[-–—+*•●○▪]\s+(?=\S)")


@cache
def table(name: str) -> dict[str, Any]:
    """One table of ``words.toml``; ``LexiconError`` where there is none."""
    found: dict[str, Any] = tables.value_at(tables.File("templates", "words"), _tables(), name)
    return found


@cache
def _tables() -> dict[str, Any]:
    return tables.read("templates", "words")


def word(name: str, key: str) -> str:
    """``word("verdict", "meets")`` is "Phù hợp"; a key without a word is shown as it is."""
    return str(table(name).get(key, key))


def phrase(name: str, key: str, **values: object) -> str:
    """A word with places to fill: ``phrase("difference", "lost", items="trạm y tế")``."""
    return word(name, key).format(**values)


def of(value: StrEnum, name: str | None = None) -> str:
    """The word of an enum member, from the table named like its class."""
    return word(name or type(value).__name__.lower(), value.value)


def clean(text: str) -> str:
    """Text without the characters that XML forbids, every line end a mere line feed."""
    if text.isprintable():  # which none of them is
        return text
    return text.replace("\r\n", "\n").replace("\r", "\n").translate(_FORBIDDEN)


def quoted(text: str) -> str:
    """A quote in one line, without the dash that its place tells already: "- Đạt 60%" -> "Đạt 60%"."""
    return _BULLET.sub("", " ".join(text.split()))


def cut(text: str, length: int = 100) -> str:
    """The beginning, where the whole text stands nearby."""
    return textwrap.shorten(text, length, placeholder=" …")


def first_upper(text: str) -> str:
    """As in "mục I" -> "Mục I"; the rest stays as it is."""
    return text[:1].upper() + text[1:]


def number(value: Decimal) -> str:
    """Vietnamese style: 4.5 -> "4,5", 1000 -> "1.000", 60.0 -> "60"."""
    plain = format(value, ",f")
    if "." in plain:
        plain = plain.rstrip("0").rstrip(".")
    return plain.translate(str.maketrans(",.", ".,"))


def padded(count: int) -> str:
    """A count as official texts write it: 2 -> "02", 12 -> "12"."""
    return f"{count:02d}"


def day(iso: str) -> str:
    """As in "2021-04-05" -> "05/4/2021": days under 10 and months 1-2 with a zero; other text as it is."""
    try:
        when = date.fromisoformat(iso)
    except ValueError:
        return iso
    month = f"{when.month:02d}" if when.month < 3 else str(when.month)
    return f"{when.day:02d}/{month}/{when.year}"


def amount(value: Decimal, unit: str | None) -> str:
    """Such as "60%", "4,5 điểm %", "1.000 cán bộ"."""
    if unit in ("%", "‰"):
        return number(value) + unit
    return f"{number(value)} {unit}" if unit else number(value)


def gap(value: Decimal, unit: str | None) -> str:
    """A distance between two amounts; between two shares it is counted in points ("10 điểm %")."""
    return amount(abs(value), "điểm %" if unit == "%" else unit)


def value_of(measure: Measure) -> str:
    """The bare value: "60%", "từ 1 đến 2 cán bộ", or the words of a requirement by reference."""
    if measure.low is None and measure.high is None:
        return measure.subject or measure.text
    if measure.low is not None and measure.high is not None and measure.low != measure.high:
        return f"từ {number(measure.low)} đến {amount(measure.high, measure.unit)}"
    one = measure.low if measure.low is not None else measure.high
    return amount(one, measure.unit) if one is not None else ""


def measure_words(measure: Measure) -> str:
    """One line about a measure: "phấn đấu tăng ít nhất 20%; so với năm 2020; hạn 2025"."""
    head = [of(measure.effort)] if measure.effort in (Effort.FIRM, Effort.AIM) else []
    head += [of(measure.change)] if measure.change else []
    head += [of(measure.bound)] if measure.bound is not Bound.LEVEL else []
    if measure.effort is Effort.ABOUT and measure.bound is not Bound.ABOUT:
        head.append(of(measure.effort))
    facts = [
        " ".join([*head, value_of(measure)]),
        word("per", measure.per) if measure.per else "",
        f"{word('plan', 'baseline')} {measure.baseline_year}" if measure.baseline_year else "",
        f"{word('plan', 'deadline')} {day(measure.deadline)}" if measure.deadline else "",
        f"{word('plan', 'condition')}: {measure.condition}" if measure.condition else "",
    ]
    return "; ".join(fact for fact in facts if fact)


def level_word(masthead: Masthead) -> str:
    """Such as "Trung ương", "Tỉnh", "Thành phố" …; the bare "Văn bản" where the level is not known."""
    if masthead.level is None:
        return word("document", "unnamed")
    if masthead.level is Level.PROVINCE and (masthead.place or "").lower().startswith("thành phố"):
        return word("document", "city")
    return of(masthead.level)


def document_name(masthead: Masthead, *, full: bool = False) -> str:
    """Such as "Kế hoạch số 80/KH-UBND"; with ``full`` also its date and issuer.

    A plan that goes by the number of its decision is "Kế hoạch ban hành kèm theo Quyết định số 5/QĐ-UBND".
    """
    parts = [masthead.kind or word("document", "unnamed")]
    carrier = masthead.carrier
    if carrier is not None and masthead.number and masthead.number == carrier.number:
        parts.append(phrase("document", "carried", kind=carrier.kind or word("document", "decision")))
    parts.append(
        phrase("document", "number", number=masthead.number)
        if masthead.number
        else f"({word('document', 'no_number')})"
    )
    if full and masthead.date:
        parts.append(phrase("document", "date", date=day(masthead.date)))
    if full and masthead.issuer:
        parts.append(phrase("document", "of", issuer=masthead.issuer))
    return " ".join(parts)


def join(items: Sequence[str]) -> str:
    """Items as a list in a sentence."""
    return ", ".join(items)


def both(items: Sequence[str]) -> str:
    """Names in a sentence: "A", "A và B", "A, B và C"."""
    if len(items) < 2:
        return "".join(items)
    return phrase("merged", "and", first=join(items[:-1]), last=items[-1])


def years(period: Period) -> str:
    """Such as "2021 - 2025", or one year."""
    return " - ".join(map(str, sorted({period.start, period.end})))


_NAMED = 60
"""Units that one list of the page names; the workbook names all."""


def some(names: Sequence[str], most: int, rest: int = 0) -> str:
    """The first names; how many are left, with ``rest`` that are not among the names."""
    left = max(0, len(names) - most) + rest
    text = words.join(list(names[:most]))
    return words.phrase("overview", "and_more", names=text, count=number_of(left)) if left else text


def listed(names: Iterable[str]) -> tuple[int, str]:
    """How many, and the first of them: a page for leaders is no list of a country."""
    every = list(names)
    return len(every), some(every, _NAMED)


def number_of(count: int) -> str:
    """
    >>> number_of(3321)
    '3.321'
    """
    return f"{count:,}".replace(",", ".")
