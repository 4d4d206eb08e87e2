"""The stages from a file to a plan, in one list.

read → clean → masthead → citations → outline → passages → targets, tasks
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple, TypeVar

from extract.citations.finding import find_citations
from extract.items.targets import find_targets, unread_values
from extract.items.tasks import find_tasks
from extract.lines.opening import count_main_headings
from extract.masthead.reading import Reading as Heads
from extract.masthead.reading import read_masthead
from extract.model import Document, Irregular, Plan, Role, Source, Target, Task, Unread
from extract.options import DEFAULT, ReadOptions
from extract.readers import Readable, read_document
from extract.structure.outline import build_outline
from extract.structure.passages import passages_of, sections_of
from extract.structure.statements import statements_of
from extract.tables.grid import in_place, in_status, node_above, split_tables, unframed
from extract.tables.heads import continued
from extract.tables.loose import with_loose_cells
from extract.tables.targets import read_tables, table_targets
from extract.tables.tasks import table_tasks
from extract.tables.unread import unread_tables
from extract.text.abbreviations import expanded, of_grammar
from extract.text.cleaning import clean
from extract.text.digits import is_typed, with_typed_digits
from extract.text.letters import damage
from extract.traced import Paragraph, anchor

_Item = TypeVar("_Item", Target, Task)


class Reading(NamedTuple):
    """A document as read, and the plan in it: every ``Anchor`` of the plan is a place in ``document.text``."""

    document: Document
    """The text and its blocks, in the order of reading."""
    plan: Plan
    """What was extracted from them."""


def read(source: Readable, options: ReadOptions = DEFAULT, *, name: str | None = None) -> Reading:
    """Read one document and keep its text: for a view of the text, and for the places on its pages.

    Arguments, errors and the plan are those of ``read_plan``. ``document.blocks[anchor.paragraph]`` is the block in
    which a piece of the plan begins, ``document.text[anchor.start : anchor.end]`` its source.

    >>> document, plan = read("samples/a5-kh-huyen-da-lung.txt")
    >>> at = plan.targets[0].anchor
    >>> document.text[at.start : at.end] == plan.targets[0].text
    True
    """
    document = read_document(source, options, name=name)
    return Reading(document, plan_of(document))


def read_plan(source: Readable, options: ReadOptions = DEFAULT, *, name: str | None = None) -> Plan:
    """Read one document: masthead, outline, targets with their measures, tasks, citations, each with its place.

    Arguments:
        source: a file name, a path, or a file open for reading in binary mode (``BytesIO`` too). A stream is read from
            its position to its end, and stays open. Its content is kept in memory; only formats that another
            program must read (LibreOffice, Tesseract) go through a temporary file.
        options: the text of tracked changes that is read, the password, letter recognition
            (``extract.options.ReadOptions``).
        name: the file name in reports and messages; None: the source's own, "không tên" for a stream without one. The
            content decides the format, and the ending of the name where the content is ambiguous (Markdown is text as
            well).

    Returns:
        The plan. A field is None if the document does not give it. Passages that were recognised and not understood
        are in ``Plan.unread``; remarks on the file itself, sentences in Vietnamese, are in ``Plan.source.warnings``.
        Places count Unicode code points in the text as read; boxes on a page are in points (1/72 inch).
        ``extract.model`` explains every field.

    Raises:
        ReadError: the file is missing, empty, damaged, locked, too large or of a format that is not read.
            ``str(error)`` is one sentence in Vietnamese, ``error.message("en")`` one in English.
        TypeError: the source is none of these, or is a stream of text.

    >>> plan = read_plan("samples/a2-kh-tinh.docx")
    >>> plan.masthead.number, plan.masthead.place, plan.masthead.period
    ('97/KH-UBND', 'tỉnh Thượng Giang', Period(start=2021, end=2030))
    >>> measure = plan.targets[0].measures[0]
    >>> measure.low, measure.unit, measure.bound.value, measure.deadline
    (Decimal('65'), '%', 'at_least', '2025')

    A stream, as a web form gives it:

    >>> from io import BytesIO
    >>> read_plan(BytesIO("KẾ HOẠCH\\nI. MỤC TIÊU\\n1. Đạt 90% số xã.".encode()), name="dự thảo.txt").source.name
    'dự thảo.txt'
    """
    return read(source, options, name=name).plan


def plan_of(document: Document) -> Plan:
    """Extract the plan from a document as read."""
    document, lost = with_loose_cells(with_typed_digits(document))
    paragraphs = unframed(clean(document), document)
    reading = read_masthead(paragraphs)
    flow, tables = split_tables(_body(paragraphs, reading), document)
    behind = paragraphs[reading.appendix.start].text.start if reading.appendix else None
    outline = build_outline(flow, behind)
    known = of_grammar(paragraph.text.text for paragraph in paragraphs)
    passages = tuple(passages_of(outline, reading.masthead))
    if known:
        passages = tuple([replace(passage, text=expanded(passage.text, known)) for passage in passages])
    tables = [in_place(table, outline) for table in tables]
    standing = [table for table in tables if table.role is not Role.STATUS]
    headed, headless = continued(standing)
    read = read_tables(headed, reading.masthead, document)
    targets = find_targets(passages, outline, reading.masthead, document)
    targets += tuple(table_targets(read, targets, reading.masthead, document))
    filled = {above for table, _ in headed if (above := node_above(table, outline)) is not None}
    tasks = find_tasks(passages, outline, reading.masthead, document, filled, targets)
    tasks += tuple(table_tasks(read, reading.masthead, document))
    return Plan(
        source=Source(
            name=document.name,
            format=document.format,
            sha256=document.sha256,
            pages=document.pages,
            warnings=(
                *document.warnings,
                *damage(document),
                *_unsure_numbers(document),
                *_left_out(paragraphs, reading),
            ),
        ),
        masthead=reading.masthead,
        sections=sections_of(outline, document),
        targets=tuple(_numbered(targets, "t")),
        tasks=tuple(_numbered(tasks, "n")),
        citations=find_citations(paragraphs, document, reading),
        unread=(
            *unread_values(passages, targets, document),
            *unread_tables(read, headless, document),
            *(piece for piece in lost if not in_status(piece, outline)),
            *(Unread(reason="Phần của tệp không đọc được", text=gap, anchor=None) for gap in document.gaps),
        ),
        notes=document.notes,
        statements=statements_of(paragraphs, reading, passages, document),
        irregular=tuple(Irregular(text=told, anchor=anchor(document, at)) for told, at in outline.irregular),
    )


def _numbered(items: Sequence[_Item], letter: str) -> Iterator[_Item]:
    """The items in the order of the text, those of tables among the others, with ids "t1", "t2", …"""
    for number, item in enumerate(sorted(items, key=lambda item: item.anchor.start), start=1):
        key = f"{letter}{number}"
        yield item if item.id == key else replace(item, id=key)


def _unsure_numbers(document: Document) -> Iterator[str]:
    """A warning that lists every number that recognition was not sure of or that has letters, with its page."""
    found = [
        (block.text[start:end], f" (trang {block.page})" if block.page else "")
        for block in document.blocks
        for start, end in block.unsure
    ]
    recognised = [f"“{number}”{page}" for number, page in found if not is_typed(number)]
    typed = [f"“{number}”{page}" for number, page in found if is_typed(number)]
    if recognised:
        yield f"Số nhận dạng từ ảnh chưa chắc chắn, cần kiểm tra: {', '.join(recognised)}."
    if typed:
        yield f"Số có chữ cái gõ thay chữ số, cần kiểm tra: {', '.join(dict.fromkeys(typed))}."


def _left_out(paragraphs: Sequence[Paragraph], reading: Heads) -> tuple[str, ...]:
    """One sentence on headings before the masthead, which may be a document of their own."""
    found = count_main_headings(paragraphs[: reading.begin])
    first = " ".join(paragraphs[0].text.text.split())[:60] if paragraphs else ""
    if found < 2:
        return ()
    return (
        f"Phần trước quốc hiệu có {found} đề mục, bắt đầu từ “{first}”, không được đọc như một phần của văn bản.",
    )


def _body(paragraphs: tuple[Paragraph, ...], reading: Heads) -> list[Paragraph]:
    """The paragraphs between head and tail, and those of the appendix."""
    return [paragraphs[index] for part in (reading.body, reading.appendix) for index in part]
