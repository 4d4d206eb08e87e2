"""Values in the program's own pages: the same text as Jinja's usual way gives."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

import pytest
from markupsafe import Markup, escape

from templates.html.page import pieces, shown
from templates.jinja import environment
from templates.report.arrange import arrange
from templates.report.marking import mark
from templates.texts import clean
from tests.sample_plans import sample_review


class _Word(StrEnum):
    SIGNS = "<a & 'b'>"


VALUES = [
    "",
    "Đạt 60%",
    "<b>",
    'a "b"',
    "x & y",
    "a\x00b\x1f<",
    "dòng\r\nmới",
    Markup("<b>"),
    5,
    None,
    _Word.SIGNS,
]


@pytest.mark.parametrize("value", [*VALUES, date(2025, 1, 2)])
def test_a_value_is_escaped_as_by_jinja(value: object) -> None:
    cleaned = clean(value) if type(value) is str else value
    assert shown(value) == escape(cleaned)


@pytest.mark.parametrize("stem", ["a3-kh-huyen-khe-vang", "b7-kh-huyen-cua-lan"])
def test_a_page_is_that_of_usual_templates(stem: str) -> None:
    report = arrange(sample_review(stem), apart=True)
    own, usual = (
        environment(autoescape=True, sandboxed=sandboxed)
        .get_template("html/report.html")
        .render(report=report)
        for sandboxed in (False, True)
    )
    assert own == usual


def test_marks_are_escaped() -> None:
    left, right = mark("Đạt 60% <số> xã", "Đạt 50% <số> xã")
    assert pieces(left, "gone") == 'Đạt <mark class="gone">60%</mark> &lt;số&gt; xã'
    assert pieces(right, "new") == 'Đạt <mark class="new">50%</mark> &lt;số&gt; xã'
