"""What a letter says once: quotes, counts, clauses of law."""

from __future__ import annotations

import re

import pytest

from templates.letter.arrange import letter_of
from tests.templates.letter.letters import OFFICE, against_both


@pytest.mark.parametrize("stem", ["a6-kh-huyen-muong-din", "b5-kh-huyen-trieu-giang", "b7-kh-huyen-cua-lan"])
def test_a_row_says_nothing_twice(stem: str) -> None:
    letter = letter_of(against_both(stem), OFFICE)
    quoted = [text for row in letter.rows for text in row.draft if len(text) > 100]
    assert len(quoted) == len(set(quoted))
    for row in letter.rows:
        for quote in re.findall(r"\(“([^“”]+)”\)", " ".join(row.wishes)):
            assert quote not in " ".join(row.bases)


def test_a_place_quoted_above_is_named_with_its_row() -> None:
    rows = letter_of(against_both("a6-kh-huyen-muong-din"), OFFICE).rows
    assert rows[3].draft[0].startswith("Điểm a khoản 3 Mục III: “")
    assert rows[4].draft == ("Điểm a khoản 3 Mục III (đã trích tại số thứ tự 4)",)


def test_rows_without_a_quote_stay_as_they_are() -> None:
    rows = letter_of(against_both("b8-kh-phuong-ben-gao-2026"), OFFICE).rows
    assert [row.draft for row in rows[-3:]] == [("Kế hoạch số 37 chưa nêu.",)] * 3


def test_a_point_counts_no_other_matters() -> None:
    letter = letter_of(against_both("b7-kh-huyen-cua-lan"), OFFICE)
    assert letter.points[-1].endswith("Kế hoạch số 231 nêu trước ngày 15 tháng 6.")
    assert not any("nội dung khác)" in point for point in letter.points)


def test_a_clause_of_law_has_capitals() -> None:
    bases = [
        text for row in letter_of(against_both("b5-kh-huyen-trieu-giang"), OFFICE).rows for text in row.bases
    ]
    laws = [text for text in bases if "Nghị định" in text]
    assert laws
    assert all("Mục II Phần I Phụ lục I" in text for text in laws)
