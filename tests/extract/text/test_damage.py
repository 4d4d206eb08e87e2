"""Lost letters are counted and reported."""

from __future__ import annotations

import pytest

from extract.pipeline import plan_of
from extract.text.letters import damage
from tests.extract.notation import document_of
from tests.growth import growth

LOST = ["K? ho?ch phát tri?n du l?ch c?ng đ?ng", "I. M?C TIÊU", "- Đ?t 60% s? xã có đi?m đón khách."]


def test_letters_lost_to_question_marks() -> None:
    (told,) = damage(document_of(LOST))
    assert "10 từ" in told
    assert "«K?», «ho?ch», «tri?n»" in told
    assert told in plan_of(document_of(LOST)).source.warnings


def test_no_letter_is_guessed() -> None:
    document = document_of(LOST)
    plan = plan_of(document)
    assert all(target.text in document.text for target in plan.targets)
    assert "Kế hoạch" not in str(plan.masthead)


def test_replaced_letters() -> None:
    (told,) = damage(document_of(["Kế hoạch gi\ufffdm nghèo"]))
    assert "1 từ" in told
    assert "«gi\ufffdm»" in told


@pytest.mark.parametrize(
    "line",
    [
        "Vì sao? Ai làm? Làm gì?",
        "Xem https://vi.example/tim?ma=5 và https://vi.example/a?b=c, tim?x=1, tim?y=2, tim?z=3",
        "Đạt ?% số xã; Số: ?/KH-UBND",
        "Có phải thế này?hay thế kia",
    ],
)
def test_questions_and_addresses_are_no_damage(line: str) -> None:
    assert damage(document_of([line])) == ()


def test_time_grows_with_the_length_of_a_word() -> None:
    def look(length: int) -> None:
        assert damage(document_of([*LOST, "?" + "a" * length])) != ()

    assert growth(look, 10_000, 100_000) < 30
