"""Rules, and the case that they check.

A rule is a small generator with its code, texts and severity beside it. It yields *hits*: places and values. The text
of a finding is the rule's own sentence, filled with the values of the hit.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from compare.decisions.settings import Settings
from compare.model import IdlePin, IdleWaiver, Kind, Pair, Pin, Place, Severity
from compare.tasks.alignment import TaskAlignment
from extract.model import Plan


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One draft, its references, and all pairs.

    ``extra``: draft places that answer no reference. ``settings``: the thresholds and the user's own registers and
    words. ``idle``: the waivers without a finding, known only after all other rules have run. ``tasks``: the tasks of
    each reference right above the draft. ``again``: references given a second time, each with the index of the first.
    ``idle_pins``: the reviewer's pins that pair nothing; ``task_pins``: those that pair tasks without a number.
    """

    draft: Plan
    references: tuple[Plan, ...]
    pairs: tuple[Pair, ...]
    extra: tuple[Place, ...]
    settings: Settings = field(default_factory=Settings)
    idle: tuple[IdleWaiver, ...] = ()
    tasks: tuple[TaskAlignment, ...] = ()
    again: tuple[tuple[int, Plan], ...] = ()
    idle_pins: tuple[IdlePin, ...] = ()
    task_pins: tuple[Pin, ...] = ()


class SameCase:
    """A case as the key of a cache; only the very same object is the same."""

    def __init__(self, case: Case) -> None:
        self.case = case

    def __hash__(self) -> int:
        return id(self.case)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, SameCase) and other.case is self.case


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One result of a rule.

    ``values`` fill the rule's sentences. ``pair`` is an index into the case's pairs; ``pairs`` holds all indexes of a
    finding about a group. ``severity`` overrides the rule's own. ``voids`` means that a comparison with the plan of
    ``reference``, of the draft with anything where it is None, would say nothing; ``holds`` that its
    plan asks nothing of the draft until it is known to be the draft's basis. ``words`` are the words that are wrong
    wherever they stand, of a hit that is about them and not about a sentence.
    """

    values: Mapping[str, str] = field(default_factory=dict)
    pair: int | None = None
    pairs: tuple[int, ...] = ()
    reference: Place | None = None
    draft: Place | None = None
    others: tuple[Place, ...] = ()
    severity: Severity | None = None
    voids: bool = False
    holds: bool = False
    words: str = ""


Check = Callable[[Case], Iterator[Hit]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A code, its texts (Vietnamese except ``name_en``), its severity, and the generator of its hits.

    ``message`` and ``suggestion`` are sentences with {placeholders} for the values of a hit; ``suggestion`` is None
    where nothing is asked of the draft. ``title`` is a heading for its findings that says more than their kind,
    ``basis`` the clause of law they rest on. A rule that ``leads`` is about a file given by mistake: its findings are
    told before all others, and void comparisons.
    """

    code: str
    name: str
    name_en: str
    kind: Kind
    severity: Severity
    rationale: str
    example: str
    answer: str
    message: str
    suggestion: str | None
    check: Check
    leads: bool = False
    title: str | None = None
    basis: str | None = None
