"""NB: nhất quán nội bộ (inner consistency): statements of one plan that contradict each other."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from compare.model import Kind, Place, Severity
from compare.rules.base import Case, Hit, Rule
from compare.rules.consistency.quantities import contradictions
from compare.rules.hits import holding, place_of, said, sentence_around
from compare.targets.items import Item, measured_items
from compare.words import phrases
from compare.words.nearly import Nearly
from compare.words.similarity import ages, terms
from extract.grammar.deadlines import period_of
from extract.language import writing
from extract.language.lexicon import fold
from extract.language.numerals import FIGURE, parse_figure
from extract.language.phrases import composed
from extract.language.phrases import phrases as extract_phrases
from extract.model import Part, Role

_OUTLOOK = phrases("inner", "outlook")
_ITSELF = phrases("inner", "itself")
# "… xây dựng Kế hoạch … giai đoạn 2021 - 2025 như sau"
_ENACTED = composed(
    r"(?<!\w)<<verbs>>\s+kế hoạch(?!\s+số)(?=(?:(?!kế hoạch).)*như sau\W*$)",
    verbs=phrases("inner", "enacting"),
)
_PROGRAMMES = extract_phrases("masthead", "programmes")
_MOST_NEAR = 200
"""Percentages of the same bodies that one requirement is compared with at most."""
_MOST_PLACES = 20
"""Further places that one finding names at most; it counts all."""
_ABOUT = 0.5
"""Least share of the words of "mỗi …" in a percentage of the same bodies."""
_PERIOD = re.compile(r"(?:giai đoạn|thời kỳ)\s+(?:từ\s+năm\s+)?(20\d\d)\s*(?:-|–|đến năm|đến)\s*(20\d\d)")
_EVERY = re.compile(r"(?<!\w)mỗi\s+(?P<body>[^\W\d_]+\s+[^\W\d_]+)")
_OF_TARGET, _OF_CLAUSE, _LEAST = 0.9, 0.75, 4
"""Least shares of common words in a target and in a clause that repeats it, and their least number."""
_PERCENT = re.compile(rf"(?<![\d.,])({FIGURE})\s?%")
_CLAUSES = re.compile(r"[;:.]\s+")
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
# "tăng 5%" is a change, "giảm còn 20%" a level.
_CHANGE = re.compile(r"(?<!\w)(?:tăng|giảm|gấp)(?!\w)(?!\s+(?:xuống|còn|lên))")


# ---- the years of the title and of the text ----------------------------------------------------------------
def _period(case: Case) -> Iterator[Hit]:
    """Sections with targets whose heading names years beyond those of the title."""
    own = case.draft.masthead.period
    if own is None or _OUTLOOK.search(fold(case.draft.masthead.title or "")):
        return
    for section in case.draft.sections:
        if section.role not in (Role.TARGETS, Role.OBJECTIVES) or _OUTLOOK.search(fold(section.title)):
            continue
        said = period_of(section.title, start=own.start) if _names_years(section.title) else None
        # A later end is a promise beyond the plan, an earlier start a target of past years. A shorter period within the
        # plan's years is a stage of it and is not flagged.
        if said is None or (own.start <= said.start and said.end <= own.end):
            continue
        statement = holding(case.draft, section.anchor.start, section.anchor.end)
        yield Hit(
            values={
                "issuer": writing.issuer(case.draft),
                "title": writing.years(own.start, own.end),
                "said": writing.years(said.start, said.end),
                "text": writing.clauses(section.title),
            },
            draft=place_of(statement) if statement is not None else None,
        )
    yield from _named_again(case)


def _named_again(case: Case) -> Iterator[Hit]:
    """Sentences that name the plan itself with other years: "Trên đây là Kế hoạch … giai đoạn 2021 - 2029"."""
    own = case.draft.masthead.period
    titles = " ".join(statement.text for statement in case.draft.statements if statement.part is Part.TITLE)
    # The title also holds the years of the programme.
    known = set(_PERIOD.findall(fold(f"{titles} {case.draft.masthead.title or ''}")))
    if own is None or not known:
        return
    for statement in case.draft.statements:
        if statement.part is not Part.BODY:
            continue
        text = fold(statement.text)
        named = _ITSELF.match(text) or _enacted(text)
        said = _PERIOD.findall(text, named.end()) if named else []
        if said and not known & set(said) and (str(own.start), str(own.end)) not in said:
            start, end = said[-1]
            yield Hit(
                values={
                    "issuer": writing.issuer(case.draft),
                    "title": writing.years(own.start, own.end),
                    "said": writing.years(int(start), int(end)),
                    "text": sentence_around(
                        statement.text, named.start() if named else 0, len(statement.text)
                    ),
                },
                draft=place_of(statement),
            )


def _enacted(text: str) -> re.Match[str] | None:
    """The words "ban hành Kế hoạch" of the sentence that opens a plan ("… như sau"), before years that are its own.

    The years behind a programme that it carries out are those of the programme.
    """
    found = _ENACTED.search(text) if "như sau" in text else None
    if found is None or _PROGRAMMES.search(text, found.end()):
        return None
    return found


def _names_years(title: str) -> bool:
    return re.search(r"20\d\d", title) is not None


# ---- one quantity, two values ------------------------------------------------------------------------------
def _two_values(case: Case) -> Iterator[Hit]:
    items = measured_items(case.draft)
    told: set[int] = set()
    for found in contradictions(items):
        one, other = found.first.measure, found.second.measure
        assert one is not None
        assert other is not None
        told |= {item.owner.anchor.start for item in (found.second, *found.more)}
        values = {
            (item.measure.low, item.measure.high) for item in (found.second, *found.more) if item.measure
        }
        yield Hit(
            values={
                "issuer": writing.issuer(case.draft),
                "levels": "hai mức" if len(values) == 1 else "nhiều mức",
                "subject": said(found.first.place(None)),
                "first": writing.requirement(one),
                "second": writing.requirement(other),
                "other": said(found.second.place(None)),
                "both": _both(found.first.place(None), found.second.place(None)),
                "more": f", và {writing.count(len(found.more))} chỗ khác" if found.more else "",
            },
            draft=found.second.place(None),
            others=(found.first.place(None), *(item.place(None) for item in found.more[:_MOST_PLACES])),
        )
    yield from told_again(case, items, told)


# ---- every one, and only half of them ----------------------------------------------------------------------
def _every_and_some(case: Case) -> Iterator[Hit]:
    """Contradictions such as "50% số cơ quan bố trí nhân sự" and "mỗi cơ quan có ít nhất 01 nhân viên"."""
    items = [
        item
        for item in measured_items(case.draft)
        if item.measure is not None and item.measure.low is not None
    ]
    asking = [item for item in items if item.each and item.main is None]
    naming: dict[str, list[Item]] = defaultdict(list)
    for item in items if asking else ():
        if item.kind == "percent" and item.measure is not None:
            words = re.findall(r"[^\W\d_]+", fold(item.measure.text))
            for first, second in dict.fromkeys(pairwise(words)):
                naming[f"{first} {second}"].append(item)
    for every in asking:
        if every.measure is None:
            continue
        bodies = _bodies(every.measure.text)
        near = naming.get(" ".join(bodies.split()), ())[:_MOST_NEAR]
        fits = [some for some in near if _is_some(some, every, bodies)]
        # The candidate with most common words is reported.
        some = max(fits, key=lambda item: _in_common(item, every), default=None)
        if some is None or some.measure is None:
            continue
        yield Hit(
            values={
                "issuer": writing.issuer(case.draft),
                "both": _both(some.place(None), every.place(None)),
            },
            draft=some.place(None),
            others=(every.place(None),),
        )


def _both(first: Place, second: Place) -> str:
    """Where two places of the draft stand, and their words: "mục I.2 nêu “…”, mục II.3 nêu “…”"."""
    here, there = (writing.section(place.path) or "dự thảo" for place in (first, second))
    joint = " và" if here == there else f", {there} nêu"
    return f"{here} nêu “{said(first)}”{joint} “{said(second)}”"


def _is_some(some: Item, every: Item, bodies: str) -> bool:
    """Whether an item is a percentage below 100 of the same bodies, for the same matter and year."""
    measure = some.measure
    if some.kind != "percent" or measure is None or measure.low is None or measure.low >= 100:
        return False
    if some.year != every.year or measure.change is not None or some.owner is every.owner:
        return False
    return _of_bodies(measure.text, bodies) and _in_common(some, every) >= _ABOUT


def _bodies(text: str) -> str:
    """The bodies after "mỗi": "cơ quan" in "mỗi cơ quan, đơn vị có …"; "" without one."""
    found = _EVERY.search(fold(text))
    return found["body"] if found else ""


def _of_bodies(text: str, bodies: str) -> bool:
    """Whether a percentage counts these bodies: "50% số cơ quan, …"."""
    return (
        re.search(rf"%\s*(?:số\s+|các\s+)?(?:[^\W\d_]+,?\s+){{0,2}}?{re.escape(bodies)}(?!\w)", fold(text))
        is not None
    )


def _in_common(some: Item, every: Item) -> float:
    """The share of the words of "mỗi …" that the other item has too; 0 where these are too few."""
    wanted = {term for term in terms(every.text) if " " not in term}
    given = {term for term in terms(f"{some.text} {some.context}") if " " not in term}
    return len(wanted & given) / len(wanted) if len(wanted) >= 4 else 0.0


def _levels(items: Iterable[Item]) -> Nearly[Item]:
    """The targets that are levels, found by their words."""
    return Nearly(((frozenset(terms(item.text)), item) for item in items if _is_level(item)), _OF_TARGET)


def told_again(case: Case, items: Sequence[Item], told: Collection[int]) -> Iterator[Hit]:
    """Clauses that repeat a target with another value, one hit each; not in statements that begin at ``told``.

    A value that another target with the same words has is that target's and is not flagged.
    """
    # Most drafts have no such clause.
    levels: Nearly[Item] | None = None
    for statement in case.draft.statements:
        if statement.role is not Role.ORGANISATION or statement.heading or "%" not in statement.text:
            continue
        if statement.anchor.start in told:
            continue
        for clause in _CLAUSES.split(statement.text):
            value = _only_percentage(clause)
            if value is None:
                continue
            levels = levels or _levels(items)
            same = _told_in(clause, levels, case)
            if not same or any(_value(item) == value for item in same):
                continue
            one = same[0]
            assert one.measure is not None
            yield Hit(
                values={
                    "issuer": writing.issuer(case.draft),
                    "subject": said(one.place(None)),
                    "first": writing.requirement(one.measure),
                    "second": writing.amount(value, "%"),
                    "levels": "hai mức",
                    "more": "",
                    "other": writing.clauses(clause),
                    "both": _both(one.place(None), replace(place_of(statement), text=clause)),
                },
                draft=place_of(statement),
                others=(one.place(None),),
            )


def _is_level(item: Item) -> bool:
    measure = item.measure
    return (
        measure is not None
        and item.kind == "percent"
        and measure.change is None
        and measure.low == measure.high
        and item.main is None
        and not item.each
    )


def _value(item: Item) -> Decimal | None:
    return item.measure.low if item.measure else None


def _only_percentage(clause: str) -> Decimal | None:
    """The percentage of a clause with exactly one, which is not a change; else None."""
    found = _PERCENT.findall(clause)
    return parse_figure(found[0], "%") if len(found) == 1 and not _CHANGE.search(fold(clause)) else None


def _told_in(clause: str, levels: Nearly[Item], case: Case) -> list[Item]:
    """The targets whose quantity a clause is about, due at the same time, in the order of the plan."""
    period = case.draft.masthead.period
    years = {int(year) for year in _YEAR.findall(clause)}
    said, of_ages = frozenset(terms(_YEAR.sub("", _PERCENT.sub("", clause)))), ages(clause)
    found = []
    for wanted, items in levels.within(said):
        if len(wanted & said) >= max(_LEAST, _OF_CLAUSE * len(said)):
            found += [
                item
                for item in items
                if (
                    years == {item.year}
                    or (not years and item.year in (None, period.end if period else None))
                )
                and ages(item.text) == of_ages
            ]
    return sorted(found, key=lambda item: item.index)


RULES: tuple[Rule, ...] = (
    Rule(
        code="NB05",
        name="Thời kỳ trong nội dung khác tên gọi",
        name_en="Period of the text differs from the title's",
        kind=Kind.PERIOD_MISMATCH,
        severity=Severity.MEDIUM,
        rationale=(
            "Chỉ tiêu phải thuộc thời kỳ của kế hoạch; tên gọi và nội dung khác thời kỳ thì không rõ phải đạt "
            "khi nào."
        ),
        example="Tên kế hoạch ghi “giai đoạn 2021 - 2025”, mục chỉ tiêu ghi “đến năm 2030”.",
        answer="Thống nhất thời kỳ ở tên gọi và trong các mục, hoặc ghi rõ là định hướng.",
        message="Tên gọi của dự thảo ghi {title}, nhưng tại “{text}” là {said}; cần làm rõ.",
        suggestion="Đề nghị {issuer} thống nhất thời kỳ ở tên gọi ({title}) và tại “{text}” ({said}).",
        check=_period,
    ),
    Rule(
        code="NB06",
        name="Một chỉ tiêu có hai giá trị",
        name_en="One quantity, two values",
        kind=Kind.CONTRADICTION,
        severity=Severity.MEDIUM,
        rationale="Cùng một chỉ tiêu, cùng thời hạn chỉ có một giá trị.",
        example="Phần mục tiêu ghi 80% trẻ em được khám, phần nhiệm vụ ghi 70%.",
        answer="Giữ một giá trị, sửa chỗ còn lại.",
        message="Dự thảo nêu {levels} cho cùng một chỉ tiêu: “{subject}” ({first}) và “{other}” ({second}){more}.",
        suggestion="Đề nghị {issuer} thống nhất hai nội dung: {both}{more}.",
        check=_two_values,
    ),
    Rule(
        code="NB07",
        name="Hai yêu cầu mâu thuẫn nhau",
        name_en="Two requirements that deny each other",
        kind=Kind.CONTRADICTION,
        severity=Severity.MEDIUM,
        rationale="Yêu cầu đối với mọi đơn vị và chỉ tiêu cho một phần đơn vị không thể cùng đúng.",
        example="“50% số cơ quan bố trí nhân sự” và “mỗi cơ quan có ít nhất 01 nhân viên”.",
        answer="Làm rõ yêu cầu áp dụng cho tất cả hay một phần.",
        message="Hai nội dung chưa thống nhất: {both}; cần làm rõ áp dụng cho tất cả hay một phần.",
        suggestion="Đề nghị {issuer} thống nhất hai nội dung: {both}.",
        check=_every_and_some,
    ),
)
