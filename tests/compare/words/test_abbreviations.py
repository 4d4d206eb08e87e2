"""Measures are written out with the abbreviations that their plan defines."""

from __future__ import annotations

from compare.targets.items import measured_items
from compare.words.abbreviations import abbreviations
from tests.compare.plans import LOWER, plan


def test_measures_of_a_plan_are_written_out() -> None:
    draft = plan(LOWER, ["60% số lò sấy nông sản (viết tắt là LSNS) có quạt.", "Xây 05 LSNS mới."])
    assert abbreviations(draft)["LSNS"] == "lò sấy nông sản"
    subjects = [item.measure.subject for item in measured_items(draft) if item.measure]
    assert subjects[1] == "Xây lò sấy nông sản mới"
