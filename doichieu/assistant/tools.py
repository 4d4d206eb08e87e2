"""The tools of an assistant: from arguments to one page of JSON. What they say of themselves is in ``messages.toml``.

Every tool returns ``{"answer", "next", "left", "shortened"}`` of ``paging.page``; "answer" is an object of the JSON
contract, or has one of the schemas named here and in ``searching``. ``cursor`` is the "next" of the page before.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from doichieu.assistant.collection import Collection
from doichieu.assistant.paging import Json, page
from doichieu.assistant.searching import passages, search
from doichieu.messages import Catalogue, UserError

FILES, TEXT, RULES = "doichieu.files/1", "doichieu.text/1", "doichieu.rules/1"

PlanPart = Literal["all", "targets", "tasks", "citations", "sections", "text"]
"""What ``read`` gives of a plan."""
ReviewPart = Literal["all", "findings", "pairs", "unread"]
"""What ``check`` gives of a review."""

_PLAN = ("targets", "tasks", "citations", "sections")
_REVIEW = ("findings", "pairs", "unread")
_VERSIONS = ("findings", "items")
_ABOVE = 10
"""Greatest number of upper plans of one check."""
_LONGEST = 300
"""Greatest number of letters of a query."""


@dataclass(frozen=True, slots=True)
class Tools:
    """The tools over one collection. A tool raises ``UserError``, or ``ReadError`` for a file that cannot be read."""

    collection: Collection
    say: Catalogue

    def files(self, cursor: str | None = None) -> Json:
        """The documents below the folder: name and size in bytes."""
        folder = self.collection.folder
        told = [{"file": name, "bytes": folder.file(name).stat().st_size} for name in folder.names()]
        return page({"schema": FILES, "files": told}, ["files"], cursor)

    def read(self, file: str, part: PlanPart = "all", cursor: str | None = None) -> Json:
        """A plan as it was understood, or its whole text."""
        if part == "text":
            plan = self.collection.plan(file)
            text = list(passages(plan))
            return page({"schema": TEXT, "file": file, "text": text}, ["text"], cursor)
        return _part(self.collection.plan_json(file), _PLAN, part, cursor)

    def check(
        self, draft: str, against: Sequence[str], part: ReviewPart = "all", cursor: str | None = None
    ) -> Json:
        """A draft against the plans above it."""
        if not against:
            raise UserError("mcp.no_reference")
        return _part(self.collection.review_json(draft, _few(against)), _REVIEW, part, cursor)

    def diff(self, old: str, new: str, against: Sequence[str] = (), cursor: str | None = None) -> Json:
        """Two versions of one draft."""
        return page(self.collection.versions_json(old, new, _few(against)), _VERSIONS, cursor)

    def rules(self, code: str | None = None, cursor: str | None = None) -> Json:
        """The rules, or one of them."""
        from compare.rules import RULES as KNOWN
        from doichieu.commands.rulebook import rule_of

        chosen = list(KNOWN.values()) if code is None else [rule_of(code[:_LONGEST])]
        told = [
            {
                "rule": rule.code,
                "name": rule.name,
                "kind": str(rule.kind),
                "severity": str(rule.severity),
                "rationale": rule.rationale,
                "example": rule.example,
                "answer": rule.answer,
            }
            for rule in chosen
        ]
        return page({"schema": RULES, "rules": told}, ["rules"], cursor)

    def search(self, query: str, files: Sequence[str] = (), cursor: str | None = None) -> Json:
        """The passages with all words of a query, file after file; "left" counts files."""
        query = query.strip()
        if not 0 < len(query) <= _LONGEST:
            raise UserError("mcp.bad_query", most=_LONGEST)
        return search(self.collection, query, files, cursor, self.say.lang)


def _few(against: Sequence[str]) -> tuple[str, ...]:
    if len(against) > _ABOVE:
        raise UserError("mcp.too_many", most=_ABOVE)
    return tuple(against)


def _part(answer: Json, lists: Sequence[str], part: str, cursor: str | None) -> Json:
    """One page of an answer, or of one of its lists alone."""
    if part != "all":
        answer = {key: value for key, value in answer.items() if key not in lists or key == part}
    return page(answer, lists, cursor)
