"""From the first start to the last decision, by keys alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import docx
import pytest
from playwright.sync_api import Page, expect

from ..running import RunningDesk, Visitor, cards_in, sample
from .conftest import Open


@pytest.fixture
def new(tmp_path: Path) -> Iterator[RunningDesk]:
    """A desk that nobody has used."""
    with RunningDesk(tmp_path / "desk", office=False) as made:
        yield made


def states(page: Page) -> list[str]:
    """The decisions as the list shows them."""
    marks = {"keep", "dismiss", "unsure", "again"}
    told = page.locator("#cac-the [role=option]:not(.note)").evaluate_all(
        "all => all.map(one => one.className)"
    )
    return [next(iter(marks & set(one.split())), "open") for one in told]


def test_a_first_start_needs_no_mouse(new: RunningDesk, windows: Open) -> None:
    page = windows(new).page
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Đến nội dung chính")).to_be_focused()
    page.get_by_label("Tên ghi dưới").focus()
    page.keyboard.type("Lê Thị Hoa")
    page.keyboard.press("Enter")
    expect(page.locator(".who")).to_have_text("Lê Thị Hoa")
    page.get_by_role("button", name="Thử với văn bản mẫu").press("Enter")
    expect(page.locator("#cac-the")).to_be_focused()
    number_of = len(states(page))
    assert number_of > 4
    assert states(page) == ["open"] * number_of
    keys = "123".ljust(number_of, "1")
    for number, key in enumerate(keys, start=1):
        page.keyboard.press(key)
        if key == "2":
            expect(page.locator("#ly-do")).to_be_focused()
            page.keyboard.type("Địa bàn không có trường nội trú")
            page.keyboard.press("Enter")
        expect(page.locator("#da-xem")).to_have_text(f"Đã xem {number}/{number_of}")
    decided = [{"1": "keep", "2": "dismiss", "3": "unsure"}[key] for key in keys]
    assert states(page) == decided
    expect(page.locator("#luu")).to_have_text("Đã lưu")
    page.reload()
    expect(page.locator("#da-xem")).to_have_text(f"Đã xem {number_of}/{number_of}")
    assert states(page) == decided
    page.get_by_role("link", name="Hồ sơ").press("Enter")
    expect(page.get_by_role("cell", name=f"{number_of}/{number_of}")).to_be_visible()
    assert new.rows("SELECT reason FROM store_decision WHERE state = 'dismiss'")[0] == (
        "Địa bàn không có trường nội trú",
    )


def test_a_decided_review_ends_as_a_letter(running: RunningDesk, visitor: Visitor, windows: Open) -> None:
    review = visitor.draft(("công văn.txt", sample("a5-kh-huyen-da-lung.txt")[1] + b"\n"))
    keys = cards_in(visitor.page(review))
    for key in keys:
        visitor.post(f"/ra-soat/{review}/quyet-dinh", {"key": key, "state": "keep", "version": 0})
    page = windows(running, f"/ra-soat/{review}/xuat/").page
    page.locator("button[name=dang]").first.press("Enter")
    link = page.locator("#van-ban a.download").first
    with page.expect_download() as coming:
        link.press("Enter")
    letter = docx.Document(str(coming.value.path()))
    text = "\n".join(paragraph.text for paragraph in letter.paragraphs)
    assert "V/v" in text + "".join(
        cell.text for table in letter.tables for row in table.rows for cell in row.cells
    )
