"""Pairs of plans in a text file, complete in their tasks: the expected findings of the task rules, and the reason.

The input lines of an entry (see ``tests.fixtures``) are ``upper: …`` and ``lower: …``, the lines of each plan behind
its targets; "@lower-place", "@upper-period", "@lower-period", "@upper-date", "@lower-date" replace the usual head. The
expected lines are

    findings   all findings of family NV, as "NV01/high words of the message", or "none"
    extra      known false findings
    missed     known missing findings
    why        the reason, for the reader
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from compare.model import Finding, Review
from compare.reviewing import review
from extract.model import Plan
from extract.pipeline import plan_of
from tests.compare.cases import FIXTURES
from tests.compare.plans import LOWER, UPPER, Head, document, lines_of
from tests.fixtures import Fixture, read_fixtures

TARGET = "Ít nhất 60% số thôn có nhà văn hóa."


def read_pairs(name: str) -> list[Fixture]:
    """All pairs of a file; raise ValueError on a malformed one."""
    pairs = read_fixtures(FIXTURES / f"{name}.txt")
    for pair in pairs:
        given = {line.partition(": ")[0] for line in pair.lines}
        told = {line.partition(": ")[0] for line in pair.expected}
        if given != {"upper", "lower"} or not {"findings", "why"} <= told <= {
            "findings",
            "extra",
            "missed",
            "why",
        }:
            raise ValueError(f"{name}.txt, {pair.title}: {sorted(given)}, {sorted(told)}")
    return pairs


def plan_with(head: Head, body: Sequence[str]) -> Plan:
    """A plan with one target and this body behind it."""
    lines = lines_of(head, [TARGET])
    return plan_of(document([*lines[: lines.index("II. NHIỆM VỤ, GIẢI PHÁP")], *body]))


def review_of_pair(pair: Fixture) -> Review:
    """The review of the lower plan against the upper one."""
    given = pair.settings
    upper = replace(
        UPPER, period=given.get("upper-period", UPPER.period), date=given.get("upper-date", UPPER.date)
    )
    lower = replace(
        LOWER,
        place=given.get("lower-place", LOWER.place),
        period=given.get("lower-period", LOWER.period),
        date=given.get("lower-date", LOWER.date),
    )
    bodies = {
        side: [line.partition(": ")[2] for line in pair.lines if line.startswith(f"{side}: ")]
        for side in ("upper", "lower")
    }
    return review(plan_with(lower, bodies["lower"]), [plan_with(upper, bodies["upper"])])


def told(pair: Fixture, key: str) -> list[tuple[str, str]]:
    """The entries of an expected line: ("NV01/high", "words of the message")."""
    text = next((line.partition(": ")[2] for line in pair.expected if line.startswith(f"{key}: ")), "none")
    if text == "none":
        return []
    entries = re.split(r", (?=NV\d\d/)", text)
    return [(code, words) for code, _, words in (entry.partition(" ") for entry in entries)]


def said(result: Review) -> list[Finding]:
    """The findings about tasks."""
    return [finding for finding in result.findings if finding.rule.startswith("NV")]


def check_pair(pair: Fixture) -> None:
    """Check all findings about tasks in the review of a pair against the expected lines."""
    found, wanted = said(review_of_pair(pair)), [*told(pair, "findings"), *told(pair, "extra")]
    assert Counter(f"{finding.rule}/{finding.severity.value}" for finding in found) == Counter(
        code for code, _ in wanted
    ), [finding.message for finding in found]
    for code, words in wanted:
        match = next((f for f in found if code.startswith(f.rule) and words in f.message), None)
        assert match is not None, (code, words)
        found.remove(match)
