"""One remark of a card left out, a remark of one's own that opens, and the list of tasks, in the browser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from ..running import RunningDesk
from .conftest import Open, holding


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory, sampled: Path) -> Iterator[RunningDesk]:
    with holding(sampled, tmp_path_factory.mktemp("parts")) as made:
        yield made


def shown(windows: Open, own: RunningDesk) -> Page:
    page = windows(own, "/ra-soat/1/").page
    page.locator("#the .card").wait_for()
    return page


def test_a_remark_is_left_out_and_the_rest_kept(own: RunningDesk, windows: Open) -> None:
    page = shown(windows, own)
    while not page.locator(".leave-out").count():
        before = page.locator("#the .card").get_attribute("data-key") or ""
        page.keyboard.press("ArrowDown")
        expect(page.locator("#the .card")).not_to_have_attribute("data-key", before)
    key = page.locator("#the .card").get_attribute("data-key")
    page.locator(".leave-out summary").last.click()
    page.locator(".leave-out[open] input[name=ly-do]").fill("Đã nêu ở phụ lục")
    page.locator(".leave-out[open] button").click()
    expect(page.locator("#the .points .out")).to_contain_text("Đã nêu ở phụ lục")
    page.locator("#cac-the").focus()
    page.keyboard.press("1")
    expect(page.locator("#da-xem")).to_contain_text("Đã xem 1/")
    expect(page.locator("#luu")).to_have_text("Đã lưu")
    page.locator(f"#t-{key}").click()
    expect(page.locator("#the .card")).to_have_attribute("data-key", key or "")
    expect(page.locator("#the .points .out")).to_have_count(1)


def test_a_new_remark_is_opened_whatever_is_filtered(own: RunningDesk, windows: Open) -> None:
    page = shown(windows, own)
    page.locator("#xem").select_option("bo-qua")
    expect(page.locator("#danh-sach .empty")).to_be_visible()
    page.locator(".add [data-dialog]").click()
    page.locator("#nx-chu").fill("Chưa rõ nguồn vốn")
    page.locator("#hop button.main").click()
    expect(page.locator("#the h2")).to_have_text("Chưa rõ nguồn vốn")
    expect(page.locator("#cac-the [aria-selected=true]")).to_contain_text("Chưa rõ nguồn vốn")


def test_tasks_are_a_list_of_their_own(own: RunningDesk, windows: Open) -> None:
    page = shown(windows, own)
    page.locator("[data-tab=nhiem-vu]").click()
    expect(page.locator("#the")).to_contain_text("Chủ trì:")
    first = page.locator("#the h2").inner_text()
    page.keyboard.press("ArrowDown")
    expect(page.locator("#the h2")).not_to_have_text(first)
    assert "/nhiem-vu" in page.url
    page.reload()
    expect(page.locator("#the")).to_contain_text("Chủ trì:")


def test_a_task_is_paired_by_hand_and_undone(own: RunningDesk, windows: Open) -> None:
    page = shown(windows, own)
    page.locator("[data-tab=nhiem-vu]").click()
    page.locator("#ket-qua").select_option("answered")
    expect(page.locator("#the .card")).to_have_attribute("data-name", re.compile("^n"))
    name = page.locator("#the .card").get_attribute("data-name") or ""
    page.locator("#cac-the").focus()
    page.keyboard.press("5")
    expect(page.locator("#hop")).to_contain_text("trả lời nhiệm vụ này?")
    page.locator("#hop [name=khong]").check()
    page.locator("#gh-ly-do").fill("Câu đó nói việc khác")
    page.locator("#hop button.main").click()
    page.locator("#ket-qua").select_option("")
    page.locator(f"#{name.replace('n', 'n-')}").click()
    expect(page.locator("#the .pinned")).to_contain_text("không có câu nào trả lời")
    expect(page.locator("#the .badge.own")).to_have_text("Ghép tay")
    page.locator("#the .pinned button").first.click()
    expect(page.locator("#the .pinned")).to_contain_text("Đã bỏ ghép tay")
    expect(page.locator("#the .badge.own")).to_have_count(0)
    page.get_by_role("button", name="Hoàn tác").click()
    expect(page.locator("#the .badge.own")).to_have_text("Ghép tay")


def test_other_upper_plans_bring_a_new_page(own: RunningDesk, windows: Open) -> None:
    page = shown(windows, own)
    expect(page.locator(".above-list")).to_contain_text("Đối chiếu với:")
    page.locator(".above-list .button").click()
    page.locator("[name=van-ban]:checked").last.uncheck()
    page.get_by_role("button", name="Đối chiếu lại với các văn bản này").click()
    expect(page.locator(".above-list span a")).to_have_count(1)
    expect(page.locator("#cac-the li").first).to_be_visible()
