"""What a lower plan carries down from the tasks of its upper plan."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from benchmarks.generator.data import down, swapped, words
from benchmarks.generator.model import Origin, Unit, Work
from benchmarks.generator.sentences import number_of, written
from extract.model import Level, Period, Plan, Role, Section, Task

_ORGANISES = Role.ORGANISATION
_NAMED = re.compile(
    r"(?:Sở|Bộ|Phòng) (?:Lao động - Thương binh và Xã hội|Giáo dục và Đào tạo|Y tế|Tư pháp|Nội vụ|Tài chính"
    r"|Kế hoạch và Đầu tư|Thông tin và Truyền thông|Công an)"
)
_DOERS = re.compile(r"(?:Đơn vị )?[Tt]hực hiện: |(?:Cơ quan|Đơn vị) chủ trì")
_ADDRESSED = {
    Level.PROVINCE: r"(?:Ủy ban nhân dân|UBND) (?:các|cấp) tỉnh",
    Level.DISTRICT: r"(?:Ủy ban nhân dân|UBND) (?:các|cấp) huyện",
    Level.COMMUNE: r"(?:Ủy ban nhân dân|UBND) (?:(?:các|cấp) (?:xã|phường)|các huyện)",
}
_SPAN = re.compile(r"[Gg]iai đoạn (20\d\d) - (20\d\d)")


def body(name: str, unit: Unit) -> str:
    """The body at the unit's level that does what the named body does above."""
    table = words()["bodies"]["reformed" if unit.reformed else unit.level.value]
    return str(next(mine for key, mine in table.items() if key in name))


def works_of(upper: Plan, unit: Unit, period: Period, parts: int) -> Iterator[Work]:
    """The tasks of the upper plan's task sections."""
    sections = {section.id: section for section in upper.sections}
    for task in upper.tasks:
        section = sections.get(task.section or "")
        text = full_text(task, upper)
        if section is not None and section.role is Role.ORGANISATION and _is_for(task, unit):
            yield from _duties(task, text, unit)
        if _DOERS.match(text):
            continue
        wanted = section is not None and (
            section.role is Role.TASKS or (task.measures and section.role is _ORGANISES)
        )
        if (
            section is None
            or not wanted
            or task.path[0].startswith("Bảng")
            or (len(text) > 420 and not task.measures)
        ):
            continue
        years = [int(year) for year in re.findall(r"(?:đến|hết|trong) năm (20\d\d)", text)]
        spans = [(int(first), int(last)) for first, last in _SPAN.findall(text)]
        if any(year not in period for year in years) or any(
            last < period.start or first > period.end for first, last in spans
        ):
            continue
        text = _NAMED.sub(lambda match: body(match.group(), unit), text)
        text = _halves(swapped(text, down(unit.level.value, unit.reformed)), period)
        shared, numbers = _shared(text, parts, period)
        lead = body(task.lead[0] if task.lead else text, unit)
        below = words()["below"][unit.level.value]
        named = dict.fromkeys(body(name, unit) for name in task.support[:3])
        support = tuple(name for name in named if name != lead) or (below,)
        yield Work(
            origin=Origin(item=task.id),
            group=_group(section, sections),
            text=shared,
            lead=lead,
            support=support,
            numbers=numbers,
            binding=not (task.lead or task.support) or _is_for(task, unit),
        )


def _is_for(task: Task, unit: Unit) -> bool:
    """Whether the upper plan gives a duty to plans of the unit's level."""
    return any(re.match(_ADDRESSED[unit.level], name) for name in (*task.lead, *task.support))


def _duties(task: Task, text: str, unit: Unit) -> Iterator[Work]:
    """What is asked of the lower level by name, but for its plan, its money and its reports, which it has anyway."""
    for clause in text.split("; "):
        if not re.search(r"kế hoạch|kinh phí|ngân sách|báo cáo|phân công", clause, re.IGNORECASE):
            yield Work(
                origin=Origin(item=task.id),
                group="Nhiệm vụ cấp trên giao",
                text=swapped(clause[:1].upper() + clause[1:], down(unit.level.value, unit.reformed)),
                lead=body(clause, unit),
                support=(words()["below"][unit.level.value],),
                settled=True,
            )


_PROPOSES = re.compile(r"(?:Tham mưu|Đề xuất|Kiến nghị)[^.;]*:\s*$")


def full_text(task: Task, upper: Plan) -> str:
    """The paragraph of a task without its label and without the sentence that names the bodies."""
    text = task.text
    for statement in upper.statements:
        if statement.anchor.start <= task.anchor.start < statement.anchor.end and not statement.heading:
            text = statement.text
    text = re.sub(r"^\s*(?:[-+•]|\w{1,2}\)|\d+(?:\.\d+)*\.)\s*", "", " ".join(text.split()))
    text = re.sub(r"^Nội dung(?: hoạt động)?:\s*", "", text).rstrip(" .;/")
    # What governs an item belongs to it: "Tham mưu, đề xuất cấp có thẩm quyền:".
    for statement in upper.statements:
        if statement.path == task.path[:-1] and _PROPOSES.match(statement.text):
            text = f"{statement.text.rstrip(': ')} {text[:1].lower()}{text[1:]}"
    return text[:1].upper() + text[1:]


def _group(section: Section, sections: dict[str, Section]) -> str:
    """The heading above a task: the nearest that is no "a) Nội dung"."""
    while section.parent and re.match(r"Nội dung|Đơn vị", section.title):
        section = sections[section.parent]
    title = " ".join(section.title.split()).rstrip(" .:")
    return title if 5 < len(title) < 110 else "Nhiệm vụ chung"


def _halves(text: str, period: Period) -> str:
    """Its years replaced by those of the lower plan."""

    def within(span: re.Match[str]) -> str:
        first, last = (int(year) for year in span.groups())
        return f"giai đoạn {max(first, period.start)} - {min(last, period.end)}"

    return _SPAN.sub(within, text)


_COUNTED = "lượt|người|hộ|mô hình|cán bộ|tỷ đồng|triệu đồng|công trình|thiết bị|lớp"
_TOTAL = re.compile(rf"(?<![\d.,/])(\d+(?:\.\d{{3}})*(?:,\d+)?)(?= (?:{_COUNTED})\b)")


def _shared(text: str, parts: int, period: Period) -> tuple[str, bool]:
    """Totals of a task divided; a mean a year and its total still agree. Each clause is looked at for itself."""
    clauses = [_shared_clause(clause, parts, period) for clause in text.split("; ")]
    return "; ".join(clause for clause, _ in clauses), any(numbers for _, numbers in clauses)


def _shared_clause(text: str, parts: int, period: Period) -> tuple[str, bool]:
    found = [number_of(number) for number in _TOTAL.findall(text)]
    if not found or re.search(r"(?:[Mm]ỗi|[Tt]ừng) (?:xã|thôn)|[Xx]ã bố trí", text):
        return text, False
    if re.search(r"[Hh]ằng năm", text):
        # So many a year above are as many a year here: more than a share, and told all the same.
        return text, True
    each = [_share(number, parts) for number in found]
    if re.search(r"bình quân", text) is not None and len(found) == 2:
        each[0] = each[1] * period.years
    numbers = iter(each)
    return _TOTAL.sub(lambda _: _padded(next(numbers)), text), True


def _share(number: Decimal, parts: int) -> Decimal:
    """A whole share of a whole number, at least one; of another number in tenths."""
    return (
        max(Decimal(1), number // parts) if number % 1 == 0 else max(Decimal("0.1"), round(number / parts, 1))
    )


def _padded(number: Decimal) -> str:
    return f"{number:02}" if number < 10 and number % 1 == 0 else written(number)
