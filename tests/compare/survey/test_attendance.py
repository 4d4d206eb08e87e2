"""Attendance: units with and without a plan, whatever the spelling of their names."""

from __future__ import annotations

import pytest

from compare.survey.attendance import not_among
from compare.survey.unit import Unit

A, B, C = "tỉnh Mây Ngàn", "tỉnh Sóng Bạc", "tỉnh Đồi Chè"


def units(*told: tuple[str, str | None]) -> list[Unit]:
    return [Unit(name=name, province=province) for name, province in told]


def left(expected: list[Unit], sent: list[Unit]) -> list[tuple[str, str | None]]:
    return [(unit.name, unit.province) for unit in not_among(expected, sent)]


def test_communes_of_two_provinces_may_share_a_name() -> None:
    expected = units(("xã Suối Lành", A), ("xã Suối Lành", B))
    sent = units(("Xã Suối Lành", "Mây Ngàn"))
    assert left(expected, sent) == [("xã Suối Lành", B)]
    assert left(sent, expected) == []


def test_an_unnamed_province_matches_any() -> None:
    assert left(units(("xã Suối Lành", None)), units(("xã Suối Lành", B))) == []
    assert left(units(("xã Suối Lành", A)), units(("xã Suối Lành", None))) == []


def test_a_misread_province_makes_no_unique_unit_absent() -> None:
    assert left(units(("xã Suối Lành", A)), units(("xã Suối Lành", "tỉnh Mây Ngân"))) == []


def test_another_kind_matches_within_its_province() -> None:
    expected = units(("xã Suối Lành", A), ("xã Suối Lành", B))
    sent = units(("phường Suối Lành", A), ("xã Suối Lành", C))
    assert left(expected, sent) == [("xã Suối Lành", B)]
    assert left(sent, expected) == [("xã Suối Lành", C)]


def test_a_town_and_its_surrounding_district_are_two_units() -> None:
    expected = units(("thị xã Bản Lin", A), ("huyện Bản Lin", A))
    assert left(expected, units(("huyện Bản Lin", A))) == [("thị xã Bản Lin", A)]
    assert left(expected, units(("thành phố Bản Lin", A))) == [("thị xã Bản Lin", A), ("huyện Bản Lin", A)]


@pytest.mark.parametrize("sent", ["xã Hòa Thủy", "Xã  Hoà Thuỷ", "XÃ HOÀ THUỶ"])
def test_tone_places_spaces_and_capitals_do_not_matter(sent: str) -> None:
    assert left(units(("xã Hoà Thuỷ", A)), units((sent, A))) == []


def test_each_absent_unit_is_named_once() -> None:
    assert left(units(("xã Suối Lành", A), ("Xã Suối Lành", A)), []) == [("xã Suối Lành", A)]


@pytest.mark.parametrize(
    "listed", ["TX. Bản Lin", "TX Bản Lin", "tx.Bản Lin", "UBND thị xã Bản Lin", "Bản Lin"]
)
def test_short_kinds_of_office_lists_are_known(listed: str) -> None:
    assert left(units((listed, None)), units(("thị xã Bản Lin", A))) == []


def test_a_letter_without_a_dot_is_part_of_a_name() -> None:
    assert left(units(("X Bản Lin", None)), units(("xã Bản Lin", A))) == [("X Bản Lin", None)]
