"""The speed of the review desk: ``python -m benchmarks.desk [--write docs/desk.md]``.

A desk is started as its user starts it; a client on loopback asks it. The review of a sample gets copies of its own
cards and pairs until it has 1,000 findings and 300 targets. The key is pressed in Chromium, where there is one.
"""

from __future__ import annotations

import argparse
import os
import platform
import sqlite3
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import quote

from doichieu import __version__
from tests.doichieu.desk.running import RunningDesk, Visitor, awaited, cards_in, memory, sample

FINDINGS, TARGETS, CLICKS = 1000, 300, 30
ROWS = 150_500
SEARCHES = (
    "q=trẻ+em",
    "q=ty+le",
    "q=tr",
    "don-vi-tinh=%25&han=2025",
    "q=trẻ&gia-tri=≥+60",
    "han=2044",
    "cap=upper",
)
DROPPED = ("a3-kh-huyen-khe-vang.docx", "a6-kh-huyen-muong-din.docx", "a7-kh-xa-khuoi-bang-2026.docx")


@dataclass(frozen=True)
class Figure:
    """One line of the page: what was measured, its goal, what came out; ``unit`` is ms, s, kB or MB."""

    what: str
    goal: float
    found: Sequence[float]
    unit: str = "ms"


def timed(act: Callable[[], Any]) -> float:
    """Milliseconds of one call."""
    begun = time.perf_counter()
    act()
    return (time.perf_counter() - begun) * 1000


Change = Callable[[dict[str, Any], int], None]


def copied(connection: sqlite3.Connection, table: str, wanted: int, change: Change) -> None:
    """Copy the rows of a table, one after the other, until there are so many."""
    connection.row_factory = sqlite3.Row
    rows = [dict(row) for row in connection.execute(f"SELECT * FROM {table} ORDER BY id")]
    for number in range(len(rows), wanted):
        row = {**rows[number % len(rows)], "ordinal": 10_000 + number}
        del row["id"]
        change(row, number)
        marks = ", ".join("?" * len(row))
        connection.execute(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks})", list(row.values()))


def renamed(row: dict[str, Any], number: int) -> None:
    """Give a copy a key of its own."""
    row["key"] = f"{row['key'][:40]}-{number}"


def enlarge(desk: RunningDesk) -> None:
    """Give the one run of a desk as many cards, findings and pairs as the goals speak of: a finding a card."""
    with closing(sqlite3.connect(desk.folder / "desk.sqlite3", timeout=20)) as connection, connection:
        firsts = "SELECT min(id) FROM store_findingrow GROUP BY card_id"
        connection.execute(f"DELETE FROM store_findingrow WHERE id NOT IN ({firsts})")
        copied(connection, "store_cardrow", FINDINGS, renamed)
        cards = {row["key"]: row["id"] for row in connection.execute("SELECT id, key FROM store_cardrow")}

        def homed(row: dict[str, Any], number: int) -> None:
            renamed(row, number)
            row["card_id"] = cards[row["key"]]

        copied(connection, "store_findingrow", FINDINGS, homed)
        copied(connection, "store_pairrow", TARGETS, renamed)


def figures(folder: Path) -> Iterator[Figure]:
    """Every figure, in the order of the goals."""
    starts = [start_and_stop(folder / "starts") for _ in range(4)]
    with RunningDesk(folder / "desk") as desk:
        visitor = Visitor(desk).enter()
        review = visitor.sample()
        # The worker draws the pages of the sample meanwhile: what it takes is no part of what is measured.
        awaited(lambda: not desk.rows("SELECT 1 FROM store_job WHERE state IN ('waiting', 'running')"))
        enlarge(desk)
        path = f"/ra-soat/{review}/"
        page = visitor.page(review)
        keys = cards_in(page)
        whole = [timed(partial(visitor.get, path)) for _ in range(CLICKS)]
        yield Figure(f"review page, {TARGETS} targets, {FINDINGS} findings", 100, whole)
        yield Figure("its size", 300, [len(page.encode()) / 1000], "kB")
        yield Figure("card", 40, [timed(partial(card, visitor, path, key)) for key in keys[:CLICKS]])
        yield Figure("decision", 50, [timed(partial(decide, visitor, path, key)) for key in keys[:CLICKS]])
        pressed = presses(desk, path)
        if pressed:
            yield Figure("next card after a key, in the browser", 100, pressed)
        drops = [timed(partial(drop, visitor, name)) / 1000 for name in DROPPED]
        yield Figure("docx dropped until its cards are listed", 5, drops, "s")
        yield Figure("first start", 6, starts[:1], "s")
        yield Figure("later start", 3, starts[1:], "s")
        with closing(sqlite3.connect(desk.folder / "desk.sqlite3", timeout=60)) as connection, connection:
            copied(connection, "store_targetrow", ROWS, lambda _row, _number: None)
        found = [timed(partial(search, visitor, query)) for query in SEARCHES for _ in range(5)]
        yield Figure(f"search while typing, {ROWS:,} targets", 10, found)
        yield Figure("memory of the web process", 150, [memory(desk.pid) / 1e6], "MB")


def start_and_stop(folder: Path) -> float:
    """Seconds from the command to the first answer."""
    desk = RunningDesk(folder)
    begun = time.perf_counter()
    desk.start()
    Visitor(desk).get("/suc-khoe")
    found = time.perf_counter() - begun
    desk.stop()
    return found


def card(visitor: Visitor, path: str, key: str) -> None:
    assert visitor.get(f"{path}phat-hien/{key}", X_Part="1").status == 200


def decide(visitor: Visitor, path: str, key: str) -> None:
    assert visitor.post(f"{path}quyet-dinh", {"key": key, "state": "keep", "version": 0}).status == 200


def search(visitor: Visitor, query: str) -> None:
    path = f"/tim?{quote(query, safe='=&+%')}"
    assert visitor.get(path, HX_Request="true").status == 200


def drop(visitor: Visitor, name: str) -> None:
    """Send a draft and wait for the page that lists its cards; what is asked first is answered with the offer."""
    review = visitor.draft(sample(name))
    if not cards_in(visitor.page(review)):
        raise RuntimeError(f"{name} was not compared at once")


_WATCH = """() => {
  window.shown = [];
  let pressed = 0;
  document.addEventListener("keydown", () => { pressed = performance.now(); }, true);
  document.addEventListener("card", () => requestAnimationFrame(() => window.shown.push(performance.now() - pressed)));
}"""


def presses(desk: RunningDesk, path: str) -> list[float]:
    """Milliseconds from a key to the frame that shows the next card; [] without a browser."""
    from tests.conftest import browser

    if browser() is None:
        return []
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=browser(), args=["--no-sandbox", "--disable-gpu"]
        )
        page = chromium.new_page(viewport={"width": 1366, "height": 768})
        page.goto(desk.token)
        page.goto(desk.address + path)
        page.locator("#cac-the").wait_for()
        page.evaluate(_WATCH)
        for number in range(1, CLICKS + 1):
            page.keyboard.press("ArrowDown")
            while page.evaluate("window.shown.length") < number:
                page.wait_for_timeout(10)
        found = [float(one) for one in page.evaluate("window.shown")]
        chromium.close()
    return found


def page_of(told: Sequence[Figure], load: tuple[float, float]) -> str:
    """The page of the documentation."""
    cores = os.cpu_count() or 1
    lines = [
        "# The speed of the review desk",
        "",
        f"Made by `make desk` (doichieu {__version__}, Python {platform.python_version()}, "
        f"{platform.system()} {platform.machine()}, {cores} cores; load of the machine {load[0]:.1f} before, "
        f"{load[1]:.1f} after): medians over a real server on loopback (`benchmarks/desk.py`). The goals are for "
        "two idle cores. A review of the sample with copies of its own cards and pairs, once its pages are drawn.",
        "",
        "| what | goal | median | slowest |",
        "| --- | --- | --- | --- |",
    ]
    for one in told:
        digits = 1 if one.unit == "s" else 0
        slowest = f"{max(one.found):.{digits}f} {one.unit}" if len(one.found) > 1 else ""
        middle = statistics.median(one.found)
        lines.append(
            f"| {one.what} | < {one.goal:g} {one.unit} | {middle:.{digits}f} {one.unit} | {slowest} |"
        )
    return "\n".join(lines) + "\n"


def main() -> None:
    """Print the table; write the page with ``--write``."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", type=Path, metavar="FILE", help="write the page of the documentation")
    args = parser.parse_args()
    before = os.getloadavg()[0]
    with TemporaryDirectory() as folder:
        told = list(figures(Path(folder)))
    text = page_of(told, (before, os.getloadavg()[0]))
    print(text)
    if args.write:
        args.write.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
