"""Drafts of 2010 to 2026, each judged by the law, the bodies and the places of its own day.

An entry of ``fixtures/law.txt`` names the issuer, the day, the bases and the tasks; its expected lines are all findings
of TN, CC and TT above a note, and those notes that matter: rule/severity | a part of message or suggestion.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from compare.model import Finding, Severity
from compare.reviewing import review
from extract.language import writing
from extract.model import Plan
from extract.pipeline import plan_of
from tests.compare.plans import document
from tests.fixtures import Fixture, read_fixtures

DRAFTS = read_fixtures(Path(__file__).parent.parent / "fixtures" / "law.txt")
PROGRAMME = "Chương trình vườn ươm cây xanh"
TARGET = "1. 60% số thôn có vườn ươm."


def values(case: Fixture, key: str) -> list[str]:
    return [line.removeprefix(f"{key}: ") for line in case.lines if line.startswith(f"{key}: ")]


def long(day: date) -> str:
    return f"{writing.day_of_year(day.day, day.month)} năm {day.year}"


def plan(issuer: str, place: str, number: str, day: date, bases: list[str], tasks: list[str]) -> Plan:
    """A plan in the form of the decree, without a fault of its own."""
    area = f"năm {day.year} trên địa bàn {issuer}"
    marks = [*(";" for _ in bases[1:]), "."]
    lines = [
        "ỦY BAN NHÂN DÂN",
        issuer.upper(),
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        f"Số: {number}",
        f"{place}, {long(day)}",
        "KẾ HOẠCH",
        f"Thực hiện {PROGRAMME} {area}",
        *(f"Căn cứ {basis}{mark}" for basis, mark in zip(bases, marks, strict=True)),
        "I. MỤC TIÊU",
        TARGET,
        "II. TỔ CHỨC THỰC HIỆN",
        *(f"{number}. {task}" for number, task in enumerate(tasks, 1)),
        "Các đơn vị báo cáo kết quả trước ngày 15 tháng 12./.",
        "Nơi nhận:",
        "- Như trên;",
        "- Lưu: VT.",
        "TM. ỦY BAN NHÂN DÂN",
        "CHỦ TỊCH",
        "Lò Thị Mây",
    ]
    return plan_of(document(lines))


def bare(issuer: str) -> str:
    return next(issuer.removeprefix(kind) for kind in KINDS if issuer.startswith(kind))


KINDS = ("tỉnh ", "thành phố ", "huyện ", "thị xã ", "xã ")


def findings(case: Fixture) -> tuple[Finding, ...]:
    """The findings on form, names and bases against a plan that the draft rightly names."""
    given = case.settings
    day = date.fromisoformat(given["date"])
    first = date(day.year, 1, 5)
    upper = given.get("upper", given["issuer"])
    # A plan of the province of that very year is above a district; above a province stands its own earlier one.
    above = plan(
        upper, bare(upper), "08/KH-UBND", first, ["Công văn số 11/UBND-TH ngày 02 tháng 01"], ["Thực hiện."]
    )
    own = f"Kế hoạch số 08/KH-UBND {long(first)} của Ủy ban nhân dân {upper} thực hiện {PROGRAMME} năm {day.year}"
    draft = plan(
        given["issuer"],
        given.get("place", bare(given["issuer"])),
        "112/KH-UBND",
        day,
        [*values(case, "basis"), own],
        values(case, "task"),
    )
    return tuple(found for found in review(draft, [above]).findings if found.rule[:2] in ("TN", "CC", "TT"))


def test_the_drafts_cover_the_years() -> None:
    days = [case.settings["date"] for case in DRAFTS]
    assert len(DRAFTS) >= 30
    assert {2010, 2012, *range(2015, 2027)} <= {int(day[:4]) for day in days}
    assert sum(case.expected == ("none",) for case in DRAFTS) >= 15
    assert sum(case.expected != ("none",) for case in DRAFTS) >= 15


@pytest.mark.parametrize("case", DRAFTS, ids=str)
def test_a_draft_is_judged_by_its_day(case: Fixture) -> None:
    found = findings(case)
    wanted = [line.partition(" | ") for line in case.expected if line != "none"]
    for head, _, words in wanted:
        told = [f"{one.message} {one.suggestion}" for one in found if f"{one.rule}/{one.severity}" == head]
        assert any(words in text for text in told), (head, words, told)
    above = sorted(f"{one.rule}/{one.severity}" for one in found if one.severity is not Severity.NOTE)
    assert above == sorted(head for head, _, _ in wanted if not head.endswith("/note")), [
        one.message for one in found
    ]
