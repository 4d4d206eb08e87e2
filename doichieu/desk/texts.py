"""Sentences that the desk says outside its pages."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any


@cache
def _texts() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("texts.toml").read_text(encoding="utf-8"))


def say(key: str, **facts: object) -> str:
    """The sentence under a dotted key, such as "error.not_found.title", with its facts filled in."""
    found: Any = _texts()
    for part in key.split("."):
        found = found[part]
    return str(found).format(**facts)
