"""Plans made from a few lines by the real pipeline; no file is read or written.

Places, numbers and sentences are made up. By default the lower plan is of a district in the province of the upper plan,
for the same programme and years, and cites it correctly, so that every finding is about the given targets.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from compare.decisions.settings import Settings
from compare.model import Finding, Pair, Place, Review, Verdict
from compare.reviewing import review
from compare.targets.items import Item, measured_items
from compare.targets.strength import Judgement, judge
from extract.model import Block, Document, Level, Measure, Plan
from extract.pipeline import plan_of

PROVINCE, DISTRICT, COMMUNE = "tỉnh Hà Lĩnh", "huyện Suối Vàng", "xã Bản Sen"
PROGRAMME = "Chương trình nông thôn đổi mới"
UPPER_NUMBER, UPPER_DATE = "45/KH-UBND", "20/5/2021"
_MOTTO = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The lines around the targets; None leaves a line out, "" leaves its place blank."""

    place: str = PROVINCE
    parent: str | None = None
    number: str | None = UPPER_NUMBER
    date: str | None = UPPER_DATE
    programme: str = PROGRAMME
    period: str = "giai đoạn 2021 - 2025"
    bases: tuple[str, ...] = ()
    issuer: bool = True


def cite(place: str = PROVINCE, number: str = UPPER_NUMBER, date: str = UPPER_DATE) -> str:
    """A legal basis: the plan of a people's committee."""
    issuer = f"Ủy ban nhân dân {place}"
    return f"Căn cứ Kế hoạch số {number} ngày {date} của {issuer} thực hiện {PROGRAMME} trên địa bàn {place};"


UPPER = Head()
LOWER = Head(place=DISTRICT, number="112/KH-UBND", date="30/6/2021", bases=(cite(),))
NATION_BASIS = (
    f"Căn cứ Quyết định số 310/QĐ-TTg ngày 15/3/2021 của Thủ tướng Chính phủ phê duyệt {PROGRAMME};"
)
FAR = Head(period="giai đoạn 2021 - 2030")


def document(lines: Iterable[str], name: str = "ke-hoach.docx") -> Document:
    """A document with one paragraph a line."""
    blocks, start = [], 0
    for line in lines:
        blocks.append(Block(text=line, start=start))
        start += len(line) + 1
    text = "\n".join(block.text for block in blocks)
    digest = sha256(text.encode()).hexdigest()
    return Document(name=name, format="docx", sha256=digest, text=text, blocks=tuple(blocks))


def lines_of(
    head: Head, targets: Sequence[str], tasks: Sequence[str] = (), status: Sequence[str] = ()
) -> list[str]:
    """The lines of a plan. A target that begins with a digit is a heading, every other one a bullet."""
    name = head.place.split(maxsplit=1)[1]
    lines = []
    if head.issuer:
        lines += ["ỦY BAN NHÂN DÂN", head.place.upper()]
    if head.number is not None:
        lines.append(f"Số: {head.number or '        '}{'' if head.number else '/KH-UBND'}")
    if head.issuer:
        lines += _MOTTO
    if head.date is not None:
        day, month, year = head.date.split("/") if head.date else ("     ", "     ", "2021")
        lines.append(f"{name}, ngày {day} tháng {month} năm {year}")
    # The last basis ends with a full stop.
    bases = [*head.bases[:-1], *(f"{base.rstrip(';.')}." for base in head.bases[-1:])]
    lines += ["KẾ HOẠCH", f"Thực hiện {head.programme} {head.period} trên địa bàn {head.place}", *bases]
    if head.issuer:
        lines.append(f"Ủy ban nhân dân {head.place} ban hành Kế hoạch thực hiện {head.programme} như sau:")
    if status:
        lines += ["A. KẾT QUẢ THỰC HIỆN", *(f"- {line}" for line in status), "B. NỘI DUNG"]
    lines += [
        "I. MỤC TIÊU",
        "1. Mục tiêu chung",
        "Nâng cao đời sống của người dân nông thôn.",
        "2. Mục tiêu cụ thể",
    ]
    lines += [line if line[0].isdigit() else f"- {line}" for line in targets]
    lines += ["II. NHIỆM VỤ, GIẢI PHÁP"]
    lines += [
        f"{number}. {task}" for number, task in enumerate(tasks or ("Tuyên truyền, vận động người dân.",), 1)
    ]
    return [*lines, "III. TỔ CHỨC THỰC HIỆN", "Các cơ quan, đơn vị triển khai thực hiện Kế hoạch này./."]


def plan(head: Head, targets: Sequence[str], tasks: Sequence[str] = (), status: Sequence[str] = ()) -> Plan:
    """A plan with these targets and tasks, and these lines of the situation."""
    return plan_of(document(lines_of(head, targets, tasks, status)))


def upper_plan(*targets: str, head: Head = UPPER, tasks: Sequence[str] = ()) -> Plan:
    """The plan of the province."""
    return plan(head, targets, tasks)


def nation_plan(*targets: str, head: Head = UPPER) -> Plan:
    """A decision of the Prime Minister, above the plan of the province."""
    made = plan(head, targets)
    masthead = replace(
        made.masthead,
        level=Level.NATIONAL,
        issuer="Thủ tướng Chính phủ",
        place=None,
        kind="Quyết định",
        number="310/QĐ-TTg",
        date="2021-03-15",
    )
    return replace(made, masthead=masthead)


def lower_plan(*targets: str, head: Head = LOWER, tasks: Sequence[str] = ()) -> Plan:
    """The plan of the district that cites it."""
    return plan(head, targets, tasks)


def reviewed(
    upper: Plan | Sequence[str] | str, lower: Plan | Sequence[str] | str, settings: Settings | None = None
) -> Review:
    """The review of plans, or of plans made from one sentence or several."""
    return review(_plan(lower, LOWER), [_plan(upper, UPPER)], settings)


def _plan(given: Plan | Sequence[str] | str, head: Head) -> Plan:
    if isinstance(given, Plan):
        return given
    return plan(head, [given] if isinstance(given, str) else given)


def items(sentence: str, head: Head = UPPER) -> tuple[list[Item], Plan]:
    """The comparison items of one sentence, and their plan."""
    made = plan(head, [sentence])
    return measured_items(made), made


def judged(upper: str, lower: str, upper_head: Head = UPPER, lower_head: Head = LOWER) -> Judgement:
    """The judgement on two sentences with one measure each; nothing is aligned."""
    (first, *more), above = items(upper, upper_head)
    (second, *others), below = items(lower, lower_head)
    assert not more, "the upper sentence holds more than one measure"
    assert not others, "the lower sentence holds more than one measure"
    return judge(first, second, (above, below), Settings())


def measure(sentence: str, head: Head = UPPER) -> Measure:
    """The only measure of a sentence."""
    (item, *more), _ = items(sentence, head)
    assert not more
    assert item.measure is not None
    return item.measure


def kinds(result: Review | Iterable[Finding]) -> list[str]:
    """The kinds of findings, each with its severity, in alphabetical order."""
    findings = result.findings if isinstance(result, Review) else result
    return sorted(f"{finding.kind.value}/{finding.severity.value}" for finding in findings)


def codes(result: Review) -> list[str]:
    """The codes of the findings in their order."""
    return [finding.rule for finding in result.findings]


def verdicts(result: Review) -> list[Verdict]:
    """The verdicts in the order of the reference."""
    return [pair.verdict for pair in result.pairs]


def said(place: Place | None) -> str | None:
    """The words of the measure at a place."""
    return None if place is None else " ".join((place.measure.text if place.measure else place.text).split())


def pair_of(result: Review, words: str) -> Pair:
    """The only pair whose reference measure has these words."""
    (found,) = [pair for pair in result.pairs if words in (said(pair.reference) or "")]
    return found
