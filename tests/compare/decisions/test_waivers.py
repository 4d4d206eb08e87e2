"""Findings that a human has accepted."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from compare.decisions.handwritten import HandwrittenError
from compare.decisions.waivers import is_expired, quotes, read_waivers
from compare.model import Review, Severity, Waiver
from compare.reviewing import review
from compare.rules import RULES
from tests.compare.plans import LOWER, codes, lower_plan, upper_plan

ABOVE, BELOW = "Đạt 60% số thôn có tổ tự quản.", "Đạt 50% số thôn có tổ tự quản."
OTHER_ABOVE, OTHER_BELOW = "Đạt 90% số hộ có hố xí hợp vệ sinh.", "Đạt 70% số hộ có hố xí hợp vệ sinh."
TODAY = date(2026, 4, 1)
WAIVER = Waiver(
    rule="CT02",
    quote="đạt 50% số thôn có tổ tự quản",
    reason="Đã có công văn giải trình",
    author="Lê Thị Hoa",
    date="2026-03-01",
)


def waived(*waivers: Waiver) -> Review:
    """The review of two weaker targets."""
    draft, above = lower_plan(BELOW, OTHER_BELOW), upper_plan(ABOVE, OTHER_ABOVE)
    return review(draft, [above], waivers=waivers, today=TODAY)


def test_the_finding_stays_in_its_place_and_is_marked() -> None:
    before, after = waived(), waived(WAIVER)
    assert codes(before) == codes(after) == ["CT02", "CT02"]
    assert [finding.waived for finding in after.findings] == [WAIVER, None]
    assert replace(after.findings[0], waived=None) == before.findings[0]
    assert after.pairs == before.pairs


def test_a_waived_finding_does_not_count() -> None:
    other = replace(WAIVER, quote="90% số hộ có hố xí hợp vệ sinh")
    assert not waived(WAIVER).conforms
    result = waived(WAIVER, other)
    assert result.conforms
    assert [finding.waived for finding in result.findings] == [WAIVER, other]


def test_an_expired_waiver_is_reported_and_does_not_apply() -> None:
    result = waived(replace(WAIVER, expires="2026-03-31"))
    assert codes(result) == ["CT02", "CT02", "VB06"]
    assert all(finding.waived is None for finding in result.findings)
    assert not result.conforms
    note = result.findings[-1]
    assert note.severity is Severity.NOTE
    assert "đã hết hạn ngày 31/3/2026" in note.message
    assert "Lê Thị Hoa" in note.message


def test_a_waiver_applies_on_its_last_day() -> None:
    assert not is_expired(replace(WAIVER, expires="2026-04-01"), TODAY)
    assert is_expired(replace(WAIVER, expires="2026-04-01"), date(2026, 4, 2))
    assert not is_expired(WAIVER, date(2100, 1, 1))


@pytest.mark.parametrize("changed", [{"rule": "CT05"}, {"quote": "55% số thôn có tổ tự quản"}])
def test_a_waiver_without_a_match_is_reported(changed: dict[str, str]) -> None:
    wrong = replace(WAIVER, **changed)
    result = waived(wrong, WAIVER)
    assert codes(result) == ["CT02", "CT02", "VB07"]
    assert "không khớp" in result.findings[-1].message


def test_a_finding_without_quotes_matches_by_message() -> None:
    draft = lower_plan(ABOVE, head=replace(LOWER, number=""))
    quote = "Số văn bản đang để trống"
    result = review(draft, [upper_plan(ABOVE)], waivers=[replace(WAIVER, rule="TT01", quote=quote)])
    assert [bool(finding.waived) for finding in result.findings if finding.rule == "TT01"] == [True]


@pytest.mark.parametrize(
    ("quote", "text", "found"),
    [
        ("Đạt 60% số thôn có tổ tự quản", "- ĐẠT 60%  số thôn\ncó tổ tự quản; 80% năm 2030", True),
        ("hoà giải ở 60% số thôn", "tổ hòa giải ở 60% số thôn", True),
        ("60% số thôn có tổ tự quản về an ninh", "60% số thôn có tố tự quản về an ninh trật tự", True),
        ("60% số thôn có tổ tự quản về an ninh", "65% số thôn có tổ tự quản về an ninh", False),
        ("60% số thôn có tổ tự quản về an ninh", "160% số thôn có tổ tự quản về an ninh trật tự", False),
        ("60% số thôn có tổ tự quản về an ninh", "60,5% số thôn có tổ tự quản về an ninh trật tự", False),
        ("60% số thôn có tổ tự quản", "60% số hộ có nhà kiên cố", False),
        # A short text inside a long quote is not the accepted finding.
        ("60% số thôn có tổ tự quản và 40% số hộ có camera", "60% số thôn", False),
    ],
)
def test_quotes(quote: str, text: str, found: bool) -> None:
    assert quotes(quote, text) is found


GOOD = """\
[[waiver]]
rule = "ct02"
quote = "Đạt 50% số thôn"
reason = "Đã giải trình"
author = "Lê Thị Hoa"
date = 2026-03-01
expires = "2026-12-31"
"""


def read(tmp_path: Path, text: str) -> tuple[Waiver, ...]:
    (tmp_path / "mien-tru.toml").write_text(text, encoding="utf-8")
    return read_waivers(tmp_path / "mien-tru.toml", RULES)


def test_a_file_is_read(tmp_path: Path) -> None:
    (found,) = read(tmp_path, GOOD)
    assert found == Waiver(
        rule="CT02",
        quote="Đạt 50% số thôn",
        reason="Đã giải trình",
        author="Lê Thị Hoa",
        date="2026-03-01",
        expires="2026-12-31",
    )
    assert read(tmp_path, "") == ()


@pytest.mark.parametrize(
    ("old", "new", "reason", "line", "near"),
    [
        ("reason =", "reasons =", "unknown_key", 12, "reason"),
        ('"ct02"', '"CT2"', "unknown_rule", 10, "CT02"),
        ('author = "Lê Thị Hoa"\n', "", "missing_key", 9, None),
        ('"Đã giải trình"', '" "', "wrong_type", 12, None),
        ('"Đạt 50% số thôn"', '"50% thôn"', "short_quote", 11, None),
        ('"2026-12-31"', '"31/12/2026"', "not_a_date", 15, None),
        ("[[waiver]]", "[[miễn-trừ]]", "syntax", 9, None),
        ('"ct02"', '"ct02', "syntax", 10, None),
    ],
)
def test_an_error_names_its_line(
    tmp_path: Path, old: str, new: str, reason: str, line: int, near: str | None
) -> None:
    with pytest.raises(HandwrittenError) as caught:
        read(tmp_path, f"{GOOD}\n{GOOD.replace(old, new)}")
    problem = caught.value
    assert (problem.reason, problem.line, problem.values.get("near")) == (reason, line, near)
