"""A review after a human's decisions: a pure function of the machine's review, the decisions and the remarks.

    finding and decision have one fingerprint     the decision is in force
    they have one key only                        the draft's words have changed: flagged, not in force (``earlier``)

A dismissed finding is waived with the reason. A sentence takes the place of the machine's suggestion, which stays in
``Finding.proposed``; a note that gets one asks something from then on and has the severity low. A remark becomes a
finding of rule "RS01", beside those of the machine.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from compare.decision import Decision, State
from compare.human.remarks import Remark
from compare.identity import document, keys_of, numbered
from compare.model import Finding, Kind, Pair, Place, Review, Severity, Waiver
from compare.standing import is_conforming

RULE = "RS01"
"""The code of a human's remarks."""


def decided(review: Review, decisions: Iterable[Decision] = (), remarks: Iterable[Remark] = ()) -> Review:
    """The review with what a human decided.

    Arguments:
        review: the machine's, from ``review``; not one that was decided on already.
        decisions: of several on one finding the last one counts.
        remarks: findings of the human's own; the pairs of the item that one is about name it.

    Returns:
        A review of the same pairs, with ``conforms`` anew. The findings of the machine keep ids and order; remarks
        have the ids "r1", "r2", … and stand behind the machine's findings of their severity. A decision on a finding
        that the review does not have changes nothing (``unmatched``).

    Raises:
        ValueError: a finding is dismissed without a reason, or a remark is about a plan that the review has not.

    >>> from compare import review
    >>> from extract import read_plan
    >>> checked = review(read_plan("samples/a5-kh-huyen-da-lung.txt"), [read_plan("samples/a2-kh-tinh.docx")])
    >>> decision = Decision(
    ...     fingerprint=checked.findings[0].fingerprint, state=State.DISMISS, reason="Huyện không có bến xe",
    ...     author="Lê Thị Hoa", date="2026-11-30",
    ... )
    >>> decided(checked, [decision]).findings[0].waived.reason
    'Huyện không có bến xe'
    """
    given = list(decisions)
    exact = {decision.fingerprint: decision for decision in given}
    about = {decision.key: decision for decision in given}
    machine = [_decided(finding, exact, about) for finding in review.findings]
    places = _places(remarks, len(review.references))
    own = list(_remarked(places, [document(party) for party in review.references]))
    findings = tuple(sorted([*machine, *own], key=lambda finding: finding.severity.rank))
    order = {finding.id: at for at, finding in enumerate(findings)}
    return replace(
        review,
        findings=findings,
        pairs=tuple(_named(pair, own, order) for pair in review.pairs),
        conforms=is_conforming(findings),
    )


def confirmed(review: Review) -> Review:
    """Of a decided review only what a human keeps: without findings that nobody has decided on, or that are unsure.

    Notes, remarks, and what is dismissed or waived stay.
    """
    kept = tuple(finding for finding in review.findings if _is_confirmed(finding))
    ids = {finding.id for finding in kept}
    pairs = (
        replace(pair, findings=tuple(name for name in pair.findings if name in ids)) for pair in review.pairs
    )
    return replace(review, findings=kept, pairs=tuple(pairs), conforms=is_conforming(kept))


def _is_confirmed(finding: Finding) -> bool:
    settled = finding.waived is not None or finding.severity is Severity.NOTE
    return settled or (finding.decision is not None and finding.decision.state is State.KEEP)


def unmatched(review: Review, decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """The decisions on findings that a review does not have, in whatever words of the draft."""
    keys = {finding.key for finding in review.findings}
    return tuple(decision for decision in decisions if decision.key not in keys)


def _decided(finding: Finding, exact: Mapping[str, Decision], about: Mapping[str, Decision]) -> Finding:
    decision = exact.get(finding.fingerprint)
    if decision is None:
        return replace(finding, earlier=about.get(finding.key))
    finding = replace(finding, decision=decision, waived=None)
    if decision.state is State.DISMISS:
        return replace(finding, waived=_waiver(finding, decision))
    if decision.sentence and finding.severity is Severity.NOTE:
        finding = replace(finding, severity=Severity.LOW)
    if decision.sentence and decision.sentence != finding.suggestion:
        return replace(finding, suggestion=decision.sentence, proposed=finding.suggestion)
    return finding


def _waiver(finding: Finding, decision: Decision) -> Waiver:
    if not decision.reason.strip():
        raise ValueError(f"{decision.fingerprint} is dismissed without a reason")
    place = finding.draft or finding.reference
    return Waiver(
        rule=finding.rule,
        quote=place.text if place is not None else finding.message,
        reason=decision.reason,
        author=decision.author,
        date=decision.date,
        fingerprint=decision.fingerprint,
    )


def _places(remarks: Iterable[Remark], plans: int) -> list[Remark]:
    found = list(remarks)
    for remark in found:
        for place in (remark.place, remark.above):
            if place is not None and place.plan is not None and place.plan >= plans:
                raise ValueError(f"a remark is about plan {place.plan} of {plans}")
    return found


def _remarked(remarks: Sequence[Remark], documents: Sequence[str]) -> Iterator[Finding]:
    """The findings of remarks, with ids in the order given."""
    known: Counter[str] = Counter()
    for number, remark in enumerate(remarks, 1):
        is_above = remark.place is not None and remark.place.plan is not None
        finding = Finding(
            id=f"r{number}",
            rule=RULE,
            kind=Kind.REMARK,
            severity=remark.severity,
            message=remark.text,
            suggestion=remark.sentence or None,
            reference=remark.place if is_above else remark.above,
            draft=None if is_above else remark.place,
        )
        key, fingerprint = keys_of(finding, documents, facts=remark.text)
        known[key] += 1
        key, fingerprint = numbered(key, fingerprint, known[key])
        yield replace(
            finding,
            key=key,
            fingerprint=fingerprint,
            decision=Decision(
                fingerprint=fingerprint,
                state=State.KEEP,
                author=remark.author,
                date=remark.date,
                note=remark.note,
            ),
        )


def _named(pair: Pair, own: Sequence[Finding], order: Mapping[str, int]) -> Pair:
    """A pair with the ids of the remarks on one of its items, the heaviest finding first."""
    places = [place for place in (pair.reference, pair.draft, *pair.parts) if place is not None]
    names = [finding.id for finding in own if any(_is_about(finding, place) for place in places)]
    if not names:
        return pair
    return replace(pair, findings=tuple(sorted([*pair.findings, *names], key=lambda name: order[name])))


def _is_about(finding: Finding, place: Place) -> bool:
    """Whether a remark is about an item; one on a whole item is about each of its measures."""
    meant = finding.reference or finding.draft
    if meant is None or meant.target is None or (meant.plan, meant.target) != (place.plan, place.target):
        return False
    return meant.measure is None or meant.measure == place.measure
