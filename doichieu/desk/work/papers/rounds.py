"""What became of the findings of the round before: fixed, replaced, remaining, new.

``Round.changes`` of a later round holds

    unit                the body that the draft is from, for the sentence
    doubt               a sentence where it may be another plan
    marks               {key of a card: "new" | "edited"}
    opinions            [{fate, otherwise, keys, severity, severity_word, message, suggestion, old, new}, ...]

``keys`` are of the findings on the new draft that an opinion stands on; ``desk.store.opinions`` counts it as long as
one of them is not dismissed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from compare.diffing import diff
from compare.fates import LEAST, FindingChange, FindingFate, finding_fates
from compare.human.deciding import confirmed
from compare.identity import document, place_key
from compare.model import Finding, Place, Review
from compare.versions import Versions
from compare.words.similarity import Index, cosine
from doichieu.desk.store.decided import before, sent_kept_only
from doichieu.desk.store.models import Round, Run
from doichieu.desk.work.papers.human import after, draft_of
from templates import words
from templates.opinions import Opinion, opinions_of
from templates.report.marking import mark
from templates.texts import quoted
from templates.versions import doubt_of, progress_of


def versions_of(run: Run, now: Review) -> Versions | None:
    """Both drafts with the fates of the findings; None for a first round. ``now`` is the review of ``run``.

    Of the round before counts what its drafter was told.
    """
    earlier = before(run.round)
    if earlier is None or earlier.current is None:
        return None
    old = after(earlier.current)
    sent = confirmed(old) if sent_kept_only(earlier) else old
    found = diff(draft_of(earlier.current), draft_of(run))
    twins = {
        item.old.target: item.new.target
        for item in found.items
        if item.old and item.new and item.old.target and item.new.target
    }
    return replace(
        found,
        findings=tuple(_told_before(finding_fates(old, now, twins), old, sent)),
        references=now.references,
        reviews=(sent, now),
    )


def _told_before(changes: Iterable[FindingChange], old: Review, sent: Review) -> Iterator[FindingChange]:
    """The changes without findings that were there before and of which the drafter was not told."""
    told = {finding.id for finding in sent.findings}
    known = {finding.key for finding in old.findings}
    for change in changes:
        before = change.before or change.finding
        if change.finding.key not in known if change.fate is FindingFate.NEW else before.id in told:
            yield change


def progress(run: Run, now: Review) -> str:
    """The sentence on what was taken up, "" for a first round."""
    found = versions_of(run, now)
    return "" if found is None else progress_of(found)


def changes(run: Run, machine: Review) -> dict[str, Any]:
    """``Round.changes`` for a run whose result is ``machine``; {} for a first round."""
    found = versions_of(run, after(run, machine, dismissed=False))
    told = opinions_of(found) if found else None
    if found is None or told is None:
        return {}
    return {
        "unit": found.new.masthead.issuer or "",
        "doubt": doubt_of(found),
        "marks": dict(_marks(found)),
        "opinions": [_told(opinion, found) for opinions in told.values() for opinion in opinions],
    }


def keep(one: Round, told: dict[str, Any]) -> None:
    """Write it, in the transaction that ends the comparison."""
    one.changes = told
    one.save(update_fields=["changes"])


def _marks(found: Versions) -> Iterator[tuple[str, str]]:
    """By the key of each finding of the new draft: whether it is new, or its sentence was edited."""
    for change in found.findings or ():
        if change.fate is FindingFate.NEW:
            yield change.finding.key, "new"
        elif change.fate is FindingFate.REMAINING and change.edited:
            yield change.finding.key, "edited"


def _told(opinion: Opinion, found: Versions) -> dict[str, Any]:
    finding, fate = opinion.first, opinion.fate
    old, new = _sides(finding, fate, found)
    segments: dict[str, list[list[str]]] = {}
    if old is not None and new is not None:
        sides = mark(quoted(old.text), quoted(new.text))
        for name, side in zip(("old", "new"), sides, strict=True):
            segments[name] = [[s.text, "changed" if s.changed else "moved" if s.moved else ""] for s in side]
    elif old is not None or new is not None:
        only = old or new
        assert only is not None
        segments["old" if new is None else "new"] = [[quoted(only.text), ""]]
    stands = fate in (FindingFate.NEW, FindingFate.REMAINING)
    return {
        "fate": fate.value,
        "otherwise": opinion.otherwise.value if opinion.otherwise else "",
        "keys": [one.key for one in opinion.findings] if stands else [],
        "severity": finding.severity.value,
        "severity_word": words.of(finding.severity),
        "message": opinion.message(found.references),
        "suggestion": opinion.suggestion(found.references),
        **segments,
    }


def _sides(finding: Finding, fate: FindingFate, found: Versions) -> tuple[Place | None, Place | None]:
    """The sentence of the draft before and now; None where it has none."""
    if fate is FindingFate.NEW:
        return None, finding.draft
    if fate is FindingFate.REMAINING:
        changes = found.findings or ()
        was = next((one.before for one in changes if one.before and one.finding.id == finding.id), None)
        return (was.draft if was else None), finding.draft
    return finding.draft, _answer(finding, found)


def _answer(finding: Finding, found: Versions) -> Place | None:
    """The sentence of the new draft in the place of one that is gone: the answer to its target above, else its twin."""
    if finding.reference is not None and found.reviews is not None:
        now = found.reviews[1]
        old = [document(party) for party in found.reviews[0].references]
        key = place_key(finding.reference, old)
        answer = next((pair.draft for pair in now.pairs if pair.key == key and pair.draft), None)
        if answer is not None:
            return answer
    item = finding.draft.target if finding.draft else None
    twin = next((one.new for one in found.items if one.old and item and one.old.target == item), None)
    return twin or (_alike(finding.draft.text, found) if finding.draft else None)


def _alike(text: str, found: Versions) -> Place | None:
    """The item of the new draft that is most like a sentence of the old one, where one is."""
    items = [item.new for item in found.items if item.new is not None]
    index = Index([text, *(item.text for item in items)])
    wanted = index.vector(text)
    scores = [cosine(wanted, index.vector(item.text)) for item in items]
    best = max(scores, default=0.0)
    return items[scores.index(best)] if best >= LEAST else None
