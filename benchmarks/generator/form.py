"""Deviations from the form of Decree 30/2020/NĐ-CP."""

from __future__ import annotations

import re
from dataclasses import replace
from random import Random

from benchmarks.generator.deviating import Deviation, kinds
from benchmarks.generator.model import Draft, Label
from compare.model import Kind


def _form(name: str, quote: str = "") -> Label:
    return Label(name=name, kinds=kinds(Kind.FORM), quote=quote)


def day_without_zero(draft: Draft, rng: Random) -> tuple[Draft, Label] | None:
    """ "ngày 5 tháng 4" for "ngày 05 tháng 4"."""
    text = re.sub(r"ngày \d+", f"ngày {rng.randint(1, 9)}", draft.place_date)
    return replace(draft, place_date=text), _form("day without zero", text)


def month_without_zero(draft: Draft, _: Random) -> tuple[Draft, Label] | None:
    """ "tháng 2" for "tháng 02"; only of a plan of those months."""
    month = re.search(r"tháng 0([12])", draft.place_date)
    if month is None:
        return None
    text = draft.place_date.replace(month.group(), f"tháng {month.group(1)}")
    return replace(draft, place_date=text), _form("month without zero", text)


def basis_without_mark(draft: Draft, rng: Random) -> tuple[Draft, Label] | None:
    """A basis that does not end in a semicolon, or the last one not in a full stop."""
    if draft.look.bases != "lines":
        draft = replace(draft, look=replace(draft.look, bases="lines"))
    at = rng.randrange(len(draft.bases))
    last = at == len(draft.bases) - 1
    basis = replace(draft.bases[at], end=rng.choice((";", "")) if last else rng.choice((",", ".", "")))
    bases = (*draft.bases[:at], basis, *draft.bases[at + 1 :])
    return replace(draft, bases=bases), _form(
        "last basis without full stop" if last else "basis without semicolon"
    )


def no_tm(draft: Draft, _: Random) -> tuple[Draft, Label] | None:
    """Signed for the committee without "TM."."""
    if len(draft.signature) != 4:
        return None
    rest = draft.signature[1:]
    return replace(draft, signature=("ỦY BAN NHÂN DÂN", *rest)), _form("no TM.")


def no_kt(draft: Draft, _: Random) -> tuple[Draft, Label] | None:
    """A deputy signs without "KT. CHỦ TỊCH"."""
    if len(draft.signature) != 4:
        return None
    return replace(
        draft, signature=tuple(line for line in draft.signature if not line.startswith("KT."))
    ), _form("no KT.")


def no_recipients(draft: Draft, _: Random) -> tuple[Draft, Label] | None:
    """No "Nơi nhận"."""
    if not draft.recipients:
        return None
    return replace(draft, recipients=()), _form("no recipients")


def number_gap(draft: Draft, rng: Random) -> tuple[Draft, Label] | None:
    """Headings I., II., IV., or I., II., II."""
    if draft.breaks:
        return None
    slip = rng.choice(("gap", "repeat"))
    return replace(draft, breaks=slip), _form(f"number of a heading: {slip}")


DEVIATIONS: tuple[Deviation, ...] = (
    day_without_zero,
    month_without_zero,
    basis_without_mark,
    no_tm,
    no_kt,
    no_recipients,
    number_gap,
)
