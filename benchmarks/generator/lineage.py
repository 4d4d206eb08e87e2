"""Deviations of the legal bases."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from benchmarks.generator.deviating import Deviation, kinds
from benchmarks.generator.model import Basis, Draft, Label
from compare.model import Kind
from extract.model import Level


def _parent(draft: Draft) -> Basis | None:
    return next((basis for basis in draft.bases if basis.is_parent), None)


def _with_basis(draft: Draft, old: Basis, new: Basis | None) -> Draft:
    bases = tuple(new if basis is old else basis for basis in draft.bases)
    return replace(draft, bases=tuple(basis for basis in bases if basis is not None))


def wrong_number(draft: Draft, rng: Random) -> tuple[Draft, Label] | None:
    """The upper plan cited with another number and its own date."""
    parent = _parent(draft)
    if parent is None:
        return None
    digits = re.match(r"\d+", parent.number)
    assert digits is not None
    number = str(int(digits.group()) + rng.choice((1, 2, 9, 10))) + parent.number[digits.end() :]
    return _with_basis(draft, parent, replace(parent, number=number)), Label(
        name="wrong number", kinds=kinds(Kind.CITATION_MISMATCH), quote=number
    )


def wrong_date(draft: Draft, rng: Random) -> tuple[Draft, Label] | None:
    """The upper plan cited with its own number and another date."""
    parent = _parent(draft)
    if parent is None:
        return None
    day, rest = parent.date.split("/", 1)
    other = f"{int(day) - 1 if int(day) > 15 else int(day) + rng.choice((1, 3)):02}/{rest}"
    return _with_basis(draft, parent, replace(parent, date=other)), Label(
        name="wrong date", kinds=kinds(Kind.CITATION_MISMATCH), quote=parent.number
    )


def other_parent(draft: Draft, rng: Random) -> tuple[Draft, Label] | None:
    """The plan of another place cited as the parent."""
    parent = _parent(draft)
    if parent is None or draft.unit.level is Level.PROVINCE:
        return None
    kind = "huyện" if "huyện" in parent.issuer else "tỉnh"
    place = rng.choice(("Hà Trung Sơn", "Vân Phong", "Đại Từ Thượng"))
    number = f"{rng.randint(250, 400)}/{parent.number.partition('/')[2]}"
    # With the parent's own date, so that it is no younger or older than the rest.
    other = replace(parent, number=number, issuer=f"Ủy ban nhân dân {kind} {place}")
    return _with_basis(draft, parent, other), Label(
        name="plan of another place", kinds=kinds(Kind.WRONG_PARENT, Kind.WRONG_PLACE), quote=number
    )


def not_cited(draft: Draft, _: Random) -> tuple[Draft, Label] | None:
    """The upper plan is not cited."""
    parent = _parent(draft)
    if parent is None or len(draft.bases) < 2:
        return None
    return _with_basis(draft, parent, None), Label(name="not cited", kinds=kinds(Kind.CITATION_MISSING))


def malformed(draft: Draft, rng: Random) -> tuple[Draft, Label] | None:
    """A year in a number that has none: "97/2021/KH-UBND"; another mistake may be seen in it too."""
    basis = rng.choice(draft.bases)
    first, _, rest = basis.number.partition("/")
    number = f"{first}/{basis.date[-4:]}/{rest}"
    also = kinds(Kind.CITATION_MISMATCH, Kind.CITATION_MISSING) if basis.is_parent else ()
    return _with_basis(draft, basis, replace(basis, number=number)), Label(
        name="malformed number", kinds=kinds(Kind.CITATION_MALFORMED), quote=number, also=also
    )


def impossible_date(draft: Draft, rng: Random) -> tuple[Draft, Label] | None:
    """A basis younger than the plan that stands on it."""
    found = re.search(r"ngày (\d+) tháng (\d+) năm (\d+)", draft.place_date)
    others = [basis for basis in draft.bases if not basis.is_parent and basis.kind == "Nghị quyết"]
    if found is None or not others:
        return None
    day, month, year = (int(part) for part in found.groups())
    later = date(year, month, day) + timedelta(days=rng.randint(30, 90))
    month_text = f"{later.month:02}" if later.month < 3 else str(later.month)
    new = f"{later.day:02}/{month_text}/{later.year}"
    return _with_basis(draft, others[0], replace(others[0], date=new)), Label(
        name="younger basis", kinds=kinds(Kind.DATE_ORDER), quote=others[0].number
    )


_EXPIRED = (
    (
        "Quyết định",
        "1555/QĐ-TTg",
        "17/10/2012",
        "Thủ tướng Chính phủ",
        "phê duyệt Chương trình hành động quốc gia vì trẻ em giai đoạn 2012 - 2020",
    ),
    ("Nghị định", "110/2004/NĐ-CP", "08/4/2004", "Chính phủ", "về công tác văn thư"),
    (
        "Quyết định",
        "32/2010/QĐ-TTg",
        "25/3/2010",
        "Thủ tướng Chính phủ",
        "phê duyệt Đề án phát triển nghề công tác xã hội giai đoạn 2010 - 2020",
    ),
)


def expired_basis(draft: Draft, rng: Random) -> tuple[Draft, Label] | None:
    """A basis that was replaced, or whose years are over, when the plan was made."""
    kind, number, day, issuer, about = rng.choice(_EXPIRED)
    old = Basis(kind=kind, number=number, date=day, issuer=issuer, about=about)
    return replace(draft, bases=(old, *draft.bases)), Label(
        name="expired basis", kinds=kinds(Kind.BASIS_EXPIRED), quote=number
    )


DEVIATIONS: tuple[Deviation, ...] = (
    wrong_number,
    wrong_date,
    other_parent,
    not_cited,
    malformed,
    impossible_date,
    expired_basis,
)
