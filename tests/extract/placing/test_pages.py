"""Pages as images, and their sizes."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract import errors
from extract.errors import ReadError
from extract.placing.pages import PageSize, page_image, page_letters, page_sizes
from tests.extract.placing.under import opened
from tests.extract.readers.pdf.drawing import pdf, show, with_fields
from tests.sample_plans import SAMPLES

PLAN = SAMPLES / "a4-kh-huyen-na-suong.pdf"


def test_a_page_is_a_small_png() -> None:
    made = page_image(PLAN, 2)
    image = opened(made)
    assert (image.format, image.size) == ("PNG", (910, 1287))
    assert len(made) < 120_000
    assert made == page_image(PLAN.read_bytes(), 2)
    assert opened(page_image(PLAN, 2, dpi=55)).size == (455, 644)


def test_a_turned_page_is_shown_turned() -> None:
    turned = pdf(show(20, 300, "Nam"), rotate=90)
    assert page_sizes(turned) == (PageSize(width=400, height=300),)
    assert opened(page_image(turned, 1, dpi=72)).size == (400, 300)


def test_a_field_is_shown() -> None:
    filled = with_fields("", ("Widget", "20 300 110 320", "so 12"))
    darkest, _ = opened(page_image(filled, 1)).convert("L").getextrema()
    assert isinstance(darkest, int)
    assert darkest < 100


def test_a_huge_page_is_drawn_smaller(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extract.placing.pages._MOST_PIXELS", 30_000)
    width, height = opened(page_image(pdf(""), 1, dpi=600)).size
    assert 29_000 < width * height < 31_000


@pytest.mark.parametrize("page", [0, 2, -1])
def test_a_page_that_is_not_there(page: int) -> None:
    with pytest.raises(IndexError):
        page_image(pdf(""), page)


def test_a_resolution_that_is_none() -> None:
    with pytest.raises(ValueError, match="dpi"):
        page_image(pdf(""), 1, dpi=0)


def test_a_damaged_or_missing_pdf(tmp_path: Path) -> None:
    for given, reason in ((b"%PDF-1.4", errors.DAMAGED_PDF), (tmp_path / "x.pdf", errors.MISSING)):
        with pytest.raises(ReadError) as caught:
            page_sizes(given)
        assert caught.value.reason == reason


def test_too_many_pages_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extract.placing.pages.MOST_PAGES", 4)
    with pytest.raises(ReadError) as caught:
        page_image(PLAN, 1)
    assert caught.value.reason == errors.TOO_LARGE


def test_letters_stand_in_fractions_of_the_cut_page() -> None:
    (page,) = page_letters(pdf(show(60, 200, "x"), crop="10 20 300 350"))
    (edges,) = page.edges
    assert edges[0] == pytest.approx((60 - 10) / 290, abs=0.01)
    assert edges[1] < (350 - 200) / 330 < edges[3] + 0.01
