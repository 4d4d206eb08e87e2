"""Titles: the period and the programme that they name."""

from __future__ import annotations

import pytest

from extract.masthead.title import read_period, read_programme


@pytest.mark.parametrize(
    ("title", "year", "period"),
    [
        ("Chương trình A giai đoạn 2021 - 2025", 2021, (2021, 2025)),
        ("Chương trình A 2021–2025", 2021, (2021, 2025)),
        ("Chương trình A từ năm 2021 đến năm 2025", 2021, (2021, 2025)),
        ("Chương trình A đến năm 2030", 2022, (2022, 2030)),
        ("Chương trình A đến năm 2030", None, None),
        ("CÔNG TÁC TRẺ EM NĂM 2026", 2026, (2026, 2026)),
        ("Chương trình A giai đoạn 2021 - 2030 trên địa bàn xã B năm 2026", 2026, (2026, 2026)),
        ("Chương trình A giai đoạn 2021 - 2030, giai đoạn 2021 - 2025", 2021, (2021, 2025)),
        ("Chương trình A giai đoạn 2021 - 2025, định hướng đến năm 2030", 2021, (2021, 2025)),
        ("Chương trình A 5 năm 2021 - 2025 và các mục tiêu phải đạt vào năm 2030", 2021, (2021, 2025)),
        ("Nghị quyết số 5/NQ-CP ngày 02 tháng 3 năm 2021 về A", 2021, None),
        ("Luật Trẻ em năm 2016", 2021, None),
        ("Nghị quyết Đại hội nhiệm kỳ 2020 - 2025", 2021, None),
    ],
)
def test_periods(title: str, year: int | None, period: tuple[int, int] | None) -> None:
    found = read_period(title, year)
    assert (found and (found.start, found.end)) == period


@pytest.mark.parametrize(
    ("title", "programme"),
    [
        ("Triển khai thực hiện Chương trình sữa học đường giai đoạn 2021 - 2025",
         "Chương trình sữa học đường"),
        ("Thực hiện Chương trình việc làm trên địa bàn tỉnh Hà Lĩnh", "Chương trình việc làm"),
        ("Thực hiện Đề án nghề công tác xã hội tỉnh Hà Lĩnh năm 2022", "Đề án nghề công tác xã hội"),
        ("Về việc phê duyệt Đề án đô thị xanh của thành phố Kim Bảng", "Đề án đô thị xanh"),
        ("Thực hiện Quyết định số 5/QĐ-TTg ngày 02/3/2021 phê duyệt Chiến lược gia đình đến năm 2030",
         "Chiến lược gia đình"),
        ("Thực hiện Nghị quyết số 42-NQ/TW ngày 24/11/2023 của Trung ương", "Nghị quyết số 42-NQ/TW"),
        ("Bảo vệ, chăm sóc trẻ em năm 2026", None),
        ("Thực hiện Chương trình phòng, chống rét, đói cho gia súc giai đoạn 2021 - 2025",
         "Chương trình phòng, chống rét, đói cho gia súc"),
        ("Thực hiện Chương trình việc làm, Đề án xuất khẩu lao động năm 2022", "Chương trình việc làm"),
        ("Thực hiện Đề án đô thị xanh, gắn với du lịch bản", "Đề án đô thị xanh"),
    ],
)  # fmt: skip
def test_programmes(title: str, programme: str | None) -> None:
    assert read_programme(title) == programme


def test_programme_in_capitals_takes_the_spelling_of_the_text() -> None:
    title = "THỰC HIỆN CHƯƠNG TRÌNH PHỤ NỮ VIỆT NAM NĂM 2026"
    assert read_programme(title, "theo Chương trình phụ nữ Việt Nam") == "Chương trình phụ nữ Việt Nam"
