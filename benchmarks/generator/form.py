"""Deviations from the form of Decree 30/2020/NĐ-CP."""

from __future__ import annotations

import re
from dataclasses import replace
from random import Random

from benchmarks.generator.deviating import Deviation, kinds
from benchmarks.generator.model import Draft, Label
from compare.model import Kind


def _form(name: str, rule: str, quote: str = "") -> Label:
    return Label(name=name, kinds=kinds(Kind.FORM), rules=(rule,), quote=quote)


def blank_number(draft: Draft, _: Random) -> tuple[Draft, Label] | None:
    """ "Số:      /KH-UBND", as drafts have it."""
    if draft.number_line:
        return None
    return replace(draft, number_line="Số:        /KH-UBND"), _form("blank number", "TT01")


def blank_date(draft: Draft, _: Random) -> tuple[Draft, Label] | None:
    """ "ngày      tháng      năm 2021"."""
    text = f"{draft.unit.short}, ngày       tháng       năm {draft.issued.year}"
    return replace(draft, place_date=text), _form("blank date", "TT02")


_MOTTO = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")


def wrong_motto(draft: Draft, rng: Random) -> tuple[Draft, Label] | None:
    """A slip in the motto."""
    first, second = _MOTTO
    motto = rng.choice(
        (
            (first, second.replace("Hạnh", "Hanh")),
            (first.replace("NGHĨA", "NGĨA"), second),
            (first, second.replace("lập", "lâp")),
            (first.replace("CỘNG", "CÔNG"), second),
        )
    )
    quote = next(line for line, right in zip(motto, _MOTTO, strict=True) if line != right)
    return replace(draft, motto=motto), _form("wrong motto", "TT03", quote)


def wrong_number_line(draft: Draft, rng: Random) -> tuple[Draft, Label] | None:
    """ "Số 45/KH-UBND", "Số: 45/KH.UBND", "Số: 5/KH-UBND"."""
    if draft.number_line:
        return None
    first = draft.number.partition("/")[0]
    line = rng.choice(
        (
            f"Số {draft.number}",
            f"Số: {first}/KH.UBND",
            f"Số: {rng.randint(1, 9)}/KH-UBND",
            f"Số: {first}-KH/UBND",
        )
    )
    return replace(draft, number_line=line), _form("own number", "TT05", line)


def wrong_place(draft: Draft, rng: Random) -> tuple[Draft, Label] | None:
    """Another place than the issuer's before the date."""
    place = rng.choice(("Hà Nội", "Việt Nam", "Đồng Xuân"))
    text = re.sub(r"^[^,]+", place, draft.place_date)
    return replace(draft, place_date=text), _form("place before the date", "TT07", place)


def letter_title(draft: Draft, _: Random) -> tuple[Draft, Label] | None:
    """ "V/v" in the title of a plan."""
    return replace(draft, title_opening="V/v "), _form("V/v", "TT08")


def no_end(draft: Draft, _: Random) -> tuple[Draft, Label] | None:
    """No "./."; only a Word file tells that for sure."""
    return (replace(draft, end="."), _form("no end mark", "TT13")) if draft.look.suffix == ".docx" else None


def wrong_kept(draft: Draft, rng: Random) -> tuple[Draft, Label] | None:
    """ "Lưu: VT" is not the last of the recipients, or ends with a semicolon."""
    if not draft.recipients:
        return None
    *rest, kept = draft.recipients
    recipients = (kept.replace(".", ";"), *rest[:-1], rest[-1].replace(";", "."))
    return replace(
        draft, recipients=recipients if rng.random() < 0.5 else (*rest, kept.replace(".", ";"))
    ), _form("line of the archive", "TT12", "lưu")


def day_without_zero(draft: Draft, rng: Random) -> tuple[Draft, Label] | None:
    """ "ngày 5 tháng 4" for "ngày 05 tháng 4"."""
    text = re.sub(r"ngày \d+", f"ngày {rng.randint(1, 9)}", draft.place_date)
    return replace(draft, place_date=text), _form("day without zero", "TT06", text)


def month_without_zero(draft: Draft, _: Random) -> tuple[Draft, Label] | None:
    """ "tháng 2" for "tháng 02"; only of a plan of those months."""
    month = re.search(r"tháng 0([12])", draft.place_date)
    if month is None:
        return None
    text = draft.place_date.replace(month.group(), f"tháng {month.group(1)}")
    return replace(draft, place_date=text), _form("month without zero", "TT06", text)


def basis_without_mark(draft: Draft, rng: Random) -> tuple[Draft, Label] | None:
    """A basis that does not end in a semicolon, or the last one not in a full stop."""
    if draft.look.bases != "lines":
        draft = replace(draft, look=replace(draft.look, bases="lines"))
    at = rng.randrange(len(draft.bases))
    last = at == len(draft.bases) - 1
    basis = replace(draft.bases[at], end=rng.choice((";", "")) if last else rng.choice((",", ".", "")))
    bases = (*draft.bases[:at], basis, *draft.bases[at + 1 :])
    return replace(draft, bases=bases), _form(
        "last basis without full stop" if last else "basis without semicolon", "TT04"
    )


def no_tm(draft: Draft, _: Random) -> tuple[Draft, Label] | None:
    """Signed for the committee without "TM."."""
    if len(draft.signature) != 4:
        return None
    rest = draft.signature[1:]
    return replace(draft, signature=("ỦY BAN NHÂN DÂN", *rest)), _form("no TM.", "TT11")


def no_kt(draft: Draft, _: Random) -> tuple[Draft, Label] | None:
    """A deputy signs without "KT. CHỦ TỊCH"."""
    if len(draft.signature) != 4:
        return None
    return replace(
        draft, signature=tuple(line for line in draft.signature if not line.startswith("KT."))
    ), _form("no KT.", "TT10")


def no_recipients(draft: Draft, _: Random) -> tuple[Draft, Label] | None:
    """No "Nơi nhận"."""
    if not draft.recipients:
        return None
    return replace(draft, recipients=()), _form("no recipients", "TT12")


def number_gap(draft: Draft, rng: Random) -> tuple[Draft, Label] | None:
    """Headings I., II., IV., or I., II., II."""
    if draft.breaks:
        return None
    slip = rng.choice(("gap", "repeat"))
    return replace(draft, breaks=slip), _form(f"number of a heading: {slip}", "TT09")


DEVIATIONS: tuple[Deviation, ...] = (
    blank_number,
    blank_date,
    wrong_motto,
    wrong_number_line,
    wrong_place,
    letter_title,
    no_end,
    wrong_kept,
    day_without_zero,
    month_without_zero,
    basis_without_mark,
    no_tm,
    no_kt,
    no_recipients,
    number_gap,
)
