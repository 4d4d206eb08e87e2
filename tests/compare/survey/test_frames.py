"""Tables for notebooks."""

from __future__ import annotations

import subprocess
import sys
from functools import cache

import pandas as pd

from compare import review
from compare.model import Severity
from compare.standing import Standing
from compare.survey.frames import frame, matrix_frame, results_frame, totals_frame, units_frame
from compare.survey.overview import Overview
from compare.survey.results import COLUMNS
from compare.survey.surveying import overview
from compare.survey.unit import Reference, Unit, UnitReview, unit_review
from extract.model import Level
from tests.compare.survey.test_unit import checked
from tests.compare.survey.test_unit import rows as sample
from tests.sample_plans import sample_of


@cache
def surveyed() -> Overview:
    upper = sample_of("a2-kh-tinh")
    drafts = [sample_of(stem) for stem in ("a3-kh-huyen-khe-vang", "a5-kh-huyen-da-lung")]
    return overview(
        unit_review(review(draft, [upper]), file=draft.source.name, sha256=draft.source.sha256)
        for draft in drafts
    )


def test_a_review_is_a_table_with_a_row_for_each_pair() -> None:
    table = frame(checked())
    assert list(table) == [column.name for column in COLUMNS]
    assert table["verdict"].to_list() == [pair.verdict.value for pair in checked().pairs]
    assert set(table["sha256"]) == {checked().draft.source.sha256}


def test_a_kept_result_gives_the_same_table() -> None:
    source = checked().draft.source
    kept = unit_review(checked(), file=source.name, sha256=source.sha256)
    pd.testing.assert_frame_equal(frame(kept), frame(checked()))


def test_numbers_are_numbers_and_gaps_are_gaps() -> None:
    table = frame(sample())
    missing = table[[row.lower is None for row in sample().pairs]]
    assert len(missing)
    assert missing["lower_low"].isna().all()
    assert missing["lower_text"].isna().all()
    assert table["upper_low"].dtype == "float64"
    assert table["number"].dtype == "Int64"
    assert table["conforms"].dtype == "bool"
    assert table["verdict"].dtype == "category"


def test_no_result_gives_an_empty_table_with_all_columns() -> None:
    empty = results_frame([])
    assert len(empty) == 0
    table = frame(sample())
    assert list(empty) == list(table)
    assert [str(kind) for kind in empty.dtypes] == [str(kind) for kind in table.dtypes]


def test_units_are_ranked_with_their_denominator() -> None:
    table = units_frame(surveyed())
    lines = surveyed().lines
    assert table["rank"].to_list() == [line.rank for line in lines]
    assert (table["fits"] <= table["due"]).all()
    assert table["share"].to_list() == [line.fits / line.due for line in lines]
    standings = ["meets", "exceeds", "partial", "weaker", "missing", "incomparable"]
    assert table[standings].sum(axis=1).to_list() == table["due"].to_list()
    pd.testing.assert_frame_equal(frame(surveyed()), table)


def test_units_always_have_the_same_columns() -> None:
    table = units_frame(surveyed())
    assert list(units_frame(overview([]))) == list(table)
    for severity in Severity:
        assert table[severity.value].to_list() == [
            line.severities.get(severity, 0) for line in surveyed().lines
        ]


def test_a_plan_without_comparable_targets_has_no_share() -> None:
    reference = Reference(key="k", name="Kế hoạch số 1/KH-UBND", level=Level.PROVINCE)
    bare = UnitReview(unit=Unit(name="huyện Bãi Dâu"), file="a", sha256="0", references=(reference,))
    table = units_frame(overview([bare]))
    assert table["share"].isna().all()
    assert table["due"].to_list() == [0]


def test_the_heat_map_has_each_unit_and_target() -> None:
    (group,) = surveyed().groups
    table = matrix_frame(group)
    assert list(table.index) == [line.unit.name for line in group.lines]
    assert table.shape == (len(group.lines), len(group.columns))
    assert (table == "weaker").sum().sum() == sum(line.count(Standing.WEAKER) for line in group.lines)


def test_totals_have_a_row_for_each_unit() -> None:
    table = totals_frame(surveyed())
    assert len(table)
    for (_, _), rows in table.groupby(["reference", "number"]):
        assert set(rows["unit"]) == {line.unit.name for line in surveyed().lines}
        assert rows["amount"].sum() == rows["given"].iloc[0]


def test_pandas_is_loaded_only_for_a_table() -> None:
    code = "import sys, compare.survey.unit, compare.model, compare.survey.frames; sys.exit('pandas' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
