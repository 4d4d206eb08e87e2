"""Document text inside Markdown."""

from __future__ import annotations

import pytest

from templates.markdown import escape


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("1.200 mô hình", "1.200 mô hình"),
        ("1. Mục tiêu", "1\\. Mục tiêu"),
        ("Trung tâm VH&TT; Công an xã", "Trung tâm VH&TT; Công an xã"),
        ("Nghiên cứu & phát triển", "Nghiên cứu & phát triển"),
        ("&lt;b&gt;", "&amp;lt;b&amp;gt;"),
        ("<b>", "&lt;b&gt;"),
        ("&#60;", "&amp;\\#60;"),
    ],
)
def test_a_sign_is_escaped_only_where_it_acts(text: str, escaped: str) -> None:
    assert escape(text) == escaped
