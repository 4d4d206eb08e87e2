"""From the generator's plan to a file, by the writers of the sample plans. Nothing is decided here but the layout."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby
from pathlib import Path

from benchmarks.generator.model import Draft, Goal, Hedge, Part, Unit, Work, sentence
from extract.model import Level, Period
from samples.build import WRITERS, Source

Blocks = list[tuple[str, str, str]]
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
# Some count Đ among the letters of headings, others do not.
_UPPER = ("ABCDEGHIK", "ABCDĐEGHIK")
_LETTERS = tuple("abcdđeghiklmnopqrstuvxy")
_SIGNS = {Hedge.FLOOR: "≥ ", Hedge.CEILING: "≤ ", Hedge.OVER: "> ", Hedge.UNDER: "< ", Hedge.ABOUT: "khoảng "}


def write(draft: Draft, path: Path) -> None:
    """Write the plan; the suffix of the path tells the format."""
    path.write_bytes(WRITERS[path.suffix](source_of(draft, path)))


def source_of(draft: Draft, path: Path) -> Source:
    """The plan as a source of a sample."""
    number = draft.number_line or f"Số: {draft.number}"
    head = {
        "file": path.name,
        "issuer": "ỦY BAN NHÂN DÂN\\n" + draft.unit.name.upper(),
        "number": number,
        "place_date": draft.place_date,
        "layout": draft.look.head,
    }
    blocks = list(_blocks(draft))
    if draft.motto is not None:
        head["layout"] = "own"
        lines = ("ỦY BAN NHÂN DÂN", draft.unit.name.upper(), number, *draft.motto)
        blocks[:0] = [*(("C", line, "") for line in lines), ("Ci", draft.place_date, "")]
    return Source(path=path, target=path, head=head, blocks=blocks)


class _Headings:
    """Numbers of headings in the plan's style; a slip in them is made at the third heading of the first depth."""

    def __init__(self, style: str, breaks: str) -> None:
        self.style, self.breaks = style, breaks
        self.counts = [0, 0]

    def at(self, depth: int) -> str:
        """The number of the next heading at this depth."""
        self.counts[depth] += 1
        if depth == 0:
            self.counts[1] = 0
            if self.counts[0] == 3 and self.breaks:
                self.counts[0] += 1 if self.breaks == "gap" else -1
                self.breaks = ""
        first, second = self.counts
        if depth == 0:
            names = {
                "roman": _ROMAN[first - 1],
                "letters": _UPPER[self.style == "all letters"][first - 1],
                "arabic": str(first),
            }
            return (
                f"Phần {_ROMAN[first - 1]}." if self.style == "parts" else f"{names[self.style.split()[-1]]}."
            )
        if self.style == "arabic":
            return f"{first}.{second}."
        return (
            f"{_ROMAN[second - 1]}."
            if self.style in ("parts", "letters", "all letters") and second <= len(_ROMAN)
            else f"{second}."
        )


def _blocks(draft: Draft) -> Iterator[tuple[str, str, str]]:
    unit, headings = draft.unit, _Headings(draft.look.numbering, draft.breaks)
    span = spelt(draft.period)
    within = f", {unit.province}" if unit.province and unit.level is not Level.PROVINCE else ""
    opening = f"{draft.title_opening}thực" if draft.title_opening else "Thực"
    title = f"{opening} hiện {draft.programme} {span} trên địa bàn {unit.name}{within}"
    yield "C", "KẾ HOẠCH", ""
    yield "C", title, ""
    yield from _bases(draft, headings)
    yield "H", f"{headings.at(0)} MỤC ĐÍCH, YÊU CẦU", ""
    yield (
        "P",
        "- Cụ thể hóa văn bản của cấp trên cho sát với điều kiện của địa phương; xác định rõ người, rõ việc.",
        "",
    )
    yield (
        "P",
        "- Huy động các ngành, đoàn thể và nhân dân cùng tham gia; lồng ghép với các phong trào đang có.",
        "",
    )
    if draft.state:
        yield "H", f"{headings.at(0)} ĐÁNH GIÁ TÌNH HÌNH", ""
        for line in draft.state:
            yield "P", f"- {line}", ""
    yield "H", f"{headings.at(0)} MỤC TIÊU {spelt(draft.heading_period).upper()}", ""
    yield "H", f"{headings.at(1)} Mục tiêu chung", ""
    yield "P", f"Thực hiện có hiệu quả {draft.programme} trên địa bàn {unit.name}.", ""
    yield from _targets(draft, headings)
    yield "H", f"{headings.at(0)} NHIỆM VỤ, GIẢI PHÁP", ""
    for group, works in groupby(draft.works, key=lambda work: work.group):
        yield "H", f"{headings.at(1)} {group}", ""
        yield from _works(list(works), draft)
    if draft.funding:
        yield "H", f"{headings.at(0)} KINH PHÍ THỰC HIỆN", ""
        for line in draft.funding:
            yield "P", line, ""
    yield "H", f"{headings.at(0)} TỔ CHỨC THỰC HIỆN", ""
    for name, duty in draft.duties:
        yield "H", f"{headings.at(1)} {name}:", f" {duty}"
    if draft.reporting:
        yield "P", draft.reporting, ""
    yield "P", f"{draft.closing.format(years=spelt(draft.closing_period))}{draft.end}", ""
    if draft.recipients:
        yield "N", "Nơi nhận:", ""
        for name in draft.recipients:
            yield "N", f"- {name}", ""
    for line in draft.signature:
        yield "S", line, ""


def _bases(draft: Draft, headings: _Headings) -> Iterator[tuple[str, str, str]]:
    opening = f"Ủy ban nhân dân {draft.unit.name} ban hành Kế hoạch thực hiện như sau:"
    if draft.look.bases == "paragraph":
        joined = "; ".join(basis.text for basis in draft.bases)
        yield "P", f"Thực hiện {joined}. {opening}", ""
        return
    if draft.look.bases == "section":
        yield "H", f"{headings.at(0)} CĂN CỨ PHÁP LÝ", ""
        for basis in draft.bases:
            yield "P", f"- {basis.text}{basis.end}", ""
        return
    for basis in draft.bases:
        yield "I", f"Căn cứ {basis.text}{basis.end}", ""
    yield "P", opening, ""


def spelt(period: Period) -> str:
    """ "giai đoạn 2021 - 2025", "năm 2023"."""
    return f"năm {period.end}" if period.years == 1 else f"giai đoạn {period.start} - {period.end}"


def years_of(draft: Draft) -> list[int]:
    """The years in which targets of the plan are due, as the upper plan has them."""
    return sorted({goal.origin.year for goal in draft.goals if goal.origin and goal.origin.year})


def _targets(draft: Draft, headings: _Headings) -> Iterator[tuple[str, str, str]]:
    years = years_of(draft)
    grouped = draft.look.years == "heading" and years
    ending = f" đến năm {years[0]}" if grouped and len(years) == 1 else ""
    yield "H", f"{headings.at(1)} Chỉ tiêu cụ thể{ending}", ""
    if not grouped or len(years) == 1:
        yield from _list(draft, [*draft.goals], headings, "")
        return
    for number, year in enumerate(years):
        yield "H", f"{_LETTERS[number]}) Đến năm {year}", ""
        due = [
            goal for goal in draft.goals if (goal.origin.year if goal.origin else years[-1]) in (year, None)
        ]
        yield from _list(draft, due, headings, "-")


def _list(
    draft: Draft, goals: list[Goal], headings: _Headings, bullet: str
) -> Iterator[tuple[str, str, str]]:
    if draft.look.table and len(years_of(draft)) == 1:
        rows = [goal for goal in goals if in_table(goal)]
        goals = [goal for goal in goals if not in_table(goal)]
        if rows:
            yield "T", f"STT | Chỉ tiêu | Đơn vị tính | Đến năm {years_of(draft)[0]}", ""
        for number, goal in enumerate(rows, start=1):
            value = goal.piece(Part.VALUE)
            assert value is not None
            number_text, unit = value.text[:-1], value.text[-1]
            yield "T", f"{number} | {name_of(goal)} | {unit} | {_SIGNS.get(goal.hedge, '')}{number_text}", ""
    held: list[str] = []
    place = 0
    for at, goal in enumerate(goals):
        held.append(shown(goal, draft))
        # A year in front would be the next one's too.
        if (
            at in draft.look.merged
            and at + 1 < len(goals)
            and goal.inside is None
            and goal.year == goals[at + 1].year
            and "Đến" not in held[-1][:4]
        ):
            continue
        place += 1
        text = "; ".join(part if n == 0 else part[:1].lower() + part[1:] for n, part in enumerate(held))
        yield "P", f"{_mark(bullet or draft.look.bullet, place, headings)} {text}.", ""
        held = []


def _mark(style: str, place: int, headings: _Headings) -> str:
    if style == "a)":
        return f"{_LETTERS[place - 1]})" if place <= len(_LETTERS) else "-"
    if style == "Chỉ tiêu":
        return f"Chỉ tiêu {place}:"
    if style == "x.y":
        first, second = headings.counts
        start = f"{first}.{second}" if headings.style == "arabic" else str(second)
        return f"{start}.{place}."
    return f"{place}." if style == "1." else style


def shown(goal: Goal, draft: Draft) -> str:
    """The sentence of a target as it stands in the plan."""
    if in_table(goal) and draft.look.table and len(years_of(draft)) == 1:
        return name_of(goal) or ""
    text = _sentence(goal, draft)
    if goal.inside is not None:
        inside = _sentence(goal.inside, draft)
        inside = inside[:1].lower() + inside[1:]
        text += f"; {inside}" if inside.startswith("riêng") else f", trong đó {inside}"
    return text


def _sentence(goal: Goal, draft: Draft) -> str:
    due = goal.piece(Part.DUE)
    origin_year = goal.origin.year if goal.origin else goal.year
    grouped = draft.look.years == "heading" and years_of(draft)
    if due is not None and grouped and goal.year == origin_year:
        # "… vào năm 2025" under "Đến năm 2025"
        rest = tuple(piece for piece in goal.pieces if piece.part is not Part.DUE)
        if rest[0].text[0] in ",:":
            rest = (replace(rest[0], text=rest[0].text[1:].strip()), *rest[1:])
        return sentence(rest)
    needed = goal.year is not None and goal.year != draft.period.end and not grouped
    if due is None and (needed or goal.year != origin_year):
        return f"Đến năm {goal.year}, {goal.text[:1].lower()}{goal.text[1:]}"
    return goal.text


_VERBS = re.compile(r"\s*(?::|đạt|chiếm|giảm xuống còn|giảm còn|giảm xuống|xuống còn|xuống|còn)+\s*$")


def name_of(goal: Goal) -> str | None:
    """ "Tỷ lệ trẻ em 5 tuổi được đến trường" from "Ít nhất 99% trẻ em …"; None if there is none."""
    parts = [piece.part for piece in goal.pieces]
    if goal.value is None or goal.change or Part.BASE in parts or Part.RATE in parts:
        return None
    at = parts.index(Part.VALUE)
    before = " ".join(piece.text for piece in goal.pieces[:at] if piece.part is Part.WORDS)
    after = " ".join(piece.text for piece in goal.pieces[at + 1 :] if piece.part is Part.WORDS)
    if not before and after:
        return f"Tỷ lệ {after.removeprefix('số ')}"
    name = _VERBS.sub("", before).removeprefix("giảm ")
    if not after and name != before and name.startswith(("tỷ lệ", "tỷ suất")):
        return name[:1].upper() + name[1:]
    return None


def in_table(goal: Goal) -> bool:
    """Whether a target can be a row: a percentage or a per mille with a name, without "trong đó" or an effort."""
    value = goal.piece(Part.VALUE)
    return (
        value is not None
        and value.text[0].isdigit()
        and value.text[-1] in "%‰"
        and goal.inside is None
        and goal.piece(Part.AIM) is None
        and goal.year == (goal.origin.year if goal.origin else goal.year)
        and name_of(goal) is not None
    )


def _works(works: list[Work], draft: Draft) -> Iterator[tuple[str, str, str]]:
    if draft.look.works == "unit" and len(works) == 1:
        (work,) = works
        yield "P", f"a) Nội dung: {work.text}.", ""
        if work.lead:
            yield (
                "P",
                f"b) Đơn vị thực hiện: {work.lead} chủ trì, phối hợp với {', '.join(work.support)}.",
                "",
            )
        return
    for work in works:
        yield "P", f"- {_work(work, draft)}", ""


def _work(work: Work, draft: Draft) -> str:
    text = work.text[:1].lower() + work.text[1:]
    if not work.lead:
        return f"{work.text}."
    if draft.look.works == "led":
        return f"{work.lead} chủ trì, phối hợp với {', '.join(work.support)} {text}."
    return f"{work.text}. Cơ quan chủ trì: {work.lead}; cơ quan phối hợp: {', '.join(work.support)}."


__all__ = ["Unit", "in_table", "name_of", "shown", "source_of", "write", "years_of"]
