"""Fixtures for all tests."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.real import FOLDER


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real plans beside the project: skip without it, fail without it in CI."""
    folder = FOLDER
    if not (folder / "seeds").is_dir():
        reason = "needs the real plans in the folder 'shared' beside the project"
        if os.environ.get("CI", "").lower() == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    return folder
