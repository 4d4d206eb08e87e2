"""The sample plans: extraction and findings equal the results worked out by hand."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from typing import Any

import pytest

from compare.model import Finding, Pair, Place
from extract.model import Measure, Plan
from extract.readers import read_document
from samples import build
from tests.sample_plans import EXPECTED, REVIEWED, SAMPLES, STEMS, expected, normal, sample, sample_review

FIELDS = ("unit", "bound", "effort", "change", "baseline_year", "per", "deadline", "better")


def plan_of(stem: str) -> Plan:
    return sample(expected(stem, "plan")["file"])


def measures(plan: Plan) -> list[tuple[str, Measure]]:
    """All measures with their parts, in the order of the plan."""
    found = [("targets", measure) for target in plan.targets for measure in target.measures]
    return found + [("tasks", measure) for task in plan.tasks for measure in task.measures]


def row(part: str, measure: Measure) -> dict[str, Any]:
    """A measure in the form of the expected file, without its quote."""
    return {"part": part, "low": measure.low, "high": measure.high} | {
        name: getattr(measure, name) for name in FIELDS
    }


def wanted_row(entry: dict[str, Any]) -> dict[str, Any]:
    values = {name: None if entry[name] is None else Decimal(str(entry[name])) for name in ("low", "high")}
    return {"part": entry["part"], **values} | {name: entry[name] for name in FIELDS}


def overlaps(quote: str, text: str) -> bool:
    """Whether one of two texts is a piece of the other, or both have the same beginning."""
    quote, text = normal(quote), normal(text)
    return quote in text or text in quote or quote[:20] in text


def test_every_plan_is_expected() -> None:
    assert len(STEMS) == len(list((SAMPLES / "sources").glob("*.txt"))) >= 15
    assert len(REVIEWED) >= 13


@pytest.mark.parametrize("stem", STEMS)
def test_masthead(stem: str) -> None:
    masthead = plan_of(stem).masthead
    for name, value in expected(stem, "plan")["masthead"].items():
        got = getattr(masthead, name)
        if name == "period":
            got = {"start": got.start, "end": got.end} if got else None
        assert (name, got) == (name, value)


@pytest.mark.parametrize("stem", STEMS)
def test_citations(stem: str) -> None:
    got = [(citation.number, citation.date) for citation in plan_of(stem).citations]
    assert got == [(entry["number"], entry["date"]) for entry in expected(stem, "plan")["citations"]]


@pytest.mark.parametrize("stem", STEMS)
def test_measures(stem: str) -> None:
    got, wanted = measures(plan_of(stem)), expected(stem, "plan")["measures"]
    assert [row(part, measure) for part, measure in got] == [wanted_row(entry) for entry in wanted]
    for (_, measure), entry in zip(got, wanted, strict=True):
        assert overlaps(entry["quote"], measure.text)


@pytest.mark.parametrize("stem", STEMS)
def test_anchors_quote_the_source(stem: str) -> None:
    document, plan = read_document(SAMPLES / expected(stem, "plan")["file"]), plan_of(stem)
    for _, measure in measures(plan):
        source = document.text[measure.anchor.start : measure.anchor.end]
        assert normal(source).replace(" ", "") == normal(measure.text).replace(" ", "")


def quoted(place: Place, quote: str) -> bool:
    """Whether the quote stands at the place and belongs to its measure."""
    about = place.measure.text if place.measure else place.text
    return normal(quote) in normal(place.text) and overlaps(quote, about)


def is_pair(pair: Pair, entry: dict[str, Any]) -> bool:
    """Whether a pair is the expected one: reference, verdict and draft."""
    answers = [normal(place.text) for place in (pair.draft, *pair.parts) if place is not None]
    answer = entry["draft_quote"]
    return (
        pair.reference.plan == entry["reference"]
        and pair.verdict.value == entry["verdict"]
        and quoted(pair.reference, entry["reference_quote"])
        and (any(normal(answer) in text for text in answers) if answer else not answers)
    )


@pytest.mark.parametrize("stem", REVIEWED)
def test_pairs(stem: str) -> None:
    pairs, wanted = list(sample_review(stem).pairs), expected(stem, "review")["pairs"]
    assert len(pairs) == len(wanted)
    for entry in wanted:
        found = next((pair for pair in pairs if is_pair(pair, entry)), None)
        assert found is not None, entry
        pairs.remove(found)


@pytest.mark.parametrize("stem", REVIEWED)
def test_findings(stem: str) -> None:
    found, wanted = sample_review(stem).findings, expected(stem, "review")["findings"]
    assert Counter(
        (finding.rule, finding.kind.value, finding.severity.value) for finding in found
    ) == Counter((entry["rule"], entry["kind"], entry["severity"]) for entry in wanted)
    left = list(found)
    for entry in wanted:
        match = next((finding for finding in left if is_finding(finding, entry)), None)
        assert match is not None, entry
        left.remove(match)


def is_finding(finding: Finding, entry: dict[str, Any]) -> bool:
    """Whether a finding is the expected one: rule and places."""
    places = ((finding.reference, entry["reference_quote"]), (finding.draft, entry["draft_quote"]))
    return finding.rule == entry["rule"] and all(
        not quote or stands_in(place, quote) for place, quote in places
    )


def stands_in(place: Place | None, quote: str) -> bool:
    """Whether a place has this quote; blanks have no place, citations and mastheads are rewritten."""
    return place is None or place.part in ("citations", "masthead") or normal(quote) in normal(place.text)


def test_files_agree_with_their_sources() -> None:
    """The check of ``python -m samples.build --check``."""
    sources = [build.read_source(path) for path in sorted((SAMPLES / "sources").glob("*.txt"))]
    assert [source.target.name for source in sources if not build.is_current(source)] == []
    texts = {source.target.name: source.text for source in sources}
    assert [
        problem for path in sorted(EXPECTED.glob("*.json")) for problem in build.check_expected(path, texts)
    ] == []


def test_a_wrong_quote_is_detected() -> None:
    path = EXPECTED / f"{STEMS[0]}.plan.json"
    assert build.check_expected(path, {})
