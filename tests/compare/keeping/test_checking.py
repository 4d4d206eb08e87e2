"""Mistakes of registers: none in the shipped ones, each kind found in one of a user's."""

from __future__ import annotations

from pathlib import Path

import pytest

from compare.decisions.handwritten import HandwrittenError
from compare.keeping.checking import lost_units, problems
from compare.keeping.rows import Row

DOCUMENT = """
[[documents]]
kind = "Quyết định"
number = "{number}"
date = {date}
title = "Chương trình"
issuer = "Thủ tướng Chính phủ"
{more}
"""


def document(number: str, date: str = "2020-01-02", *more: str) -> str:
    return DOCUMENT.format(number=number, date=date, more="\n".join(more))


def replaced(number: str, by: str, date: str = "2020-01-02", on: str = "2022-01-01") -> str:
    return document(number, date, f'replaced_by = "{by}"', f"replaced_on = {on}")


def body(name: str, *more: str) -> str:
    return "\n".join(["", "[[agencies]]", f'name = "{name}"', *more, ""])


def ended(name: str, now: str, until: str = "2020-01-01") -> str:
    return body(name, f"until = {until}", f'now = "{now}"')


def test_the_shipped_registers_are_clean() -> None:
    assert [(one.row.key, one.reason, dict(one.values)) for one in problems()] == []
    assert list(lost_units()) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (document("71/QĐ-TTg") * 2, [("71/QĐ-TTg", "double")]),
        (replaced("71/QĐ-TTg", "72/QĐ-TTg"), [("71/QĐ-TTg", "nowhere")]),
        (document("71/QĐ-TTg", "2020-01-02", 'followed_by = "72/QĐ-TTg"'), [("71/QĐ-TTg", "nowhere")]),
        (document("71/QĐ-TTg", "2020-01-02", 'partly = ["72/QĐ-TTg"]'), [("71/QĐ-TTg", "nowhere")]),
        (
            replaced("71/QĐ-TTg", "72/QĐ-TTg") + replaced("72/QĐ-TTg", "71/QĐ-TTg"),
            [("71/QĐ-TTg", "circle"), ("72/QĐ-TTg", "circle")],
        ),
        (
            replaced("71/QĐ-TTg", "72/QĐ-TTg", on="2019-01-01") + document("72/QĐ-TTg"),
            [("71/QĐ-TTg", "order")],
        ),
        (document("71/QĐ-TTg", "2020-01-02", "expires = 2019-12-31"), [("71/QĐ-TTg", "order")]),
        (replaced("71/QĐ-TTg", "72/QĐ-TTg") + document("72/QĐ-TTg", "2021-05-05"), []),
        (body("Sở Mây", 'short = ["Sở Gió"]') + body("Sở Gió"), [("Sở Gió", "spelling")]),
        (ended("Sở Mây", "Sở Gió") + ended("Sở Gió", "Sở Mưa", "2021-01-01"), [("Sở Mây", "ended_too")]),
        (ended("Sở Mây", "Sở Gió") + body("Sở Gió"), []),
        (
            body(
                "Sở Mây",
                "until = 2020-01-01",
                'now = "Sở Gió"',
                'later = [{ from = 2021-01-01, now = "Sở Mưa", source = "Nghị định" }]',
            )
            + ended("Sở Gió", "Sở Mưa", "2021-01-01"),
            [],
        ),
        (
            body(
                "Sở Mây",
                "until = 2020-01-01",
                'now = "Sở Mưa"',
                'later = [{ from = 2019-01-01, now = "Sở Nắng", source = "Nghị định" }]',
            ),
            [("Sở Mây", "order")],
        ),
    ],
)
def test_mistakes_of_an_own_register(tmp_path: Path, text: str, found: list[tuple[str, str]]) -> None:
    path = tmp_path / "so.toml"
    path.write_text(text, encoding="utf-8")
    told = problems((path,))
    assert [(one.row.key, one.reason) for one in told] == found
    assert all(one.row.path == path for one in told)


def test_a_shipped_row_without_source_is_told() -> None:
    from compare.keeping.checking import _unsourced

    row = Row(register="agencies", key="Sở Mây", values={"name": "Sở Mây", "source": "Nghị định"})
    assert [one.values["key"] for one in _unsourced(row)] == ["seen"]
    assert list(_unsourced(Row(register="agencies", key="a", values={}, path=Path("so.toml")))) == []


def test_a_file_that_no_check_can_read_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "so.toml"
    path.write_text(body("Sở Mây", "until = 2020-01-01"), encoding="utf-8")
    with pytest.raises(HandwrittenError):
        problems((path,))
