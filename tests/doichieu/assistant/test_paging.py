"""Pages of an answer: all of it, in pieces of a bounded size."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doichieu.assistant.paging import PAGE, TEXT, Json, page, written
from doichieu.messages import UserError

MOST = PAGE + 500
"""A page with its envelope and the names of its keys."""
LISTS = ("findings", "pairs")


def pages(answer: Json) -> list[Json]:
    made = [page(answer, LISTS)]
    while made[-1]["next"] is not None:
        made.append(page(answer, LISTS, made[-1]["next"]))
    return made


def joined(made: list[Json], key: str) -> list[object]:
    return [member for one in made for member in one["answer"].get(key, ())]


members = st.lists(st.integers(0, 2_500).map(lambda size: {"text": "x" * size}), max_size=60)


@given(findings=members, pairs=members)
def test_pages_hold_every_member_once_in_order(findings: list[Json], pairs: list[Json]) -> None:
    answer = {"schema": "s/1", "draft": {"name": "a"}, "pairs": pairs, "findings": findings}
    made = pages(answer)
    assert joined(made, "findings") == findings
    assert joined(made, "pairs") == pairs
    assert [one["left"] for one in made][-1] == 0
    assert all(one["answer"]["schema"] == "s/1" and not one["shortened"] for one in made)
    assert ["draft" in one["answer"] for one in made] == [True] + [False] * (len(made) - 1)
    assert all(len(written(one)) <= MOST for one in made)


def test_what_is_left_is_counted_over_all_lists() -> None:
    answer = {"pairs": ["y" * 2_900] * 9, "findings": ["x" * 2_900] * 9}
    first = page(answer, LISTS)
    shown = len(first["answer"]["findings"])
    assert first["next"] == f"findings:{shown}"
    assert first["left"] == 18 - shown


@pytest.mark.parametrize(
    "member",
    [
        "x" * 1_000_000,
        {"text": "x" * 1_000_000, "scope": ["y" * 1_000] * 10_000},
        [[["x" * 1_000] * 100] * 100] * 10,
        {f"k{n}": "x" * 2_000 for n in range(50)},
    ],
    ids=["text", "lists", "nested", "keys"],
)
def test_a_huge_member_is_cut_and_counted(member: object) -> None:
    answer = {"draft": member, "findings": [member, "last"]}
    made = pages(answer)
    assert all(len(written(one)) <= MOST for one in made)
    assert sum(one["shortened"] for one in made) >= 2
    assert joined(made, "findings")[-1] == "last"


def test_a_cut_text_ends_with_a_mark() -> None:
    (text,) = page({"findings": ["x" * (TEXT + 1)]}, LISTS)["answer"]["findings"]
    assert text == "x" * (TEXT - 1) + "…"


def test_empty_lists_are_shown_and_null_is_none() -> None:
    told = page({"findings": None, "pairs": []}, LISTS)
    assert told == {"answer": {"findings": None, "pairs": []}, "next": None, "left": 0, "shortened": 0}


@pytest.mark.parametrize(
    "cursor", ["", "findings", "findings:2", "pairs:0", "other:0", "findings:-1", "x" * 10_000]
)
def test_a_foreign_cursor_is_refused(cursor: str) -> None:
    with pytest.raises(UserError, match=r"mcp\.bad_cursor"):
        page({"findings": [1, 2], "pairs": []}, LISTS, cursor)


def test_json_keeps_letters_and_writes_any_string() -> None:
    assert written({"a": "Đạt 60%"}) == '{"a":"Đạt 60%"}'
    assert written("\ud800").encode("utf-8")
