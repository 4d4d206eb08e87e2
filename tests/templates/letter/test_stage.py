"""The letter on a plan that is signed already: it asks for amendments and calls nothing a draft."""

from __future__ import annotations

from dataclasses import replace

import pytest

from compare.model import Review
from templates import words
from templates.letter.arrange import letter_of
from templates.letter.office import Office, Stage
from templates.letter.stage import naming, stage_of
from templates.letter.view import Letter
from templates.report.parties import own_name
from tests.templates.letter.letters import OFFICE, WEAK, against_both

SIGNED = "a4-kh-huyen-na-suong"
UNSIGNED = "a5-kh-huyen-da-lung"


def signed(found: Review, **changes: object) -> Review:
    """The review of a draft whose head has number, date and signer, but for the changes."""
    head = {"number": "58/KH-UBND", "date": "2021-08-09", "signer": "Vi Thị Nụ", "is_draft": False} | changes
    masthead = replace(found.draft.masthead, **head)  # type: ignore[arg-type]
    return replace(found, draft=replace(found.draft, masthead=masthead))


def own_words(letter: Letter) -> str:
    """All that the letter says in its own words, without what it quotes."""
    text = "\n".join(
        [
            *(letter.about, letter.opening, letter.opinion, letter.points_title, letter.closing),
            *(letter.table_title, *letter.columns, *letter.points, *letter.others),
            *(line for row in letter.rows for line in (*row.draft, *row.wishes, *row.bases)),
        ]
    )
    return "".join(piece for at, piece in enumerate(text.replace("”", "“").split("“")) if at % 2 == 0)


@pytest.mark.parametrize(
    ("changes", "stage"),
    [
        ({}, Stage.ISSUED),
        ({"number": None}, Stage.DRAFT),
        ({"date": None}, Stage.DRAFT),
        ({"signer": None}, Stage.DRAFT),
        ({"is_draft": True}, Stage.DRAFT),
    ],
)
def test_the_head_tells_the_stage(changes: dict[str, object], stage: Stage) -> None:
    assert stage_of(signed(WEAK, **changes), OFFICE) is stage


@pytest.mark.parametrize("stage", list(Stage))
def test_the_office_may_know_better(stage: Stage) -> None:
    for found in (WEAK, signed(WEAK)):
        assert stage_of(found, Office(stage=stage)) is stage


def test_a_signed_plan_is_to_be_amended() -> None:
    letter = letter_of(against_both(SIGNED), OFFICE)
    assert letter.about.startswith("V/v đề nghị sửa đổi, bổ sung Kế hoạch số 86/KH-UBND ngày 29/6/2021")
    assert letter.opening.startswith("Qua rà soát Kế hoạch số 86/KH-UBND")
    assert "(sau đây gọi là Kế hoạch số 86)" in letter.opening
    assert "Kế hoạch số 86 nêu không quá 22%, Kế hoạch số 97 yêu cầu không quá 20%" in letter.points[0]
    assert "sửa đổi, bổ sung Kế hoạch số 86;" in letter.closing
    said = own_words(letter).casefold()
    assert not [word for word in ("dự thảo", "góp ý", "phúc đáp") if word in said]


def test_a_signed_plan_without_a_gap_is_not_to_be_changed() -> None:
    letter = letter_of(against_both("a3-kh-huyen-khe-vang"), OFFICE)
    assert letter.points == ()
    assert letter.about.startswith("V/v ý kiến đối với Kế hoạch số 128/KH-UBND")
    assert letter.closing.endswith("nội dung đã có hoặc đã lồng ghép, đề nghị cho biết cụ thể./.")
    assert "sửa đổi" not in letter.about + letter.closing + letter.table_title


def test_a_draft_is_commented_on() -> None:
    letter = letter_of(against_both(UNSIGNED), OFFICE)
    assert letter.opening.startswith("Phúc đáp Công văn số")
    assert letter.about.startswith("V/v góp ý dự thảo Kế hoạch")
    assert letter.columns == ("Nội dung dự thảo", "Nội dung góp ý")
    assert letter.reminders == ()


def test_the_reviewer_is_told_of_the_stage() -> None:
    found = against_both(SIGNED)
    by_head, draft, issued = (
        letter_of(found, Office(stage=stage)).reminders for stage in ("", "draft", "issued")
    )
    assert by_head == issued
    assert "số 86/KH-UBND ngày 29/6/2021" in by_head[0]
    assert by_head[0] != draft[0]
    assert "kiểm tra đã ban hành hay chưa" in draft[0]
    unsigned = letter_of(against_both(UNSIGNED), Office(stage=Stage.ISSUED))
    assert unsigned.reminders[0] == words.word("official", "issued_unknown")


def test_quotations_keep_the_word_draft() -> None:
    named = naming(Stage.ISSUED, signed(WEAK))
    assert named("Dự thảo chưa nêu “lấy ý kiến vào dự thảo”; dự thảo của xã nêu 5%.") == (
        "Kế hoạch số 58 chưa nêu “lấy ý kiến vào dự thảo”; Kế hoạch số 58 nêu 5%."
    )
    assert naming(Stage.DRAFT, WEAK)("Dự thảo chưa nêu.") == "Dự thảo chưa nêu."


def test_two_plans_with_one_number_are_told_apart() -> None:
    found = signed(WEAK)
    number = (found.references[0].masthead.number or "").partition("/")[0]
    assert own_name(signed(WEAK, number=f"{number}/KH-HU")) != f"Kế hoạch số {number}"
