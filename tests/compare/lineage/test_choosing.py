"""The choice of references for a draft among many."""

from __future__ import annotations

from dataclasses import replace

import pytest

from compare.lineage.choosing import Misfit, chosen, lowest, misfit
from extract.model import Plan
from tests.sample_plans import sample_of

UPPERS = ("a1-qd-ttg", "a2-kh-tinh", "b1-qd-ttg", "b2-kh-tinh")


@pytest.fixture(scope="module")
def references() -> list[Plan]:
    return [sample_of(stem) for stem in UPPERS]


@pytest.mark.parametrize(
    ("stem", "expected"),
    [
        ("a3-kh-huyen-khe-vang", (0, 1)),
        ("a4-kh-huyen-na-suong", (0, 1)),
        ("a6-kh-huyen-muong-din", (0, 1)),
        ("a7-kh-xa-khuoi-bang-2026", (0, 1)),
        ("b3-kh-huyen-van-dam", (2, 3)),
        ("b5-kh-huyen-trieu-giang", (2, 3)),
        ("b7-kh-huyen-cua-lan", (2, 3)),
        # A province's only reference is the nation, and no plan is its own reference.
        ("a2-kh-tinh", (0,)),
        ("b2-kh-tinh", (2,)),
        ("a1-qd-ttg", ()),
    ],
)
def test_two_programmes_in_one_run(references: list[Plan], stem: str, expected: tuple[int, ...]) -> None:
    assert chosen(sample_of(stem), references) == expected


def test_the_reason_why_no_reference_fits(references: list[Plan]) -> None:
    draft = sample_of("a3-kh-huyen-khe-vang")
    other = misfit(draft, references[2:])
    assert other is not None
    assert other[0] is Misfit.PROGRAMME
    assert other[1] == draft.masthead.programme
    moved = replace(draft, masthead=replace(draft.masthead, province="tỉnh Sông Lạ"))
    assert misfit(moved, references[1:2]) == (Misfit.PLACE, "tỉnh Sông Lạ")
    assert misfit(draft, references[1:2]) is None
    assert misfit(draft, []) is None


@pytest.mark.parametrize(
    ("stems", "expected"),
    [
        (("a1-qd-ttg", "a2-kh-tinh"), 1),
        (("a4-kh-huyen-na-suong", "a1-qd-ttg", "a2-kh-tinh"), 0),
        (("a2-kh-tinh", "a7-kh-xa-khuoi-bang-2026", "a4-kh-huyen-na-suong"), 1),
        # Two districts, neither of which cites the other.
        (("a3-kh-huyen-khe-vang", "a4-kh-huyen-na-suong"), None),
        (("a2-kh-tinh", "a3-kh-huyen-khe-vang", "a4-kh-huyen-na-suong"), None),
        (("a2-kh-tinh", "a2-kh-tinh"), None),
    ],
)
def test_the_draft_is_the_lowest_plan(stems: tuple[str, ...], expected: int | None) -> None:
    assert lowest([sample_of(stem) for stem in stems]) == expected


def test_a_citation_decides_where_a_level_is_unknown(references: list[Plan]) -> None:
    _, upper, _, _ = references
    draft = sample_of("a4-kh-huyen-na-suong")
    nameless = replace(draft, masthead=replace(draft.masthead, level=None))
    assert lowest([upper, nameless]) == 1
    silent = replace(nameless, citations=())
    assert lowest([upper, silent]) is None
