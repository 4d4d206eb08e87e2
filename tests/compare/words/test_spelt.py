"""One form for a text in whatever spelling."""

from __future__ import annotations

import re
from itertools import count

import pytest

from compare.words.spelt import one_form, same_words
from tests.growth import growth
from tests.sample_plans import STEMS, file_of, sample


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("UBND các xã đảm bảo 50% số hộ", "Ủy ban nhân dân các xã bảo đảm 50 % số hộ"),
        ("Hàng năm tổ chức 05 lớp", "Hằng năm, tổ chức 5 lớp"),
        ("có ít nhất năm tổ", "có ít nhất 05 (năm) tổ"),
        ("1.500 người, 2.000.000 đồng", "1500 người; 2 triệu đồng"),
        ("4,50 tấn", "4,5 tấn"),
        ("50 phần trăm số hộ", "50% số hộ"),
        ("trước ngày 31/12/2024", "trước ngày 31 tháng 12 năm 2024"),
        ("Kế hoạch số 154 /KH-UBND", "Kế hoạch số 154/KH–UBND"),
        ("giai đoạn 2021 - 2025", "giai đoạn từ năm 2021 đến năm 2025"),
        ("quý III năm 2024", "quí 3 năm 2024"),
        ("kỹ năng xử lý, quản lý", "kĩ năng xử lí, quản lí"),
        ("văn hóa, thủy lợi", "văn hoá, thuỷ lợi"),
        ("Đội PCCC của nghành", "Đội phòng cháy, chữa cháy của ngành"),
        ("đội ngũ công tác viên xã hội", "đội ngũ cộng tác viên xã hội"),
    ],
)
def test_another_spelling_says_the_same(one: str, other: str) -> None:
    assert same_words(one, other)
    assert same_words(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("UBND xã rà soát", "HĐND xã rà soát"),
        ("60% chủ bến được đào tạo", "60% chủ bến được tập huấn"),
        ("giảm 1.500 hộ", "giảm 150 hộ"),
        ("4,5 tấn", "45 tấn"),
        ("đến năm 2024", "đến năm 2025"),
        ("ít nhất 60%", "khoảng 60%"),
        ("60% số hộ", "60‰ số hộ"),
        ("2 triệu đồng", "2 tỷ đồng"),
        ("quý I năm 2024", "quý II năm 2024"),
        ("xã Bản Sen", "xã Bản Sên"),
        ("ngày 30/6/2024", "ngày 3/6/2024"),
        ("05 (năm) tổ", "05 năm"),
    ],
)
def test_another_content_is_another_form(one: str, other: str) -> None:
    assert not same_words(one, other)


@pytest.mark.parametrize("stem", STEMS)
def test_no_changed_figure_passes_for_a_spelling(stem: str) -> None:
    plan = sample(file_of(stem).name)
    tried = 0
    for text in [item.text for item in plan.targets] + [item.text for item in plan.tasks]:
        for found in re.finditer(r"\d+", text):
            other = f"{text[: found.start()]}{int(found[0]) + 1}{text[found.end() :]}"
            assert not same_words(text, other), other
            tried += 1
    assert tried > 5


@pytest.mark.parametrize("text", ["", " – ;", "a", "năm", "05", "%", "(một)", "ngày 31/2/2021", "Ủy ban"])
def test_the_form_of_a_form_is_itself(text: str) -> None:
    form = one_form(text)
    assert one_form(form) == form


def test_a_long_text_takes_no_more_time_a_word() -> None:
    number = count()  # what was asked for before is known

    def work(size: int) -> object:
        return one_form(f"{next(number)} xã: " + "có năm tổ, 1,5 triệu đồng, " * size)

    assert growth(work, 500, 5_000) < 30
