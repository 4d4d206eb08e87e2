"""The whole way from a file to a plan: one visible list of stages.

read → clean → masthead → citations → outline → passages → targets, tasks
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from extract.citations.finding import find_citations
from extract.items.targets import find_targets, unread_values
from extract.items.tasks import find_tasks
from extract.masthead.reading import Reading, read_masthead
from extract.model import Document, Irregular, Plan, Source, Target, Task
from extract.options import DEFAULT, ReadOptions
from extract.readers import read_document
from extract.structure.outline import build_outline
from extract.structure.passages import passages_of, sections_of
from extract.structure.statements import statements_of
from extract.tables.grid import in_status, node_above, split_tables, unframed
from extract.tables.heads import continued
from extract.tables.targets import table_targets
from extract.tables.tasks import table_tasks
from extract.text.cleaning import clean
from extract.text.letters import damage
from extract.traced import Paragraph, anchor

_Item = TypeVar("_Item", Target, Task)


def read_plan(path: Path, options: ReadOptions = DEFAULT) -> Plan:
    """Everything in one file. Raises ``extract.errors.ReadError`` where the file cannot be read."""
    return plan_of(read_document(path, options))


def plan_of(document: Document) -> Plan:
    """Everything in a document as read."""
    paragraphs = unframed(clean(document), document)
    reading = read_masthead(paragraphs)
    flow, tables = split_tables(_body(paragraphs, reading), document)
    outline = build_outline(flow)
    passages = tuple(passages_of(outline, reading.masthead))
    standing = [table for table in tables if not in_status(table, outline)]
    headed = continued(standing)
    targets = find_targets(passages, outline, reading.masthead, document)
    targets += tuple(table_targets(headed, targets, reading.masthead, document))
    filled = {above for table, _ in headed if (above := node_above(table, outline)) is not None}
    tasks = find_tasks(passages, outline, reading.masthead, document, filled)
    tasks += tuple(table_tasks(headed, reading.masthead, document))
    return Plan(
        source=Source(
            name=document.name,
            format=document.format,
            sha256=document.sha256,
            pages=document.pages,
            warnings=(*document.warnings, *damage(document), *_unsure_numbers(document)),
        ),
        masthead=reading.masthead,
        sections=sections_of(outline, document),
        targets=tuple(
            replace(target, id=f"t{number}") for number, target in enumerate(_in_order(targets), start=1)
        ),
        tasks=tuple(replace(task, id=f"n{number}") for number, task in enumerate(_in_order(tasks), start=1)),
        citations=find_citations(paragraphs, document, reading),
        unread=tuple(unread_values(passages, targets, document)),
        notes=document.notes,
        statements=statements_of(paragraphs, reading, passages, document),
        irregular=tuple(Irregular(text=told, anchor=anchor(document, at)) for told, at in outline.irregular),
    )


def _in_order(items: Sequence[_Item]) -> list[_Item]:
    """As they stand in the text, those of tables among the others."""
    return sorted(items, key=lambda item: item.anchor.start)


def _unsure_numbers(document: Document) -> tuple[str, ...]:
    """One sentence that names every number that letter recognition was not sure of, with its page."""
    found = [
        f"“{block.text[start:end]}”" + (f" (trang {block.page})" if block.page else "")
        for block in document.blocks
        for start, end in block.unsure
    ]
    return (f"Số nhận dạng từ ảnh chưa chắc chắn, cần kiểm tra: {', '.join(found)}.",) if found else ()


def _body(paragraphs: tuple[Paragraph, ...], reading: Reading) -> list[Paragraph]:
    """What stands between head and tail, and what is attached behind the tail."""
    return [paragraphs[index] for part in (reading.body, reading.appendix) for index in part]
