"""The JSON contract: keys in their order, exact numbers, and schemas in agreement with the model."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from compare.model import Kind, Review, Severity, Verdict
from extract.model import Better, Bound, Change, CitationRole, Effort, Level, Plan, Role
from templates import plan_to_json, render, review_to_json
from templates.data import schema

FOLDER = Path(__file__).resolve().parents[3] / "docs" / "schema"

SOURCE = "name format sha256 pages warnings"
MASTHEAD = "kind number date issuer level place title programme period signer is_draft recipients"
MEASURE = "text low high unit bound effort change baseline_year per deadline better subject scope condition"
ANCHOR = "file page paragraph start end boxes"
PLACE = "plan target text measure path anchor"


def keys(value: dict[str, Any]) -> str:
    return " ".join(value)


def validator(name: str) -> Draft202012Validator:
    found = json.loads((FOLDER / name).read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(found)
    return Draft202012Validator(found)


def test_plan_has_exactly_the_keys_of_the_contract(plan: Plan) -> None:
    made = plan_to_json(plan)
    assert keys(made) == "schema source masthead sections targets tasks citations"
    assert made["schema"] == "doichieu.plan/1"
    assert keys(made["source"]) == SOURCE
    assert keys(made["masthead"]) == MASTHEAD
    assert keys(made["masthead"]["period"]) == "start end"
    assert keys(made["sections"][0]) == "id label title role parent anchor"
    assert keys(made["targets"][0]) == "id section path text period measures anchor"
    assert keys(made["targets"][0]["measures"][0]) == MEASURE
    assert keys(made["tasks"][0]) == "id section path text lead support deadline measures anchor"
    assert keys(made["citations"][0]) == "number kind date issuer place role anchor"
    assert keys(made["citations"][0]["anchor"]) == ANCHOR


def test_review_has_exactly_the_keys_of_the_contract(review: Review) -> None:
    made = review_to_json(review)
    assert keys(made) == "schema draft references pairs findings summary unread"
    assert made["schema"] == "doichieu.review/1"
    for party in (made["draft"], *made["references"]):
        assert keys(party) == "source masthead"
        assert keys(party["source"]) == SOURCE
        assert keys(party["masthead"]) == MASTHEAD
    for pair in made["pairs"]:
        assert keys(pair) == "reference draft similarity verdict findings key"
        assert keys(pair["reference"]) == PLACE
        assert keys(pair["reference"]["measure"]) == MEASURE
    finding = "id rule kind severity message suggestion reference draft waived key fingerprint"
    assert {keys(found) for found in made["findings"]} == {finding}
    assert keys(made["summary"]) == "verdicts severities conforms"
    assert [keys(unread) for unread in made["unread"]] == ["reason text anchor"] * 2


def test_an_answer_is_null_a_place_or_parts(review: Review) -> None:
    answers = [pair["draft"] for pair in review_to_json(review)["pairs"]]
    assert answers[6] is None
    assert keys(answers[0]) == PLACE
    assert answers[0]["plan"] is None
    assert keys(answers[11]) == "parts"
    assert [keys(part) for part in answers[11]["parts"]] == [PLACE, PLACE]


def test_summary_counts_verdicts_and_unwaived_findings(review: Review) -> None:
    summary = review_to_json(review)["summary"]
    assert summary["verdicts"] == {
        "meets": 5, "exceeds": 1, "weaker": 2, "missing": 1, "incomparable": 2, "apportion": 1,
        "out_of_period": 2,
    }  # fmt: skip
    # One of the two findings of severity high is waived.
    assert summary["severities"] == {"critical": 4, "high": 1, "medium": 4, "low": 1, "note": 5}
    assert summary["conforms"] is False


@pytest.mark.parametrize(
    ("value", "text"),
    [("60", "60"), ("60.0", "60"), ("4.5", "4.5"), ("1E+3", "1000"), ("0.1", "0.1"), ("35.23", "35.23")],
)
def test_numbers_are_exact(plan: Plan, value: str, text: str) -> None:
    measure = replace(plan.targets[0].measures[0], low=Decimal(value), high=None)
    changed = replace(plan, targets=(replace(plan.targets[0], measures=(measure,)),))
    made = plan_to_json(changed)["targets"][0]["measures"][0]
    assert json.dumps([made["low"], made["high"]]) == f"[{text}, null]"


def test_boxes_have_a_page_and_four_sides(review: Review) -> None:
    place = review_to_json(review)["pairs"][0]["reference"]
    assert place["anchor"]["boxes"] == [[2, 85.1, 120.5, 520.25, 150.0]]


def test_made_json_is_valid(plan: Plan, review: Review) -> None:
    validator("doichieu.plan.1.json").validate(plan_to_json(plan))
    validator("doichieu.review.1.json").validate(review_to_json(review))


@pytest.mark.parametrize(
    ("where", "value"),
    [
        ("summary.conforms", 1),
        ("draft.masthead.level", "tỉnh"),
        ("draft.masthead.date", "8/3/2021"),
        ("pairs.0.verdict", "ok"),
        ("pairs.0.reference.measure.bound", None),
        ("pairs.11.draft.parts", []),
        ("findings.0.kind", "other"),
        ("findings.0.rule", "CT2"),
        ("findings.0.extra", 1),
    ],
)
def test_schema_refuses_values_outside_the_contract(review: Review, where: str, value: object) -> None:
    made: Any = json.loads(render(review, "json"))
    *way, last = where.split(".")
    inner = made
    for step in way:
        inner = inner[int(step) if step.isdigit() else step]
    inner[last] = value
    assert not validator("doichieu.review.1.json").is_valid(made)


def test_published_schemas_are_the_generated_ones() -> None:
    published = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.json")}
    assert published == schema.texts(), "run: python -m templates.data.schema"


def objects(value: Any) -> list[dict[str, Any]]:
    """Every JSON object inside ``value``, itself included."""
    if isinstance(value, list):
        return [found for item in value for found in objects(item)]
    if isinstance(value, dict):
        return [value, *(found for item in value.values() for found in objects(item))]
    return []


@pytest.mark.parametrize("name", ["doichieu.plan.1.json", "doichieu.review.1.json"])
def test_every_object_of_a_schema_is_closed(name: str) -> None:
    described = [found for found in objects(validator(name).schema) if found.get("type") == "object"]
    assert described
    for found in described:
        assert found["additionalProperties"] is False
        keys = list(found["properties"])
        later = {
            "key",
            "fingerprint",
            "decision",
            "earlier",
            "proposed",
            "corrected",
            "corrections",
            "pinned",
        }
        later |= {"draft"} if "author" in keys else set()
        # A correction and a pin came whole; of a decision most may be missing.
        later = set() if {"author", "key"} <= set(keys) else later
        later = {"reason", "sentence", "note"} if "state" in keys else later
        assert found["required"] == [key for key in keys if key not in later]


@pytest.mark.parametrize(
    ("name", "way", "values"),
    [
        ("plan", "section.role", Role),
        ("plan", "citation.role", CitationRole),
        ("review", "masthead.level", Level),
        ("review", "measure.bound", Bound),
        ("review", "measure.effort", Effort),
        ("review", "measure.change", Change),
        ("review", "measure.better", Better),
        ("review", "pair.verdict", Verdict),
        ("review", "finding.kind", Kind),
        ("review", "finding.severity", Severity),
    ],
)
def test_enums_of_schema_and_model_agree(name: str, way: str, values: type[StrEnum]) -> None:
    schema: Any = validator(f"doichieu.{name}.1.json").schema
    definition, key = way.split(".")
    allowed = schema["$defs"][definition]["properties"][key]["enum"]
    assert [value for value in allowed if value is not None] == [value.value for value in values]
