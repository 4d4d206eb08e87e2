"""An overview arranged for one page: letters, bars and sentences in Vietnamese; nothing is judged here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from compare.model import Severity
from compare.registers.complete import completeness
from compare.standing import BROKEN, DUE, FITS, Standing, letters
from compare.survey.overview import Column, Defect, Group, Overview
from extract.language import writing
from templates import texts, words
from templates.overview.heat import Link, bar, level, line_view, panels, short, width
from templates.overview.rolling import rolls
from templates.overview.view import DefectView, GroupView, OverviewView, Spread, Weak
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
_NAMED = 60
"""Greatest number of units in a list of the page; the workbook names all."""


def arrange_overview(
    overview: Overview, *, link: Link, rules: Mapping[str, str], title: str | None, day: str | None
) -> OverviewView:
    """The content of an overview's page; ``rules`` gives the Vietnamese name of each rule code, ``day`` is ISO."""
    groups = tuple(_group(group, link) for group in overview.groups)
    plans = len(overview.lines)
    return OverviewView(
        title=title or _title(overview),
        day=writing.date(day) if day else "",
        lead=tuple(_lead(overview)),
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
        failures=tuple((failure.file, failure.reason) for failure in overview.failures),
        notes=tuple(_notes(overview)),
        tool=TOOL,
        version=tool_version(),
        registers=registers_line(completeness(())),
    )


def _listed(names: Iterable[str]) -> tuple[int, str]:
    """The number of names, and the first of them; a page for leaders does not list a country."""
    every = list(names)
    return len(every), writing.some(every, _NAMED)


def _title(overview: Overview) -> str:
    """The title: "Tổng hợp đối chiếu 11 kế hoạch cấp huyện, tỉnh Thượng Giang"."""
    lines = overview.lines
    levels = {writing.level(line.unit.level) for line in lines if line.unit.level}
    places = {line.unit.province for line in lines if line.unit.province}
    key = "title_level" if len(levels) == 1 else "title"
    text = words.phrase("overview", key, count=writing.count(len(lines)), level=next(iter(levels), ""))
    return f"{text}, {next(iter(places))}" if len(places) == 1 else text


def _lead(overview: Overview) -> Iterator[str]:
    """The sentences of the first page, which answer a leader's four questions."""
    lines = overview.lines
    conforming = sum(line.conforms for line in lines)
    wrong = [line.unit.name for line in lines if line.wrong_parent]
    if wrong:
        yield words.phrase(
            "overview",
            "mistaken",
            count=writing.fraction(len(wrong), len(lines)),
            names=writing.some(wrong, 8),
        )
    if overview.expected:
        yield words.phrase(
            "overview",
            "sent" if overview.absent else "all_sent",
            sent=writing.fraction(overview.expected - len(overview.absent), overview.expected),
            expected=writing.count(overview.expected),
            absent=writing.count(len(overview.absent)),
            names=writing.some([unit.name for unit in overview.absent], 8),
        )
    if overview.failures:
        yield words.phrase(
            "overview", "unreadable_absent" if overview.absent else "unreadable",
            count=writing.count(len(overview.failures)),
        )  # fmt: skip
    due, fits = sum(line.due for line in lines), sum(line.fits for line in lines)
    yield words.phrase(
        "overview", "fits", conforming=writing.fraction(conforming, len(lines)), due=writing.count(due),
        fits=writing.count(fits), percent=writing.percent(fits, due),
    )  # fmt: skip
    worst = max(
        ((column, group) for group in overview.groups for column in group.columns),
        key=lambda pair: pair[0].broken,
        default=None,
    )
    if worst is not None and worst[0].broken:
        yield words.phrase(
            "overview", "weakest", target=short(worst[0]), broken=writing.fraction(worst[0].broken, worst[0].due),
            document=worst[1].references[worst[0].reference].name,
        )  # fmt: skip
    yield from _chain(overview)
    lacking = [total for group in overview.groups for total in group.totals if total.short > 0]
    if lacking:
        most = max(lacking, key=lambda total: total.short / total.wanted)
        yield words.phrase(
            "overview", "short",
            count=writing.fraction(len(lacking), sum(len(group.totals) for group in overview.groups)),
            target=texts.cut(texts.quoted(most.text), 110),
            short=writing.amount(writing.added(most.short), most.unit),
            wanted=writing.amount(writing.added(most.wanted), most.unit),
            units=writing.fraction(len(most.parts) - len(most.silent), len(most.parts)),
        )  # fmt: skip


def _chain(overview: Overview) -> Iterator[str]:
    """A sentence on how much of what is broken an upper plan had lost before, where upper plans were compared."""
    lines = [line for group in overview.groups if group.above for line in group.lines]
    broken = sum(line.count(*BROKEN) for line in lines)
    inherited = sum(len(line.inherited) for line in lines)
    if broken:
        yield words.phrase(
            "overview", "chain" if inherited else "chain_whole", broken=writing.count(broken),
            inherited=writing.count(inherited), own=writing.count(broken - inherited),
        )  # fmt: skip


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


def _notes(overview: Overview) -> Iterator[str]:
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
    for column in sorted(broken, key=lambda one: (-one.broken, -one.broken / one.due, one.reference)):
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
    named = [
        words.phrase("overview", "column", level=level(group, twin.reference), number=twin.number)
        for twin in twins
    ]
    return Weak(
        name=short(column),
        full=texts.quoted(column.text),
        place="; ".join(named),
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
        example=texts.cut(defect.example, 260),
    )
