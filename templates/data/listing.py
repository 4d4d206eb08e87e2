"""The content extracted from one plan, as a readable tree and as a table with one row for each measure."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from extract.language import writing
from extract.model import Anchor, Bound, Citation, Effort, Measure, Plan, Section, Target, Task
from templates.report.places import place_words
from templates.texts import clean, cut, quoted
from templates.words import of, phrase, word

Item = Target | Task
Value = str | int | Decimal | None

COLUMNS = (
    "STT", "Loại", "Mã", "Vị trí", "Nội dung", "Yêu cầu", "Từ", "Đến", "Đơn vị", "Giới hạn", "Mức độ cam kết",
    "Thay đổi", "So với năm", "Tính theo", "Thời hạn", "Chiều tốt", "Đối tượng đo", "Phạm vi", "Điều kiện",
    "Chủ trì", "Phối hợp",
)  # fmt: skip


def rows(plan: Plan) -> Iterator[tuple[Value, ...]]:
    """One row for each measure, in the order of ``COLUMNS``; an item without a measure has one row, partly empty."""
    number = 0
    for item in _items(plan):
        for measure in item.measures or (None,):
            number += 1
            yield _row(number, item, measure)


def _items(plan: Plan) -> tuple[Item, ...]:
    return (*plan.targets, *plan.tasks)


def _row(number: int, item: Item, measure: Measure | None) -> tuple[Value, ...]:
    task = item if isinstance(item, Task) else None
    head = (
        number,
        word("plan", "tasks" if task else "targets"),
        item.id,
        place_words(item.path, item.anchor),
        clean(quoted(item.text)),
    )
    tail = ("; ".join(task.lead), "; ".join(task.support)) if task else ("", "")
    if measure is None:
        return (*head, *("",) * (len(COLUMNS) - len(head) - len(tail)), *tail)
    return (
        *head,
        clean(writing.words(measure)),
        measure.low,
        measure.high,
        measure.unit or "",
        of(measure.bound),
        of(measure.effort),
        of(measure.change) if measure.change else "",
        measure.baseline_year,
        word("per", measure.per) if measure.per else "",
        writing.date(measure.deadline) if measure.deadline else "",
        of(measure.better),
        clean(measure.subject),
        clean("; ".join(measure.scope)),
        clean(measure.condition or ""),
        *tail,
    )


def plan_to_csv(plan: Plan) -> str:
    """Comma-separated text with Vietnamese headings; Excel needs it encoded as utf-8-sig.

    A text that a spreadsheet would take for a formula ("=1+1", "@A1") gets an apostrophe in front.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for row in rows(plan):
        writer.writerow([_cell(value) for value in row])
    return out.getvalue()


def _cell(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return format(value, "f")
    text = str(value)
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text


def plan_tree(plan: Plan) -> str:
    """The plan as an indented outline: head, sections with targets and tasks, bases, passages that were not read."""
    lines = [*_head(plan), ""]
    inside: dict[str | None, list[Item]] = defaultdict(list)
    known = {section.id for section in plan.sections}
    for item in _items(plan):
        inside[item.section if item.section in known else None].append(item)
    depth: dict[str, int] = {}
    for section in plan.sections:
        depth[section.id] = depth.get(section.parent, -1) + 1 if section.parent else 0
        lines.append(_indent(depth[section.id]) + _heading(section))
        for item in inside[section.id]:
            lines += _item(item, depth[section.id] + 1)
    if inside[None]:
        lines.append(word("plan", "loose"))
        for item in inside[None]:
            lines += _item(item, 1)
    lines += _tail(plan)
    return clean("\n".join(lines)) + "\n"


def _indent(depth: int) -> str:
    return "  " * depth


def _head(plan: Plan) -> Iterator[str]:
    head, source = plan.masthead, plan.source
    yield writing.document(head, alone=True)
    title = head.title or head.programme
    if title:
        yield one_line(title)
    facts = [
        place
        for place in (
            head.place
            or (writing.capitalised(writing.level(head.level, place=head.place)) if head.level else ""),
        )
        if place
    ]
    if head.period:
        facts.append(
            f"{word('plan', 'period')} {writing.years(head.period.start, head.period.end, named=False)}"
        )
    if facts:
        yield "; ".join(facts)
    pages = f", {source.pages} {word('plan', 'pages')}" if source.pages is not None else ""
    yield f"{word('plan', 'file')}: {source.name} ({source.format}{pages}; SHA-256 {source.sha256[:12]})"


def _heading(section: Section) -> str:
    title = one_line(section.title)
    label = (section.label or "").strip()
    # "I" takes a point, "Phần thứ nhất" does not need one.
    label = f"{label}." if label and label.replace(".", "").isalnum() and " " not in label else label
    return f"{' '.join(filter(None, [label.replace('..', '.'), title]))} [{of(section.role)}]"


def _item(item: Item, depth: int) -> Iterator[str]:
    mark = "○" if isinstance(item, Task) else "•"
    label = writing.place(item.path[-1:])
    place = f" ({label})" if label else ""
    unsure = ", ".join(f"“{number}”" for number in item.anchor.unsure)
    check = f" [{phrase('path', 'unsure', numbers=unsure)}]" if unsure else ""
    yield f"{_indent(depth)}{mark} {item.id}{place}: {quoted(item.text)}{check}"
    if isinstance(item, Task):
        bodies = [
            f"{word('plan', key)}: {', '.join(names)}"
            for key, names in (("lead", item.lead), ("support", item.support))
            if names
        ]
        if item.deadline:
            bodies.append(f"{word('plan', 'deadline')}: {writing.date(item.deadline)}")
        if bodies:
            yield f"{_indent(depth + 2)}{'; '.join(bodies)}"
    for measure in item.measures:
        subject = f" ← {cut(measure.subject)}" if measure.low is not None and measure.subject else ""
        yield f"{_indent(depth + 2)}→ {measure_line(measure)}{subject}"


def measure_line(measure: Measure) -> str:
    """A measure as it was read, in one line: "phấn đấu tăng ít nhất 20%; so với năm 2020; hạn 2025"."""
    head = [of(measure.effort)] if measure.effort in (Effort.FIRM, Effort.AIM) else []
    head += [of(measure.change)] if measure.change else []
    head += [of(measure.bound)] if measure.bound is not Bound.LEVEL else []
    if measure.effort is Effort.ABOUT and measure.bound is not Bound.ABOUT:
        head.append(of(measure.effort))
    facts = [
        " ".join([*head, _value(measure)]),
        word("per", "unit") if measure.each else "",
        f"{word('plan', 'baseline')} {_baseline(measure)}" if measure.baseline_year else "",
        f"{word('plan', 'deadline')} {writing.date(measure.deadline)}" if measure.deadline else "",
        f"{word('plan', 'condition')}: {measure.condition}" if measure.condition else "",
    ]
    return "; ".join(fact for fact in facts if fact)


def _value(measure: Measure) -> str:
    """The value with unit and rate, or the words of a requirement by reference."""
    if measure.low is None and measure.high is None:
        return measure.subject or measure.text
    return writing.value(measure)


def _baseline(measure: Measure) -> str:
    return writing.baseline(measure.baseline_year or 0, measure.baseline_start)


def _tail(plan: Plan) -> Iterator[str]:
    if plan.citations:
        yield from ("", word("plan", "basis"))
        for citation in plan.citations:
            yield f"  {_citation(citation)}"
    if plan.unread:
        yield from ("", word("plan", "unread"))
        for unread in plan.unread:
            yield f"  {unread.reason}: “{one_line(unread.text)}”{_where(unread.anchor)}"
    if plan.notes:
        yield from ("", word("plan", "notes"))
        for note in plan.notes:
            page = f" ({word('path', 'page')} {note.page})" if note.page is not None else ""
            yield f"  {' '.join(filter(None, [note.label, one_line(note.text)]))}{page}"
    if plan.source.warnings or plan.irregular:
        yield from ("", word("plan", "warnings"))
        for warning in plan.source.warnings:
            yield f"  {one_line(warning)}"
        for irregular in plan.irregular:
            yield f"  {irregular.text}{_where(irregular.anchor)}"


def _citation(citation: Citation) -> str:
    return writing.capitalised(writing.citation(citation, unknown="văn bản"))


def _where(anchor: Anchor | None) -> str:
    return f" ({place_words((), anchor)})" if anchor is not None else ""


def one_line(text: str) -> str:
    """Text without line breaks."""
    return " ".join(text.split())
