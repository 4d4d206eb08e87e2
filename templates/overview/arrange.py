"""An overview arranged for one page: letters, bars and sentences in Vietnamese; nothing is judged here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from compare.model import Severity
from compare.registers.complete import completeness
from compare.standing import BROKEN, DUE, FITS, Standing, letters
from compare.survey.aside import Aside
from compare.survey.overview import Column, Defect, Group, Overview
from extract.language import writing
from templates import texts, words
from templates.overview import titles
from templates.overview.heat import Link, bar, line_view, panels, short, width
from templates.overview.matters import chain, column_place, matters, reason, sentence, weakest_first
from templates.overview.rolling import rolls
from templates.overview.view import AsideView, DefectView, GroupView, OverviewView, Spread, Weak
from templates.report.arrange import TOOL, registers_line, tool_version

_AT_A_GLANCE = 25
"""Number of plans beyond which the page also shows their distribution and the last ones."""
_ALIKE = 85
"""Least similarity, 0 to 100, of the subjects of two targets that count as one."""
_SHOWN = 10
"""Number of targets and plans in the lists of the first page."""
_COUNTED = (
    FITS,
    *((one,) for one in (Standing.PARTIAL, Standing.WEAKER, Standing.MISSING, Standing.INCOMPARABLE)),
)
"""Groups of standings that the first page counts, each in a tile."""
_PRINTED = 3
"""Greatest number of units that a printed line of a list names."""
_NAMED = 60
"""Greatest number of units in a list of the page; the workbook names all."""


def arrange_overview(
    overview: Overview, *, link: Link, rules: Mapping[str, str], title: str | None, day: str | None
) -> OverviewView:
    """The content of an overview's page; ``rules`` gives the Vietnamese name of each rule code, ``day`` is ISO."""
    groups = tuple(_group(group, link) for group in overview.groups)
    plans = len(overview.lines)
    return OverviewView(
        title=title or titles.title(overview),
        day=writing.date(day) if day else "",
        sentence=sentence(overview),
        matters=matters(overview, link),
        tiles=tuple(_tiles(overview)),
        legend=tuple(
            (letter, words.word("letter", letter), words.word("standing_short", letter))
            for letter in letters(Standing)
        ),
        groups=groups,
        defects=tuple(_defect(defect, rules, plans) for defect in overview.defects),
        absent=_listed(unit.name for unit in overview.absent),
        unlisted=_listed(overview.unlisted),
        repeated=_listed(f"{name} ({writing.number(plans)})" for name, plans in overview.repeated),
        aside=tuple(_aside(one, link) for one in overview.aside),
        same=overview.same,
        failures=tuple((failure.file, failure.reason) for failure in overview.unreadable),
        notes=tuple(_notes(overview)),
        tool=TOOL,
        version=tool_version(),
        registers=registers_line(completeness(())),
    )


def _listed(names: Iterable[str]) -> tuple[int, str]:
    """The number of names, and the first of them; a page for leaders does not list a country."""
    every = list(names)
    return len(every), writing.some(every, _NAMED)


def _tiles(overview: Overview) -> Iterator[tuple[str, str, str]]:
    lines = overview.lines
    sent = overview.expected - len(overview.absent)
    if overview.expected:
        yield (
            writing.fraction(sent, overview.expected),
            words.word("overview", "tile_sent"),
            (Standing.MISSING if overview.absent else Standing.MEETS).letter,
        )
    yield writing.number(len(lines)), words.word("overview", "tile_plans"), ""
    yield (
        writing.fraction(sum(line.conforms for line in lines), len(lines)),
        words.word("overview", "tile_conforming"),
        (Standing.MEETS if all(line.conforms for line in lines) else Standing.WEAKER).letter,
    )
    for standings in _COUNTED:
        count = sum(line.count(*standings) for line in lines)
        yield writing.number(count), words.word("overview", f"tile_{letters(standings)}"), standings[0].letter
    for severity in (Severity.CRITICAL, Severity.HIGH):
        found = overview.findings.get(severity, 0)
        yield (
            writing.number(found),
            words.phrase("overview", "tile_severity", severity=words.of(severity).lower()),
            Standing.MISSING.letter,
        )


def _aside(one: Aside, link: Link) -> AsideView:
    return AsideView(
        name="" if one.unit.name == one.file else one.unit.name,
        file=one.file,
        href=link(one),
        why=reason(one),
    )


def _notes(overview: Overview) -> Iterator[str]:
    yield from chain(overview)
    if any(line.inherited for line in overview.lines):
        yield words.word("overview", "note_chain")
    outside = sum(group.outside for group in overview.groups)
    if outside:
        yield words.phrase("overview", "note_outside", count=writing.count(outside))
    wrong = [line.unit.name for line in overview.lines if line.wrong_parent]
    if wrong:
        yield words.phrase("overview", "note_wrong", names=writing.some(wrong, 12))
    if overview.repeated:
        yield words.word("overview", "note_repeated")


def _group(group: Group, link: Link) -> GroupView:
    lowest = group.references[-1]
    return GroupView(
        name=lowest.name,
        count=len(group.lines),
        percent=writing.percent(group.fits, group.due),
        conforming=sum(line.conforms for line in group.lines),
        bar=bar({one: sum(line.count(one) for line in group.lines) for one in DUE}),
        panels=tuple(panels(group, link)),
        outside=group.outside,
        weak=tuple(_weak(twins, group) for twins in _weakest(group)[:_SHOWN]),
        spread=_spread(group, link) if len(group.lines) > _AT_A_GLANCE else None,
        rolls=tuple(rolls(group)),
    )


def _spread(group: Group, link: Link) -> Spread:
    """The plans by tenths of the pairs that count; the last bin holds those that fit completely."""
    counts = Counter(10 * line.fits // line.due for line in group.lines if line.due)
    most = max(counts.values(), default=1)
    return Spread(
        bins=tuple(
            (writing.amount(10 * tenth, "%"), counts[tenth], width(counts[tenth], most))
            for tenth in range(min(counts, default=0), 11)
        ),
        last=tuple(line_view(line, range(0), link) for line in reversed(group.lines[-_SHOWN:])),
    )


def _weakest(group: Group) -> list[list[Column]]:
    """The targets that most units lack or fall short of; a target that upper plans repeat counts once."""
    found: list[list[Column]] = []
    broken = (column for column in group.columns if column.broken)
    for column in sorted(broken, key=weakest_first):
        twins = next((twins for twins in found if _are_twins(twins, column)), None)
        if twins is None:
            found.append([column])
        else:
            twins.append(column)
    return found


def _are_twins(twins: Sequence[Column], column: Column) -> bool:
    from rapidfuzz.fuzz import token_set_ratio

    first = twins[0]
    return (
        column.reference not in {twin.reference for twin in twins}
        and (first.value, first.deadline) == (column.value, column.deadline)
        and all(first.count(one) == column.count(one) for one in BROKEN)
        and token_set_ratio(first.subject, column.subject) >= _ALIKE
    )


def _weak(twins: Sequence[Column], group: Group) -> Weak:
    column = twins[0]
    places = [group.columns.index(twin) for twin in twins]
    return Weak(
        name=short(column),
        full=texts.quoted(column.text),
        place=column_place(group, *twins),
        of_due=writing.fraction(column.broken, column.due),
        bar=bar({one: column.count(one) for one in BROKEN}, column.due),
        inherited=sum(any(at in line.inherited for at in places) for line in group.lines),
    )


def _defect(defect: Defect, rules: Mapping[str, str], plans: int) -> DefectView:
    rest = defect.units - len(defect.names)
    return DefectView(
        rule=defect.rule,
        name=rules.get(defect.rule) or words.word("kind", defect.kind),
        severity=defect.severity,
        severity_word=words.of(defect.severity),
        units=writing.fraction(defect.units, plans),
        findings=defect.findings,
        names=writing.some(defect.names, 8, rest),
        many=defect.units > _PRINTED,
        example=texts.cut(defect.example, 260),
    )
