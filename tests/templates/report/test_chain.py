"""A report marks targets that the plan above has already lost, and links to their rows."""

from __future__ import annotations

import re
from dataclasses import replace

from compare.model import Review, Verdict
from compare.reviewing import review
from compare.survey.chain import upper_reviews
from compare.survey.unit import UnitReview
from templates import render
from tests.sample_plans import sample_of


def against_both() -> tuple[Review, UnitReview]:
    """A plan that lacks a national target, and the review of its province's plan against the nation's."""
    uppers = [sample_of(stem) for stem in ("a1-qd-ttg", "a2-kh-tinh")]
    return review(sample_of("a5-kh-huyen-da-lung"), uppers), upper_reviews(uppers)[0]


def losing(upper: UnitReview, number: int) -> UnitReview:
    """The province's result with its target of this number missing."""
    rows = (
        replace(row, verdict=Verdict.MISSING, lower=None) if row.number == number else row
        for row in upper.pairs
    )
    return replace(upper, pairs=tuple(rows))


def test_a_target_lost_above_is_marked_with_its_row() -> None:
    found, upper = against_both()
    number = next(n for n, pair in enumerate(found.pairs, 1) if pair.verdict is Verdict.MISSING)
    html = render(found, "html", above=[losing(upper, number)]).decode()
    assert "Chỉ tiêu bị yếu, bị thiếu từ văn bản cấp trên trực tiếp (1)" in html
    assert re.search(r"97/KH-UBND[^<]* chưa có chỉ tiêu này; dự thảo cũng chưa có chỉ tiêu này", html)
    (anchor,) = re.findall(r'class="screen" href="#(ct-[^"]+)"', html)
    assert html.count(f'id="{anchor}"') == 1
    assert "chưa có chỉ tiêu này" in render(found, "md", above=[losing(upper, number)]).decode()


def test_a_complete_plan_above_gives_no_mark() -> None:
    found, upper = against_both()
    assert render(found, "html", above=[upper]) == render(found, "html")


def test_every_pair_has_an_anchor_of_its_own() -> None:
    found, _ = against_both()
    anchors = re.findall(r'id="(ct-[^"]+)"', render(found, "html").decode())
    assert len(anchors) == len(set(anchors)) == len(found.pairs)
