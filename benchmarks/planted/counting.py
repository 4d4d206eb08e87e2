"""The findings about made plans, counted against their planted deviations."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from benchmarks.planted.deviations import Deviation
from benchmarks.planted.plans import Made, base
from compare.model import Finding, Review, Severity

HEAVY = (Severity.CRITICAL, Severity.HIGH)
_TAG = re.compile(r"^(?:[A-Z][A-Za-z]?|[a-z_]+:) ")
_OF_LOST_LETTERS = "TN"
_Key = tuple[str, int | None, str | None]
"""Rule, plan above, its item."""


_QUESTION = "VB02"
"""The rule that asks which of several places is meant: a question, no claim."""


@dataclass(slots=True, kw_only=True)
class Counts:
    """Counts over plans.

    ``planted`` and ``told`` count by row; a row is told if a finding has its rule and its place. ``false`` counts, by
    rule, the findings that the sample itself does not have and no planted row explains; ``false_in_harmless`` the same
    in plans that are only reworded, ``heavy`` those of them that are critical or high. ``verdicts`` counts the pairs of
    such plans, ``kept`` those with the verdict of the sample. ``mistakes`` has a line for each mistake.
    """

    plans: int = 0
    planted: Counter[Deviation] = field(default_factory=Counter)
    told: Counter[Deviation] = field(default_factory=Counter)
    false: Counter[str] = field(default_factory=Counter)
    harmless: int = 0
    false_in_harmless: Counter[str] = field(default_factory=Counter)
    heavy: int = 0
    verdicts: int = 0
    kept: int = 0
    mistakes: list[str] = field(default_factory=list)

    def add(self, plan: Made, found: Review) -> None:
        """Count one plan."""
        claimed: set[str] = set()
        for row, lines in plan.planted:
            hits = [finding for finding in found.findings if is_told(finding, row, lines)]
            claimed |= {finding.id for finding in hits}
            claimed |= {finding.id for finding in found.findings if finding.rule in row.also}
            self.planted[row] += 1
            if hits:
                self.told[row] += 1
            else:
                self.mistakes.append(f"{plan.name}: {row.rule} is not told: {row.old!r}, {row.new!r}")
        self._count_false(plan, [finding for finding in found.findings if finding.id not in claimed])
        if plan.planted:
            self.plans += 1
        else:
            self.harmless += 1
            self._count_verdicts(plan, found)

    def _count_false(self, plan: Made, findings: Iterable[Finding]) -> None:
        allowed = Counter(map(_key, base(plan.sample).review.findings))
        codes = ", ".join(row.rule for row, _ in plan.planted) or "nothing"
        for finding in findings:
            if plan.slipped and finding.rule.startswith(_OF_LOST_LETTERS):
                continue
            if finding.rule == _QUESTION:
                continue
            if allowed[_key(finding)] > 0:
                allowed[_key(finding)] -= 1
                continue
            if plan.planted:
                self.false[finding.rule] += 1
            else:
                self.false_in_harmless[finding.rule] += 1
                self.heavy += finding.severity in HEAVY
            self.mistakes.append(f"{plan.name}: {codes} planted, but {finding.rule}: {finding.message}")

    def _count_verdicts(self, plan: Made, found: Review) -> None:
        before, after = (Counter(_verdicts(review)) for review in (base(plan.sample).review, found))
        self.verdicts += before.total()
        self.kept += (before & after).total()
        self.mistakes += [f"{plan.name}: another verdict: {verdict}" for verdict in after - before]


def _key(finding: Finding) -> _Key:
    place = finding.reference
    return (finding.rule, place.plan, place.target) if place else (finding.rule, None, None)


def _verdicts(review: Review) -> Iterator[tuple[int | None, str | None, str]]:
    for pair in review.pairs:
        yield pair.reference.plan, pair.reference.target, pair.verdict.value


def is_told(finding: Finding, row: Deviation, lines: Iterable[str]) -> bool:
    """Tell whether a finding has the rule of a deviation and shows its place.

    The place is one of the changed lines, or the words of ``shows``. A row that cuts whole lines and has no ``shows``
    has no place.
    """
    if finding.rule != row.rule:
        return False
    places = [place for place in (finding.reference, finding.draft, *finding.others) if place is not None]
    if row.shows:
        above = [place.text for place in places if place.plan is not None]
        return any(plain(row.shows) in plain(text) for text in (*above, finding.message))
    changed = [text for line in lines if (text := plain(_TAG.sub("", line)))]
    quotes = [text for place in places if place.plan is None and (text := plain(place.text))]
    return not changed or any(text in line or line in text for text in quotes for line in changed)


def plain(text: str) -> str:
    """Give the text folded, without marks and double blanks, for the search of a quote."""
    text = unicodedata.normalize("NFC", text).casefold()
    return " ".join(re.sub(r"[^\w%‰/]+", " ", text).split())
