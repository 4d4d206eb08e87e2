"""NB: nhất quán nội bộ (inner consistency): sums, means, shares and numbers in words.

Only the draft is checked. Each finding shows the sum, so that the reader can do it again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from compare.consistency.funding import source_sums
from compare.consistency.parts import parts, yearly
from compare.consistency.rows import row_sums, text_sums
from compare.consistency.sums import Slip, TableSlip, shares, sums, table_sums, words_and_digits
from compare.model import Kind, Severity
from compare.rules.base import Case, Hit, Rule
from compare.rules.hits import place_of, said, sentence_around
from compare.targets.items import Item, Same, measured_items
from extract.grammar.deadlines import period_of
from extract.kept import kept
from extract.language import writing
from extract.language.lexicon import fold
from extract.language.phrases import composed
from extract.language.units import UNITS
from extract.model import Period, Role, Statement

_IN_NUMBER = re.compile(r"[\d.,]")
_UNIT_BEHIND = composed(r"\s+(?P<unit><<units>>)(?!\w)", units=UNITS)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Slips:
    """All slips of one text by their kind, kept together: most texts have none."""

    sums: tuple[Slip, ...]
    means: tuple[Slip, ...]
    words: tuple[Slip, ...]
    shares: tuple[Slip, ...]


@kept(2_000)
def _slips_of(text: str, period: Period | None) -> _Slips | None:
    """The slips of a text of a plan for some years; None without any."""
    found = _added_up(text), tuple(yearly(text, period)), tuple(words_and_digits(text)), tuple(shares(text))
    if not any(found):
        return None
    added, means, words, parts_of = found
    return _Slips(sums=added, means=means, words=words, shares=parts_of)


@lru_cache(maxsize=2)
def _wrong(same: Same) -> tuple[tuple[Statement, _Slips], ...]:
    """The statements of a plan that have slips, with these, for all rules on sums."""
    period = same.plan.masthead.period
    found = ((statement, _slips_of(statement.text, period)) for statement in same.plan.statements)
    return tuple((statement, slips) for statement, slips in found if slips is not None)


def _in_statements(case: Case, kind: Callable[[_Slips], Iterable[Slip]]) -> Iterator[Hit]:
    for statement, slips in _wrong(Same(case.draft)):
        for slip in kind(slips):
            unit = _unit(slip.said, statement.text)
            text = sentence_around(statement.text, slip.start, slip.end)
            yield Hit(
                values={
                    "issuer": writing.issuer(case.draft),
                    "text": text,
                    "where": f"“{text}”",
                    "said": f"{slip.said}{unit}",
                    "right": slip.right,
                    "how": f"{slip.how}{unit}",
                },
                draft=place_of(statement),
            )


def _unit(number: str, text: str) -> str:
    """The unit behind a number in a text with a blank before it, " tỷ đồng" for "8,6"; "" for one that has its unit."""
    if not re.fullmatch(r"[\d.,]+", number):
        return ""
    folded = fold(text)
    for at in _places(number, folded):
        found = _UNIT_BEHIND.match(folded, at + len(number))
        if found and not (at and _IN_NUMBER.match(folded, at - 1)):
            return f" {text[found.start('unit') : found.end('unit')]}"
    return ""


def _places(number: str, text: str) -> Iterator[int]:
    """Where a number stands in a text, within longer ones too."""
    at = text.find(number)
    while at >= 0:
        yield at
        at = text.find(number, at + 1)


@kept(2_000)
def _added_up(text: str) -> tuple[Slip, ...]:
    """Wrong sums of a sentence; a list is added up once."""
    return tuple(sums(text)) or tuple(parts(text))


def _sums(case: Case) -> Iterator[Hit]:
    yield from _in_statements(case, lambda slips: slips.sums)
    for line, slips in (
        (("dòng tổng", "cột"), table_sums(case.draft.statements)),
        (("cột tổng", "dòng"), row_sums(case.draft.statements)),
    ):
        yield from _table_hits(case, *line, slips)
    yield from _series(case)
    yield from _funds(case)


def _table_hits(case: Case, total: str, line: str, slips: Iterable[TableSlip]) -> Iterator[Hit]:
    for slip in slips:
        yield Hit(
            values={
                "issuer": writing.issuer(case.draft),
                "where": f"{total} của bảng"
                + (f", {line} “{writing.quote(slip.name, 80)}”" if slip.name else ""),
                "said": slip.said,
                "right": slip.right,
                "how": slip.how,
            },
            draft=place_of(slip.statement),
        )


def _series(case: Case) -> Iterator[Hit]:
    """Totals of the text that differ from the sum of a row by year."""
    for slip in text_sums(measured_items(case.draft)):
        yield Hit(
            values={
                "issuer": writing.issuer(case.draft),
                "where": f"“{said(slip.total.place(None))}”",
                "said": slip.said,
                "right": slip.right,
                "how": f"bảng theo năm cộng lại {slip.how}",
            },
            draft=slip.total.place(None),
            others=(slip.row.place(None),),
        )


def _funds(case: Case) -> Iterator[Hit]:
    """Totals of the part on funding, without sentences that ``sums`` finds by their own words ("gồm")."""
    sections = {section.id for section in case.draft.sections if section.role is Role.FUNDING}
    items = [
        item
        for item in measured_items(case.draft)
        if item.part == "tasks" and item.owner.section in sections and item.kind == "money"
    ]
    for slip in source_sums(items):
        if not _added_up(slip.total.owner.text):
            yield Hit(
                values={
                    "issuer": writing.issuer(case.draft),
                    "where": f"“{said(slip.total.place(None))}”",
                    "said": slip.said,
                    "right": slip.right,
                    "how": slip.how,
                },
                draft=slip.total.place(None),
            )


def _words(case: Case) -> Iterator[Hit]:
    return _in_statements(case, lambda slips: slips.words)


def _shares(case: Case) -> Iterator[Hit]:
    return _in_statements(case, lambda slips: slips.shares)


def _means(case: Case) -> Iterator[Hit]:
    """Totals that differ from the yearly number beside them, times the years; each sentence is told by one reading."""
    hits = list(_in_statements(case, lambda slips: slips.means))
    yield from hits
    told = {hit.draft.anchor for hit in hits if hit.draft}
    yield from (hit for hit in _measured_means(case) if hit.draft is None or hit.draft.anchor not in told)


def _measured_means(case: Case) -> Iterator[Hit]:
    """Totals that differ from the yearly mean behind them in the same item, times the years."""
    items = measured_items(case.draft)
    for total in items:
        mean_item = next(
            (item for item in items[total.index + 1 : total.index + 2] if _is_mean_of(item, total)), None
        )
        if mean_item is None or total.period is None or total.measure is None or mean_item.measure is None:
            continue
        whole, mean = total.measure.low, mean_item.measure.low
        if whole is None or mean is None:
            continue
        # The years in the sentence override those of the plan; a plan that begins in mid-year has one year less.
        clause = _clause(total.owner.text, total.measure.text)
        period = period_of(clause, start=total.period.start) or total.period
        years = [period.years, period.years - 1]
        if any(abs(mean * count - whole) <= max(Decimal(count) / 2, whole / 50) for count in years if count):
            continue
        product = writing.number(mean * years[0])
        yield Hit(
            values={
                "issuer": writing.issuer(case.draft),
                "text": _clause(writing.clauses(total.owner.text), total.measure.text),
                "said": writing.value(total.measure),
                "right": product,
                "how": f"{writing.number(mean)} × {writing.amount(years[0], 'năm')} = {product}",
            },
            draft=total.place(None),
        )


def _clause(text: str, quote: str) -> str:
    """The clause between semicolons that holds a quote; the whole text where none does."""
    return next((clause.strip() for clause in text.split(";") if quote.strip() in clause), text)


def _is_mean_of(item: Item, total: Item) -> bool:
    mean, whole = item.measure, total.measure
    if mean is None or whole is None or item.owner is not total.owner or item is total:
        return False
    # The text must call it a mean: "mỗi năm thêm 10 hộ" beside a total may be another quantity.
    is_mean = mean.per == "year" and whole.per is None and "bình quân" in " ".join(fold(mean.text).split())
    return is_mean and mean.unit == whole.unit and total.cumulative and mean.low == mean.high


_RATIONALE = "Số liệu trong cùng một văn bản phải khớp nhau; sai lệch làm khó việc giao, theo dõi và đánh giá chỉ tiêu."
_ANSWER = "Kiểm tra lại số liệu gốc, sửa con số sai."

RULES: tuple[Rule, ...] = (
    Rule(
        code="NB01",
        name="Tổng không khớp các thành phần",
        name_en="Parts do not add up",
        kind=Kind.ARITHMETIC,
        severity=Severity.MEDIUM,
        rationale=_RATIONALE,
        example="“350 triệu đồng, gồm: ngân sách huyện 300 triệu đồng, xã hội hóa 60 triệu đồng”: 300 + 60 = 360.",
        answer=_ANSWER,
        message="Tổng chưa khớp các thành phần tại {where}: ghi tổng {said}, trong khi {how}.",
        suggestion="Đề nghị {issuer} rà soát, thống nhất số liệu tại {where}: ghi tổng {said}, trong khi {how}.",
        check=_sums,
    ),
    Rule(
        code="NB02",
        name="Bình quân năm không khớp tổng giai đoạn",
        name_en="Yearly mean does not make the total",
        kind=Kind.ARITHMETIC,
        severity=Severity.MEDIUM,
        rationale=_RATIONALE,
        example="“Đào tạo 80 lượt người trong 5 năm (bình quân 10 lượt/năm)”: 10 × 5 = 50.",
        answer=_ANSWER,
        message="Số bình quân mỗi năm chưa khớp tổng của giai đoạn tại “{text}”: ghi tổng {said}, trong khi {how}.",
        suggestion="Đề nghị {issuer} rà soát, thống nhất số liệu tại “{text}”: ghi tổng {said}, trong khi {how}.",
        check=_means,
    ),
    Rule(
        code="NB03",
        name="Số bằng chữ khác số bằng số",
        name_en="Words and digits differ",
        kind=Kind.WORDS_DIGITS,
        severity=Severity.MEDIUM,
        rationale="Số ghi bằng chữ và bằng số phải là một.",
        example="“05 (sáu) lớp”.",
        answer=_ANSWER,
        message="Số ghi bằng số và bằng chữ không giống nhau: “{how}”.",
        suggestion="Đề nghị {issuer} thống nhất số ghi bằng số và bằng chữ tại “{text}”.",
        check=_words,
    ),
    Rule(
        code="NB04",
        name="Tỷ lệ không khớp số lượng",
        name_en="Share does not agree with the counts",
        kind=Kind.ARITHMETIC,
        severity=Severity.MEDIUM,
        rationale=_RATIONALE,
        example="“12/15 xã, đạt 70%”: 12 : 15 = 80%.",
        answer=_ANSWER,
        message="Tỷ lệ chưa khớp số lượng tại “{text}”: ghi {said}, trong khi {how}.",
        suggestion="Đề nghị {issuer} rà soát, thống nhất số liệu tại “{text}”: ghi {said}, trong khi {how}.",
        check=_shares,
    ),
)
