"""The selection of rules and their severities."""

from __future__ import annotations

import pytest

from compare.decisions.selection import Selection, names_of
from compare.model import Severity
from compare.reviewing import review
from compare.rules import RULES
from tests.compare.plans import codes, lower_plan, upper_plan

CODES = ("CC01", "CT01", "CT02", "TT01")


@pytest.mark.parametrize(
    ("select", "ignore", "running"),
    [
        (("ALL",), (), "CC01 CT01 CT02 TT01"),
        (("CT",), (), "CT01 CT02"),
        (("CT02",), (), "CT02"),
        (("ALL",), ("CT",), "CC01 TT01"),
        (("ALL",), ("CT02",), "CC01 CT01 TT01"),
        (("ALL", "CT02"), ("CT",), "CC01 CT02 TT01"),
        (("CT",), ("CT02", "ALL"), "CT01"),
        (("CT02",), ("CT02",), ""),
        (("ALL",), ("ALL",), ""),
        ((), (), ""),
    ],
)
def test_the_narrower_name_wins(select: tuple[str, ...], ignore: tuple[str, ...], running: str) -> None:
    selection = Selection(select=select, ignore=ignore)
    assert [code for code in CODES if selection.runs(code)] == running.split()
    assert [*selection.off(CODES)] == [code for code in CODES if code not in running.split()]


def test_severity_by_code_family_and_all() -> None:
    selection = Selection(
        ignore=("CC",),
        severity={"CT": Severity.LOW, "CT02": Severity.HIGH, "ALL": Severity.NOTE},
    )
    graded = (("CT01", Severity.LOW), ("CT02", Severity.HIGH), ("TT01", Severity.NOTE))
    assert selection.regraded(CODES) == graded
    assert Selection().severity_of("CT02") is None


@pytest.mark.parametrize("name", ["ct02", "CT2", "all", "", "CT*"])
def test_an_unknown_name_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="neither"):
        Selection(ignore=(name,))
    with pytest.raises(ValueError, match="neither"):
        Selection(severity={name: Severity.LOW})


def test_codes_families_and_all_are_names() -> None:
    assert names_of(CODES) == ["ALL", "CC", "CT", "TT", *CODES]


ABOVE, BELOW = "Đạt 60% số thôn có tổ tự quản.", "Đạt 50% số thôn có tổ tự quản."


def test_an_ignored_rule_finds_nothing_and_is_listed() -> None:
    draft, above = lower_plan(BELOW), upper_plan(ABOVE)
    assert codes(review(draft, [above])) == ["CT02"]
    result = review(draft, [above], rules=Selection(ignore=("CT02",)))
    assert (codes(result), result.off, result.conforms) == ([], ("CT02",), True)
    assert [pair.findings for pair in result.pairs] == [()]
    assert review(draft, [above], rules=Selection(select=("CC",))).off == tuple(
        code for code in RULES if not code.startswith("CC")
    )


def test_severity_decides_the_order_and_the_judgement() -> None:
    draft, above = lower_plan(BELOW), upper_plan(ABOVE)
    result = review(draft, [above], rules=Selection(severity={"CT": Severity.MEDIUM}))
    assert [finding.severity for finding in result.findings] == [Severity.MEDIUM]
    assert result.conforms
    assert ("CT02", Severity.MEDIUM) in result.regraded


def test_the_users_severity_overrides_that_of_a_hit() -> None:
    # A missing total is a light finding by itself.
    draft, above = lower_plan(ABOVE), upper_plan(ABOVE, "Tổ chức 300 lớp dạy nghề cho lao động.")
    (usual,) = review(draft, [above]).findings
    (graded,) = review(draft, [above], rules=Selection(severity={"CT01": Severity.CRITICAL})).findings
    assert (usual.rule, usual.severity) == ("CT01", Severity.LOW)
    assert graded.severity is Severity.CRITICAL
