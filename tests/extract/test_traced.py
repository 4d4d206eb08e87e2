"""Text with offsets into its source."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from io import BytesIO

import pytest

from extract import read_plan
from extract.traced import Traced, anchor, concat, join
from tests.extract.notation import document_of

SENTENCE = "Đạt 60% số xã"


def test_offsets_count_from_the_start() -> None:
    text = Traced.of(SENTENCE, 10)
    assert (text.start, text.end, len(text)) == (10, 10 + len(SENTENCE), len(SENTENCE))


def test_slices_keep_their_places() -> None:
    piece = Traced.of(SENTENCE, 10)[4:7]
    assert (piece.text, piece.start, piece.end) == ("60%", 14, 17)


def test_strip_keeps_offsets() -> None:
    text = Traced.of("  - Đạt. ").strip()
    assert (text.text, text.start, text.end) == ("- Đạt.", 2, 8)
    assert not Traced.of("   ").strip()
    assert Traced.of("- Đạt.").strip("-. ").text == "Đạt"


def test_an_empty_text_is_false_and_has_no_anchor() -> None:
    empty = Traced("", ())
    assert not empty
    assert (empty.start, empty.end) == (0, 0)


@pytest.mark.parametrize(
    ("text", "pattern", "replacement", "expected", "offsets"),
    [
        ("a  b", r" +", " ", "a b", (0, 1, 3)),
        ("a\u200bb", "\u200b", "", "ab", (0, 2)),
        ("20 24", r"(20) (\d\d)", r"\1\2", "2024", (0, 1, 3, 4)),
        ("ab", r"(a)(b)", r"\1-\2", "a-b", (0, 0, 1)),
        ("abc", r"x", "y", "abc", (0, 1, 2)),
        ("xab", r"^x", "", "ab", (1, 2)),
    ],
)
def test_sub_keeps_offsets(
    text: str, pattern: str, replacement: str, expected: str, offsets: tuple[int, ...]
) -> None:
    found = Traced.of(text).sub(re.compile(pattern), replacement)
    assert (found.text, tuple(found.offsets)) == (expected, offsets)


def test_compose_points_at_the_base_letter() -> None:
    composed = Traced.of(unicodedata.normalize("NFD", "hộ"), 5).compose()
    assert composed.text == "hộ"
    assert tuple(composed.offsets) == (5, 6)


def test_compose_leaves_composed_text_alone() -> None:
    text = Traced.of("hộ nghèo")
    assert text.compose() is text


def test_join_and_concat() -> None:
    first, second = Traced.of("kinh tế", 0), Traced.of("- xã hội", 8)
    joined = join(first, second)
    assert joined.text == "kinh tế - xã hội"
    assert (joined.start, joined.end) == (0, 16)
    assert list(joined.offsets) == sorted(joined.offsets)
    assert join(first, Traced("", ())) is first
    assert join(Traced("", ()), second) is second
    assert concat([first, second]).text == "kinh tế- xã hội"


def test_anchor_of_a_piece() -> None:
    document = document_of(["Mục tiêu", SENTENCE, "Nhiệm vụ"], pages=[1, 2, 3])
    block = document.blocks[1]
    place = anchor(document, Traced.of(SENTENCE, block.start)[4:7])
    assert document.text[place.start : place.end] == "60%"
    assert (place.file, place.page, place.paragraph) == ("thu.txt", 2, 1)


def test_anchor_over_two_blocks_begins_in_the_first() -> None:
    document = document_of(["Đến năm 2025, ít nhất", "60% số xã"], line=True)
    first, second = document.blocks
    place = anchor(document, join(Traced.of(first.text), Traced.of(second.text, second.start)))
    assert (place.paragraph, document.text[place.start : place.end]) == (0, document.text)


def test_anchor_covers_the_marks_of_a_decomposed_letter() -> None:
    source = unicodedata.normalize("NFD", "số hộ")
    document = document_of([f"{source}, thôn"])
    text = Traced.of(document.text).compose()[: len("số hộ")]
    place = anchor(document, text)
    assert document.text[place.start : place.end] == source


@pytest.mark.parametrize("word", ["Số", "mười", "lắm", "rừng", "TUYẾN", "ngự", "vở"])
def test_a_tone_before_the_mark_of_its_letter_is_composed(word: str) -> None:
    apart = unicodedata.normalize("NFD", word)
    shapes = "\u0302\u0306\u031b"
    letters = re.split("([^\u0300-\u036f][\u0300-\u036f]*)", apart)
    turned = "".join(
        part[:1] + "".join(sorted(part[1:], key=lambda mark: mark in shapes)) for part in letters
    )
    text = Traced.of(unicodedata.normalize("NFC", turned)).compose()
    assert text.text == word
    assert (text.start, len(text.offsets)) == (0, len(word))


def test_a_plan_with_tones_before_marks_reads_as_any_other() -> None:
    lines = (
        "KẾ HOẠCH\nTrồng rừng giai đoạn 2022 - 2026\nI. MỤC TIÊU\n1. Đến năm 2026, ít nhất 45% số hộ có rừng."
    )
    turned = lines.replace("ế", "e\u0301\u0302").replace("ấ", "a\u0301\u0302").replace("ố", "ó\u0302")
    plans = [read_plan(BytesIO(text.encode()), name="a.txt") for text in (lines, turned)]
    assert plans[0].masthead == plans[1].masthead
    (one,), (other,) = (plan.targets[0].measures for plan in plans)
    assert replace(one, text="", anchor=other.anchor) == replace(other, text="")
    place = plans[1].targets[0].anchor
    assert plans[1].targets[0].text == turned[place.start : place.end]


@pytest.mark.parametrize("text", [Traced.of(SENTENCE, 3), Traced("số", (4, 9)), Traced("", ())])
def test_a_moved_text_has_the_same_gaps(text: Traced) -> None:
    moved = text.moved(7)
    assert moved.text == text.text
    assert list(moved.offsets) == [place + 7 for place in text.offsets]
