"""A desk that runs, and Chromium beside it; where there is none, these tests are skipped."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from filelock import FileLock

from extract.readers.programs import libreoffice
from tests.conftest import browser

from ..running import PATIENCE, RunningDesk, Visitor, awaited

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page

HERE = Path(__file__).parent
SMALL = {"width": 1366, "height": 768}
"""The screen of an old laptop."""
OFF = (
    # Pages of the browser's own, three processes for each window that no test sees.
    "WebUIOmniboxPopup",
    "WebUIOmniboxAimPopup",
    "SpareRendererForSitePerProcess",
    # The list of Playwright, which this one replaces.
    "AimEnabled",
    "AvoidCorsURLLoaderRestartOnRedirect",
    "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose",
    "HttpsFirstBalancedModeAutoEnable",
    "HttpsUpgrades",
    "LensOverlay",
    "MediaRouter",
    "NetworkTimeServiceQuerying",
    "OptimizationHints",
    "PaintHolding",
    "PreconnectToSearch",
    "ThirdPartyStoragePartitioning",
)
"""Features of Chromium that are switched off."""
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    f"--disable-features={','.join(OFF)}",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test of this folder needs a browser."""
    for item in items:
        if item.path.parent == HERE:
            item.add_marker("browser")


@dataclass
class Window:
    """One window of a browser, with what its console told."""

    context: BrowserContext
    page: Page
    told: list[str] = field(default_factory=list)

    def hear(self, message: ConsoleMessage) -> None:
        # A request that failed is told as well: the tests that break one on purpose see to it.
        if message.type in ("error", "warning") and "Failed to load resource" not in message.text:
            self.told.append(message.text)


Open = Callable[..., Window]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=20_000)
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=browser(), args=ARGUMENTS)
        yield found
        found.close()


@pytest.fixture(scope="session")
def sampled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a desk that holds the sample, all pages drawn; to be copied.

    The processes of one run of the tests make it once.
    """
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    folder = shared / "sampled"
    with FileLock(shared / "sampled.lock"):
        if not folder.is_dir():
            _sampled(base / "sampled").rename(folder)
    return folder


def _sampled(folder: Path) -> Path:
    with RunningDesk(folder) as made:
        Visitor(made).enter().sample()
        awaited(lambda: not made.rows("SELECT 1 FROM store_job WHERE state IN ('waiting', 'running')"))
        assert made.rows("SELECT 1 FROM store_job WHERE state != 'done'") == []
        if libreoffice() is not None:
            assert made.rows("SELECT 1 FROM store_reading WHERE pages = 0") == []
    return made.folder


@pytest.fixture(scope="session")
def running(tmp_path_factory: pytest.TempPathFactory, sampled: Path) -> Iterator[RunningDesk]:
    """A desk that holds the sample."""
    with holding(sampled, tmp_path_factory.mktemp("desk")) as made:
        yield made


def holding(sampled: Path, folder: Path) -> RunningDesk:
    """A desk that holds the sample from its start."""
    return RunningDesk(shutil.copytree(sampled, folder / "desk"), office=False)


@pytest.fixture
def visitor(running: RunningDesk) -> Visitor:
    return Visitor(running).enter()


@pytest.fixture
def windows(chromium: Browser) -> Iterator[Open]:
    """Windows of a desk; at the end no console of theirs may have told of an error or of the policy."""
    with opened(chromium) as made:
        yield made


@contextmanager
def opened(chromium: Browser) -> Iterator[Open]:
    made: list[Window] = []

    def one(desk: RunningDesk, path: str = "/", **options: Any) -> Window:
        context = chromium.new_context(viewport=options.pop("viewport", SMALL), locale="vi-VN", **options)
        context.set_default_timeout(PATIENCE * 1000)
        window = Window(context, context.new_page())
        made.append(window)
        window.page.on("console", window.hear)
        window.page.on("pageerror", lambda error: window.told.append(str(error)))
        if path == "/":
            window.page.goto(desk.token)
        else:
            context.request.get(desk.token)  # its cookie is the window's
            window.page.goto(desk.address + path)
        return window

    try:
        yield one
        assert [line for window in made for line in window.told] == []
    finally:
        for window in made:
            window.context.close()
