"""The sentence and the heaviest matters of an overview, each one line with a link; nothing is judged here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from compare.standing import BROKEN
from compare.survey.aside import Aside
from compare.survey.overview import Column, Group, Line, Overview
from compare.survey.rollup import Total
from extract.language import writing
from templates import texts, words
from templates.overview.heat import Link, level, short
from templates.overview.view import Matter

MOST = 5
"""Greatest number of matters on the first screen."""
_NAMED = 4
"""Greatest number of units or files that a matter names."""
_ALIKE = 2
"""The same of those that stand aside for one reason."""
_TARGET = 80
"""Greatest number of letters of a target in a matter."""
_TOTAL = 48
"""The same for a total, whose line also says what is lacking."""


def sentence(overview: Overview) -> str:
    """The answer in one sentence: how many plans keep all targets, and how many of all pairs fit."""
    lines = overview.lines
    due, fits = sum(line.due for line in lines), sum(line.fits for line in lines)
    if not due:
        return words.word("overview", "sentence_none")
    return words.phrase(
        "overview", "sentence", kept=writing.fraction(sum(line.keeps_all for line in lines), len(lines)),
        due=writing.count(due), fits=writing.count(fits), percent=writing.percent(fits, due),
    )  # fmt: skip


def matters(overview: Overview, link: Link) -> tuple[Matter, ...]:
    """The heaviest matters, the heaviest first.

    Wrong files and wrong upper plans come first, since they make the other figures doubtful; then what most units lack.
    """
    weakest = list(_weakest(overview))
    found = (
        *_aside(overview),
        *_wrong(overview, link),
        *weakest[:1],
        *_asked(overview),
        *_short(overview),
        *_last(overview, link),
        *weakest[1:],
    )
    return found[:MOST]


def anchor_of(kind: str, group: int = 0) -> str:
    """The anchor of a part of the page; ``group`` is the index of its group."""
    return f"{kind}-{group + 1}"


def _units(plans: Iterable[Aside]) -> Iterator[str]:
    """The units of plans that stand aside, each once with the number of its files."""
    for unit, files in Counter(one.unit.name for one in plans).items():
        several = words.phrase("matter", "several", unit=unit, files=writing.count(files))
        yield several if files > 1 else unit


def _matter(key: str, href: str | None, **values: str) -> Matter:
    return Matter(text=words.phrase("matter", key, **values), href=href)


def _aside(overview: Overview) -> Iterator[Matter]:
    if overview.aside:
        parts = "; ".join(
            words.phrase("matter", "apart", names=writing.some(list(_units(plans)), _ALIKE), why=why)
            for why, plans in _by_reason(overview.aside)
        )
        yield _matter("aside", "#de-rieng", count=writing.count(len(overview.aside)), parts=parts)


def _by_reason(plans: Sequence[Aside]) -> Iterator[tuple[str, list[Aside]]]:
    for why in dict.fromkeys(one.why for one in plans):
        yield words.word("apart", why), [one for one in plans if one.why is why]


def _wrong(overview: Overview, link: Link) -> Iterator[Matter]:
    lines = overview.lines
    wrong = [line for line in lines if line.wrong_parent]
    if wrong:
        yield _matter(
            "wrong", link(wrong[0]) or _place(overview, wrong[0]),
            count=writing.fraction(len(wrong), len(lines)),
            names=writing.some([line.unit.name for line in wrong], _NAMED),
        )  # fmt: skip


def _place(overview: Overview, line: Line) -> str:
    """The heat map with a plan, for one without a report."""
    return "#" + anchor_of(
        "bang", next(at for at, group in enumerate(overview.groups) if line in group.lines)
    )


def _weakest(overview: Overview) -> Iterator[Matter]:
    """The targets that most units do not keep, two at most; upper plans may repeat a target."""
    told: list[str] = []
    every = [
        (at, group, column)
        for at, group in enumerate(overview.groups)
        for column in group.columns
        if column.broken
    ]
    for at, group, column in sorted(every, key=lambda one: weakest_first(one[2])):
        if column.subject not in told and len(told) < 2:
            told.append(column.subject)
            yield _matter(
                "next" if len(told) > 1 else "weakest", "#" + anchor_of("chi-tieu", at),
                target=short(column, _TARGET), place=column_place(group, column),
                broken=writing.fraction(column.broken, column.due),
            )  # fmt: skip


def weakest_first(column: Column) -> tuple[float, ...]:
    """The sort key of targets by the units that do not keep them."""
    return -column.broken, -column.broken / column.due, column.reference


def column_place(group: Group, *columns: Column) -> str:
    """The columns of a target: "Trung ương, số 5; Tỉnh, số 5"."""
    return "; ".join(
        words.phrase("overview", "column", level=level(group, one.reference), number=one.number)
        for one in columns
    )


def _asked(overview: Overview) -> Iterator[Matter]:
    """The units that sent nothing, and the files that nobody can read."""
    parts = []
    if overview.absent:
        parts.append(
            words.phrase(
                "matter", "absent",
                absent=writing.fraction(len(overview.absent), overview.expected),
                names=writing.some([unit.name for unit in overview.absent], _NAMED),
            )
        )  # fmt: skip
    if overview.unreadable:
        parts.append(
            words.phrase(
                "matter", "unreadable", count=writing.count(len(overview.unreadable)),
                names=_files([one.file for one in overview.unreadable]),
            )
        )  # fmt: skip
    if parts:
        text = writing.capitalised("; ".join(parts)) + "."
        yield Matter(text=text, href="#chua-gui" if overview.absent else "#tep-loi")


def _files(names: Sequence[str]) -> str:
    rest = len(names) - _NAMED
    text = ", ".join(names[:_NAMED])
    return words.phrase("matter", "files", names=text, rest=writing.count(rest)) if rest > 0 else text


def _short(overview: Overview) -> Iterator[Matter]:
    """The totals that all units together do not reach; the one that lacks most is named."""
    every = [(at, group, total) for at, group in enumerate(overview.groups) for total in group.totals]
    lacking = [one for one in every if one[2].short > 0]
    if lacking:
        at, group, most = max(lacking, key=lambda one: one[2].short / one[2].wanted)
        yield _matter(
            "short", "#" + anchor_of("cong-don", at),
            count=writing.fraction(len(lacking), len(every)),
            target=texts.cut(_name_of(group, most), _TOTAL),
            short=writing.amount(writing.added(most.short), most.unit),
            wanted=writing.amount(writing.added(most.wanted), most.unit),
            units=writing.fraction(len(most.parts) - len(most.silent), len(most.parts)),
        )  # fmt: skip


def _name_of(group: Group, total: Total) -> str:
    """What a total counts, by the column of its target where there is one: "Trồng mới cây xanh phân tán"."""
    here = (
        column
        for column in group.columns
        if (column.reference, column.number) == (total.reference, total.number)
    )
    column = next(here, None)
    return writing.capitalised(texts.quoted((column and column.subject) or total.text))


def _last(overview: Overview, link: Link) -> Iterator[Matter]:
    """The units that keep least, where some keep more."""
    lines = [line for line in overview.lines if line.due]
    if not lines:
        return
    last = min(lines, key=lambda line: (line.fits / line.due, -line.heavy))
    alike = [line for line in lines if (line.fits, line.due) == (last.fits, last.due)]
    if last.fits < last.due and len(alike) < len(lines):
        names = list(dict.fromkeys([last.unit.name, *(line.unit.name for line in alike)]))
        key = "last" if len(names) > 1 or not last.heavy else "last_heavy"
        yield _matter(
            key, link(last) or _place(overview, last), units=writing.capitalised(writing.some(names, _NAMED)),
            fits=writing.fraction(last.fits, last.due), heavy=writing.count(last.heavy),
        )  # fmt: skip


def chain(overview: Overview) -> Iterator[str]:
    """A sentence on how much of what is broken an upper plan had lost before, where upper plans were compared."""
    lines = [line for group in overview.groups if group.above for line in group.lines]
    broken = sum(line.count(*BROKEN) for line in lines)
    inherited = sum(len(line.inherited) for line in lines)
    if broken:
        yield words.phrase(
            "overview", "chain" if inherited else "chain_whole", broken=writing.count(broken),
            inherited=writing.count(inherited), own=writing.count(broken - inherited),
        )  # fmt: skip


def reason(one: Aside) -> str:
    """Why a plan stands aside: "thuộc chương trình khác (“…”)"."""
    text = words.word("apart", one.why)
    return f"{text} ({texts.cut(one.detail, 120)})" if one.detail else text
