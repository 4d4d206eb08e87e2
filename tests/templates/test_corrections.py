"""Corrections in words: one line for a measure, however many of its fields were corrected."""

from __future__ import annotations

from decimal import Decimal

from compare.correcting import corrected
from compare.reviewing import review
from extract.model import Act, Bound, Correction
from templates.corrections import correction_lines
from tests.compare.plans import lower_plan

TEXT = "100% vụ tai nạn được cập nhật dữ liệu."


def lines(*fields: dict[str, object], reasons: tuple[str, ...] = ("Đọc nhầm",)) -> list[str]:
    plan = lower_plan(TEXT)
    said = [
        Correction(quote=TEXT, reason=reasons[at % len(reasons)], author="Hoa", date="2026-11-30", **one)  # type: ignore[arg-type]
        for at, one in enumerate(fields)
    ]
    return list(correction_lines([("Dự thảo", review(corrected(plan, said), []).draft)], []))


def test_three_fields_of_a_measure_are_one_line() -> None:
    (line,) = lines({"low": Decimal(24)}, {"unit": "giờ"}, {"bound": Bound.AT_MOST})
    assert "không quá 24 giờ" in line
    assert "100%" in line
    assert "24%" not in line
    assert line.count("Đọc nhầm") == 1


def test_every_reason_is_told() -> None:
    (line,) = lines({"low": Decimal(24)}, {"unit": "giờ"}, reasons=("Bản quét mờ", "Đọc nhầm"))
    assert "Bản quét mờ" in line
    assert "Đọc nhầm" in line


def test_a_struck_measure_is_told_as_struck() -> None:
    (line,) = lines({"low": Decimal(24)}, {"act": Act.STRIKE})
    assert "100%" in line
    assert "24" not in line.replace("2026", "")
