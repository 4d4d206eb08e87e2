"""Stored plans: any plan comes back equal, and no other file is taken for one."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings

from extract.model import Plan
from extract.stored import PLANS, StoredError, dump_plan, load_plan
from tests.anything import anything
from tests.sample_plans import STEMS, file_of, sample


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(anything(Plan))
def test_any_plan_comes_back_equal(plan: Plan) -> None:
    data = dump_plan(plan)
    assert load_plan(data) == plan
    assert dump_plan(load_plan(data)) == data


@pytest.mark.parametrize("stem", STEMS)
def test_sample_plans_come_back_equal(stem: str) -> None:
    plan = sample(file_of(stem).name)
    assert load_plan(dump_plan(plan)) == plan


def test_a_half_character_comes_back() -> None:
    plan = sample(file_of(STEMS[0]).name)
    torn = replace(plan, source=replace(plan.source, name="tệp\ud800.docx"))
    assert load_plan(dump_plan(torn)) == torn


def test_another_version_is_refused_by_name() -> None:
    data = dump_plan(sample(file_of(STEMS[0]).name)).replace(b"plan/1", b"plan/2", 1)
    with pytest.raises(StoredError, match=r"doichieu\.stored\.plan/2 do một phiên bản khác") as caught:
        load_plan(data)
    assert caught.value.found == "doichieu.stored.plan/2"


@pytest.mark.parametrize("data", [b"", b"\xff", b"[]", b"null", b"{}", b"{" * 5000, b'{"stored": 1}'])
def test_other_bytes_are_refused(data: bytes) -> None:
    with pytest.raises(StoredError):
        load_plan(data)


def test_damage_is_told_with_its_place() -> None:
    stored = json.loads(dump_plan(sample(file_of(STEMS[0]).name)))
    stored["value"]["targets"][0]["text"] = 5
    with pytest.raises(StoredError, match=r"targets\.0\.text"):
        load_plan(json.dumps(stored).encode())
    del stored["value"]
    with pytest.raises(StoredError, match="hỏng"):
        load_plan(json.dumps(stored).encode())


def test_the_form_names_its_version() -> None:
    assert PLANS.name.partition("/")[2].isdigit()
