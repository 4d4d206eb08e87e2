"""What comes after the first result: a correction in the library, a second draft, a batch with a broken file."""

from __future__ import annotations

import os
import re
import signal
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from ..running import RunningDesk, Visitor, awaited, number_in, sample
from .conftest import Open, holding
from .test_pages import SCRIPT, broken_rules, fits

FIRST = "a5-kh-huyen-da-lung.txt"
EDITS = (
    ("trường học đủ điều kiện về biên chế có tổ", "trường học có tổ"),  # taken up
    ("mức lương tối thiểu vùng.", "mức lương tối thiểu vùng III."),  # edited, still wrong
    ("Có ít nhất 65% thôn", "Có ít nhất 50% thôn"),  # newly wrong
)


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory, sampled: Path) -> Iterator[RunningDesk]:
    """A desk for these tests alone: they correct what all reviews use."""
    with holding(sampled, tmp_path_factory.mktemp("later")) as made:
        yield made


def row(page: Page, words: str) -> Locator:
    """The line of the list that holds some words."""
    return page.locator("#cac-the [role=option]").filter(has_text=words)


def decide(page: Page, words: str, key: str, count: str) -> None:
    """Choose a card and press a key; what it says is saved."""
    row(page, words).click()
    headline = row(page, words).evaluate("row => row.lastChild.textContent")
    expect(page.locator("#the h2")).to_contain_text(headline[:40], ignore_case=True)
    page.keyboard.press(key)
    if key == "2":
        page.keyboard.type("Địa bàn không có trường nội trú")
        page.keyboard.press("Enter")
    expect(page.locator("#da-xem")).to_contain_text(count)
    expect(page.locator("#luu")).to_have_text("Đã lưu")


@contextmanager
def held(desk: RunningDesk) -> Iterator[None]:
    """The worker stands still, and not while it writes: what it would do waits."""
    worker = desk.worker()
    try:
        awaited(lambda: _stands(desk, worker))
        yield
    finally:
        os.kill(worker, signal.SIGCONT)


def _stands(desk: RunningDesk, worker: int) -> bool:
    os.kill(worker, signal.SIGSTOP)
    with closing(sqlite3.connect(desk.folder / "desk.sqlite3", timeout=0.2)) as connection:
        try:
            connection.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError:
            os.kill(worker, signal.SIGCONT)
            return False
        connection.rollback()
    return True


def check(page: Page) -> None:
    """No rule of access is broken, nothing must be moved sideways."""
    assert broken_rules(page) == []
    assert fits(page)


def test_a_corrected_plan_is_compared_again(own: RunningDesk, windows: Open) -> None:
    page = windows(own, "/ra-soat/1/", bypass_csp=True).page
    decide(page, "không quá 22%", "1", "Đã xem 1/")
    decide(page, "thấp hơn yêu cầu ít nhất 70%", "2", "Đã xem 2/")
    page.get_by_role("link", name="Văn bản cấp trên").first.click()
    page.get_by_role("link", name="97/KH-UBND").first.click()
    line = (
        page.locator("tr[data-places]")
        .filter(has_text="mồ côi không nơi nương tựa")
        .filter(has_text="không quá 20%")
    )
    line.get_by_role("link", name="Sửa").click()
    page.get_by_label("Giá trị").fill("25")
    page.get_by_label("Lý do").fill("Bản quét mờ, văn bản ghi 25%")
    page.get_by_role("button", name="Lưu số đã sửa").click()
    expect(line.locator("del")).to_contain_text("20%")
    expect(line.locator("ins")).to_contain_text("25%")
    expect(page.get_by_text("Đối chiếu lại 1 hồ sơ")).to_be_visible()
    check(page)
    page.goto(f"{own.address}/ra-soat/1/")
    notice = page.locator("#tin .warn")
    expect(notice).to_contain_text("đã được sửa sau lần đối chiếu này")
    check(page)
    notice.get_by_role("button", name="Đối chiếu lại").click()
    expect(notice).to_have_count(0)
    expect(row(page, "thấp hơn yêu cầu ít nhất 70%")).to_have_class(re.compile("dismiss"))
    expect(row(page, "cao hơn yêu cầu không quá 20%")).to_have_count(0)
    assert own.rows("SELECT state, version FROM store_decision WHERE state = 'dismiss'") == [("dismiss", 1)]
    row(page, "thấp hơn yêu cầu ít nhất 70%").click()
    expect(page.locator("#the .by")).not_to_be_empty()


def test_a_second_draft_tells_what_was_taken_in(own: RunningDesk, windows: Open) -> None:
    text = sample(FIRST)[1].decode()
    visitor = Visitor(own).enter()
    review = visitor.draft(("dự thảo lần một.txt", text.encode()))
    page = windows(own, f"/ra-soat/{review}/", bypass_csp=True).page
    for number in range(page.locator("#cac-the [role=option]:not(.note)").count()):
        page.keyboard.press("1")
        expect(page.locator("#da-xem")).to_contain_text(f"Đã xem {number + 1}/")
    expect(page.locator("#luu")).to_have_text("Đã lưu")
    for old, new in EDITS:
        assert old in text
        text = text.replace(old, new)
    page.get_by_role("link", name="Thêm dự thảo lần 2").click()
    expect(page).to_have_url(re.compile("/thay-doi/$"))
    check(page)
    with held(own):
        file = {"name": f"lần hai {SCRIPT[:8]}.txt", "mimeType": "text/plain", "buffer": text.encode()}
        page.locator("input[type=file]").set_input_files(file)  # type: ignore[arg-type]
        expect(page.locator("#tien-do")).to_be_visible()
        expect(page.locator(".note-line")).to_contain_text("Dự thảo lần 2")
        check(page)
    expect(page.locator(".note-line")).to_contain_text("tiếp thu")
    expect(row(page, "50%").locator(".mark-new")).to_have_text("mới")
    again = page.locator("#cac-the .again")
    expect(again).to_have_count(1)
    carried = page.locator("#cac-the .keep")
    expect(carried.first.locator(".mark-carried")).to_have_text("từ lần 1")
    check(page)
    carried.first.click()
    expect(page.locator("#the .carried")).to_have_text("mang sang từ lần 1")
    again.click()
    expect(page.locator("#the .again")).to_contain_text("Khi đó dự thảo viết")
    expect(page.locator("#the .carried")).to_have_count(0)
    check(page)
    page.keyboard.press("1")
    expect(again).to_have_count(0)
    page.get_by_role("link", name="Thay đổi giữa các lần").click()
    expect(page.get_by_role("heading", level=2)).to_contain_text(re.compile(r"tiếp thu \d+/\d+ ý kiến"))
    expect(page.locator(".fate")).not_to_have_count(0)
    check(page)
    page.get_by_role("link", name="Lần 1", exact=True).click()
    expect(page.locator(".warn")).to_contain_text("chỉ để xem")
    check(page)


def test_a_batch_with_a_broken_file_ends_with_all_told(own: RunningDesk, windows: Open) -> None:
    page = windows(own, bypass_csp=True).page
    good = [sample(name) for name in ("a3-kh-huyen-khe-vang.docx", "a6-kh-huyen-muong-din.docx")]
    files = [*good, ("hỏng.docx", b"not a document"), ("lại lần nữa.docx", good[0][1])]
    with held(own):
        sent = [
            {"name": name, "mimeType": "application/octet-stream", "buffer": data} for name, data in files
        ]
        page.locator("form.drop input[type=file]").set_input_files(sent)  # type: ignore[arg-type]
        expect(page.locator("#tep-dot progress")).to_be_visible()
        check(page)
    expect(page.locator(".batch-done")).to_contain_text("Xong 4 tệp")
    told = {name: page.locator("#tep-dot tr").filter(has_text=name) for name, _ in files}
    expect(page.locator(".batch-done")).to_contain_text("đã đối chiếu 2")
    for name, _ in good:
        expect(told[name].first).to_contain_text("✓")
    expect(told["hỏng.docx"]).to_contain_text("✕")
    expect(told["hỏng.docx"].locator("small")).not_to_be_empty()
    expect(told["hỏng.docx"].get_by_role("button", name="Thử lại")).to_be_visible()
    expect(told["lại lần nữa.docx"]).to_contain_text("trùng với tệp")
    check(page)
    page.get_by_role("link", name="Bảng tổng hợp").click()
    expect(page.locator("table.heat")).to_be_visible()
    check(page)


def test_a_draft_that_waits_can_be_left(own: RunningDesk, windows: Open) -> None:
    visitor = Visitor(own).enter()
    with held(own):
        sent = visitor.send("/nop", [("đang chờ.txt", sample(FIRST)[1] + b"\nx\n")])
        page = windows(own, f"/ra-soat/{number_in(sent.headers['Location'])}/", bypass_csp=True).page
        expect(page.locator("#tien-do")).to_contain_text("Có thể đóng trang này")
        check(page)
        page.get_by_role("link", name="Hồ sơ").click()
        expect(page.get_by_role("cell", name="đang đọc")).to_be_visible()
        check(page)
    awaited(lambda: not own.rows("SELECT 1 FROM store_review WHERE state = 'reading'"))


def test_the_head_of_a_draft_is_corrected_from_its_review(own: RunningDesk, windows: Open) -> None:
    text = sample(FIRST)[1] + "\nBản để sửa phần đầu.\n".encode()
    review = Visitor(own).enter().draft(("sửa phần đầu.txt", text))
    page = windows(own, f"/ra-soat/{review}/", bypass_csp=True).page
    menu = page.locator("details.menu")
    menu.locator("summary").click()
    page.keyboard.press("Escape")
    expect(menu.locator("dl")).to_be_hidden()
    menu.locator("summary").click()
    check(page)
    page.get_by_role("link", name="sửa số, ngày, cơ quan…").click()
    form = page.locator("#hop form")
    form.get_by_label("Số, ký hiệu").fill("số 12")
    form.get_by_label("Lý do").fill("Văn bản đã có số")
    form.get_by_role("button", name="Lưu").click()
    expect(form.get_by_role("alert")).to_contain_text("Chưa hiểu số")
    check(page)
    form.get_by_label("Số, ký hiệu").fill("12/KH-UBND")
    form.get_by_role("button", name="Lưu").click()
    expect(menu.locator("summary")).to_contain_text("12/KH-UBND")
    page.locator("#tin").get_by_role("button", name="Đối chiếu lại").click()
    expect(page.locator("#tin .warn")).to_have_count(0)
    page.goto(f"{own.address}/van-ban/{draft_of(own, review)}/")
    expect(page.get_by_role("list", name="Phần đầu văn bản đã sửa")).to_contain_text("12/KH-UBND")
    check(page)


def draft_of(desk: RunningDesk, review: int) -> int:
    return int(desk.rows("SELECT draft_id FROM store_round WHERE review_id = ?", review)[0][0])
