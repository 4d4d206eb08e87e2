"""The items of a plan that the comparison uses."""

from __future__ import annotations

from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest

from compare.targets.items import Alike, Item, measured_items, unmeasured_items
from extract import read_plan
from extract.model import Measure, Period
from tests.compare.plans import FAR, UPPER, items, plan
from tests.layouts.making import FILES


@pytest.mark.parametrize(
    ("sentence", "kind", "cumulative", "each"),
    [
        ("60% số thôn có nhà văn hóa.", "percent", False, False),
        ("Tỷ lệ che phủ rừng tăng 5 điểm phần trăm so với năm 2020.", "points", False, False),
        ("Tỷ lệ tử vong mẹ còn 45/100.000 trẻ đẻ sống.", "rate", False, False),
        ("Tỷ suất sinh thô giảm xuống còn 15‰.", "permille", False, False),
        ("Xây dựng 20 mô hình nuôi ong lấy mật.", "count", True, False),
        ("Bố trí 12 tỷ đồng cho quỹ khuyến học.", "money", True, False),
        ("Tổng đàn ngan đạt 300.000 con.", "count", True, False),
        ("Giá trị thu được trên một ha đất bãi đạt 72 triệu đồng.", "money", False, False),
        ("Mỗi thôn có ít nhất 03 cộng tác viên dân số.", "count", False, True),
        ("Mỗi xã được bố trí tối thiểu 50 triệu đồng cho quỹ khuyến học.", "money", False, True),
        ("Phụ cấp của cộng tác viên thú y tối thiểu bằng mức lương cơ sở.", "reference", False, False),
    ],
)
def test_kind_of_a_measure(sentence: str, kind: str, cumulative: bool, each: bool) -> None:
    (item,), _ = items(sentence)
    assert (item.kind, item.cumulative, item.each) == (kind, cumulative, each)


def test_indices_follow_the_plan() -> None:
    made = plan(
        UPPER,
        ["60% số thôn có nhà văn hóa.", "80% số hộ chăn nuôi tiêm phòng."],
        ["Mở 12 lớp dạy nghề mây tre đan."],
    )
    found = measured_items(made)
    assert [item.index for item in found] == [0, 1, 2]
    assert [item.part for item in found] == ["targets", "targets", "tasks"]
    assert [item.owner.text.split()[0] for item in found] == ["60%", "80%", "Mở"]


def test_part_knows_its_main_measure() -> None:
    found, _ = items(
        "Ít nhất 60% số thôn có nhà văn hóa, trong đó ít nhất 30% được trang bị tủ sách pháp luật."
    )
    assert [item.main for item in found] == [None, 0]
    assert "nhà văn hóa" in found[1].text


def test_next_target_is_no_part_of_the_one_before() -> None:
    made = plan(
        UPPER, ["60% số thôn có nhà văn hóa, trong đó 30% có tủ sách.", "80% số hộ chăn nuôi tiêm phòng."]
    )
    assert [item.main for item in measured_items(made)] == [None, 0, None]


@pytest.mark.parametrize(
    ("sentence", "year", "period"),
    [
        ("60% số thôn có nhà văn hóa.", 2030, Period(start=2021, end=2030)),
        ("Đến năm 2024, 60% số thôn có nhà văn hóa.", 2024, Period(start=2021, end=2024)),
        ("Trước ngày 30 tháng 6 năm 2023, 60% số thôn có nhà văn hóa.", 2023, Period(start=2021, end=2023)),
    ],
)
def test_years_of_a_measure(sentence: str, year: int, period: Period) -> None:
    (item,), _ = items(sentence, FAR)
    assert (item.year, item.period) == (year, period)


def test_place_quotes_the_whole_item() -> None:
    (item,), made = items("60% số thôn có nhà văn hóa; giữ gìn lễ hội.")
    place = item.place(1)
    assert (place.plan, place.target, place.part) == (1, made.targets[0].id, "targets")
    assert place.text == "60% số thôn có nhà văn hóa; giữ gìn lễ hội."
    assert place.measure is item.measure
    assert item.place(None).plan is None


def test_clauses_without_number() -> None:
    made = plan(UPPER, ["60% số thôn có nhà văn hóa; khôi phục các lễ hội dân gian đã mai một."])
    texts = [item.text for item in unmeasured_items(made)]
    assert any("lễ hội dân gian" in text for text in texts)
    assert not any("60%" in text for text in texts)
    assert all(item.measure is None and item.kind == "none" for item in unmeasured_items(made))


def test_rows_of_tables_are_no_clauses_without_number() -> None:
    made = read_plan(FILES / "nuoc-sach.html")
    tables = {target.id for target in made.targets if any(measure.cell for measure in target.measures)}
    assert tables
    assert not [item for item in unmeasured_items(made) if item.owner.id in tables]


def test_shares_of_other_places_are_no_items() -> None:
    """A table shares targets out to communes: each commune has the total and its own share as items."""
    made = read_plan(FILES / "nuoc-sach.html")
    assert len(measured_items(made)) == 6
    own = [item for item in measured_items(made, "xã Hua Pát") if item.measure and item.measure.scope]
    assert [str(item.measure.low) for item in own if item.measure] == ["62.5", "210", "2", "3", "1"]
    assert not any(item.cumulative for item in own)


@pytest.mark.parametrize(("named", "places"), [("PHƯỜNG 3", []), ("PHƯỜNG 4", ["phường 3"])])
def test_its_own_number_is_no_part_of_a_place(tmp_path: Path, named: str, places: list[str]) -> None:
    text = f"ỦY BAN NHÂN DÂN\n{named}\nKẾ HOẠCH\nNước sạch\nI. MỤC TIÊU\n"
    path = tmp_path / "phường.txt"
    path.write_text(text + "- Năm 2025, 60% số hộ tại phường 3 có nước sạch.\n", encoding="utf-8")
    (item,) = measured_items(read_plan(path))
    assert sorted(item.places) == places


STANDING = {"anchor", "corrected", "index", "elsewhere", "main", "owner", "part", "places", "settled", "year"}
"""Fields of an item or measure that tell where it stands, not what it says."""


def test_items_are_alike_by_all_they_say() -> None:
    (item,), _ = items("60% số thôn có nhà văn hóa.")
    measure = item.measure
    assert measure is not None
    other: Any = "khác"
    others = [
        replace(item, measure=replace(measure, **{one.name: other}))
        for one in fields(Measure)
        if one.name not in {*STANDING, "deadline"}
    ]
    others += [
        replace(item, **{one.name: other})
        for one in fields(Item)
        if one.name not in {*STANDING, "measure", "period"}
    ]
    others += [
        replace(item, measure=None),
        replace(item, period=Period(start=2031, end=2035)),
        replace(item, measure=replace(measure, deadline="2029")),
        replace(item, owner=replace(item.owner, text="khác")),
        replace(item, owner=replace(item.owner, measures=())),
    ]
    assert Alike(item) == Alike(replace(item))
    assert len({*map(Alike, [item, *others])}) == len(others) + 1
