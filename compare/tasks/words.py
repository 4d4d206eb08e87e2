"""The words of compare/words/tasks.toml."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from extract.language.lexicon import alternatives, fold


@cache
def task_words() -> dict[str, Any]:
    """The table of tasks.toml."""
    return tomllib.loads(files("compare.words").joinpath("tasks.toml").read_text(encoding="utf-8"))


@cache
def task_pattern(*keys: str) -> re.Pattern[str]:
    """Any phrase of the list at ``keys`` of tasks.toml as whole words, for folded text."""
    value: Any = task_words()
    for key in keys:
        value = value[key]
    return re.compile(rf"(?<!\w)(?:{alternatives(fold(word) for word in value)})(?!\w)")
