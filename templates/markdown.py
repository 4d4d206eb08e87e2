"""Document text inside Markdown: nothing in it may act as a mark."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby

from templates.report.marking import Segment

_ANYWHERE = re.compile(r"([\\`*_\[\]|~#{}])")
_SPACES = re.compile(r"\s+")
_EDGES = re.compile(r"(\s*)(.*?)(\s*)", re.DOTALL)
# A list item, a quotation or an underlining starts a line; "1." is shielded before its point.
_AT_START = re.compile(r"(?:[-+=](?=\s|$|[-=])|(\d+)(?=[.)]))")
_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})


def escape(text: str) -> str:
    """One line of plain text: "- a | b" becomes "\\- a \\| b"."""
    return _shield(_inner(text).strip())


def marked(segments: Iterable[Segment]) -> str:
    """A quote with the differing words in bold."""
    pieces: list[str] = []
    # Runs that touch are one: two pairs of stars in a row are no mark.
    for changed, run in groupby(segments, key=lambda segment: segment.changed):
        text = _inner("".join(segment.text for segment in run))
        if changed and text.strip() and (edges := _EDGES.fullmatch(text)):
            # Bold marks may not touch a space from inside.
            text = f"{edges[1]}**{edges[2]}**{edges[3]}"
        pieces.append(text)
    return _shield("".join(pieces).strip())


def _inner(text: str) -> str:
    return _ANYWHERE.sub(r"\\\1", _SPACES.sub(" ", text)).translate(_ENTITIES)


def _shield(line: str) -> str:
    found = _AT_START.match(line)
    if found is None:
        return line
    at = found.end() if found[1] else 0
    return f"{line[:at]}\\{line[at:]}"
