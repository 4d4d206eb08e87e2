"""The nouns of a comparison: pairs, verdicts, findings, the review. Data only."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from extract.model import Anchor, Masthead, Measure, Source, Unread


class Verdict(StrEnum):
    """How the draft answers one measure of a reference."""

    MEETS = "meets"
    EXCEEDS = "exceeds"
    WEAKER = "weaker"
    MISSING = "missing"
    INCOMPARABLE = "incomparable"
    APPORTION = "apportion"
    OUT_OF_PERIOD = "out_of_period"


class Severity(StrEnum):
    """How much a finding weighs, the heaviest first."""

    CRITICAL = "critical"
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"
    NOTE = "note"

    @property
    def rank(self) -> int:
        """0 for critical, 4 for a note."""
        return list(Severity).index(self)


class Kind(StrEnum):
    """What a finding is about: a closed list, coarser than the rules."""

    MISSING_TARGET = "missing_target"
    WEAKER_VALUE = "weaker_value"
    LATER_DEADLINE = "later_deadline"
    SOFTER_COMMITMENT = "softer_commitment"
    NARROWER_SCOPE = "narrower_scope"
    DROPPED_CONDITION = "dropped_condition"
    CHANGED_UNIT = "changed_unit"
    CHANGED_REFERENCE = "changed_reference"
    CHANGED_BASELINE = "changed_baseline"
    CHANGED_MEASURE = "changed_measure"
    MISSING_PERIOD = "missing_period"
    OUT_OF_PERIOD = "out_of_period"
    MISSING_VALUE = "missing_value"
    APPORTION = "apportion"
    EXCEEDED = "exceeded"
    EXTRA_TARGET = "extra_target"
    WRONG_PARENT = "wrong_parent"
    WRONG_PLACE = "wrong_place"
    CITATION_MISSING = "citation_missing"
    CITATION_MISMATCH = "citation_mismatch"
    CITATION_MALFORMED = "citation_malformed"
    BASIS_EXPIRED = "basis_expired"
    MISSING_TASK = "missing_task"
    WEAKER_TASK = "weaker_task"
    MISSING_LEAD = "missing_lead"
    WRONG_LEAD = "wrong_lead"
    MISSING_FUNDING = "missing_funding"
    MISSING_REPORTING = "missing_reporting"
    ARITHMETIC = "arithmetic"
    WORDS_DIGITS = "words_digits"
    PERIOD_MISMATCH = "period_mismatch"
    DATE_ORDER = "date_order"
    BOILERPLATE = "boilerplate"
    CONTRADICTION = "contradiction"
    FORM = "form"
    NAME = "name"
    SPELLING = "spelling"
    UNREAD = "unread"
    LOW_CONFIDENCE = "low_confidence"
    WAIVER = "waiver"


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """Draft or reference: the file and what its masthead says."""

    source: Source
    masthead: Masthead


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A quote with its place.

    ``plan`` is the index of the reference, None in the draft; ``target`` the id of the target or
    task, None for a place outside them; ``text`` the verbatim text of the whole item.
    """

    plan: int | None
    target: str | None
    text: str
    measure: Measure | None
    path: tuple[str, ...]
    anchor: Anchor | None
    part: str = "targets"
    """"targets" or "tasks": where the item stands."""


class Dimension(StrEnum):
    """One aspect in which two measures are compared."""

    VALUE = "value"
    BOUND = "bound"
    EFFORT = "effort"
    DEADLINE = "deadline"
    SCOPE = "scope"
    CONDITION = "condition"
    UNIT = "unit"
    REFERENCE = "reference"
    BASELINE = "baseline"
    MEASURE = "measure"


class Outcome(StrEnum):
    """Result in one dimension, from the reference's point of view."""

    EQUAL = "equal"
    STRONGER = "stronger"
    WEAKER = "weaker"
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One dimension in which a draft measure differs from the reference measure.

    ``gap`` is draft minus reference in the unit of the reference (VALUE only); ``lost`` and
    ``gained`` are scope items or conditions; ``excused`` are lost items with a good reason not to
    be there (a rural district has no wards).
    """

    dimension: Dimension
    outcome: Outcome
    reference: str | None = None
    draft: str | None = None
    gap: Decimal | None = None
    lost: tuple[str, ...] = ()
    gained: tuple[str, ...] = ()
    excused: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """An absolute number of the reference brought to the draft's years.

    ``total`` is the reference's number for ``reference_years``; ``comparable`` is its part for the
    draft's ``draft_years``; ``given`` is the draft's number in the same unit and for the same years as ``comparable``,
    ``ratio`` the one over the other (None without a number).
    """

    total: Decimal
    reference_years: int
    draft_years: int
    comparable: Decimal
    ratio: Decimal | None
    given: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What a plan of one year should reach of a target that is due later.

    The straight path leads from ``start`` in ``start_year`` to ``end`` in ``end_year``; ``expected`` lies on it in the
    draft's ``year``, rounded to a tenth. ``start`` and what follows from it are None where nobody says where it starts.
    """

    year: int
    end_year: int
    end: Decimal
    start_year: int | None = None
    start: Decimal | None = None
    expected: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """One measure of a reference and what answers it in the draft.

    ``draft`` holds the best answer, ``parts`` all of them where several draft items answer one
    measure (then ``draft`` is the first). ``rivals`` are other candidates as near as the best.
    """

    reference: Place
    draft: Place | None
    parts: tuple[Place, ...] = ()
    rivals: tuple[Place, ...] = ()
    similarity: float
    verdict: Verdict
    differences: tuple[Difference, ...] = ()
    share: Share | None = None
    step: Step | None = None
    findings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiver:
    """A human decision that a finding is accepted; dates are ISO, ``expires`` is the last day it holds."""

    rule: str
    quote: str
    reason: str
    author: str
    date: str
    expires: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class IdleWaiver:
    """A waiver that accepts nothing: it has expired, or no finding is the one it quotes."""

    waiver: Waiver
    expired: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing a reviewer should see.

    ``message`` and ``suggestion`` are rendered Vietnamese sentences; ``suggestion`` is fit to paste
    into an official letter, None where nothing is asked of the draft. ``values`` are the facts the
    sentences were filled with.
    """

    id: str
    rule: str
    kind: Kind
    severity: Severity
    message: str
    suggestion: str | None
    reference: Place | None = None
    draft: Place | None = None
    others: tuple[Place, ...] = ()
    """Further reference places of a grouped finding."""
    waived: Waiver | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """Everything said about one draft against its references."""

    draft: Party
    references: tuple[Party, ...]
    pairs: tuple[Pair, ...]
    findings: tuple[Finding, ...]
    conforms: bool
    """No unwaived finding of severity high or critical."""
    unread: tuple[Unread, ...] = ()
    off: tuple[str, ...] = ()
    """Codes of the rules that the user has turned off."""
    regraded: tuple[tuple[str, Severity], ...] = ()
    """Rules whose severity the user has changed, with the new one."""
