"""Document text inside Markdown, escaped so that nothing in it acts as markup."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html.entities import html5
from itertools import groupby

from templates.report.marking import Segment

_ANYWHERE = re.compile(r"([\\`*_\[\]|~#{}])")
_SPACES = re.compile(r"\s+")
_EDGES = re.compile(r"(\s*)(.*?)(\s*)", re.DOTALL)
# List items, quotations and underlinings start a line; "1." is escaped before its point.
_AT_START = re.compile(r"(?:[-+=](?=\s|$|[-=])|(\d+)(?=[.)](?:\s|$)))")
_ENTITIES = str.maketrans({"<": "&lt;", ">": "&gt;"})
# "&" acts as markup only where it begins an entity: "&lt;", not "VH&TT;".
_ENTITY = re.compile(r"&(?=#\w|(\w+);)")


def escape(text: object) -> str:
    """One line of plain text, escaped: "- a | b" becomes "\\- a \\| b"."""
    return _shield(_inner(str(text)).strip())


def marked(segments: Iterable[Segment]) -> str:
    """A quote with the differing words in bold."""
    pieces: list[str] = []
    # Adjacent runs are joined, since two pairs of stars in a row are no markup.
    for changed, run in groupby(segments, key=lambda segment: segment.changed):
        text = _inner("".join(segment.text for segment in run))
        if changed and text.strip() and (edges := _EDGES.fullmatch(text)):
            # Bold markup must not touch a space on its inner side.
            text = f"{edges[1]}**{edges[2]}**{edges[3]}"
        pieces.append(text)
    return _shield("".join(pieces).strip())


def _inner(text: str) -> str:
    shielded = _ENTITY.sub(
        lambda found: found[0] if found[1] and f"{found[1]};" not in html5 else "&amp;",
        _SPACES.sub(" ", text),
    )
    return _ANYWHERE.sub(r"\\\1", shielded).translate(_ENTITIES)


def _shield(line: str) -> str:
    found = _AT_START.match(line)
    if found is None:
        return line
    at = found.end() if found[1] else 0
    return f"{line[:at]}\\{line[at:]}"
