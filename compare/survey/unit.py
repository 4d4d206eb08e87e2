"""The part of a result that a run over many plans keeps: one row a pair and one a finding, small enough for a country.

Overviews, tables and roll-ups are made from ``UnitReview`` alone; it is written as JSON (``compare.survey.unit_json``)
and read back equal.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from compare.lineage.choosing import is_about
from compare.lineage.mistaken import heads_differ
from compare.model import Dimension, Finding, Pair, Party, Place, Review, Severity, Verdict
from compare.standing import Standing, standing_of
from compare.targets.items import is_total
from extract.language import writing
from extract.model import Level, Masthead

_KEPT = 12
"""Decimals that are kept of a quotient without end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A unit of government: "huyện Khe Vàng" in "tỉnh Hà Lĩnh"; ``code`` is the official one, None where unknown."""

    name: str
    level: Level | None = None
    province: str | None = None
    code: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """An upper plan: ``key`` is its SHA-256, ``name`` is "Kế hoạch số 97/KH-UBND ngày 26/5/2021 …".

    ``short`` is "Kế hoạch số 97/KH-UBND".
    """

    key: str
    name: str
    short: str = ""
    level: Level | None = None
    place: str | None = None
    province: str | None = None
    file: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One side of a pair: the item and its number.

    ``value`` is the number in words ("ít nhất 60%"), ``low`` and ``high`` are its bounds in ``unit``. ``deadline`` is
    an ISO date or a year.
    """

    target: str | None = None
    place: str = ""
    text: str = ""
    subject: str = ""
    value: str = ""
    low: Decimal | None = None
    high: Decimal | None = None
    unit: str | None = None
    bound: str | None = None
    per: str | None = None
    change: str | None = None
    better: str | None = None
    deadline: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PairRow:
    """One pair.

    ``reference`` is the index of the upper plan in ``UnitReview.references``. ``number`` counts the measures of that
    plan from 1 and is the same for every unit. ``years`` are those of the upper plan and of the draft that a total is
    for. ``amount`` is the draft's number for its years in the unit of the upper plan; None where it counts something
    else. ``severity`` is that of the heaviest unwaived finding.
    """

    reference: int
    number: int
    part: str
    upper: Side
    verdict: Verdict
    lower: Side | None = None
    total: bool = False
    years: tuple[int, int] | None = None
    amount: Decimal | None = None
    rules: tuple[str, ...] = ()
    severity: Severity | None = None
    waived: bool = False

    @property
    def standing(self) -> Standing:
        """The verdict, or "partial" where the value fits while a finding is open."""
        return standing_of(self.verdict, is_open=self.severity not in (None, Severity.NOTE))


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingRow:
    """One finding; ``reference`` is the index of the upper plan that it is about, None where it is about none."""

    rule: str
    kind: str
    severity: Severity
    message: str
    suggestion: str | None = None
    reference: int | None = None
    upper: str = ""
    upper_place: str = ""
    lower: str = ""
    lower_place: str = ""
    waived: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitReview:
    """The result of one plan.

    ``file`` is its name in the run, ``seconds`` the time it took, ``unread`` the number of unread passages.
    ``other_name`` is the name of its programme where it is not that of any reference.
    """

    unit: Unit
    file: str
    sha256: str
    number: str | None = None
    date: str | None = None
    period: tuple[int, int] | None = None
    is_draft: bool = False
    conforms: bool = False
    unread: int = 0
    references: tuple[Reference, ...] = ()
    pairs: tuple[PairRow, ...] = ()
    findings: tuple[FindingRow, ...] = ()
    seconds: float = 0.0
    other_name: str = ""


class FailureKind(StrEnum):
    """What became of a file without a result."""

    UNREADABLE = "unreadable"
    """It could not be opened, read or finished, or holds no plan."""
    OTHER_PROGRAMME = "other_programme"
    OTHER_PLACE = "other_place"
    NO_PARENT = "no_parent"
    """It was read, and none of the references is above it."""
    SAME = "same"
    """Its content is that of another file of the run."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """A file that gave no result, with the reason in Vietnamese.

    ``unit`` is the name of its place where it was read, ``detail`` the programme or province that it names, or the file
    of the same content.
    """

    file: str
    reason: str
    sha256: str | None = None
    kind: FailureKind = FailureKind.UNREADABLE
    unit: str | None = None
    detail: str = ""


def unit_review(review: Review, *, file: str, sha256: str, seconds: float = 0.0) -> UnitReview:
    """The rows that a run keeps of a review; ``file`` and ``sha256`` are the draft's, ``seconds`` is the time taken.

    Pairs that were not compared have no row.
    """
    head = review.draft.masthead
    found = {finding.id: finding for finding in review.findings}
    numbers: dict[int, int] = {}
    pairs = []
    for pair in review.pairs:
        plan = pair.reference.plan or 0
        numbers[plan] = numbers.get(plan, 0) + 1
        if not pair.is_void:
            pairs.append(_pair(pair, plan, numbers[plan], found))
    return UnitReview(
        unit=Unit(name=head.place or file, level=head.level, province=head.province),
        file=file,
        sha256=sha256,
        number=head.number,
        date=head.date,
        period=(head.period.start, head.period.end) if head.period else None,
        is_draft=head.is_draft,
        conforms=review.conforms,
        unread=len(review.unread),
        references=tuple(_reference(party) for party in review.references),
        pairs=tuple(pairs),
        findings=tuple(_finding(finding) for finding in review.findings),
        seconds=round(seconds, 3),
        other_name=_other_name(head, review.references),
    )


def _other_name(head: Masthead, references: Sequence[Party]) -> str:
    others = references and all(_is_of_another(head, party.masthead) for party in references)
    return (head.programme or head.title or "") if others else ""


def _is_of_another(head: Masthead, upper: Masthead) -> bool:
    return not is_about(head, upper) or bool(heads_differ(head, upper))


def _reference(party: Party) -> Reference:
    head = party.masthead
    return Reference(
        key=party.source.sha256,
        name=writing.document(head),
        short=writing.document(head, full=False),
        level=head.level,
        place=head.place,
        province=head.province,
        file=party.source.name,
    )


def _pair(pair: Pair, plan: int, number: int, found: Mapping[str, Finding]) -> PairRow:
    findings = [found[name] for name in pair.findings if name in found]
    open_ones = [finding for finding in findings if finding.waived is None]
    share = pair.share
    return PairRow(
        reference=plan,
        number=number,
        part=pair.reference.part,
        upper=_side(pair.reference),
        lower=_side(pair.draft) if pair.draft else None,
        verdict=pair.verdict,
        total=pair.reference.measure is not None and is_total(pair.reference.measure),
        years=(share.reference_years, share.draft_years) if share else None,
        amount=_amount(pair),
        rules=tuple(dict.fromkeys(finding.rule for finding in findings)),
        severity=min((finding.severity for finding in open_ones), key=lambda grade: grade.rank, default=None),
        waived=bool(findings) and not open_ones,
    )


def _amount(pair: Pair) -> Decimal | None:
    """The draft's number for a total, without endless decimals; None where it counts turns instead of people."""
    given = pair.share.given if pair.share else None
    if given is None or any(difference.dimension is Dimension.UNIT for difference in pair.differences):
        return None
    exponent = given.as_tuple().exponent
    cut = round(given, _KEPT) if isinstance(exponent, int) and exponent < -_KEPT else given
    return Decimal(f"{cut.normalize():f}")


def _text(place: Place) -> str:
    """The text of a place on one line; a cell of a table with its names in place of its whole row."""
    measure = place.measure
    if measure is not None and measure.cell is not None:
        return writing.words(measure, 400)
    return writing.quote(place.text, 400)


def _side(place: Place) -> Side:
    text, where = _text(place), writing.section(place.path)
    measure = place.measure
    if measure is None:
        return Side(target=place.target, place=where, text=text)
    return Side(
        target=place.target,
        place=where,
        text=text,
        subject=measure.subject,
        value=writing.requirement(measure),
        low=measure.low,
        high=measure.high,
        unit=measure.unit,
        bound=measure.bound.value,
        per=measure.per,
        change=measure.change.value if measure.change else None,
        better=measure.better.value,
        deadline=measure.deadline,
    )


def _finding(finding: Finding) -> FindingRow:
    upper, lower = finding.reference, finding.draft
    return FindingRow(
        rule=finding.rule,
        kind=finding.kind.value,
        severity=finding.severity,
        message=finding.message,
        suggestion=finding.suggestion,
        reference=upper.plan if upper else None,
        upper=_text(upper) if upper else "",
        upper_place=writing.section(upper.path) if upper else "",
        lower=_text(lower) if lower else "",
        lower_place=writing.section(lower.path) if lower else "",
        waived=finding.waived.reason if finding.waived else None,
    )
