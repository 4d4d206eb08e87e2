"""Tasks in tables: a row for each, with columns for lead, support and deadline.

A table for each year ("Năm 2027" above the table, or in a row over its columns) gives its year to times without one:
"Quý | Việc | Phụ trách" with "IV" is quarter IV of 2027.

A lead body is given once for several rows, in a merged cell or above blanks. Support and deadline of the row above hold
only for a merged cell, or for a row that gives nothing but its task.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from extract.grammar.deadlines import deadline_of, period_of
from extract.grammar.measures import Context, read_measures
from extract.language.actors import bodies, body_names
from extract.language.columns import bare_name
from extract.language.lexicon import fold
from extract.language.phrases import phrases
from extract.model import Document, Masthead, Measure, Period, Task
from extract.tables.grid import Table
from extract.tables.heads import PARTS_OF_YEAR, SUBJECTS, Head, Kind, has_word
from extract.tables.targets import ReadTable
from extract.traced import Traced, anchor, concat, join

_BEGINS = phrases("tables", "time", "begins")
_AMOUNT = phrases("tables", "amount", "within")
_GROUP_LABEL = re.compile(r"[IVXLC]+\.?|[A-ZĐ]\.?")
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
_LONGEST_SPAN = 8
"""Words of a line that names the years of the table below it: "Bảng 2. Lịch việc năm 2027"."""
_BULLET = re.compile(r"^\s*[-–+•*]\s*")
_TOLD = re.compile(r"(?:chủ trì|phối hợp)(?!\w)", re.IGNORECASE)
_LEAD_THEN_SUPPORT = re.compile(
    r"(?:[-+•]\s*)?(?:(?:cơ quan|đơn vị)\s+)?chủ trì\s*:\s*(?P<lead>.+?)[\s;,.]*"
    r"(?:[-+•]\s*)?(?:(?:cơ quan|đơn vị)\s+)?phối hợp\s*:\s*(?P<support>.+?)\.?",
    re.IGNORECASE | re.DOTALL,
)


def is_of_tasks(head: Head) -> bool:
    """Whether the columns name lead bodies or deadlines of a subject."""
    return head.first(Kind.SUBJECT) is not None and (
        head.first(Kind.LEAD) is not None or head.first(Kind.TIME) is not None
    )


def table_tasks(tables: Iterable[ReadTable], masthead: Masthead, document: Document) -> Iterator[Task]:
    """The tasks of all tables, without their final ids."""
    for order, read in enumerate(tables, start=1):
        if is_of_tasks(read.head) and not read.found:
            yield from _rows(read.table, read.head, order, masthead, document)


def _rows(table: Table, head: Head, order: int, masthead: Masthead, document: Document) -> Iterator[Task]:
    about, number = head.first(Kind.SUBJECT), head.first(Kind.NUMBER)
    names = _names_of_amounts(table, head)
    columns = {Kind.TIME: _due_column(head)} | {kind: head.first(kind) for kind in (Kind.LEAD, Kind.SUPPORT)}
    lead: tuple[str, ...] = ()
    support: tuple[str, ...] = ()
    time = ""
    general = next(filter(None, (_span(text, masthead.period) for text in reversed(table.caption))), None)
    span = general
    for row in head.body(table):
        text = table.cell(row, about) if about is not None else None
        if text is None or about is None:
            # A cell that covers the column from its left heads a group.
            if about is not None and table.text(row, about):
                lead, support, time = (), (), ""
                span = _span(table.text(row, about), masthead.period) or general
            continue
        name = table.cell(row, names) if names is not None else None
        cells = {
            kind: table.lines(row, column) if column is not None else () for kind, column in columns.items()
        }
        label = table.text(row, number) if number is not None else ""
        if table.span(row, about) > 1 or (
            not any(cells.values()) and (_GROUP_LABEL.fullmatch(label) or text.text.isupper())
        ):
            lead, support, time = (), (), ""
            span = _span(text.text, masthead.period) or general
            continue
        # A blank takes the value above if its cell is merged, or if the row has nothing but its task.
        kept = {
            kind: not any(cells.values()) or (column is not None and table.is_covered(row, column))
            for kind, column in columns.items()
        }
        before = support
        if cells[Kind.LEAD]:
            lead, support = _leading(cells[Kind.LEAD])
        elif not kept[Kind.SUPPORT]:
            support = ()
        support = _names(cells[Kind.SUPPORT]) or (before if kept[Kind.SUPPORT] else support)
        own = " ".join(line.text for line in cells[Kind.TIME]) or _ticked(table, head, row)
        time = own or (time if kept[Kind.TIME] else "")
        deadline = deadline_of(_with_year(time, head, span), span or masthead.period)
        text = join(name, text, ": ") if name is not None else text
        pieces = [text, *(line for lines in cells.values() for line in lines)]
        place = anchor(document, concat(sorted(pieces, key=lambda piece: piece.start)))
        yield Task(
            id="",
            section=None,
            path=(f"Bảng {order}", f"dòng {row - head.last}"),
            text=document.text[place.start : place.end],
            lead=lead,
            support=support,
            deadline=deadline,
            measures=_measures(_with_amounts(table, head, row, text), deadline, masthead, document),
            anchor=place,
        )


def _span(text: str, plan: Period | None) -> Period | None:
    """The years that a line above a table or above some of its rows names; None where they are not of the plan."""
    if text.startswith("(") or len(text.split()) > _LONGEST_SPAN:
        return None
    found = period_of(text, start=plan.start if plan else None)
    if found is None or plan is None:
        return found
    return found if plan.start <= found.start and found.end <= plan.end else None


def _due_column(head: Head) -> int | None:
    """The column that tells when a work is to be done; one that tells when it begins only where there is no other."""
    times = [column.index for column in head.all(Kind.TIME) if not has_word(column.title, _BEGINS)]
    return next(iter(times), head.first(Kind.TIME))


def _with_year(time: str, head: Head, span: Period | None) -> str:
    """The words of a time with the year of its table: "IV" in a column "Quý" of 2027 is "Quý IV năm 2027"."""
    if not time or span is None or _YEAR.search(time):
        return time
    name = next(column.title for column in head.columns if column.kind is Kind.TIME)
    part = bare_name(name)
    said = time if part not in PARTS_OF_YEAR or part in fold(time) else f"{part} {time}"
    return f"{said} năm {span.end}"


def _names_of_amounts(table: Table, head: Head) -> int | None:
    """The column that says what is to be done, where that of the subjects says only how much of it; None without one.

    "Nhiệm vụ | Chỉ tiêu | Chủ trì": "Kiên cố hóa kênh | ≥ 72% chiều dài".
    """
    about = head.first(Kind.SUBJECT)
    if about is None or not _has_figures(table, head, about):
        return None
    before = (column for column in head.all(Kind.OTHER) if column.index < about)
    named = (column.index for column in before if has_word(column.title, SUBJECTS))
    return next((index for index in named if not _has_figures(table, head, index)), None)


def _has_figures(table: Table, head: Head, column: int) -> bool:
    """Whether at least half of the cells of a column have a figure."""
    texts = [text for row in head.body(table) if (text := table.text(row, column))]
    return 2 * sum(re.search(r"\d", text) is not None for text in texts) >= max(1, len(texts))


def _with_amounts(table: Table, head: Head, row: int, text: Traced) -> Traced:
    """The words of a task with those of the cells that say how much of it: "Tiêm phòng đại trà: 02 đợt/năm"."""
    for column in head.columns:
        if column.kind in (Kind.OTHER, Kind.TIME) and has_word(column.title, _AMOUNT):
            cell = table.cell(row, column.index)
            text = join(text, cell, ": ") if cell is not None else text
    return text


def _ticked(table: Table, head: Head, row: int) -> str:
    """The years in the heads of the columns in which a row has a mark."""
    marked = [
        column.names[-1] for column in head.all(Kind.OTHER) if column.names and table.text(row, column.index)
    ]
    return " ".join(name for name in marked if re.search(r"20\d\d", name))


def _measures(
    text: Traced, deadline: str | None, masthead: Masthead, document: Document
) -> tuple[Measure, ...]:
    year = int(deadline[:4]) if deadline else None
    period = Period(start=year, end=year) if year else masthead.period
    found = read_measures(text, Context(period=period, plan=masthead.period, bare=False), document)
    return tuple(
        replace(measure, deadline=deadline) if deadline and measure.deadline == deadline[:4] else measure
        for measure in found
    )


def _leading(lines: Sequence[Traced]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Lead and support in one cell: "Chủ trì: X; phối hợp: Y", "X chủ trì, phối hợp với Y"."""
    text = " ".join(line.text for line in lines)
    told = _LEAD_THEN_SUPPORT.fullmatch(text.strip())
    if told:
        return body_names(told["lead"]), body_names(told["support"])
    return bodies(text) if _TOLD.search(text) else (_names(lines), ())


def _names(lines: Sequence[Traced]) -> tuple[str, ...]:
    """The bodies of a cell, one a paragraph or several in a list; a line may continue the one before."""
    joined: list[str] = []
    for line in lines:
        text = _BULLET.sub("", line.text).strip()
        if joined and (text[:1].islower() or joined[-1].endswith((",", " và", " -"))):
            joined[-1] = f"{joined[-1]} {text}"
        elif text:
            joined.append(text)
    return tuple(dict.fromkeys(name for text in joined for name in body_names(text)))
