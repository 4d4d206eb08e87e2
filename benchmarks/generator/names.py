"""Deviations of names and spelling."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from benchmarks.generator.deviating import Deviation, kinds, open_works, pick, with_goal, with_work
from benchmarks.generator.model import Draft, Label, Part
from compare.model import Kind

_MISSPELT = {
    "Lao động - Thương binh và Xã hội": ("Lao động - Thương và Xã hội", "Lao động Thương bình và Xã hội"),
    "Giáo dục và Đào tạo": ("Giáo dục và Đào Tại",),
    "Tài chính - Kế hoạch": ("Tài chính - Kế hoặch",),
    "Ủy ban nhân dân": ("Ủy ban nhân nhân",),
}


def misspelt_agency(draft: Draft, rng: Random) -> tuple[Draft, Label] | None:
    """A body whose name lost a word."""
    options = [
        (work, old, new)
        for work in open_works(draft)
        for old, slips in _MISSPELT.items()
        for new in slips
        if old in work.lead and not work.numbers
    ]
    found = pick(rng, options)
    if found is None:
        return None
    work, old, new = found
    lead = work.lead.replace(old, new)
    return with_work(draft, work, replace(work, lead=lead)), Label(
        name="misspelt body", kinds=kinds(Kind.NAME), quote=lead, also=kinds(Kind.SPELLING, Kind.WRONG_LEAD)
    )


def stale_agency(draft: Draft, rng: Random) -> tuple[Draft, Label] | None:
    """A body that is no more since the reform of 2025, in a plan made after it."""
    if not draft.unit.reformed:
        return None
    work = pick(rng, [work for work in open_works(draft) if not work.numbers])
    if work is None:
        return None
    name = rng.choice(
        ("Sở Lao động - Thương binh và Xã hội", "Ủy ban nhân dân huyện", "Sở Thông tin và Truyền thông")
    )
    return with_work(draft, work, replace(work, support=(*work.support, name))), Label(
        name="stale body", kinds=kinds(Kind.NAME), quote=name
    )


def phan_dau(draft: Draft, rng: Random) -> tuple[Draft, Label] | None:
    """ "Phần đầu" for "Phấn đấu"."""
    goal = pick(rng, [goal for goal in draft.goals if goal.piece(Part.AIM) is not None and not goal.settled])
    if goal is None:
        return None
    made = goal.put(Part.AIM, "phần đầu")
    return with_goal(draft, goal, made), Label(name="phần đầu", kinds=kinds(Kind.SPELLING), quote="phần đầu")


def cong_tac_vien(draft: Draft, rng: Random) -> tuple[Draft, Label] | None:
    """ "công tác viên" for "cộng tác viên"."""
    work = pick(
        rng, [work for work in open_works(draft) if "cộng tác viên" in work.text and not work.numbers]
    )
    if work is None:
        return None
    text = work.text.replace("cộng tác viên", "công tác viên", 1)
    return with_work(draft, work, replace(work, text=text)), Label(
        name="công tác viên", kinds=kinds(Kind.SPELLING), quote="công tác viên"
    )


def nghiem_ma_tuy(draft: Draft, _: Random) -> tuple[Draft, Label] | None:
    """ "nghiệm ma túy" for "nghiện ma túy"."""
    *rest, last = draft.duties
    text = f"{last[1]} Quan tâm, giúp đỡ người nghiệm ma túy, người sau cai tái hòa nhập cộng đồng."
    if "nghiệm" in last[1]:
        return None
    return replace(draft, duties=(*rest, (last[0], text))), Label(
        name="nghiệm ma túy", kinds=kinds(Kind.SPELLING), quote="nghiệm ma túy"
    )


DEVIATIONS: tuple[Deviation, ...] = (misspelt_agency, stale_agency, phan_dau, cong_tac_vien, nghiem_ma_tuy)
