"""Labels at the head of a paragraph."""

from __future__ import annotations

import pytest

from extract.lines.labels import read_label
from tests.extract.notation import fixtures
from tests.fixtures import Fixture


def written(text: str) -> str:
    """A label in short form: "ROMAN «IV» 4", "none"."""
    label = read_label(text)
    if label is None:
        return "none"
    return f"{label.rank.name} «{label.name}» {label.ordinal or ''}".rstrip()


@fixtures("labels")
def test_label_of_a_paragraph(fixture: Fixture) -> None:
    assert [written(line) for line in fixture.lines] == list(fixture.expected)


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("2.1. Từ năm 2021", "Từ năm 2021"),
        ("a) Tuyên truyền", "Tuyên truyền"),
        ("Phần thứ ba: TỔ CHỨC", "TỔ CHỨC"),
        ("- Chỉ tiêu 4: Đạt 40%", "Đạt 40%"),
        ("IV.", ""),
    ],
)
def test_length_is_the_offset_of_the_text(text: str, rest: str) -> None:
    label = read_label(text)
    assert label is not None
    assert text[label.length :].strip() == rest


def test_series_of_different_punctuation_differ() -> None:
    """The labels "1." and "1)" count apart, as do "2.1" and "2.1.1"."""
    styles = [
        label.style for text in ("1. Một", "1) Một", "2.1. Hai", "2.1.1. Ba") if (label := read_label(text))
    ]
    assert len(set(styles)) == 4


def test_a_decimal_label_has_all_its_numbers() -> None:
    label = read_label("3.2.10. Nội dung")
    assert label is not None
    assert (label.numbers, label.depth, label.ordinal) == ((3, 2, 10), 3, 10)


@pytest.mark.parametrize("text", ["", " ", "-", "(", "%", "1", "a"])
def test_scraps_do_not_crash(text: str) -> None:
    read_label(text)
