"""The register of provinces, districts and communes, checked against facts that can be looked up."""

from __future__ import annotations

import pytest

from compare.registers.provinces import (
    all_provinces,
    merged_on,
    new_cities,
    province_at,
    province_of_today,
    resolution_of,
)
from compare.registers.unit_names import plain_name
from compare.registers.units import (
    area_of,
    everywhere,
    find,
    known_since,
    missing,
    successors,
    successors_on,
    units_of,
)
from extract.language.lexicon import load
from extract.model import Level

BEFORE, AFTER = "2025-06-30", "2025-07-01"


def standing(day: str) -> set[str]:
    """The names of all provinces on a day."""
    cities_later = {"Huế"} if day < "2025-01-01" else set()
    found = {province_at(province.name, day) for province in all_provinces()}
    return {province.name for province in found if province} - cities_later


@pytest.mark.parametrize(
    ("day", "provinces", "units"),
    [
        ("2021-03-01", 63, 705),
        ("2024-08-31", 63, 705),
        ("2024-09-01", 63, 704),
        ("2024-12-31", 63, 701),
        ("2025-01-01", 63, 696),
        (BEFORE, 63, 696),
        (AFTER, 34, 3321),
        ("2026-04-30", 34, 3321),
        ("2026-09-20", 34, 3321),
    ],
)
def test_counts_of_the_country(day: str, provinces: int, units: int) -> None:
    names = standing(day)
    assert len(names) == provinces
    assert sum(len(units_of(name, day)) for name in names) == units


# Communes of today and former districts, by province.
COUNTS = [
    ("Hà Nội", 126, 30),
    ("Hồ Chí Minh", 168, 22),
    ("Thanh Hóa", 166, 26),
    ("Nghệ An", 130, 20),
    ("Quảng Ngãi", 96, 13),
    ("Tuyên Quang", 124, 7),
    ("Lạng Sơn", 65, 11),
    ("Lai Châu", 38, 8),
    ("Huế", 40, 9),
    ("Cà Mau", 64, 9),
    ("Điện Biên", 45, 10),
]


@pytest.mark.parametrize(("province", "communes", "districts"), COUNTS)
def test_counts_of_a_province(province: str, communes: int, districts: int) -> None:
    assert len(units_of(province, AFTER)) == communes
    assert len(units_of(province, BEFORE)) == districts


@pytest.mark.parametrize(
    ("day", "communes", "wards"),
    [
        (AFTER, 2621, 687),
        ("2026-04-29", 2621, 687),
        ("2026-04-30", 2611, 697),
        ("2026-09-19", 2611, 697),
        ("2026-09-20", 2599, 709),
    ],
)
def test_communes_by_kind_and_day(day: str, communes: int, wards: int) -> None:
    kinds = [unit.kind for name in standing(day) for unit in units_of(name, day)]
    assert {kind: kinds.count(kind) for kind in set(kinds)} == {
        "xã": communes,
        "phường": wards,
        "đặc khu": 13,
    }


@pytest.mark.parametrize(
    ("day", "cities"),
    [
        ("2024-12-31", 5),
        ("2025-01-01", 6),
        (AFTER, 6),
        ("2026-04-30", 7),
        ("2026-09-01", 8),
        ("2026-09-20", 9),
    ],
)
def test_cities_by_day(day: str, cities: int) -> None:
    found = {province_at(name, day) for name in standing(day)}
    assert sum(province.kind == "thành phố" for province in found if province) == cities


def test_both_lists_of_cities_agree() -> None:
    listed = load("agencies")["municipalities"]
    assert {city.name: city.since for city in new_cities()} == {
        name: day.isoformat() for name, day in listed.items() if day.isoformat() > AFTER
    }


@pytest.mark.parametrize(
    ("name", "province", "day", "now"),
    [
        ("xã Yên Phong", "Bắc Ninh", "2026-09-20", {"phường Yên Phong"}),
        ("xã Yên Phong", "Bắc Ninh", "2026-09-19", set()),
        ("xã Long Thành", "Đồng Nai", "2026-05-15", {"phường Long Thành"}),
        ("huyện Nông Sơn", "Quảng Nam", "2025-04-15", {"huyện Quế Sơn"}),
        ("huyện Nông Sơn", "Quảng Nam", "2024-12-31", set()),
        ("thành phố Ninh Bình", "Ninh Bình", "2025-02-01", {"thành phố Hoa Lư"}),
        ("thành phố Huế", "Huế", "2025-02-01", {"quận Thuận Hóa", "quận Phú Xuân"}),
        ("thị trấn Chờ", "Bắc Ninh", "2025-08-01", {"xã Yên Phong"}),
        ("thị trấn Chờ", "Bắc Ninh", "2026-10-01", {"phường Yên Phong"}),
    ],
)
def test_successors_on_a_day(name: str, province: str, day: str, now: set[str]) -> None:
    found = province_of_today(province)
    assert found
    area = area_of(found)
    units = [
        unit
        for unit in (*area.districts, *area.before, *area.communes)
        if plain_name(unit.text) == plain_name(name)
    ]
    assert {one.text for unit in units for one in successors_on(area, unit, day)} == now


@pytest.mark.parametrize(
    ("name", "day", "there"),
    [
        ("Hà Giang", "2021-05-01", "tỉnh Hà Giang"),
        ("tỉnh Hà Giang", AFTER, "tỉnh Tuyên Quang"),
        ("Tuyên Quang", AFTER, "tỉnh Tuyên Quang"),
        ("TỈNH KON TUM", BEFORE, "tỉnh Kon Tum"),
        ("tỉnh Kon Tum", AFTER, "tỉnh Quảng Ngãi"),
        ("Lạng Sơn", AFTER, "tỉnh Lạng Sơn"),
        ("tỉnh Bà Rịa – Vũng Tàu", AFTER, "thành phố Hồ Chí Minh"),
        ("Bà Rịa-Vũng Tàu", BEFORE, "tỉnh Bà Rịa - Vũng Tàu"),
        ("tỉnh Thừa Thiên Huế", "2024-12-31", "tỉnh Thừa Thiên Huế"),
        ("tỉnh Thừa Thiên Huế", "2025-01-01", "thành phố Huế"),
        ("tỉnh Hà Tây", "2021-01-01", "thành phố Hà Nội"),
        ("Khánh Hoà", AFTER, "tỉnh Khánh Hòa"),
        ("Kon Tum", None, "tỉnh Kon Tum"),
        ("tỉnh Đồng Nai", "2026-04-29", "tỉnh Đồng Nai"),
        ("tỉnh Bình Phước", "2026-04-30", "thành phố Đồng Nai"),
        ("Quảng Ninh", "2026-08-31", "tỉnh Quảng Ninh"),
        ("Quảng Ninh", "2026-09-01", "thành phố Quảng Ninh"),
        ("tỉnh Bắc Giang", "2026-09-19", "tỉnh Bắc Ninh"),
        ("tỉnh Bắc Giang", "2026-09-20", "thành phố Bắc Ninh"),
        ("tỉnh Thượng Giang", AFTER, None),
    ],
)
def test_provinces_by_day(name: str, day: str | None, there: str | None) -> None:
    found = province_at(name, day)
    assert (found.text if found else None) == there


def test_every_province_of_today_has_its_resolution() -> None:
    today = {province_of_today(province.name) for province in all_provinces()}
    numbers = {resolution_of(province) for province in today if province}
    assert numbers == {f"Nghị quyết số {number}/NQ-UBTVQH15" for number in range(1654, 1688)}
    quang_ngai = province_of_today("Kon Tum")
    assert quang_ngai
    assert resolution_of(quang_ngai) == "Nghị quyết số 1677/NQ-UBTVQH15"


def test_districts_of_one_province() -> None:
    names = {unit.text for unit in units_of("tỉnh Kon Tum", "2021-06-30")}
    assert names == {
        "thành phố Kon Tum",
        "huyện Đăk Hà",
        "huyện Đắk Glei",
        "huyện Đắk Tô",
        "huyện Ia H'Drai",
        "huyện Kon Plông",
        "huyện Kon Rẫy",
        "huyện Ngọc Hồi",
        "huyện Sa Thầy",
        "huyện Tu Mơ Rông",
    }


@pytest.mark.parametrize(
    ("province", "name", "there", "gone"),
    [
        ("Bắc Giang", "huyện Việt Yên", "2024-01-31", "2024-02-01"),
        ("Bắc Ninh", "thị xã Từ Sơn", "2021-10-31", "2021-11-01"),
        ("Nam Định", "huyện Mỹ Lộc", "2024-08-31", "2024-09-01"),
        ("Nghệ An", "thị xã Cửa Lò", "2024-11-30", "2024-12-01"),
        ("Thanh Hóa", "huyện Đông Sơn", "2024-12-31", "2025-01-01"),
        ("Thừa Thiên Huế", "huyện Nam Đông", "2024-12-31", "2025-01-01"),
        ("Ninh Bình", "thành phố Ninh Bình", "2024-12-31", "2025-01-01"),
        ("Kon Tum", "huyện Ngọc Hồi", BEFORE, AFTER),
    ],
)
def test_a_district_ends_on_its_day(province: str, name: str, there: str, gone: str) -> None:
    assert find(name, province, there)
    assert find(name, province, gone) is None


@pytest.mark.parametrize(
    ("province", "name", "day"),
    [
        ("Bắc Giang", "thị xã Việt Yên", "2024-02-01"),
        ("Bắc Giang", "thị xã Chũ", "2025-01-01"),
        ("Bà Rịa - Vũng Tàu", "huyện Long Đất", "2025-01-01"),
        ("Huế", "quận Phú Xuân", "2025-01-01"),
        ("Quảng Ngãi", "xã Bờ Y", AFTER),
        ("Kon Tum", "xã Bờ Y", AFTER),
    ],
)
def test_a_unit_begins_on_its_day(province: str, name: str, day: str) -> None:
    found = find(name, province, day)
    assert found
    assert found.text == name
    assert found.since == day


def test_an_unknown_unit_gives_no_answer() -> None:
    assert known_since() == "2021-03-01"
    assert units_of("Kon Tum", "2020-12-31") == ()
    assert units_of("tỉnh Thượng Giang", AFTER) == ()
    assert successors("huyện Khe Vằng", "tỉnh Thượng Giang") == ()
    assert successors("huyện Khe Vằng", "tỉnh Kon Tum") == ()


# A former unit → its successors of today.
BECAME = [
    ("huyện Ngọc Hồi", "Kon Tum", {"xã Bờ Y", "xã Sa Loong", "xã Dục Nông"}),
    ("huyện Ngọc Hồi", "Quảng Ngãi", {"xã Bờ Y", "xã Sa Loong", "xã Dục Nông"}),
    ("thị trấn Plei Kần", "Kon Tum", {"xã Bờ Y"}),
    ("xã Đắk Dục", "Kon Tum", {"xã Dục Nông"}),
    ("huyện Ia H’Drai", "Kon Tum", {"xã Ia Đal", "xã Ia Tơi"}),
    ("huyện Lý Sơn", "Quảng Ngãi", {"đặc khu Lý Sơn"}),
    ("huyện Côn Đảo", "Bà Rịa - Vũng Tàu", {"đặc khu Côn Đảo"}),
    ("huyện Cát Hải", "Hải Phòng", {"đặc khu Cát Hải"}),
    ("xã Bản Sen", "Kon Tum", set()),
    # Several towns of the province had one, so that the successor is ambiguous.
    ("phường 4", "Đồng Tháp", set()),
]


@pytest.mark.parametrize(("name", "province", "now"), BECAME)
def test_a_former_unit_has_its_successors(name: str, province: str, now: set[str]) -> None:
    assert {unit.text for unit in successors(name, province)} == now


def test_a_unit_that_ended_early_has_successors() -> None:
    town = successors("thị xã Mộc Châu", "Sơn La")
    assert {"phường Mộc Châu", "xã Đoàn Kết"} <= {unit.text for unit in town}
    assert successors("huyện Mộc Châu", "Sơn La") == town
    assert successors("huyện Lộc Hà", "Hà Tĩnh") == successors("huyện Thạch Hà", "Hà Tĩnh")


def test_every_former_unit_has_a_successor() -> None:
    for area in everywhere():
        assert all(area.became[unit] for unit in (*area.districts, *area.before))
        assert {new for found in area.became.values() for new in found} == set(area.communes)


def test_units_without_a_plan_are_found() -> None:
    sent = ["huyện Ngọc Hồi", "HUYỆN ĐẮK HÀ", "TP Kon Tum", "Sa Thầy", "thành phố Kon Tum", "huyện Khe Vằng"]
    left = {unit.name for unit in missing("tỉnh Kon Tum", "2022-01-01", sent)}
    assert left == {"Đắk Glei", "Đắk Tô", "Ia H'Drai", "Kon Plông", "Kon Rẫy", "Tu Mơ Rông"}
    before = [unit.text for unit in missing("Bắc Giang", "2023-01-01", ["thị xã Việt Yên"])]
    assert len(before) == 9
    assert "huyện Việt Yên" not in before
    assert missing("tỉnh Thượng Giang", "2022-01-01", sent) == ()


def test_levels_and_codes() -> None:
    area = [unit for found in everywhere() for unit in (*found.districts, *found.communes)]
    districts = [unit for unit in area if unit.level is Level.DISTRICT and unit.until == merged_on()]
    assert len({unit.code for unit in districts}) == 696
    codes = [unit.code for unit in area if unit.level is Level.COMMUNE and unit.code and not unit.until]
    assert len(codes) == len(set(codes)) == 3321


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("huyện Thanh Thuỷ", "Huyện Thanh Thủy"),
        ("huyện Đắk Hà", "huyện Đăk Hà"),
        ("huyện Đak Đoa", "huyện Đăk Đoa"),
        ("xã Chân Mây – Lăng Cô", "xã Chân Mây - Lăng Cô"),
        ("xã Sĩ Bình", "xã Sỹ Bình"),
        ("Phường 04", "phường 4"),
    ],
)
def test_spellings_of_one_name_match(one: str, other: str) -> None:
    assert plain_name(one) == plain_name(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("xã Thanh An", "xã Thạnh An"), ("xã Cẩm Giang", "xã Cẩm Giàng"), ("xã Ba Tơ", "xã Ba Tô")],
)
def test_different_names_do_not_match(one: str, other: str) -> None:
    assert plain_name(one) != plain_name(other)
