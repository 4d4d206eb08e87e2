"""Rows as text and as cells, and laid into a file that holds other things."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

import pytest

from compare.decisions.handwritten import HandwrittenError
from compare.keeping.cells import CellError, cells, values_of
from compare.keeping.rows import OWN, every
from compare.keeping.writing import differs, laid_into, toml_of

ROWS = [row for row in every() if row.register in OWN]
PATH = Path("so.toml")
FILE = """\
# Của phòng, sửa ngày 02/01/2027.
as_of = 2026-12-31

[[documents]]
kind = "Quyết định"
number = "71/QĐ-TTg"
date = 2020-01-02
title = "Cũ"
issuer = "Thủ tướng Chính phủ"

# Cơ quan
[[agencies]]
name = "Sở Mây"
"""
NEW = {
    "kind": "Quyết định",
    "number": "71/QĐ-TTg",
    "date": "2020-01-02",
    "title": "Mới",
    "issuer": "Thủ tướng Chính phủ",
}


def test_every_row_survives_text_and_cells() -> None:
    for row in ROWS:
        (read,) = tomllib.loads(toml_of(row.register, row.values))[row.register]
        assert not differs(row, read), row.key
        assert not differs(row, values_of(row.register, cells(row.register, row.values))), row.key


def test_a_row_of_the_same_thing_is_replaced() -> None:
    laid = laid_into(FILE, [("documents", NEW)], PATH)
    assert (laid.added, laid.replaced, laid.same) == ((), ("71/QĐ-TTg",), ())
    table = tomllib.loads(laid.text)
    assert [row["title"] for row in table["documents"]] == ["Mới"]
    assert [row["name"] for row in table["agencies"]] == ["Sở Mây"]
    assert "# Của phòng, sửa ngày 02/01/2027." in laid.text
    assert "# Cơ quan\n[[agencies]]" in laid.text
    again = laid_into(laid.text, [("documents", NEW)], PATH)
    assert (again.text, again.same) == (laid.text, ("71/QĐ-TTg",))


@pytest.mark.parametrize("text", [FILE, FILE.replace("as_of = 2026-12-31\n", ""), "", "# Đầu tệp\n"])
def test_the_day_of_the_office_is_set(text: str) -> None:
    laid = laid_into(text, [("documents", NEW)], PATH, "2027-03-31")
    table = tomllib.loads(laid.text)
    assert table["as_of"] == date(2027, 3, 31)
    assert table["documents"][0]["title"] == "Mới"


def test_a_row_that_no_check_could_use_is_refused() -> None:
    with pytest.raises(HandwrittenError):
        laid_into(FILE, [("agencies", {"name": "Sở Gió", "until": "2020-01-01"})], PATH)


@pytest.mark.parametrize(
    ("register", "row", "values"),
    [
        ("places", {"Tên": " cấp  huyện ", "Hết từ ngày": "45839", "Nay là": "cấp xã"},
         {"name": "cấp huyện", "until": "2025-07-01", "now": "cấp xã"}),
        ("places", {"Tên": "a", "Hết từ ngày": "1/7/2025", "Cách viết khác": "b; c ;"},
         {"name": "a", "until": "2025-07-01", "short": ["b", "c"]}),
        ("agencies", {"Tên": "a", "Chia việc cho": "Sở Y tế: trẻ em; nuôi con | con nuôi\n\nSở Mây: mưa"},
         {"name": "a", "duties": [{"body": "Sở Y tế", "does": ["trẻ em", "nuôi con"], "also": ["con nuôi"]},
                                  {"body": "Sở Mây", "does": ["mưa"]}]}),
        ("agencies", {"Tên": "a", "Thay đổi tiếp": "01/7/2025: Sở Mây | Nghị định số 1"},
         {"name": "a", "later": [{"from": "2025-07-01", "now": "Sở Mây", "source": "Nghị định số 1"}]}),
        ("agencies", {"Tên": "a", "Của": "cơ quan", "": "x"}, {"name": "a"}),
    ],
)  # fmt: skip
def test_cells_are_read(register: str, row: dict[str, object], values: dict[str, object]) -> None:
    assert values_of(register, row) == values


@pytest.mark.parametrize(
    ("column", "text"),
    [
        ("Hết từ ngày", "32/13/2025"),
        ("Hết từ ngày", "mùa hè"),
        ("Chia việc cho", "Sở Y tế"),
        ("Thay đổi tiếp", "01/7/2025: Sở Mây"),
    ],
)
def test_an_unreadable_cell_names_its_column(column: str, text: str) -> None:
    with pytest.raises(CellError) as caught:
        values_of("agencies", {"Tên": "a", column: text})
    assert caught.value.column == column
