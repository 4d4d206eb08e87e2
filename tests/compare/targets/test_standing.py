"""Duties of each year, years in which something begins, horizons left out, and reasons not to have a target."""

from __future__ import annotations

from dataclasses import replace

import pytest

from compare.targets.coverage.absent import lies_elsewhere, says_none
from tests.compare.cases import check, read_cases
from tests.compare.plans import LOWER, plan
from tests.fixtures import Fixture


@pytest.mark.parametrize("case", read_cases("standing"), ids=str)
def test_case(case: Fixture) -> None:
    check(case)


@pytest.mark.parametrize(
    ("status", "subject", "said"),
    [
        ("Huyện không có xã nào có cửa biển.", "xã có cửa biển thành lập đội cứu hộ", True),
        ("Trên địa bàn huyện hiện không có cửa biển.", "xã có cửa biển thành lập đội cứu hộ", True),
        ("Huyện chưa có đội cứu hộ.", "xã có cửa biển thành lập đội cứu hộ", False),
        ("Không có xã nào có cửa biển đủ sâu.", "xã có cửa biển thành lập đội cứu hộ", False),
        ("Một số hộ không có cửa biển riêng.", "xã có cửa biển thành lập đội cứu hộ", False),
        ("Huyện có 3 xã không có cửa biển.", "xã có cửa biển thành lập đội cứu hộ", False),
    ],
)
def test_groups_that_a_plan_says_it_lacks(status: str, subject: str, said: bool) -> None:
    draft = plan(LOWER, ["60% số bến đò có đèn."], status=[status])
    assert (says_none(draft, subject) is not None) is said


@pytest.mark.parametrize(
    ("unit", "subject", "elsewhere"),
    [
        ("xã Khe Sậy", "tỷ lệ rác thải đô thị được thu gom", True),
        ("xã Khe Sậy", "tỷ lệ rác thải đô thị và nông thôn được thu gom", False),
        ("phường Bến Mới", "tỷ lệ hộ nông thôn dùng nước sạch", True),
        ("phường Bến Mới", "tỷ lệ trạm y tế xã có bác sĩ", False),
        ("huyện Hồ Xanh", "tỷ lệ rác thải đô thị được thu gom", False),
    ],
)
def test_land_that_a_kind_of_unit_lacks(unit: str, subject: str, elsewhere: bool) -> None:
    draft = plan(LOWER, ["60% số bến đò có đèn."])
    draft = replace(draft, masthead=replace(draft.masthead, place=unit))
    assert lies_elsewhere(draft, subject) is elsewhere
