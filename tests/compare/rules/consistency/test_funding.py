"""Sums of money in a part on funding: totals and sources agree, and a lower plan need not repeat them."""

from __future__ import annotations

import pytest

from compare.reviewing import review
from extract.model import Plan
from extract.pipeline import plan_of
from tests.compare.plans import LOWER, UPPER, Head, document, lines_of, upper_plan

TARGET = "60% số thôn có nhà văn hóa."


def with_funding(*lines: str, head: Head = LOWER) -> Plan:
    return plan_of(
        document([*lines_of(head, [TARGET])[:-2], "III. KINH PHÍ", *lines, *lines_of(head, [TARGET])[-2:]])
    )


def slips(*lines: str) -> list[tuple[str, str]]:
    result = review(with_funding(*lines), [upper_plan(TARGET)])
    return [
        (found.rule, found.message.split("trong khi ")[-1])
        for found in result.findings
        if found.rule[:2] == "NB"
    ]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["Tổng 700 triệu đồng, trong đó huyện 400 triệu đồng, xã 250 triệu đồng."], ["NB01"]),
        (["Tổng 700 triệu đồng, trong đó huyện 400 triệu đồng, xã 300 triệu đồng."], []),
        # The last source has no sum of its own; the others may not be more than the total.
        (["Tổng 700 triệu đồng, trong đó huyện 400 triệu đồng, xã 250 triệu đồng, còn lại xã hội hóa."], []),
        (
            ["Tổng 700 triệu đồng, trong đó huyện 400 triệu đồng, xã 350 triệu đồng, còn lại xã hội hóa."],
            ["NB01"],
        ),
        (["Tổng 1,2 tỷ đồng, trong đó huyện 900 triệu đồng, xã 300 triệu đồng."], []),
        (["Tổng vốn 90 tỷ đồng: tỉnh 50 tỷ đồng, huyện 30 tỷ đồng."], ["NB01"]),
        # The sentence says "gồm", and is told once.
        (["Tổng 700 triệu đồng, gồm huyện 400 triệu đồng, xã 250 triệu đồng."], ["NB01"]),
        (["Tổng 700 triệu đồng, trong đó:", "- Huyện 400 triệu đồng;", "- Xã 250 triệu đồng."], ["NB01"]),
        (["Tổng 700 triệu đồng, trong đó:", "- Huyện 400 triệu đồng;", "- Xã 300 triệu đồng."], []),
        (["Tổng 700 triệu đồng, trong đó:", "- Huyện 400 triệu đồng;", "- Nguồn xã hội hóa."], []),
        (["Năm 2022: 300 triệu đồng; năm 2023: 200 triệu đồng; năm 2024: 100 triệu đồng."], []),
        (["Cả giai đoạn bố trí 900 triệu đồng (bình quân 150 triệu đồng/năm)."], ["NB02"]),
        (["Cả giai đoạn bố trí 750 triệu đồng (bình quân 150 triệu đồng/năm)."], []),
        (["Cả giai đoạn bố trí 900 triệu đồng; ngân sách xã 50 triệu đồng/năm."], []),
        # Another sentence, and a rate, are no parts of the total.
        (
            ["Cần 900 triệu đồng, gồm: huyện 600 triệu đồng; xã 300 triệu đồng. Ngoài ra, quỹ 0,2 tỷ đồng."],
            [],
        ),
        (["Tổng 9 tỷ đồng; huyện 4 tỷ đồng, xã 5 tỷ đồng, mức 20.000 đồng/người cao tuổi/năm."], []),
    ],
)
def test_sums_of_money_come_out(lines: list[str], expected: list[str]) -> None:
    assert [rule for rule, _ in slips(*lines)] == expected


def test_a_slip_shows_the_sum() -> None:
    (found,) = slips("Tổng 1,5 tỷ đồng, trong đó huyện 900 triệu đồng, xã 300 triệu đồng.")
    assert found == ("NB01", "900 triệu đồng + 300 triệu đồng = 1,2 tỷ đồng.")


@pytest.mark.parametrize(
    "lower", ["Ngân sách huyện bảo đảm.", "Dự kiến 4 tỷ đồng.", "Bố trí 40 triệu đồng/năm."]
)
def test_money_of_the_province_is_no_gap_of_a_district(lower: str) -> None:
    upper = with_funding(
        "Dự kiến 90 tỷ đồng, trong đó ngân sách tỉnh 50 tỷ đồng, huy động 40 tỷ đồng.", head=UPPER
    )
    result = review(with_funding(lower), [upper])
    told = [found.severity.value for found in result.findings if "tỷ đồng" in found.message]
    assert set(told) <= {"low", "note"}
