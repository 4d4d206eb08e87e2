"""Names of documents and measures as an official would write them in a sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from extract.language.lexicon import fold
from extract.language.phrases import phrases, several, spelt
from extract.model import Better, Bound, Change, Effort, Level, Masthead, Measure, Plan

_BOUNDS = {
    Bound.AT_LEAST: "tối thiểu ",
    Bound.MORE_THAN: "trên ",
    Bound.AT_MOST: "không quá ",
    Bound.LESS_THAN: "dưới ",
    Bound.ABOUT: "khoảng ",
    Bound.LEVEL: "",
}
_AIMS = several(
    phrases("quantities", "effort", "aim", folded=False),
    phrases("quantities", "effort", "softeners", folded=False),
    folded=False,
)
_SAID = {bound: spelt("quantities", "bounds", bound.value) for bound in Bound if bound is not Bound.LEVEL}
_LEVELS = {Level.PROVINCE: "tỉnh", Level.DISTRICT: "huyện", Level.COMMUNE: "xã"}


def number(value: Decimal) -> str:
    """
    >>> number(Decimal("1234.5")), number(Decimal("60"))
    ('1.234,5', '60')
    """
    text = f"{round(value, 2).normalize():f}"
    whole, _, decimals = text.partition(".")
    sign, digits = ("-", whole[1:]) if whole.startswith("-") else ("", whole)
    grouped = re.sub(r"(?<=\d)(?=(?:\d{3})+$)", ".", digits)
    return f"{sign}{grouped}{',' + decimals if decimals else ''}"


def amount(measure: Measure) -> str:
    """The value with unit and rate, without its bound: "60%", "1 - 2 cán bộ", "510/100.000"."""
    if measure.low is None or measure.high is None:
        return f"“{measure.text.strip()}”"
    if measure.high == 0 and measure.unit is None:
        return "0 (không còn)"
    value = number(measure.low)
    if measure.high != measure.low:
        value = f"{value} - {number(measure.high)}"
    unit = measure.unit or ""
    if unit in ("%", "‰"):
        value = f"{value}{unit}"
    elif unit:
        value = f"{value} {unit}"
    if measure.per == "year":
        value = f"{value}/năm"
    elif measure.per and measure.per.isdigit():
        value = f"{value}/{number(Decimal(measure.per))}"
    return value


def requirement(measure: Measure) -> str:
    """The value with its bound, change and hedge as the plan means it: "phấn đấu đạt 50%", "giảm tối thiểu 10%"."""
    parts = []
    if measure.effort is Effort.AIM:
        parts.append(_aim(measure.text))
    if measure.change is Change.INCREASE:
        parts.append("tăng ")
    elif measure.change is Change.DECREASE:
        parts.append("giảm ")
    elif measure.bound is Bound.LEVEL and measure.unit in ("%", "‰", None) and measure.low is not None:
        parts.append("còn " if measure.better is Better.LOWER else "đạt ")
    if measure.low is not None and measure.high != 0:
        parts.append(_bound(measure))
    if measure.effort is Effort.ABOUT and measure.bound is not Bound.ABOUT:
        parts.append("khoảng ")
    parts.append(amount(measure))
    if measure.baseline_year and measure.baseline_start:
        parts.append(f" so với bình quân giai đoạn {measure.baseline_start} - {measure.baseline_year}")
    elif measure.baseline_year:
        parts.append(f" so với năm {measure.baseline_year}")
    return "".join(parts)


def _aim(text: str) -> str:
    """The word of aim that the plan itself uses."""
    return next((f"{word} " for word in _AIMS.words if fold(word) in fold(text)), "phấn đấu ")


def _bound(measure: Measure) -> str:
    """The bound in the plan's own word: "ít nhất", "không dưới"; nothing for a bare level."""
    if measure.bound is Bound.LEVEL:
        return ""
    known = _SAID[measure.bound]
    said = [known[found.group()] for found in known.finditer(fold(measure.text))]
    return f"{max(said, key=len)} " if said else _BOUNDS[measure.bound]


def given(measure: Measure) -> str:
    """The draft's value as a sentence says "từ … lên …": with its bound only where that is a ceiling."""
    if measure.bound in (Bound.AT_MOST, Bound.LESS_THAN) and measure.high != 0:
        return f"{_bound(measure)}{amount(measure)}"
    return amount(measure)


def excerpt(measure: Measure, limit: int = 90) -> str:
    """The plan's own words around the value, cut at words."""
    text = " ".join(measure.text.split()).strip(" -+;.")
    if len(text) <= limit:
        return text
    at = re.search(r"\d", text)
    if at is None or at.start() < limit - 30:
        return quote(text, limit)
    head = text[max(0, at.start() - limit // 2) :]
    head = head.split(" ", 1)[-1] if at.start() > limit // 2 else head
    return f"… {quote(head, limit)}"


def wanted(measure: Measure) -> str:
    """What the draft should say to meet a reference: "tối thiểu 60%", "không quá 20%", "tối thiểu 1 - 2 cán bộ"."""
    if measure.low is None or measure.high == 0:
        return amount(measure)
    bound = measure.bound
    if bound in (Bound.LEVEL, Bound.ABOUT):
        bound = Bound.AT_MOST if measure.better is Better.LOWER and measure.change is None else Bound.AT_LEAST
    return f"{_BOUNDS[bound]}{amount(measure)}"


def quote(text: str, limit: int = 160) -> str:
    """A text on one line, cut at a word."""
    text = " ".join(text.split()).strip(" -+;.")
    if len(text) <= limit:
        return text
    return text[:limit].rsplit(" ", 1)[0].rstrip(" ,;") + " …"


def section(path: Sequence[str]) -> str:
    """
    >>> section(("Phần thứ hai", "II", "1", "a", "-2"))
    'mục II.1.a, Phần thứ hai'
    """
    labels = [label for label in path if label[:1].isalnum()]
    short = ".".join(label for label in labels if " " not in label)
    return ", ".join(
        [*([f"mục {short}"] if short else []), *reversed([label for label in labels if " " in label])]
    )


def date(iso: str) -> str:
    """
    >>> date("2021-04-05")
    '05/4/2021'
    """
    year, month, day = iso.split("-")
    # Nghị định 30/2020/NĐ-CP: days under 10 and months 1 and 2 are padded with a zero.
    padded = month if int(month) < 3 else str(int(month))
    return f"{day}/{padded}/{year}"


def years(start: int, end: int) -> str:
    """
    >>> years(2021, 2025), years(2026, 2026)
    ('giai đoạn 2021 - 2025', 'năm 2026')
    """
    return f"năm {start}" if start == end else f"giai đoạn {start} - {end}"


def document(masthead: Masthead) -> str:
    """ "Kế hoạch số 80/KH-UBND ngày 05/4/2021 của Ủy ban nhân dân tỉnh Lạng Sơn"."""
    kind = masthead.kind or "văn bản"
    if masthead.carrier is not None and masthead.number and masthead.number == masthead.carrier.number:
        kind = f"{kind} ban hành kèm theo {masthead.carrier.kind or 'Quyết định'}"
    parts = [kind]
    if masthead.number:
        parts.append(f"số {masthead.number}")
    if masthead.date:
        parts.append(f"ngày {date(masthead.date)}")
    if masthead.issuer:
        parts.append(f"của {masthead.issuer}")
    return " ".join(parts)


def issuer(plan: Plan) -> str:
    """Who is asked to mend the draft."""
    return plan.masthead.issuer or "cơ quan soạn thảo"


def level_word(level: Level | None) -> str:
    """ "tỉnh", "huyện", "xã"; "địa phương" where it is not known."""
    return _LEVELS.get(level, "địa phương") if level else "địa phương"


def uncapitalised(name: str) -> str:
    """A name of a kind within a sentence: "kế hoạch"."""
    return name[:1].lower() + name[1:]
