"""Passages of plans that have all words of a query."""

from __future__ import annotations

import re
import time
import unicodedata
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from doichieu.assistant.collection import Collection
from doichieu.assistant.paging import PAGE, TEXT, Json, fitted, written
from doichieu.messages import UserError

if TYPE_CHECKING:
    from extract.model import Plan, Statement

SEARCH = "doichieu.search/1"
_SECONDS = 20.0
"""Time after which a search gives what it has found: assistants do not wait long."""
_SHOWN = 80
"""Greatest number of letters of a cursor in an error."""
_CURSOR = re.compile(r"(\d{1,9}):(\d{1,9})")
_WORD = re.compile(r"[^\W_]+(?:[.,/][^\W_]+)*")
_MARKS = str.maketrans("đĐ", "dD")


def passages(plan: Plan) -> Iterator[Json]:
    """The whole text of a plan in order, each passage with its place; long ones in pieces of at most ``TEXT``."""
    for statement in plan.statements:
        for start in range(0, len(statement.text), TEXT):
            yield _passage(statement, statement.text[start : start + TEXT])


def search(
    collection: Collection, query: str, files: Sequence[str], cursor: str | None, language: str
) -> Json:
    """One page of the passages that have all words of a query, file after file, each file in the order of its text.

    Upper and lower case and both places of a tone mark are one; a query without any Vietnamese letter finds words with
    them too. ``files`` are the names to search, none for all. The cursor is a file and a hit in it, "2:15". A page ends
    where it is full, or at the end of a file when ``_SECONDS`` are over; "left" is the number of files after it. Files
    that cannot be read are told with the reason.
    """
    from extract.errors import ReadError

    names = list(files) or list(collection.folder.names())
    first, skipped = _start(cursor, len(names))
    wanted, bare = _words(query, bare=query.isascii()), query.isascii()
    answer: Json = {"schema": SEARCH, "query": query, "hits": [], "unread": []}
    told = _Told(answer)
    last = time.monotonic() + _SECONDS
    for at in range(first, len(names)):
        if at > first and time.monotonic() > last:
            return told.page(f"{at}:0", len(names) - at)
        try:
            plan = collection.plan(names[at])
        except ReadError as error:
            if not told.add("unread", {"file": names[at], "reason": error.message(language)}):
                return told.page(f"{at}:0", len(names) - at)
            continue
        hits = (each for each in plan.statements if wanted and wanted <= _words(each.text, bare=bare))
        for index, statement in enumerate(hits):
            new = at > first or index >= skipped
            if new and not told.add("hits", {"file": names[at], **_passage(statement, statement.text)}):
                return told.page(f"{at}:{index}", len(names) - at)
    return told.page(None, 0)


def _start(cursor: str | None, files: int) -> tuple[int, int]:
    if cursor is None:
        return 0, 0
    found = _CURSOR.fullmatch(cursor)
    if found is None or int(found[1]) >= files:
        raise UserError("mcp.bad_cursor", cursor=cursor[:_SHOWN])
    return int(found[1]), int(found[2])


class _Told:
    """A page that is filled until it is full."""

    def __init__(self, answer: Json) -> None:
        self._answer = answer
        self._size = len(written(answer))
        self._shortened = 0

    def add(self, key: str, member: Json) -> bool:
        """Add a member to a list, unless the page has others and would be too great; tell whether it was added."""
        shown, cuts = fitted(member)
        size = self._size + len(written(shown)) + 1
        if size > PAGE and (self._answer["hits"] or self._answer["unread"]):
            return False
        self._answer[key].append(shown)
        self._size, self._shortened = size, self._shortened + cuts
        return True

    def page(self, cursor: str | None, left: int) -> Json:
        return {"answer": self._answer, "next": cursor, "left": left, "shortened": self._shortened}


def _words(text: str, *, bare: bool) -> frozenset[str]:
    from extract.language.lexicon import fold

    folded = fold(text)
    return frozenset(_WORD.findall(_without_marks(folded) if bare else folded))


def _without_marks(text: str) -> str:
    letters = unicodedata.normalize("NFD", text.translate(_MARKS))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def _passage(statement: Statement, text: str) -> Json:
    from templates.data.serialize import CONTRACT
    from templates.report.places import place_words

    return {
        "text": text,
        "place": place_words(statement.path, statement.anchor),
        "path": list(statement.path),
        "role": str(statement.role),
        "anchor": CONTRACT.encode(statement.anchor),
    }
