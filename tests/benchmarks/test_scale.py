"""The measure of growth: its shapes are made as written, and it can fail."""

from __future__ import annotations

import pytest

from benchmarks import scale
from benchmarks.scale import Pattern, growths, line, patterns, seconds


def test_every_shape_has_a_name_of_its_own() -> None:
    names = [pattern.name for pattern in patterns()]
    assert len(names) == len(set(names)) >= 45


@pytest.mark.parametrize("form", ["txt", "md", "html", "docx"])
def test_a_text_grows_with_its_pieces(form: str) -> None:
    for pattern in (one for one in patterns() if one.form == form):
        assert len(pattern.text(200, 0)) > len(pattern.text(100, 0))


@pytest.mark.parametrize("pattern", patterns(), ids=lambda pattern: pattern.name)
def test_every_shape_can_be_measured(pattern: Pattern) -> None:
    assert seconds(pattern, 3, 0) >= 0


def test_a_growth_that_is_too_great_fails() -> None:
    assert growths([1.0, 2.0, 4.1]) == (2.0, 2.05)
    assert line("linear", [1.0, 2.0, 4.1])[1]
    said, passes = line("quadratic", [1.0, 4.0, 16.0])
    assert not passes
    assert "TOO GREAT" in said
    assert not line("endless", None)[1]
    assert line("too short to tell", [scale._LEAST / 4, 1.0, 2.0])[1]
