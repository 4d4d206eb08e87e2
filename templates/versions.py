"""Two versions of one plan in every form: HTML, Word, Excel, Markdown, or JSON ("doichieu.diff/1")."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from compare.fates import FindingFate
from compare.model import Finding, Party, Place, Severity
from compare.registers.complete import completeness
from compare.versions import Doubt, Fate, ItemChange, MeasureChange, Versions
from extract.language import writing
from extract.model import Measure
from templates import texts, words
from templates.report.arrange import registers_line
from templates.report.marking import mark, plain
from templates.report.merging import Remark, message_of, remarks, suggestion_of
from templates.report.parties import draft_view, reference_views
from templates.report.places import place_words
from templates.report.quotes import PartyView, Quote, Tile

FORMS = ("html", "docx", "xlsx", "md", "json")
SCHEMA = "doichieu.diff/1"
_OF_NEW = (FindingFate.REMAINING, FindingFate.NEW)
"""Fates of findings of the new version."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeView:
    """One item in both versions, with the differing words marked; ``measures`` are lines "50% → 60%"."""

    what: str
    old: Quote | None
    new: Quote | None
    measures: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RemarkView:
    """One remark in a line or two; it may be made for several plans above.

    ``old`` and ``new`` quote the draft's sentence in both versions, with the differing words marked, where it was
    edited and the remark still stands; None otherwise.
    """

    rule: str
    rule_name: str
    severity: Severity
    severity_word: str
    message: str
    suggestion: str
    old: Quote | None = None
    new: Quote | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionsView:
    """The content of the page; groups are (key, word, members), without empty ones.

    ``remarks`` is None where the versions were not checked against references; remarks that still stand come first.
    ``progress`` is the sentence on what was taken up, "" without references. ``doubt`` is a sentence; "" for two
    versions of one plan. The changes from one plan to another one are not listed.
    """

    old: PartyView
    new: PartyView
    references: tuple[PartyView, ...]
    tiles: tuple[Tile, ...]
    changes: tuple[tuple[str, str, tuple[ChangeView, ...]], ...]
    remarks: tuple[tuple[str, str, tuple[RemarkView, ...]], ...] | None
    remark_tiles: tuple[Tile, ...]
    progress: str
    doubt: str
    registers: str = ""
    """The days to which the registers are complete, where the versions were checked; else ""."""


def render_versions(versions: Versions, form: str, rules: Mapping[str, str] | None = None) -> bytes:
    """The page of ``versions`` in one of ``FORMS``, text in UTF-8; raises ValueError for another form.

    ``rules`` gives the Vietnamese name of each rule code.
    """
    if form not in FORMS:
        raise ValueError(f"Không có dạng “{form}”; các dạng: {', '.join(FORMS)}.")
    if form == "json":
        from templates.data.serialize import dumps

        return dumps(_json(versions)).encode("utf-8", "backslashreplace")

    content = view(versions, rules or {})
    if form == "docx":
        from templates.word.versions import versions_document

        return versions_document(content)
    if form == "xlsx":
        from templates.excel.versions import versions_workbook

        return versions_workbook(content)

    from templates.jinja import environment
    from templates.markdown import escape, marked

    env = environment(autoescape=form == "html")
    env.filters |= {"md": escape, "marked": marked}
    name = "html/versions.html" if form == "html" else "text/versions.md"
    return env.get_template(name).render(view=content, word=words.word).encode("utf-8")


def view(versions: Versions, rules: Mapping[str, str]) -> VersionsView:
    """The content of the page, in words."""
    old, new = draft_view(versions.old), draft_view(versions.new)
    groups = [(fate, [_change(item, old, new) for item in versions.of(fate)]) for fate in Fate]
    found = remarks_by_fate(versions)
    by_fate = [
        (fate, [_remark(remark, fate, versions, (old, new), rules) for remark in members])
        for fate, members in (found or {}).items()
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
        progress="" if found is None else _progress(versions, found),
        doubt=doubt_of(versions),
        registers=registers_line(completeness(())) if found is not None else "",
    )


def remarks_by_fate(versions: Versions) -> dict[FindingFate, list[Remark]] | None:
    """The remarks of both versions as reports count them, by fate; None without references.

    A remark for several plans stands while one of its findings does. Fixed and replaced ones are of the old version.
    """
    if versions.findings is None or versions.reviews is None:
        return None
    now = {change.finding.id: change.fate for change in versions.findings if change.fate in _OF_NEW}
    before = {change.finding.id: change.fate for change in versions.findings if change.fate not in _OF_NEW}
    found: dict[FindingFate, list[Remark]] = {fate: [] for fate in FindingFate}
    old, new = versions.reviews
    standing = {
        change.before.id
        for change in versions.findings
        if change.before is not None and change.fate is FindingFate.REMAINING
    }
    for review, fates in ((old, before), (new, now)):
        for remark in remarks(review):
            told = {fates[finding.id] for finding in remark if finding.id in fates}
            if told and not (review is old and any(finding.id in standing for finding in remark)):
                found[min(told, key=list(FindingFate).index)].append(remark)
    return found


def taken_up(found: Mapping[FindingFate, Sequence[Remark]]) -> tuple[int, int]:
    """(taken up, all) of the remarks on the version before."""
    fixed = len(found[FindingFate.FIXED])
    return fixed, fixed + len(found[FindingFate.REPLACED]) + len(found[FindingFate.REMAINING])


def progress_of(versions: Versions) -> str:
    """The sentence on what of the remarks on the version before was taken up; "" where there were none."""
    found = remarks_by_fate(versions)
    return "" if found is None or not taken_up(found)[1] else _progress(versions, found)


def _progress(versions: Versions, found: Mapping[FindingFate, Sequence[Remark]]) -> str:
    fixed, total = taken_up(found)
    unit = versions.new.masthead.issuer or words.word("versions", "unit")
    taken = words.phrase("versions", "taken", unit=unit, fixed=fixed, total=total)
    rest = (
        ("remaining", FindingFate.REMAINING),
        ("replaced", FindingFate.REPLACED),
        ("fresh", FindingFate.NEW),
    )
    parts = [taken if total else words.word("versions", "none_before")]
    parts += [
        words.phrase("versions", key, count=writing.count(len(found[fate])))
        for key, fate in rest
        if found[fate]
    ]
    return "; ".join(parts) + "."


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
    before, after = _sides(item.old, item.new, (old, new))
    return ChangeView(
        what=words.word("versions", item.part),
        old=before,
        new=after,
        measures=tuple(map(_measure_line, item.measures)),
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


def _remark(
    remark: Remark,
    fate: FindingFate,
    versions: Versions,
    parties: tuple[PartyView, PartyView],
    rules: Mapping[str, str],
) -> RemarkView:
    finding = remark[0]
    before = _edited(finding, versions) if fate is FindingFate.REMAINING else None
    old, new = (None, None) if before is None else _sides(before.draft, finding.draft, parties)
    return RemarkView(
        rule=finding.rule,
        rule_name=rules.get(finding.rule, words.of(finding.kind)),
        severity=finding.severity,
        severity_word=words.of(finding.severity),
        message=message_of(remark, versions.references),
        suggestion=suggestion_of(remark, versions.references),
        old=old,
        new=new,
    )


def _edited(finding: Finding, versions: Versions) -> Finding | None:
    """A remaining finding as it was in the old version; None where the draft's words about it are the same."""
    told = (change for change in versions.findings or () if change.fate is FindingFate.REMAINING)
    return next((one.before for one in told if one.edited and one.finding.id == finding.id), None)


def _sides(
    old: Place | None, new: Place | None, parties: tuple[PartyView, PartyView]
) -> tuple[Quote | None, Quote | None]:
    """The quotes of both versions, with the words marked that differ."""
    if old is None or new is None:
        return _quote(old, parties[0]) if old else None, _quote(new, parties[1]) if new else None
    texts_of = texts.quoted(old.text), texts.quoted(new.text)
    both = zip(parties, (old, new), texts_of, mark(*texts_of), strict=True)
    first, second = (
        Quote(party=party, place=_where(place), text=text, segments=segments)
        for party, place, text, segments in both
    )
    return first, second


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
        "taken_up": _taken_up(versions),
    }


def _taken_up(versions: Versions) -> dict[str, int] | None:
    """The remarks on the version before, and how many of them are fixed; None without references."""
    found = remarks_by_fate(versions)
    if found is None:
        return None
    fixed, total = taken_up(found)
    return {"fixed": fixed, "total": total}
