"""Two versions of one plan in every form: HTML, Word, Excel, Markdown, or JSON ("doichieu.diff/1")."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from compare.fates import FindingFate
from compare.model import Finding, Party, Place, Severity
from compare.registers.complete import completeness
from compare.versions import Doubt, Fate, ItemChange, MeasureChange, Versions
from extract.language import writing
from extract.model import Measure
from templates import texts, words
from templates.opinions import Fates, Opinion, counts_of, opinions_of
from templates.progress import progress_line, taken_up
from templates.report.arrange import registers_line
from templates.report.marking import mark, plain
from templates.report.parties import draft_view, reference_views
from templates.report.places import place_words
from templates.report.quotes import PartyView, Quote, Tile

FORMS = ("html", "docx", "xlsx", "md", "json")
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
    """One opinion: a card with all that it asks of the drafter, perhaps for several plans above.

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
    found = opinions_of(versions)
    by_fate = [
        (fate, [_remark(opinion, versions, (old, new), rules) for opinion in members])
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


def progress_of(versions: Versions) -> str:
    """The sentence on what of the opinions on the version before was taken up; "" where there were none."""
    found = opinions_of(versions)
    return "" if found is None or not taken_up(counts_of(found))[1] else _progress(versions, found)


def _progress(versions: Versions, found: Fates) -> str:
    return progress_line(counts_of(found), versions.new.masthead.issuer or "")


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
    opinion: Opinion,
    versions: Versions,
    parties: tuple[PartyView, PartyView],
    rules: Mapping[str, str],
) -> RemarkView:
    finding = opinion.first
    before = _edited(finding, versions) if opinion.fate is FindingFate.REMAINING else None
    old, new = (None, None) if before is None else _sides(before.draft, finding.draft, parties)
    return RemarkView(
        rule=finding.rule,
        rule_name=rules.get(finding.rule, words.of(finding.kind)),
        severity=finding.severity,
        severity_word=words.of(finding.severity),
        message=opinion.message(versions.references),
        suggestion=opinion.suggestion(versions.references),
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
    """The opinions on the version before, and how many of them are fixed; None without references."""
    found = opinions_of(versions)
    if found is None:
        return None
    fixed, total = taken_up(counts_of(found))
    return {"fixed": fixed, "total": total}
