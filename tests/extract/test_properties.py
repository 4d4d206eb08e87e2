"""Properties of every input; each docstring quotes the promise that it checks."""

from __future__ import annotations

import re
import textwrap
import unicodedata
from decimal import Decimal

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from extract.grammar.measures import Context
from extract.language.lexicon import fold
from extract.language.numerals import FIGURE, parse_figure, parse_words
from extract.model import Document, Measure, Target, Task
from extract.pipeline import plan_of
from extract.structure.outline import ROOT, build_outline
from extract.text.cleaning import clean
from extract.traced import Traced
from tests.extract.notation import (
    PLAN,
    all_sentences,
    cleaned,
    document_of,
    grouped,
    in_words,
    measures_in,
    number,
)

SENTENCES = all_sentences()
sentences = st.sampled_from(SENTENCES)

# Letters, figures, punctuation and invisible characters of real files.
LETTERS = (
    "abcđeghiklmnopqrstuvxyİﬁ ÀÁẢÃẠăằắâầấêềếôồốơờớưừứ 0123456789 .,;:!?()[]/%‰-–—+*•“”\"'"
    "\t\u00a0\u200b\u00ad\u0301\u0323≥"
    "_\\\u0430\u0445\u03bf６％\u2011\u2212\u2028\ufffd?"
)
texts = st.text(alphabet=LETTERS, max_size=80)
anything = st.text(max_size=60)
LABELS = [
    "Phần thứ nhất",
    "Phần II",
    "Chương I.",
    "Mục 1.",
    "Điều 2.",
    "A.",
    "I.",
    "II.",
    "IX.",
    "1.",
    "2.",
    "7.",
    "1)",
    "1.1.",
    "2.1.",
    "1.2.3.",
    "a)",
    "b)",
    "đ)",
    "Mục tiêu 1:",
    "Chỉ tiêu 1.2:",
    "-",
    "+",
    "",
]
BODIES = [
    "MỤC TIÊU CHUNG CỦA KẾ HOẠCH",
    "Nội dung",
    "Đến năm 2025:",
    "Đạt 60% số xã.",
    "Phòng Y tế phối hợp khám bệnh.",
    "x",
]
labelled = st.lists(
    st.tuples(st.sampled_from(LABELS), st.sampled_from(BODIES)).map(lambda pair: " ".join(pair).strip()),
    max_size=25,
)


@given(st.integers(min_value=0, max_value=10**12))
def test_a_grouped_number_comes_back(value: int) -> None:
    """ "A dot groups thousands": 1234567 → "1.234.567" → 1234567."""
    text = grouped(value)
    found = re.search(FIGURE, text)
    assert found is not None
    assert found.group() == text
    assert parse_figure(text) == value


@given(st.decimals(min_value=0, max_value=10**6, places=2, allow_nan=False, allow_infinity=False))
def test_a_decimal_comes_back(value: Decimal) -> None:
    """ "A comma opens the decimals": 1234.5 → "1.234,5" → 1234.5."""
    whole, _, rest = f"{value:.2f}".partition(".")
    assert parse_figure(f"{grouped(int(whole))},{rest}") == value


@given(st.integers(min_value=0, max_value=10**12 - 1))
def test_a_number_in_words_comes_back(value: int) -> None:
    """ "Numbers in words, exact": 7206000000 → "bảy tỷ hai trăm linh sáu triệu" → 7206000000."""
    assert parse_words(in_words(value)) == value


@given(
    st.integers(min_value=1, max_value=999),
    st.sampled_from(["{} hộ", "Ít nhất {} hộ được vay vốn", "Có {} hộ nghèo"]),
)
def test_figures_and_words_give_the_same_measure(value: int, frame: str) -> None:
    """ "Words too": a number in words gives the measure of the number in figures."""
    figures, spelt = measures_in(frame.format(value)), measures_in(frame.format(in_words(value)))
    if in_words(value) in ("một", "hai", "năm"):  # alone these are as often other words
        return
    assert [(measure.low, measure.unit, measure.bound) for measure in spelt] == [
        (measure.low, measure.unit, measure.bound) for measure in figures
    ]


@given(
    st.decimals(min_value=0, max_value=100, places=1, allow_nan=False, allow_infinity=False),
    st.sampled_from(
        ["Ít nhất {}% số xã có sân chơi.", "Tỷ lệ trẻ em biết bơi đạt {}%.", "Phấn đấu {}% hộ có ví điện tử"]
    ),
)
def test_the_value_of_a_sentence_is_the_one_written_in_it(value: Decimal, frame: str) -> None:
    """ "Exact": no rounding on the way from the text to the measure."""
    (measure,) = measures_in(frame.format(number(value).replace(".", ",")))
    assert (measure.low, measure.high, measure.unit) == (value, value, "%")


@given(texts | anything)
@example("gi\u00ad\u0301o dục")
def test_text_steps_are_idempotent(text: str) -> None:
    """ "Cleaning idempotent": cleaning a clean text changes nothing."""
    once = cleaned(text).text
    assert cleaned(once).text == once


@given(st.lists(texts, max_size=8) | st.lists(sentences, max_size=8), st.booleans())
def test_cleaning_is_idempotent(lines: list[str], line: bool) -> None:
    """ "Cleaning idempotent", whole documents: clean paragraphs stay as they are when read again as paragraphs."""
    once = [paragraph.text.text for paragraph in clean(document_of(lines, line=line))]
    again = [paragraph.text.text for paragraph in clean(document_of(once))]
    assert again == once


@pytest.mark.parametrize("width", [60, 72, 80, 90])
def test_wrapping_is_undone(width: int) -> None:
    """ "Hard-wrapped text": lines of any usual width come back as the paragraphs they were."""
    items = [f"- {sentence}" for sentence in SENTENCES if not sentence.startswith("-")]
    lines = [
        line
        for item in items
        for line in textwrap.wrap(item, width, break_on_hyphens=False, break_long_words=False)
    ]
    assert len(lines) > len(items)
    found = [paragraph.text.text for paragraph in clean(document_of(lines, line=True))]
    assert found == [cleaned(item).text for item in items]


@given(texts | sentences)
@example("tre\u200b\u0309 em")
def test_cleaning_gives_the_same_for_nfc_and_nfd(text: str) -> None:
    """ "Cleaning equal for NFC and NFD"."""
    composed = cleaned(unicodedata.normalize("NFC", text)).text
    assert cleaned(unicodedata.normalize("NFD", text)).text == composed
    assert unicodedata.is_normalized("NFC", composed)


@given(texts | anything)
def test_source_offsets_never_fall(text: str) -> None:
    """ "Offsets never fall", and each stands in the source."""
    offsets = list(cleaned(text).offsets)
    assert offsets == sorted(offsets)
    assert all(0 <= offset < len(text) for offset in offsets)


def meaning(measure: Measure) -> tuple[object, ...]:
    """All of a measure but its anchor, with words in the form for comparison."""
    return (
        measure.low,
        measure.high,
        measure.unit,
        measure.bound,
        measure.effort,
        measure.change,
        measure.baseline_year,
        measure.per,
        measure.deadline,
        measure.better,
        measure.part,
        fold(measure.subject),
        tuple(fold(item) for item in measure.scope),
        fold(measure.condition or ""),
    )


OLD_PLACES = {
    "òa": "oà",
    "óa": "oá",
    "ỏa": "oả",
    "ọa": "oạ",
    "óe": "oé",
    "ỏe": "oẻ",
    "ủy": "uỷ",
    "úy": "uý",
}
OLD = re.compile(r"(?<![qQ])(" + "|".join(OLD_PLACES) + r")(?!\w)")


def with_old_marks(text: str) -> str:
    """A text with the tone mark on the second vowel: "hòa" as "hoà"."""
    return OLD.sub(lambda found: OLD_PLACES[found.group()], text)


@pytest.mark.parametrize("sentence", SENTENCES)
def test_measures_do_not_depend_on_the_spelling(sentence: str) -> None:
    """ "Equal for NFC and NFD", and for hoà / hòa."""
    wanted = [meaning(measure) for measure in measures_in(sentence)]
    for other in (unicodedata.normalize("NFD", sentence), with_old_marks(sentence)):
        assert [meaning(measure) for measure in measures_in(other)] == wanted


def test_the_sentences_have_marks_to_move() -> None:
    """The test above needs sentences with such marks."""
    assert sum(with_old_marks(sentence) != sentence for sentence in SENTENCES) >= 5


@pytest.mark.parametrize("sentence", SENTENCES)
def test_measures_stand_in_the_source(sentence: str) -> None:
    """ "Anchors slice back to the source": the slice is the text of the measure and cleans to its words."""
    document = document_of([sentence])
    for measure in measures_in(sentence):
        piece = document.text[measure.anchor.start : measure.anchor.end]
        assert piece == measure.text
        assert cleaned(piece).text in cleaned(sentence).text


def check_anchors(document: Document) -> None:
    """Check each object of a plan against its source."""
    plan = plan_of(document)
    for target in plan.targets:
        assert document.text[target.anchor.start : target.anchor.end] == target.text
    for task in plan.tasks:
        assert document.text[task.anchor.start : task.anchor.end] == task.text
    items: list[Target | Task] = [*plan.targets, *plan.tasks]
    for measure in (measure for item in items for measure in item.measures):
        assert document.text[measure.anchor.start : measure.anchor.end] == measure.text
    for section in plan.sections:
        piece = document.text[section.anchor.start : section.anchor.end]
        # Cleaning may remove the number of a note, depending on the lines around it, and adds nothing.
        assert in_order(squeezed(section.title), squeezed(piece))
    for block in document.blocks:
        assert document.text[block.start : block.start + len(block.text)] == block.text


def in_order(part: str, whole: str) -> bool:
    """Whether all letters of ``part`` stand in ``whole`` in their order."""
    letters = iter(whole)
    return all(letter in letters for letter in part)


def squeezed(text: str) -> str:
    """A text without white space, invisible characters and numbers glued to words, as after cleaning."""
    return re.sub(r"\s", "", cleaned(text).text)


@settings(max_examples=60)
@given(st.lists(sentences, min_size=1, max_size=6), st.booleans(), st.booleans())
def test_anchors_slice_back_to_the_source(items: list[str], decomposed: bool, line: bool) -> None:
    """ "source[start:end] cleaned equals the object's text", also where the source is NFD or only has lines."""
    lines = [
        "KẾ HOẠCH",
        "Vì trẻ em giai đoạn 2021 - 2025",
        "I. MỤC TIÊU CỤ THỂ",
        *[f"- {item}" for item in items],
    ]
    lines += ["II. NHIỆM VỤ", *[f"{index}. {item}" for index, item in enumerate(items, start=1)]]
    if decomposed:
        lines = [unicodedata.normalize("NFD", text) for text in lines]
    check_anchors(document_of(lines, line=line))


@settings(max_examples=150)
@given(labelled)
def test_outline_keeps_all_text_in_order(lines: list[str]) -> None:
    """ "Outline keeps all text in order" and loses nothing, whatever the numbers say."""
    paragraphs = clean(document_of(lines))
    outline = build_outline(paragraphs)
    kept = [piece for node in outline.nodes for piece in (node.head, node.text) if piece is not None]
    places = [offset for piece in kept for offset in piece.offsets]
    assert places == sorted(places)
    letters = {offset for paragraph in paragraphs for offset in _said(paragraph.text)}
    labels = {
        offset
        for node in outline.nodes
        if node.label
        for offset in node.paragraph.text.offsets[: node.label.length]
    }
    assert letters - labels <= set(places)
    for index, node in enumerate(outline.nodes):
        assert ROOT <= node.parent < index


def _said(text: Traced) -> list[int]:
    return [place for place, letter in zip(text.offsets, text.text, strict=True) if letter.isalpha()]


@settings(max_examples=100)
@given(labelled)
def test_a_number_outside_any_series_is_noted(lines: list[str]) -> None:
    """ "A number that continues no series is noted": the number before it stands nowhere above."""
    outline = build_outline(clean(document_of(lines)))
    seen: set[tuple[int, tuple[int, ...], int]] = set()
    out_of_turn = 0
    for node in outline.nodes:
        label = node.label
        if label is None or label.ordinal is None or label.depth > 1 or len(label.numbers) > 1:
            continue
        rank, above = label.rank.value, label.numbers[:-1]
        out_of_turn += label.ordinal != 1 and (rank, above, label.ordinal - 1) not in seen
        seen.add((rank, above, label.ordinal))
    assert len(outline.irregular) >= out_of_turn


@settings(max_examples=150)
@given(st.lists(texts | anything | sentences, max_size=12), st.booleans())
def test_no_input_crashes_the_pipeline(lines: list[str], line: bool) -> None:
    """ "No input crashes": any lines give a plan whose pieces stand in the source."""
    check_anchors(document_of([text.replace("\n", " ") for text in lines], line=line))


@settings(max_examples=60)
@given(labelled, st.booleans())
def test_no_sequence_of_labels_crashes_the_pipeline(lines: list[str], line: bool) -> None:
    """ "No input crashes", for headings in any order."""
    plan = plan_of(document_of(["KẾ HOẠCH", "Giảm nghèo giai đoạn 2021 - 2025", *lines], line=line))
    ids = [section.id for section in plan.sections]
    assert len(ids) == len(set(ids))
    assert {section.parent for section in plan.sections} <= {None, *ids}
    items: list[Target | Task] = [*plan.targets, *plan.tasks]
    assert {item.section for item in items} <= {None, *ids}


@given(anything | texts)
def test_any_text_can_be_measured(text: str) -> None:
    """ "No input crashes" the reader of measures; values are ordered and never negative."""
    for measure in measures_in(text.replace("\n", " "), Context(period=PLAN, plan=PLAN)):
        if measure.low is not None and measure.high is not None:
            assert 0 <= measure.low <= measure.high


@given(st.text(max_size=40))
@example("İ là chữ của nước khác")
def test_folding_keeps_positions_and_is_idempotent(text: str) -> None:
    """ "The form has as many characters as the text in NFC, so that offsets stay"."""
    once = fold(text)
    assert fold(once) == once
    assert len(once) == len(unicodedata.normalize("NFC", text))
