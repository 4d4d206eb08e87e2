"""Reviews are tested without pictures of pages, which take LibreOffice seconds for each file."""

from __future__ import annotations

import pytest

from doichieu.desk.work import drawing


@pytest.fixture(autouse=True)
def no_pictures(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drawing, "_drawn", lambda *_: False)
