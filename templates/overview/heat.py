"""The heat map: one line a plan, one column a target, a letter in each cell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal

from compare.standing import DUE, NO_PAIR, Standing
from compare.survey.aside import Aside
from compare.survey.attendance import key_of
from compare.survey.overview import Column, Group, Line
from extract.language import writing
from templates import texts, words
from templates.overview.view import Band, Bar, Head, LineView, Panel
from templates.report.chain import anchor

Link = Callable[[Line | Aside], str | None]
"""Gives the path from the page to the report of a plan; None without one."""

_WIDEST = 52
"""Columns of a heat map that fit an A3 page; with more columns each upper plan has its own map."""
_HEAD = 80
"""Greatest number of letters in a column heading of the heat map."""


def panels(group: Group, link: Link) -> Iterator[Panel]:
    """The heat maps of a group: one of all columns, or one for each upper plan where these are too many."""
    places = [column.reference for column in group.columns]
    told = _told_apart(group.lines)
    spans = [range(len(places))]
    if len(places) > _WIDEST:
        spans = [
            range(places.index(one), places.index(one) + places.count(one)) for one in sorted(set(places))
        ]
    for span in spans:
        columns = [group.columns[at] for at in span]
        here = [column.reference for column in columns]
        yield Panel(
            bands=tuple(
                Band(
                    name=group.references[place].name,
                    level=level(group, place),
                    start=here.index(place),
                    span=here.count(place),
                )
                for place in sorted(set(here))
            ),
            heads=tuple(_head(column, group.references[column.reference].key) for column in columns),
            above=tuple(
                line_view(line, span, link)
                for line in group.above
                if any(line.letters[at] != NO_PAIR for at in span)
            ),
            lines=tuple(
                line_view(line, span, link, told=one) for line, one in zip(group.lines, told, strict=True)
            ),
        )


def level(group: Group, place: int) -> str:
    """The level of the upper plan at index ``place``, in words: "Tỉnh"."""
    level = group.references[place].level
    return writing.capitalised(writing.level(level, unknown="văn bản"))


def _head(column: Column, key: str) -> Head:
    return Head(
        number=column.number,
        short=short(column, _HEAD),
        full=f"{texts.quoted(column.text)} ({column.place})" if column.place else texts.quoted(column.text),
        anchor=anchor(key, column.number),
        share=writing.fraction(column.fits, column.due) if column.due else writing.NOTHING,
    )


def short(column: Column, length: int = 100) -> str:
    """A target in few words: "Trường học có tổ tư vấn: ít nhất 70% (2025)"; the number is never cut."""
    text = writing.capitalised(texts.quoted(column.subject or column.text))
    if not column.value or "“" in column.value:  # the value is the sentence itself
        return texts.cut(writing.capitalised(texts.quoted(column.text)), length)
    year = f" ({writing.date(column.deadline)})" if column.deadline else ""
    value = f": {column.value}{year}"
    return texts.cut(text, max(24, length - len(value))) + value


def _told_apart(lines: Sequence[Line]) -> tuple[str, ...]:
    """For each plan of a unit that sent several its number, or its file where the number says too little; else ""."""
    units = Counter(key_of(line.unit) for line in lines)
    numbers = Counter((key_of(line.unit), line.number) for line in lines)

    def told(line: Line) -> str:
        unit = key_of(line.unit)
        if units[unit] < 2:
            return ""
        if line.number is None or numbers[unit, line.number] > 1:
            return line.file
        return words.phrase("overview", "mark_number", number=line.number)

    return tuple(map(told, lines))


def line_view(line: Line, span: range, link: Link, *, told: str = "") -> LineView:
    """A plan in a heat map with the columns in ``span``; ``told`` tells it from others of its unit."""
    notes = [told] if told else []
    if not line.rank:
        notes.append(words.word("overview", "mark_above"))
    if line.wrong_parent:
        notes.append(words.word("overview", "mark_wrong"))
    if line.is_draft:
        notes.append(words.word("overview", "mark_draft"))
    return LineView(
        rank=str(line.rank) if line.rank else "",
        name=line.unit.name,
        file=line.file,
        href=link(line),
        plan=", ".join([part for part in (line.number or "", writing.date(line.date or "")) if part]),
        of_due=writing.fraction(line.fits, line.due),
        percent=writing.percent(line.fits, line.due),
        share=round(line.fits / line.due, 4) if line.due else -1,
        heavy=line.heavy,
        bar=bar({one: line.count(one) for one in DUE}),
        cells=tuple(_cell(line, at) for at in span),
        notes=tuple(notes),
    )


def _cell(line: Line, at: int) -> tuple[str, str]:
    letter = line.letters[at]
    if letter == NO_PAIR:
        return "", ""
    mark = words.word("letter", "inherited") if at in line.inherited else ""
    return letter, words.word("letter", letter) + mark


def bar(counts: Mapping[Standing, int], whole: int | None = None) -> Bar:
    """The parts of a bar that is ``whole`` long, or as long as all parts."""
    total = whole or sum(counts.values())
    return Bar(
        parts=tuple((one.letter, width(count, total), count) for one, count in counts.items() if count)
    )


def width(part: Decimal | int, whole: Decimal | int) -> float:
    """The length of a bar in per cent of its whole, at most 100; this is geometry and not shown as a number."""
    return round(min(100.0, 100 * float(part) / float(whole)), 2) if whole else 100.0
