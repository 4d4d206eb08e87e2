"""Cases in text files: an upper sentence, a lower sentence, what a reviewer must be told and why.

A case begins with "## title" and goes on in lines "key: value". ``upper`` and ``lower`` may stand several times,
once for every bullet (a value that begins with a digit and a full stop is a heading); ``upper task`` and ``lower task`` are tasks;
``upper period`` and ``lower period`` replace "giai đoạn 2021 - 2025"; ``verdicts`` has one for each measure above;
``findings`` lists each as kind/severity, or is "none"; ``not`` names kinds that a hasty reader would expect;
``why`` is for the reader. Lines before the first case are a comment.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from compare.model import Review, Severity
from compare.reviewing import review
from tests.compare.plans import LOWER, UPPER, plan

FIXTURES = Path(__file__).parent / "fixtures"
_KEYS = {
    "upper", "lower", "upper task", "lower task", "upper period", "lower period", "verdicts", "findings", "not", "why",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One case as it stands in its file."""

    title: str
    values: dict[str, tuple[str, ...]]

    def one(self, key: str, default: str = "") -> str:
        """The only value of a key."""
        (value,) = self.values.get(key, (default,))
        return value

    def listed(self, key: str) -> list[str]:
        """The pieces of a value, parted by ", "."""
        text = self.one(key)
        return [] if text in ("", "none") else text.split(", ")

    def review(self) -> Review:
        """The review of the lower plan against the upper one."""
        upper = replace(UPPER, period=self.one("upper period", UPPER.period))
        lower = replace(LOWER, period=self.one("lower period", LOWER.period))
        above = plan(upper, self.values.get("upper", ()), self.values.get("upper task", ()))
        return review(plan(lower, self.values.get("lower", ()), self.values.get("lower task", ())), [above])


def read_cases(name: str) -> list[Case]:
    """All cases of ``fixtures/<name>.txt``; raise ValueError on a line that is none of a case."""
    cases = []
    _, *parts = ("\n" + (FIXTURES / f"{name}.txt").read_text(encoding="utf-8")).split("\n## ")
    for part in parts:
        title, *lines = part.splitlines()
        values: dict[str, tuple[str, ...]] = {}
        for line in filter(str.strip, lines):
            key, colon, value = line.partition(": ")
            if key not in _KEYS or not colon:
                raise ValueError(f"{name}.txt, {title}: {line}")
            values[key] = (*values.get(key, ()), value.strip())
        if not {"verdicts", "findings", "why"} <= values.keys():
            raise ValueError(f"{name}.txt, {title}: verdicts, findings or why is lacking")
        cases.append(Case(title=title.strip(), values=values))
    return cases


def check(case: Case) -> None:
    """Hold a review against its case, all findings of it."""
    result = case.review()
    assert [pair.verdict.value for pair in result.pairs] == case.listed("verdicts")
    found = sorted(f"{finding.kind.value}/{finding.severity.value}" for finding in result.findings)
    assert found == sorted(case.listed("findings"))
    assert not {finding.kind.value for finding in result.findings} & set(case.listed("not"))
    heavy = (Severity.CRITICAL, Severity.HIGH)
    assert result.conforms is not any(finding.severity in heavy for finding in result.findings)
