"""Two versions of one plan as a page: HTML, Markdown, or JSON ("doichieu.diff/1")."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from compare.model import Party, Place, Severity
from compare.registers.complete import completeness
from compare.versions import Doubt, Fate, FindingChange, FindingFate, ItemChange, MeasureChange, Versions
from extract.language import writing
from extract.model import Measure
from templates import texts, words
from templates.report.arrange import registers_line
from templates.report.marking import mark, plain
from templates.report.parties import draft_view, reference_views
from templates.report.places import place_words
from templates.report.quotes import PartyView, Quote
from templates.report.view import Tile

FORMS = ("html", "md", "json")
SCHEMA = "doichieu.diff/1"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeView:
    """One item in both versions, with the differing words marked; ``measures`` are lines "50% → 60%"."""

    what: str
    old: Quote | None
    new: Quote | None
    measures: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RemarkView:
    """One finding in a line or two."""

    rule: str
    rule_name: str
    severity: Severity
    severity_word: str
    message: str
    suggestion: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionsView:
    """The content of the page; groups are (key, word, members), without empty ones.

    ``remarks`` is None where the versions were not checked against references. ``doubt`` is a sentence; "" for two
    versions of one plan. The changes from one plan to another one are not listed.
    """

    old: PartyView
    new: PartyView
    references: tuple[PartyView, ...]
    tiles: tuple[Tile, ...]
    changes: tuple[tuple[str, str, tuple[ChangeView, ...]], ...]
    remarks: tuple[tuple[str, str, tuple[RemarkView, ...]], ...] | None
    remark_tiles: tuple[Tile, ...]
    doubt: str
    registers: str = ""
    """The days to which the registers are complete, where the versions were checked; else ""."""


def render_versions(versions: Versions, form: str, rules: Mapping[str, str] | None = None) -> bytes:
    """The page of ``versions`` as "html", "md" or "json", in UTF-8; raises ValueError for another form.

    ``rules`` gives the Vietnamese name of each rule code.
    """
    if form not in FORMS:
        raise ValueError(f"Không có dạng “{form}”; các dạng: {', '.join(FORMS)}.")
    if form == "json":
        from templates.data.serialize import dumps

        return dumps(_json(versions)).encode("utf-8", "backslashreplace")

    from templates.jinja import environment
    from templates.markdown import escape, marked

    env = environment(autoescape=form == "html")
    env.filters |= {"md": escape, "marked": marked}
    name = "html/versions.html" if form == "html" else "text/versions.md"
    return env.get_template(name).render(view=view(versions, rules or {})).encode("utf-8")


def view(versions: Versions, rules: Mapping[str, str]) -> VersionsView:
    """The content of the page, in words."""
    old, new = draft_view(versions.old), draft_view(versions.new)
    groups = [(fate, [_change(item, old, new) for item in versions.of(fate)]) for fate in Fate]
    found = versions.findings
    by_fate = [
        (fate, [_remark(change, rules) for change in found or () if change.fate is fate])
        for fate in FindingFate
    ]
    return VersionsView(
        old=old,
        new=new,
        references=reference_views(versions.references),
        tiles=tuple(Tile(key=fate, word=words.of(fate), count=len(items)) for fate, items in groups),
        changes=tuple(
            (fate.value, words.of(fate), tuple(items))
            for fate, items in groups
            if items and fate is not Fate.SAME and versions.doubt is not Doubt.OTHER_PLAN
        ),
        remarks=None
        if found is None
        else tuple((fate.value, words.of(fate), tuple(items)) for fate, items in by_fate if items),
        remark_tiles=()
        if found is None
        else tuple(Tile(key=fate, word=words.of(fate), count=len(items)) for fate, items in by_fate),
        doubt=doubt_of(versions),
        registers=registers_line(completeness(())) if found is not None else "",
    )


def doubt_of(versions: Versions) -> str:
    """A sentence on why the files may be no two versions of one plan; "" where nothing says so."""
    if versions.doubt is None:
        return ""
    old, new = (_named(party) for party in (versions.old, versions.new))
    return words.phrase("doubt", versions.doubt, old=old, new=new)


def _named(party: Party) -> str:
    head = party.masthead
    place = f", {head.place}" if head.place else ""
    return f"{party.source.name} ({writing.document(head, full=False)}{place})"


def _change(item: ItemChange, old: PartyView, new: PartyView) -> ChangeView:
    what = words.word("versions", item.part)
    measures = tuple(map(_measure_line, item.measures))
    if item.old is None or item.new is None:
        return ChangeView(
            what=what,
            old=_quote(item.old, old) if item.old else None,
            new=_quote(item.new, new) if item.new else None,
            measures=measures,
        )
    left, right = mark(texts.quoted(item.old.text), texts.quoted(item.new.text))
    return ChangeView(
        what=what,
        old=Quote(party=old, place=_where(item.old), text=texts.quoted(item.old.text), segments=left),
        new=Quote(party=new, place=_where(item.new), text=texts.quoted(item.new.text), segments=right),
        measures=measures,
    )


def _quote(place: Place, party: PartyView) -> Quote:
    text = texts.quoted(place.text)
    return Quote(party=party, place=_where(place), text=text, segments=plain(text))


def _where(place: Place) -> str:
    return place_words(place.path, place.anchor)


def _measure_line(change: MeasureChange) -> str:
    return f"{_said(change.old)} → {_said(change.new)}"


def _said(measure: Measure | None) -> str:
    if measure is None:
        return words.word("versions", "none")
    by = words.phrase("versions", "by", when=writing.when(measure.deadline)) if measure.deadline else ""
    return writing.requirement(measure) + by


def _remark(change: FindingChange, rules: Mapping[str, str]) -> RemarkView:
    finding = change.finding
    return RemarkView(
        rule=finding.rule,
        rule_name=rules.get(finding.rule, words.of(finding.kind)),
        severity=finding.severity,
        severity_word=words.of(finding.severity),
        message=finding.message,
        suggestion=finding.suggestion or "",
    )


# ---- JSON --------------------------------------------------------------------------------------------------
def _json(versions: Versions) -> dict[str, Any]:
    from templates.data.serialize import CONTRACT

    write, found = CONTRACT.encode, versions.findings
    return {
        "schema": SCHEMA,
        "old": write(versions.old),
        "new": write(versions.new),
        "doubt": versions.doubt,
        "references": [write(party) for party in versions.references],
        "items": [write(item) for item in versions.items],
        "findings": None if found is None else [write(change) for change in found],
        "summary": {fate.value: len(versions.of(fate)) for fate in Fate},
    }
