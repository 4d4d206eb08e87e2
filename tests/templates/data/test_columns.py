"""Arrow arrays from cells, without pandas."""

from __future__ import annotations

import subprocess
import sys
from decimal import Decimal

import pyarrow as pa
import pytest

from compare.survey.results import Cell
from templates.data.columns import arrow_column

CHOICE = pa.dictionary(pa.int32(), pa.string())


@pytest.mark.parametrize(
    ("cells", "kind"),
    [
        (["một", None, "", "hai ba"], pa.string()),
        (["a", "b", None, "a"], CHOICE),
        ([None, None], CHOICE),
        ([1, None, -3, 2**31 - 1], pa.int32()),
        ([True, False, None] * 7, pa.bool_()),
        ([True] * 8, pa.bool_()),
        ([], pa.string()),
        ([], pa.bool_()),
    ],
)
def test_arrays_equal_those_of_pyarrow(cells: list[Cell], kind: pa.DataType) -> None:
    made = arrow_column(cells, kind)
    made.validate(full=True)
    assert made.equals(pa.array(cells, type=kind))


def test_decimals_become_numbers() -> None:
    assert arrow_column([Decimal("2.5"), None, Decimal(-3)], pa.float64()).to_pylist() == [2.5, None, -3.0]


def test_a_lone_surrogate_is_escaped() -> None:
    assert arrow_column(["\ud800"], pa.string()).to_pylist() == ["\\ud800"]


def test_a_number_too_large_is_refused() -> None:
    with pytest.raises(OverflowError):
        arrow_column([2**31], pa.int32())


def test_another_kind_is_refused() -> None:
    with pytest.raises(TypeError, match="no column of date32"):
        arrow_column([None], pa.date32())


def test_pandas_is_not_loaded() -> None:
    code = (
        "import sys, pyarrow as pa; from templates.data.columns import arrow_column;"
        "arrow_column(['a', None], pa.string()); arrow_column(['a'], pa.dictionary(pa.int32(), pa.string()));"
        "sys.exit('pandas' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
