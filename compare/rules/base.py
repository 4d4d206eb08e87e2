"""What a rule is, and what it sees.

A rule is a small generator with its code, words and weight beside it. It yields *hits*: places and values. The words
of a finding are the rule's own sentences, filled with the values of the hit.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from compare.decisions.settings import Settings
from compare.model import IdleWaiver, Kind, Pair, Place, Severity
from compare.tasks.alignment import TaskAlignment
from extract.model import Plan


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One draft, its references, and all pairs; ``extra`` are draft places that answer no reference.

    ``settings`` are the thresholds and the user's own registers and words; ``idle`` are the waivers without a finding,
    known only after all other rules have run; ``tasks`` are the tasks of each reference right above the draft.
    """

    draft: Plan
    references: tuple[Plan, ...]
    pairs: tuple[Pair, ...]
    extra: tuple[Place, ...]
    settings: Settings = field(default_factory=Settings)
    idle: tuple[IdleWaiver, ...] = ()
    tasks: tuple[TaskAlignment, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One thing a rule found. ``values`` fill the rule's sentences; ``pair`` is an index into the case's pairs,
    ``pairs`` are all of them where a finding is about a group.

    ``severity`` overrides the rule's own.
    """

    values: Mapping[str, str] = field(default_factory=dict)
    pair: int | None = None
    pairs: tuple[int, ...] = ()
    reference: Place | None = None
    draft: Place | None = None
    others: tuple[Place, ...] = ()
    severity: Severity | None = None


Check = Callable[[Case], Iterator[Hit]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A code, its words (Vietnamese but ``name_en``), its weight, and the generator that finds its hits.

    ``message`` and ``suggestion`` are sentences with {places} for the values of a hit; ``suggestion`` is None where
    nothing is asked of the draft.
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
