"""One quantity with several values: one finding, and nothing that looks at all pairs."""

from __future__ import annotations

import pytest

from compare.model import Review
from compare.reviewing import review
from compare.rules import ceiling
from compare.rules.consistency.quantities import contradictions
from compare.targets.items import measured_items
from compare.words.nearly import Nearly
from tests.compare.plans import lower_plan, upper_plan
from tests.growth import growth

LINE = "Ít nhất {}% thôn có nhà văn hóa đạt chuẩn."
OTHER = "Tối thiểu {}% trường học có công trình vệ sinh đạt chuẩn."


def checked(*lines: str) -> Review:
    return review(lower_plan(*lines), [upper_plan()])


def test_one_quantity_is_one_finding() -> None:
    lines = [LINE.format(value) for value in range(41, 71)]
    found = [finding for finding in checked(*lines).findings if finding.rule == "NB06"]
    assert len(found) == 1
    assert "và 28 chỗ khác" in found[0].message
    assert "nhiều mức" in found[0].message
    assert len(found[0].others) == 21


def test_two_quantities_are_two_findings() -> None:
    found = contradictions(
        measured_items(lower_plan(*(line.format(value) for value in (50, 60) for line in (LINE, OTHER))))
    )
    assert [(one.first.index, one.second.index, one.more) for one in found] == [(0, 2, ()), (1, 3, ())]


def test_equal_values_contradict_nothing() -> None:
    assert contradictions(measured_items(lower_plan(*[LINE.format(50)] * 5))) == []


@pytest.mark.slow
def test_alike_lines_take_time_by_their_number() -> None:
    def work(size: int) -> object:
        items = measured_items(lower_plan(*(LINE.format(at % 97 + 2 + size / 1e4) for at in range(size))))
        return contradictions(items)

    assert growth(work, 100, 400) < 9


def test_a_rule_tells_so_many_and_counts_the_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = [f"Ít nhất {value + 40}% hộ trồng cây số {value} được tập huấn." for value in range(1, 9)]
    everything = checked(*lines)
    rule = "CT15"
    whole = [finding for finding in everything.findings if finding.rule == rule]
    assert len(whole) > 3
    monkeypatch.setattr(ceiling, "MOST", 3)
    few = [finding for finding in checked(*lines).findings if finding.rule == rule]
    assert len(few) == 3
    assert few[-1].message.endswith(f"và {len(whole) - 3:02d} chỗ khác.")


def test_sets_are_found_by_nearly_equal_ones() -> None:
    known = Nearly([(frozenset("abcdefghij"), 1), (frozenset("abcdefghiz"), 2), (frozenset("vwxyz"), 3)], 0.9)
    assert sorted(value for _, values in known.within(frozenset("abcdefghij")) for value in values) == [1, 2]
    assert [values for _, values in known.within(frozenset("vwxyzq"))] == [[3]]
    assert list(known.within(frozenset("vwxy"))) == []
