"""Data that all files of a run share: the references, read once, and the decisions; and the key of results."""

from __future__ import annotations

import hashlib
import pickle
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from compare.correcting import corrected
from doichieu import __version__
from doichieu.runs.work import Setup

if TYPE_CHECKING:
    from doichieu.config import Config
    from doichieu.runs.mapping import Parents
    from extract.model import Plan
    from extract.options import ReadOptions

_PACKAGES = ("extract", "compare", "templates", "doichieu")


def setup_of(
    config: Config,
    references: Sequence[Plan],
    options: ReadOptions,
    endings: Sequence[str],
    today: str,
    parents: Parents | None = None,
    *,
    reviews: bool = False,
) -> Setup:
    """All data that a worker needs beside the file itself."""
    hand = config.by_hand()
    return Setup(
        references=tuple(corrected(plan, hand.corrections) for plan in references),
        settings=config.settings,
        rules=config.rules,
        waivers=config.accepted(),
        options=options,
        endings=tuple(endings),
        today=today,
        parents=parents,
        corrections=hand.corrections,
        pins=hand.pins,
        reviews=reviews,
        codes=config.codes,
        office=config.office,
    )


def stands_on_top(sha256: str, references: Sequence[Plan]) -> bool:
    """Whether a file is a reference with no other one above it, which is not a draft."""
    same = [plan for plan in references if plan.source.sha256 == sha256]
    levels = [plan.masthead.level for plan in references if plan.masthead.level is not None]
    return any(
        plan.masthead.level is None or all(level.rank >= plan.masthead.level.rank for level in levels)
        for plan in same
    )


def key_of(setup: Setup, own: Iterable[Path]) -> str:
    """A hash of all that results depend on beside the file: program, references, decisions, the user's files ``own``.

    The day counts only where a waiver can expire; a table of parents counts with each file.
    """
    told = hashlib.sha256()
    options = (setup.options.revisions, bool(setup.options.password))
    day = setup.today if setup.waivers else ""
    parts = (
        __version__,
        program(),
        *(plan.source.sha256 for plan in setup.references),
        setup.settings,
        setup.rules,
        setup.waivers,
        setup.corrections,
        setup.pins,
        options,
        day,
        setup.codes,
        setup.office,
    )
    for part in parts:
        told.update(repr(part).encode() + b"\0")
    for path in own:
        told.update(path.read_bytes() + b"\0")
    return told.hexdigest()


@cache
def program() -> str:
    """A fingerprint of the program's own files: a changed rule gives new results without a new version."""
    told = hashlib.sha256()
    for package in _PACKAGES:
        for path in sorted(Path(str(files(package))).rglob("*")):
            if path.suffix in (".py", ".toml", ".csv", ".html", ".css", ".md", ".docx"):
                told.update(path.name.encode() + path.read_bytes())
    return told.hexdigest()


def pickled(setup: Setup) -> bytes:
    """The setup in the form that workers receive."""
    return pickle.dumps(setup, pickle.HIGHEST_PROTOCOL)
