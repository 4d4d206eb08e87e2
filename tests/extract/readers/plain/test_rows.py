"""Tables typed into plain text: which lines are rows, which cells they have."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

import pytest

from extract.model import Block
from extract.readers.plain.rows import find_grids
from tests.extract.notation import fixtures
from tests.extract.reading import Folder
from tests.fixtures import Fixture
from tests.growth import growth


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


def _place(block: Block) -> object:
    return (block.cell.table, block.cell.row) if block.cell else block.start


def _row(blocks: list[Block]) -> str:
    """A row with a bar at both ends, a blank cell as nothing; "→" is a tab, " / " a line end within a cell."""
    if blocks[0].cell is None:
        return blocks[0].text.replace("\t", "→")
    texts = {block.cell.column: block.text.replace("\n", " / ") for block in blocks if block.cell}
    return f"| {' | '.join(texts.get(column, '') for column in range(max(texts) + 1))} |"


@fixtures("rows")
def test_rows_of_tables_in_text(folder: Folder, fixture: Fixture) -> None:
    content = "\n".join(fixture.lines).replace("→", "\t")
    blocks = folder.read("a.txt", content).blocks
    assert [_row(list(row)) for _, row in groupby(blocks, key=_place)] == list(fixture.expected)


def test_time_grows_with_the_number_of_rows() -> None:
    def read(number: int) -> None:
        rows = [f"{row}   Số thôn có sân chơi   thôn   {row}   {row + 1}" for row in range(number)]
        (grid,) = find_grids(["TT   Chỉ tiêu   ĐVT   2024   2025", *rows])
        assert len(grid.rows) == number + 1

    assert growth(read, 100, 1000) < 30
