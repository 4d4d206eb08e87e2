"""Numbers in figures and in words."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from extract.language.numerals import FIGURE, parse_figure, parse_words


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("60", "60"),
        ("01", "1"),
        ("1.000", "1000"),
        ("12.345.678", "12345678"),
        ("4,5", "4.5"),
        ("0,75", "0.75"),
        ("1.234,5", "1234.5"),
        ("4.5", "4.5"),
        ("1,250", "1250"),
        ("0,125", "0.125"),
        ("99,95", "99.95"),
    ],
)
def test_value_of_a_figure(text: str, value: str) -> None:
    assert parse_figure(text) == Decimal(value)


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("1,250", "%", "1.25"),
        ("12,375", "‰", "12.375"),
        ("1,250", "hộ", "1250"),
        ("1,234,567", "%", "1234567"),
    ],
)
def test_unit_tells_decimals_from_thousands(text: str, unit: str, value: str) -> None:
    assert parse_figure(text, unit) == Decimal(value)


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("đạt 62.5% số hộ", "62.5"),
        ("có 1.250 hộ", "1.250"),
        ("đạt 4,5%.", "4,5"),
        ("năm 2025.", "2025"),
        ("mục 2.1 của", "2"),
        ("tỷ lệ 12,375%", "12,375"),
    ],
)
def test_ends_of_figures(text: str, figure: str) -> None:
    found = re.search(FIGURE, text)
    assert found is not None
    assert found.group() == figure


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("không", "0"),
        ("năm", "5"),
        ("mười", "10"),
        ("mười lăm", "15"),
        ("hai mươi", "20"),
        ("hai mươi mốt", "21"),
        ("ba chục", "30"),
        ("năm chục", "50"),
        ("ba mươi tư", "34"),
        ("chín mươi lăm", "95"),
        ("một trăm", "100"),
        ("một trăm linh năm", "105"),
        ("hai trăm lẻ một", "201"),
        ("ba trăm bảy mươi hai", "372"),
        ("một nghìn", "1000"),
        ("một nghìn không trăm năm mươi", "1050"),
        ("hai ngàn rưỡi", "2500"),
        ("hai triệu rưỡi", "2500000"),
        ("bảy tỷ hai trăm linh sáu triệu", "7206000000"),
        ("tám tỉ", "8000000000"),
        ("bốn phẩy năm", "4.5"),
        ("không phẩy hai năm", "0.25"),
    ],
)
def test_value_of_number_words(text: str, value: str) -> None:
    assert parse_words(text) == Decimal(value)
    assert parse_words(text.upper()) == Decimal(value)


@pytest.mark.parametrize("text", ["", "trẻ em", "hai trẻ em", "hai ba", "phẩy năm", "hai phẩy mười"])
def test_words_that_are_no_number(text: str) -> None:
    assert parse_words(text) is None
