"""Changes without effect on a plan: other words, another order, other bullets, slips of letter recognition.

Each change works on lines of the plan as ``samples.build`` holds them: (tag, text, text after "||").
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from random import Random
from typing import Any

Block = tuple[str, str, str]
_MARK = re.compile(r"(?:[-+]|\w{1,2}\)|\d+(?:\.\d+)*[.)]|Chỉ tiêu [\d.]+:) ")
_AT_LEAST = re.compile(r"[Íí]t nhất (\d+%) (?:số )?([^,;:]+?) (được|có) ([^,;:%]+)\.")
_YEAR = re.compile(r"\bvào năm (?=20\d\d)")
_LONG_WORD = re.compile(r"\b[^\W\d]{5,}\b")
_BULLETS = ("- ", "+ ")
_OFTEN, _SELDOM = 0.5, 0.2


@dataclass(frozen=True, slots=True, kw_only=True)
class Lines:
    """Lines of a plan; ``targets`` holds the indices of its targets, ``free`` those of all lines that may change."""

    blocks: tuple[Block, ...]
    targets: frozenset[int]
    free: frozenset[int]


Change = Callable[[Lines, Random], Lines]


@cache
def words() -> dict[str, Any]:
    """Give the tables of ``words.toml``."""
    return tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))


def reworded(lines: Lines, rng: Random) -> tuple[tuple[Block, ...], bool]:
    """Give the lines after several changes, and whether letters were lost in them."""
    drawn = [change for change in CHANGES if rng.random() < _OFTEN]
    for change in drawn:
        lines = change(lines, rng)
    return lines.blocks, slips in drawn


def split(block: Block) -> tuple[str, str]:
    """Give the mark of a line ("- ", "Chỉ tiêu 1.1: ", "" for none) and its text."""
    _, bold, plain = block
    if plain:
        return "", plain
    mark = _MARK.match(bold)
    return (mark.group(), bold[mark.end() :]) if mark else ("", bold)


def joined(block: Block, mark: str, text: str) -> Block:
    """Give the line with another mark and text."""
    tag, bold, plain = block
    return (tag, bold, text) if plain else (tag, mark + text, plain)


def _each(
    lines: Lines, places: frozenset[int], rng: Random, share: float, change: Callable[[str], str]
) -> Lines:
    """Change the texts of a share of the places."""
    blocks = list(lines.blocks)
    for at in sorted(places & lines.free):
        if rng.random() < share:
            mark, text = split(blocks[at])
            blocks[at] = joined(blocks[at], mark, change(text))
    return Lines(blocks=tuple(blocks), targets=lines.targets, free=lines.free)


def _other(found: re.Match[str], choices: Sequence[str], rng: Random) -> str:
    """Choose other words for a match; a capital stays one."""
    words, text = rng.choice(choices), found.group()
    return words[:1].upper() + words[1:] if text[:1].isupper() else words


def other_phrases(lines: Lines, rng: Random) -> Lines:
    """Replace phrases by phrases of the same meaning."""

    def said(text: str) -> str:
        for phrases in words()["phrases"]:
            for phrase in phrases:
                whole = re.compile(rf"(?<!\w){re.escape(phrase)}(?!\w)", re.IGNORECASE)
                if whole.search(text):
                    text = whole.sub(partial(_other, choices=phrases, rng=rng), text)
                    break
        return text

    return _each(lines, lines.free, rng, _OFTEN, said)


def other_hedges(lines: Lines, rng: Random) -> Lines:
    """Write "không dưới 60%" for "ít nhất 60%"."""

    def said(text: str) -> str:
        for hedges in words()["hedges"]:
            found = re.compile(rf"(?<!\w)(?:{'|'.join(hedges)})(?= \d+(?:,\d+)?[%‰])", re.IGNORECASE)
            text = found.sub(partial(_other, choices=hedges, rng=rng), text)
        return text

    return _each(lines, lines.targets, rng, _OFTEN, said)


def number_last(lines: Lines, rng: Random) -> Lines:
    """Write "Tỷ lệ thôn có … đạt ít nhất 60%." for "Ít nhất 60% số thôn có …."."""

    def said(text: str) -> str:
        found = _AT_LEAST.fullmatch(text)
        if found is None:
            return text
        value, whose, verb, what = found.groups()
        return f"Tỷ lệ {whose} {verb} {what} đạt ít nhất {value}."

    return _each(lines, lines.targets, rng, _OFTEN, said)


def other_years(lines: Lines, rng: Random) -> Lines:
    """Write "đến năm 2025" or "đến hết năm 2025" for "vào năm 2025"."""

    def said(text: str) -> str:
        return _YEAR.sub(lambda _: rng.choice(("đến năm ", "đến hết năm ", "vào năm ")), text)

    return _each(lines, lines.targets, rng, _OFTEN, said)


def firmer(lines: Lines, rng: Random) -> Lines:
    """Leave out "Phấn đấu"."""

    def said(text: str) -> str:
        rest = text.removeprefix("Phấn đấu ")
        return rest if rest == text else rest[:1].upper() + rest[1:]

    return _each(lines, lines.targets, rng, _OFTEN, said)


def slips(lines: Lines, rng: Random) -> Lines:
    """Lose a letter's mark in a long word of some targets; numbers and short words are left alone."""

    def said(text: str) -> str:
        old, new = rng.choice(words()["letters"])
        long = [word for word in _LONG_WORD.finditer(text) if old in word.group() and word.start() > 15]
        if not long:
            return text
        word = rng.choice(long)
        return text[: word.start()] + word.group().replace(old, new, 1) + text[word.end() :]

    return _each(lines, lines.targets, rng, _SELDOM, said)


def other_sequence(lines: Lines, rng: Random) -> Lines:
    """Put targets in a run of lines in another order; the marks stay."""
    blocks = list(lines.blocks)
    for run in _runs(lines):
        marks, texts = zip(*(split(blocks[at]) for at in run), strict=True)
        for at, mark, text in zip(run, marks, rng.sample(texts, len(texts)), strict=True):
            blocks[at] = joined(blocks[at], mark, text)
    return Lines(blocks=tuple(blocks), targets=lines.targets, free=lines.free)


def other_marks(lines: Lines, rng: Random) -> Lines:
    """Put "-" or "+" before targets in place of numbers and letters."""
    blocks, new = list(lines.blocks), rng.choice(_BULLETS)
    for at in lines.targets:
        mark, text = split(blocks[at])
        if mark:
            blocks[at] = joined(blocks[at], new, text)
    return Lines(blocks=tuple(blocks), targets=lines.targets, free=lines.free)


def merged(lines: Lines, rng: Random) -> Lines:
    """Put two targets into one line, parted by a semicolon; must be the last change, since indices move."""
    blocks, gone = list(lines.blocks), set()
    for run in _runs(lines):
        for first, second in zip(run[::2], run[1::2], strict=False):
            mark, text = split(blocks[first])
            _, other = split(blocks[second])
            # A year at the head would hold for the second target too.
            fit = mark in _BULLETS and ";" not in text + other and not text.startswith("Đến")
            if rng.random() < _SELDOM and fit and text.endswith("."):
                both = f"{text[:-1]}; {other[:1].lower()}{other[1:]}"
                blocks[first] = joined(blocks[first], mark, both)
                gone.add(second)
    kept = tuple(block for at, block in enumerate(blocks) if at not in gone)
    return Lines(blocks=kept, targets=frozenset(), free=frozenset())


def _runs(lines: Lines) -> Sequence[list[int]]:
    """Group the indices of consecutive targets that may be changed."""
    runs: list[list[int]] = []
    for at in sorted(lines.targets & lines.free):
        if runs and runs[-1][-1] == at - 1:
            runs[-1].append(at)
        else:
            runs.append([at])
    return runs


CHANGES: tuple[Change, ...] = (
    other_phrases,
    other_hedges,
    number_last,
    other_years,
    firmer,
    slips,
    other_sequence,
    other_marks,
    merged,
)
