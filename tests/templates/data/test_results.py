"""results.csv and results.parquet: one row for each pair, for programs and for Excel."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq
import pytest

from compare.survey.results import COLUMNS, Kind
from compare.survey.unit import PairRow, Side, UnitReview
from templates.data import results
from templates.data.results import ResultsWriter, safe
from tests.compare.survey.test_unit import rows as sample

HOSTILE = (
    "=1+1", "+84", "-1", "@SUM(A1)", "＝1+1", "\t=1+1", "\r\n=1+1", " =1+1", "a;=1+1", 'a;"=1+1"', "a,\u00a0-1", "'=1",
)  # fmt: skip


def written(folder: Path, reviews: Iterable[UnitReview]) -> tuple[Path, Path]:
    table, parquet = folder / "results.csv", folder / "results.parquet"
    with ResultsWriter(table, parquet) as writer:
        for review in reviews:
            writer.add(review)
    return table, parquet


def with_text(text: str) -> UnitReview:
    """The sample with a single row of this text."""
    row = sample().pairs[0]
    return replace(sample(), file=text, pairs=(replace(row, upper=replace(row.upper, text=text)),))


def test_both_hold_a_row_for_each_pair(tmp_path: Path) -> None:
    table, parquet = written(tmp_path, [sample(), sample()])
    text = pd.read_csv(table, encoding="utf-8-sig")
    typed = pd.read_parquet(parquet)
    assert list(text) == list(typed) == [column.name for column in COLUMNS]
    assert len(text) == len(typed) == 2 * len(sample().pairs)
    for name in ("unit", "number", "verdict", "upper_low", "lower_low", "amount"):
        pd.testing.assert_series_equal(text[name], typed[name], check_dtype=False, check_categorical=False)


def test_every_column_has_its_type(tmp_path: Path) -> None:
    types = {field.name: str(field.type) for field in pq.read_schema(written(tmp_path, [sample()])[1])}
    assert types["upper_low"] == "double"
    assert types["number"] == "int32"
    assert types["is_draft"] == "bool"
    assert types["unit"] == "string"
    assert types["verdict"].startswith("dictionary")


def test_names_are_plain_and_each_stands_once() -> None:
    names = [column.name for column in COLUMNS]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch("[a-z][a-z0-9_]*", name) for name in names)
    assert all(column.meaning for column in COLUMNS)


def test_csv_has_excels_encoding_mark_and_line_ends(tmp_path: Path) -> None:
    content = written(tmp_path, [sample()])[0].read_bytes()
    assert content.startswith(b"\xef\xbb\xbfunit,level,")
    assert content.count(b"\r\n") == content.count(b"\n") == len(sample().pairs) + 1


@pytest.mark.parametrize("text", HOSTILE)
def test_no_cell_of_the_csv_is_a_formula(text: str, tmp_path: Path) -> None:
    table, parquet = written(tmp_path, [with_text(text)])
    content = table.read_text(encoding="utf-8-sig")
    for separator in ",;\t|":
        for line in csv.reader(content.splitlines(), delimiter=separator):
            cells = [cell.strip().lstrip('"') for cell in line]
            assert not [cell for cell in cells if cell[:1] in "=+-@＝" and not _is_number(cell)]
    # Programs get the unchanged text.
    assert pd.read_parquet(parquet)["upper_text"].to_list() == [text]


def _is_number(cell: str) -> bool:
    try:
        Decimal(cell or "0")
    except ArithmeticError:
        return False
    return True


def test_negative_numbers_stay_numbers(tmp_path: Path) -> None:
    row = PairRow(
        reference=0,
        number=1,
        part="targets",
        upper=Side(low=Decimal("-2.50")),
        verdict=sample().pairs[0].verdict,
    )
    table, parquet = written(tmp_path, [replace(sample(), pairs=(row,))])
    assert ",-2.50," in table.read_text(encoding="utf-8-sig")
    assert pd.read_parquet(parquet)["upper_low"].to_list() == [-2.5]


def test_a_lone_surrogate_does_not_stop_the_run(tmp_path: Path) -> None:
    table, parquet = written(tmp_path, [with_text("nửa chữ \ud800, \x00 và \u2028 dòng")])
    assert "nửa chữ , và dòng" in table.read_text(encoding="utf-8-sig")
    assert pd.read_parquet(parquet)["upper_text"][0].startswith("nửa chữ \\ud800")


def test_no_result_gives_a_table_with_its_head(tmp_path: Path) -> None:
    table, parquet = written(tmp_path, [])
    assert len(table.read_text(encoding="utf-8-sig").splitlines()) == 1
    assert list(pd.read_parquet(parquet)) == [column.name for column in COLUMNS]


def test_rows_are_written_in_groups(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """At most one group and one plan are in memory, and the file is the same."""
    whole = pd.read_parquet(written(tmp_path, [sample()] * 5)[1])
    monkeypatch.setattr(results, "ROW_GROUP", 50)
    parquet = written(tmp_path, [sample()] * 5)[1]
    assert pq.ParquetFile(parquet).num_row_groups > 2
    pd.testing.assert_frame_equal(pd.read_parquet(parquet), whole)


def test_the_same_results_give_the_same_bytes(tmp_path: Path) -> None:
    first = [path.read_bytes() for path in written(tmp_path, [sample(), with_text("=1")])]
    later = [
        path.read_bytes() for path in written(tmp_path, [replace(sample(), seconds=9.9), with_text("=1")])
    ]
    assert first == later


def test_rows_before_a_failure_are_on_disk(tmp_path: Path) -> None:
    def broken() -> Iterator[UnitReview]:
        yield sample()
        raise KeyError

    with pytest.raises(KeyError):
        written(tmp_path, broken())
    text = (tmp_path / "results.csv").read_text(encoding="utf-8-sig")
    assert len(text.splitlines()) == len(pd.read_parquet(tmp_path / "results.parquet")) + 1


def test_texts_are_in_one_line() -> None:
    assert safe("Mục 1\r\n\x0bMục 2\u00a0") == "Mục 1 Mục 2"


def test_kinds_are_all_in_use() -> None:
    assert {column.kind for column in COLUMNS} == set(Kind)
