"""The measures of one sentence; the fixtures show the grammar entry by entry."""

from __future__ import annotations

import pytest

from extract.grammar.clauses import split_clauses
from extract.grammar.measures import Context, read_measures
from extract.grammar.qualifiers import clause_effort
from extract.grammar.subjects import announced
from extract.grammar.zeros import zero_of
from extract.model import Effort, Period
from extract.traced import Traced
from tests.compare.plans import lower_plan
from tests.extract.notation import PLAN, cleaned, context_of, document_of, fixtures, measures_in, written
from tests.fixtures import Fixture
from tests.growth import growth

FILES = (
    "measures_bounds",
    "measures_change",
    "measures_time",
    "measures_scope",
    "measures_values",
    "measures_traps",
    "measures_none",
    "measures_reach",
    "measures_state",
)


@fixtures(*FILES)
def test_measures_of_a_sentence(fixture: Fixture) -> None:
    context = context_of(fixture)
    found = [written(measure) for line in fixture.lines for measure in measures_in(line, context)]
    assert found == list(fixture.expected)


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("60% số xã; 70% số thôn.", ["60% số xã", "70% số thôn."]),
        ("Có 12 xã đạt chuẩn. Các thôn có loa.", ["Có 12 xã đạt chuẩn", "Các thôn có loa."]),
        ("Có 12 xã đạt chuẩn. Đến năm 2023 có 15 xã.", ["Có 12 xã đạt chuẩn", "Đến năm 2023 có 15 xã."]),
        ("Có 12 xã (gồm: 5 xã đảo; 7 xã núi) đạt chuẩn", ["Có 12 xã (gồm: 5 xã đảo; 7 xã núi) đạt chuẩn"]),
        ("Đạt 4.5% và 1.250 hộ", ["Đạt 4.5% và 1.250 hộ"]),
        ("Tại TP. Hòa Sơn có 5 xã", ["Tại TP. Hòa Sơn có 5 xã"]),
    ],
)
def test_ends_of_clauses(text: str, clauses: list[str]) -> None:
    assert [clause.text.text.strip() for clause in split_clauses(cleaned(text))] == clauses


@pytest.mark.parametrize(
    "opening", [", trong đó", "; trong đó:", ". Trong đó,", " (trong đó", ", trong số đó"]
)
def test_a_part_is_opened_by_its_words(opening: str) -> None:
    closing = ")" if "(" in opening else ""
    found = measures_in(f"Dạy nghề cho 500 người{opening} ít nhất 45% là phụ nữ{closing}.")
    assert [(str(measure.low), measure.part) for measure in found] == [("500", False), ("45", True)]


def test_the_effort_of_a_stem_is_a_default() -> None:
    context = Context(period=PLAN, plan=PLAN, effort=Effort.AIM)
    efforts = [
        measure.effort
        for text in ("Đạt 60% số xã.", "Bảo đảm 100% số hộ.", "Khoảng 40% số thôn.")
        for measure in measures_in(text, context)
    ]
    assert efforts == [Effort.AIM, Effort.FIRM, Effort.AIM]


def test_without_any_period_there_is_no_deadline() -> None:
    (measure,) = measures_in("Đạt 60% số xã.", Context(period=None, plan=None))
    assert measure.deadline is None


def test_the_period_of_the_section_beats_that_of_the_plan() -> None:
    later = Context(period=Period(start=2026, end=2030), plan=Period(start=2021, end=2030))
    assert [measure.deadline for measure in measures_in("Đạt 60% số xã.", later)] == ["2030"]
    assert [measure.deadline for measure in measures_in("Đạt 60% số xã năm 2028.", later)] == ["2028"]


def test_a_bare_number_counts_in_a_section_for_targets_only() -> None:
    text = "Chỉ số chuyển đổi số của xã đạt 75."
    assert [measure.low for measure in measures_in(text)] == [75]
    assert measures_in(text, Context(period=PLAN, plan=PLAN, bare=False)) == ()


def test_an_empty_text_holds_no_measure() -> None:
    assert measures_in("") == ()


def test_the_text_of_a_measure_is_verbatim() -> None:
    """The text equals the source, two blanks and the footnote mark included."""
    source = "- Tỷ lệ  hộ thoát nghèo bền vững2 đạt 90%; 12 xã có chợ."
    document = document_of([source])
    first, second = read_measures(cleaned(source)[2:], Context(period=PLAN, plan=PLAN), document)
    assert first.text == "Tỷ lệ  hộ thoát nghèo bền vững2 đạt 90%"
    assert source[second.anchor.start : second.anchor.end] == second.text == "12 xã có chợ"


@pytest.mark.parametrize(
    ("sentence", "subjects"),
    [
        # No syllable of a noun before the value is taken for a time word.
        ("Chi trả qua cửa hàng cho 60% hộ gia đình", ["Chi trả qua cửa hàng hộ gia đình"]),
        # A second multiple is of what the first is of; a bound behind the noun is no part of it.
        (
            "Số chợ nổi năm 2025 gấp 1,5 lần so với năm 2020; năm 2030 gấp 2 lần so với năm 2020",
            ["Số chợ nổi"] * 2,
        ),
        ("Từ 65% số chợ, siêu thị trở lên có bảng giá", ["chợ, siêu thị có bảng giá"]),
    ],
)
def test_a_subject_is_whole(sentence: str, subjects: list[str]) -> None:
    assert [one.subject for target in lower_plan(sentence).targets for one in target.measures] == subjects


@pytest.mark.parametrize(
    "sentence",
    [
        "Đến năm 2025, ít nhất 60% số xã, phường có nước sạch; 80% vào năm 2030.",
        "Không để hộ nào thiếu nước; mức hỗ trợ bằng mức lương tối thiểu.",
        "Giảm 5% số vụ và số người chết so với năm 2020, trong đó\n12 vụ\ncháy rừng.",
        "Tỷ lệ hộ nghèo: dưới 3%, nguo\u031b\u0300i gia\u0300 đạt 50 %.",
    ],
)
def test_a_known_sentence_is_read_the_same_at_its_place(sentence: str) -> None:
    context = Context(period=PLAN, plan=PLAN)
    document = document_of(["Phần trên.", sentence, "Phần dưới."])
    start = document.text.index(sentence)
    as_it_stands = Traced.of(sentence, start)
    # Offsets that are listed one by one are those of changed text, which is read where it stands.
    changed = Traced(sentence, tuple(as_it_stands.offsets))
    first, again = (read_measures(as_it_stands, context, document) for _ in range(2))
    assert first == again == read_measures(changed, context, document) != ()
    for measure in first:
        assert document.text[measure.anchor.start : measure.anchor.end] == measure.text


@pytest.mark.parametrize("head", ["", "mục tiêu", "phấn đấu"])
def test_words_behind_a_long_time_are_looked_through_once(head: str) -> None:
    """Times stand blanked before the words: none of them may be tried piece by piece."""

    def work(letters: int) -> object:
        text = f"{head} {chr(0) * letters}, {chr(0) * 9} số vụ việc bớt đi"
        return [(zero_of(text), announced(text), clause_effort(text)) for _ in range(100)]

    assert growth(work, 400, 4_000) < 30
