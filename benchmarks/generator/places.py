"""Deviations in names of districts: gone since the reform, of another province, misspelt."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from benchmarks.generator.deviating import Deviation, kinds
from benchmarks.generator.model import Draft, Label
from compare.model import Kind

# Districts as they were before July 2025: name, province, another province, the name with a slip.
_KNOWN = (
    ("huyện Chi Lăng", "tỉnh Lạng Sơn", "tỉnh Cao Bằng", "huyện Chi Lằng"),
    ("huyện Bắc Hà", "tỉnh Lào Cai", "tỉnh Lai Châu", "huyện Bắc Hạ"),
    ("huyện Mường Khương", "tỉnh Lào Cai", "tỉnh Điện Biên", "huyện Mường Khướng"),
    ("huyện Ngọc Hồi", "tỉnh Kon Tum", "tỉnh Gia Lai", "huyện Ngọc Hổi"),
    ("huyện Quỳ Châu", "tỉnh Nghệ An", "tỉnh Thanh Hóa", "huyện Quỳ Chấu"),
)


def _with_sentence(draft: Draft, place: str) -> Draft:
    *rest, last = draft.duties
    text = f"{last[1]} Trao đổi, học tập kinh nghiệm của {place}."
    return replace(draft, duties=(*rest, (last[0], text)))


def sound_place(draft: Draft, rng: Random) -> Draft:
    """A district with its own province."""
    name, province, _, _ = rng.choice(_KNOWN)
    return draft if draft.unit.reformed else _with_sentence(draft, f"{name}, {province}")


def of_another_province(draft: Draft, rng: Random) -> tuple[Draft, Label] | None:
    """A district with a province that it is not of."""
    name, _, other, _ = rng.choice(_KNOWN)
    if draft.unit.reformed:
        return None
    return _with_sentence(draft, f"{name}, {other}"), Label(
        name="place of another province", kinds=kinds(Kind.WRONG_PLACE), rules=("TN09",), quote=name
    )


def misspelt(draft: Draft, _: Random) -> tuple[Draft, Label] | None:
    """A district of the own province with a slip in its name."""
    own = [slip for _, province, _, slip in _KNOWN if province == draft.unit.province]
    if draft.unit.reformed or not own:
        return None
    return _with_sentence(draft, own[0]), Label(
        name="misspelt place", kinds=kinds(Kind.NAME), rules=("TN10",), quote=own[0]
    )


def gone(draft: Draft, _: Random) -> tuple[Draft, Label] | None:
    """A district of the own province, in a plan made after the reform."""
    own = [name for name, province, _, _ in _KNOWN if province == draft.unit.province]
    if not draft.unit.reformed or not own:
        return None
    return _with_sentence(draft, own[0]), Label(
        name="district that is gone", kinds=kinds(Kind.NAME), rules=("TN08",), quote=own[0]
    )


OF_REFORM: tuple[Deviation, ...] = (gone,)
DEVIATIONS: tuple[Deviation, ...] = (of_another_province, misspelt, *OF_REFORM)
