"""Children that fail, at the top of a module: a new Python finds them by name."""

from __future__ import annotations

import os

from extract.isolation.child import Limits, Ways
from extract.options import ReadOptions


def ends(_: ReadOptions, __: Limits, ___: Ways) -> None:
    """End before anything is read."""
    os._exit(3)


def eats(_: ReadOptions, __: Limits, ___: Ways) -> None:
    """Use more and more memory."""
    kept = []
    while True:
        kept.append(b"x" * (1 << 24))
