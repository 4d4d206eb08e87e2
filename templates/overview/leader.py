"""``mot-trang.html``: ten lines on one A4 page for a leader, also as plain lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from compare.registers.complete import completeness
from compare.survey.attendance import not_among
from compare.survey.gathering import order
from compare.survey.overview import Overview
from extract.language import writing
from templates import words
from templates.jinja import environment
from templates.overview.heat import Link
from templates.overview.matters import matters, sentence
from templates.overview.titles import title
from templates.overview.view import Brief
from templates.report.arrange import TOOL, registers_line, tool_version

_NAMED = 12
"""Greatest number of units that a line names."""
_DOCUMENTS = 3
"""Greatest number of upper plans that the first line names."""


def leader_lines(overview: Overview, *, link: Link = lambda _: None) -> tuple[Brief, ...]:
    """The lines: what was compared, how many plans, how many keep all, the heaviest matters, whom to ask again.

    There are ten at most. ``link`` gives the path from the page to the report of a plan.
    """
    return (
        _line("what", _documents(overview)),
        _line("plans", _plans(overview)),
        _line("kept", _kept(overview)),
        *_matters(overview, link),
        _line("again", _again(overview)),
        _line("mend", _mend(overview)),
    )


def _matters(overview: Overview, link: Link) -> Iterator[Brief]:
    for number, one in enumerate(matters(overview, link), 1):
        yield Brief(
            label=words.word("leader", "matters") if number == 1 else "",
            text=words.phrase("leader", "matter", number=number, text=one.text),
            href=_outward(one.href),
        )


def leader_page(
    overview: Overview, *, link: Link = lambda _: None, heading: str | None = None, day: str | None = None
) -> str:
    """The A4 page of these lines, which needs no other file; ``day`` is the ISO day to print."""
    template = environment(autoescape=True, sandboxed=False).get_template("html/leader.html")
    return template.render(
        title=heading or title(overview),
        day=writing.date(day) if day else "",
        lines=leader_lines(overview, link=link),
        tool=TOOL,
        version=tool_version(),
        registers=registers_line(completeness(())),
    )


def _line(key: str, text: str) -> Brief:
    return Brief(label=words.word("leader", key), text=text, href=None)


def _outward(href: str | None) -> str | None:
    """A place on the overview page, as seen from this page."""
    return f"index.html{href}" if href and href.startswith("#") else href


def _documents(overview: Overview) -> str:
    every = dict.fromkeys(one for group in overview.groups for one in reversed(group.references))
    if not every:
        return words.word("overview", "sentence_none")
    first, rest = sorted(list(every)[:_DOCUMENTS], key=order), len(every) - _DOCUMENTS
    text = words.phrase("leader", "documents", documents="; ".join(one.name for one in first))
    return text + (words.phrase("leader", "more", rest=writing.count(rest)) if rest > 0 else "") + "."


def _plans(overview: Overview) -> str:
    sent = overview.expected - len(overview.absent)
    counts = (
        ("sent", overview.expected and writing.fraction(sent, overview.expected)),
        ("reviewed", writing.count(len(overview.lines))),
        ("aside", overview.aside and writing.count(len(overview.aside))),
        ("same", overview.same and writing.count(len(overview.same))),
        ("unreadable", overview.unreadable and writing.count(len(overview.unreadable))),
    )
    parts = [words.phrase("leader", key, count=count) for key, count in counts if count]
    return writing.capitalised("; ".join(parts)) + "."


def _kept(overview: Overview) -> str:
    lines = overview.lines
    clean = writing.fraction(sum(line.conforms for line in lines), len(lines))
    return f"{sentence(overview)} {words.phrase('leader', 'clean', count=clean)}" if lines else ""


def _again(overview: Overview) -> str:
    asked = [f"{name} ({wrong})" for name, wrong in _asked(overview)]
    return writing.some(asked, _NAMED) + "." if asked else words.word("leader", "nobody")


def _asked(overview: Overview) -> Iterator[tuple[str, str]]:
    """The units to ask again, each with the reason.

    A unit whose plan was compared need not send another one, whatever else it sent.
    """
    there = [line.unit for line in overview.lines]
    yield from (
        (line.unit.name, words.word("leader", "wrong")) for line in overview.lines if line.wrong_parent
    )
    for one in overview.aside:
        if any(not_among([one.unit], there)):
            yield one.unit.name, words.word("apart", one.why)
    yield from ((one.file, words.word("leader", "broken")) for one in overview.unreadable)
    yield from ((unit.name, words.word("leader", "absent")) for unit in overview.absent)


def _mend(overview: Overview) -> str:
    heavy: Counter[str] = Counter()
    for line in overview.lines:
        heavy[line.unit.name] += line.heavy
    heavy = +heavy
    if not heavy:
        return words.word("leader", "nobody")
    names = writing.some([f"{name} ({writing.number(count)})" for name, count in heavy.most_common()], _NAMED)
    return words.phrase("leader", "heavy", count=writing.count(len(heavy)), names=names)
