"""Cases in text files: an upper sentence, a lower sentence, the expected verdicts and findings, and the reason.

The input lines of an entry (see ``tests.fixtures``) are ``upper: …`` and ``lower: …``, one for every bullet (a digit
and a full stop begin a heading), ``upper task: …``, ``lower task: …``, and lines of the situation, ``upper status: …``,
``lower status: …``; ``nation: …`` is a target of a plan above both; "@upper-period" and "@lower-period" replace
"giai đoạn 2021 - 2025". The expected lines are

    verdicts   one for each measure of the upper plan, in its order
    findings   all findings, each as kind/severity, or "none"
    not        kinds that a hasty reader would expect: near misses
    why        the reason, for the reader
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from compare.model import Kind, Review, Severity
from compare.reviewing import review
from tests.compare.plans import LOWER, NATION_BASIS, UPPER, nation_plan, plan
from tests.fixtures import Fixture, read_fixtures

FIXTURES = Path(__file__).parent / "fixtures"
GIVEN = {"upper", "lower", "upper task", "lower task", "upper status", "lower status", "nation"}
WANTED = {"verdicts", "findings", "why"}


def read_cases(name: str) -> list[Fixture]:
    """All cases of a file; raise ValueError on a malformed one."""
    cases = read_fixtures(FIXTURES / f"{name}.txt")
    for case in cases:
        given, wanted = _values(case.lines), _values(case.expected)
        if not given.keys() <= GIVEN or not WANTED <= wanted.keys() <= WANTED | {"not"}:
            raise ValueError(f"{name}.txt, {case.title}: {sorted(given)}, {sorted(wanted)}")
    return cases


def _values(lines: Sequence[str]) -> dict[str, list[str]]:
    values: dict[str, list[str]] = defaultdict(list)
    for line in lines:
        key, _, value = line.partition(": ")
        values[key].append(value.strip())
    return values


def listed(case: Fixture, key: str) -> list[str]:
    """The pieces of an expected line, parted by ", "."""
    (text,) = _values(case.expected).get(key, [""])
    return [] if text in ("", "none") else text.split(", ")


def review_of(case: Fixture) -> Review:
    """The review of the lower plan against the upper one."""
    given = _values(case.lines)
    upper = replace(UPPER, period=case.settings.get("upper-period", UPPER.period))
    lower = replace(LOWER, period=case.settings.get("lower-period", LOWER.period))
    if "nation" in given:
        lower = replace(lower, bases=(NATION_BASIS, *lower.bases))
    above = [nation_plan(*given["nation"])] if "nation" in given else []
    above.append(
        plan(upper, given.get("upper", ()), given.get("upper task", ()), given.get("upper status", ()))
    )
    below = plan(lower, given.get("lower", ()), given.get("lower task", ()), given.get("lower status", ()))
    return review(below, above)


def check(case: Fixture) -> None:
    """Check the review of a case against all expected lines."""
    result = review_of(case)
    assert [pair.verdict.value for pair in result.pairs] == listed(case, "verdicts")
    found = sorted(f"{finding.kind.value}/{finding.severity.value}" for finding in result.findings)
    assert found == sorted(listed(case, "findings"))
    assert not {finding.kind for finding in result.findings} & {Kind(name) for name in listed(case, "not")}
    heavy = (Severity.CRITICAL, Severity.HIGH)
    assert result.conforms is not any(finding.severity in heavy for finding in result.findings)
