"""Review of a draft against its references: align, judge, apply the rules."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache, reduce

from compare.decisions.selection import Selection
from compare.decisions.settings import Settings
from compare.decisions.waivers import accepts, idle, is_expired
from compare.identity import document, is_named, keys_of, numbered, place_key
from compare.lineage.mistaken import distinct
from compare.model import Dimension, Finding, Outcome, Pair, Party, Pin, Review, Severity, Verdict, Waiver
from compare.registers.complete import completeness
from compare.rules import RULES, Case, Hit, Rule
from compare.rules.ceiling import under_ceiling
from compare.rules.reading import waivers as waiver_rules
from compare.spots import located
from compare.standing import is_conforming
from compare.targets.items import Item, Same, measured_items, unmeasured_items
from compare.targets.pairing import Match, Pairing
from compare.targets.path import binds_every_year, is_on_the_way, is_undated, judge_step
from compare.targets.pins import Pins
from compare.targets.regions import home_regions
from compare.targets.strength import judge, verdict_of
from compare.tasks.alignment import align_tasks
from compare.words import in_force
from extract.language import writing
from extract.model import Period, Plan

_Found = tuple[Hit, Finding]

_IF_BASIS = "Trường hợp dự thảo phải căn cứ {document}, {asked}"
_ABOUT_PLAN = ("masthead", "citations")
_HARDEST = (
    Verdict.WEAKER,
    Verdict.INCOMPARABLE,
    Verdict.APPORTION,
    Verdict.MEETS,
    Verdict.EXCEEDS,
)


def review(
    draft: Plan,
    references: Sequence[Plan],
    settings: Settings | None = None,
    *,
    rules: Selection | None = None,
    waivers: Sequence[Waiver] = (),
    pins: Sequence[Pin] = (),
    today: date | None = None,
) -> Review:
    """Check one draft against each of its references.

    Arguments:
        draft: the plan to check, from ``read_plan``.
        references: the plans above it (national, provincial, …), in the order in which reports name them.
        settings: thresholds between 0 and 1, and the user's own words and registers; None: the defaults.
        rules: the rules that run and their severity; None: every rule with its own.
        waivers: findings that a human has accepted.
        pins: pairs that a human has made, which beat the evidence; what was read is corrected before, by
            ``compare.correcting.corrected``.
        today: the day on which waivers may have expired; None: the day this runs.

    Returns:
        One pair for every measure of every reference with its verdict, and the findings, the heaviest first. Values
        are in the units that ``extract.model.Measure`` names, differences in the unit of the reference. The same plans
        always give the same review. ``compare.model`` explains every field.

    Raises:
        HandwrittenError: a file that the settings name is invalid (``compare.decisions.handwritten``).

    >>> from extract import read_plan
    >>> draft = read_plan("samples/a5-kh-huyen-da-lung.txt")
    >>> checked = review(draft, [read_plan("samples/a2-kh-tinh.docx")])
    >>> checked.conforms, len(checked.pairs), checked.findings[0].rule, checked.findings[0].severity.value
    (True, 22, 'CT05', 'medium')
    >>> pair = checked.pairs[0]
    >>> pair.verdict.value, pair.reference.measure.low, pair.draft.measure.low
    ('meets', Decimal('65'), Decimal('65'))
    """
    settings = settings or Settings()
    with in_force(settings.lexicons):
        used, again = distinct(references)
        case = replace(_case(draft, used, settings, pins), again=again)
        case, findings = _findings(case, rules or Selection(), waivers, pins, today or date.today())
    return _review(case, findings, rules or Selection())


def _case(draft: Plan, references: Sequence[Plan], settings: Settings, pins: Sequence[Pin]) -> Case:
    """All pairs of the draft with its references."""
    place = draft.masthead.place
    drafts, unvalued = measured_items(draft, place), unmeasured_items(draft)
    known = Pins(pins, draft, drafts, unvalued)
    pairs: list[Pair] = []
    answering: set[int] = set()
    for number, plan in enumerate(references):
        items = measured_items(plan, place, home_regions(plan, draft))
        pinned = known.of(plan, items)
        alignment = Pairing(items, drafts, unvalued, settings, pinned).align()
        answering |= {a.index for match in alignment.matches.values() for a in match.answers if a.measure}
        for item in items:
            match = alignment.matches.get(item.index)
            pair = _judged_pair(item, number, match, (plan, draft), settings)
            if pair.verdict is Verdict.MISSING:
                near = tuple(other.place(None) for other in alignment.near.get(item.index, ()))
                pair = replace(pair, near=near, milestone=alignment.milestones.get(item.index))
            if item.index in pinned:
                pair = replace(pair, pinned=pinned[item.index].pin)
            pairs.append(pair)
    # Another year of what answers is a step on its way, no target of its own.
    rows = {
        (item.owner.id, item.measure.subject) for item in drafts if item.measure and item.index in answering
    }
    extra = tuple(
        item.place(None)
        for item in drafts
        if item.measure is not None and (item.owner.id, item.measure.subject) not in rows
    )
    return Case(
        draft=draft,
        references=tuple(references),
        pairs=tuple(pairs),
        extra=extra,
        settings=settings,
        tasks=align_tasks(draft, references, settings, known if pins else None),
        idle_pins=known.idle,
        task_pins=known.of_words,
    )


def _judged_pair(
    item: Item, number: int, match: Match | None, plans: tuple[Plan, Plan], settings: Settings
) -> Pair:
    """The pair of one reference measure; one due outside the draft's years is judged by an answer of its very year."""
    period = plans[1].masthead.period
    due = in_period(item, period)
    # A standing duty does not end with the plan that names it; it is judged where the draft goes on with it.
    within = due or (match is not None and period is not None and binds_every_year(item, period))
    if within and not due:
        pair = _pair(item, number, within, match, plans, settings)
        if is_undated(item) and pair.verdict in (Verdict.WEAKER, Verdict.MEETS, Verdict.EXCEEDS):
            kept = tuple(d for d in pair.differences if d.dimension is not Dimension.DEADLINE)
            return replace(pair, differences=kept, verdict=verdict_of(kept))
        # A date that has passed before the draft begins is no lateness of the draft.
        late = {d.dimension for d in pair.differences if d.outcome is Outcome.WEAKER} == {Dimension.DEADLINE}
        return _pair(item, number, False, match, plans, settings) if late else pair
    if within or match is None or match.answers[0].measure is None:
        return _pair(item, number, within, match, plans, settings)
    if is_on_the_way(item, period):
        return _step(item, number, match, plans, settings)
    is_meant = match.pin is not None or match.answers[0].year == item.year
    return _pair(item, number, is_meant, match, plans, settings)


def _step(item: Item, number: int, match: Match, plans: tuple[Plan, Plan], settings: Settings) -> Pair:
    """The pair of a target in a draft for one year and a target that is due later."""
    answer = match.answers[0]
    judgement, step = judge_step(item, answer, plans, settings)
    return Pair(
        reference=item.place(number),
        draft=answer.place(None),
        similarity=round(min(1.0, match.similarity), 4),
        verdict=judgement.verdict,
        differences=judgement.differences,
        step=step,
        evidence=match.evidence,
        common=match.common,
    )


def _review(case: Case, findings: list[_Found], rules: Selection) -> Review:
    """The review: the pairs with the ids of their findings, and the user's changes to the rules."""
    documents = _documents(case)
    by_pair: dict[int, list[str]] = {}
    for hit, finding in findings:
        for index in (*(() if hit.pair is None else (hit.pair,)), *hit.pairs):
            by_pair.setdefault(index, []).append(finding.id)
    return Review(
        draft=_party(case.draft),
        references=tuple(map(_party, case.references)),
        pairs=tuple(
            replace(pair, findings=tuple(by_pair.get(index, ())), key=place_key(pair.reference, documents))
            for index, pair in enumerate(case.pairs)
        ),
        findings=tuple(finding for _, finding in findings),
        leading=tuple(finding.id for _, finding in findings if RULES[finding.rule].leads),
        conforms=is_conforming(finding for _, finding in findings),
        unread=tuple(piece for plan in (case.draft, *case.references) for piece in plan.unread),
        off=rules.off(RULES),
        regraded=rules.regraded(RULES),
        complete=completeness(case.settings.registers),
        task_pins=case.task_pins,
    )


def _party(plan: Plan) -> Party:
    return Party(source=plan.source, masthead=plan.masthead, corrections=plan.corrections)


def in_period(item: Item, period: Period | None) -> bool:
    """Whether a reference measure is due within the draft's years; a total is due where its years overlap them."""
    if period is None or item.year is None:
        return True
    within = item.year in period
    if item.period is None:
        return within
    overlaps = item.period.start <= period.end and item.period.end >= period.start
    # Mostly both say the same, and no words have to be looked at.
    return (
        overlaps if overlaps is not within and (item.cumulative or binds_every_year(item, period)) else within
    )


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
    others = [(judge(item, rival, plans, settings).verdict, rival.place(None)) for rival in match.rivals]
    parts = tuple(other.place(None) for other in match.answers) if len(match.answers) > 1 else ()
    return Pair(
        reference=place,
        draft=answer.place(None),
        parts=parts,
        rivals=tuple(rival for verdict, rival in others if verdict is not judgement.verdict),
        second=tuple(rival for verdict, rival in others if match.perhaps and verdict is judgement.verdict),
        similarity=round(min(1.0, match.similarity), 4),
        verdict=judgement.verdict,
        differences=judgement.differences,
        share=judgement.share,
        perhaps=match.perhaps,
        evidence=match.evidence,
        common=match.common,
    )


def _findings(
    case: Case, rules: Selection, waivers: Sequence[Waiver], pins: Sequence[Pin], today: date
) -> tuple[Case, list[_Found]]:
    """The case without void comparisons, and all findings of the rules that run, with ids "f1", "f2", …

    The heaviest come first, among them those on files given by mistake, then in document order.
    """
    waivers = [waiver for waiver in waivers if waiver.draft is None or is_named(waiver.draft, case.draft)]
    valid = [waiver for waiver in waivers if not is_expired(waiver, today)]
    found = list(_judged(case, (rule for rule in RULES.values() if rule.leads), rules, valid))
    void = [entry for entry in found if entry[0].voids and entry[1].waived is None]
    # A draft without a plan fits no reference; that says all.
    void = [entry for entry in void if entry[0].reference is None] or void
    if void:
        case, found = _without_void(case, void, rules, valid, pins)
    else:
        found += _told_apart(case, _doubted(found), rules, valid)
    # Idle waivers are known only after all other rules.
    left = idle(waivers, [finding for _, finding in found], today)
    found += _judged(replace(case, idle=left), waiver_rules.RULES, rules, ())
    found = under_ceiling(sorted(_held(case, found), key=_order))
    return case, [(hit, replace(finding, id=f"f{number}")) for number, (hit, finding) in enumerate(found, 1)]


def _doubted(found: Iterable[_Found]) -> set[int | None]:
    """The references that may not be the draft's basis."""
    return {
        hit.reference.plan for hit, finding in found if hit.holds and hit.reference and not finding.waived
    }


def _told_apart(
    case: Case, doubted: set[int | None], selection: Selection, waivers: Sequence[Waiver]
) -> Iterator[_Found]:
    """The findings of all rules that do not lead; no finding counts or names sure and doubted references together."""
    rules = [rule for rule in RULES.values() if not rule.leads]
    if not doubted:
        yield from _judged(case, rules, selection, waivers)
        return
    for unsure in (False, True):
        at = [index for index, pair in enumerate(case.pairs) if (pair.reference.plan in doubted) is unsure]
        part = replace(case, pairs=tuple(case.pairs[index] for index in at))
        for hit, finding in _judged(part, rules, selection, waivers):
            if _is_on(finding, doubted) is unsure:
                yield _moved_hit(hit, at), finding


def _is_on(finding: Finding, doubted: set[int | None]) -> bool:
    """Whether a finding is on what a doubted reference asks, not on the naming of it."""
    place = finding.reference
    return place is not None and place.plan in doubted and place.part not in _ABOUT_PLAN


def _held(case: Case, found: Sequence[_Found]) -> Iterator[_Found]:
    """The findings; those on a plan that may not be the draft's basis ask something only if it is."""
    doubted = _doubted(found)
    for hit, finding in found:
        place = finding.reference
        if _is_on(finding, doubted) and place is not None and place.plan is not None and finding.suggestion:
            name = writing.document(case.references[place.plan].masthead)
            asked = writing.uncapitalised(finding.suggestion)
            finding = replace(finding, suggestion=_IF_BASIS.format(document=name, asked=asked))
        yield hit, finding


def _order(entry: _Found) -> tuple[int, bool, str, int]:
    hit, finding = entry
    return finding.severity.rank, not RULES[finding.rule].leads, finding.rule, hit.pair or 0


def _without_void(
    case: Case, void: Sequence[_Found], rules: Selection, waivers: Sequence[Waiver], pins: Sequence[Pin]
) -> tuple[Case, list[_Found]]:
    """The case with empty pairs for the references of void findings, and its findings.

    The draft is checked against the other references alone, so that no rule speaks of a mistaken file twice. A draft
    without a plan is not checked at all.
    """
    places = [hit.reference for hit, _ in void]
    everything = range(len(case.references))
    lost = set(everything) if None in places else {place.plan for place in places if place is not None}
    kept = [index for index in everything if index not in lost]
    found: list[_Found] = []
    rest = _case(case.draft, [case.references[index] for index in kept], case.settings, pins)
    if not kept:
        rest = replace(rest, extra=())
    if None not in places:
        rest = replace(rest, again=tuple((kept.index(at), plan) for at, plan in case.again if at in kept))
        found = list(_judged(rest, RULES.values(), rules, waivers))
    at = [index for index, pair in enumerate(case.pairs) if pair.reference.plan in kept]
    pairs = [_void(pair) for pair in case.pairs]
    for index, pair in zip(at, rest.pairs, strict=True):
        pairs[index] = replace(pair, reference=case.pairs[index].reference)
    told = [(_moved_hit(hit, at), _moved(finding, kept)) for hit, finding in found]
    for hit, finding in void:
        own = tuple(
            index
            for index, pair in enumerate(case.pairs)
            if hit.reference is None or pair.reference.plan == hit.reference.plan
        )
        told.append((replace(hit, pairs=own), finding))
    return replace(case, pairs=tuple(pairs), extra=rest.extra, tasks=()), told


def _void(pair: Pair) -> Pair:
    return Pair(reference=pair.reference, draft=None, similarity=0.0, verdict=Verdict.INCOMPARABLE)


def _moved_hit(hit: Hit, at: Sequence[int]) -> Hit:
    """A hit with the indexes of its pairs among all pairs."""
    pair = None if hit.pair is None else at[hit.pair]
    return replace(hit, pair=pair, pairs=tuple(at[index] for index in hit.pairs))


def _moved(finding: Finding, kept: Sequence[int]) -> Finding:
    """A finding with the indexes of its references among all references."""
    reference, *others = (
        place if place is None or place.plan is None else replace(place, plan=kept[place.plan])
        for place in (finding.reference, *finding.others)
    )
    return replace(finding, reference=reference, others=tuple(other for other in others if other is not None))


def _judged(
    case: Case, rules: Iterable[Rule], selection: Selection, waivers: Sequence[Waiver]
) -> Iterator[_Found]:
    """The hits of rules, with their findings still without ids."""
    documents = _documents(case)
    files = [plan.source.name for plan in (case.draft, *case.references)]
    known: Counter[str] = Counter()
    for rule in rules:
        if not selection.runs(rule.code):
            continue
        # The user's severity overrides that of a single hit.
        own = selection.severity_of(rule.code)
        for hit in rule.check(case):
            finding = _finding(rule, hit, own or _weighed(case, hit, hit.severity or rule.severity))
            facts = _facts(hit, files) if not (finding.reference or finding.draft or finding.others) else ""
            key, fingerprint = keys_of(finding, documents, words=hit.words, facts=facts)
            known[key] += 1
            key, fingerprint = numbered(key, fingerprint, known[key])
            finding = replace(finding, key=key, fingerprint=fingerprint)
            finding = located(finding, case.draft, case.references)
            accepted = next((waiver for waiver in waivers if accepts(waiver, finding)), None)
            yield hit, replace(finding, waived=accepted) if accepted else finding


def _documents(case: Case) -> list[str]:
    return [_document(Same(plan)) for plan in case.references]


@lru_cache(maxsize=16)
def _document(same: Same) -> str:
    return document(same.plan)


def _facts(hit: Hit, files: Sequence[str]) -> str:
    """What a hit says, without the names of files, which change from one version to the next."""
    said = "\n".join(f"{name} {value}" for name, value in sorted(hit.values.items()))
    return reduce(lambda text, name: text.replace(name, ""), files, said)


def _weighed(case: Case, hit: Hit, severity: Severity) -> Severity:
    """The severity of a hit: medium at most where its pair is only perhaps one."""
    if hit.pair is not None and case.pairs[hit.pair].perhaps:
        return max(severity, Severity.MEDIUM, key=lambda one: one.rank)
    return severity


def _finding(rule: Rule, hit: Hit, severity: Severity) -> Finding:
    suggestion = rule.suggestion.format_map(hit.values) if rule.suggestion else None
    return Finding(
        id="",
        rule=rule.code,
        kind=rule.kind,
        severity=severity,
        message=rule.message.format_map(hit.values),
        suggestion=suggestion,
        reference=hit.reference,
        draft=hit.draft,
        others=hit.others,
        basis=rule.basis.format_map(hit.values) if rule.basis else "",
        title=rule.title.format_map(hit.values) if rule.title else "",
        about=hit.values.get("about", ""),
    )
