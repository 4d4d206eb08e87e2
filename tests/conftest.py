"""Fixtures for all tests."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import NoReturn

import pytest

from extract.readers import programs
from tests.real import COPIES, FOLDER, SEEDS


def pytest_runtest_setup(item: pytest.Item) -> None:
    """A test marked ``shared`` is skipped without the real plans, and fails without them in CI."""
    if item.get_closest_marker("shared") and not (SEEDS.is_dir() and COPIES.is_dir()):
        lacking("needs the real plans in the folder 'shared' beside the project")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real plans beside the project."""
    return FOLDER


@pytest.fixture(scope="session")
def office() -> Path:
    """LibreOffice: skip without it, fail without it in CI."""
    found = programs.libreoffice()
    return found or lacking("needs LibreOffice (libreoffice-writer-nogui)")


@pytest.fixture(scope="session")
def recogniser() -> Path:
    """Tesseract with Vietnamese: skip without it, fail without it in CI."""
    found = programs.tesseract()
    listed = (
        subprocess.run([found, "--list-langs"], capture_output=True, check=False).stdout if found else b""
    )
    if found is None or b"vie" not in listed.split():
        lacking("needs Tesseract with Vietnamese (tesseract-ocr, tesseract-ocr-vie)")
    return found


def lacking(reason: str) -> NoReturn:
    """Skip a test for want of something; in CI that is a failure."""
    if os.environ.get("CI", "").lower() == "true":
        pytest.fail(reason)
    pytest.skip(reason)
