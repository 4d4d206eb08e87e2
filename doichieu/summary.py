"""The lines that a user sees after a check."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from textwrap import shorten
from typing import TYPE_CHECKING

from doichieu.messages import Catalogue

if TYPE_CHECKING:
    from compare.model import Party, Review
    from compare.versions import Versions
    from templates.opinions import Fates
    from templates.report.cards import Card

LINES = 10
WIDTH = 150


def summary(review: Review, saved: Sequence[Path], say: Catalogue) -> list[str]:
    """At most ten lines: the parties, the conclusion, counts, the heaviest findings, the files."""
    from templates.report.cards import cards
    from templates.report.conclusion import leading, unread_of

    # All remarks on one place count once, as in the reports.
    found = [card for card in cards(review) if card.waived is None]
    severities = Counter(card.severity.value for card in found)
    head = [
        *(say("summary.leading", message=message) for message in leading(review)),
        say("summary.draft", name=_party(review.draft)),
        say("summary.references", names="; ".join(_party(party) for party in review.references)),
        say("summary.conforms" if review.conforms else "summary.differs"),
        *_targets(review, say),
        _counts("severity", severities, say),
    ]
    found = [card for card in found if not card.leading]
    unread = unread_of(review)
    tail = [say("summary.unread", count=len(unread))] if unread else []
    tail += _decided(review, say)
    waived = sum(finding.waived is not None and not finding.is_dismissed for finding in review.findings)
    idle = sum(finding.kind.value == "waiver" for finding in review.findings)
    told = [say(f"summary.{key}", count=n) for key, n in (("waived", waived), ("idle", idle)) if n]
    tail += [say("summary.waivers", parts="; ".join(told))] if told else []
    tail += _by_hand(review, say)
    if review.off:
        codes = shorten(", ".join(review.off), WIDTH, placeholder=" …")
        tail.append(say("summary.off", codes=codes))
    if saved:
        tail.append(say("summary.saved", paths=", ".join(map(str, saved))))
    else:
        tail.append(say("summary.not_saved"))
    return [*head, *_heaviest(found, LINES - len(head) - len(tail), say), *tail]


def _by_hand(review: Review, say: Catalogue) -> Iterator[str]:
    """How much reviewers corrected and paired, and what of it met nothing."""
    made = [
        one.met.value == "made" for party in (review.draft, *review.references) for one in party.corrections
    ]
    pinned = sum(pair.pinned is not None for pair in review.pairs)
    pinned += len({(pin.key, pin.quote) for pin in review.task_pins})
    unmet = sum(finding.rule in ("VB10", "VB11") for finding in review.findings)
    counts = (("corrected", sum(made)), ("pinned", pinned), ("unmet", unmet))
    told = [say(f"summary.{key}", count=count) for key, count in counts if count]
    if told:
        yield say("summary.by_hand", parts="; ".join(told))


def _decided(review: Review, say: Catalogue) -> list[str]:
    """What a human decided, counted as in reports, and how many remarks were added; nothing without either."""
    from templates.human import seen
    from templates.report.cards import as_found

    made = seen(as_found(review))
    counts = {state.value: count for state, count in made.states.items()}
    counts["remarks"] = made.added
    told = [say(f"summary.{key}", count=count) for key, count in counts.items() if count]
    return [say("summary.decided", parts="; ".join(told))] if told else []


def _party(party: Party) -> str:
    """A document with its place and file, as far as known: ``Kế hoạch số 15/KH-UBND, huyện A (a4.pdf)``."""
    from extract.language import writing

    masthead = party.masthead
    if not masthead.kind and not masthead.number:
        return party.source.name
    where = f", {masthead.place}" if masthead.place else ""
    return f"{writing.document(masthead, full=False, alone=True)}{where} ({party.source.name})"


def _targets(review: Review, say: Catalogue) -> Iterator[str]:
    from templates.report.conclusion import standings

    void = sum(pair.is_void for pair in review.pairs)
    if not void or void < len(review.pairs):
        yield _counts("verdict", Counter(one.value for one in standings(review).elements()), say)
    if void:
        yield say("summary.void", count=void)


def _counts(family: str, number: Counter[str], say: Catalogue) -> str:
    """Counts in the order of the texts: ``Chỉ tiêu: 9 chỉ tiêu của cấp trên: 4 phù hợp, 5 chưa đạt mức``."""
    known = [f"{number[name]} {label}" for name, label in say.list(family).items() if number[name]]
    counts = ": " + ", ".join(known) if known else ""
    return say(
        "summary.verdicts" if family == "verdict" else "summary.severities",
        total=number.total(),
        counts=counts,
    )


def _heaviest(found: Sequence[Card], room: int, say: Catalogue) -> list[str]:
    """The heaviest findings, at most ``room`` lines; notes are only counted."""
    worth = [card for card in found if card.severity.value != "note"]
    shown = worth if len(worth) <= room else worth[: room - 1]
    lines = [
        say(
            "summary.finding",
            rule=card.first.rule,
            severity=say(f"severity.{card.severity.value}"),
            message=shorten(card.headline, WIDTH, placeholder=" …"),
        )
        for card in shown
    ]
    rest = len(worth) - len(shown)
    return [*lines, say("summary.more", count=rest)] if rest else lines


def versions_summary(versions: Versions, saved: Sequence[Path], say: Catalogue) -> list[str]:
    """Counts of items and findings by fate, and the findings that still stand, the heaviest first, then new ones."""
    from compare.versions import Fate
    from templates.opinions import counts_of, opinions_of
    from templates.progress import taken_up
    from templates.versions import doubt_of

    counts = {fate: len(versions.of(fate)) for fate in Fate}
    doubt = doubt_of(versions)
    lines = [
        *([say("summary.leading", message=doubt)] if doubt else []),
        say("diff.parties", old=_party(versions.old), new=_party(versions.new)),
        say("diff.items", counts=", ".join(f"{n} {say(f'fate.{fate}')}" for fate, n in counts.items() if n)),
    ]
    found = opinions_of(versions)
    if found is not None:
        told = ", ".join(f"{len(members)} {say(f'fate.{fate}')}" for fate, members in found.items())
        lines.append(say("diff.findings", counts=told))
        fixed, total = taken_up(counts_of(found))
        lines += [say("diff.taken", fixed=fixed, total=total)] if total else []
        lines += _open(versions, found, max(0, LINES - len(lines) - 1), say)
    if saved:
        lines.append(say("summary.saved", paths=", ".join(map(str, saved))))
    return lines


def _open(versions: Versions, found: Fates, room: int, say: Catalogue) -> list[str]:
    """The heaviest opinions that are open, at most ``room``; those that still stand come before new ones."""
    from compare.fates import FindingFate

    both = [(fate, one) for fate in (FindingFate.REMAINING, FindingFate.NEW) for one in found[fate]]
    heaviest = sorted(both, key=lambda entry: entry[1].first.severity.rank)[:room]
    heaviest.sort(key=lambda entry: entry[0] is FindingFate.NEW)
    return [
        say(
            "diff.finding",
            rule=opinion.first.rule,
            severity=say(f"severity.{opinion.first.severity.value}"),
            fate=say(f"fate.{fate}"),
            message=shorten(opinion.message(versions.references), WIDTH, placeholder=" …"),
        )
        for fate, opinion in heaviest
    ]
