"""Deviations of names and spelling."""

from __future__ import annotations

import re
from dataclasses import replace
from random import Random

from benchmarks.generator.data import words
from benchmarks.generator.deviating import Deviation, kinds, open_works, pick, with_goal, with_work
from benchmarks.generator.model import Draft, Label, Part, Work
from compare.model import Kind

_MISSPELT = {
    "Lao động - Thương binh và Xã hội": ("Lao động - Thương và Xã hội", "Lao động Thương bình và Xã hội"),
    "Giáo dục và Đào tạo": ("Giáo dục và Đào Tại",),
    "Tài chính - Kế hoạch": ("Tài chính - Kế hoặch",),
    "Ủy ban nhân dân": ("Ủy ban nhân nhân",),
}
_CAPITALS = {
    "Giáo dục và Đào tạo": "Giáo Dục và Đào Tạo",
    "Tài chính - Kế hoạch": "Tài Chính - Kế Hoạch",
    "Thông tin và Truyền thông": "Thông Tin và Truyền Thông",
    "Lao động - Thương binh và Xã hội": "Lao Động - Thương Binh và Xã Hội",
}


def _other_lead(draft: Draft, rng: Random, table: dict[str, tuple[str, ...]]) -> tuple[Draft, str] | None:
    options = [
        (work, old, new)
        for work in open_works(draft)
        for old, slips in table.items()
        for new in slips
        if old in work.lead and not work.numbers
    ]
    found = pick(rng, options)
    if found is None:
        return None
    work, old, new = found
    lead = work.lead.replace(old, new)
    return with_work(draft, work, replace(work, lead=lead)), lead


def misspelt_agency(draft: Draft, rng: Random) -> tuple[Draft, Label] | None:
    """A body whose name lost a word, or has another letter."""
    found = _other_lead(draft, rng, _MISSPELT)
    return found and (
        found[0],
        Label(
            name="misspelt body",
            kinds=kinds(Kind.NAME, Kind.SPELLING),
            rules=("TN02", "TN05"),
            quote=found[1],
            also=kinds(Kind.WRONG_LEAD),
        ),
    )


def capitals(draft: Draft, rng: Random) -> tuple[Draft, Label] | None:
    """Every syllable of a body's name with a capital."""
    found = _other_lead(draft, rng, {old: (new,) for old, new in _CAPITALS.items()})
    return found and (
        found[0],
        Label(name="capitals of a body", kinds=kinds(Kind.NAME), rules=("TN04",), quote=found[1]),
    )


def _with_body(draft: Draft, rng: Random, names: tuple[str, ...]) -> tuple[Draft, str] | None:
    """A plan made after the reform with one more body that helps."""
    work = (
        pick(rng, [work for work in open_works(draft) if not work.numbers]) if draft.unit.reformed else None
    )
    if work is None:
        return None
    name = rng.choice(names)
    return with_work(draft, work, replace(work, support=(*work.support, name))), name


def stale_agency(draft: Draft, rng: Random) -> tuple[Draft, Label] | None:
    """A body that is no more since the reform of 2025, in a plan made after it."""
    found = _with_body(
        draft,
        rng,
        (
            "Sở Lao động - Thương binh và Xã hội",
            "Sở Thông tin và Truyền thông",
            "Phòng Lao động - Thương binh và Xã hội",
            "Sở Kế hoạch và Đầu tư",
        ),
    )
    return found and (
        found[0],
        Label(
            name="stale body",
            kinds=kinds(Kind.NAME),
            rules=("TN01",),
            quote=found[1],
            also=kinds(Kind.WRONG_LEAD, Kind.BOILERPLATE),
        ),
    )


def stale_place(draft: Draft, rng: Random) -> tuple[Draft, Label] | None:
    """The district or the township, in a plan made after the reform."""
    found = _with_body(draft, rng, ("Ủy ban nhân dân huyện", "UBND các huyện, thành phố", "UBND thị trấn"))
    return found and (
        found[0],
        Label(
            name="stale place",
            kinds=kinds(Kind.NAME),
            rules=("TN03",),
            quote=found[1],
            also=kinds(Kind.WRONG_LEAD, Kind.BOILERPLATE),
        ),
    )


def _spelling(name: str, rule: str, quote: str) -> Label:
    return Label(name=name, kinds=kinds(Kind.SPELLING, Kind.NAME), rules=(rule,), quote=quote)


def phan_dau(draft: Draft, rng: Random) -> tuple[Draft, Label] | None:
    """ "Phần đầu" for "Phấn đấu"."""
    goal = pick(rng, [goal for goal in draft.goals if goal.piece(Part.AIM) is not None and not goal.settled])
    if goal is None:
        return None
    made = goal.put(Part.AIM, "phần đầu")
    return with_goal(draft, goal, made), _spelling("phần đầu", "TN05", "phần đầu")


def _said(draft: Draft, rng: Random, table: dict[str, str]) -> tuple[Draft, str, str] | None:
    """A word of a task written in another way; gives both."""
    options = [
        (work, old, new)
        for work in open_works(draft)
        if not work.numbers
        for old, new in table.items()
        if re.search(rf"(?<!\w){old}(?!\w)", work.text)
    ]
    found = pick(rng, options)
    if found is None:
        return None
    work, old, new = found
    made: Work = replace(work, text=re.sub(rf"(?<!\w){old}(?!\w)", new, work.text, count=1))
    return with_work(draft, work, made), old, new


def wrong_word(draft: Draft, rng: Random) -> tuple[Draft, Label] | None:
    """A word that is one, but not the one that is meant: "bổ xung", "công tác viên"."""
    found = _said(draft, rng, words()["slips"]["words"])
    return found and (found[0], _spelling("wrong word", "TN05", found[2]))


def wrong_syllable(draft: Draft, rng: Random) -> tuple[Draft, Label] | None:
    """A syllable that Vietnamese cannot have: "nghành"."""
    found = _said(draft, rng, words()["slips"]["syllables"])
    return found and (found[0], _spelling("wrong syllable", "TN06", found[2]))


def written_twice(draft: Draft, rng: Random) -> tuple[Draft, Label] | None:
    """ "các các", "của của"."""
    found = _said(draft, rng, {word: f"{word} {word}" for word in words()["slips"]["twice"]})
    return found and (found[0], _spelling("written twice", "TN07", found[2]))


def mark_twice(draft: Draft, rng: Random) -> tuple[Draft, Label] | None:
    """ ";;" or ",,"."""
    fit = [work for work in open_works(draft) if re.search(r"\w[,;] \w", work.text) and not work.numbers]
    work = pick(rng, fit)
    if work is None:
        return None
    at = rng.choice([found.start(1) for found in re.finditer(r"\w([,;]) \w", work.text)])
    text = work.text[: at + 1] + work.text[at] + work.text[at + 1 :]
    word = re.split(r"\s", text[:at])[-1]
    return with_work(draft, work, replace(work, text=text)), _spelling("mark written twice", "TN07", word)


def nghiem_ma_tuy(draft: Draft, _: Random) -> tuple[Draft, Label] | None:
    """ "nghiệm ma túy" for "nghiện ma túy"."""
    *rest, last = draft.duties
    text = f"{last[1]} Quan tâm, giúp đỡ người nghiệm ma túy, người sau cai tái hòa nhập cộng đồng."
    if "nghiệm" in last[1]:
        return None
    return replace(draft, duties=(*rest, (last[0], text))), _spelling("nghiệm ma túy", "TN05", "nghiệm")


OF_REFORM: tuple[Deviation, ...] = (stale_agency, stale_place)
"""Of plans made after the reform of 2025 only."""
DEVIATIONS: tuple[Deviation, ...] = (
    misspelt_agency,
    capitals,
    *OF_REFORM,
    phan_dau,
    wrong_word,
    wrong_syllable,
    written_twice,
    mark_twice,
    nghiem_ma_tuy,
)
