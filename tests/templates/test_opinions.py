"""Opinions on two versions: one card is one opinion, in every sum."""

from __future__ import annotations

from compare.fates import FindingFate
from compare.reviewing import review
from compare.versions import Versions, versions
from templates.letter.rows import asked
from templates.opinions import counts_of, opinions_of
from templates.progress import progress_line, taken_up
from templates.report.cards import cards
from tests.compare.plans import lower_plan, upper_plan

ABOVE = (
    "Đến năm 2025, ít nhất 60% số thôn, tổ dân phố có nhà văn hóa đạt chuẩn.",
    "Tối thiểu 80% hộ nông thôn có nước sạch.",
)
TWICE_WRONG = "Đến năm 2028, phấn đấu 40% số thôn, tổ dân phố có nhà văn hóa đạt chuẩn."
ONCE_WRONG = "Đến năm 2025, phấn đấu 60% số thôn, tổ dân phố có nhà văn hóa đạt chuẩn."
RIGHT = ABOVE[0]


def compared(old: str, new: str) -> Versions:
    upper = upper_plan(*ABOVE)
    before, after = (lower_plan(text, ABOVE[1]) for text in (old, new))
    return versions(before, after, review(before, [upper]), review(after, [upper]))


def told(old: str, new: str) -> dict[str, int]:
    found = opinions_of(compared(old, new))
    assert found is not None
    return {fate.value: count for fate, count in counts_of(found).items() if count}


def test_a_card_of_several_remarks_is_one_opinion() -> None:
    found = compared(TWICE_WRONG, TWICE_WRONG)
    assert found.reviews is not None
    letter = list(asked(cards(found.reviews[0])))
    assert any(len(one.points) > 1 for one in letter)
    assert told(TWICE_WRONG, TWICE_WRONG) == {"remaining": len(letter)}


def test_an_opinion_remains_while_one_of_its_remarks_does() -> None:
    assert told(TWICE_WRONG, ONCE_WRONG) == {"remaining": 1}
    found = opinions_of(compared(TWICE_WRONG, ONCE_WRONG))
    assert found is not None
    (left,) = found[FindingFate.REMAINING]
    assert left.otherwise is FindingFate.FIXED


def test_a_mended_card_is_taken_up_once() -> None:
    assert told(TWICE_WRONG, RIGHT) == {"fixed": 1}


def test_what_comes_on_the_card_of_an_opinion_is_not_new() -> None:
    assert told(ONCE_WRONG, TWICE_WRONG) == {"remaining": 1}
    assert told(RIGHT, TWICE_WRONG) == {"new": 1}


def test_the_sentence_has_the_sums_of_the_counts() -> None:
    counts = {FindingFate.REMAINING: 6, FindingFate.NEW: 1, FindingFate.REPLACED: 0, FindingFate.FIXED: 7}
    assert taken_up(counts) == (7, 13)
    line = progress_line(counts, "UBND xã")
    assert "7/13" in line
    assert "còn 06 ý kiến" in line
    assert "phát sinh 01 ý kiến" in line
