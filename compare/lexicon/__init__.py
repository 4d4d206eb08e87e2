"""Words that the comparison needs, as data."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def synonyms() -> dict[str, Any]:
    """The table of synonyms.toml."""
    return tomllib.loads(files(__name__).joinpath("synonyms.toml").read_text(encoding="utf-8"))
