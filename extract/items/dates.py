"""Lines that only date the tasks beside them: "Thời gian hoàn thành: tháng 6/2024"."""

from __future__ import annotations

from collections.abc import Sequence

from extract.grammar.deadlines import deadline_of
from extract.language.lexicon import fold
from extract.language.phrases import composed, phrases
from extract.model import Role
from extract.structure.outline import Outline
from extract.structure.passages import Passage

_LABEL = composed(r"\W*<<words>>\s*:\s*", words=phrases("tasks", "time_labels"))
_NAME = phrases("tasks", "time_labels")
_ROLES = (Role.TASKS, Role.ORGANISATION)
_LONGEST = 16
"""Words of a time; a longer line tells more than one."""


def told_time(passage: Passage, outline: Outline) -> str | None:
    """The words of the time that a line gives, if it does nothing else; None for other lines."""
    if passage.role not in _ROLES or passage.is_heading:
        return None
    head = outline.nodes[passage.node].head
    text = passage.text.text
    if head is not None:
        named = _NAME.fullmatch(fold(head.text).strip(" :.-"))
        return text if named and len(text.split()) <= _LONGEST else None
    label = _LABEL.match(fold(text))
    rest = text[label.end() :] if label else ""
    return rest if rest and len(rest.split()) <= _LONGEST else None


def dates_of(passages: Sequence[Passage], times: Sequence[str | None], outline: Outline) -> dict[int, str]:
    """The deadlines of such lines, by the nodes they hold for: the items beside a line, since the last such line.

    ``times`` are what ``told_time`` gives of the passages.
    """
    found: dict[int, str] = {}
    groups: dict[int, int] = {}
    for passage, told in zip(passages, times, strict=True):
        due = deadline_of(told, None) if told is not None else None
        if due is None:
            continue
        group = outline.nodes[passage.node].parent
        beside = range(groups.get(group, max(group, 0)), passage.node)
        for node in (node for node in beside if outline.nodes[node].parent == group):
            found.setdefault(node, due)
        if group not in groups:
            found.setdefault(group, due)
        groups[group] = passage.node
    return found
