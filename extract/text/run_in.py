"""Items that lost their line ends: "1. Tuyên truyền. 2. Tập huấn." in one paragraph becomes two again.

An item begins only at the next number of the series, with the same mark, behind the end of a sentence or a colon and
before a capital letter; so "theo Điều 2. Mở lớp" stays whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from extract.kept import kept
from extract.language.lexicon import CAPITAL
from extract.lines.labels import Rank, read_label
from extract.traced import Paragraph

_FIRST = re.compile(rf"(?<=:)\s+1(?P<mark>[.)])\s+(?={CAPITAL})")
_NEXT = re.compile(rf"(?<=[.;])\s+(?P<label>\d+[.)])\s+(?={CAPITAL})")


def split_run_in(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """Split every paragraph into the numbered items it holds."""
    found: list[Paragraph] = []
    for paragraph in paragraphs:
        text = paragraph.text
        cuts = _cuts(text.text) if paragraph.table is None and not paragraph.label else ()
        if not cuts:
            found.append(paragraph)
        for start, end in pairwise((0, *cuts, len(text))) if cuts else ():
            found.append(replace(paragraph, text=text[start:end].strip()))
    return found


@kept(2_000)
def _cuts(text: str) -> tuple[int, ...]:
    """The offsets at which the items behind the first begin."""
    label = read_label(text)
    if label and label.rank is Rank.ARABIC and label.style in ("arabic.", "arabic)"):
        return tuple(_going_on(text, label.length, (label.ordinal or 0) + 1, label.style[-1]))
    # "III. Nhiệm vụ: 1. Tuyên truyền. 2. Tập huấn."
    first = _FIRST.search(text) if ":" in text else None
    if not first:
        return ()
    more = tuple(_going_on(text, first.end(), 2, first["mark"]))
    return (first.start(), *more) if more else ()


def _going_on(text: str, start: int, number: int, mark: str) -> Iterator[int]:
    for found in _NEXT.finditer(text, start):
        if found["label"] == f"{number}{mark}":
            yield found.start()
            number += 1
