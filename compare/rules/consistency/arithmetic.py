"""NB: nhất quán nội bộ (inner consistency): sums, means, shares and numbers in words.

Only the draft is checked. Each finding shows the sum, so that the reader can do it again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from compare.consistency.funding import source_sums
from compare.consistency.sums import Slip, shares, sums, table_sums, words_and_digits
from compare.model import Kind, Severity
from compare.rules.base import Case, Hit, Rule
from compare.rules.hits import around, place_of
from compare.targets.items import Item, measured_items
from compare.words.similarity import terms
from extract.grammar.marks import period_of
from extract.language import writing
from extract.language.lexicon import fold
from extract.model import Role

_LEAST_YEARS, _NEAR, _SAME_WORDS = 3, 4, 0.75
"""Least years of a row that adds up; a sum differs from its total by less than a quarter; least share of words."""


def _in_statements(case: Case, find: Callable[[str], Iterator[Slip]]) -> Iterator[Hit]:
    for statement in case.draft.statements:
        for slip in find(statement.text):
            yield Hit(
                values={
                    "issuer": writing.issuer(case.draft),
                    "text": around(statement.text, slip.start, slip.end).rstrip(" .;,"),
                    "said": slip.said,
                    "right": slip.right,
                    "how": slip.how,
                },
                draft=place_of(statement),
            )


def _sums(case: Case) -> Iterator[Hit]:
    yield from _in_statements(case, sums)
    for slip in table_sums(case.draft.statements):
        yield Hit(
            values={
                "issuer": writing.issuer(case.draft),
                "text": f"{slip.said} (dòng tổng của bảng)",
                "said": slip.said,
                "right": slip.right,
                "how": slip.how,
            },
            draft=place_of(slip.statement),
        )
    yield from _funds(case)
    yield from _yearly_cells(case)


def _yearly_cells(case: Case) -> Iterator[Hit]:
    """Totals in a sentence beside a row of a table with the number of each year, which add up to another one."""
    items = measured_items(case.draft)
    rows: dict[tuple[str, str | None], list[Item]] = defaultdict(list)
    for item in items:
        if item.measure is not None and item.measure.cell is not None and item.measure.per is None:
            rows[item.owner.id, item.measure.unit].append(item)
    for total in items:
        for row in rows.values():
            slip = _yearly_slip(total, row)
            if slip is not None:
                said, right, how = slip
                yield Hit(
                    values={
                        "issuer": writing.issuer(case.draft),
                        "text": writing.quote(total.owner.text),
                        "said": said,
                        "right": right,
                        "how": f"{how} (theo bảng)",
                    },
                    draft=total.place(None),
                    others=(row[0].place(None),),
                )


def _yearly_slip(total: Item, row: Sequence[Item]) -> tuple[str, str, str] | None:
    """The total as said, the sum of the row and how it comes; None where they agree or are not of one thing.

    A row of states has its last value for a total; a sum far from the total is one of other things.
    """
    whole = total.measure
    cells = [item.measure for item in row if item.measure is not None and item.measure.low is not None]
    if whole is None or whole.low is None or whole.cell is not None or not total.cumulative or whole.part:
        return None
    numbers = [cell.low for cell in cells if cell.low is not None]
    years = {item.year for item in row}
    if len(numbers) < _LEAST_YEARS or len(years) < len(row) or max(years, key=_year) != total.year:
        return None
    right = sum(numbers, Decimal(0))
    if cells[0].unit != whole.unit or right == whole.low or numbers[-1] >= whole.low:
        return None
    if abs(right - whole.low) > whole.low / _NEAR or not _of_one_thing(whole.subject, cells[0].subject):
        return None
    shown = writing.number(right)
    return writing.value(whole), shown, f"{' + '.join(map(writing.number, numbers))} = {shown}"


def _year(year: int | None) -> int:
    return year or 0


def _of_one_thing(first: str, second: str) -> bool:
    """Whether two subjects have nearly the same words, in whatever order."""
    mine, theirs = ({term for term in terms(text) if " " not in term} for text in (first, second))
    return bool(mine | theirs) and len(mine & theirs) >= _SAME_WORDS * len(mine | theirs)


def _funds(case: Case) -> Iterator[Hit]:
    """Totals of the part on funding, without sentences that ``sums`` finds by their own words ("gồm")."""
    sections = {section.id for section in case.draft.sections if section.role is Role.FUNDING}
    items = [
        item
        for item in measured_items(case.draft)
        if item.part == "tasks" and item.owner.section in sections and item.kind == "money"
    ]
    for slip in source_sums(items):
        if not any(sums(slip.total.owner.text)):
            yield Hit(
                values={
                    "issuer": writing.issuer(case.draft),
                    "text": writing.quote(slip.total.owner.text),
                    "said": slip.said,
                    "right": slip.right,
                    "how": slip.how,
                },
                draft=slip.total.place(None),
            )


def _words(case: Case) -> Iterator[Hit]:
    return _in_statements(case, words_and_digits)


def _shares(case: Case) -> Iterator[Hit]:
    return _in_statements(case, shares)


def _means(case: Case) -> Iterator[Hit]:
    """Totals that differ from the yearly mean in the same item, times the years."""
    items = measured_items(case.draft)
    for total in items:
        yearly = next((item for item in items if _is_mean_of(item, total)), None)
        if yearly is None or total.period is None or total.measure is None or yearly.measure is None:
            continue
        whole, mean = total.measure.low, yearly.measure.low
        if whole is None or mean is None:
            continue
        # The years in the sentence override those of the plan; a plan that begins in mid-year has one year less.
        period = period_of(total.owner.text, start=total.period.start) or total.period
        years = [period.years, period.years - 1]
        if any(abs(mean * count - whole) <= max(Decimal(count) / 2, whole / 50) for count in years if count):
            continue
        product = writing.number(mean * years[0])
        yield Hit(
            values={
                "issuer": writing.issuer(case.draft),
                "text": writing.quote(total.owner.text),
                "said": writing.value(total.measure),
                "right": product,
                "how": f"{writing.number(mean)} × {writing.amount(years[0], 'năm')} = {product}",
            },
            draft=total.place(None),
        )


def _is_mean_of(item: Item, total: Item) -> bool:
    mean, whole = item.measure, total.measure
    if mean is None or whole is None or item.owner is not total.owner or item is total:
        return False
    # The text must call it a mean: "mỗi năm thêm 10 hộ" beside a total may be another quantity.
    is_mean = mean.per == "year" and whole.per is None and "bình quân" in " ".join(fold(mean.text).split())
    if whole.part and not mean.part:
        return False  # "1.900 ha, bình quân 500 ha/năm, trong đó 150 ha …": the mean is that of the whole.
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
        message="Tổng chưa khớp các thành phần tại “{text}”: ghi {said}, nhưng {how}.",
        suggestion="Đề nghị {issuer} rà soát số liệu tại “{text}”: ghi tổng {said}, trong khi {how}.",
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
        message="Số bình quân mỗi năm chưa khớp tổng của giai đoạn tại “{text}”: tổng {said}, nhưng {how}.",
        suggestion="Đề nghị {issuer} rà soát số liệu tại “{text}”: tổng {said}, trong khi {how}.",
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
        message="Tỷ lệ chưa khớp số lượng tại “{text}”: ghi {said}, nhưng {how}.",
        suggestion="Đề nghị {issuer} rà soát tỷ lệ tại “{text}”: ghi {said}, trong khi {how}.",
        check=_shares,
    ),
)
