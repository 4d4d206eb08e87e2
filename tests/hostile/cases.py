"""What a hostile file is, and the list that the modules beside this one fill."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from extract import errors
from extract.errors import Reason

READ = "read"
"""A plan is read."""
REFUSED = "refused"
"""One clear line that is no limit of the child: damaged, locked, not supported …"""
LIMITED = (errors.TOO_LARGE, errors.TOO_SLOW, errors.TOO_MUCH_MEMORY)
"""A bomb that a limit stops."""
ENDED = errors.CRASHED
"""A library that ends its process when memory is short: pdfium does so at the limit of the child."""

Make = Callable[[str], bytes]
"""From the address of a server that must never be asked for anything, to the bytes of a file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A file ``name`` with what ``make`` gives, and how reading it may end.

    ``says`` must be in what is printed, ``never`` must not. ``office`` tells that LibreOffice is needed.
    """

    name: str
    make: Make
    ends: tuple[str | Reason, ...]
    says: str = ""
    never: str = ""
    password: str | None = None
    office: bool = False


CASES: list[Case] = []


def hostile(
    name: str,
    *ends: str | Reason,
    says: str = "",
    never: str = "",
    password: str | None = None,
    office: bool = False,
) -> Callable[[Make], Make]:
    """Put what a function makes on the list."""

    def add(make: Make) -> Make:
        case = Case(
            name=name, make=cache(make), ends=ends, says=says, never=never, password=password, office=office
        )
        CASES.append(case)
        return make

    return add


PLAN = "KẾ HOẠCH\nCấp nước sạch giai đoạn 2021 - 2025\nI. MỤC TIÊU\n- Đến năm 2025, ít nhất 60% số xã có nước sạch.\n"
"""A plan with one target, in which something hostile is hidden."""
