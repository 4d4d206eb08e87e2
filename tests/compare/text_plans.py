"""Drafts for the rules about words and form, faultless but for the change of a test. Places and names are made up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from compare.decisions.settings import Settings
from compare.model import Review
from compare.reviewing import review
from compare.rules import RULES, Case
from extract.model import Plan
from extract.pipeline import plan_of
from tests.compare.plans import COMMUNE, LOWER, Head, cite, document, lines_of, upper_plan

TARGET = "60% số thôn có nhà văn hóa."
RECEIVED = ("Nơi nhận:", "- UBND tỉnh;", "- Các phòng, ban, ngành huyện;", "- Lưu: VT, VHTT.")
SIGNED = ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Hà Thị Mơ")
NOW = Head(
    place=COMMUNE,
    number="24/KH-UBND",
    date="10/3/2026",
    period="giai đoạn 2026 - 2030",
    bases=(cite(number="18/KH-UBND", date="20/01/2026"),),
)
"""The plan of a commune after the district level ended."""


def draft(
    *tasks: str,
    head: Head = LOWER,
    targets: Sequence[str] = (TARGET,),
    tail: Sequence[str] = (*RECEIVED, *SIGNED),
    swap: tuple[str, str] | None = None,
    name: str = "ke-hoach.docx",
) -> Plan:
    """A plan with these tasks and this tail; ``swap`` replaces one piece of its lines by another."""
    lines = [piece for line in [*lines_of(head, targets, tasks), *tail] for piece in line.split("\n")]
    if swap:
        assert any(swap[0] in line for line in lines), swap
        lines = [piece for line in lines for piece in line.replace(*swap).split("\n")]
    read = document([line for line in lines if line], name)
    return plan_of(replace(read, format=name.rpartition(".")[2]))


def said(code: str, plan: Plan, *references: Plan, settings: Settings | None = None) -> list[str]:
    """The messages of one rule on a draft."""
    rule = RULES[code]
    case = Case(draft=plan, references=references, pairs=(), extra=(), settings=settings or Settings())
    return [rule.message.format_map(hit.values) for hit in rule.check(case)]


def against_upper(plan: Plan) -> Review:
    """The review of a draft against the plan of its province."""
    return review(plan, [upper_plan(TARGET)])
