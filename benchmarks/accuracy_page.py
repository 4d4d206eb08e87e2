"""The page ``docs/accuracy.md``: tables of what ``benchmarks.accuracy`` counted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from benchmarks.scoring import Score, ratios
from benchmarks.variants import VARIANTS
from compare.model import Kind
from compare.rules import Rule

FAMILIES: Mapping[str, tuple[Kind, ...]] = {
    "targets": (
        Kind.MISSING_TARGET,
        Kind.WEAKER_VALUE,
        Kind.LATER_DEADLINE,
        Kind.SOFTER_COMMITMENT,
        Kind.NARROWER_SCOPE,
        Kind.DROPPED_CONDITION,
        Kind.CHANGED_UNIT,
        Kind.CHANGED_REFERENCE,
        Kind.CHANGED_BASELINE,
        Kind.CHANGED_MEASURE,
        Kind.MISSING_PERIOD,
        Kind.MISSING_VALUE,
    ),
    "notes": (Kind.OUT_OF_PERIOD, Kind.APPORTION, Kind.EXCEEDED, Kind.EXTRA_TARGET),
    "tasks": (
        Kind.MISSING_TASK,
        Kind.WEAKER_TASK,
        Kind.MISSING_LEAD,
        Kind.WRONG_LEAD,
        Kind.BOILERPLATE,
        Kind.MISSING_FUNDING,
        Kind.MISSING_REPORTING,
    ),
    "lineage": (
        Kind.WRONG_PARENT,
        Kind.WRONG_PLACE,
        Kind.CITATION_MISSING,
        Kind.CITATION_MISMATCH,
        Kind.CITATION_MALFORMED,
        Kind.DATE_ORDER,
        Kind.BASIS_EXPIRED,
    ),
    "form": (Kind.FORM,),
    "consistency": (Kind.ARITHMETIC, Kind.WORDS_DIGITS, Kind.PERIOD_MISMATCH, Kind.CONTRADICTION),
    "names": (Kind.NAME, Kind.SPELLING),
}
AS_IT_IS, SAME_PLANS = "as it is", "as it is, on the same plans"
_NOTICED = 0.002
"""A difference of a share that is more than chance on a few thousand pairs."""
AIMS = {"targets": 0.97, "notes": 0.97}
AIM = 0.92
_INTRODUCTION = """\
# Accuracy

Made by `make accuracy`. {how}.

From every upper plan (the samples of a higher level, a plan of the layouts, the real plans where they are at hand)
`benchmarks/generator` writes lower plans: first a faithful one that carries all targets and tasks down, then harmless
changes (other words and order, merged bullets, other numbering, equal hedges, words of the lower level, a table, years
in headings, slips of letter recognition, stricter values, further targets), and in half of the plans one to four
deviations whose place and kind are known. The generator has words of its own and reads none of the lexicons of the
toolkit. A finding counts as right when it names the kind and the place of a deviation (or of a note that is due); every
other one is false, whatever the reason; only a word in which the generator itself made a slip of a letter may be told
or not. Some harmless plans are plans of one year, with steps on the way to what is due later, and some have a plan of
the nation above them that is stricter than their province's.

"Notes" are the findings about targets that ask nothing of a draft (due later, to be apportioned, better than asked,
additional); they are kept apart, since they are many and easy.

These plans are made, not found: the figures tell where the toolkit stands and what a change to it does, not how often
it will be right on plans of another make.
"""


def page(scores: Mapping[str, Score], rules: Mapping[str, Rule], how: str, loading: float = 0.0) -> str:
    """The whole page; ``scores`` by the way of aligning, the first one as the toolkit does it; ``loading`` are the
    seconds that underthesea takes to begin."""
    main = next(iter(scores.values()))
    lines = [
        _INTRODUCTION.format(how=how),
        *_summary(main),
        *_kinds(main, rules),
        *_rules(main, rules),
        *_named(main),
    ]
    if len(scores) > 1:
        lines += _variants(scores, loading)
    return "\n".join(lines) + "\n"


def _table(head: Sequence[str], rows: Iterator[Sequence[str]]) -> list[str]:
    return [
        f"| {' | '.join(head)} |",
        f"|{' --- |' * len(head)}",
        *(f"| {' | '.join(row)} |" for row in rows),
        "",
    ]


def _summary(score: Score) -> list[str]:
    pairing = score.right_pairs / score.pairs if score.pairs else 1.0
    rows = [
        (
            f"F1, {family}",
            f"{ratios(score, kinds)[2]:.3f}",
            f"at least {AIMS.get(family, AIM)}",
        )
        for family, kinds in FAMILIES.items()
    ]
    false = f"{score.heavy_in_harmless} in {score.harmless}"
    rows += [
        ("pairs that are right", f"{pairing:.4f} of {score.pairs}", "at least 0.98"),
        ("false critical or high findings in harmless plans", false, "at most 1 in 50 plans"),
    ]
    return _table(("What", "Figure", "Aim"), iter(rows))


def _kinds(score: Score, rules: Mapping[str, Rule]) -> list[str]:
    def rows() -> Iterator[Sequence[str]]:
        for family, kinds in FAMILIES.items():
            for kind in kinds:
                counts = (score.found[kind], score.missed[kind], score.false[kind])
                if any(counts):
                    codes = ", ".join(rule.code for rule in rules.values() if rule.kind is kind) or "none yet"
                    figures = [f"{figure:.3f}" for figure in ratios(score, [kind])]
                    yield (family, kind.value, codes, *map(str, counts), *figures)

    head = ("Family", "Kind", "Rules", "Found", "Missed", "False", "Precision", "Recall", "F1")
    return ["## By kind of finding", "", *_table(head, rows())]


def _rules(score: Score, rules: Mapping[str, Rule]) -> list[str]:
    """Counts by the code of the rule; a label that more than one rule may answer counts for the one that did."""

    def rows() -> Iterator[Sequence[str]]:
        for code, rule in rules.items():
            counts = (score.rule_found[code], score.rule_missed[code], score.rule_false[code])
            if any(counts):
                yield (code, rule.name, rule.severity.value, *map(str, counts))

    quiet = [
        code
        for code in rules
        if not (score.rule_found[code] or score.rule_missed[code] or score.rule_false[code])
    ]
    head = ("Rule", "Name", "Severity", "Found", "Missed", "False")
    note = f"Rules that no plan asked for and none called: {', '.join(quiet) or 'none'}."
    return ["## By rule", "", *_table(head, rows()), note, ""]


def _named(score: Score) -> list[str]:
    rows = ((name, str(score.named[name]), str(score.named_found[name])) for name in sorted(score.named))
    return ["## By deviation", "", *_table(("What was done", "Times", "Found"), rows)]


def _variants(scores: Mapping[str, Score], loading: float) -> list[str]:
    """The other ways beside the toolkit's own on the same plans, and what each says about a mechanism."""
    own = scores[SAME_PLANS]
    ways = {SAME_PLANS: own} | {
        name: scores[name] for name in VARIANTS if name in scores and name != AS_IT_IS
    }

    def rows() -> Iterator[Sequence[str]]:
        for name, score in ways.items():
            heavy = f"{score.heavy_in_harmless} in {score.harmless}"
            what = VARIANTS.get(name, VARIANTS[AS_IT_IS])
            figures = (f"{_pairing(score):.4f}", f"{_f1(score):.3f}", heavy, f"{_milliseconds(score):.1f}")
            yield (name, what, *figures)

    head = ("Way", "What it is", "Right pairs", "F1 of targets", "False critical or high", "ms a review")
    note = (
        f"All see the same {own.plans} plans, each reviewed twice; the second time is counted, so nothing that is only "
        f"loaded once is in it. To load underthesea and cut a first word takes {loading:.1f} s in each process."
    )
    told = [f"- {_told(name, score, own)}" for name, score in ways.items() if name != SAME_PLANS]
    return ["## Other ways of aligning", "", note, "", *_table(head, rows()), *told, ""]


def _told(name: str, score: Score, own: Score) -> str:
    """Whether a mechanism earns its cost, by the figures alone."""
    gain, pairs = _f1(own) - _f1(score), _pairing(own) - _pairing(score)
    heavy = score.heavy_in_harmless - own.heavy_in_harmless
    times = _milliseconds(own) / (_milliseconds(score) or 1.0)
    differs = abs(gain) > _NOTICED or abs(pairs) > _NOTICED or heavy != 0
    better = gain + pairs > 0 or heavy > 0
    figures = (
        f"F1 of targets {_f1(own):.3f} against {_f1(score):.3f}, right pairs {_pairing(own):.4f} against "
        f"{_pairing(score):.4f}, false critical or high {own.heavy_in_harmless} against {score.heavy_in_harmless}"
    )
    if name in ("words", "BM25"):
        verdict = "is worse" if differs and better else "is better" if differs else "makes no difference"
        return (
            f"**{name}** {verdict}: {figures} (the toolkit's own way first), in {1 / times:.2f} of its time."
        )
    verdict = "earns its cost" if differs and better else "earns nothing on these plans"
    return f"What **{name}** leaves out {verdict}: {figures} (with it first), in {times:.2f} of the time."


def _pairing(score: Score) -> float:
    return score.right_pairs / score.pairs if score.pairs else 1.0


def _f1(score: Score) -> float:
    return ratios(score, FAMILIES["targets"])[2]


def _milliseconds(score: Score) -> float:
    return 1000 * score.seconds / score.plans if score.plans else 0.0
