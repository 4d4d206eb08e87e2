"""Selection of the rules that run and of their severity: select, ignore and severity, as in a linter.

A name is a code ("CT05"), a family ("CT") or "ALL". The narrower name wins: a code over its family, a family over
"ALL". A name that is both selected and ignored is ignored.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from compare.decisions.handwritten import nearest
from compare.model import Severity

EVERY = "ALL"
_NAME = re.compile(rf"{EVERY}|[A-Z]{{2}}(?:\d\d)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """The user's choice of rules; by default every rule runs with its own severity.

    Raises ValueError for a name of another form.
    """

    select: tuple[str, ...] = (EVERY,)
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, Severity] = field(default_factory=dict)

    def __post_init__(self) -> None:
        wrong = [name for name in (*self.select, *self.ignore, *self.severity) if not _NAME.fullmatch(name)]
        if wrong:
            raise ValueError(f"neither a code nor a family nor {EVERY}: {', '.join(wrong)}")

    def runs(self, code: str) -> bool:
        """Whether the rule of a code runs.

        >>> Selection(select=("CT02",), ignore=("CT",)).runs("CT02")
        True
        """
        if not self.ignore and EVERY in self.select:
            return True
        for name in _names(code):
            if name in self.ignore:
                return False
            if name in self.select:
                return True
        return False

    def severity_of(self, code: str) -> Severity | None:
        """The user's severity for all findings of a rule; None where the rule's own holds."""
        if not self.severity:
            return None
        return next((self.severity[name] for name in _names(code) if name in self.severity), None)

    def off(self, codes: Iterable[str]) -> tuple[str, ...]:
        """The codes whose rules do not run."""
        return tuple(code for code in codes if not self.runs(code))

    def regraded(self, codes: Iterable[str]) -> tuple[tuple[str, Severity], ...]:
        """(code, severity) of each running rule whose severity the user has set."""
        running = ((code, self.severity_of(code)) for code in codes if self.runs(code))
        return tuple((code, severity) for code, severity in running if severity is not None)


def names_of(codes: Iterable[str]) -> list[str]:
    """Every name that a selection may use for these codes: "ALL", the families, the codes."""
    found = list(codes)
    return [EVERY, *dict.fromkeys(code[:2] for code in found), *found]


def nearest_name(word: str, names: Iterable[str]) -> str:
    """The name that was most likely meant, "" where none is near; a number may lack its zero.

    >>> nearest_name("ct2", ["ALL", "CT", "CT02", "CT12"])
    'CT02'
    """
    known = list(names)
    found = re.fullmatch(r"([A-Z]{2})\W*(\d)", word.strip().upper())
    padded = f"{found[1]}0{found[2]}" if found else ""
    return padded if padded in known else nearest(word, known)


def _names(code: str) -> tuple[str, ...]:
    return code, code[:2], EVERY
