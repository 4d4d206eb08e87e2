"""Waivers: findings that a human has accepted, found again by rule and quote.

    [[waiver]]
    rule = "CT05"
    quote = "60% số trạm y tế, trường học được cấp nước sạch"
    reason = "Huyện không có bến xe"
    author = "Nguyễn Văn An"
    date = 2026-03-15
    expires = 2026-12-31

A quote is searched in the texts that a finding quotes from draft and reference, so a waiver survives edits elsewhere in
the plans. Letters may differ a little (a corrected slip, another tone mark), numbers may not: acceptance of 50% is no
acceptance of 30%.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from compare.decisions.handwritten import Page, read_page
from compare.decisions.selection import nearest_name
from compare.model import IdleWaiver, Place, Waiver
from extract.language.lexicon import fold

NEAR = 95.0
"""Least partial ratio, 0 to 100, of a quote within a text."""
SHORTEST = 10
"""Least number of letters and digits in a quote; a shorter one occurs in too many places."""

_KEYS = ("rule", "quote", "reason", "author", "date", "expires")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


def read_waivers(path: Path, codes: Iterable[str]) -> tuple[Waiver, ...]:
    """The checked waivers of a file; ``codes`` are those of all rules. Raises ``HandwrittenError``."""
    page = read_page(path)
    page.check_keys(page.table, ("waiver",))
    entries = page.typed(page.table, "waiver", "tables") if "waiver" in page.table else []
    lines = [n for n, line in enumerate(page.text.splitlines(), 1) if re.match(r"\s*\[\[\s*waiver", line)]
    # Tables written as one inline list have no line of their own.
    lines += [1] * (len(entries) - len(lines))
    known = list(codes)
    return tuple(_waiver(page, entry, known, line) for entry, line in zip(entries, lines, strict=False))


def _waiver(page: Page, entry: dict[str, Any], codes: Sequence[str], after: int) -> Waiver:
    page.check_keys(entry, _KEYS, after)
    for key in _KEYS[:-1]:
        if key not in entry:
            raise page.problem("missing_key", "waiver", after, key=key)
        page.typed(entry, key, "date" if key == "date" else "text", after)
    rule = entry["rule"].strip().upper()
    if rule not in codes:
        raise page.problem(
            "unknown_rule", entry["rule"], after, code=entry["rule"], near=nearest_name(rule, codes)
        )
    if is_short(entry["quote"]):
        raise page.problem("short_quote", "quote", after, least=str(SHORTEST))
    return Waiver(
        rule=rule,
        quote=entry["quote"].strip(),
        reason=entry["reason"].strip(),
        author=entry["author"].strip(),
        date=_day(page, entry, "date", after),
        expires=_day(page, entry, "expires", after) if "expires" in entry else None,
    )


def _day(page: Page, entry: dict[str, Any], key: str, after: int) -> str:
    """The ISO date of a key, written as a TOML date or as text."""
    value = page.typed(entry, key, "date", after)
    try:
        return (value if isinstance(value, date) else date.fromisoformat(value.strip())).isoformat()[:10]
    except ValueError as error:
        raise page.problem("not_a_date", key, after, key=key, value=str(value)) from error


def is_short(quote: str) -> bool:
    """Whether a quote is too short to identify a place."""
    return sum(letter.isalnum() for letter in quote) < SHORTEST


def is_expired(waiver: Waiver, on: date) -> bool:
    """Whether a waiver no longer holds on a day; its last day still counts."""
    return waiver.expires is not None and date.fromisoformat(waiver.expires) < on


def accepts(waiver: Waiver, code: str, places: Sequence[Place | None], message: str) -> bool:
    """Whether a waiver accepts a finding; a finding without quotes is matched by its message."""
    texts = [place.text for place in places if place is not None] or [message]
    return waiver.rule == code and any(quotes(waiver.quote, text) for text in texts)


def quotes(quote: str, text: str) -> bool:
    """Whether a text holds a quote with the same numbers, apart from case, white space and small slips.

    >>> quotes("Đạt 60% số thôn có tổ tự quản", "- đạt  60% số thôn có  tổ tự quản, 80% năm 2030.")
    True
    >>> quotes("Đạt 60% số thôn có tổ tự quản", "Đạt 65% số thôn có tổ tự quản")
    False
    """
    from rapidfuzz.fuzz import partial_ratio_alignment, ratio

    wanted, given = (" ".join(fold(piece).split()) for piece in (quote, text))
    if len(given) <= len(wanted):
        # A partial ratio would find the text within the quote.
        return ratio(wanted, given) >= NEAR and _numbers(wanted) == _numbers(given)
    found = partial_ratio_alignment(wanted, given, score_cutoff=NEAR)
    if found is None or found.score < NEAR:
        return False
    start, end = found.dest_start, found.dest_end
    # The window is widened to whole words, since it may cut a number.
    while start > 0 and not given[start - 1].isspace():
        start -= 1
    while end < len(given) and not given[end].isspace():
        end += 1
    return _numbers(wanted) <= _numbers(given[start:end])


def _numbers(text: str) -> Counter[str]:
    return Counter(_NUMBER.findall(text))


def idle(waivers: Sequence[Waiver], used: Iterable[Waiver], on: date) -> tuple[IdleWaiver, ...]:
    """Waivers that accept nothing: expired ones, and those that match no finding."""
    at_work = list(used)
    return tuple(
        IdleWaiver(waiver=waiver, expired=is_expired(waiver, on))
        for waiver in dict.fromkeys(waivers)
        if waiver not in at_work
    )
