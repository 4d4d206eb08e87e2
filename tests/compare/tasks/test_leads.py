"""Bodies that lead a task: how they are named, for whom, and when two names are of one body."""

from __future__ import annotations

import pytest

from compare.tasks.duties import duties_of
from compare.tasks.leads import Office, are_one, asked_offices, given_offices, office
from extract.model import Masthead
from tests.compare.plans import COMMUNE, LOWER, UPPER, Head
from tests.compare.task_cases import plan_with

_TASKS = "II. NHIỆM VỤ, GIẢI PHÁP"
_YEARS = "giai đoạn 2026 - 2030"


def _asked(lead: str, draft: Masthead) -> list[str]:
    plan = plan_with(UPPER, [_TASKS, f"1. Trực chốt bến đò ngang mùa lũ. Chủ trì: {lead}."])
    return [one.name for duty in duties_of(plan) for one in asked_offices(duty, draft)]


def _masthead(place: str) -> Masthead:
    head = LOWER if place.startswith("huyện") else Head(place=place, date="10/3/2026", period=_YEARS)
    return plan_with(head, [_TASKS, "1. Trực chốt bến đò."]).masthead


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("Công an các xã, phường", "Công an"),
        ("Trạm Y tế cấp xã", "Trạm Y tế"),
        ("Phòng GD&ĐT các huyện, thành phố", "Phòng Giáo dục và Đào tạo"),
        ("Phòng Văn hóa - Xã hội phường", "Phòng Văn hóa - Xã hội"),
        ("Hội Nông dân các xã trên địa bàn", "Hội Nông dân"),
        ("Ủy ban nhân dân các xã", None),
        ("Ban Chỉ đạo cấp xã", None),
        ("Các phòng, ban", None),
        ("Ngân hàng Chính sách giải ngân tại điểm giao dịch xã", None),
        ("Công an xã họp dân", None),
    ],
)
def test_an_office_is_a_body_without_its_unit(name: str, bare: str | None) -> None:
    found = office(name)
    assert (found.name if found else None) == bare


@pytest.mark.parametrize(
    ("lead", "place", "asked"),
    [
        ("Công an các xã, phường", COMMUNE, ["Công an"]),
        ("Công an cấp xã", "phường Bến Gạo", ["Công an"]),
        ("Công an các xã", "phường Bến Gạo", []),
        ("Công an các huyện, thành phố", COMMUNE, []),
        ("Công an các huyện, thành phố", "huyện Suối Vàng", ["Công an"]),
        ("Công an xã Bản Sen", COMMUNE, ["Công an"]),
        ("Công an xã Nà Lầu", COMMUNE, []),
        ("Công an tỉnh, Công an cấp xã", COMMUNE, []),
        ("Phòng Kinh tế", COMMUNE, []),
    ],
)
def test_a_lead_is_asked_of_its_own_units(lead: str, place: str, asked: list[str]) -> None:
    assert _asked(lead, _masthead(place)) == asked


@pytest.mark.parametrize(
    ("names", "place", "own"),
    [
        (["Phòng Kinh tế"], COMMUNE, True),
        (["Hội Nông dân xã"], COMMUNE, True),
        (["Hội Nông dân xã Nà Lầu"], COMMUNE, False),
        (["Sở Y tế"], COMMUNE, False),
        (["Hội Nông dân xã", "Ủy ban nhân dân xã"], COMMUNE, False),
    ],
)
def test_a_draft_leads_by_offices_of_its_own(names: list[str], place: str, own: bool) -> None:
    found = given_offices(names, _masthead(place))
    assert all(isinstance(one, Office) for one in found)
    assert bool(found) is own


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Hội LHPN", "Hội Liên hiệp Phụ nữ", True),
        ("Hội Phụ nữ", "Hội Liên hiệp Phụ nữ", True),
        ("Ban CHQS", "Ban Chỉ huy Quân sự", True),
        ("Ủy ban MTTQ Việt Nam", "Hội Cựu chiến binh", True),
        ("Trạm Y tế", "Phòng Y tế", False),
        ("Công an", "Đoàn Thanh niên", False),
        ("Hội Nông dân", "Hội Phụ nữ", False),
    ],
)
def test_two_names_of_one_body(one: str, other: str, same: bool) -> None:
    assert are_one(one, other) is same
    assert are_one(other, one) is same
