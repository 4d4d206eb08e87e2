"""Pairs that a reviewer made by hand beat the evidence."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from compare.decisions.settings import Settings
from compare.identity import measure_key
from compare.model import Pair, Pin, Verdict
from compare.reviewing import review
from compare.targets.items import measured_items
from compare.targets.pins import Pins
from compare.tasks.alignment import align_tasks
from extract.model import Plan
from tests.compare.plans import FAR, codes, lower_plan, upper_plan

WHO: dict[str, Any] = {"reason": "Cùng một việc", "author": "Lê Thị Hoa", "date": "2026-03-15"}
GROUPS, CLEAN = "60% số thôn có tổ tự quản.", "90% số hộ có hố xí hợp vệ sinh."
OTHER_WORDS = "Bản nào cũng lập nhóm giữ gìn trật tự, 60% số bản hoàn thành."
NONE = Pin(quote="60% số thôn có tổ tự quản", **WHO)
PIN = replace(NONE, answer="lập nhóm giữ gìn trật tự, 60% số bản hoàn thành")


def pairs(draft: Plan, *pins: Pin, above: Plan | None = None) -> tuple[Pair, ...]:
    return review(draft, [above or upper_plan(GROUPS, CLEAN)], pins=pins).pairs


def test_a_pin_makes_the_pair() -> None:
    draft = lower_plan(OTHER_WORDS, GROUPS, CLEAN)
    before, after = pairs(draft)[0], pairs(draft, PIN)[0]
    assert before.draft is not None
    assert before.draft.text == GROUPS
    assert after.draft is not None
    assert after.draft.text == OTHER_WORDS
    assert (after.pinned, after.similarity, after.perhaps, after.rivals) == (PIN, 1.0, False, ())
    assert before.pinned is None


def test_other_pairs_stay() -> None:
    draft = lower_plan(OTHER_WORDS, CLEAN)
    assert pairs(draft, PIN)[1] == pairs(draft)[1]


def test_nothing_answers() -> None:
    draft = lower_plan(GROUPS, CLEAN)
    assert pairs(draft)[0].verdict is Verdict.MEETS
    pair = pairs(draft, NONE)[0]
    assert (pair.verdict, pair.draft, pair.pinned) == (Verdict.MISSING, None, NONE)


def test_a_pinned_answer_is_not_taken_by_another_target() -> None:
    pin = replace(PIN, answer="90% số hộ có hố xí hợp vệ sinh")
    first, second = pairs(lower_plan(GROUPS, CLEAN), pin)
    assert first.draft is not None
    assert first.draft.text == CLEAN
    assert second.verdict is Verdict.MISSING


def test_keys_name_both_sides() -> None:
    draft = lower_plan(OTHER_WORDS, GROUPS)
    target = draft.targets[0]
    pin = Pin(key=pairs(draft)[0].key, answer_key=measure_key(target, target.measures[0]), **WHO)
    pair = pairs(draft, pin)[0]
    assert pair.draft is not None
    assert pair.draft.text == OTHER_WORDS


def test_several_pins_name_the_parts_of_an_answer() -> None:
    draft = lower_plan("60% số thôn vùng cao có tổ tự quản.", "60% số thôn vùng thấp có tổ tự quản.")
    parts = [replace(NONE, answer=target.text) for target in draft.targets]
    pair = pairs(draft, *parts)[0]
    assert [place.text for place in pair.parts] == [target.text for target in draft.targets]


def test_a_sentence_in_words_may_be_the_answer() -> None:
    draft = lower_plan(CLEAN, tasks=("Vận động các bản lập nhóm giữ gìn trật tự.",))
    pair = pairs(draft, replace(NONE, answer="các bản lập nhóm giữ gìn trật tự"))[0]
    assert pair.draft is not None
    assert pair.draft.measure is None
    assert pair.verdict is Verdict.INCOMPARABLE


def test_a_sentence_that_was_taken_for_nothing_may_answer() -> None:
    sentence = "Nâng cao đời sống của người dân nông thôn."
    pair = pairs(lower_plan(CLEAN), replace(NONE, answer=sentence))[0]
    assert pair.draft is not None
    assert (pair.draft.text, pair.draft.target, pair.draft.part) == (sentence, None, "text")


def test_the_answer_of_the_same_year_is_meant() -> None:
    series = "Nhóm giữ gìn trật tự: 40% số bản năm 2023, 60% số bản năm 2025."
    pair = pairs(lower_plan(series), replace(NONE, answer="Nhóm giữ gìn trật tự: 40% số bản năm 2023"))[0]
    assert pair.draft is not None
    assert pair.draft.measure is not None
    assert pair.draft.measure.deadline == "2025"


def test_a_pin_beats_the_draft_period() -> None:
    above = upper_plan("Đến năm 2030, 80% số thôn có tổ tự quản.", head=FAR)
    draft = lower_plan(GROUPS)
    assert pairs(draft, above=above)[0].verdict is Verdict.OUT_OF_PERIOD
    pin = Pin(quote="80% số thôn có tổ tự quản", answer=GROUPS, **WHO)
    assert pairs(draft, pin, above=above)[0].verdict is Verdict.WEAKER


@pytest.mark.parametrize(
    ("pin", "said"),
    [
        (replace(PIN, quote="61% số thôn có tổ tự quản"), "không tìm thấy nội dung này ở văn bản cấp trên"),
        (replace(PIN, answer="câu nào đó không có"), "không tìm thấy nội dung này trong dự thảo"),
        (replace(PIN, quote="số thôn có tổ tự quản", seen="55%"), "có số khác với số đã thấy"),
    ],
)
def test_a_pin_that_meets_nothing_is_told(pin: Pin, said: str) -> None:
    draft, above = lower_plan(GROUPS, CLEAN), upper_plan(GROUPS, CLEAN)
    found = review(draft, [above], pins=[pin])
    assert codes(found) == ["VB11"]
    assert said in found.findings[0].message
    assert found.pairs == review(draft, [above]).pairs


def test_a_pin_of_another_draft_or_plan_says_nothing() -> None:
    draft, above = lower_plan(GROUPS, CLEAN), upper_plan(GROUPS, CLEAN)
    found = review(draft, [above], pins=[replace(NONE, draft="huyện Mường Lay")])
    assert found == review(draft, [above])


def test_a_pin_holds_for_words_of_two_references() -> None:
    draft = lower_plan(GROUPS, CLEAN)
    above = [upper_plan(GROUPS), upper_plan(GROUPS, CLEAN)]
    found = review(draft, above, pins=[NONE]).pairs
    assert [pair.pinned for pair in found] == [NONE, NONE, None]


TASK = "Tổ chức hội thi tuyên truyền viên giỏi cấp xã."
OTHER_TASK = "Mở cuộc gặp mặt những người làm truyền thông ở thôn bản."
THIRD_TASK = "Phát 300 tờ gấp có tranh vẽ tới từng hộ."


def task_rules(*pins: Pin, task: str = OTHER_TASK) -> list[str]:
    """The rules about tasks of a draft with one task, against a plan with one."""
    found = review(lower_plan(CLEAN, tasks=(task,)), [upper_plan(CLEAN, tasks=(TASK,))], pins=pins)
    return [code for code in codes(found) if code.startswith(("NV", "VB11"))]


def test_a_task_is_paired_by_hand() -> None:
    assert task_rules() == ["NV01"]
    pin = Pin(quote="Tổ chức hội thi tuyên truyền viên giỏi", answer="Mở cuộc gặp mặt những người", **WHO)
    assert task_rules(pin) == []


def test_no_task_of_the_draft_answers() -> None:
    assert task_rules(task=TASK) == []
    assert task_rules(Pin(quote="Tổ chức hội thi tuyên truyền viên giỏi", **WHO), task=TASK) == ["NV01"]


def test_keys_name_tasks() -> None:
    upper, draft = upper_plan(CLEAN, tasks=(TASK,)), lower_plan(CLEAN, tasks=(OTHER_TASK,))
    key, answer = (measure_key(plan.tasks[0], None) for plan in (upper, draft))
    found = review(draft, [upper], pins=[Pin(key=key, answer_key=answer, **WHO)])
    assert codes(found) == []
    assert [pin.key for pin in found.task_pins] == [key]


def test_a_pin_of_a_task_that_meets_nothing_is_told() -> None:
    pin = Pin(quote="Tổ chức hội thi tuyên truyền viên giỏi", answer="câu nào đó không có", **WHO)
    assert task_rules(pin) == ["NV01", "VB11"]


def aligned(upper: Plan, draft: Plan, *pins: Pin) -> list[list[str]]:
    """The answers of each clause that is pinned."""
    known = Pins(pins, draft, measured_items(draft, None), ())
    return [
        [answer.text for answer in duty.answers]
        for group in align_tasks(draft, [upper], Settings(), known)
        for duty in group.duties
        if duty.pinned is not None
    ]


def test_several_pins_name_the_parts_of_a_task() -> None:
    upper, draft = upper_plan(CLEAN, tasks=(TASK,)), lower_plan(CLEAN, tasks=(OTHER_TASK, THIRD_TASK))
    pins = [Pin(quote=TASK.rstrip("."), answer=text.rstrip("."), **WHO) for text in (OTHER_TASK, THIRD_TASK)]
    assert aligned(upper, draft, *pins) == [[OTHER_TASK, THIRD_TASK]]


def test_a_pin_of_a_clause_goes_before_its_task() -> None:
    upper = upper_plan(CLEAN, tasks=(f"{TASK[:-1]}; in ấn tờ rơi phát cho các bản vùng cao.",))
    draft = lower_plan(CLEAN, tasks=(OTHER_TASK, THIRD_TASK))
    key = measure_key(upper.tasks[0], None)
    clause = Pin(key=key, quote="in ấn tờ rơi phát cho các bản", answer=THIRD_TASK, **WHO)
    whole = Pin(key=key, answer=OTHER_TASK, **WHO)
    for pins in ((clause, whole), (whole, clause)):
        assert aligned(upper, draft, *pins) == [[OTHER_TASK], [THIRD_TASK]]
    assert aligned(upper, draft, replace(whole, answer="")) == [[], []]


def test_a_pin_by_key_is_of_all_equal_tasks() -> None:
    upper, draft = upper_plan(CLEAN, tasks=(TASK, TASK)), lower_plan(CLEAN, tasks=(OTHER_TASK,))
    pin = Pin(key=measure_key(upper.tasks[0], None), answer=OTHER_TASK, **WHO)
    assert aligned(upper, draft, pin) == [[OTHER_TASK], [OTHER_TASK]]
