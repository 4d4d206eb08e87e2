"""Waivers: findings that a human has accepted, found again by rule and quote.

    [[waiver]]
    rule = "CT05"
    quote = "60% số trạm y tế, trường học được cấp nước sạch"
    reason = "Huyện không có bến xe"
    author = "Nguyễn Văn An"
    date = 2026-03-15
    expires = 2026-12-31
    draft = "huyện Suối Vàng: Thực hiện Chương trình …"       # or the unit alone; without it: every draft
    fingerprint = "CT05-5f0c81d2a9-71be04c35d"                # written by ``doichieu waive``

With a fingerprint the waiver is for this very finding (``compare.identity``): it survives edits elsewhere and another
spelling, and lapses when the draft's sentence changes. Without one the quote is searched in the texts that a finding
quotes from draft and reference. Letters may differ a little (a corrected slip, another tone mark), numbers may not:
acceptance of 50% is no acceptance of 30%.
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
from compare.model import Finding, IdleWaiver, Waiver
from extract.language.lexicon import fold

NEAR = 95.0
"""Least partial ratio, 0 to 100, of a quote within a text."""
SHORTEST = 10
"""Least number of letters and digits in a quote; a shorter one occurs in too many places."""

_NEEDED = ("rule", "quote", "reason", "author", "date")
_MAY = ("expires", "draft", "fingerprint")
_CUT = re.compile(r"…|\.{3,}")
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
    page.check_keys(entry, (*_NEEDED, *_MAY), after)
    for key in (*_NEEDED, *(key for key in ("draft", "fingerprint") if key in entry)):
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
        date=day_of(page, entry, "date", after),
        expires=day_of(page, entry, "expires", after) if "expires" in entry else None,
        draft=entry["draft"].strip() if "draft" in entry else None,
        fingerprint=entry["fingerprint"].strip() if "fingerprint" in entry else None,
    )


def day_of(page: Page, entry: dict[str, Any], key: str, after: int) -> str:
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


def accepts(waiver: Waiver, finding: Finding) -> bool:
    """Whether a waiver accepts a finding; without a fingerprint by a quote of its places, else of its message."""
    if waiver.fingerprint is not None:
        return waiver.rule == finding.rule and waiver.fingerprint == finding.fingerprint
    return waiver.rule == finding.rule and is_quoted(waiver.quote, finding)


def is_quoted(quote: str, finding: Finding, *, group: bool = False) -> bool:
    """Whether the words stand in a place of the finding, with ``group`` in a further one; else in its message."""
    others = finding.others if group else ()
    places = [place for place in (finding.reference, finding.draft, *others) if place is not None]
    return any(quotes(quote, text) for text in [place.text for place in places] or [finding.message])


def quotes(quote: str, text: str) -> bool:
    """Whether a text holds a quote with the same numbers, apart from case, white space and small slips.

    Of a quote with "…", as reports cut them, the text holds every piece.

    >>> quotes("Đạt 60% số thôn có tổ tự quản", "- đạt  60% số thôn có  tổ tự quản, 80% năm 2030.")
    True
    >>> quotes("Đạt 60% số thôn có tổ tự quản", "Đạt 65% số thôn có tổ tự quản")
    False
    """
    pieces = [piece.strip(' “”"') for piece in _CUT.split(quote)]
    return all(_holds(text, piece) for piece in pieces if any(map(str.isalnum, piece)))


def _holds(text: str, quote: str) -> bool:
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


def idle(waivers: Sequence[Waiver], findings: Iterable[Finding], on: date) -> tuple[IdleWaiver, ...]:
    """Waivers that accept none of the findings: expired ones, those of words that changed, those that match nothing."""
    found = list(findings)
    at_work = [finding.waived for finding in found]
    left = [finding for finding in found if finding.waived is None]
    return tuple(
        IdleWaiver(
            waiver=waiver,
            expired=is_expired(waiver, on),
            changed=any(_is_about(waiver, finding) for finding in left),
        )
        for waiver in dict.fromkeys(waivers)
        if waiver not in at_work
    )


def _is_about(waiver: Waiver, finding: Finding) -> bool:
    """Whether a finding is the one that was waived for other words: its key is the same, or the quote still stands."""
    if waiver.fingerprint is None or waiver.rule != finding.rule:
        return False
    return waiver.fingerprint.rpartition("-")[0] == finding.key or is_quoted(waiver.quote, finding)
