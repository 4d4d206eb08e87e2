"""Comparing a draft with its upper plans: the review is kept whole, its cards and pairs become rows."""

from __future__ import annotations

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from compare import review as compared
from compare.identity import document, measure_key, place_key
from compare.model import Pair, Pin, Place
from compare.model import Review as Result
from compare.rules import RULES
from compare.standing import Standing
from doichieu.desk.store import corrected, packing, runs
from doichieu.desk.store.models import (
    CardRow,
    FindingRow,
    Job,
    PairRow,
    Reading,
    Review,
    ReviewState,
    Run,
    State,
)
from doichieu.desk.texts import say
from doichieu.desk.words import searchable
from doichieu.desk.work import carrying, duties
from doichieu.desk.work.kinds import Tell, WorkError
from doichieu.desk.work.papers import rounds
from doichieu.limits import TooSlowError, limited
from extract.model import Anchor, Plan, Target, Task
from templates import words
from templates.report.arrange import arrange
from templates.report.cards import Card, asking, cards
from templates.report.chain import anchor
from templates.report.quotes import Answer, Quote
from templates.report.view import FindingView, Report

_SHORT = 400
"""Letters of an item that is marked as a whole."""


@dataclass(frozen=True)
class Inputs:
    """What a run is made from."""

    draft: Plan
    references: tuple[Plan, ...]
    used: dict[str, Any]
    pins: tuple[Pin, ...] = ()

    @property
    def key(self) -> str:
        return hashlib.sha256(json.dumps(self.used, sort_keys=True).encode()).hexdigest()


def run(job: Job, tell: Tell) -> Callable[[], None]:
    """Compare, and arrange what a reviewer sees."""
    row = Run.objects.select_related("round__review", "round__draft__reading").get(pk=job.object)
    tell(say("job.comparing", name=row.round.draft.name))
    given = inputs(row)
    try:
        with limited(worker=True):
            result = compared(given.draft, given.references, pins=given.pins)
            made = _made(row, given, result)
            changed = rounds.changes(row, result)
    except TooSlowError as error:
        raise WorkError(say("job.too_slow")) from error
    except MemoryError as error:
        raise WorkError(say("job.too_much_memory")) from error

    def write() -> None:
        _keep(row, given, result, made)
        rounds.keep(row.round, changed)

    return write


def fail(job: Job, reason: str) -> None:
    """Nothing came of it: a result that there is stays as it is, and so does how far its review is."""
    row = Run.objects.select_related("round__review").get(pk=job.object)
    Run.objects.filter(pk=row.pk).update(state=State.FAILED, reason=reason)
    review = Review.objects.filter(pk=row.round.review_id)
    if row.round.current_id is None:
        runs.keep_on(review, reason, lost=True)
    else:
        runs.keep_on(review)


def inputs(row: Run) -> Inputs:
    """The plans of a run, as corrected by humans."""
    review = row.round.review
    documents = [
        entry.document for entry in review.order.select_related("document__reading", "document__file")
    ]
    draft = row.round.draft
    # Noted before the plans are laid: one that comes in between makes the run stale, never unnoticed.
    corrections = corrected.used([draft.file_id, *(document.file_id for document in documents)])
    pins = runs.pins_used(review)
    plan = _plan(draft.reading)
    return Inputs(
        draft=plan,
        references=tuple(_plan(document.reading) for document in documents),
        used={
            "program": packing.PROGRAM,
            "draft": draft.file_id,
            "references": [document.file_id for document in documents],
            "corrections": corrections,
            "documents": [document.pk for document in documents],
            "pins": pins,
        },
        pins=tuple(carrying.pins(row.round, plan)),
    )


def _plan(reading: Reading | None) -> Plan:
    plan = corrected.plan_of(reading) if reading else None
    if plan is None:
        raise WorkError(say("job.unread"))
    return plan


@dataclass(frozen=True)
class Made:
    """The rows of a run, not saved yet."""

    report: Report
    cards: tuple[CardRow, ...]
    findings: tuple[tuple[int, FindingRow], ...]
    pairs: tuple[PairRow, ...]
    tasks: list[dict[str, Any]]
    counts: dict[str, int]


def _made(row: Run, given: Inputs, result: Result) -> Made:
    names = {code: rule.name for code, rule in RULES.items()}
    report, told = arrange(result, names), cards(result, names)
    found: list[CardRow] = []
    findings: list[tuple[int, FindingRow]] = []
    home: dict[str, str] = {}
    named = Named(given)
    why, about = _reasons(result, report)
    uppers = [document(party) for party in result.references]
    for ordinal, (card, view) in enumerate(zip(told, report.findings, strict=True)):
        lines = dict.fromkeys(line for finding in card.findings for line in why.get(finding.id, ()))
        pairs = sorted({number for finding in card.findings for number in about.get(finding.id, ())})
        more = {"pairs": pairs, "pins": [named.pin(place) for place in card.upper]}
        found.append(_card(row, ordinal, card, view, list(lines), uppers, more))
        for finding in card.findings:
            home[finding.id] = found[-1].key
            findings.append(
                (
                    ordinal,
                    FindingRow(
                        run=row,
                        ordinal=len(findings),
                        key=finding.key,
                        fingerprint=finding.fingerprint,
                        rule=finding.rule,
                        severity=finding.severity,
                    ),
                )
            )
    open_ones = [card for card in told if card.is_open]
    return Made(
        report=report,
        cards=tuple(found),
        findings=tuple(findings),
        pairs=tuple(_pairs(row, result, report, home, named)),
        tasks=duties.told(given.draft, given.references, given.pins, _about_tasks(told, home)),
        counts=dict(Counter(card.severity.value for card in open_ones)),
    )


def _about_tasks(told: Sequence[Card], home: Mapping[str, str]) -> dict[tuple[int, str], str]:
    """The key of the first card about each task of an upper plan."""
    found: dict[tuple[int, str], str] = {}
    for card in told:
        for finding in card.findings:
            place = finding.reference
            if place is not None and place.plan is not None and place.target:
                found.setdefault((place.plan, place.target), home[finding.id])
    return found


def _reasons(result: Result, report: Report) -> tuple[dict[str, list[str]], dict[str, list[int]]]:
    """By finding: the arithmetic of its pairs and why they were paired; the ordinals of their rows."""
    by_anchor = dict(_by_anchor(result))
    found: dict[str, list[str]] = defaultdict(list)
    about: dict[str, list[int]] = defaultdict(list)
    answers = [answer for line in report.rows for answer in line.answers]
    for ordinal, answer in enumerate(answers, 1):
        pair = by_anchor.get(answer.anchor)
        for name in pair.findings if pair else ():
            about[name].append(ordinal)
            sides = " → ".join(filter(None, [answer.asked, "; ".join(answer.given)]))
            found[name] += [": ".join([sides, "; ".join(answer.differences)])] if answer.differences else []
            found[name] += [answer.why] if answer.why else []
    return found, about


class Named:
    """The names by which pins mean items: those of upper plans with their plan, those of the draft without."""

    def __init__(self, given: Inputs) -> None:
        self._plans: dict[int | None, tuple[str, Plan]] = {None: ("", given.draft)}
        self._plans |= {at: (document(plan), plan) for at, plan in enumerate(given.references)}
        self._items: dict[tuple[int | None, str], Target | Task] = {}
        for at, (_, plan) in self._plans.items():
            self._items |= {(at, target.id): target for target in plan.targets}
            self._items |= {(at, task.id): task for task in plan.tasks}

    def pin(self, place: Place) -> str:
        """The key of a place by which a pin names it; "" for one that is no target and no task."""
        item = self._items.get((place.plan, place.target or ""))
        return measure_key(item, place.measure, self._plans[place.plan][0]) if item else ""


def _card(
    row: Run,
    ordinal: int,
    card: Card,
    view: FindingView,
    why: list[str],
    names: Sequence[str],
    more: dict[str, Any],
) -> CardRow:
    """The row of a card; ``more`` is what its payload holds besides its texts."""
    draft = card.draft
    payload = {
        "title": view.title,
        "headline": view.headline,
        "severity": view.severity.value,
        "severity_word": view.severity_word,
        "points": [
            {
                "letter": p.letter,
                "rule": p.rule,
                "title": p.title,
                "message": p.message,
                "whole": p.whole,
                "place": p.place,
                "rationale": RULES[p.rule].rationale if p.rule in RULES else "",
                "keys": [finding.key for finding in point.remark],
                "suggestion": asking(point),
            }
            for p, point in zip(view.points, card.points, strict=False)
        ],
        "keys": [{"key": f.key, "fingerprint": f.fingerprint} for f in card.findings],
        "suggestion": view.suggestion,
        "asked": list(view.asked),
        "basis": view.basis,
        "why": why,
        "clarify": view.clarify,
        "leading": view.leading,
        "note": not card.is_open,
        "upper": [_quote(quote, place, names) for quote, place in zip(view.upper, card.upper, strict=True)],
        "draft": _quote(view.draft, draft, names) if view.draft and draft else None,
        "others": [_quote(quote, None) for quote in view.others],
        "rows": list(view.rows),
        **more,
    }
    anchor = draft.anchor if draft else None
    return CardRow(
        run=row,
        ordinal=ordinal,
        key=card.first.key,
        severity=view.severity.value,
        kind=card.kind.value,
        title=view.title[:200],
        headline=view.headline,
        place="; ".join(view.places)[:300],
        item=(draft.target or "") if draft else "",
        page=anchor.page if anchor else None,
        folded=searchable(" ".join([view.headline, *(point.whole for point in view.points)])),
        payload=packing.pack(payload),
    )


def _quote(quote: Quote, place: Place | None, names: Sequence[str] = ()) -> dict[str, Any]:
    """A quote for a page; ``key`` is the one by which its measure is corrected, "" where it has none."""
    measure = place.measure if place else None
    anchor = _marked(place) if place else None
    return {
        "party": quote.party.short,
        "column": quote.party.column,
        "plan": place.plan if place else None,
        "place": quote.place,
        "segments": [
            [s.text, "changed" if s.changed else "moved" if s.moved else "focus" if s.focus else ""]
            for s in quote.segments
        ],
        "item": (place.target or "") if place else "",
        "key": place_key(place, names) if measure else "",
        "at": [anchor.start, anchor.end] if anchor else None,
    }


def _marked(place: Place) -> Anchor | None:
    """What is marked of a place: a short sentence whole, of a long one and of a row the measure."""
    measure = place.measure
    if measure is None or (measure.cell is None and len(place.text) <= _SHORT and place.anchor is not None):
        return place.anchor
    return measure.anchor


def _pairs(row: Run, result: Result, report: Report, home: dict[str, str], named: Named) -> Iterator[PairRow]:
    """One row for each answer of the comparison table, in its order."""
    by_anchor = dict(_by_anchor(result))
    names = [document(party) for party in result.references]
    ordinal = 0
    for line in report.rows:
        for number, answer in enumerate(line.cells):
            if answer is None:
                continue
            ordinal += 1
            pair = by_anchor.get(answer.anchor)
            cards_of = [home[name] for name in pair.findings if name in home] if pair else []
            yield PairRow(
                run=row,
                ordinal=ordinal,
                reference=number,
                key=pair.key if pair else "",
                verdict=answer.standing.value,
                word=_word(answer),
                subject=line.subject[:200],
                asked=answer.asked[:200],
                given="; ".join(answer.given)[:300],
                card=cards_of[0] if cards_of else "",
                payload=packing.pack({**_answer(answer, pair, names), **_meant(pair, named)}),
            )


def _by_anchor(result: Result) -> Iterator[tuple[str, Pair]]:
    """Each pair by the anchor that reports give it: made of its reference and its place among the pairs of that."""
    counted: Counter[int] = Counter()
    for pair in result.pairs:
        plan = pair.reference.plan or 0
        counted[plan] += 1
        yield anchor(result.references[plan].source.sha256, counted[plan]), pair


def _answer(answer: Answer, pair: Pair | None, names: Sequence[str]) -> dict[str, Any]:
    return {
        "upper": _quote(answer.quote, pair.reference if pair else None, names),
        "draft": [
            _quote(quote, pair.draft if pair and i == 0 else None, names)
            for i, quote in enumerate(answer.draft)
        ],
        "word": _word(answer),
        "differences": list(answer.differences),
        "why": answer.why,
        "rivals": [_quote(quote, None) for quote in answer.rivals],
        "perhaps": answer.perhaps,
        "asked": answer.asked,
        "given": list(answer.given),
    }


def _word(answer: Answer) -> str:
    """The words for its verdict; cards of the desk have no numbers to refer to, a link leads to them."""
    if answer.standing is Standing.PARTIAL:
        return words.word("standing", Standing.PARTIAL.value)
    return answer.verdict_word


def _meant(pair: Pair | None, named: Named) -> dict[str, Any]:
    """What a reviewer needs to pair otherwise: the name of the measure, of what answers it, of what is as near."""
    if pair is None:
        return {"pin": "", "now": [], "near": [], "pinned": False}
    now = pair.parts or tuple(filter(None, [pair.draft]))
    return {
        "pin": named.pin(pair.reference),
        "now": [named.pin(place) for place in now],
        "near": [named.pin(place) for place in (*pair.rivals, *pair.second, *pair.near)],
        "pinned": pair.pinned is not None,
    }


def _keep(row: Run, given: Inputs, result: Result, made: Made) -> None:
    """Write the run: in the transaction that ends its job."""
    CardRow.objects.bulk_create(made.cards)
    FindingRow.objects.bulk_create(
        [_with_card(finding, made.cards[ordinal]) for ordinal, finding in made.findings], batch_size=500
    )
    PairRow.objects.bulk_create(made.pairs, batch_size=500)
    row.state, row.reason = State.DONE, ""
    row.inputs, row.used = given.key, given.used
    row.review = packing.pack_review(result)
    row.tasks = packing.pack(made.tasks)
    row.conforms, row.sentence, row.counts = result.conforms, made.report.sentence, made.counts
    row.leading = [view.headline for view in made.report.leading]
    row.stale = _is_stale(given)
    row.save()
    one = row.round
    one.current = row
    one.save(update_fields=["current"])
    about = {} if given.draft.masthead.programme else _programme(given)
    Review.objects.filter(pk=one.review_id).update(state=ReviewState.OPEN, question={}, **about)


def _programme(given: Inputs) -> dict[str, str]:
    """What a review is filed under where the draft names no programme: its upper plan's, the same for all units."""
    heads = [plan.masthead for plan in given.references]
    named = next((head.programme or head.title for head in heads if head.programme or head.title), None)
    return {"programme": named[:400]} if named else {}


def _is_stale(given: Inputs) -> bool:
    """Whether something was corrected while the machine compared."""
    now = corrected.used([given.used["draft"], *given.used["references"]])
    return now != list(given.used["corrections"])


def _with_card(finding: FindingRow, card: CardRow) -> FindingRow:
    finding.card = card
    return finding
