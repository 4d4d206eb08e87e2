"""The page on speed, from made-up measurements."""

from __future__ import annotations

import sys
from pathlib import Path

from benchmarks.batch import MEGA, Many, Taken, converted
from benchmarks.performance import page, summary, with_table
from benchmarks.run import Row
from scripts import check_docs

ROWS = [Row("a check", 0.04, "ms", "the floor: 10.0 ms", 4.0)]


def many() -> Many:
    usual = Taken(plans=10, seconds=0.5, main=100 * MEGA, worker=90 * MEGA)
    most = Taken(plans=1000, seconds=60.0, main=120 * MEGA, worker=80 * MEGA)
    return Many(
        usual=usual,
        most=most,
        rows=[],
        one=usual,
        others=[("markitdown", 1, 0.2)],
        spent={"read": 1.0},
        alike=(0.85, 0.01),
    )


def test_the_short_table_compares_and_tells_the_greatest_memory() -> None:
    told = summary(ROWS, many())
    assert "| a check | 40 ms | the floor: 10.0 ms | 4.00 |" in told
    assert "0.5 s (50 ms a plan) | markitdown, 1 process: 200 ms a file | 0.25 |" in told
    assert "60.0 s (60 ms a plan) | a plan of the 10: 50 ms | 1.20 |" in told
    assert "120 MB, 90 MB" in told


def test_readme_and_page_then_have_the_same_table() -> None:
    made = page(ROWS, many(), "Other work took nothing.", 3, None)
    old = "# Title\n<!-- speed: written by make bench -->\n| old |\n<!-- end of speed -->\nEnd"
    readme = with_table(old, summary(ROWS, many()))
    assert "| old |" not in readme
    assert not list(check_docs.wrong_figures(readme, made))
    assert "docling was not installed" in made
    assert "85% of their sentences stand word for word in a plan before them" in made
    assert "1% stand in another plan" in made


def test_a_tool_that_fails_has_no_figure(tmp_path: Path) -> None:
    files = [tmp_path / "a", tmp_path / "b"]
    assert converted("import sys; print(len(sys.argv[1:]))", files, sys.executable, 2) == 1.0
    assert converted("raise SystemExit(1)", files) is None
