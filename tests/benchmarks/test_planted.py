"""Planted deviations are reported with rule and place, rewording changes nothing, and the counting can fail."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from itertools import combinations, islice
from random import Random

import pytest

from benchmarks.planted.__main__ import counted
from benchmarks.planted.counting import Counts
from benchmarks.planted.deviations import Deviation, deviations, groups
from benchmarks.planted.page import page
from benchmarks.planted.plans import Made, base, harmless, parsed, planted, reviewed
from benchmarks.planted.rewording import CHANGES, Lines, number_last, other_hedges, words
from compare.model import Kind
from compare.rules import RULES
from extract.language.lexicon import fold

ROWS = [row for rows in deviations().values() for row in rows]


@pytest.fixture(scope="module")
def counts() -> Counts:
    """The counts of one run: every deviation once, and two reworded plans of each sample."""
    return counted([1], reworded=2)


def test_every_deviation_is_reported_at_its_place(counts: Counts) -> None:
    assert set(counts.planted) == set(ROWS)
    assert [row for row in ROWS if not row.missed and counts.told[row] < counts.planted[row]] == []


@pytest.mark.parametrize("row", [row for row in ROWS if row.missed], ids=lambda row: f"{row.rule} {row.new}")
def test_known_misses_are_still_missed(row: Deviation) -> None:
    """A row must lose its mark ``missed`` once the deviation is reported in the sample's own format."""
    counts = _counted(row.sample, row, row)
    assert counts.planted[row] == 1
    assert counts.told.total() == 0


def test_harmless_rewording_gives_no_heavy_finding(counts: Counts) -> None:
    assert counts.harmless == 2 * len(deviations())
    assert counts.heavy == 0, counts.mistakes


def test_harmless_rewording_keeps_every_verdict(counts: Counts) -> None:
    assert counts.kept == counts.verdicts > 300


def test_false_findings_are_rare(counts: Counts) -> None:
    assert counts.false.total() + counts.false_in_harmless.total() <= 0.05 * (counts.plans + counts.harmless)


def test_every_kind_of_finding_is_planted() -> None:
    """Two kinds of findings are in the samples themselves, two are about reading and waivers."""
    kinds = {RULES[row.rule].kind for row in ROWS}
    assert set(Kind) - kinds == {
        Kind.OUT_OF_PERIOD,
        Kind.APPORTION,
        Kind.LOW_CONFIDENCE,
        Kind.WAIVER,
        Kind.REMARK,
    }


def test_the_same_seed_makes_the_same_plans() -> None:
    first, second, other = (list(islice(planted(seed), 8)) for seed in (3, 3, 4))
    assert first == second
    assert first != other
    assert list(harmless(3, 1)) == list(harmless(3, 1)) != list(harmless(4, 1))


@pytest.mark.parametrize("sample", deviations())
def test_each_deviation_is_in_one_plan(sample: str) -> None:
    rows = deviations()[sample]
    shared = list(groups(rows, base(sample).text, Random(1)))
    assert sorted(row.old + row.new for group in shared for row in group) == sorted(
        row.old + row.new for row in rows
    )
    assert all(len(group) == 1 or not any(row.alone for row in group) for group in shared)
    assert len(shared) < len(rows)


def test_a_deviation_changes_only_its_line() -> None:
    row = Deviation(sample="b3", rule="CT02", old="không dưới 65%", new="không dưới 55%")
    text, lines = row.put_into(base("b3").text)
    before, after = base("b3").text.split("\n"), text.split("\n")
    assert [new for old, new in zip(before, after, strict=True) if old != new] == list(lines)
    assert "không dưới 55%" in lines[0]


def test_cut_lines_have_no_place() -> None:
    row = Deviation(sample="b3", rule="CT01", old="P 9) Số trẻ em", until="P 10)")
    text, lines = row.put_into(base("b3").text)
    assert lines == ()
    assert "P 9)" not in text
    assert "\nP 10)" in text


def test_replaced_words_must_stand_exactly_once() -> None:
    with pytest.raises(ValueError, match="not exactly once"):
        Deviation(sample="b3", rule="CT02", old="trẻ em", new="trẻ").put_into(base("b3").text)


def test_a_plan_without_its_deviation_counts_as_missed() -> None:
    row, _ = _two_weaker()
    counts = _counted("b3", None, row)
    assert counts.planted[row] == len(counts.mistakes) == 1
    assert counts.told.total() == 0


def test_an_undeclared_deviation_counts_as_false() -> None:
    row, _ = _two_weaker()
    counts = _counted("b3", row, None)
    assert counts.heavy == counts.false_in_harmless["CT02"] > 0
    assert counts.kept < counts.verdicts


def test_a_finding_at_another_place_does_not_count() -> None:
    first, second = _two_weaker()
    counts = _counted("b3", first, second)
    assert counts.told.total() == 0
    assert counts.false["CT02"] > 0


def test_rewording_writes_the_number_last() -> None:
    lines = _one("- Ít nhất 60% số thôn có cộng tác viên.")
    said = {number_last(lines, Random(seed)).blocks[0][1] for seed in range(20)}
    assert said == {lines.blocks[0][1], "- Tỷ lệ thôn có cộng tác viên đạt ít nhất 60%."}


def test_rewording_leaves_numbers_alone() -> None:
    lines = _one("- Không quá 17‰; 17 trên 1.000 trẻ, ít nhất 95% số hộ.")
    for seed in range(20):
        text = other_hedges(lines, Random(seed)).blocks[0][1]
        assert "17 trên 1.000 trẻ" in text
        assert text.count("17‰") == text.count("95% số hộ") == 1


@pytest.mark.parametrize("change", CHANGES)
def test_lines_with_deviations_are_not_reworded(change: object) -> None:
    text = "- Phấn đấu ít nhất 60% trẻ em bị xâm hại vào năm 2025."
    lines = Lines(blocks=(("P", text, ""),) * 2, targets=frozenset({0, 1}), free=frozenset())
    assert callable(change)
    for seed in range(10):
        assert {block[1][2:] for block in change(lines, Random(seed)).blocks} == {text[2:]}


def test_rewording_phrases_are_no_copy_of_the_lexicon() -> None:
    """Few pairs of phrases of the rewording are synonyms of the comparison."""
    synonyms = tomllib.loads(files("compare.words").joinpath("synonyms.toml").read_text(encoding="utf-8"))
    known = {frozenset(map(fold, pair)) for line in synonyms["groups"] for pair in combinations(line, 2)}
    mine = {frozenset(map(fold, pair)) for line in words()["phrases"] for pair in combinations(line, 2)}
    assert len(mine & known) < 0.2 * len(mine)


def test_the_page_lists_missed_deviations() -> None:
    row, _ = _two_weaker()
    text = page(_counted("b3", None, row), ROWS, "how")
    assert "0 of 1" in text
    assert row.new in text.partition("## Not told")[2]


def _two_weaker() -> tuple[Deviation, Deviation]:
    first, second, *_ = (row for row in deviations()["b3"] if row.rule == "CT02")
    return first, second


def _counted(sample: str, done: Deviation | None, declared: Deviation | None) -> Counts:
    """Count one plan that holds the deviation ``done`` and is declared to hold ``declared``."""
    text = base(sample).text
    plan = Made(
        name="one",
        sample=sample,
        source=parsed(done.put_into(text)[0] if done else text),
        suffix=".txt",
        planted=((declared, declared.put_into(text)[1]),) if declared else (),
    )
    counts = Counts()
    counts.add(plan, reviewed(plan))
    return counts


def _one(text: str) -> Lines:
    return Lines(blocks=(("P", text, ""),), targets=frozenset({0}), free=frozenset({0}))
