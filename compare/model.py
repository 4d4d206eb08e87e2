"""The nouns of a comparison: pairs, verdicts, findings, the review. Data only."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from compare.decision import Decision, State
from extract.model import Amendment, Anchor, Masthead, Measure, Met, Source, Unread


class Verdict(StrEnum):
    """How the draft answers one measure of a reference."""

    MEETS = "meets"
    EXCEEDS = "exceeds"
    WEAKER = "weaker"
    MISSING = "missing"
    INCOMPARABLE = "incomparable"
    APPORTION = "apportion"
    OUT_OF_PERIOD = "out_of_period"

    @property
    def fits(self) -> bool:
        """Whether the draft asks at least as much."""
        return self in (Verdict.MEETS, Verdict.EXCEEDS)


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
    REMARK = "remark"  # Of a human (rule "RS01"); all others are the machine's.


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """Draft or reference: the file and what its masthead says."""

    source: Source
    """The file."""
    masthead: Masthead
    """Who issued it, when, for which years."""
    corrections: tuple[Amendment, ...] = ()
    """What reviewers corrected of what was read, made or not."""


class SpotKind(StrEnum):
    """A part of a document without numbered sections."""

    BASIS = "basis"
    NOTE = "note"
    HEAD = "head"
    TAIL = "tail"
    SIGNATURE = "signature"
    RECIPIENTS = "recipients"
    CONTENT = "content"


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A place outside the numbered sections."""

    kind: SpotKind
    """The part of the document."""
    number: int | None = None
    """Which of its bases or footnotes, from 1; None for any other part."""
    document: str | None = None
    """The decision that has it, of a plan attached to one; else None."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A quote with its place in the draft or in a reference."""

    plan: int | None
    """The index of the reference in ``Review.references``; None in the draft."""
    target: str | None
    """The id of the target ("t8") or task ("n3"); None for a place outside them."""
    text: str
    """The verbatim text of the whole item."""
    measure: Measure | None
    """The measure of the item that is meant; None where the item as a whole is, or has none."""
    path: tuple[str, ...]
    """The labels from the root of the plan, its own last."""
    anchor: Anchor | None
    """The place of ``text`` in the file; None where it is not known."""
    part: str = "targets"
    """Where it stands: "targets", "tasks", "citations", "masthead", "numbering", "text" (any sentence) or "unread"."""
    spot: Spot | None = None
    """Of the place of a finding outside all sections: the part of the document; else None."""


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
    """One dimension in which a draft measure differs from the reference measure."""

    dimension: Dimension
    """The aspect that is compared."""
    outcome: Outcome
    """The result, from the reference's point of view: weaker means that the draft asks for less."""
    reference: str | None = None
    """The reference's side as a word of the model: a number, a unit, a year, "at_least", "aim"; None where it has none,
    or where ``lost`` and ``gained`` say it."""
    draft: str | None = None
    """The draft's side, as ``reference``."""
    gap: Decimal | None = None
    """Draft minus reference, in the unit of the reference (VALUE); 0 for a floor that became a ceiling; else None."""
    lost: tuple[str, ...] = ()
    """Groups, bodies or ages of the reference that the draft leaves out (SCOPE)."""
    gained: tuple[str, ...] = ()
    """Groups, bodies or ages (SCOPE), or the condition (CONDITION), that only the draft has."""
    excused: tuple[str, ...] = ()
    """Items left out with a good reason not to be there (a rural district has no wards)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """An absolute number of the reference brought to the draft's years. All amounts are in the reference's unit."""

    total: Decimal
    """The reference's number, for ``reference_years``."""
    reference_years: int
    """The years that ``total`` is for; 1 for a yearly number."""
    draft_years: int
    """The years of these that the draft is for; 1 for a yearly number."""
    comparable: Decimal
    """The part of ``total`` that falls to ``draft_years``."""
    ratio: Decimal | None
    """``given`` over ``comparable``, to four decimals (0.1250 is 12,5%); None without a number of the draft."""
    given: Decimal | None = None
    """The draft's number for the same years as ``comparable``; None without one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A step on the straight path from a state to a target that is due after the one year of the draft."""

    year: int
    """The year of the draft."""
    end_year: int
    """The year in which the target is due."""
    end: Decimal
    """The value that is due then, in the unit of the reference."""
    start_year: int | None = None
    """The year of the last known state; None where nobody says where the path starts."""
    start: Decimal | None = None
    """The value of that state; None as ``start_year``."""
    expected: Decimal | None = None
    """The value on the path in ``year``, rounded to a tenth; None as ``start_year``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pin:
    """A human decision: what answers a measure of a plan above, or a part of the answer; without any, nothing does."""

    reason: str
    """Why it is so."""
    author: str
    """Who says so."""
    date: str
    """The day of the decision, ISO."""
    key: str = ""
    """The measure of the plan above, by ``Pair.key``; "" where the quote tells it."""
    plan: str = ""
    """The plan above, by number, file or unit (``compare.identity.is_of``); "": any."""
    quote: str = ""
    """Words of the target above, where there is no key."""
    seen: str = ""
    """Its value ("50%"), where the quote has several."""
    draft: str | None = None
    """The draft, as in ``Waiver.draft``; None: every draft."""
    answer_key: str = ""
    """The answering measure, by ``compare.identity.measure_key`` without a document; "" where the words tell it."""
    answer: str = ""
    """Words of the answering sentence."""

    @property
    def is_empty(self) -> bool:
        """Whether it says that nothing answers the measure."""
        return not (self.answer or self.answer_key)


@dataclass(frozen=True, slots=True, kw_only=True)
class IdlePin:
    """A pin that pairs nothing."""

    pin: Pin
    """The pin."""
    met: Met
    """Why: no such place, or more than one."""
    in_draft: bool
    """Whether the place is sought in the draft; else in the plans above."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """One measure of a reference and its answer in the draft."""

    reference: Place
    """The measure of the reference."""
    draft: Place | None
    """The best answer; None where there is none (missing, out of period)."""
    parts: tuple[Place, ...] = ()
    """All answers where several draft items answer one measure (then ``draft`` is one of them); else empty."""
    rivals: tuple[Place, ...] = ()
    """Other candidates as near as the best, whose choice would change the verdict."""
    similarity: float
    """The probability that the pair is right, by its evidence: 0 to 1, to four decimals; 0 without an answer."""
    verdict: Verdict
    """How the draft answers."""
    differences: tuple[Difference, ...] = ()
    """The dimensions that differ; empty where nothing does, or without an answer."""
    share: Share | None = None
    """The number to be shared out (verdict ``APPORTION``); else None."""
    step: Step | None = None
    """The path to a later target (a draft for one year); else None."""
    findings: tuple[str, ...] = ()
    """The ids of the findings about this pair ("f2"), the heaviest first."""
    perhaps: bool = False
    """The evidence leaves open whether ``draft`` is the answer; the verdict is that of ``draft``."""
    near: tuple[Place, ...] = ()
    """Of a missing measure: draft measures of its kind and year that answer nothing else and may be meant."""
    milestone: int | None = None
    """Of a missing measure whose series is answered in its last year: a number that all of the series share."""
    evidence: tuple[tuple[str, float], ...] = ()
    """The pieces of evidence for the pair, each with its share of the log-odds, the weightiest first."""
    common: tuple[str, ...] = ()
    """Phrases of the reference's subject that the draft's item has word for word, the most telling first."""
    second: tuple[Place, ...] = ()
    """Of a pair that is only perhaps one: other candidates as near, whose choice would not change the verdict."""
    key: str = ""
    """What names ``reference`` in every review (``compare.identity``): "5f0c81d2a9"."""
    pinned: Pin | None = None
    """The reviewer's pin that made the pair, or that says that nothing answers; None where the evidence decides."""

    @property
    def is_void(self) -> bool:
        """Whether nothing was compared, since the reference was given by mistake: incomparable with no answer."""
        return self.draft is None and self.verdict is Verdict.INCOMPARABLE


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiver:
    """A human decision that a finding is accepted."""

    rule: str
    """The code of the rule: "CT05"."""
    quote: str
    """Words of the draft or of the reference that the finding quotes."""
    reason: str
    """Why it is accepted."""
    author: str
    """Who accepts it."""
    date: str
    """The day of the decision, ISO."""
    expires: str | None = None
    """The last day that it holds, ISO; None: it does not expire."""
    draft: str | None = None
    """The draft that it is for, "huyện Suối Vàng: Thực hiện …", or the unit of its drafts; None: every draft."""
    fingerprint: str | None = None
    """The fingerprint of the finding, which then decides instead of the quote; None in a waiver written by hand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IdleWaiver:
    """A waiver that accepts nothing."""

    waiver: Waiver
    """The waiver."""
    expired: bool
    """True: it has expired. False: no finding is the one it quotes."""
    changed: bool = False
    """The finding is still there, but the draft's words are not those that were accepted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing a reviewer should see."""

    id: str
    """The id within the review: "f1", "f2", … the heaviest first; "r1", … of a human's remarks."""
    rule: str
    """The code of the rule: "CT02"; ``doichieu rules CT02`` explains it. "RS01" of a human's remark."""
    kind: Kind
    """The subject, coarser than the rule."""
    severity: Severity
    """The weight, by the rule or as the user has set it."""
    message: str
    """The remark, a sentence in Vietnamese."""
    suggestion: str | None
    """A sentence in Vietnamese fit to paste into an official letter; None where nothing is asked of the draft."""
    reference: Place | None = None
    """The place in a reference; None where it is about the draft alone."""
    draft: Place | None = None
    """The place in the draft; None where the draft has none (something is missing)."""
    others: tuple[Place, ...] = ()
    """Further places: of the reference for a grouped finding, of the draft for rivals and contradictions."""
    waived: Waiver | None = None
    """The waiver that accepts it; None: it is open."""
    basis: str = ""
    """The clause of law it rests on, where no upper plan is quoted; "" without one."""
    title: str = ""
    """A heading for this finding alone ("Chưa nêu tổng kết"); "" where the words for its kind say enough."""
    about: str = ""
    """What lacks, as the draft would say it, for a headline; "" where the places tell it."""
    key: str = ""
    """What it is about, in every draft and run (``compare.identity``): "CT02-5f0c81d2a9"."""
    fingerprint: str = ""
    """Its key and what the draft says: "CT02-5f0c81d2a9-71be04c35d"."""
    decision: Decision | None = None
    """What a human has decided on it, or the human who wrote it; None: nobody has."""
    earlier: Decision | None = None
    """A decision made for other words of the draft: not in force, the human is to look again."""
    proposed: str | None = None
    """The machine's suggestion where a human wrote another one; else None."""

    @property
    def is_remark(self) -> bool:
        """Whether a human wrote it."""
        return self.kind is Kind.REMARK

    @property
    def is_dismissed(self) -> bool:
        """Whether a human has decided that it is none."""
        return self.decision is not None and self.decision.state is State.DISMISS

    @property
    def is_worded(self) -> bool:
        """Whether a human wrote its suggestion, which is then left as it is."""
        return self.is_remark or (self.decision is not None and self.decision.has_words)


@dataclass(frozen=True, slots=True, kw_only=True)
class Complete:
    """How far a register goes."""

    register: str
    """"documents", "agencies" or "places"."""
    day: str
    """The ISO day to which it is complete."""
    own: bool = False
    """The user says so, of an own register that is laid over the one of the program."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """Everything said about one draft against its references."""

    draft: Party
    """The draft."""
    references: tuple[Party, ...]
    """The plans above it, in the order given; ``Place.plan`` counts them from 0."""
    pairs: tuple[Pair, ...]
    """One pair for every measure of every reference, reference by reference, in the order of its text."""
    findings: tuple[Finding, ...]
    """The findings, the heaviest first; waived ones and a human's remarks are among them."""
    conforms: bool
    """No unwaived finding of severity high or critical."""
    unread: tuple[Unread, ...] = ()
    """Passages of draft and references that a human must read."""
    off: tuple[str, ...] = ()
    """Codes of the rules that the user has turned off."""
    regraded: tuple[tuple[str, Severity], ...] = ()
    """Rules whose severity the user has changed, with the new one."""
    leading: tuple[str, ...] = ()
    """The ids of the findings on files that were given by mistake, which are told before everything else."""
    complete: tuple[Complete, ...] = ()
    """The registers that the rules used, each with the day to which it is complete."""
    task_pins: tuple[Pin, ...] = ()
    """The reviewer's pins of tasks without a number, which have no pair."""
