"""Two windows on one finding, and saves that fail: nothing is lost, nothing is decided twice."""

from __future__ import annotations

import re

from playwright.sync_api import Page, Route, expect

from ..running import RunningDesk, Visitor, awaited, sample
from .conftest import Open

DRAFT = "a5-kh-huyen-da-lung.txt"


def review_of(visitor: Visitor, name: str) -> int:
    """A review for one test alone: the text of a sample under a name of its own."""
    text = sample(DRAFT)[1]
    return visitor.draft((f"{name}.txt", text + f"\n{name}\n".encode()))


def stored(running: RunningDesk, review: int) -> list[tuple[str, int]]:
    """State and version of every decision of a review."""
    return running.rows("SELECT state, version FROM store_decision WHERE review_id = ? ORDER BY id", review)


def decisions(running: RunningDesk) -> int:
    return int(running.rows("SELECT count(*) FROM store_event WHERE act = 'decide'")[0][0])


def kept(page: Page) -> None:
    expect(page.locator("#luu")).to_have_text("Đã lưu")


def test_of_two_decisions_one_is_chosen(running: RunningDesk, visitor: Visitor, windows: Open) -> None:
    review = review_of(visitor, "hai cửa sổ")
    first, second = (windows(running, f"/ra-soat/{review}/").page for _ in range(2))
    first.keyboard.press("1")
    awaited(lambda: stored(running, review))
    kept(first)
    second.keyboard.press("3")
    box = second.get_by_role("dialog")
    expect(box).to_contain_text("Đang lưu (Người rà soát trên máy này): giữ")
    expect(box).to_contain_text("Của bạn: chưa rõ")
    second.get_by_role("button", name="Lấy của tôi").click()
    kept(second)
    assert {state for state, _ in stored(running, review)} == {"unsure"}
    first.keyboard.press("ArrowUp")
    expect(first.locator("#the .card")).to_have_attribute("data-state", "unsure")
    second.keyboard.press("ArrowUp")
    expect(second.locator("#the .card")).to_have_attribute("data-state", "unsure")
    second.keyboard.press("1")
    kept(second)
    second.keyboard.press("ArrowUp")
    expect(second.locator("#the .card")).to_have_attribute("data-state", "keep")
    second.keyboard.press("3")
    awaited(lambda: {state for state, _ in stored(running, review)} == {"unsure"})
    first.keyboard.press("1")
    expect(first.get_by_role("dialog")).to_contain_text("Đang lưu (Người rà soát trên máy này): chưa rõ")
    before = decisions(running)
    first.get_by_role("button", name="Giữ cái đang lưu").click()
    kept(first)
    expect(first.locator("#cac-the [role=option]").first).to_have_class(re.compile("unsure"))
    assert {state for state, _ in stored(running, review)} == {"unsure"}
    assert decisions(running) == before


def test_two_conflicts_are_asked_one_by_one(running: RunningDesk, visitor: Visitor, windows: Open) -> None:
    review = review_of(visitor, "hai xung đột")
    first, second = (windows(running, f"/ra-soat/{review}/").page for _ in range(2))
    rows = second.locator("#cac-the [role=option]")
    second.wait_for_load_state("networkidle")  # the next card is there ahead
    second.context.set_offline(True)
    for page, key in ((first, "1"), (second, "3")):
        for _ in range(2):
            page.keyboard.press(key)
    kept(first)
    expect(rows.nth(1)).to_have_class(re.compile("unsure"))
    second.context.set_offline(False)
    box = second.get_by_role("dialog")
    asked = box.locator("p").first.text_content()
    second.keyboard.press("Tab")
    second.get_by_role("button", name="Lấy của tôi").press("Enter")
    expect(box.locator("p").first).not_to_have_text(asked or "")
    second.keyboard.press("Escape")
    kept(second)
    assert sorted({state for state, _ in stored(running, review)}) == ["keep", "unsure"]


def test_a_closed_tab_saves_once(running: RunningDesk, visitor: Visitor, windows: Open) -> None:
    review = review_of(visitor, "thẻ đã đóng")
    before = decisions(running)
    window = windows(running, f"/ra-soat/{review}/")
    tried: list[Route] = []

    def broken(route: Route) -> None:
        tried.append(route)
        if len(tried) == 1:
            route.fetch()  # it reaches the desk, and its answer is lost
        route.abort()

    window.page.route("**/quyet-dinh", broken)
    window.page.keyboard.press("1")
    expect(window.page.locator("#luu")).to_have_text("Chưa lưu được: đang thử lại")
    window.page.keyboard.press("3")
    expect(window.page.locator("#cac-the [role=option]").nth(2)).to_have_attribute("aria-selected", "true")
    window.page.close()
    again = window.context.new_page()
    again.goto(f"{running.address}/ra-soat/{review}/")
    kept(again)
    expect(again.locator("#da-xem")).to_contain_text("Đã xem 2/")
    assert decisions(running) == before + 2
    assert {state for state, _ in stored(running, review)} == {"keep", "unsure"}
    assert {version for _, version in stored(running, review)} == {1}
    again.reload()
    kept(again)
    assert decisions(running) == before + 2


def test_a_quick_key_decides_on_the_card_that_comes(
    running: RunningDesk, visitor: Visitor, windows: Open
) -> None:
    review = review_of(visitor, "phím nhanh")
    page = windows(running, f"/ra-soat/{review}/").page
    rows = page.locator("#cac-the [role=option]")
    held: list[Route] = []
    page.route("**/phat-hien/*", lambda route: held.append(route))
    with page.expect_request("**/phat-hien/*"):
        rows.nth(3).click()
    page.keyboard.press("1")
    page.unroute_all(behavior="ignoreErrors")
    expect(rows.nth(3)).to_have_class(re.compile("keep"))
    kept(page)
    assert page.locator("#cac-the .keep").count() == 1
