"""Every page: open to all, on a small screen, enlarged, printed; what comes from files stays text."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from playwright.sync_api import Page, expect

from ..running import RunningDesk, Visitor, cards_in, sample
from .conftest import SMALL, Open

AXE = Path(__file__).with_name("axe") / "axe.min.js"
SCRIPT = "<script>window.broken=1</script><img src=x onerror=window.broken=1>"


@pytest.fixture(scope="module")
def hostile(running: RunningDesk) -> tuple[int, int]:
    """A review whose file name, text and note bring a script, and one that is asked about."""
    visitor = Visitor(running).enter()
    text = sample("a5-kh-huyen-da-lung.txt")[1].decode()
    text = text.replace("huyện Đá Lũng", f"huyện {SCRIPT} Đá Lũng").replace("ít nhất", f"ít nhất {SCRIPT}")
    review = visitor.draft((f"kế hoạch {SCRIPT}.txt", text.encode()))
    asked = visitor.draft((f"{SCRIPT}.txt", b"x" * 40))
    page = visitor.page(review)
    if 'name="van-ban"' in page:
        numbers = [row[0] for row in running.rows("SELECT id FROM store_document WHERE level = 'upper'")]
        visitor.post(f"/ra-soat/{review}/cap-tren", {"van-ban": numbers[0]})
        visitor.worked_off(review)
    keys = cards_in(visitor.page(review))
    assert len(keys) > 3
    for key in keys[:2]:
        fields = {
            "key": key,
            "state": "dismiss",
            "version": 0,
            "reason": SCRIPT,
            "note": SCRIPT,
            "sentence": SCRIPT,
        }
        assert visitor.post(f"/ra-soat/{review}/quyet-dinh", fields).status == 200
    return review, asked


def addresses(running: RunningDesk, hostile: tuple[int, int]) -> list[str]:
    review, asked = hostile
    documents = [row[0] for row in running.rows("SELECT id FROM store_document WHERE level = 'upper'")]
    areas = ["/", "/?xem=xong", "/van-ban/", "/dot/", "/tim?q=tr%E1%BA%BB", "/cai-dat/", "/khong-co"]
    fixed = [*areas, f"/van-ban/{documents[0]}/", "/ra-soat/1/", "/ra-soat/1/xuat/"]
    return [*fixed, f"/ra-soat/{review}/", f"/ra-soat/{asked}/", f"/chu/{reading_of(running, review)}"]


def reading_of(running: RunningDesk, review: int) -> int:
    query = "SELECT d.reading_id FROM store_round r JOIN store_document d ON d.id = r.draft_id WHERE r.review_id = ?"
    return int(running.rows(query, review)[0][0])


def broken_rules(page: Page) -> list[str]:
    """What breaks a rule of access on the page that is shown, or that is on its way."""
    page.wait_for_load_state()
    if not page.evaluate("'axe' in window"):
        page.add_script_tag(path=AXE)
    rules = "one => one.id + ': ' + one.nodes.map(node => node.html).join(' | ')"
    told = page.evaluate(
        f"async () => (await axe.run({{resultTypes: ['violations']}})).violations.map({rules})"
    )
    return [f"{page.url}: {line[:600]}" for line in told]


def test_no_page_breaks_a_rule_of_access(
    running: RunningDesk, windows: Open, hostile: tuple[int, int]
) -> None:
    page = windows(running, bypass_csp=True).page
    found = []
    for address in addresses(running, hostile):
        if address.startswith("/chu/"):
            continue  # a part of a page
        page.goto(running.address + address)
        assert fits(page), address
        found += broken_rules(page)
    page.goto(f"{running.address}/ra-soat/1/")
    for key, there in (("?", "#phim"), ("Enter", "#hai-trang")):
        page.keyboard.press(key)
        expect(page.locator(there)).to_be_visible()
        found += broken_rules(page)
        page.keyboard.press("Escape")
    page.get_by_role("link", name="Chỉ tiêu", exact=True).click()
    page.locator(".pairs [role=option]").first.click()
    expect(page.locator("#the [data-pair]")).to_be_visible()
    assert found + broken_rules(page) == []


def test_nothing_of_a_file_becomes_code(
    running: RunningDesk, windows: Open, hostile: tuple[int, int]
) -> None:
    page = windows(running).page
    for address in addresses(running, hostile):
        page.goto(running.address + address)
        assert page.evaluate("window.broken") is None, address
        inline = page.locator("script:not([src]), style, [style], img[src=x]").count()
        assert inline == 0, address
    page.goto(f"{running.address}/ra-soat/{hostile[0]}/")
    for row in page.locator("#cac-the [role=option]").all()[:4]:
        row.click()
        expect(page.locator("#the .card")).to_have_attribute("data-key", (row.get_attribute("id") or "")[2:])
    page.get_by_role("button", name="Chữ", exact=True).click()
    expect(page.locator("[data-box=one] .text")).to_contain_text("<script>window.broken=1</script>")
    assert page.evaluate("window.broken") is None


def fits(page: Page) -> bool:
    """Whether nothing must be moved sideways to be read."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"))


@pytest.mark.parametrize("enlarged", [1, 2])
def test_pages_fit_a_small_screen(
    running: RunningDesk, windows: Open, hostile: tuple[int, int], enlarged: int
) -> None:
    """A browser that enlarges by two has half the room; that all fit without, the test of access sees too."""
    room = {key: value // enlarged for key, value in SMALL.items()}
    page = windows(running, "/ra-soat/1/", viewport=room, device_scale_factor=enlarged).page
    assert fits(page)
    for name in ("Giữ", "Bỏ qua…", "Chưa rõ"):
        button = page.get_by_role("button", name=name)
        button.scroll_into_view_if_needed()
        expect(button).to_be_in_viewport()
    if enlarged == 1:
        box = page.locator("header.top").bounding_box()
        assert box is not None
        assert box["height"] < 45  # one line
        # The whole desk is seen at once: list, card and page.
        for part in ("#cac-the", ".middle", "#trang"):
            expect(page.locator(part)).to_be_in_viewport(ratio=0.95)
        return
    for address in addresses(running, hostile):
        page.goto(running.address + address)
        assert fits(page), address


def test_a_printed_review_holds_its_list_and_card(running: RunningDesk, windows: Open) -> None:
    page = windows(running, "/ra-soat/1/").page
    rows = page.locator("#cac-the [role=option]")
    headlines = rows.evaluate_all("rows => rows.map((row) => row.lastChild.textContent)")
    assert len(headlines) >= 10
    pdf = pdfium.PdfDocument(BytesIO(page.pdf(format="A4")))
    try:
        printed = "".join("".join(leaf.get_textpage().get_text_range().split()) for leaf in pdf)
    finally:
        pdf.close()
    assert all("".join(line.split()) in printed for line in headlines)
    assert "Câugópý" in printed


def test_a_file_too_large_is_told_before_it_is_sent(
    running: RunningDesk, windows: Open, tmp_path: Path
) -> None:
    large = tmp_path / "quét.pdf"
    with large.open("wb") as out:
        out.truncate((200 << 20) + 1)
    page = windows(running).page
    page.locator("form.drop input[type=file]").set_input_files(large)
    expect(page.locator(".sending")).to_contain_text("tối đa 200 MB")
