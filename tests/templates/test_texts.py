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
