"""Targets in tables against those of another plan: columns of units, of what was reached before, of the years."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from compare.model import Verdict
from compare.reviewing import review
from extract.model import Cell, Plan
from extract.pipeline import plan_of
from tests.compare.plans import LOWER, UPPER, Head, document, lines_of

M, E, W, N, A = Verdict.MEETS, Verdict.EXCEEDS, Verdict.WEAKER, Verdict.INCOMPARABLE, Verdict.APPORTION
NOW = "Chỉ tiêu | Đơn vị tính | Thực hiện 2020 | Kế hoạch 2025"


def tabled(head: Head, *targets: str) -> Plan:
    """A plan with these targets; what has bars is the row of a table."""
    rows = [target for target in targets if " | " in target]
    lines = lines_of(head, [target for target in targets if target not in rows])
    at = lines.index("II. NHIỆM VỤ, GIẢI PHÁP")
    cells = [
        (text.strip(), Cell(table=0, row=row, column=column))
        for row, line in enumerate(rows)
        for column, text in enumerate(line.split("|"))
        if text.strip()
    ]
    made = document([*lines[:at], *(text for text, _ in cells), *lines[at:]])
    blocks = list(made.blocks)
    for index, (_, cell) in enumerate(cells, at):
        blocks[index] = replace(blocks[index], cell=cell)
    return plan_of(replace(made, blocks=tuple(blocks)))


def verdicts(upper: tuple[str, ...], lower: tuple[str, ...]) -> list[Verdict]:
    return [pair.verdict for pair in review(tabled(LOWER, *lower), [tabled(UPPER, *upper)]).pairs]


@pytest.mark.parametrize(
    ("unit", "value", "verdict"),
    [("Giờ", "≤ 12", M), ("Giờ làm việc", "≤ 12", N), ("Giờ làm việc", "≤ 02", E), ("Giờ", "≤ 14", W)],
)
def test_working_hours_in_the_column_of_units(unit: str, value: str, verdict: Verdict) -> None:
    upper = (NOW, "Thời gian tới nơi có sạt lở, không quá | Giờ | 24 | 12")
    assert verdicts(upper, (NOW, f"Thời gian tới nơi có sạt lở | {unit} | 20 | {value}")) == [verdict]


@pytest.mark.parametrize(
    ("past", "asked", "given", "verdict"),
    [
        ("21", "35", "37", E),
        ("21", "35", "35", M),
        ("21", "35", "33", W),
        # Nothing tells that more is better where it falls, or where nobody says what it was.
        ("41", "35", "37", N),
        ("", "35", "37", N),
    ],
)
def test_a_rise_over_what_was_tells_the_direction(
    past: str, asked: str, given: str, verdict: Verdict
) -> None:
    upper = (NOW, f"Tỷ lệ nữ trong số người đánh cá | % | {past} | {asked}")
    assert verdicts(upper, (NOW, f"Tỷ lệ nữ trong số người đánh cá | % |  | {given}")) == [verdict]


YEARS = "Chỉ tiêu | Đơn vị tính | Năm 2023 | Năm 2024 | Năm 2025"
SUM = "Đào tạo tổng số 600 thợ dệt thổ cẩm trong giai đoạn 2023 - 2025."


def test_a_sum_over_years_is_answered_by_all_years() -> None:
    upper = tabled(UPPER, SUM, YEARS, "Số thợ dệt thổ cẩm được đào tạo | người | 180 | 200 | 220")
    lower = tabled(LOWER, YEARS, "Thợ dệt thổ cẩm được đào tạo | người | 18 | 20 | 22")
    found = review(lower, [upper])
    assert [pair.verdict for pair in found.pairs] == [A, A, A, A]
    total = next(pair for pair in found.pairs if pair.reference.measure and pair.reference.measure.low == 600)
    assert total.share is not None
    assert (total.share.given, total.share.ratio) == (Decimal(60), Decimal("0.1"))
    (message,) = [one.message for one in found.findings if one.id in total.findings]
    assert "60 người trong 3 năm" in message


def test_a_number_that_grows_over_years_is_no_sum() -> None:
    upper = tabled(UPPER, SUM, YEARS, "Số thợ dệt thổ cẩm được đào tạo (lũy kế) | người | 180 | 380 | 600")
    lower = tabled(LOWER, YEARS, "Thợ dệt thổ cẩm được đào tạo (lũy kế) | người | 18 | 38 | 60")
    shares = [pair.share for pair in review(lower, [upper]).pairs]
    assert [share.given for share in shares if share is not None] == [60, 18, 38, 60]
