"""What a reviewer corrects of what was read, as data over a plan."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from compare.correcting import corrected
from compare.identity import document, measure_key
from compare.model import Verdict
from compare.reviewing import review
from extract.model import Act, Better, Bound, Correction, Effort, Met, Plan
from tests.compare.plans import DISTRICT, lower_plan, upper_plan

WHO: dict[str, Any] = {"reason": "Bản quét mờ", "author": "Lê Thị Hoa", "date": "2026-03-15"}
POOR, GROUPS = "Tỷ lệ hộ nghèo còn 50%.", "60% số thôn có tổ tự quản."
TWO = "60% số thôn có tổ tự quản vào năm 2023; 80% vào năm 2025."
VALUE = Correction(quote="Tỷ lệ hộ nghèo còn 50%", seen="50%", low=Decimal(5), **WHO)


def above(*targets: str) -> Plan:
    return upper_plan(*(targets or (POOR, GROUPS)))


def outcomes(plan: Plan) -> list[Met]:
    return [one.met for one in plan.corrections]


def test_a_value_is_corrected_and_the_machines_kept() -> None:
    plan = above()
    made = corrected(plan, [VALUE])
    (measure,) = made.targets[0].measures
    assert (measure.low, measure.high, measure.unit) == (Decimal(5), Decimal(5), "%")
    assert measure.corrected is not None
    assert measure.corrected.machine == plan.targets[0].measures[0]
    assert (measure.corrected.reason, measure.corrected.author) == ("Bản quét mờ", "Lê Thị Hoa")
    assert made.targets[1:] == plan.targets[1:]
    (told,) = made.corrections
    assert (told.met, told.item, told.before, told.after) == (
        Met.MADE,
        "t1",
        plan.targets[0].measures[0],
        measure,
    )


def test_a_corrected_value_changes_the_verdict() -> None:
    draft = lower_plan("Tỷ lệ hộ nghèo còn 20%.", GROUPS)
    before, after = (review(draft, [plan]) for plan in (above(), corrected(above(), [VALUE])))
    assert before.pairs[0].verdict is Verdict.EXCEEDS
    assert after.pairs[0].verdict is Verdict.WEAKER


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("unit", "‰", "‰"),
        ("unit", "", None),
        ("bound", Bound.AT_MOST, Bound.AT_MOST),
        ("deadline", "2023-06-30", "2023-06-30"),
        ("deadline", "", None),
    ],
)
def test_one_field_alone_is_corrected(field: str, value: Any, told: object) -> None:
    plan = above()
    made = corrected(plan, [Correction(quote="Tỷ lệ hộ nghèo còn 50%", **{field: value}, **WHO)])
    (measure,), (old,) = made.targets[0].measures, plan.targets[0].measures
    assert getattr(measure, field) == told
    assert (measure.low, measure.text) == (old.low, old.text)


def test_a_bound_tells_the_direction_and_hedge() -> None:
    plan = above("Khoảng 60% số thôn có tổ tự quản.")
    assert plan.targets[0].measures[0].effort is Effort.ABOUT
    change = Correction(quote="60% số thôn có tổ tự quản", bound=Bound.AT_MOST, **WHO)
    (measure,) = corrected(plan, [change]).targets[0].measures
    assert (measure.effort, measure.better, measure.unsure) == (Effort.PLAIN, Better.LOWER, False)


def test_an_item_lasts_to_its_corrected_deadline() -> None:
    change = Correction(quote=GROUPS, deadline="2028", **WHO)
    target = corrected(above(), [change]).targets[1]
    assert target.period is not None
    assert target.period.end == 2028


def test_a_key_names_the_measure_as_read() -> None:
    plan = above(TWO)
    (target,) = plan.targets
    keys = [measure_key(target, measure, document(plan)) for measure in target.measures]
    first = Correction(key=keys[1], low=Decimal(85), **WHO)
    second = Correction(key=keys[1], deadline="2024", **WHO)
    made = corrected(plan, [first, second])
    measure = made.targets[0].measures[1]
    assert (measure.low, measure.deadline) == (Decimal(85), "2024")
    assert measure.corrected is not None
    assert measure.corrected.machine == target.measures[1]
    assert made.targets[0].measures[0] == target.measures[0]
    assert [measure_key(made.targets[0], one, document(plan)) for one in made.targets[0].measures] == keys


def test_findings_keep_their_key_and_lose_their_fingerprint() -> None:
    draft = lower_plan("50% số thôn có tổ tự quản.")
    change = Correction(quote=GROUPS, low=Decimal(70), **WHO)
    plans = (upper_plan(GROUPS), corrected(upper_plan(GROUPS), [change]))
    (before,), (after,) = (review(draft, [plan]).findings for plan in plans)
    assert before.key == after.key
    assert before.fingerprint != after.fingerprint


@pytest.mark.parametrize(
    ("change", "met"),
    [
        (replace(VALUE, quote="Tỷ lệ hộ nghèo còn 40%"), Met.NONE),
        (replace(VALUE, quote="Tỷ lệ hộ nghèo", seen="40%"), Met.VALUE),
        (replace(VALUE, key="0123456789"), Met.NONE),
        (Correction(quote="thôn có tổ tự quản", low=Decimal(5), **WHO), Met.SEVERAL),
    ],
    ids=["words", "value", "key", "several"],
)
def test_a_correction_that_meets_nothing_is_told(change: Correction, met: Met) -> None:
    plan = above(POOR, TWO)
    made = corrected(plan, [change])
    assert outcomes(made) == [met]
    assert (made.targets, made.tasks) == (plan.targets, plan.tasks)


def test_the_seen_value_chooses_among_several() -> None:
    change = Correction(quote="thôn có tổ tự quản", seen="80%", low=Decimal(85), **WHO)
    assert [m.low for m in corrected(above(TWO), [change]).targets[0].measures] == [60, 85]


def test_an_ordinal_chooses_among_equal_words() -> None:
    plan = above(GROUPS, GROUPS)
    change = Correction(quote=GROUPS, low=Decimal(70), **WHO)
    assert outcomes(corrected(plan, [change])) == [Met.SEVERAL]
    made = corrected(plan, [replace(change, ordinal=2)])
    assert [target.measures[0].low for target in made.targets] == [60, 70]


def test_corrections_of_other_plans_are_passed_over() -> None:
    plan = above()
    assert corrected(plan, [replace(VALUE, plan="46/KH-UBND")]) == plan
    for name in ("45/KH-UBND", plan.source.name, plan.source.sha256, "tỉnh Hà Lĩnh"):
        assert outcomes(corrected(plan, [replace(VALUE, plan=name)])) == [Met.MADE]
    assert outcomes(corrected(lower_plan(POOR), [replace(VALUE, plan=DISTRICT)])) == [Met.MADE]


def test_corrections_are_made_once() -> None:
    once = corrected(above(), [VALUE])
    assert corrected(once, [VALUE]) == once


def test_a_target_that_is_none_is_struck() -> None:
    strike = Correction(act=Act.STRIKE, quote=GROUPS, **WHO)
    made = corrected(above(), [strike])
    assert [target.id for target in made.targets] == ["t1"]
    (told,) = made.corrections
    assert (told.met, told.item, told.after) == (Met.MADE, "t2", None)
    assert told.before is not None
    assert not review(lower_plan(POOR), [made]).findings


def test_all_measures_of_a_quoted_item_are_struck() -> None:
    strike = Correction(act=Act.STRIKE, quote="thôn có tổ tự quản", **WHO)
    made = corrected(above(POOR, TWO), [strike])
    assert [target.id for target in made.targets] == ["t1"]
    assert outcomes(made) == [Met.MADE, Met.MADE]


def test_a_task_stays_without_its_number() -> None:
    plan = upper_plan(GROUPS, tasks=("Tổ chức 12 lớp tập huấn cho cán bộ thôn.",))
    assert plan.tasks[0].measures
    made = corrected(plan, [Correction(act=Act.STRIKE, quote="Tổ chức 12 lớp tập huấn", **WHO)])
    assert made.tasks[0].measures == ()


def test_an_added_target_stands_at_its_place() -> None:
    plan = corrected(above(), [Correction(act=Act.STRIKE, quote=POOR, **WHO)])
    add = Correction(act=Act.ADD, text="Tỷ lệ hộ nghèo còn 50%", low=Decimal(5), bound=Bound.AT_MOST, **WHO)
    made = corrected(plan, [add])
    assert [target.id for target in made.targets] == ["t3", "t2"]
    added = made.targets[0]
    (measure,) = added.measures
    assert added.path == above().targets[0].path
    assert (measure.low, measure.bound, measure.unit, measure.deadline) == (
        Decimal(5),
        Bound.AT_MOST,
        "%",
        "2025",
    )
    assert measure.subject == "Tỷ lệ hộ nghèo"
    assert measure.corrected is not None
    assert measure.corrected.machine is None


def test_words_nowhere_in_the_text_are_added() -> None:
    text = "Mọi trạm y tế được nâng cấp"
    add = Correction(act=Act.ADD, text=text, low=Decimal(100), unit="%", deadline="2024", page=3, **WHO)
    made = corrected(above(), [add])
    target = made.targets[-1]
    (measure,) = target.measures
    assert (target.text, target.anchor.page, target.anchor.end) == (text, 3, 0)
    assert (measure.low, measure.unit, measure.deadline) == (Decimal(100), "%", "2024")
    pair = review(lower_plan(POOR, GROUPS), [made]).pairs[-1]
    assert pair.verdict is Verdict.MISSING


def test_what_was_read_already_is_not_added() -> None:
    add = Correction(act=Act.ADD, text="60% số thôn có tổ tự quản", **WHO)
    made = corrected(above(), [add])
    assert outcomes(made) == [Met.KNOWN]
    assert made.targets == above().targets


def test_a_sentence_without_a_value_is_not_added() -> None:
    add = Correction(act=Act.ADD, text="Nâng cấp trạm y tế", **WHO)
    assert outcomes(corrected(above(), [add])) == [Met.VALUE]


def test_unsure_numbers_that_were_seen_are_sure() -> None:
    plan = above()
    read = plan.targets[0]
    unsure = replace(read, anchor=replace(read.anchor, unsure=("50",)))
    plan = replace(plan, targets=(unsure, *plan.targets[1:]))
    draft = lower_plan(POOR, GROUPS)
    assert "VB05" in [finding.rule for finding in review(draft, [plan]).findings]
    same = replace(VALUE, low=Decimal(50))
    assert "VB05" not in [f.rule for f in review(draft, [corrected(plan, [same])]).findings]
