"""Two columns that stand on one line, apart by a run of blanks or a tab.

    UBND HUYỆN TÂN PHONG        CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
    Nơi nhận:                        TM. ỦY BAN NHÂN DÂN
    - Lưu: VT.                           Đinh Thị Hường

Only the lines of a masthead and of a tail are cut: in the body such runs are tables, or nothing at all.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.model import Block
from extract.opening import is_head_line, read_kind
from extract.signature import is_recipients, is_signature

_GAP = re.compile(r"(?<=\S)(?:[ \u00a0]{3,}|[ \u00a0]*\t\s*)(?=\S)")
# A masthead or a tail is not longer, in lines.
_REACH = 40


def columns_of(blocks: Sequence[Block]) -> dict[int, int]:
    """Where the second column begins, by the index of each block whose line holds two."""
    found: dict[int, int] = {}
    reach = _REACH
    for index, block in enumerate(blocks):
        gaps = [] if block.cell or "\n" in block.text else list(_GAP.finditer(block.text))
        left, right = (
            (block.text[: gaps[0].start()], block.text[gaps[0].end() :])
            if len(gaps) == 1
            else (block.text, "")
        )
        if read_kind(" ".join(block.text.split())):
            reach = 0
        elif is_recipients(left.strip()) or is_signature(right) or _opens_head(left, right):
            reach = _REACH
        if right and reach:
            found[index] = gaps[0].end()
        reach = max(0, reach - 1)
    return found


def _opens_head(left: str, right: str) -> bool:
    """The motto on the right of an issuer's name: also in the midst of a document, above what is attached."""
    return left.isupper() and is_head_line(right)
