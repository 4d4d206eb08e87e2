"""The file of corrections and pins that a reviewer writes."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from compare.decisions.corrections import ByHand, read_corrections
from compare.decisions.handwritten import HandwrittenError
from compare.decisions.values import value_said
from compare.model import Pin
from extract.model import Act, Bound, Correction

WHO = 'reason = "Bản quét mờ"\nauthor = "Lê Thị Hoa"\ndate = 2026-03-15\n'
PLAN = 'plan = "97/KH-UBND"\n'
QUOTE = 'quote = "Tỷ lệ hộ nghèo còn 50%"\n'


def read(tmp_path: Path, text: str) -> ByHand:
    path = tmp_path / "sua.toml"
    path.write_text(text, encoding="utf-8")
    return read_corrections(path)


def changed(tmp_path: Path, lines: str) -> Correction:
    """The correction with the further lines."""
    (found,) = read(tmp_path, f"[[correction]]\n{PLAN}{QUOTE}{lines}\n{WHO}").corrections
    return found


def test_all_kinds_of_entries_are_read(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        f'[[pin]]\n{QUOTE}answer = "Giảm hộ nghèo xuống 5%"\ndraft = "huyện A"\n{WHO}'
        f'[[removal]]\n{PLAN}{QUOTE}{WHO}[[addition]]\n{PLAN}text = "95% số xã có trạm y tế"\npage = 3\n{WHO}'
        f'[[correction]]\n{PLAN}{QUOTE}seen = "50%"\nvalue = "không quá 5%"\n{WHO}'
        f"[[pin]]\n{PLAN}{QUOTE}none = true\n{WHO}",
    )
    assert [one.act for one in found.corrections] == [Act.CHANGE, Act.ADD, Act.STRIKE]
    change, add, _ = found.corrections
    assert change == Correction(
        plan="97/KH-UBND",
        quote="Tỷ lệ hộ nghèo còn 50%",
        seen="50%",
        low=Decimal(5),
        high=Decimal(5),
        unit="%",
        bound=Bound.AT_MOST,
        reason="Bản quét mờ",
        author="Lê Thị Hoa",
        date="2026-03-15",
    )
    assert (add.text, add.page, add.low) == ("95% số xã có trạm y tế", 3, None)
    answered, empty = found.pins
    assert isinstance(answered, Pin)
    assert (answered.answer, answered.draft, answered.is_empty) == (
        "Giảm hộ nghèo xuống 5%",
        "huyện A",
        False,
    )
    assert (empty.plan, empty.is_empty) == ("97/KH-UBND", True)


@pytest.mark.parametrize(
    ("said", "low", "high", "unit", "bound"),
    [
        ("5%", "5", "5", "%", None),
        ("4,5", "4.5", "4.5", None, None),
        ("60 - 70 %", "60", "70", "%", None),
        ("ít nhất 1.000 hộ", "1000", "1000", "hộ", Bound.AT_LEAST),
        ("≥ 75", "75", "75", None, Bound.AT_LEAST),
        ("2025", "2025", "2025", None, None),
    ],
)
def test_values_are_read_as_in_a_plan(
    said: str, low: str, high: str, unit: str | None, bound: Bound | None
) -> None:
    found = value_said(said)
    assert found is not None
    assert (found.low, found.high, found.unit, found.bound) == (Decimal(low), Decimal(high), unit, bound)


@pytest.mark.parametrize("said", ["", "nhiều", "5% và 6%", "năm"])
def test_other_texts_are_no_value(said: str) -> None:
    assert value_said(said) is None


@pytest.mark.parametrize(
    ("line", "field", "value"),
    [
        ('bound = "ít nhất"', "bound", Bound.AT_LEAST),
        ('bound = "at_most"', "bound", Bound.AT_MOST),
        ('bound = "Bằng"', "bound", Bound.LEVEL),
        ('deadline = "2025"', "deadline", "2025"),
        ('deadline = "31/12/2025"', "deadline", "2025-12-31"),
        ('deadline = "2025-12-31"', "deadline", "2025-12-31"),
        ('deadline = "không"', "deadline", ""),
        ('unit = "phần trăm"', "unit", "%"),
        ('unit = "hộ"', "unit", "hộ"),
    ],
)
def test_a_field_is_read_alone(tmp_path: Path, line: str, field: str, value: object) -> None:
    found = changed(tmp_path, line)
    assert getattr(found, field) == value
    others = {"low", "high", "unit", "bound", "deadline"} - {field}
    assert all(getattr(found, other) is None for other in others)


def test_a_unit_of_its_own_beats_that_of_the_value(tmp_path: Path) -> None:
    assert changed(tmp_path, 'value = "5 hộ"\nunit = "%"').unit == "%"


@pytest.mark.parametrize(
    ("text", "reason", "line"),
    [
        (f"[[corection]]\n{PLAN}{QUOTE}{WHO}", "unknown_key", 1),
        (f'[[correction]]\n{PLAN}{QUOTE}vale = "5%"\n{WHO}', "unknown_key", 4),
        (f'[[correction]]\n{QUOTE}value = "5%"\n{WHO}', "missing_key", 1),
        (f'[[correction]]\n{PLAN}value = "5%"\n{WHO}', "missing_key", 1),
        (f"[[correction]]\n{PLAN}{QUOTE}{WHO}", "nothing_changed", 1),
        (f"[[correction]]\n{PLAN}{QUOTE}value = 5\n{WHO}", "wrong_type", 4),
        (f'[[correction]]\n{PLAN}{QUOTE}value = "nhiều"\n{WHO}', "no_amount", 4),
        (f'[[correction]]\n{PLAN}{QUOTE}seen = "?"\nvalue = "5%"\n{WHO}', "no_amount", 4),
        (f'[[correction]]\n{PLAN}{QUOTE}bound = "đúng"\n{WHO}', "bad_value", 4),
        (f'[[correction]]\n{PLAN}{QUOTE}deadline = "sớm"\n{WHO}', "no_deadline", 4),
        (f'[[correction]]\n{PLAN}quote = "50%"\nvalue = "5%"\n{WHO}', "short_quote", 3),
        (f'[[correction]]\n{PLAN}{QUOTE}ordinal = 0\nvalue = "5%"\n{WHO}', "not_from_one", 4),
        (f'[[addition]]\n{PLAN}{WHO}', "missing_key", 1),
        (f"[[removal]]\n{PLAN}{QUOTE}" + WHO.replace("2026-03-15", '"hôm qua"'), "not_a_date", 6),
        (f"[[pin]]\n{QUOTE}{WHO}", "pin_answer", 1),
        (f'[[pin]]\n{QUOTE}answer = "câu của dự thảo"\nnone = true\n{WHO}', "pin_answer", 3),
        ("[[correction]\n", "syntax", 1),
    ],
)  # fmt: skip
def test_an_error_names_its_line(tmp_path: Path, text: str, reason: str, line: int) -> None:
    with pytest.raises(HandwrittenError) as caught:
        read(tmp_path, text)
    assert (caught.value.reason, caught.value.line) == (reason, line)


def test_lines_are_those_of_the_entry(tmp_path: Path) -> None:
    good = f'[[correction]]\n{PLAN}{QUOTE}value = "5%"\n{WHO}\n'
    with pytest.raises(HandwrittenError) as caught:
        read(tmp_path, good + good.replace("5%", "nhiều"))
    assert (caught.value.reason, caught.value.line) == ("no_amount", 12)
