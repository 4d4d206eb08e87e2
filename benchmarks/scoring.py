"""What a review said of a made plan, held against the plan's labels."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from benchmarks.generator.model import Goal, Label, Origin
from benchmarks.generator.plans import Made
from benchmarks.generator.rendering import shown
from compare.model import Finding, Kind, Pair, Place, Review, Severity, Verdict

HEAVY = (Severity.CRITICAL, Severity.HIGH)
# What could not be read is no judgement of the plan.
UNJUDGED = frozenset({Kind.UNREAD, Kind.LOW_CONFIDENCE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Mistake:
    """One thing that the review got wrong: what was expected ("" for nothing) and what was found ("" for nothing)."""

    plan: str
    what: str
    kind: Kind | None
    upper: str
    lower: str
    expected: str
    found: str


@dataclass(slots=True, kw_only=True)
class Score:
    """Counts over plans; by kind of finding, and hits by the name of the deviation."""

    plans: int = 0
    harmless: int = 0
    heavy_in_harmless: int = 0
    found: Counter[Kind] = field(default_factory=Counter)
    missed: Counter[Kind] = field(default_factory=Counter)
    false: Counter[Kind] = field(default_factory=Counter)
    named: Counter[str] = field(default_factory=Counter)
    named_found: Counter[str] = field(default_factory=Counter)
    rule_found: Counter[str] = field(default_factory=Counter)
    rule_missed: Counter[str] = field(default_factory=Counter)
    rule_false: Counter[str] = field(default_factory=Counter)
    heavy_rules: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0
    pairs: int = 0
    right_pairs: int = 0
    mistakes: list[Mistake] = field(default_factory=list)

    def add(self, other: Score) -> None:
        """Take over the counts of other plans."""
        self.plans += other.plans
        self.harmless += other.harmless
        self.heavy_in_harmless += other.heavy_in_harmless
        self.pairs += other.pairs
        self.right_pairs += other.right_pairs
        for mine, theirs in (
            (self.found, other.found),
            (self.missed, other.missed),
            (self.false, other.false),
        ):
            mine.update(theirs)
        for ours, others in (
            (self.named, other.named),
            (self.named_found, other.named_found),
            (self.rule_found, other.rule_found),
            (self.rule_missed, other.rule_missed),
            (self.rule_false, other.rule_false),
            (self.heavy_rules, other.heavy_rules),
        ):
            ours.update(others)
        self.seconds += other.seconds
        self.mistakes += other.mistakes


def score(made: Made, review: Review, inherited: Counter[str] | None = None, seconds: float = 0.0) -> Score:
    """One plan. ``inherited`` are rules that the upper plan itself breaks, with how often: a plan that carries
    everything down carries its flaws down too, and to be told of them is neither right nor wrong."""
    allowed = Counter(inherited or {})
    result = Score(plans=1, harmless=0 if made.deviations else 1, seconds=seconds)
    claimed: set[str] = set()
    for label in made.labels:
        hits = [
            finding
            for finding in review.findings
            if _is(finding, label, label.kinds) and (not label.rules or finding.rule in label.rules)
        ]
        claimed |= {
            finding.id for finding in review.findings if _is(finding, label, label.kinds + label.also)
        }
        if label.optional:
            continue
        kind = hits[0].kind if hits else label.kinds[0]
        result.named[label.name] += 1
        if hits:
            result.found[kind] += 1
            result.named_found[label.name] += 1
            result.rule_found[hits[0].rule] += 1
        else:
            result.missed[kind] += 1
            # Without a rule of its own, a label is missed by a kind.
            result.rule_missed[(label.rules or (label.kinds[0].value,))[0]] += 1
            result.mistakes.append(_missed(made, label, review))
    for finding in review.findings:
        if finding.kind in UNJUDGED and finding.severity not in HEAVY:
            continue
        if finding.id not in claimed and allowed[finding.rule] > 0:
            allowed[finding.rule] -= 1
        elif finding.id not in claimed:
            result.false[finding.kind] += 1
            result.rule_false[finding.rule] += 1
            result.mistakes.append(_false(made, finding))
            if not made.deviations and finding.severity in HEAVY:
                result.heavy_in_harmless += 1
                result.heavy_rules[finding.rule] += 1
    for wrong in _pairs(made, review, result):
        result.mistakes.append(wrong)
    return result


def _is(finding: Finding, label: Label, kinds: tuple[Kind, ...]) -> bool:
    """Whether a finding says what a label wants."""
    if finding.kind not in kinds:
        return False
    if label.origin is not None:
        places = (finding.reference, *finding.others)
        return any(place is not None and answers(place, label.origin) for place in places)
    if not label.quote:
        return True
    if finding.kind in (Kind.SPELLING, Kind.NAME):
        # What is quoted first is what is said to be wrong; all that stands around it is right.
        wrong = re.search(r"“([^”]*)”", finding.message)
        first, second = plain(wrong.group(1) if wrong else ""), plain(label.quote)
        return bool(first) and (_within(first, second) or _within(second, first))
    said = plain(" ".join((finding.draft.text if finding.draft else "", finding.message)))
    quote = plain(label.quote)
    return quote in said or (len(said) > 25 and plain(finding.draft.text if finding.draft else "-") in quote)


def _within(piece: str, whole: str) -> bool:
    """Whether whole words stand in other words."""
    return f" {piece} " in f" {whole} "


def answers(place: Place, origin: Origin) -> bool:
    """Whether an upper place is the one a target came from; the value tells the two horizons of one sentence apart."""
    if place.target != origin.item:
        return False
    measure = place.measure
    if origin.value is None or measure is None or measure.low is None:
        return True
    year = int(measure.deadline[:4]) if measure.deadline else None
    return measure.low == origin.value and (year is None or origin.year is None or year == origin.year)


def plain(text: str) -> str:
    """Folded, without marks and doubled blanks, for finding a quote."""
    text = unicodedata.normalize("NFC", text).casefold()
    return " ".join(re.sub(r"[^\w%‰/]+", " ", text).split())


def _pairs(made: Made, review: Review, result: Score) -> Iterator[Mistake]:
    """Count the pairs of targets that are in the plan, and give the wrong ones."""
    for goal in made.draft.goals:
        for whole in (goal, goal.inside):
            origin = whole.origin if whole is not None else None
            if whole is None or origin is None or origin.value is None or whole.value is None:
                continue
            for pair in review.pairs:
                measure = pair.reference.measure
                if measure is not None and measure.low is not None and answers(pair.reference, origin):
                    result.pairs += 1
                    if _is_right(pair, goal, made):
                        result.right_pairs += 1
                    else:
                        yield Mistake(
                            plan=made.name,
                            what="pair",
                            kind=None,
                            upper=pair.reference.text,
                            lower=shown(goal, made.draft),
                            expected="pair",
                            found=pair.draft.text if pair.draft else pair.verdict.value,
                        )
                    break


def _is_right(pair: Pair, goal: Goal, made: Made) -> bool:
    if pair.draft is None:
        return pair.verdict is Verdict.OUT_OF_PERIOD
    wanted, said = plain(shown(goal, made.draft)), [plain(place.text) for place in (pair.draft, *pair.parts)]
    return any(wanted in text or text in wanted for text in said)


def _missed(made: Made, label: Label, review: Review) -> Mistake:
    place = next(
        (pair for pair in review.pairs if label.origin is not None and answers(pair.reference, label.origin)),
        None,
    )
    said = [
        finding.kind.value
        for finding in review.findings
        if place is not None and finding.id in place.findings
    ]
    return Mistake(
        plan=made.name,
        what="missed",
        kind=label.kinds[0],
        upper=place.reference.text if place else "",
        lower=label.quote or label.name,
        expected=f"{label.name} ({', '.join(sorted(label.kinds))})",
        found=", ".join(said)
        + (f" [{place.verdict}] {place.draft.text if place.draft else ''}" if place else ""),
    )


def _false(made: Made, finding: Finding) -> Mistake:
    return Mistake(
        plan=made.name,
        what="false heavy" if finding.severity in HEAVY and not made.deviations else "false",
        kind=finding.kind,
        upper=finding.reference.text if finding.reference else "",
        lower=finding.draft.text if finding.draft else "",
        expected="nothing" if not made.deviations else f"only {', '.join(made.deviations)}",
        found=f"{finding.rule} {finding.severity}: {finding.message}",
    )


def ratios(score: Score, kinds: Iterable[Kind]) -> tuple[float, float, float]:
    """Precision, recall and F1 over some kinds; 1 where there is nothing to find and nothing was found."""
    kinds = list(kinds)
    right = sum(score.found[kind] for kind in kinds)
    false = sum(score.false[kind] for kind in kinds)
    missed = sum(score.missed[kind] for kind in kinds)
    precision = right / (right + false) if right + false else 1.0
    recall = right / (right + missed) if right + missed else 1.0
    return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0
