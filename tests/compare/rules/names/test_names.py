"""Names of bodies and places, judged at the day of the draft."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from compare.decisions.handwritten import HandwrittenError
from compare.decisions.settings import Settings
from compare.naming.mentions import day_of, present
from compare.naming.register import plain, register_of
from compare.registers.reading import built_in
from tests.compare.plans import DISTRICT, LOWER, PROVINCE, cite
from tests.compare.text_plans import NOW, draft, said

LABOUR = "Phòng Lao động - Thương binh và Xã hội chủ trì tổng hợp."

# A task of the plan of 2026 → part of the message of TN01; None for no finding.
BODIES = [
    ("Sở Lao động - Thương binh và Xã hội hướng dẫn.", "Sở Nội vụ"),
    ("Sở LĐTB&XH hướng dẫn.", "“Sở LĐTB&XH” không còn từ ngày 01/3/2025"),
    ("Sở Lao động – TB&XH hướng dẫn.", "“Sở Lao động – TB&XH”"),
    ("Sở Kế hoạch và Đầu tư cân đối vốn.", "thuộc Sở Tài chính"),
    ("Sở Giao thông vận tải làm cầu dân sinh.", "Sở Xây dựng"),
    ("Sở Tài nguyên & Môi trường kiểm tra nguồn nước.", None),  # an unusual spelling, left alone
    ("Sở TN&MT kiểm tra nguồn nước.", "Sở Nông nghiệp và Môi trường"),
    ("Bộ Thông tin và Truyền thông hướng dẫn.", "Bộ Khoa học và Công nghệ"),
    ("Phòng Tài chính - Kế hoạch cân đối kinh phí.", "01/7/2025"),
    ("Phòng Giáo dục và Đào tạo chỉ đạo các trường.", "Phòng Văn hóa - Xã hội"),
    ("Phòng Văn hóa - Xã hội chủ trì.", None),
    ("Phòng Kinh tế chủ trì.", None),
    ("Phòng Kinh tế, Hạ tầng và Đô thị chủ trì.", None),
    ("Sở Nông nghiệp và Môi trường hướng dẫn.", None),
    ("Mỗi trường có phòng giáo dục và đào tạo kỹ năng.", None),  # a room
    ("Tiếp nhận hồ sơ từ Phòng Lao động - Thương binh và Xã hội trước đây.", None),
    ("Phòng Văn hóa - Xã hội kế thừa nhiệm vụ của Phòng Giáo dục và Đào tạo.", None),
    ("Thực hiện Kế hoạch số 12/KH-SLĐTBXH ngày 05/3/2021 của Sở Lao động - Thương binh và Xã hội.", None),
    ("Sử dụng tài liệu “Sở Lao động - Thương binh và Xã hội với trẻ em”.", None),
]


@pytest.mark.parametrize(("task", "part"), BODIES)
def test_bodies_in_2026(task: str, part: str | None) -> None:
    found = said("TN01", draft(task, head=NOW))
    assert len(found) == (part is not None)
    assert part is None or part in found[0]


@pytest.mark.parametrize("task", [task for task, part in BODIES if part])
def test_the_same_bodies_were_right_in_2021(task: str) -> None:
    assert said("TN01", draft(task)) == []


PLACES = [
    ("UBND các huyện, thành phố triển khai.", "“UBND các huyện”"),
    ("Ngân sách cấp huyện hỗ trợ.", "“cấp huyện” không còn từ ngày 01/7/2025"),
    ("Các xã, thị trấn rà soát.", "“Các xã, thị trấn”"),
    ("Phối hợp với tỉnh Kon Tum quản lý rừng giáp ranh.", "nay là tỉnh Quảng Ngãi"),
    ("Phối hợp với tỉnh Bình Dương.", "nay là thành phố Hồ Chí Minh"),
    ("Phối hợp với tỉnh Bà Rịa – Vũng Tàu.", "thành phố Hồ Chí Minh"),
    ("Phối hợp với tỉnh Lạng Sơn, tỉnh Quảng Ngãi.", None),
    ("Phối hợp với tỉnh Kon Tum (cũ) quản lý rừng.", None),
    ("Người dân thành phố Thái Bình được tư vấn.", None),  # a city by that name is not the province
    ("Phối hợp với các xã trong tỉnh.", None),
    ("Sau khi sắp xếp, hồ sơ của UBND huyện được số hóa.", None),
]


@pytest.mark.parametrize(("task", "part"), PLACES)
def test_places_in_2026(task: str, part: str | None) -> None:
    found = said("TN03", draft(task, head=NOW))
    assert len(found) == (part is not None)
    assert part is None or part in found[0]


@pytest.mark.parametrize("task", [task for task, part in PLACES if part])
def test_the_same_places_were_right_in_2021(task: str) -> None:
    assert said("TN03", draft(task)) == []


def test_a_place_that_issues_is_named_once() -> None:
    late = replace(LOWER, date="10/9/2025")
    assert [DISTRICT in message for message in said("TN03", draft(head=late))] == [True]
    kon_tum = replace(LOWER, place="tỉnh Kon Tum", date="10/9/2025", bases=())
    assert ["tỉnh Quảng Ngãi" in message for message in said("TN03", draft(head=kon_tum))] == [True]


def test_old_names_are_right_in_the_status_part() -> None:
    swap = ("I. MỤC TIÊU", "I. ĐÁNH GIÁ TÌNH HÌNH")
    made = draft(head=NOW, targets=("Phòng Giáo dục và Đào tạo đã mở 12 lớp.",), swap=swap)
    assert said("TN01", made) == []


def test_an_undated_draft_is_judged_at_its_earliest_day() -> None:
    blank = replace(NOW, number="", date="", bases=())  # a blank date reads as "năm 2021"
    assert day_of(draft(head=blank)) == "2021-01-01"
    assert day_of(draft(head=replace(NOW, date=None, bases=()))) == "2026-01-01"
    assert day_of(draft(head=replace(NOW, date=None, period="", bases=()))) is None
    later = replace(NOW, date=None, bases=(cite(number="18/KH-UBND", date="20/3/2026"),))
    assert day_of(draft(head=later)) == "2026-03-20"
    assert said("TN01", draft(LABOUR, head=replace(NOW, date=None, period="", bases=()))) == []


def test_present_keeps_places() -> None:
    text = "Sở Y tế chủ trì. Hồ sơ cũ được chuyển “theo mẫu”."
    assert len(present(text)) == len(text)
    assert present(text).startswith("Sở Y tế chủ trì.")


NEAR = [
    ("Sở Lao động - Thương và Xã hội hướng dẫn.", "Sở Lao động - Thương binh và Xã hội"),
    ("Phòng Giáo dục và Đào tao chỉ đạo.", "Phòng Giáo dục và Đào tạo"),
    ("Sở Thông tin và Truyền thống hướng dẫn.", "Sở Thông tin và Truyền thông"),
    ("Sở Nông nghiệp và Phát triển thôn hướng dẫn.", "Sở Nông nghiệp và Phát triển nông thôn"),
    ("Phòng Tài chình - Kế hoạch cân đối.", "Phòng Tài chính - Kế hoạch"),
    ("Sở Lao động, Thương binh, Xã hội hướng dẫn.", None),
    ("Phòng Văn hóa - Thông tin tuyên truyền.", None),
    ("Phòng Văn hóa Thông tin tuyên truyền.", None),
    ("Phòng Văn hóa và Thể thao tuyên truyền.", None),
    ("Trung tâm Văn hóa - TT-DL&TT tuyên truyền.", None),
    ("Phòng Lao động - TB&XH tổng hợp.", None),
    ("Phòng Tài chính - Kế toán cân đối.", None),
    ("Phòng Giáo dục chỉ đạo các trường.", None),
    ("Sở Văn hóa, Thể thao hướng dẫn.", None),
    ("Sở Văn hoá, Thể thao và Du lịch hướng dẫn.", None),
    ("Phòng Kinh tế - Hạ tầng chủ trì.", None),
]


@pytest.mark.parametrize(("task", "right"), NEAR)
def test_nearly_a_name(task: str, right: str | None) -> None:
    found = said("TN02", draft(task))
    assert len(found) == (right is not None)
    assert right is None or f"có thể là “{right}”" in found[0]


@pytest.mark.parametrize(
    ("task", "count"),
    [
        ("Phòng Tài Chính - Kế hoạch cân đối.", 1),
        ("Phòng Tài chính - Kế Hoạch cân đối.", 1),
        ("Phòng Tài chính - Kế hoạch cân đối.", 0),
        ("Bộ Công thương hướng dẫn.", 0),
        ("Sở Thông tin và Truyền thông hướng dẫn.", 0),
        ("PHÒNG TÀI CHÍNH - KẾ HOẠCH", 0),
    ],
)
def test_capitals(task: str, count: int) -> None:
    assert len(said("TN04", draft(task))) == count


def test_a_repeated_name_gives_one_finding() -> None:
    (found,) = said("TN01", draft(LABOUR, LABOUR, LABOUR, head=NOW))
    assert "(03 chỗ)" in found


def written(tmp_path: Path, text: str) -> Settings:
    path = tmp_path / "co-quan.toml"
    path.write_text(text, encoding="utf-8")
    return Settings(registers=(path,))


def test_the_users_own_register(tmp_path: Path) -> None:
    own = written(
        tmp_path,
        '[[agencies]]\nname = "Trung tâm Trợ giúp Suối Vàng"\nuntil = 2024-01-01\nnow = "Trung tâm Công tác xã hội"\n'
        '[[places]]\nname = "xã Nà Cũ"\nuntil = "2025-07-01"\nnow = "xã Bản Sen"\n'
        '[[agencies]]\nname = "Phòng Giáo dục và Đào tạo"\n'
        '[[documents]]\nnumber = "1"\n',
    )
    made = draft("Trung tâm Trợ giúp Suối Vàng và Phòng Giáo dục và Đào tạo phối hợp tại xã Nà Cũ.", head=NOW)
    assert ["Công tác xã hội" in message for message in said("TN01", made, settings=own)] == [True]
    assert ["xã Bản Sen" in message for message in said("TN03", made, settings=own)] == [True]
    assert len(said("TN01", made)) == 1


@pytest.mark.parametrize(
    ("text", "reason", "line"),
    [
        ('[[agencies]]\nnam = "Sở X"\n', "unknown_key", 2),
        ('\n[[agencies]]\nuntil = 2025-03-01\nnow = "Sở Y"\n', "missing_key", None),
        ('[[agencies]]\nname = "Sở X"\nuntil = 2025-03-01\n', "missing_key", None),
        ('[[places]]\nname = "xã X"\nuntil = "hôm qua"\nnow = "xã Y"\n', "not_a_date", 3),
        ('[[agencies]]\nname = "Sở X"\nshort = "S"\n', "wrong_type", 3),
    ],
)
def test_an_error_in_a_register_names_its_line(
    tmp_path: Path, text: str, reason: str, line: int | None
) -> None:
    settings = written(tmp_path, text)
    with pytest.raises(HandwrittenError) as caught:
        register_of("agencies" if "agencies" in text else "places", settings.registers)
    assert caught.value.reason == reason
    assert line is None or caught.value.line == line


@pytest.mark.parametrize("kind", ["agencies", "places"])
def test_no_spelling_is_of_two_names(kind: str) -> None:
    names = register_of(kind, ()).names
    written = [plain(one) for name in names for one in (name.name, *name.short)]
    assert len(set(written)) == len(written)
    assert all(name.source for name in names if name.until)


def test_63_provinces_became_34() -> None:
    merged = built_in("provinces").table["merged"]
    olds = [old for group in merged.values() for old in group]
    assert (len(merged), len(olds), len(set(olds))) == (23, 52, 52)
    # Eleven provinces did not change: 52 + 11 = 63, 23 + 11 = 34.
    assert all(new in group for new, group in merged.items())
    assert PROVINCE not in olds
