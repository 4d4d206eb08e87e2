"""Texts of documents, prepared for a report."""

from __future__ import annotations

import pytest

from templates import texts


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("- Đạt 60%", "Đạt 60%"), ("+ Năm 2021 - 2025", "Năm 2021 - 2025"), ("-5 độ", "-5 độ"), ("-", "-"),
        ("Giai đoạn\n2021 - 2025", "Giai đoạn 2021 - 2025"),
    ],
)  # fmt: skip
def test_quotes_lose_only_a_leading_bullet(text: str, bare: str) -> None:
    assert texts.quoted(text) == bare


@pytest.mark.parametrize(
    ("names", "told"),
    [
        (["1", "2", "3", "4", "6", "8 (Tỉnh)"], "1 - 4, 6, 8 (Tỉnh)"),
        (["3", "4"], "3, 4"),
        (["4 (Tỉnh)", "5", "6", "7"], "4 (Tỉnh), 5 - 7"),
        (["7"], "7"),
        ([], ""),
    ],
)
def test_numbers_in_a_row_are_told_by_their_ends(names: list[str], told: str) -> None:
    assert texts.runs(names) == told
