"""From a draft and its references to a review: align, judge, apply the rules."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from compare.alignment import Aligner, Match
from compare.items import Item, measured_items, unmeasured_items
from compare.model import Finding, Pair, Party, Place, Review, Severity, Verdict
from compare.rules import RULES, Case, Hit, Rule
from compare.settings import Settings
from compare.strength import Judgement, judge
from extract.model import Period, Plan

_HARDEST = (
    Verdict.WEAKER,
    Verdict.INCOMPARABLE,
    Verdict.APPORTION,
    Verdict.MEETS,
    Verdict.EXCEEDS,
)


def review(draft: Plan, references: Sequence[Plan], settings: Settings | None = None) -> Review:
    """Check one draft against each of its references (national, provincial, …), in the order given."""
    settings = settings or Settings()
    place = draft.masthead.place
    drafts, unvalued = measured_items(draft, place), unmeasured_items(draft)
    period = draft.masthead.period
    pairs: list[Pair] = []
    answering: set[int] = set()
    for number, plan in enumerate(references):
        items = measured_items(plan, place)
        within = [item for item in items if in_period(item, period)]
        outside = [item for item in items if not in_period(item, period)]
        alignment = Aligner(within, drafts, unvalued, settings).align()
        # A draft target that repeats one due outside its years is no extra one.
        repeated = Aligner(outside, alignment.extra, (), settings).align()
        matches = [*alignment.matches.values(), *repeated.matches.values()]
        answering |= {item.index for match in matches for item in match.answers if item.measure}
        for item in items:
            match = alignment.matches.get(item.index)
            pairs.append(_pair(item, number, in_period(item, period), match, (plan, draft), settings))
    extra = tuple(item.place(None) for item in drafts if item.index not in answering)
    case = Case(draft=draft, references=tuple(references), pairs=tuple(pairs), extra=extra, settings=settings)
    findings = _findings(case)
    by_pair: dict[int, list[str]] = {}
    for hit, finding in findings:
        for index in (*(() if hit.pair is None else (hit.pair,)), *hit.pairs):
            by_pair.setdefault(index, []).append(finding.id)
    return Review(
        draft=Party(source=draft.source, masthead=draft.masthead),
        references=tuple(Party(source=plan.source, masthead=plan.masthead) for plan in references),
        pairs=tuple(
            replace(pair, findings=tuple(by_pair.get(index, ()))) for index, pair in enumerate(pairs)
        ),
        findings=tuple(finding for _, finding in findings),
        conforms=not any(
            finding.severity in (Severity.CRITICAL, Severity.HIGH) and finding.waived is None
            for _, finding in findings
        ),
        unread=tuple(piece for plan in (draft, *references) for piece in plan.unread),
    )


def in_period(item: Item, period: Period | None) -> bool:
    """Whether a reference measure is due within the draft's years; a total is when its years overlap them."""
    if period is None or item.year is None:
        return True
    if item.cumulative and item.period is not None:
        return item.period.start <= period.end and item.period.end >= period.start
    return item.year in period


def _pair(
    item: Item, number: int, within: bool, match: Match | None, plans: tuple[Plan, Plan], settings: Settings
) -> Pair:
    place = item.place(number)
    if not within:
        return Pair(reference=place, draft=None, similarity=0.0, verdict=Verdict.OUT_OF_PERIOD)
    if match is None:
        return Pair(reference=place, draft=None, similarity=0.0, verdict=Verdict.MISSING)
    together = match.answers if len(match.answers) > 1 else ()
    judged = [(judge(item, answer, plans, settings, together), answer) for answer in match.answers]
    judgement, answer = min(judged, key=lambda pair: _HARDEST.index(pair[0].verdict))
    rivals = _deciding_rivals(item, match, judgement, plans, settings)
    parts = tuple(other.place(None) for other in match.answers) if len(match.answers) > 1 else ()
    return Pair(
        reference=place,
        draft=answer.place(None),
        parts=parts,
        rivals=tuple(rivals),
        similarity=round(min(1.0, match.similarity), 4),
        verdict=judgement.verdict,
        differences=judgement.differences,
        share=judgement.share,
    )


def _deciding_rivals(
    item: Item, match: Match, judgement: Judgement, plans: tuple[Plan, Plan], settings: Settings
) -> Iterator[Place]:
    """Rivals matter only where choosing them would change the verdict."""
    for rival in match.rivals:
        if judge(item, rival, plans, settings).verdict is not judgement.verdict:
            yield rival.place(None)


def _findings(case: Case) -> list[tuple[Hit, Finding]]:
    """All hits of all rules, the heaviest first, then in the order of the documents; ids "f1", "f2", …"""
    hits = [(rule, hit, hit.severity or rule.severity) for rule in RULES.values() for hit in rule.check(case)]
    hits.sort(key=lambda entry: (entry[2].rank, entry[0].code, entry[1].pair or 0))
    return [
        (hit, _finding(f"f{number}", rule, hit, severity))
        for number, (rule, hit, severity) in enumerate(hits, 1)
    ]


def _finding(id_: str, rule: Rule, hit: Hit, severity: Severity) -> Finding:
    suggestion = rule.suggestion.format_map(hit.values) if rule.suggestion else None
    return Finding(
        id=id_,
        rule=rule.code,
        kind=rule.kind,
        severity=severity,
        message=rule.message.format_map(hit.values),
        suggestion=suggestion,
        reference=hit.reference,
        draft=hit.draft,
        others=hit.others,
    )
