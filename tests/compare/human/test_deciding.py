"""A human's decisions on a review, and remarks of one's own."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.decision import Decision, State
from compare.human.deciding import decided, unmatched
from compare.human.remarks import Remark, placed
from compare.model import Finding, Kind, Review, Severity
from compare.reviewing import review
from compare.stored import dump_review, load_review
from tests.compare.plans import codes, lower_plan, upper_plan

ABOVE = ("Đạt 60% số thôn có tổ tự quản.", "Đạt 90% số hộ có hố xí hợp vệ sinh.")
BELOW = ("Đạt 50% số thôn có tổ tự quản.", "Đạt 70% số hộ có hố xí hợp vệ sinh.")
DRAFT, UPPER = lower_plan(*BELOW), upper_plan(*ABOVE)
MACHINE = review(DRAFT, [UPPER])
FIRST, SECOND = MACHINE.findings
SENTENCE = "Đề nghị huyện nâng lên 60%, hoặc nêu rõ lý do."
REMARK = Remark(
    text="Chỉ tiêu này chưa có nguồn vốn.",
    severity=Severity.MEDIUM,
    author="Trần Văn Bình",
    date="2026-11-29",
    quote="Đạt 70% số hộ có hố xí",
)


def on(finding: Finding, state: State, **texts: str) -> Decision:
    return Decision(
        fingerprint=finding.fingerprint, state=state, author="Lê Thị Hoa", date="2026-11-30", **texts
    )


def undecided(result: Review) -> Review:
    """The review without any trace of a decision."""
    blank = [replace(finding, decision=None, earlier=None, waived=None) for finding in result.findings]
    return replace(result, findings=tuple(blank), conforms=MACHINE.conforms)


def test_no_decision_changes_nothing() -> None:
    assert codes(MACHINE) == ["CT02", "CT02"]
    assert decided(MACHINE) == MACHINE


def test_a_dismissed_finding_is_waived_with_its_reason() -> None:
    result = decided(MACHINE, [on(FIRST, State.DISMISS, reason="Đã giải trình", sentence="Không gửi")])
    waiver = result.findings[0].waived
    assert waiver is not None
    assert (waiver.reason, waiver.author, waiver.quote) == ("Đã giải trình", "Lê Thị Hoa", BELOW[0])
    assert result.findings[0].suggestion == FIRST.suggestion
    assert not result.conforms
    assert undecided(result) == MACHINE


def test_a_draft_conforms_once_all_is_dismissed() -> None:
    reason = "Đã giải trình"
    assert not MACHINE.conforms
    assert decided(MACHINE, [on(one, State.DISMISS, reason=reason) for one in MACHINE.findings]).conforms


def test_a_dismissal_needs_a_reason() -> None:
    with pytest.raises(ValueError, match="without a reason"):
        decided(MACHINE, [on(FIRST, State.DISMISS, reason=" ")])


def test_a_sentence_takes_the_place_of_the_machines() -> None:
    found = decided(MACHINE, [on(FIRST, State.KEEP, sentence=SENTENCE)]).findings[0]
    assert (found.suggestion, found.proposed) == (SENTENCE, FIRST.suggestion)
    assert found.is_worded
    assert not found.is_remark


def test_a_note_with_a_sentence_asks_something() -> None:
    more = review(lower_plan(*ABOVE, "Đạt 100% số xã có chợ."), [UPPER])
    note = next(finding for finding in more.findings if finding.severity is Severity.NOTE)
    found = decided(more, [on(note, State.KEEP, sentence=SENTENCE)])
    (asking,) = [finding for finding in found.findings if finding.id == note.id]
    assert (asking.severity, asking.suggestion) == (Severity.LOW, SENTENCE)
    assert found.conforms
    assert decided(more, [on(note, State.KEEP)]).findings[0].severity is Severity.NOTE


def test_a_human_who_keeps_beats_a_waiver() -> None:
    waived = decided(MACHINE, [on(FIRST, State.DISMISS, reason="Đã giải trình")])
    machine = replace(waived, findings=tuple(replace(one, decision=None) for one in waived.findings))
    assert machine.findings[0].waived is not None
    assert decided(machine, [on(FIRST, State.KEEP)]).findings[0].waived is None


def test_other_words_of_the_draft_ask_again() -> None:
    other = review(lower_plan("Đạt 40% số thôn có tổ tự quản.", BELOW[1]), [UPPER])
    decision = on(FIRST, State.DISMISS, reason="Đã giải trình")
    result = decided(other, [decision])
    assert result.findings[0].key == FIRST.key
    assert (result.findings[0].earlier, result.findings[0].decision) == (decision, None)
    assert result.findings[0].waived is None
    assert unmatched(other, [decision]) == ()


def test_a_decision_on_a_mended_finding_is_told() -> None:
    mended = review(lower_plan("Đạt 60% số thôn có tổ tự quản.", BELOW[1]), [UPPER])
    decision = on(FIRST, State.KEEP)
    assert decided(mended, [decision]) == mended
    assert unmatched(mended, [decision, on(SECOND, State.KEEP)]) == (decision,)


def test_the_last_of_several_decisions_counts() -> None:
    result = decided(MACHINE, [on(FIRST, State.UNSURE), on(FIRST, State.KEEP)])
    assert [one.decision.state for one in result.findings if one.decision] == [State.KEEP]


def test_a_remark_stands_among_the_findings_by_weight() -> None:
    remark = placed(REMARK, DRAFT)
    result = decided(MACHINE, [], [remark, replace(REMARK, severity=Severity.CRITICAL, quote="")])
    assert [finding.id for finding in result.findings] == ["f1", "f2", "r2", "r1"]
    found = result.findings[-1]
    assert (found.rule, found.kind, found.message) == ("RS01", Kind.REMARK, REMARK.text)
    assert found.draft is not None
    assert found.draft.text == BELOW[1]
    assert found.decision is not None
    assert found.decision.author == "Trần Văn Bình"


def test_pairs_name_the_remarks_on_their_items() -> None:
    result = decided(MACHINE, [], [placed(REMARK, DRAFT)])
    assert [pair.findings for pair in MACHINE.pairs] == [("f1",), ("f2",)]
    assert [pair.findings for pair in result.pairs] == [("f1",), ("f2", "r1")]
    above = replace(REMARK, place=MACHINE.pairs[0].reference, severity=Severity.HIGH)
    found = decided(MACHINE, [], [above])
    assert [pair.findings for pair in found.pairs] == [("f1", "r1"), ("f2",)]
    assert found.findings[-1].reference == MACHINE.pairs[0].reference


def test_a_heavy_remark_decides_on_conformity() -> None:
    good = review(lower_plan(*ABOVE), [UPPER])
    assert good.conforms
    heavy = replace(REMARK, severity=Severity.HIGH, quote="")
    assert not decided(good, [], [heavy]).conforms


def test_remarks_on_one_place_have_keys_of_their_own() -> None:
    remark = placed(REMARK, DRAFT)
    result = decided(MACHINE, [], [remark, replace(remark, text="Chưa rõ ai làm.")])
    keys = [finding.key for finding in result.findings]
    assert len(set(keys)) == len(keys)


def test_a_remark_about_no_given_plan_is_refused() -> None:
    elsewhere = replace(MACHINE.pairs[0].reference, plan=1)
    with pytest.raises(ValueError, match="plan 1 of 1"):
        decided(MACHINE, [], [replace(REMARK, place=elsewhere)])


def test_a_place_is_an_item_or_a_sentence() -> None:
    item, sentence = (
        placed(REMARK, DRAFT).place,
        placed(replace(REMARK, quote="Độc lập - Tự do"), DRAFT).place,
    )
    assert item is not None
    assert sentence is not None
    assert (item.target, sentence.target) == (DRAFT.targets[1].id, None)
    assert placed(replace(REMARK, quote="Đạt 71% số hộ có hố xí"), DRAFT).place is None


@given(st.lists(st.sampled_from(State), min_size=2, max_size=2), st.integers(0, 2))
def test_machine_findings_keep_ids_order_and_places(wanted: list[State], remarks: int) -> None:
    decisions = [
        on(finding, state, reason="Lý do") for finding, state in zip(MACHINE.findings, wanted, strict=True)
    ]
    result = decided(MACHINE, decisions, [placed(REMARK, DRAFT)] * remarks)
    machine = [finding for finding in result.findings if not finding.is_remark]
    assert undecided(replace(result, findings=tuple(machine), pairs=MACHINE.pairs)) == MACHINE
    assert len(result.findings) == len(machine) + remarks
    assert result.conforms == all(state is State.DISMISS for state in wanted)
    assert load_review(dump_review(result)) == result
