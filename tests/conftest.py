"""Fixtures for all tests, markers for programs that tests need, and settings for parallel runs."""

from __future__ import annotations

import gc
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Generator, Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import NoReturn

import pytest
from hypothesis import HealthCheck, settings

from extract.isolation import reader
from extract.readers import programs
from extract.readers.word import office as office_reader
from tests.office import Office
from tests.real import CASES, COPIES, FOLDER, SEEDS

PROJECT = Path(__file__).resolve().parent.parent
IN_CI = os.environ.get("CI", "").lower() == "true"

# Programs that tests start from any folder import this checkout and no installed package.
os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, (str(PROJECT), os.environ.get("PYTHONPATH"))))

CHROMIUM = (
    "chromium-headless-shell",
    "chrome-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
)
"""Names of Chromium, the lightest first."""
SELDOM = (100_000, 50, 100)
"""Objects until garbage is looked for, and how often among the older ones."""

# A slow machine causes no failure; CI tries the same examples at every run.
settings.register_profile(
    "project",
    deadline=None,
    derandomize=IN_CI,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("project")


@cache
def recognises_vietnamese() -> bool:
    """Tell whether Tesseract is installed with its Vietnamese data."""
    found = programs.tesseract()
    if found is None:
        return False
    done = subprocess.run([found, "--list-langs"], capture_output=True, check=False)
    return b"vie" in done.stdout.split()


def browser() -> str | None:
    """The path of Chromium, or None; the one without windows of its own is preferred."""
    return next(filter(None, map(shutil.which, CHROMIUM)), None)


# Markers of tests that need more than Python: the check for it, and the reason for a skip.
NEEDS: dict[str, tuple[Callable[[], bool], str]] = {
    "shared": (
        lambda: all(folder.is_dir() for folder in (SEEDS, COPIES, CASES)),
        "needs the real plans in the folder 'shared' beside the project",
    ),
    "office": (
        lambda: programs.libreoffice() is not None,
        "needs LibreOffice (libreoffice-writer-nogui)",
    ),
    "ocr": (recognises_vietnamese, "needs Tesseract with Vietnamese (tesseract-ocr, tesseract-ocr-vie)"),
    "browser": (
        lambda: find_spec("playwright") is not None and browser() is not None,
        "needs Chromium and Playwright (chromium, playwright)",
    ),
    "dask": (lambda: find_spec("distributed") is not None, "needs Dask (distributed)"),
    "mcp": (lambda: find_spec("mcp") is not None, "needs the MCP SDK (mcp)"),
}


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Give each marker to the tests that use the fixture of its name, and put slow and sharing modules first.

    A slow test at the end would keep one process of pytest-xdist busy while the others have nothing left to do; a
    module that shares a fixture would be parted there, and make it twice.
    """
    for item in items:
        for name in NEEDS.keys() & set(getattr(item, "fixturenames", ())):
            item.add_marker(name)
    sharing = {item.path for item in items if _shares(item)}
    items.sort(key=lambda item: (not _in_slow_module(item), item.path not in sharing))


def _in_slow_module(item: pytest.Item) -> bool:
    module = item.getparent(pytest.Module)
    return module is not None and any(mark.name == "slow" for mark in module.own_markers)


def _shares(item: pytest.Item) -> bool:
    """Whether a test uses a fixture that its module makes once."""
    fixtures = getattr(item, "_fixtureinfo", None)
    return fixtures is not None and any(
        found[-1].scope == "module" for found in fixtures.name2fixturedefs.values() if found
    )


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Look for no garbage while tests are collected, and seldom later: the looks take a fifth of the time."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.set_threshold(*SELDOM)
        gc.enable()


_left: set[threading.Thread] = set()
"""The threads that ran before this test, such as those that Dask and the browser leave: they only wait."""


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip a test that lacks the needs of its markers; in CI it fails."""
    _left.clear()
    _left.update(threading.enumerate())
    for name, (here, reason) in NEEDS.items():
        if item.get_closest_marker(name) and not here():
            lacking(reason)


def lacking(reason: str) -> NoReturn:
    """Skip a test for ``reason``; in CI it fails."""
    if IN_CI:
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session", autouse=True)
def copies() -> Iterator[None]:
    """Let the reading child be a copy of this process, as in the command, unless the test has started threads.

    The threads of pytest-xdist, of numpy and of earlier tests do not count: they only wait while the copy is made.
    """
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(
            reader, "cheap", lambda: sys.platform == "linux" and _left.issuperset(threading.enumerate())
        )
        yield


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real plans beside the project."""
    return FOLDER


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """LibreOffice."""
    found = programs.libreoffice()
    assert found is not None
    made = Office(found, tmp_path_factory.mktemp("office"))
    yield made
    made.close()


@pytest.fixture
def running_office(office: Office, monkeypatch: pytest.MonkeyPatch) -> Office:
    """What the program converts goes through a LibreOffice that runs on, for tests of everything around it."""
    office.start()
    monkeypatch.setattr(office_reader, "saved_files", office.saved_files)
    return office
