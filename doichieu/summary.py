"""The ten lines a user sees after a check."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from textwrap import shorten
from typing import TYPE_CHECKING

from doichieu.messages import Catalogue

if TYPE_CHECKING:
    from compare.model import Finding, Party, Review

LINES = 10
WIDTH = 150


def summary(review: Review, saved: Sequence[Path], say: Catalogue) -> list[str]:
    """Give at most ten lines: what was compared, judgement, counts, heaviest findings, files."""
    open_findings = [finding for finding in review.findings if finding.waived is None]
    head = [
        say("summary.draft", name=_party(review.draft)),
        say("summary.references", names="; ".join(_party(party) for party in review.references)),
        say("summary.conforms" if review.conforms else "summary.differs"),
        _counts("verdict", [pair.verdict.value for pair in review.pairs], say),
        _counts("severity", [finding.severity.value for finding in open_findings], say),
    ]
    tail = [say("summary.unread", count=len(review.unread))] if review.unread else []
    if saved:
        tail.append(say("summary.saved", paths=", ".join(map(str, saved))))
    else:
        tail.append(say("summary.not_saved"))
    return [*head, *_heaviest(open_findings, LINES - len(head) - len(tail), say), *tail]


def _party(party: Party) -> str:
    """``Kế hoạch 15/KH-UBND (a4.pdf)``, as far as the masthead tells."""
    masthead = party.masthead
    told = " ".join(part for part in (masthead.kind, masthead.number) if part)
    where = f", {masthead.place}" if masthead.place else ""
    return f"{told}{where} ({party.source.name})" if told else party.source.name


def _counts(family: str, values: Sequence[str], say: Catalogue) -> str:
    """``Chỉ tiêu: 9 yêu cầu của cấp trên: 4 đạt, 5 thấp hơn``, in the order of the texts."""
    number = Counter(values)
    known = [f"{number[name]} {label}" for name, label in say.list(family).items() if number[name]]
    counts = ": " + ", ".join(known) if known else ""
    return say(
        "summary.verdicts" if family == "verdict" else "summary.severities", total=len(values), counts=counts
    )


def _heaviest(findings: Sequence[Finding], room: int, say: Catalogue) -> list[str]:
    """The findings that weigh most, as many as there is room for; notes are only counted."""
    worth = sorted((f for f in findings if f.severity.value != "note"), key=lambda f: f.severity.rank)
    shown = worth if len(worth) <= room else worth[: room - 1]
    lines = [
        say(
            "summary.finding",
            rule=finding.rule,
            severity=say(f"severity.{finding.severity.value}"),
            message=shorten(finding.message, WIDTH, placeholder=" …"),
        )
        for finding in shown
    ]
    rest = len(worth) - len(shown)
    return [*lines, say("summary.more", count=rest)] if rest else lines
