"""Numbers that name or date a thing, and words of time with their meaning."""

from __future__ import annotations

from itertools import pairwise

import pytest

from extract.grammar.deadlines import period_of
from extract.grammar.marks import blanked, find_marks
from extract.model import Period
from tests.extract.notation import fixtures, written_mark
from tests.fixtures import Fixture
from tests.growth import growth


@fixtures("marks")
def test_marks(fixture: Fixture) -> None:
    found = [written_mark(mark, line) for line in fixture.lines for mark in find_marks(line)]
    assert found == list(fixture.expected)


@pytest.mark.parametrize(
    ("text", "start", "expected"),
    [
        ("Mục tiêu cụ thể giai đoạn 2021 - 2025", None, (2021, 2025)),
        ("2. Từ năm 2026 đến năm 2030", 2021, (2026, 2030)),
        ("Mục tiêu đến năm 2025", 2021, (2021, 2025)),
        ("Mục tiêu đến năm 2025", None, (2025, 2025)),
        ("Nhiệm vụ năm 2023", 2021, (2023, 2023)),
        ("Kế hoạch giai đoạn 2021 - 2025, tầm nhìn đến năm 2035", None, (2021, 2025)),
    ],
)
def test_period_of_a_heading(text: str, start: int | None, expected: tuple[int, int]) -> None:
    assert period_of(text, start=start) == Period(start=expected[0], end=expected[1])


@pytest.mark.parametrize(
    "text",
    ["Mục tiêu chung", "Tầm nhìn đến năm 2045", "Kết quả so với năm 2020", "Năm học 2022 - 2023", "Điều 5"],
)
def test_no_period(text: str) -> None:
    assert period_of(text, start=2021) is None


def test_marks_do_not_overlap_and_stand_in_order() -> None:
    text = (
        "Đến năm 2025, 90% trẻ em dưới 6 tuổi theo Quyết định số 15/QĐ-UBND ngày 02/3/2021, tăng 5% so với năm 2020, "
        "giai đoạn 2021 - 2025, tầm nhìn đến năm 2030"
    )
    marks = find_marks(text)
    assert len(marks) >= 6
    assert all(first.end <= second.start for first, second in pairwise(marks))


def test_blanking_keeps_every_position() -> None:
    text = "đến năm 2025 đạt 60%, năm 2030 đạt 75%"
    marks = find_marks(text)
    whole = blanked(text, marks, filler=" ")
    assert len(whole) == len(text)
    assert whole.split() == ["đạt", "60%,", "đạt", "75%"]
    # A piece of the text: marks before it, across its edges and behind it.
    for start in range(len(text)):
        for end in range(start, len(text) + 1):
            assert blanked(text[start:end], marks, offset=start, filler=" ") == whole[start:end]


def test_one_endless_number_takes_linear_time() -> None:
    """Each group of its digits may be that of a telephone."""

    def work(groups: int) -> object:
        return find_marks.__wrapped__("Đạt 1" + ".000" * groups + " đồng")

    assert growth(work, 4_000, 32_000) < 20
