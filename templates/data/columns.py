"""Columns of cells as Arrow arrays, made from their buffers.

``pyarrow.array`` loads pandas, where it is installed, only to see that a list is none of its tables: 60 MB and a third
of a second, which a run over many plans has no use for.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from itertools import accumulate
from typing import TYPE_CHECKING

from compare.survey.results import Cell

if TYPE_CHECKING:
    import pyarrow as pa


def arrow_column(cells: Sequence[Cell], kind: pa.DataType) -> pa.Array:
    """The cells of one column; ``kind`` is a string, a dictionary of strings, a bool, int32 or float64.

    UTF-8 cannot hold a lone surrogate, so its escape is written. Raises TypeError for another kind.
    """
    import pyarrow as pa

    if pa.types.is_dictionary(kind):
        codes = {
            cell: code for code, cell in enumerate(dict.fromkeys(cell for cell in cells if cell is not None))
        }
        indices = arrow_column([None if cell is None else codes[cell] for cell in cells], kind.index_type)
        return pa.DictionaryArray.from_arrays(indices, arrow_column(list(codes), kind.value_type))
    there = [cell is not None for cell in cells]
    if kind == pa.string():
        texts = [b"" if cell is None else str(cell).encode("utf-8", "backslashreplace") for cell in cells]
        ends = array("i", accumulate(map(len, texts), initial=0))
        values = [pa.py_buffer(ends), pa.py_buffer(b"".join(texts))]
    elif kind == pa.bool_():
        values = [_bits([bool(cell) for cell in cells])]
    elif kind == pa.int32():
        values = [pa.py_buffer(array("i", [int(cell or 0) for cell in cells]))]
    elif kind == pa.float64():
        values = [pa.py_buffer(array("d", [float(cell or 0) for cell in cells]))]
    else:
        raise TypeError(f"no column of {kind}")
    return pa.Array.from_buffers(kind, len(cells), [None if all(there) else _bits(there), *values])


def _bits(flags: Sequence[bool]) -> pa.Buffer:
    """One bit a flag, the first one lowest."""
    import pyarrow as pa

    written = "".join("1" if flag else "0" for flag in reversed(flags)) or "0"
    return pa.py_buffer(int(written, 2).to_bytes((len(flags) + 7) // 8, "little"))
