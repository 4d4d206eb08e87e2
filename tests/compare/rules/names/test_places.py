"""Districts and communes in a draft, judged at its day. The places are real, the sentences made up."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from compare.decisions.settings import Settings
from tests.compare.plans import LOWER, Head, cite
from tests.compare.text_pairs import COMMUNE_2026, DISTRICT_2022
from tests.compare.text_plans import NOW, draft, said

# A task of a plan of xã Bờ Y in 2026 → part of the message of TN08; None for no finding.
GONE = [
    (
        "Chọn huyện Ngọc Hồi làm điểm.",
        "nay là xã Bờ Y, xã Dục Nông, xã Sa Loong (Nghị quyết số 1677/NQ-UBTVQH15)",
    ),
    (
        "Mở lớp dạy nghề tại thị trấn Plei Kần.",
        "“thị trấn Plei Kần” không còn từ ngày 01/7/2025; trên địa bàn đó nay là xã Bờ Y",
    ),
    ("Cấp nước cho xã Đắk Dục.", "nay là xã Dục Nông"),
    ("Phối hợp với thành phố Kon Tum đón khách.", "phường Kon Tum"),
    ("Xã Dục Nông, xã Bờ Y rà soát hộ nghèo.", None),
    ("Phường Kon Tum hỗ trợ xã Măng Đen.", None),
    ("Cấp nước cho xã Đăk Dục trước đây.", None),
    ("Cấp nước cho xã Đăk Dục (cũ).", None),
    ("Trung tâm Y tế huyện Ngọc Hồi khám sàng lọc.", None),
    ("Trường Tiểu học thị trấn Plei Kần mở câu lạc bộ.", None),
    ("UBND huyện Ngọc Hồi chỉ đạo.", None),  # TN03 reports the abolished committee
    ("Trao đổi với huyện Chư Prông, tỉnh Gia Lai.", None),
    ("Trao đổi với xã Khe Lúa Mới.", None),
]


@pytest.mark.parametrize(("task", "part"), GONE)
def test_former_units_in_2026(task: str, part: str | None) -> None:
    found = said("TN08", draft(task, head=COMMUNE_2026))
    assert len(found) == (part is not None), found
    assert part is None or part in found[0]


@pytest.mark.parametrize("task", [task for task, part in GONE if part])
def test_the_same_units_were_right_in_2022(task: str) -> None:
    assert said("TN08", draft(task, head=DISTRICT_2022)) == []


def test_a_repeated_unit_gives_one_finding() -> None:
    (found,) = said("TN08", draft("Chọn huyện Ngọc Hồi.", "Thăm huyện Ngọc Hồi.", head=COMMUNE_2026))
    assert "“huyện Ngọc Hồi” (02 chỗ)" in found


def test_long_lists_of_successors_are_shortened() -> None:
    hanoi = replace(NOW, place="phường Ba Đình", bases=(cite("thành phố Hà Nội", date="20/01/2026"),))
    (found,) = said("TN08", draft("Đến huyện Ba Vì.", head=hanoi))
    assert "xã Ba Vì" in found
    (found,) = said("TN08", draft("Đến huyện Đông Anh.", head=hanoi))
    assert "đơn vị khác" not in found
    thanh_hoa = replace(NOW, place="phường Hạc Thành", bases=(cite("tỉnh Thanh Hóa", date="20/01/2026"),))
    (found,) = said("TN08", draft("Đến huyện Quảng Xương.", head=thanh_hoa))
    assert "xã Lưu Vệ" in found


# A task of a plan of huyện Sa Thầy, tỉnh Kon Tum, in 2022 → part of the message of TN09; None for no finding.
ELSEWHERE = [
    ("Thực hiện tại huyện Chư Prông, tỉnh Kon Tum.", "không thuộc tỉnh Kon Tum mà thuộc tỉnh Gia Lai"),
    ("Thực hiện tại huyện Ngọc Hồi (tỉnh Gia Lai).", "không thuộc tỉnh Gia Lai mà thuộc tỉnh Kon Tum"),
    ("Thực hiện tại xã Ia Lâu, huyện Chư Prông, tỉnh Kon Tum.", "“huyện Chư Prông” không thuộc"),
    ("100% số xã trên địa bàn huyện Chư Prông có điểm đọc.", "mà thuộc tỉnh Gia Lai"),
    ("100% số xã trên địa bàn huyện Sa Thầy có điểm đọc.", None),
    ("Thực hiện tại huyện Ngọc Hồi, tỉnh Kon Tum.", None),
    ("Thực hiện tại huyện Ngọc Hồi, tỉnh Kon Tum và huyện Chư Prông, tỉnh Gia Lai.", None),
    ("Thực hiện tại huyện Chư Prông; tỉnh Kon Tum hỗ trợ.", None),
    ("Giao lưu với huyện Chư Prông.", None),
    ("Trên địa bàn huyện Khe Lúa, tỉnh Kon Tum có chợ.", None),
    ("Thực hiện tại huyện Ngọc Hồi, tỉnh Hà Lĩnh.", None),
    ("Trước đây thực hiện tại huyện Chư Prông, tỉnh Kon Tum.", None),
]


@pytest.mark.parametrize(("task", "part"), ELSEWHERE)
def test_places_of_another_province(task: str, part: str | None) -> None:
    found = said("TN09", draft(task, head=DISTRICT_2022))
    assert len(found) == (part is not None), found
    assert part is None or part in found[0]


def test_communes_of_another_province() -> None:
    assert said("TN09", draft("Thực hiện tại xã Bờ Y, tỉnh Gia Lai.", head=COMMUNE_2026))
    assert said("TN09", draft("Thực hiện tại xã Bờ Y, tỉnh Quảng Ngãi.", head=COMMUNE_2026)) == []
    assert (
        said("TN09", draft("Thực hiện tại xã Bờ Y, tỉnh Kon Tum.", head=COMMUNE_2026)) == []
    )  # reported by TN03


def test_a_plan_issued_by_a_place_of_another_province() -> None:
    wrong = replace(DISTRICT_2022, place="huyện Chư Prông")
    assert ["mà thuộc tỉnh Gia Lai" in message for message in said("TN09", draft(head=wrong))] == [True]
    assert said("TN09", draft(head=DISTRICT_2022)) == []
    before = replace(wrong, date="10/3/2020")  # the register does not reach back to this day
    assert said("TN09", draft(head=before)) == []


MISSPELT = [
    ("Thực hiện tại huyện Ngọc Hổi.", DISTRICT_2022, "có thể là “huyện Ngọc Hồi” (tỉnh Kon Tum)"),
    ("Thực hiện tại huyện Tu Mơ Rồng.", DISTRICT_2022, "“huyện Tu Mơ Rông”"),
    ("Thực hiện tại huyện Đắk Hà, huyện Ia H’Drai.", DISTRICT_2022, None),
    ("Thực hiện tại huyện Khe Lúa.", DISTRICT_2022, None),
    ("Thực hiện tại xã Bờ Ý.", DISTRICT_2022, None),  # the register lacks some communes of that time
    ("Thực hiện tại xã Dục Nống.", COMMUNE_2026, "có thể là “xã Dục Nông” (tỉnh Quảng Ngãi)"),
    ("Thực hiện tại xã Ba Tơ, xã Ba Tô.", COMMUNE_2026, None),
    ("Thực hiện tại xã Đăk Rơ Nga.", COMMUNE_2026, None),
    ("Thực hiện tại xã Ngọc Tụ.", COMMUNE_2026, None),
]


@pytest.mark.parametrize(("task", "head", "part"), MISSPELT)
def test_nearly_a_name(task: str, head: Head, part: str | None) -> None:
    found = said("TN10", draft(task, head=head))
    assert len(found) == (part is not None), found
    assert part is None or part in found[0]


@pytest.mark.parametrize("code", ["TN08", "TN09", "TN10"])
def test_invented_provinces_have_no_finding(code: str) -> None:
    task = "Thực hiện tại huyện Ngọc Hổi, thị trấn Plei Kần, trên địa bàn huyện Chư Prông."
    assert said(code, draft(task)) == []
    assert said(code, draft(task, head=NOW)) == []
    assert said(code, draft(task, head=replace(DISTRICT_2022, date=None, period="", bases=()))) == []
    assert LOWER.place not in task


def test_the_users_own_places_are_right(tmp_path: Path) -> None:
    own = tmp_path / "dia-danh.toml"
    own.write_text('[[places]]\nname = "huyện Ngọc Hổi"\n', encoding="utf-8")
    made = draft("Thực hiện tại huyện Ngọc Hổi.", head=DISTRICT_2022)
    assert said("TN10", made, settings=Settings(registers=(own,))) == []
    assert len(said("TN10", made)) == 1


LAM_DONG = replace(NOW, place="tỉnh Lâm Đồng", bases=(cite("tỉnh Lâm Đồng", date="20/01/2026"),))


@pytest.mark.parametrize(
    ("task", "gone"),
    [
        ("Tổ chức hội hoa tại phường 1 Bảo Lộc và phường 3 Bảo Lộc.", False),
        ("Tổ chức hội hoa tại phường 3 để đón khách.", True),
        ("Tổ chức hội hoa tại phường 3 Lan Anh.", True),
    ],
)
def test_a_number_and_words_are_one_name_of_today(task: str, gone: bool) -> None:
    assert bool(said("TN08", draft(task, head=LAM_DONG))) is gone
