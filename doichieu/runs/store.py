"""Results on disk, one file a plan, written completely or not at all, so that they can be used again.

OUT/results/KEY.json          a ``compare.survey.unit.UnitReview``
OUT/results/KEY.failed.json   the reason for a missing result
OUT/units/NAME-KEY.html       the report of a unit, also in other forms (KEY: its first letters)
OUT/units/ban-cu/             reports of drafts that are no longer among the files
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from compare.model import Severity
from compare.survey.unit import Failure, UnitReview
from compare.survey.unit_json import failure_json, failure_of, from_json
from doichieu.output import others, write

FAILURE = "doichieu.failure/1"
OLD = "ban-cu"
"""The folder for reports of older drafts."""
_COPY = re.compile(r" \(\d\)$")
_SHORT = 12
"""Letters of a key in the name of a report: enough to distinguish the plans of a country."""
_UNNAMED = "ke-hoach"
LIGHTEST = 99
"""The rank of a plan without any finding."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """The end of a plan: the rank of its heaviest open finding, or the ``failure`` that replaces a result."""

    unit: str | None = None
    conforms: bool = False
    heaviest: int = LIGHTEST
    failure: Failure | None = None


class Store:
    """The results of one folder, as they were when this was made and as they are saved."""

    def __init__(self, out: Path) -> None:
        self.results, self.units = out / "results", out / "units"
        # Of a report and a later one that was written beside it, the later one is the newest.
        names = sorted(
            self.units.glob("*-*.*"), key=lambda path: (_key_in(path), _COPY.search(path.stem) is not None)
        )
        self._reports = {(_key_in(path), path.suffix): path.name for path in names}
        self._results = {path.name for path in self.results.glob("*.json")}

    def summary(self, key: str, endings: Sequence[str]) -> Summary | None:
        """The end of a plan; None where a result or one of the reports (by ``endings``) is missing."""
        try:
            if f"{key}.failed.json" in self._results:
                return Summary(failure=failure_of(self._data(f"{key}.failed.json")))
            if f"{key}.json" not in self._results:
                return None
            if any((key[:_SHORT], ending) not in self._reports for ending in endings):
                return None
            data = self._data(f"{key}.json")
            open_ones = [one["severity"] for one in data.get("findings", ()) if "waived" not in one]
            return Summary(
                unit=data["unit"]["name"],
                conforms=data["conforms"],
                heaviest=min((Severity(one).rank for one in open_ones), default=LIGHTEST),
            )
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def load(self, key: str) -> UnitReview | None:
        """The result under a key; None where there is none, or it cannot be read."""
        try:
            return from_json(self._data(f"{key}.json"))
        except (OSError, ValueError):
            return None

    def _data(self, name: str) -> dict[str, Any]:
        data: dict[str, Any] = json.loads((self.results / name).read_bytes())
        return data

    def report(self, key: str, ending: str = ".html") -> Path | None:
        """The path of a report; None without one."""
        name = self._reports.get((key[:_SHORT], ending))
        return self.units / name if name else None

    def save(
        self, key: str, unit: str, result: bytes, reports: Sequence[tuple[str, bytes]]
    ) -> tuple[Path, ...]:
        """Keep a result; its reports (ending, content) are written first, so that no result is without them.

        Returns the reports written under another name, since a program holds the old ones open.
        """
        beside: list[Path] = []
        for ending, content in reports:
            path = self.units / f"{slug(unit)}-{key[:_SHORT]}{ending}"
            written = write(path, content, beside)
            if written == path:
                for copy in others(path):
                    with suppress(OSError):
                        copy.unlink(missing_ok=True)
            self._reports[key[:_SHORT], ending] = written.name
        self._keep(f"{key}.json", result)
        return tuple(beside)

    def put_away(self, keys: Iterable[str]) -> int:
        """Move the reports of all other plans than these to ``units/ban-cu``; returns how many were moved.

        They are of older drafts, which nobody must take for the present ones. One that is held open stays.
        """
        present = {key[:_SHORT] for key in keys}
        moved = 0
        for path in list(self.units.glob("*-*.*")):
            if _key_in(path) not in present and not path.name.startswith("."):
                with suppress(OSError):
                    (self.units / OLD).mkdir(exist_ok=True)
                    path.replace(self.units / OLD / path.name)
                    self._reports.pop((_key_in(path), path.suffix), None)
                    moved += 1
        return moved

    def fail(self, key: str, failure: Failure) -> None:
        """Keep the reason for a missing result."""
        data = {"schema": FAILURE, **failure_json(failure)}
        self._keep(
            f"{key}.failed.json", json.dumps(data, ensure_ascii=False).encode("utf-8", "backslashreplace")
        )

    def _keep(self, name: str, content: bytes) -> None:
        write(self.results / name, content)
        self._results.add(name)


def _key_in(path: Path) -> str:
    """The first letters of the key in the name of a report."""
    return _COPY.sub("", path.stem)[-_SHORT:]


def slug(name: str) -> str:
    """A name as a file name that is valid everywhere.

    >>> slug("huyện Đá Lũng")
    'huyen-da-lung'
    """
    letters = unicodedata.normalize("NFD", name.lower().replace("đ", "d"))
    plain = re.sub(r"[^a-z0-9]+", "-", "".join(letter for letter in letters if letter.isascii()))
    return plain.strip("-")[:60].strip("-") or _UNNAMED
