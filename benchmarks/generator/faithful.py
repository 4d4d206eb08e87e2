"""A lower plan that carries everything of its upper plan down: one step, nothing lost, nothing weakened."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from benchmarks.generator.carried import body, works_of
from benchmarks.generator.data import down, swapped, words
from benchmarks.generator.model import Basis, Draft, Goal, Label, Part, Piece, Unit, Work
from benchmarks.generator.sentences import goals_of, with_number
from compare.lineage.context import not_before
from compare.model import Kind
from extract.model import Level, Period, Plan

_BELOW = {Level.NATIONAL: Level.PROVINCE, Level.PROVINCE: Level.DISTRICT, Level.DISTRICT: Level.COMMUNE}
_KINDS = {Level.PROVINCE: "tỉnh", Level.DISTRICT: "huyện", Level.COMMUNE: "xã"}
_REPORTS = re.compile(r"ngày (\d{1,2}) tháng (\d{1,2})\b(?! năm)")


def faithful(upper: Plan, rng: Random, reform: bool = False) -> tuple[Draft, tuple[Label, ...]]:
    """The plan, and the notes that even it must get: what is due later, what is a share of a total. With ``reform`` it
    is one made after the reform of 2025, where the upper plan goes on so long."""
    period, reformed = _years(upper, rng, reform)
    unit = _unit(upper, reformed, rng)
    all_goals = [lowered_goal(goal, unit) for goal in goals_above(upper)]
    goals = [goal for goal in all_goals if goal.year is None or period.start <= goal.year <= period.end]
    labels = (
        []
        if len(goals) == len(all_goals)
        else [Label(name="due later", kinds=_only(Kind.OUT_OF_PERIOD), rules=("CT12",))]
    )
    shares = int(rng.choice((5, 8, 10)))
    goals = [share(goal, shares) if goal.total else goal for goal in goals]
    works = list(works_of(upper, unit, period, shares))
    labels += [
        Label(name="share", kinds=_only(Kind.APPORTION), rules=("CT13",), origin=item.origin)
        for item in (*goals, *works)
        if (isinstance(item, Goal) and item.total) or (isinstance(item, Work) and item.numbers)
    ]
    lead = body("", unit)
    above = reports_above(upper)
    earlier = timedelta(days=rng.choice((7, 10, 14)))
    mine = [day - earlier for day in above] or [date(2023, 11, 25)]
    programme = _programme(upper)
    text = words()["text"]
    facts = {
        "kind": unit.kind,
        "name": unit.name,
        "programme": programme,
        "lead": lead,
        "days": " và ".join(f"ngày {day.day:02} tháng {_month(day.month)}" for day in mine),
        "years": "{years}",
    }
    issued = _issued(upper, period, rng)
    return Draft(
        unit=unit,
        number=f"{rng.randint(20, 240)}/KH-UBND",
        place_date=f"{unit.short}, ngày {issued.day:02} tháng {_month(issued.month)} năm {issued.year}",
        programme=programme,
        period=period,
        heading_period=period,
        closing_period=period,
        bases=tuple(_bases(upper, unit, issued, rng)),
        goals=tuple(goals),
        works=tuple(works),
        funding=tuple(line.format(**facts) for line in text["funding"]),
        duties=(
            (lead, text["lead_duty"]),
            (body("Tài chính", unit), text["money_duty"]),
            (words()["below"][unit.level.value], text["below_duty"]),
            (f"Đề nghị Ủy ban Mặt trận Tổ quốc Việt Nam {unit.kind} và các đoàn thể", text["front_duty"]),
        ),
        reporting=text["reporting"].format(**facts),
        closing=text["closing"].format(**facts),
        recipients=_recipients(upper, unit),
        signature=(
            "TM. ỦY BAN NHÂN DÂN",
            "KT. CHỦ TỊCH",
            "PHÓ CHỦ TỊCH",
            rng.choice(words()["places"]["people"]),
        ),
        report_above=above[-1] if above and above[-1].month > 8 else None,
    ), tuple(labels)


def _only(kind: Kind) -> tuple[Kind, ...]:
    return (kind,)


def _years(upper: Plan, rng: Random, reform: bool) -> tuple[Period, bool]:
    """The lower plan's years: those above, or one of the two halves; since 2025 for a commune below a province."""
    above = upper.masthead.period
    if above is None:
        raise ValueError(f"{upper.source.name} has no period")
    if upper.masthead.level is Level.PROVINCE and above.end == 2030 and (rng.random() < 0.3 or reform):
        return Period(start=2026, end=2030), True
    if upper.masthead.level is Level.PROVINCE and above.years == 10 and rng.random() < 0.75:
        return Period(start=above.start, end=above.start + 4), False
    return above, False


def _unit(upper: Plan, reformed: bool, rng: Random) -> Unit:
    above = upper.masthead
    level = Level.COMMUNE if reformed else _BELOW[above.level or Level.NATIONAL]
    name = f"{_KINDS[level]} {rng.choice(words()['places'][level.value])}"
    province = name if level is Level.PROVINCE else above.province
    return Unit(level=level, name=name, province=province, reformed=reformed)


def goals_above(upper: Plan) -> Iterator[Goal]:
    """Every target of the upper plan in prose, a goal for each of its horizons; rows of tables are left out."""
    for target in upper.targets:
        # A number that the upper plan leaves open ("…%") cannot be carried down, a general objective need not be.
        in_table = any(label.startswith("Bảng") for label in target.path)
        if target.measures and not in_table and "…" not in target.text:
            yield from goals_of(target.id, target.text, target.period.end if target.period else None)


def lowered_goal(goal: Goal, unit: Unit) -> Goal:
    """The same target with the places and bodies of the lower level."""
    table = down(unit.level.value, unit.reformed)
    if unit.level is Level.COMMUNE:
        # A body that has somebody trained is the commune's own office; one that does a task is what is below it.
        table = {**table, "Ủy ban nhân dân các xã, thị trấn": "Ủy ban nhân dân xã"}
    joined = sentence_down(goal, table)
    return replace(joined, inside=sentence_down(joined.inside, table) if joined.inside else None)


def sentence_down(goal: Goal, table: dict[str, str]) -> Goal:
    """Words of pieces brought down; "một nửa số" and what follows are looked at together."""
    pieces: list[Piece] = []
    for piece in goal.pieces:
        after_number = bool(pieces) and pieces[-1].part is Part.VALUE and pieces[-1].text.endswith(" số")
        text = f"số {piece.text}" if after_number else piece.text
        text = swapped(text, table)
        pieces.append(replace(piece, text=text.removeprefix("số ") if after_number else text))
    return replace(goal, pieces=tuple(pieces))


def share(goal: Goal, parts: int) -> Goal:
    """A total divided: a lower level's share of it, at least one."""
    value = goal.piece(Part.VALUE)
    assert value is not None
    assert goal.value is not None
    number = max(Decimal(1), goal.value // parts)
    return replace(goal.put(Part.VALUE, with_number(value.text, number)), value=number)


def _programme(upper: Plan) -> str:
    return upper.masthead.programme or "Chương trình của cấp trên"


def _issued(upper: Plan, period: Period, rng: Random) -> date:
    # An undated upper plan is at least as young as what it stands on.
    above = date.fromisoformat(not_before(upper) or f"{period.start}-03-01")
    if period.start - above.year >= 3:
        above = date(period.start, 1, 5)
    return above + timedelta(days=rng.randint(25, 120))


def _month(month: int) -> str:
    return f"{month:02}" if month < 3 else str(month)


def _day(text: str) -> str:
    """ISO to "05/4/2021"."""
    year, month, day = text.split("-")
    return f"{day}/{_month(int(month))}/{year}"


def _bases(upper: Plan, unit: Unit, issued: date, rng: Random) -> Iterator[Basis]:
    """What the upper plan stands on above itself, the upper plan, and a resolution of the own council."""
    above = upper.masthead
    for citation in upper.citations[:6]:
        if citation.role == "basis" and citation.date and "QĐ-TTg" in citation.number and citation.about:
            yield Basis(
                kind="Quyết định",
                number=citation.number,
                date=_day(citation.date),
                issuer="Thủ tướng Chính phủ",
                about=citation.about if len(citation.about) < 250 else f"về {_programme(upper)}",
            )
            break
    carrier = above.carrier or above
    verb = {"Quyết định": "phê duyệt", "Kế hoạch": "thực hiện"}.get(carrier.kind or "", "về")
    about = f"{verb} {_programme(upper)}"
    if above.carrier is not None:
        about = f"ban hành Kế hoạch thực hiện {_programme(upper)}"
    if above.period is not None:
        about += f" giai đoạn {above.period.start} - {above.period.end}"
    issuer = "Thủ tướng Chính phủ" if above.level is Level.NATIONAL else f"Ủy ban nhân dân {above.place}"
    day = above.date or carrier.date or not_before(upper) or f"{issued.year}-01-15"
    yield Basis(
        kind=carrier.kind or "Kế hoạch",
        number=carrier.number or above.number or "44/KH-UBND",
        date=_day(day),
        issuer=issuer,
        about=about,
        is_parent=bool(carrier.number or above.number),
    )
    # Long enough before the plan that another day of the plan's month does not come before it.
    council = issued - timedelta(days=rng.randint(32, 50))
    yield Basis(
        kind="Nghị quyết",
        number=f"{rng.randint(11, 90)}/NQ-HĐND",
        date=_day(council.isoformat()),
        issuer=f"Hội đồng nhân dân {unit.name}",
        about=f"về nhiệm vụ phát triển kinh tế - xã hội năm {issued.year}",
        end=".",
    )


def reports_above(upper: Plan) -> list[date]:
    """The days on which the upper plan wants or gives reports: the earliest of each half of the year."""
    halves: dict[bool, date] = {}
    for statement in upper.statements:
        if re.search(r"báo cáo", statement.text, re.IGNORECASE) and re.search(r"h[ằà]ng năm", statement.text):
            for day, month in _REPORTS.findall(" ".join(statement.text.split())):
                found = date(2023, int(month), int(day))
                halves[found.month > 8] = min(found, halves.get(found.month > 8, found))
    return [halves[half] for half in sorted(halves)]


def _recipients(upper: Plan, unit: Unit) -> tuple[str, ...]:
    place = upper.masthead.place or "cấp trên"
    above = "Thủ tướng Chính phủ (b/c)" if unit.level is Level.PROVINCE else f"UBND {place} (b/c)"
    council = {"tỉnh": "Tỉnh ủy", "huyện": "Huyện ủy", "xã": "Đảng ủy xã"}[unit.kind]
    return (
        f"{above};",
        f"Thường trực {council}, Thường trực HĐND {unit.kind};",
        f"Chủ tịch, các PCT UBND {unit.kind};",
        f"Các đơn vị, đoàn thể {unit.kind};",
        "Lưu: VT.",
    )
