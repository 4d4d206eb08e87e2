"""The day to which each register is complete."""

from __future__ import annotations

from pathlib import Path

import pytest

from compare.decisions.handwritten import HandwrittenError
from compare.registers.complete import REGISTERS, completeness, shipped


def test_every_shipped_register_has_a_day() -> None:
    found = completeness(())
    assert [(one.register, one.day, one.own) for one in found] == [
        (register, shipped(register), False) for register in REGISTERS
    ]
    assert all(one.day >= "2026-09-25" for one in found)


@pytest.mark.parametrize(
    ("written", "day", "own"),
    [("2031-05-02", "2031-05-02", True), ('"2031-05-02"', "2031-05-02", True), ("2020-01-01", None, False)],
)
def test_the_later_day_counts(tmp_path: Path, written: str, day: str | None, own: bool) -> None:
    path = tmp_path / "so.toml"
    path.write_text(f"as_of = {written}\n", encoding="utf-8")
    for one in completeness((path,)):
        assert (one.day, one.own) == (day or shipped(one.register), own)


def test_a_wrong_day_names_its_line(tmp_path: Path) -> None:
    path = tmp_path / "so.toml"
    path.write_text('\nas_of = "hôm nay"\n', encoding="utf-8")
    with pytest.raises(HandwrittenError) as caught:
        completeness((path,))
    assert (caught.value.reason, caught.value.line) == ("not_a_date", 2)
