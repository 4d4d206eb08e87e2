"""The counts of a report and its conclusion, from all pairs and cards."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from compare.model import Finding, Kind, Pair, Place, Review, Severity, Verdict
from compare.standing import FITS, Standing, standing_of
from extract.items.targets import BLANK
from extract.language import writing
from extract.model import Masthead, Unread
from templates import words
from templates.human import seen_line
from templates.report.cards import Card, Point, as_found, cards
from templates.report.parties import names_of

_PRESSING = (Severity.CRITICAL, Severity.HIGH, Severity.MEDIUM)
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
    """Whether a finding still asks something of the draft: it is no note and not waived."""
    return finding.waived is None and finding.severity is not Severity.NOTE


def asks(point: Point) -> bool:
    """Whether a remark asks something of the drafter; a human's words always do."""
    if point.first.severity is Severity.NOTE:
        return False
    return point.first.is_worded or bool(point.wish and point.addressee and not point.condition)


def is_pressing(card: Card) -> bool:
    """Whether the drafter has to change or explain something: what the letter names on its first page.

    A card on a file given by mistake asks the reviewer; some kinds only advise.
    """
    asked = [point.first for point in card.points if asks(point)]
    advises = words.table("official")["advising_kinds"]
    return (
        card.is_open
        and not card.leading
        and card.severity in _PRESSING
        and any(finding.is_worded or finding.kind.value not in advises for finding in asked)
    )


def standing(pair: Pair, open_ones: set[str]) -> Standing:
    """The standing of a pair; ``open_ones`` are the ids of all open findings."""
    return standing_of(pair.verdict, is_open=bool(open_ones.intersection(pair.findings)))


def softened(review: Review) -> frozenset[str]:
    """The ids of open findings on a softer commitment."""
    return frozenset(
        finding.id
        for finding in review.findings
        if finding.kind is Kind.SOFTER_COMMITMENT and is_open(finding)
    )


def is_soft(pair: Pair, soft: Collection[str]) -> bool:
    """Whether a pair has the number asked for, without the commitment to it; ``soft`` as of ``softened``."""
    return any(name in soft for name in pair.findings)


def standing_word(told: Standing) -> str:
    """The word for a standing in counts."""
    return words.of(told, "standing" if told is Standing.PARTIAL else "verdict")


def standings(review: Review, without: Collection[int] = ()) -> Counter[Standing]:
    """The number of compared pairs with each standing; ``without`` are references whose pairs are left out."""
    open_ones = {finding.id for finding in review.findings if is_open(finding)}
    pairs = (pair for pair in review.pairs if not pair.is_void and (pair.reference.plan or 0) not in without)
    return Counter(standing(pair, open_ones) for pair in pairs)


def doubted(review: Review) -> frozenset[int]:
    """The references that may not be the draft's, by open findings on files; nothing is put to a drafter by them."""
    return frozenset(
        finding.reference.plan
        for finding in review.findings
        if finding.id in review.leading and is_open(finding)
        if finding.reference is not None and finding.reference.plan is not None
    )


def parted(review: Review) -> tuple[Review, Review | None]:
    """The review as far as it counts, and what rests on doubted references; None where no reference is doubted."""
    unsure = doubted(review)
    if not unsure:
        return review, None
    pairs = [(pair, pair.reference.plan in unsure) for pair in review.pairs]
    findings = [(finding, _rests_on(finding, review, unsure)) for finding in review.findings]
    sure, held = (
        replace(
            review,
            pairs=tuple(pair for pair, rests in pairs if rests is part),
            findings=tuple(finding for finding, rests in findings if rests is part),
        )
        for part in (False, True)
    )
    return sure, held


def _rests_on(finding: Finding, review: Review, doubted: Collection[int]) -> bool:
    return (
        finding.id not in review.leading
        and finding.reference is not None
        and finding.reference.plan in doubted
    )


def is_held(card: Card, doubted: Collection[int]) -> bool:
    """Whether a card rests on doubted references alone, so that it says nothing of the draft yet."""
    plans = {finding.reference.plan for finding in card.findings if finding.reference is not None}
    return bool(plans) and not card.leading and all(plan in doubted for plan in plans)


def leading(review: Review, *, notes: bool = True) -> list[str]:
    """The remarks on files that were given by mistake, with what to do; they stand before everything else."""
    return [
        " ".join(filter(None, (finding.message, finding.suggestion)))
        for finding in review.findings
        if finding.id in review.leading and finding.waived is None
        if notes or finding.severity is not Severity.NOTE
    ]


def issued(head: Masthead) -> str:
    """The reminder that a draft with number, date and signer may have been issued; "" for any other."""
    if head.is_draft or not (head.number and head.date and head.signer):
        return ""
    number, date = head.number, writing.when(head.date)
    return words.phrase("official", "issued", number=number, date=date, signer=head.signer)


def unread_of(review: Review) -> list[tuple[Unread, Place | None]]:
    """What a human has to read in the files, with its place where a finding knows it.

    A value that the drafter left blank is asked of him by a finding: it was read, and needs nobody's eyes.
    """
    places = [place for finding in review.findings for place in (finding.draft, finding.reference)]
    told = {place.anchor: place for place in places if place is not None and place.part == "unread"}
    found = [(piece, told.get(piece.anchor) if piece.anchor else None) for piece in review.unread]
    return [
        (piece, place)
        for piece, place in found
        if piece.reason != BLANK or place is None or place.plan is not None
    ]


def conclusion(review: Review) -> str:
    """The conclusion of the review in a few sentences, whose numbers add up."""
    return "".join(sentences(review, cards(parted(review)[0])))


def sentences(review: Review, found: Sequence[Card], *, whole: bool = False) -> tuple[str, str, str]:
    """The first sentence of the conclusion, the counts of targets, and what else a reader must know of the review.

    ``found`` are the cards of the review, as far as it counts. ``whole``: plans have their whole names.
    """
    open_ones = [card for card in found if card.is_open]
    decided = as_found(review)
    dismissed, left_out = _dismissed(found, decided)
    waived = sum(card.waived is not None and not card.first.is_dismissed for card in found)
    unsure = doubted(review)
    asked = [card for card in open_ones if not card.leading and not is_held(card, unsure)]
    heavy = sum(map(is_pressing, asked))
    unread = unread_of(review)
    compared = [pair for pair in review.pairs if not pair.is_void]
    pairs = [pair for pair in compared if (pair.reference.plan or 0) not in unsure]
    void = {pair.reference.plan for pair in review.pairs if pair.is_void}
    references = len(review.references) - len(void | unsure)
    # References whose pairs are void are told as files given by mistake.
    short = names_of(review).of
    reference = {number: short(number) for number in range(len(review.references)) if number not in void}
    full = {
        n: writing.document(review.references[n].masthead) if whole else name for n, name in reference.items()
    }
    kept = [pair for pair in pairs if pair.verdict is not Verdict.OUT_OF_PERIOD]
    values = {
        "pairs": writing.count(len(pairs)),
        "within": writing.count(len(kept)),
        "tasks": _of_tasks(kept),
        "references": writing.count(references),
        "heavy": writing.count(heavy),
        "rest": writing.count(len(asked)),
        "waived": writing.count(waived),
        "dismissed": writing.count(dismissed),
        "left_out": writing.count(left_out),
        "off": writing.count(len(review.off)),
        "before": "" if issued(review.draft.masthead) else words.word("conclusion", "before"),
        "unread": writing.count(len(unread)),
        "parts": ", ".join(_parts(review, unsure)),
        "sure": writing.listed([name for number, name in full.items() if number not in unsure]),
        "doubted": writing.listed([name for number, name in reference.items() if number in unsure]),
    }
    most = "all_heavy" if heavy == len(asked) else "heavy"
    middle = "clean" if not asked else "light" if not heavy else most
    start = ["start_sure"] if values["doubted"] else ["start", "several" if references > 1 else "one"]
    if 0 < len(kept) < len(pairs):
        start = [f"{key}_within" for key in start]
    nothing = "doubtful" if compared else "void" if review.pairs else "nothing"
    first = [*start, middle, "end"] if pairs else [nothing]
    results = ["answered"] if pairs else []
    keys = ["doubted_whole" if whole else "doubted"] if pairs and values["doubted"] else []
    if not pairs and asked:
        keys.append("others")
    # A reader of the conclusion alone must not take waived findings or rules turned off for a clean result.
    away = "dismissed" if not left_out else "dismissed_parts" if dismissed else "left_out"
    told = ((away, dismissed or left_out), ("waived", waived), ("off", review.off), ("unread", unread))
    keys += [key for key, there in told if there]
    one, two, rest = (
        "".join(words.phrase("conclusion", key, **values) for key in part) for part in (first, results, keys)
    )
    return one, two, seen_line(decided) + rest


def _of_tasks(pairs: Sequence[Pair]) -> str:
    """How many of the compared values stand among the tasks of their plan; "" where none does."""
    count = sum(pair.reference.part == "tasks" for pair in pairs)
    return words.phrase("conclusion", "tasks", count=writing.count(count)) if count else ""


def _dismissed(found: Sequence[Card], decided: Iterable[Sequence[Finding]]) -> tuple[int, int]:
    """How many cards a human has dismissed, and how many points of others by themselves.

    ``decided`` are the findings by the cards on which the human decided.
    """
    cards_of = (group for group in decided if all(finding.is_dismissed for finding in group))
    known = {finding.id for group in cards_of for finding in group}
    aside = [card for card in found if card.first.is_dismissed]
    whole = [card for card in aside if card.first.id in known]
    return len(whole), sum(len(card.points) for card in aside if card.first.id not in known)


def _parts(review: Review, without: Collection[int]) -> list[str]:
    counts = standings(review, without)
    found = {name: sum(counts[key] for key in keys) for name, keys in _GROUPS.items()}
    soft = softened(review)
    open_ones = {finding.id for finding in review.findings if is_open(finding)}
    kept = (pair for pair in review.pairs if not pair.is_void and (pair.reference.plan or 0) not in without)
    softer = sum(standing(pair, open_ones) is Standing.PARTIAL and is_soft(pair, soft) for pair in kept)
    found = {"fits": found.pop("fits"), "partial": found.pop("partial") - softer, "soft": softer} | found
    return [
        words.phrase("standing", f"{name}_part", count=writing.count(count))
        for name, count in found.items()
        if count
    ]
