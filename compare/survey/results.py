"""The columns of ``results.csv`` and ``results.parquet`` in their order; each row is a pair of a plan.

Names, order and meaning are a contract: columns are added at the end, never renamed. ``docs/results.md`` is made from
them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from compare.survey.unit import PairRow, Side, UnitReview

Cell = str | int | Decimal | bool | None


class Kind(StrEnum):
    """The type of a column; ``CHOICE`` is one of few texts."""

    TEXT = "text"
    CHOICE = "choice"
    WHOLE = "whole"
    NUMBER = "number"
    YES = "yes"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column; ``meaning`` is for the user, in Vietnamese."""

    name: str
    kind: Kind
    meaning: str
    value: Callable[[UnitReview, PairRow], Cell]


def _plan(name: str, kind: Kind, meaning: str, value: Callable[[UnitReview], Cell]) -> Column:
    return Column(name=name, kind=kind, meaning=meaning, value=lambda review, _: value(review))


def _pair(name: str, kind: Kind, meaning: str, value: Callable[[PairRow], Cell]) -> Column:
    return Column(name=name, kind=kind, meaning=meaning, value=lambda _, row: value(row))


def _upper(name: str, kind: Kind, meaning: str, value: Callable[[Side], Cell]) -> Column:
    return _pair(f"upper_{name}", kind, meaning, lambda row: value(row.upper))


def _lower(name: str, kind: Kind, meaning: str, value: Callable[[Side], Cell]) -> Column:
    return _pair(f"lower_{name}", kind, meaning, lambda row: value(row.lower) if row.lower else None)


def _above(name: str, kind: Kind, meaning: str, attribute: str) -> Column:
    def value(review: UnitReview, row: PairRow) -> Cell:
        found: Cell = getattr(review.references[row.reference], attribute)
        return found

    return Column(name=name, kind=kind, meaning=meaning, value=value)


COLUMNS: tuple[Column, ...] = (
    _plan("unit", Kind.TEXT, "tên đơn vị ban hành kế hoạch", lambda r: r.unit.name),
    _plan("level", Kind.CHOICE, "cấp: national, province, district, commune", lambda r: r.unit.level),
    _plan("province", Kind.CHOICE, "tỉnh, thành phố của đơn vị (nếu văn bản nêu)", lambda r: r.unit.province),
    _plan("code", Kind.TEXT, "mã đơn vị hành chính (nếu biết)", lambda r: r.unit.code),
    _plan("file", Kind.TEXT, "tên tệp trong lần chạy", lambda r: r.file),
    _plan("sha256", Kind.TEXT, "SHA-256 của tệp", lambda r: r.sha256),
    _plan("plan_number", Kind.TEXT, "số, ký hiệu của kế hoạch", lambda r: r.number),
    _plan("plan_date", Kind.TEXT, "ngày ban hành, dạng 2021-07-12", lambda r: r.date),
    _plan("period_start", Kind.WHOLE, "năm đầu của giai đoạn", lambda r: r.period[0] if r.period else None),
    _plan("period_end", Kind.WHOLE, "năm cuối của giai đoạn", lambda r: r.period[1] if r.period else None),
    _plan("is_draft", Kind.YES, "văn bản còn là dự thảo", lambda r: r.is_draft),
    _plan("conforms", Kind.YES, "cả kế hoạch không có phát hiện nghiêm trọng hoặc cao", lambda r: r.conforms),
    _above("reference", Kind.CHOICE, "văn bản cấp trên: loại, số, ngày, cơ quan ban hành", "name"),
    _above("reference_sha256", Kind.CHOICE, "SHA-256 của tệp văn bản cấp trên", "key"),
    _above("reference_level", Kind.CHOICE, "cấp của văn bản cấp trên", "level"),
    _pair("number", Kind.WHOLE, "số thứ tự của chỉ tiêu trong văn bản cấp trên, từ 1", lambda p: p.number),
    _pair("part", Kind.CHOICE, "phần: targets (chỉ tiêu), tasks (nhiệm vụ)", lambda p: p.part),
    _upper("target", Kind.TEXT, "mã của chỉ tiêu, nhiệm vụ trong văn bản cấp trên", lambda s: s.target),
    _upper("place", Kind.TEXT, "vị trí trong văn bản cấp trên", lambda s: s.place),
    _upper("text", Kind.TEXT, "trích nguyên văn, tối đa 400 ký tự", lambda s: s.text),
    _upper("subject", Kind.TEXT, "đối tượng đo", lambda s: s.subject),
    _upper("value", Kind.TEXT, "yêu cầu bằng lời (“ít nhất 60%”)", lambda s: s.value),
    _upper("low", Kind.NUMBER, "giá trị, hoặc đầu dưới của khoảng", lambda s: s.low),
    _upper("high", Kind.NUMBER, "giá trị, hoặc đầu trên của khoảng", lambda s: s.high),
    _upper("unit", Kind.CHOICE, "đơn vị tính", lambda s: s.unit),
    _upper("bound", Kind.CHOICE, "giới hạn: at_least, more_than, at_most, less_than, about, level", lambda s: s.bound),
    _upper(
        "per",
        Kind.CHOICE,
        "tính theo: year, quarter, month, week, day (mỗi năm, quý, tháng, tuần, ngày), unit (mỗi nơi); "
        "100, 1000, 10000, 100000 (trên bao nhiêu)",
        lambda s: s.per,
    ),
    _upper("change", Kind.CHOICE, "mức tăng, giảm: increase, decrease; trống nếu là mức", lambda s: s.change),
    _upper("deadline", Kind.TEXT, "thời hạn: năm, hoặc ngày dạng 2025-06-30", lambda s: s.deadline),
    _lower("target", Kind.TEXT, "mã của chỉ tiêu, nhiệm vụ trả lời trong kế hoạch", lambda s: s.target),
    _lower("place", Kind.TEXT, "vị trí trong kế hoạch", lambda s: s.place),
    _lower("text", Kind.TEXT, "trích nguyên văn, tối đa 400 ký tự", lambda s: s.text),
    _lower("value", Kind.TEXT, "mức nêu trong kế hoạch, bằng lời", lambda s: s.value),
    _lower("low", Kind.NUMBER, "giá trị, hoặc đầu dưới của khoảng", lambda s: s.low),
    _lower("high", Kind.NUMBER, "giá trị, hoặc đầu trên của khoảng", lambda s: s.high),
    _lower("unit", Kind.CHOICE, "đơn vị tính", lambda s: s.unit),
    _lower("deadline", Kind.TEXT, "thời hạn", lambda s: s.deadline),
    _pair(
        "verdict",
        Kind.CHOICE,
        "nhận định: meets, exceeds, weaker, missing, incomparable, apportion, out_of_period",
        lambda p: p.verdict,
    ),
    _pair(
        "standing",
        Kind.CHOICE,
        "như verdict, hoặc partial: đạt về mức nhưng còn phát hiện khác chưa giải quyết",
        lambda p: p.standing,
    ),
    _pair("severity", Kind.CHOICE, "mức độ nặng nhất của các phát hiện chưa được chấp nhận", lambda p: p.severity),
    _pair("rules", Kind.TEXT, "mã quy tắc của các phát hiện, cách nhau bằng dấu cách", lambda p: " ".join(p.rules)),
    _pair("waived", Kind.YES, "mọi phát hiện của dòng đã được người rà soát chấp nhận", lambda p: p.waived),
    _pair("is_total", Kind.YES, "là số tuyệt đối mà các đơn vị cùng chia nhau", lambda p: p.total),
    _pair("total_years", Kind.WHOLE, "số năm của số tuyệt đối ở cấp trên", lambda p: p.years[0] if p.years else None),
    _pair("amount_years", Kind.WHOLE, "số năm của phần đơn vị đảm nhận", lambda p: p.years[1] if p.years else None),
    _pair("amount", Kind.NUMBER, "phần đơn vị đảm nhận, theo đơn vị tính của cấp trên", lambda p: p.amount),
)  # fmt: skip
_OF_PLAN = next(at for at, column in enumerate(COLUMNS) if column.name == "reference")
"""The number of columns of the plan, which are the same in all of its rows and come first."""


def cells(review: UnitReview) -> Iterator[tuple[Cell, ...]]:
    """The rows of one plan, which do not change from one run to the next."""
    own: tuple[Cell, ...] | None = None
    for row in review.pairs:
        if own is None:
            own = tuple(_plain(column.value(review, row)) for column in COLUMNS[:_OF_PLAN])
        yield (*own, *(_plain(column.value(review, row)) for column in COLUMNS[_OF_PLAN:]))


def _plain(value: Cell) -> Cell:
    if isinstance(value, StrEnum):
        return value.value
    return None if value == "" else value
