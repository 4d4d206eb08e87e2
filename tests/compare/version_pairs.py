"""Two versions of a plan with a list of what was changed, and the fates that a comparison gives.

``fixtures/versions/NAME.txt`` is the old version, ``NAME.toml`` the changes that make the new one. Every line that no
change touches is the same in both.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from compare.versions import Fate, ItemChange, Versions, versions
from extract import read_plan

FOLDER = Path(__file__).parent / "fixtures" / "versions"
NAMES = sorted(path.stem for path in FOLDER.glob("*.txt"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A change of one line; ``old`` and ``new`` are words of it, "" on the side that lacks it."""

    kind: Fate
    old: str
    new: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """A change, and the fate that the comparison gave the line; None for a line that was not found."""

    change: Change
    given: Fate | None

    @property
    def right(self) -> bool:
        """Whether the fate is the kind of the change."""
        return self.given is self.change.kind


def changes(name: str) -> list[Change]:
    """The changes of a pair, in the order of the old version."""
    table = tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
    return [
        Change(
            kind=Fate(entry["kind"]),
            old=entry.get("old", ""),
            new=entry.get("new", entry.get("old", "") if "after" in entry else ""),
            after=entry.get("after", ""),
        )
        for entry in table["change"]
    ]


def pair(name: str) -> Versions:
    """The comparison of both versions."""
    old = (FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    lines = old.splitlines()
    # Lines that come in go behind their line first, since that line may change too.
    for change in changes(name):
        if change.after:
            assert lines.count(change.after) == 1, change
            lines = [line for line in lines if line != change.old]
            lines.insert(lines.index(change.after) + 1, change.new)
    new = "\n".join(lines)
    for change in changes(name):
        if not change.after:
            assert new.count(change.old) == 1, change
            new = new.replace(change.old, change.new)
    first, second = (read_plan(BytesIO(text.encode())) for text in (old, new))
    return versions(first, second)


def outcomes(name: str) -> list[Outcome]:
    """The fate of every changed line."""
    found = pair(name)
    return [Outcome(change=change, given=_given(found, change)) for change in changes(name)]


def _given(found: Versions, change: Change) -> Fate | None:
    return next((item.fate for item in found.items if _is(item, change)), None)


def _is(item: ItemChange, change: Change) -> bool:
    sides = ((item.new, change.new), (item.old, change.old))
    return any(place is not None and words and _words(words) in _words(place.text) for place, words in sides)


def _words(text: str) -> str:
    """The words of a line or an item, without its label and its end."""
    head, _, rest = text.partition(" ")
    own = rest if head in ("-",) or head[-1:] in (".", ")") else text
    return " ".join(own.split()).removesuffix("./.").strip(" .;")


def untouched(name: str) -> list[ItemChange]:
    """The items that no change speaks of and that are neither the same nor only renumbered."""
    spoken = changes(name)
    return [
        item
        for item in pair(name).items
        if item.fate not in (Fate.SAME, Fate.RENUMBERED) and not any(_is(item, change) for change in spoken)
    ]
