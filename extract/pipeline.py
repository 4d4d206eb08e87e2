"""The whole way from a file to a plan: one visible list of stages.

read → clean → masthead → citations → outline → passages → targets, tasks
"""

from __future__ import annotations

from pathlib import Path

from extract.citations import find_citations
from extract.cleaning import clean
from extract.masthead import Reading, read_masthead
from extract.model import Document, Plan, Source
from extract.options import DEFAULT, ReadOptions
from extract.outline import build_outline
from extract.passages import passages_of, sections_of
from extract.readers import read_document
from extract.tables import in_status, split_tables, table_targets
from extract.targets import find_targets, unread_values
from extract.tasks import find_tasks
from extract.traced import Paragraph


def read_plan(path: Path, options: ReadOptions = DEFAULT) -> Plan:
    """Everything in one file. Raises ``extract.errors.ReadError`` where the file cannot be read."""
    return plan_of(read_document(path, options))


def plan_of(document: Document) -> Plan:
    """Everything in a document as read."""
    paragraphs = clean(document)
    reading = read_masthead(paragraphs)
    flow, tables = split_tables(_body(paragraphs, reading))
    outline = build_outline(flow)
    passages = tuple(passages_of(outline, reading.masthead))
    targets = find_targets(passages, outline, reading.masthead, document)
    standing = [table for table in tables if not in_status(table.first, outline)]
    targets += tuple(table_targets(standing, targets, reading.masthead, document))
    return Plan(
        source=Source(
            name=document.name,
            format=document.format,
            sha256=document.sha256,
            pages=document.pages,
            warnings=(*document.warnings, *_unsure_numbers(document), *outline.irregular),
        ),
        masthead=reading.masthead,
        sections=sections_of(outline, document),
        targets=targets,
        tasks=find_tasks(passages, outline, reading.masthead, document),
        citations=find_citations(paragraphs, document, reading),
        unread=tuple(unread_values(passages, targets, document)),
        notes=document.notes,
    )


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
