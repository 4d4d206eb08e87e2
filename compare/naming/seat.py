"""The place before the date of a plan: the unit where the issuer has its seat.

Điểm a khoản 4 Mục II Phần I Phụ lục I, Nghị định 30/2020/NĐ-CP. The seat may bear another name than the issuer's unit:
"Phan Rang - Tháp Chàm" for tỉnh Ninh Thuận, a township for its district. Registers tell only which places lie
elsewhere; a place that they do not have may be right.
"""

from __future__ import annotations

from collections.abc import Iterator

from compare.registers.provinces import Province, bare, merged_on, province_at
from compare.registers.unit_names import bare_name, plain_name
from compare.registers.units import Area, Unit, area_of, everywhere
from extract.model import Level, Masthead

_NATION = "việt nam"


def is_elsewhere(said: str, masthead: Masthead, day: str | None) -> bool:
    """Whether a place is known to lie outside the unit that the issuer governs, or is the whole nation.

    ``said`` is the place as written, with its kind or without.
    """
    name, unit = plain_name(bare_name(bare(said))), plain_name(bare_name(bare(masthead.place or "")))
    # A part of the name, or the name with more around it: a slip of reading, or "Kon Tum" for "thành phố Kon Tum".
    if not unit or not name or name in unit or unit in name:
        return False
    if name == _NATION:
        return True
    own = province_at(masthead.province or "", day)
    # A province lies in no other unit; the draft's own is larger than its district or commune.
    own_name = plain_name(bare(masthead.province or ""))
    is_province = province_at(said, None) is not None or name == own_name
    if own is None:
        return is_province
    area = area_of(own)
    if any(plain_name(inner.name) == name for inner in _inside(area, own, masthead, day or merged_on())):
        return False
    return is_province or _is_known(name)


def _inside(area: Area, own: Province, masthead: Masthead, day: str) -> Iterator[Unit]:
    """The units inside the issuer's, of all times that the registers know."""
    units = (*area.districts, *area.before, *area.communes)
    if masthead.level is Level.PROVINCE:
        # After the mergers the province has all of the ground of the former ones.
        yield from (unit for unit in units if day >= merged_on() or unit.province == own.name)
    elif masthead.level is Level.DISTRICT:
        wanted = plain_name(masthead.place or "")
        yield from (unit for unit in units if unit.district and plain_name(unit.district) == wanted)


def _is_known(name: str) -> bool:
    """Whether some unit of the nation bears a name."""
    return any(
        plain_name(unit.name) == name
        for area in everywhere()
        for unit in (*area.districts, *area.before, *area.communes)
    )
