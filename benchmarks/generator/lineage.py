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
        name="wrong number", kinds=kinds(Kind.CITATION_MISMATCH), rules=("CC03",), quote=number
    )


def wrong_date(draft: Draft, rng: Random) -> tuple[Draft, Label] | None:
    """The upper plan cited with its own number and another date."""
    parent = _parent(draft)
    if parent is None:
        return None
    day, rest = parent.date.split("/", 1)
    other = f"{int(day) - 1 if int(day) > 15 else int(day) + rng.choice((1, 3)):02}/{rest}"
    return _with_basis(draft, parent, replace(parent, date=other)), Label(
        name="wrong date", kinds=kinds(Kind.CITATION_MISMATCH), rules=("CC03",), quote=parent.number
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
        name="plan of another place",
        kinds=kinds(Kind.WRONG_PARENT, Kind.WRONG_PLACE),
        rules=("CC01", "CC02", "CC15"),
        quote=number,
    )


def not_cited(draft: Draft, _: Random) -> tuple[Draft, Label] | None:
    """The upper plan is not cited."""
    parent = _parent(draft)
    if parent is None or len(draft.bases) < 2:
        return None
    return _with_basis(draft, parent, None), Label(
        name="not cited", kinds=kinds(Kind.CITATION_MISSING), rules=("CC04",)
    )


def malformed(draft: Draft, rng: Random) -> tuple[Draft, Label] | None:
    """A year in a number that has none: "97/2021/KH-UBND"; another mistake may be seen in it too."""
    basis = rng.choice(draft.bases)
    first, _, rest = basis.number.partition("/")
    number = f"{first}/{basis.date[-4:]}/{rest}"
    also = kinds(Kind.CITATION_MISMATCH, Kind.CITATION_MISSING) if basis.is_parent else ()
    return _with_basis(draft, basis, replace(basis, number=number)), Label(
        name="malformed number",
        kinds=kinds(Kind.CITATION_MALFORMED),
        rules=("CC09",),
        quote=number,
        also=also,
    )


def impossible_date(draft: Draft, rng: Random) -> tuple[Draft, Label] | None:
    """A basis younger than the plan that stands on it."""
    found = re.search(r"ngày (\d+) tháng (\d+) năm (\d+)", draft.place_date)
    others = [basis for basis in draft.bases if not basis.is_parent and basis.kind == "Nghị quyết"]
    if found is None or not others:
        return None
    new = _day(draft.issued + timedelta(days=rng.randint(30, 90)))
    return _with_basis(draft, others[0], replace(others[0], date=new)), Label(
        name="younger basis", kinds=kinds(Kind.DATE_ORDER), rules=("CC12",), quote=others[0].number
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
        name="expired basis", kinds=kinds(Kind.BASIS_EXPIRED), rules=("CC05",), quote=number
    )


def _day(day: date) -> str:
    """ "05/4/2021"."""
    return (
        f"{day.day:02}/{day.month:02}/{day.year}" if day.month < 3 else f"{day.day:02}/{day.month}/{day.year}"
    )


# Documents that are widely known, with the day on which they were signed and another one.
_KNOWN = (
    ("56/2017/NĐ-CP", "09/5/2017", "05/9/2017", "quy định chi tiết một số điều của Luật Trẻ em"),
    ("30/2020/NĐ-CP", "05/3/2020", "03/5/2020", "về công tác văn thư"),
    ("20/2021/NĐ-CP", "15/3/2021", "25/3/2021", "quy định chính sách trợ giúp xã hội"),
)


def known_document(draft: Draft, rng: Random) -> tuple[Draft, Label] | None:
    """A widely known decree with another day than its own."""
    number, _, wrong, about = rng.choice(_KNOWN)
    basis = Basis(kind="Nghị định", number=number, date=wrong, issuer="Chính phủ", about=about)
    return replace(draft, bases=(basis, *draft.bases)), Label(
        name="known document", kinds=kinds(Kind.CITATION_MISMATCH), rules=("CC06",), quote=number
    )


def common_document(draft: Draft, _: Random) -> tuple[Draft, Label] | None:
    """A document that the upper plan stands on too, with another day than there."""
    found = [basis for basis in draft.bases if not basis.is_parent and "TTg" in basis.number]
    if not found or draft.unit.level is Level.PROVINCE:
        return None
    day, rest = found[0].date.split("/", 1)
    other = f"{int(day) + 2 if int(day) < 20 else int(day) - 3:02}/{rest}"
    return _with_basis(draft, found[0], replace(found[0], date=other)), Label(
        name="document of the upper plan",
        kinds=kinds(Kind.CITATION_MISMATCH),
        rules=("CC07", "CC06", "CC03"),
        quote=found[0].number,
    )


def cited_twice(draft: Draft, _: Random) -> tuple[Draft, Label] | None:
    """The council's resolution with one day among the bases and another one further down."""
    council = _council(draft)
    first, *rest = draft.duties
    if council is None:
        return None
    day, month = council.date.split("/", 1)
    other = replace(council, date=f"{int(day) + 1 if int(day) < 27 else int(day) - 2:02}/{month}")
    text = f"{first[1]} Lồng ghép với nhiệm vụ tại {other.text}."
    return replace(draft, duties=((first[0], text), *rest)), Label(
        name="cited in two ways", kinds=kinds(Kind.CITATION_MISMATCH), rules=("CC08",), quote=council.number
    )


def _council(draft: Draft) -> Basis | None:
    return next((basis for basis in draft.bases if basis.kind == "Nghị quyết"), None)


def other_kind(draft: Draft, rng: Random) -> tuple[Draft, Label] | None:
    """ "Kế hoạch số 12/NQ-HĐND"."""
    council = _council(draft)
    if council is None:
        return None
    new = replace(council, kind=rng.choice(("Kế hoạch", "Quyết định")))
    return _with_basis(draft, council, new), Label(
        name="kind and symbol", kinds=kinds(Kind.CITATION_MALFORMED), rules=("CC10",), quote=council.number
    )


def other_issuer(draft: Draft, _: Random) -> tuple[Draft, Label] | None:
    """ "Nghị quyết số 12/NQ-HĐND của Ủy ban nhân dân"."""
    council = _council(draft)
    if council is None:
        return None
    new = replace(council, issuer=f"Ủy ban nhân dân {draft.unit.name}")
    return _with_basis(draft, council, new), Label(
        name="issuer and symbol", kinds=kinds(Kind.CITATION_MISMATCH), rules=("CC11",), quote=council.number
    )


def council_of_another(draft: Draft, rng: Random) -> tuple[Draft, Label] | None:
    """The resolution of another place's council."""
    council = _council(draft)
    if council is None or draft.unit.reformed:
        return None
    place = rng.choice(("Thanh Hà Đông", "Cẩm Lĩnh", "Phù Ninh Thượng"))
    new = replace(council, issuer=f"Hội đồng nhân dân {draft.unit.kind} {place}")
    return _with_basis(draft, council, new), Label(
        name="council of another place", kinds=kinds(Kind.WRONG_PLACE), rules=("CC15",), quote=council.number
    )


def of_another_province(draft: Draft, rng: Random) -> tuple[Draft, Label] | None:
    """A plan of another province, which does not stand on the upper plan either."""
    parent = _parent(draft)
    if (
        parent is None
        or draft.unit.level is Level.PROVINCE
        or draft.unit.province is None
        or draft.unit.reformed
    ):
        return None
    province = rng.choice(("tỉnh Nam Định", "tỉnh Lào Cai", "tỉnh Bến Tre"))
    made = replace(_with_basis(draft, parent, None), unit=replace(draft.unit, province=province))
    return made, Label(
        name="another province", kinds=kinds(Kind.WRONG_PLACE), rules=("CC02",), quote=province
    )


def before_the_parent(draft: Draft, rng: Random) -> tuple[Draft, Label] | None:
    """A plan older than the upper plan, which it does not cite."""
    parent = _parent(draft)
    if parent is None or len(draft.bases) < 3 or draft.unit.reformed:
        return None
    day, month, year = map(int, parent.date.split("/"))
    earlier = date(year, month, day) - timedelta(days=rng.randint(20, 60))
    month_text = f"{earlier.month:02}" if earlier.month < 3 else str(earlier.month)
    place_date = f"{draft.unit.short}, ngày {earlier.day:02} tháng {month_text} năm {earlier.year}"
    *bases, last = (basis for basis in draft.bases if basis not in (parent, _council(draft)))
    return replace(draft, place_date=place_date, bases=(*bases, replace(last, end="."))), Label(
        name="older than the upper plan",
        kinds=kinds(Kind.DATE_ORDER),
        rules=("CC13",),
        also=kinds(Kind.CITATION_MISSING),
    )


def programme_after_plan(draft: Draft, rng: Random) -> tuple[Draft, Label] | None:
    """The programme younger than the plan that carries it out, both among the bases."""
    years = f"{draft.issued.year} - {draft.issued.year + 5}"
    programme = f"Chương trình bảo vệ môi trường và cảnh quan khu dân cư nông thôn giai đoạn {years}"
    number = f"{rng.randint(300, 900)}/QĐ-TTg"
    above = Basis(
        kind="Quyết định",
        number=number,
        date=_day(draft.issued - timedelta(days=20)),
        issuer="Thủ tướng Chính phủ",
        about=f"phê duyệt {programme}",
    )
    own = Basis(
        kind="Kế hoạch",
        number=f"{rng.randint(10, 99)}/KH-UBND",
        date=_day(draft.issued - timedelta(days=rng.randint(30, 45))),
        issuer=f"Ủy ban nhân dân {draft.unit.name}",
        about=f"thực hiện {programme}",
    )
    return replace(draft, bases=(above, own, *draft.bases)), Label(
        name="programme after its plan", kinds=kinds(Kind.DATE_ORDER), rules=("CC14",), quote=number
    )


DEVIATIONS: tuple[Deviation, ...] = (
    known_document,
    common_document,
    cited_twice,
    other_kind,
    other_issuer,
    council_of_another,
    of_another_province,
    before_the_parent,
    programme_after_plan,
    wrong_number,
    wrong_date,
    other_parent,
    not_cited,
    malformed,
    impossible_date,
    expired_basis,
)
