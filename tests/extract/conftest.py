"""Fixtures for the tests of the readers."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.extract.reading import Folder


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """A folder for the files of one test."""
    return Folder(tmp_path)
