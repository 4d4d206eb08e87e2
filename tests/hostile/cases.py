"""The case of a hostile file, and the list of cases, which the modules beside this one fill."""

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
"""A library ends its process when memory is short, as pdfium does at the limit of the child."""

Make = Callable[[str], bytes]
"""A function from the address of a server, which must never get a request, to the bytes of a file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A file ``name`` with the bytes of ``make``, and the allowed ends of reading it.

    ``says`` must be in the output, ``never`` must not. ``office`` marks a file that needs LibreOffice.
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
    """Add the file of a function to the list."""

    def add(make: Make) -> Make:
        case = Case(
            name=name, make=cache(make), ends=ends, says=says, never=never, password=password, office=office
        )
        CASES.append(case)
        return make

    return add


PLAN = "KẾ HOẠCH\nCấp nước sạch giai đoạn 2021 - 2025\nI. MỤC TIÊU\n- Đến năm 2025, ít nhất 60% số xã có nước sạch.\n"
"""A plan with one target, in which something hostile is hidden."""
