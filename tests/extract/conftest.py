"""Fixtures for the tests of the readers."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.readers.word import office as office_reader
from tests.extract.reading import Folder
from tests.office import Office


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """A folder for the files of one test."""
    return Folder(tmp_path)


@pytest.fixture
def converted_once(running_office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """Share one conversion by LibreOffice among the tests of everything around it."""
    monkeypatch.setattr(office_reader, "_converted", running_office.as_the_reader)
