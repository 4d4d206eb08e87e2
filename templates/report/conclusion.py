"""What all pairs and remarks come to: the counts of a report and its conclusion."""

from __future__ import annotations

from collections import Counter

from compare.model import Finding, Pair, Review, Severity
from compare.standing import FITS, Standing, standing_of
from extract.language import writing
from templates import words
from templates.report.merging import remarks

_HEAVY = (Severity.CRITICAL, Severity.HIGH)
_GROUPS = {
    "fits": FITS,
    "partial": (Standing.PARTIAL,),
    "weaker": (Standing.WEAKER,),
    "missing": (Standing.MISSING,),
    "unclear": (Standing.INCOMPARABLE,),
    "apportion": (Standing.APPORTION,),
    "out": (Standing.OUT_OF_PERIOD,),
}


def is_open(finding: Finding) -> bool:
    """Whether it still asks something of the draft: no note, not accepted by a human."""
    return finding.waived is None and finding.severity is not Severity.NOTE


def standing(pair: Pair, open_ones: set[str]) -> Standing:
    """How a pair stands; ``open_ones`` are the ids of all open findings."""
    return standing_of(pair.verdict, is_open=bool(open_ones.intersection(pair.findings)))


def standing_word(told: Standing) -> str:
    """The word of a standing where it is counted."""
    return words.of(told, "standing" if told is Standing.PARTIAL else "verdict")


def standings(review: Review) -> Counter[Standing]:
    """How many pairs there are of each standing."""
    open_ones = {finding.id for finding in review.findings if is_open(finding)}
    return Counter(standing(pair, open_ones) for pair in review.pairs)


def conclusion(review: Review) -> str:
    """The whole review in a few sentences, whose numbers add up."""
    found = [group[0] for group in remarks(review)]
    open_ones = [finding for finding in found if is_open(finding)]
    waived = sum(finding.waived is not None for finding in found)
    heavy = sum(finding.severity in _HEAVY for finding in open_ones)
    values = {
        "pairs": writing.count(len(review.pairs)),
        "references": writing.count(len(review.references)),
        "heavy": writing.count(heavy),
        "rest": writing.count(len(open_ones)),
        "waived": writing.count(waived),
        "off": writing.count(len(review.off)),
        "unread": writing.count(len(review.unread)),
        "parts": ", ".join(_parts(review)),
    }
    middle = "clean" if not open_ones else "heavy" if heavy else "light"
    several = "several" if len(review.references) > 1 else "one"
    keys = ["start", several, middle, "answered"] if review.pairs else ["nothing"]
    if not review.pairs and open_ones:
        keys = ["nothing", "others"]
    # Who reads no further than this must not take what was accepted or not looked for as faultless.
    told = (("waived", waived), ("off", review.off), ("unread", review.unread))
    keys += [key for key, there in told if there]
    return "".join(words.phrase("conclusion", key, **values) for key in keys)


def _parts(review: Review) -> list[str]:
    counts = standings(review)
    found = {name: sum(counts[key] for key in keys) for name, keys in _GROUPS.items()}
    return [
        words.phrase("standing", f"{name}_part", count=writing.count(count))
        for name, count in found.items()
        if count
    ]
