"""The kept results of plans in a run, each in one line, for tests of their summaries."""

from __future__ import annotations

from decimal import Decimal

from compare.model import Severity, Verdict
from compare.survey.unit import FindingRow, PairRow, Reference, Side, Unit, UnitReview
from extract.model import Level

PROVINCE = "tỉnh Mây Ngàn"
NATION = Reference(key="11" * 32, name="Quyết định số 7/QĐ-TTg", level=Level.NATIONAL)
UPPER = Reference(
    key="22" * 32, name="Kế hoạch số 9/KH-UBND", level=Level.PROVINCE, place=PROVINCE, province=PROVINCE
)


def percent(
    verdict: Verdict, value: str | None = None, *, wanted: str = "60", number: int = 1, better: str = "higher"
) -> PairRow:
    """A target "ít nhất 60% thôn có nhà văn hóa" with the draft's value."""
    upper = Side(
        target=f"t{number}",
        subject=f"thôn có nhà văn hóa {number}",
        text=f"Ít nhất {wanted}% thôn có nhà văn hóa {number}",
        value=f"ít nhất {wanted}%",
        low=Decimal(wanted),
        high=Decimal(wanted),
        unit="%",
        bound="at_least",
        better=better,
        deadline="2025",
    )
    found = Decimal(value) if value is not None else None
    lower = Side(text=f"{value}%", value=f"{value}%", low=found, high=found, unit="%") if value else None
    return PairRow(reference=0, number=number, part="targets", upper=upper, verdict=verdict, lower=lower)


def total(
    amount: str | None,
    *,
    wanted: str = "600",
    years: tuple[int, int] | None = (10, 5),
    number: int = 2,
    verdict: Verdict = Verdict.APPORTION,
) -> PairRow:
    """A total "600 hộ trong 10 năm" with the draft's amount in its own years."""
    upper = Side(
        target=f"t{number}",
        subject="hộ nghèo được vay vốn",
        text=f"{wanted} hộ",
        value=f"{wanted} hộ",
        low=Decimal(wanted),
        high=Decimal(wanted),
        unit="hộ",
        deadline="2030",
    )
    return PairRow(
        reference=0,
        number=number,
        part="tasks",
        upper=upper,
        verdict=verdict,
        total=True,
        lower=Side(text=f"{amount} hộ"),
        years=years,
        amount=Decimal(amount) if amount else None,
    )


def finding(rule: str, severity: Severity = Severity.MEDIUM, kind: str = "form") -> FindingRow:
    """A finding of a rule."""
    return FindingRow(rule=rule, kind=kind, severity=severity, message=f"Phát hiện của {rule}")


def unit(
    name: str,
    *pairs: PairRow,
    findings: tuple[FindingRow, ...] = (),
    references: tuple[Reference, ...] = (UPPER,),
    level: Level = Level.DISTRICT,
    sha256: str | None = None,
    date: str = "2021-07-12",
    file: str | None = None,
    province: str = PROVINCE,
) -> UnitReview:
    """The result of a unit's plan for 2021 to 2025."""
    return UnitReview(
        unit=Unit(name=name, level=level, province=province),
        file=file or f"{name}.docx",
        sha256=sha256 or name,
        date=date,
        period=(2021, 2025),
        conforms=not any(one.severity in (Severity.CRITICAL, Severity.HIGH) for one in findings),
        references=references,
        pairs=pairs,
        findings=findings,
    )
