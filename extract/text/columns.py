"""Two columns on one line, separated by a run of blanks or a tab.

    UBND HUYỆN TÂN PHONG        CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
    Nơi nhận:                        TM. ỦY BAN NHÂN DÂN
    - Lưu: VT.                           Đinh Thị Hường

Only the lines of a masthead and of a tail are cut: in the body such gaps are tables, or have no meaning.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from extract.kept import kept
from extract.lines.opening import is_head_line, read_kind
from extract.lines.signature import is_recipients, is_signature
from extract.model import Block

_GAP = re.compile(r"(?<=\S)(?:[ \u00a0]{3,}|[ \u00a0]*\t\s*)(?=\S)")
_LINE = re.compile(r"[^\n]+")
_REACH = 40
"""Lines that a masthead or a tail has at most."""


def columns_of(blocks: Sequence[Block]) -> dict[int, list[int]]:
    """The offsets at which to cut, by the index of each block that holds two columns."""
    found: dict[int, list[int]] = {}
    reach = _REACH
    for index, block in enumerate(blocks):
        if block.cell:
            continue
        cuts: set[int] = set()
        for line in _LINE.finditer(block.text):
            seen = _seen(line.group())
            reach = 0 if seen.ends else _REACH if seen.opens else reach
            if seen.right is not None and reach:
                cuts |= {line.start(), line.start() + seen.right, line.end()}
            reach = max(0, reach - 1)
        if cuts:
            found[index] = sorted(cuts - {0, len(block.text)})
    return found


class _Seen(NamedTuple):
    """What a line says of columns: it ends a masthead, opens one or a tail; where its right column begins."""

    ends: bool
    opens: bool
    right: int | None


@kept(2_000)
def _seen(line: str) -> _Seen:
    # Printable are letters, signs and the plain blank, but no other white space.
    is_plain = line.isprintable() and "  " not in line
    gaps = [] if is_plain else list(_GAP.finditer(line))
    left, right = _halves(line, gaps)
    ends = read_kind(line if is_plain else " ".join(line.split())) is not None
    opens = not ends and (is_recipients(left.strip()) or is_signature(right) or _opens_head(left, right))
    return _Seen(ends, opens, gaps[0].end() if right else None)


def _halves(line: str, gaps: Sequence[re.Match[str]]) -> tuple[str, str]:
    """The two columns of a line with exactly one gap; else the whole line and an empty text."""
    return (line[: gaps[0].start()], line[gaps[0].end() :]) if len(gaps) == 1 else (line, "")


def _opens_head(left: str, right: str) -> bool:
    """Whether the motto is on the right of an issuer's name; an attached document has such a head of its own."""
    return left.isupper() and is_head_line(right)
