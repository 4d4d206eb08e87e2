"""Values with their units."""

from __future__ import annotations

from decimal import Decimal

import pytest

from extract.grammar.marks import find_marks
from extract.grammar.quantities import find_quantities
from extract.language.units import canonical_unit, money_factor, unit_kind
from tests.extract.notation import fixtures, written_quantity
from tests.fixtures import Fixture


@fixtures("quantities")
def test_quantities(fixture: Fixture) -> None:
    bare = fixture.settings.get("bare") != "no"
    found = [
        written_quantity(quantity, line)
        for line in fixture.lines
        for quantity in find_quantities(line, find_marks(line), bare=bare)
    ]
    assert found == list(fixture.expected)


@pytest.mark.parametrize(
    ("written", "unit"),
    [
        ("phần trăm", "%"),
        ("điểm phần trăm", "điểm %"),
        ("Tỉ", "tỷ đồng"),
        ("triệu", "triệu đồng"),
        ("hộ gia đình", "hộ"),
        ("Cán  bộ", "cán bộ"),
    ],
)
def test_canonical_unit(written: str, unit: str) -> None:
    assert canonical_unit(written) == unit
    assert canonical_unit(unit) == unit


@pytest.mark.parametrize(
    ("unit", "per", "kind"),
    [
        ("%", None, "percent"),
        ("điểm %", None, "points"),
        ("‰", None, "permille"),
        ("lần", None, "multiple"),
        ("tỷ đồng", "year", "money"),
        ("người", None, "count"),
        ("người", "100000", "rate"),
        (None, "1000", "rate"),
        (None, None, "plain"),
    ],
)
def test_unit_kind_is_the_gate_of_the_comparison(unit: str | None, per: str | None, kind: str) -> None:
    assert unit_kind(unit, per) == kind


def test_money_in_one_unit() -> None:
    assert Decimal("1.5") * money_factor("tỷ đồng") == 1500 * money_factor("triệu đồng")
    assert money_factor("người") == 1
