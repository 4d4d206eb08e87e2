"""The measurement of accuracy: its generator is sound and apart from the matcher, and a small run keeps its bounds."""

from __future__ import annotations

import ast
import json
import re
import tomllib
from dataclasses import replace
from decimal import Decimal
from importlib.resources import files
from itertools import combinations
from pathlib import Path
from random import Random

import pytest

from benchmarks.accuracy import jobs, totals
from benchmarks.accuracy_page import AS_IT_IS, FAMILIES
from benchmarks.generator import faithful, targets, uppers
from benchmarks.generator.data import words
from benchmarks.generator.model import Goal, Part
from benchmarks.generator.plans import DEVIATIONS, make
from benchmarks.generator.rendering import source_of
from benchmarks.generator.sentences import goals_of, with_number
from benchmarks.scoring import ratios
from compare.rules import RULES
from extract.language.lexicon import fold

GENERATOR = Path(faithful.__file__).parent
SAMPLES = Path(__file__).resolve().parent.parent.parent / "samples"
UPPER = SAMPLES / "a2-kh-tinh.docx"


def test_the_generator_reads_no_lexicon() -> None:
    """Its words are its own: no module imports a lexicon, and none opens a file of one."""
    for path in GENERATOR.glob("*.py"):
        source = path.read_text(encoding="utf-8")
        for node in ast.walk(ast.parse(source)):
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            names += (
                [alias.name for alias in node.names] if isinstance(node, ast.Import | ast.ImportFrom) else []
            )
            assert not any("lexicon" in name for name in names), path.name
        code = re.sub(r'"""[\s\S]*?"""', "", source)
        assert "lexicon" not in code, path.name


def test_its_phrases_are_no_copy_of_the_lexicon() -> None:
    """Few of the pairs of phrases that it takes for one are pairs of the matcher's synonyms, word for word."""
    synonyms = tomllib.loads(files("compare.words").joinpath("synonyms.toml").read_text(encoding="utf-8"))
    known = {frozenset(map(fold, pair)) for line in synonyms["groups"] for pair in combinations(line, 2)}
    mine = {
        frozenset(map(fold, pair)) for line in words()["same"]["phrases"] for pair in combinations(line, 2)
    }
    assert len(mine) > 60
    assert len(mine & known) < 0.2 * len(mine)


def test_every_rule_has_a_slip_of_its_own() -> None:
    """All rules that judge a plan; those about reading and waivers (VB) judge none."""
    source = "".join(path.read_text(encoding="utf-8") for path in GENERATOR.glob("*.py"))
    named = set(re.findall(r"\"([A-Z]{2}\d\d)\"", source))
    # Slips of tasks name the kind alone (NV); CC16 is about decisions, and a made plan is none.
    unnamed = {code for code in RULES if code not in named and not code.startswith(("VB", "NV"))}
    assert unnamed == {"CC16"}


@pytest.mark.parametrize("stem", ["a1-qd-ttg", "a2-kh-tinh", "b1-qd-ttg", "b2-kh-tinh"])
def test_upper_targets_are_cut_as_they_were_read_by_hand(stem: str) -> None:
    """Value and year of every target stand in the hand-made data of the sample."""
    data = json.loads((SAMPLES / "expected" / f"{stem}.plan.json").read_text(encoding="utf-8"))
    expected = {
        (Decimal(str(measure["low"])), str(measure["deadline"])[:4])
        for measure in data["measures"]
        if measure["low"] is not None
    }
    (path,) = (path for path in SAMPLES.glob(f"{stem}.*"))
    goals = [goal for goal in faithful.goals_above(uppers.read(path)) if goal.value is not None]
    assert len(goals) >= 12
    assert {(goal.value, str(goal.year)) for goal in goals} <= expected


def test_two_horizons_are_two_targets() -> None:
    first, second = goals_of(
        "t1", "Tỷ lệ hộ có điện đạt trên 90% vào năm 2025 và trên 95% vào năm 2030.", 2030
    )
    assert (first.value, first.year) == (Decimal(90), 2025)
    assert (second.value, second.year) == (Decimal(95), 2030)
    assert second.text == "Tỷ lệ hộ có điện đạt trên 95% vào năm 2030"


@pytest.mark.parametrize(
    ("text", "number", "expected"),
    [
        ("01 điểm", "2", "02 điểm"),
        ("99,5%", "94.5", "94,5%"),
        ("600/100.000 trẻ em", "650", "650/100.000 trẻ em"),
        ("một nửa số", "45", "45% số"),
    ],
)
def test_numbers_are_written_as_before(text: str, number: str, expected: str) -> None:
    assert with_number(text, Decimal(number)) == expected


def test_the_same_seed_makes_the_same_plan() -> None:
    upper = uppers.read(UPPER)
    first, second, other = (make(upper, UPPER, 3, seed, True) for seed in (1, 1, 2))
    assert first == second
    assert first != other


def test_a_deviation_changes_what_its_label_says() -> None:
    draft, _ = faithful.faithful(uppers.read(UPPER), Random(5))
    changed = targets.weaker_value(draft, Random(5))
    assert changed is not None
    made, label = changed
    different = [(old, new) for old, new in zip(draft.goals, made.goals, strict=True) if old != new]
    assert len(different) == 1
    ((old, new),) = different
    assert old.origin == label.origin
    assert replace(new, pieces=(), value=None, settled=False) == replace(old, pieces=(), value=None)
    assert _apart(old, Part.VALUE) == _apart(new, Part.VALUE)
    assert label.quote in "\n".join(
        text for _, bold, plain in source_of(made, UPPER).blocks for text in (bold, plain)
    )


def _apart(goal: Goal, part: Part) -> list[str]:
    return [piece.text for piece in goal.pieces if piece.part is not part]


def test_every_deviation_has_its_turn() -> None:
    """Over all plans of a run, each is the first of a plan at least once, and nearly all find a place."""
    todo = [job for job in jobs(uppers.paths(only_samples=True), 8, 1, False) if job[3]]
    assert {number % len(DEVIATIONS) for _, number, *_ in todo} == set(range(len(DEVIATIONS)))
    done = {
        name
        for path, number, seed, deviating, _ in todo
        for name in make(uppers.read(path), path, number, seed, deviating).deviations
    }
    assert len(done) > 0.8 * len(DEVIATIONS)


def test_a_small_run_keeps_its_bounds() -> None:
    """A few plans of every sample: targets are judged well and paired right, false alarms are rare."""
    result = totals(jobs(uppers.paths(only_samples=True), 2, 7, False), 1)[AS_IT_IS]
    assert result.plans == 4 * len(uppers.paths(only_samples=True))
    assert result.right_pairs >= 0.98 * result.pairs > 0
    assert ratios(result, FAMILIES["targets"])[2] >= 0.9
    assert ratios(result, FAMILIES["notes"])[2] >= 0.95
    assert ratios(result, FAMILIES["lineage"])[2] >= 0.95
    assert result.heavy_in_harmless <= 0.1 * result.harmless
