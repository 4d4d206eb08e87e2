"""What a human has said of the findings of a card, in words: it stands beside the machine's, and never in its place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from compare.decision import Decision, State
from compare.model import Finding, Severity
from extract.language import writing
from templates.words import of, phrase, word


@dataclass(frozen=True, slots=True, kw_only=True)
class HumanView:
    """``badge`` is a mark in a few words, "" without need for one; ``lines`` say who decided what; empty for nothing.

    ``remark``: a human wrote the card. ``unsure``: it has to be made clear. ``dismissed``: it is no finding, for the
    reason in ``FindingView.accepted``. ``again``: a decision was made for other words of the draft.
    """

    badge: str = ""
    lines: tuple[str, ...] = ()
    remark: bool = False
    unsure: bool = False
    dismissed: bool = False
    again: bool = False

    def __bool__(self) -> bool:
        return bool(self.badge or self.lines)


NOBODY = HumanView()
"""Nobody has said anything."""


def human_of(findings: Sequence[Finding]) -> HumanView:
    """What a human has said of the findings of one card."""
    states = {finding.decision.state for finding in findings if finding.decision is not None}
    remark = findings[0].is_remark
    again = any(finding.earlier is not None for finding in findings)
    marks = (
        ("again", again),
        ("remark", remark),
        ("unsure", State.UNSURE in states),
        ("dismissed", State.DISMISS in states),
    )
    return HumanView(
        badge=next((word("human", key) for key, there in marks if there), ""),
        lines=tuple(dict.fromkeys(line for finding in findings for line in _lines(finding))),
        remark=remark,
        unsure=State.UNSURE in states,
        dismissed=State.DISMISS in states,
        again=again,
    )


def _lines(finding: Finding) -> Iterator[str]:
    earlier, decision = finding.earlier, finding.decision
    if earlier is not None:
        key = "earlier_reason" if earlier.reason else "earlier"
        yield phrase("human", key, state=of(earlier.state), by=_by(earlier), reason=_bare(earlier.reason))
    if decision is None:
        return
    key = "written" if finding.is_remark else f"said_{decision.state.value}"
    reason = _bare(decision.reason)
    # The reason for a dismissal stands with the finding, as that of a waiver does.
    if not finding.is_dismissed:
        yield phrase("human", f"{key}_reason" if reason else key, by=_by(decision), reason=reason)
    if finding.proposed is not None:
        yield phrase("human", "proposed", text=finding.proposed)
    elif decision.sentence and not finding.is_dismissed:
        yield word("human", "worded")
    if decision.note:
        yield phrase("human", "note", text=decision.note)


def _by(decision: Decision) -> str:
    return phrase("human", "by", author=decision.author, date=writing.date(decision.date))


def _bare(text: str) -> str:
    return text.strip().rstrip(".")


def bond(finding: Finding) -> Hashable:
    """What the findings of one card share: machine and human, open and dismissed, clear and unclear stay apart."""
    decision = finding.decision
    if finding.is_remark or (finding.waived is not None and decision is None):
        return finding.id
    if decision is None or decision.state is State.KEEP:
        return None
    return decision.state, decision.reason, decision.author, decision.date


def wording(finding: Finding) -> Hashable:
    """What the findings of one remark share beside ``bond``: the human's words."""
    decision = finding.decision
    return (
        (decision.state, decision.sentence, decision.note, decision.reason) if decision is not None else None
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """How far a human is with the cards that the machine made; notes ask nothing of the draft and do not count."""

    total: int
    states: Counter[State]
    """The cards that were decided on, by what was decided on the rest without its dismissed points."""
    again: int
    """Cards that were decided on for other words of the draft."""
    added: int
    """Remarks of the human's own."""


def seen(cards: Iterable[Sequence[Finding]]) -> Seen:
    """The sums of cards as a human decides on them (``report.cards.as_found``), the machine's and remarks.

    A card is decided on when all its points are, those alike that were not dismissed by themselves.
    """
    found = [card for card in cards if card[0].severity is not Severity.NOTE or card[0].decision is not None]
    own = [card for card in found if not card[0].is_remark]
    return Seen(
        total=len(own),
        states=Counter(state for state in map(_state, own) if state is not None),
        again=sum(any(finding.earlier is not None for finding in card) for card in own),
        added=len(found) - len(own),
    )


def _state(card: Sequence[Finding]) -> State | None:
    """What was decided on a card; None where something of it is left to decide."""
    told = {finding.decision.state if finding.decision is not None else None for finding in card}
    kept = told - {State.DISMISS} or told
    return next(iter(kept)) if len(kept) == 1 else None


def seen_line(cards: Iterable[Sequence[Finding]]) -> str:
    """How many cards a human has decided on, for the conclusion; "" where none, and no remark was added."""
    told = seen(cards)
    parts = [
        phrase("human", f"{state.value}_part", count=writing.count(told.states[state]))
        for state in State
        if told.states[state]
    ]
    line = ""
    if parts:
        number, total = writing.count(told.states.total()), writing.count(told.total)
        line += phrase("human", "seen", seen=number, total=total, parts=", ".join(parts))
    if told.again:
        line += phrase("human", "again_count", count=writing.count(told.again))
    if told.added:
        line += phrase("human", "added", count=writing.count(told.added))
    return line
