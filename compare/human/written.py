"""The file in which a human decides on the findings of one draft.

    author = "Lê Thị Hoa"
    date = 2026-11-30

    [[decision]]
    fingerprint = "CT02-5f0c81d2a9-71be04c35d"      # of the finding, as the JSON of a review has it
    state = "dismiss"                               # keep, dismiss, unsure; "": not decided
    reason = "Huyện không có bến xe"                # needed for dismiss
    sentence = "Đề nghị …"                          # instead of the machine's
    note = "Đã hỏi lại"                             # for the reviewers

    [[remark]]
    text = "Chỉ tiêu này chưa có nguồn vốn."
    severity = "high"
    quote = "100% số thôn có tổ tự quản"            # words of the draft; without it: the draft as a whole
    sentence = "Đề nghị bổ sung nguồn vốn."

``author`` and ``date`` hold for every entry that has none of its own. A text left empty counts as none.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from compare.decision import Decision, State
from compare.decisions.handwritten import Page, nearest, read_page
from compare.decisions.waivers import SHORTEST, day_of, is_short
from compare.human.remarks import Remark
from compare.model import Severity

_COMMON = ("author", "date")
_DECISION = ("fingerprint", "state", "reason", "sentence", "note")
_REMARK = ("text", "severity", "quote", "sentence", "note")


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a file holds, in its order; remarks have no places yet (``compare.human.remarks.placed``)."""

    decisions: tuple[Decision, ...] = ()
    remarks: tuple[Remark, ...] = ()


def read_decisions(path: Path) -> Said:
    """The checked decisions and remarks of a file; raises ``HandwrittenError``."""
    page = read_page(path)
    page.check_keys(page.table, (*_COMMON, "decision", "remark"))
    decisions = (_decision(page, entry, after) for entry, after in _entries(page, "decision", _DECISION))
    return Said(
        decisions=tuple(decision for decision in decisions if decision is not None),
        remarks=tuple(_remark(page, entry, after) for entry, after in _entries(page, "remark", _REMARK)),
    )


def _entries(page: Page, name: str, keys: Sequence[str]) -> list[tuple[dict[str, Any], int]]:
    """The tables of a name with their lines, their empty texts left out, common values filled in."""
    tables = page.typed(page.table, name, "tables") if name in page.table else []
    lines = [n for n, line in enumerate(page.text.splitlines(), 1) if re.match(rf"\s*\[\[\s*{name}\b", line)]
    # Tables written as one inline list have no line of their own.
    lines += [1] * (len(tables) - len(lines))
    common = {key: page.table[key] for key in _COMMON if key in page.table}
    found = []
    for table, after in zip(tables, lines, strict=False):
        page.check_keys(table, (*keys, *_COMMON), after)
        found.append(({key: value for key, value in (common | table).items() if value != ""}, after))
    return found


def _decision(page: Page, entry: Mapping[str, Any], after: int) -> Decision | None:
    if "state" not in entry:
        return None
    state = State(_one_of(page, entry, "state", list(State), after))
    needed = ("fingerprint", "reason") if state is State.DISMISS else ("fingerprint",)
    texts = _texts(page, entry, after, needed, ("reason", "sentence", "note"))
    return Decision(state=state, **texts, **_by(page, entry, after))


def _remark(page: Page, entry: Mapping[str, Any], after: int) -> Remark:
    texts = _texts(page, entry, after, ("text",), ("quote", "sentence", "note"))
    if texts.get("quote") and is_short(texts["quote"]):
        raise page.problem("short_quote", "quote", after, least=str(SHORTEST))
    severity = Severity(_one_of(page, entry, "severity", list(Severity), after))
    quote = texts.pop("quote", "")
    return Remark(severity=severity, quote=quote, place=None, above=None, **texts, **_by(page, entry, after))


def _by(page: Page, entry: Mapping[str, Any], after: int) -> dict[str, str]:
    author = _texts(page, entry, after, ("author",), ())
    if "date" not in entry:
        raise page.problem("missing_key", "date", after, key="date")
    return author | {"date": day_of(page, dict(entry), "date", after)}


def _texts(
    page: Page, entry: Mapping[str, Any], after: int, needed: Sequence[str], may: Sequence[str]
) -> dict[str, str]:
    """The texts of keys; raises ``HandwrittenError`` for one that is needed and not there."""
    for key in needed:
        if key not in entry:
            raise page.problem("missing_key", key, after, key=key)
    there = dict.fromkeys([*needed, *(key for key in may if key in entry)])
    return {key: str(page.typed(entry, key, "text", after)).strip() for key in there}


def _one_of(page: Page, entry: Mapping[str, Any], key: str, choices: Sequence[str], after: int) -> str:
    if key not in entry:
        raise page.problem("missing_key", key, after, key=key)
    value = str(page.typed(entry, key, "text", after)).strip().lower()
    if value not in choices:
        near = nearest(value, choices)
        raise page.problem(
            "bad_value", key, after, key=key, value=value, choices=", ".join(choices), near=near
        )
    return value
