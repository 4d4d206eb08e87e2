"""Answers in pages of a bounded size.

An answer is an object of the JSON contract. A page has its keys, with as many members of its long lists as fit; the
cursor of the next page is the place of the next member, "findings:12".
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from doichieu.messages import UserError

Json = dict[str, Any]

PAGE = 24_000
"""Greatest number of letters of the members of a page as JSON."""
TEXT = 3_000
"""Greatest number of letters of one string."""
_LIMITS = ((TEXT, 100), (400, 20), (80, 5))
"""Greatest numbers of letters of a string and of members of an inner list; the first that fit are taken."""
_HEAD, _MEMBER = PAGE // 3, PAGE // 2
"""Greatest numbers of letters of what stands before the lists, and of one member."""
_CURSOR = re.compile(r"([a-z]{1,20}):(\d{1,9})")


def written(value: object) -> str:
    """JSON in one line, with Vietnamese letters unescaped; a lone surrogate becomes its escape."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def page(answer: Json, lists: Sequence[str], cursor: str | None = None) -> Json:
    """One page of an answer: ``{"answer", "next", "left", "shortened"}``.

    ``lists`` are the keys of long lists, in the order in which they are told; the other keys of ``answer`` stand on the
    first page only, but for "schema". A list that is not reached is left out. "next" is the cursor of the next page or
    null, "left" the number of members after this page, "shortened" that of strings and inner lists cut at their limit.
    Raises ``UserError`` for a cursor that is none of this answer.
    """
    lists = [key for key in lists if isinstance(answer.get(key), list)]
    rest = [(key, index) for key in lists for index in range(len(answer[key]))]
    start = _start(rest, cursor)
    head = {
        key: value
        for key, value in answer.items()
        if key not in lists and (cursor is None or key == "schema")
    }
    shown, shortened = fitted(head, _HEAD)
    shown |= {key: [] for key in lists if cursor is None and not answer[key]}
    size = len(written(shown))
    end = start
    for key, index in rest[start:]:
        member, cuts = fitted(answer[key][index])
        size += len(written(member)) + 1
        if size > PAGE and end > start:
            break
        shown.setdefault(key, []).append(member)
        shortened += cuts
        end += 1
    following = "{}:{}".format(*rest[end]) if end < len(rest) else None
    ordered = {key: shown[key] for key in answer if key in shown}
    return {"answer": ordered, "next": following, "left": len(rest) - end, "shortened": shortened}


def _start(rest: Sequence[tuple[str, int]], cursor: str | None) -> int:
    if cursor is None:
        return 0
    found = _CURSOR.fullmatch(cursor)
    place = (found[1], int(found[2])) if found else ("", 0)
    if place not in rest:
        raise UserError("mcp.bad_cursor", cursor=cursor[: _LIMITS[-1][0]])
    return rest.index(place)


def fitted(value: Any, most: int = _MEMBER) -> tuple[Any, int]:
    """A value whose long strings and lists are cut until it has at most ``most`` letters; and how many were cut."""
    for text, members in _LIMITS:
        cut = _Cut(text, members)
        shown = cut(value)
        if len(written(shown)) <= most:
            break
    return shown, cut.count


class _Cut:
    """Cuts long strings and lists, and counts them."""

    def __init__(self, text: int, members: int) -> None:
        self._text, self._members = text, members
        self.count = 0

    def __call__(self, value: object) -> Any:
        if isinstance(value, str) and len(value) > self._text:
            self.count += 1
            return value[: self._text - 1] + "…"
        if isinstance(value, Mapping):
            return {key: self(inner) for key, inner in value.items()}
        if isinstance(value, list | tuple):
            self.count += len(value) > self._members
            return [self(inner) for inner in value[: self._members]]
        return value
