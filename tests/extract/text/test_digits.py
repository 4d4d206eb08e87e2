"""Letters typed for digits."""

from __future__ import annotations

from io import BytesIO

import pytest

from compare.reviewing import review
from extract import read_plan
from extract.model import Plan
from extract.text.digits import mend_digits
from extract.traced import Traced


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("6O%", "60%"),
        ("đạt 1OO % số hộ", "đạt 100 % số hộ"),
        ("năm 2O25", "năm 2025"),
        ("l0 lớp", "10 lớp"),
        ("1.2OO ha, 3O,5 km", "1.200 ha, 30,5 km"),
        ("Số: l2O/KH-UBND ngày 3O/l2/2O24", "Số: 120/KH-UBND ngày 30/12/2024"),
        ("I0%", "10%"),
        # Words and units.
        ("H2O, CO2, O3, 10l nước", "H2O, CO2, O3, 10l nước"),
        ("Điều 1o, mục I1, QH1O, B1", "Điều 1o, mục I1, QH1O, B1"),
        ("lo, Ol, II, IO", "lo, Ol, II, IO"),
    ],
)
def test_letters_for_digits(typed: str, meant: str) -> None:
    text = mend_digits(Traced.of(typed, 5))
    assert text.text == meant
    assert list(text.offsets) == list(range(5, 5 + len(typed)))


def plan(value: str) -> Plan:
    text = f"KẾ HOẠCH\nChiếu sáng đường quê giai đoạn 2022 - 2025\nI. MỤC TIÊU\n1. Có ít nhất {value} số ngõ có đèn."
    return read_plan(BytesIO(text.encode()), name="a.txt")


def test_such_a_number_is_read_and_told() -> None:
    read = plan("6O%")
    (measure,) = read.targets[0].measures
    assert (str(measure.low), measure.unit, measure.anchor.unsure) == ("60", "%", ("6O",))
    assert read.source.warnings == ("Số có chữ cái gõ thay chữ số, cần kiểm tra: “6O”.",)
    found = review(read, [plan("70%")]).findings
    told = [finding.message for finding in found if finding.rule == "VB05"]
    assert len(told) == 1
    assert "“6O”" in told[0]
    assert "có chữ cái gõ thay chữ số" in told[0]
