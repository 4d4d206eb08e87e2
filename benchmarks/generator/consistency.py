"""Contradictions within a plan, each beside a consistent twin that is harmless (``SOUND``)."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from random import Random

from benchmarks.generator.deviating import Deviation, kinds, open_goals, open_works, pick, with_work
from benchmarks.generator.model import Draft, Goal, Label, Part, Piece
from benchmarks.generator.rendering import years_of
from benchmarks.generator.sentences import with_number, written
from compare.model import Kind
from extract.model import Period

_WORDS = {2: "hai", 3: "ba", 4: "bốn", 5: "năm", 6: "sáu", 7: "bảy", 8: "tám", 9: "chín"}


def _money(draft: Draft, text: str) -> Draft:
    return replace(draft, funding=(*draft.funding, text))


def _parts(draft: Draft, rng: Random, slip: int) -> tuple[Draft, str]:
    first, second = rng.randint(2, 9) * 50, rng.randint(1, 5) * 50
    text = (
        f"Tổng kinh phí dự kiến {first + second + slip} triệu đồng, gồm: ngân sách {draft.unit.kind} {first} triệu"
        f" đồng, nguồn xã hội hóa {second} triệu đồng."
    )
    return _money(draft, text), text


def parts_and_sum(draft: Draft, rng: Random) -> tuple[Draft, Label] | None:
    """Parts that do not give the sum."""
    made, text = _parts(draft, rng, rng.choice((-20, 10, 50)))
    return made, Label(name="parts and sum", kinds=kinds(Kind.ARITHMETIC), rules=("NB01",), quote=text)


def sound_parts(draft: Draft, rng: Random) -> Draft:
    """Parts that give the sum."""
    return _parts(draft, rng, 0)[0]


_MEAN = re.compile(r"(\d+)( lượt)?( [^;]*?)?, bình quân mỗi năm (\d+)")


def mean_and_total(draft: Draft, rng: Random) -> tuple[Draft, Label] | None:
    """A mean a year that does not give the total."""
    options = [(work, match) for work in open_works(draft) if (match := _MEAN.search(work.text)) is not None]
    found = pick(rng, options)
    if found is None:
        return None
    work, match = found
    # More than rounding, and more than a year less.
    mean = int(match.group(4))
    mean += max(rng.choice((2, 3)), mean)
    text = work.text[: match.start(4)] + f"{mean:02}" + work.text[match.end(4) :]
    return with_work(draft, work, replace(work, text=text)), Label(
        name="mean and total", kinds=kinds(Kind.ARITHMETIC), rules=("NB02",), quote=text, origin=None
    )


def _in_words(draft: Draft, rng: Random, slip: int) -> tuple[Draft, str]:
    number = rng.randint(2, 8)
    text = f"Kinh phí dự kiến hằng năm là {number}00 triệu đồng (bằng chữ: {_WORDS[number + slip]} trăm triệu đồng)."
    return _money(draft, text), text


def words_and_digits(draft: Draft, rng: Random) -> tuple[Draft, Label] | None:
    """An amount in words that is not the one in digits."""
    made, text = _in_words(draft, rng, 1)
    return made, Label(name="words and digits", kinds=kinds(Kind.WORDS_DIGITS), rules=("NB03",), quote=text)


def sound_words(draft: Draft, rng: Random) -> Draft:
    """An amount in words and digits."""
    return _in_words(draft, rng, 0)[0]


def other_period(draft: Draft, rng: Random) -> tuple[Draft, Label] | None:
    """The period in a heading or in the closing sentence is not the one of the title."""
    period = draft.period
    if period.years < 3:
        return None
    if rng.random() < 0.5:
        # The end stays, for with it all targets would be due in another year.
        body = Period(start=period.start - 1, end=period.end)
        made = replace(draft, heading_period=body)
    else:
        body = Period(start=period.start, end=period.end + rng.choice((-1, 1)))
        made = replace(draft, closing_period=body)
    return made, Label(
        name="period of title and body",
        kinds=kinds(Kind.PERIOD_MISMATCH),
        rules=("NB05",),
        quote=f"{body.start} - {body.end}",
    )


def two_values(draft: Draft, rng: Random) -> tuple[Draft, Label] | None:
    """A target said again further down, with another value."""
    fit = [
        goal
        for goal in open_goals(draft)
        if goal.value is not None
        and 20 <= goal.value <= 90
        and goal.inside is None
        and not goal.change
        and len(goal.text.split()) > 9
        and (goal.year in (None, draft.period.end))
    ]
    goal = pick(rng, fit)
    if goal is None or goal.value is None:
        return None
    value = goal.piece(Part.VALUE)
    assert value is not None
    again = goal.put(Part.VALUE, with_number(value.text, goal.value + rng.choice((-5, 5, 8)))).text
    text = f"Tập trung chỉ đạo thực hiện chỉ tiêu: {again[:1].lower()}{again[1:]}."
    first, *rest = draft.duties
    made = replace(draft, duties=((first[0], f"{first[1]} {text}"), *rest))
    if rng.random() < 0.5 and draft.works:
        # Among the tasks as often as in the part on organisation.
        head = draft.works[0]
        work = replace(head, origin=None, text=text.rstrip("."), numbers=False, settled=True)
        made = replace(draft, works=(head, work, *draft.works[1:]))
    return made, Label(name="two values", kinds=kinds(Kind.CONTRADICTION), rules=("NB06",), quote=again)


def lost_reference(draft: Draft, rng: Random) -> tuple[Draft, Label] | None:
    """A section is named that the plan does not have."""
    first, *rest = draft.duties
    name = rng.choice(("Phần IX", "Mục XI", "mục 9 Phần VIII", "Phụ lục 03"))
    whose = "kèm theo Kế hoạch này" if name.startswith("Phụ lục") else "Kế hoạch này"
    text = f"{first[1]} Tổ chức thực hiện các nhiệm vụ nêu tại {name} {whose}."
    return replace(draft, duties=((first[0], text), *rest)), Label(
        name="reference to nothing", kinds=kinds(Kind.CONTRADICTION, Kind.FORM), rules=("NB08",), quote=name
    )


def _share(draft: Draft, rng: Random, slip: int) -> tuple[Draft, str]:
    whole = rng.choice((4, 8, 10, 20, 25))
    part = rng.randint(1, whole - 1)
    before = draft.period.start - 1
    text = f"Năm {before}, có {part}/{whole} thôn có tổ hòa giải hoạt động đều, đạt {100 * part // whole + slip}%."
    if 100 * part % whole:
        text = text.replace(
            f"{100 * part // whole + slip}%", f"{written(Decimal(1000 * part // whole) / 10 + slip)}%"
        )
    return replace(draft, state=(*draft.state, text)), text


def share_and_counts(draft: Draft, rng: Random) -> tuple[Draft, Label] | None:
    """A percentage that the counts do not give."""
    made, text = _share(draft, rng, rng.choice((3, 4, 9)))
    return made, Label(name="share and counts", kinds=kinds(Kind.ARITHMETIC), rules=("NB04",), quote=text)


def sound_share(draft: Draft, rng: Random) -> Draft:
    """A percentage that the counts give."""
    return _share(draft, rng, 0)[0]


_MATTERS = (
    "cán bộ phụ trách công tác bình đẳng giới",
    "nhân viên phụ trách tiếp nhận phản ánh của người dân",
)


def every_and_some(draft: Draft, rng: Random) -> tuple[Draft, Label] | None:
    """Half of the bodies in one place, each of them in another."""
    matter, share = rng.choice(_MATTERS), rng.choice((50, 60, 80))
    some = f"Có {share}% số cơ quan, đơn vị bố trí {matter}"
    every = f"Mỗi cơ quan, đơn vị bố trí ít nhất 01 {matter}"
    year = years_of(draft)[-1] if years_of(draft) else None
    added = tuple(
        Goal(origin=None, pieces=(Piece(part=Part.WORDS, text=text),), year=year, settled=True)
        for text in (some, every)
    )
    return replace(draft, goals=(*draft.goals, *added)), Label(
        name="every one and some", kinds=kinds(Kind.CONTRADICTION), rules=("NB07",), quote=some
    )


DEVIATIONS: tuple[Deviation, ...] = (
    parts_and_sum,
    mean_and_total,
    words_and_digits,
    other_period,
    two_values,
    lost_reference,
    share_and_counts,
    every_and_some,
)
SOUND: tuple[Callable[[Draft, Random], Draft], ...] = (sound_parts, sound_words, sound_share)
