"""A rise or fall beside a level: computed where the draft states its base for the same thing, else asked for."""

from __future__ import annotations

import pytest

from compare.model import Finding, Review, Severity, Verdict
from compare.reviewing import review
from tests.compare.plans import LOWER, plan, upper_plan

ASKED = "Ít nhất 60% hợp tác xã có kho lạnh bảo quản nông sản vào năm 2025."
RISE = "Số hợp tác xã có kho lạnh bảo quản nông sản tăng ít nhất 50% so với năm 2020 vào năm 2025."


def told(asked: str, state: str, change: str) -> tuple[Review, Finding]:
    found = review(plan(LOWER, [change], status=[state]), [upper_plan(asked)])
    (finding,) = [one for one in found.findings if one.rule == "CT10"]
    return found, finding


@pytest.mark.parametrize(
    ("state", "base", "comes_to"),
    [
        (
            "Năm 2020 có 05/20 hợp tác xã có kho lạnh bảo quản nông sản.",
            "05/20 hợp tác xã",
            "08/20 (40%)",
        ),
        (
            "Đến năm 2020 có 24 xã; 5/20 hợp tác xã có kho lạnh, 30% số chợ có mái che.",
            "5/20 hợp tác xã",
            "08/20 (40%)",
        ),
        ("Năm 2020, 30% số hợp tác xã có kho lạnh bảo quản nông sản.", "30%", "45%"),
    ],
)
def test_a_rise_from_the_drafts_own_base_is_computed(state: str, base: str, comes_to: str) -> None:
    found, finding = told(ASKED, state, RISE)
    assert [pair.verdict for pair in found.pairs] == [Verdict.WEAKER]
    assert (
        f"tăng ít nhất 50% so với năm 2020 ({base}), chỉ tương ứng khoảng {comes_to}, thấp hơn mức ít nhất 60%"
        in finding.message
    )
    assert "thành “Ít nhất 60% hợp tác xã có kho lạnh bảo quản nông sản vào năm 2025” theo" in (
        finding.suggestion or ""
    )
    assert "CT02" not in {one.rule for one in found.findings}


@pytest.mark.parametrize(
    "state",
    [
        "Năm 2020 có 05/20 hợp tác xã có sàn giao dịch.",
        "Năm 2019 có 05/20 hợp tác xã có kho lạnh bảo quản nông sản.",
        "Năm 2020 có 05 hợp tác xã có kho lạnh bảo quản nông sản.",
        "Năm 2020 có 05/20 hợp tác xã có kho lạnh; 06/20 hợp tác xã có kho lạnh bảo quản nông sản.",
        "Năm 2020 có 18/20 hợp tác xã có kho lạnh bảo quản nông sản.",
    ],
)
def test_a_base_in_doubt_is_asked_for(state: str) -> None:
    found, finding = told(ASKED, state, RISE)
    assert [pair.verdict for pair in found.pairs] == [Verdict.INCOMPARABLE]
    assert (finding.suggestion or "").endswith("hoặc bổ sung số liệu gốc để quy đổi.")
    assert "chưa so sánh được" not in finding.message


def test_a_rise_that_is_enough_is_a_light_matter() -> None:
    found, finding = told(ASKED, "Năm 2020 có 09/20 hợp tác xã có kho lạnh bảo quản nông sản.", RISE)
    assert [pair.verdict for pair in found.pairs] == [Verdict.INCOMPARABLE]
    assert finding.severity is Severity.LOW
    assert "tương ứng khoảng 14/20 (70%), bảo đảm mức ít nhất 60%" in finding.message


def test_a_fall_is_computed_too() -> None:
    found, finding = told(
        "Tỷ lệ hộ nghèo thiếu nước sinh hoạt giảm còn không quá 5% vào năm 2025.",
        "Cuối năm 2020 có 60/200 hộ nghèo thiếu nước sinh hoạt.",
        "Số hộ nghèo thiếu nước sinh hoạt giảm 50% so với năm 2020 vào năm 2025.",
    )
    assert [pair.verdict for pair in found.pairs] == [Verdict.WEAKER]
    assert "chỉ tương ứng khoảng 30/200 (15%), cao hơn mức không quá 5%" in finding.message
