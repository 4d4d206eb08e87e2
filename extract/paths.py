"""Paths in the form in which the system opens them."""

from __future__ import annotations

import os
import sys
from pathlib import Path

_LONG = 240
"""Letters from which Windows needs another form: its limit is 260, for folders 248."""


def reachable(path: Path, system: str = sys.platform) -> Path:
    """The path in the form in which Windows opens it beyond 260 letters; elsewhere as it is.

    Folders get some room for the names in them.
    """
    if system != "win32" or str(path).startswith("\\\\?\\"):
        return path
    # In the long form the system takes ".." for a name.
    whole_path = os.path.abspath(path)  # noqa: PTH100
    if len(whole_path) < _LONG:
        return path
    if whole_path.startswith("\\\\"):
        return Path(f"\\\\?\\UNC{whole_path[1:]}")
    return Path(f"\\\\?\\{whole_path}")
