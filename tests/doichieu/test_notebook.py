"""The notebook page runs unchanged, cell after cell, and its tables agree with the run."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest

from compare.standing import DUE
from compare.survey.overview import Overview
from doichieu import cli
from tests.sample_plans import SAMPLES

PAGE = Path(__file__).resolve().parents[2] / "docs" / "so-tay.md"
CELL = re.compile(r"^```(sh|python)\n(.*?)^```", re.DOTALL | re.MULTILINE)


@pytest.fixture(scope="module")
def cells(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The variables after all cells have run."""
    names: dict[str, Any] = {}
    with pytest.MonkeyPatch.context() as patched:
        patched.chdir(tmp_path_factory.mktemp("sổ tay"))
        copytree(SAMPLES, "samples", ignore=lambda *_: ["expected", "sources"])
        for language, text in CELL.findall(PAGE.read_text(encoding="utf-8")):
            if language == "sh":
                program, *words = shlex.split(text)
                assert program == "doichieu"
                assert cli.run(words) == 1
            else:
                exec(compile(text, PAGE.name, "exec"), names)
    return names


def test_both_result_files_agree(cells: dict[str, Any]) -> None:
    parquet, text = cells["pairs"], cells["from_csv"]
    assert len(parquet) == len(text) > 100
    assert parquet["standing"].to_list() == text["standing"].to_list()
    assert parquet["upper_low"].equals(text["upper_low"])


def test_units_are_ranked_as_in_the_overview(cells: dict[str, Any]) -> None:
    summary: Overview = cells["summary"]
    ranking = cells["ranking"].reset_index().set_index("file")
    assert len(ranking) == cells["pairs"]["file"].nunique()
    for line in summary.lines:
        row = ranking.loc[line.file]
        assert (row["fits"], row["due"]) == (line.fits, line.count(*DUE))


def test_weak_targets_and_gaps_are_found(cells: dict[str, Any]) -> None:
    assert cells["often"]["units"].is_monotonic_decreasing
    assert (cells["lowered"]["gap"] < 0).any()


def test_the_matrix_has_a_cell_for_each_pair(cells: dict[str, Any]) -> None:
    assert cells["matrix"].notna().sum().sum() == len(cells["pairs"])
    assert "#EE9A63" in cells["page"]


def test_totals_agree_with_the_roll_up(cells: dict[str, Any]) -> None:
    rollup = cells["rollup"]
    assert len(rollup)
    assert (rollup["short"] >= 0).all()
    assert (rollup["wanted"] > 0).all()


def test_one_review_and_one_plan_are_tables(cells: dict[str, Any]) -> None:
    assert len(cells["one"]) == len(cells["checked"].pairs)
    assert set(cells["measures"]["part"]) <= {"targets", "tasks"}
    assert len(cells["measures"])


def test_a_plan_from_memory_is_the_same_plan(cells: dict[str, Any]) -> None:
    assert cells["uploaded"].targets != ()
    assert {item.fate.value for item in cells["changes"].items} == {"same"}


def test_a_batch_agrees_with_the_run(cells: dict[str, Any]) -> None:
    told = cells["pairs"].set_index("file")["standing"]
    for file, rows in cells["all_pairs"].groupby("file"):
        assert rows["standing"].to_list() == told[file].to_list()
    assert cells["many"].failures == ()
    assert len(cells["summary"].lines) == len(cells["names"])
