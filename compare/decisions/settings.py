"""Thresholds of a comparison and the user's own data for it, validated in one place."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """All similarities and margins lie between 0 and 1; paths name TOML files.

    Raises ValueError for another value.
    """

    match: float = 0.27
    """Least probability of a pair, by its evidence, that counts as answered."""
    match_perhaps: float = 0.018
    """Least probability of a candidate; one between both is shown as perhaps an answer."""
    match_unvalued: float = 0.5
    """Least share of a reference's words in a draft sentence without a number that answers it."""
    merged: float = 0.73
    """Least probability of a pair whose draft measure already answers another reference measure."""
    tokens: str = "syllables"
    """The units of similarity into which texts are cut: "syllables" or "words" (by underthesea)."""
    scope_item: float = 0.4
    """Least similarity of two names in the lists of groups that targets cover."""
    task_missing: float = 0.22
    """A task is missing where no place of the draft holds more than this share of its words."""
    task_answer: float = 0.34
    """Least share of a task's words in one place of the draft that answers it; a share between both is unclear."""
    task_same: float = 0.6
    """Least share of common words for two tasks whose strength and deadlines are compared."""
    registers: tuple[Path, ...] = ()
    """The user's own registers (documents in force, agencies, places), beside those of ``compare.registers``."""
    lexicons: tuple[Path, ...] = ()
    """The user's own words (synonyms, agencies, what a place does not have), beside ``compare.words``."""

    def __post_init__(self) -> None:
        if self.tokens not in ("syllables", "words"):
            raise ValueError(f"tokens must be syllables or words, not {self.tokens}")
        for name in self.__slots__:
            value = getattr(self, name)
            if isinstance(value, float) and not 0 <= value <= 1:
                raise ValueError(f"{name} must lie between 0 and 1, not {value}")
