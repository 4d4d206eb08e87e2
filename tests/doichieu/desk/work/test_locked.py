"""Files with a password: it is asked in place, told to the worker, and written nowhere."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from msoffcrypto.format.ooxml import OOXMLFile

from doichieu.desk.config import DeskConfig
from doichieu.desk.store import queue
from doichieu.desk.store.models import Document, Job, Level, State
from doichieu.desk.work import children, drawing

from ..conftest import SAMPLES, UPPERS, work_off
from ..running import RunningDesk, Visitor, awaited

PASSWORD = "mat-khau-rieng-9"


@pytest.fixture(autouse=True)
def told(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A worker that hears what is confided, and draws nothing."""
    monkeypatch.setattr(drawing, "_drawn", lambda *_: False)
    monkeypatch.setattr(queue, "_listeners", [children.learn])
    yield
    children.end()


@pytest.fixture
def locked(client: Client, tmp_path: Path) -> Document:
    path = lock(SAMPLES / UPPERS[1], tmp_path / "ke-hoach.docx", PASSWORD)
    client.post("/van-ban/nop", {"tep": SimpleUploadedFile(path.name, path.read_bytes())})
    work_off()
    return Document.objects.get(level=Level.UPPER)


def lock(source: Path, target: Path, password: str) -> Path:
    with source.open("rb") as plain, target.open("wb") as out:
        OOXMLFile(plain).encrypt(password, out)
    return target


def state(document: Document) -> tuple[str, str]:
    document.refresh_from_db()
    assert document.reading is not None
    return document.reading.state, document.reading.reason


def test_a_password_is_asked_where_the_file_stands(client: Client, locked: Document) -> None:
    assert "--password" not in state(locked)[1]
    for address in ("/van-ban/", f"/van-ban/{locked.pk}/"):
        assert 'type="password"' in client.get(address).content.decode()
    client.post(f"/van-ban/{locked.pk}/doc-lai", {"mat-khau": "sai"})
    work_off()
    assert "chưa đúng" in state(locked)[1]
    client.post(f"/van-ban/{locked.pk}/doc-lai", {"mat-khau": PASSWORD})
    work_off()
    assert state(locked)[0] == State.DONE
    assert locked.number == "97/KH-UBND"
    assert 'type="password"' not in client.get("/van-ban/").content.decode()


def test_a_password_is_written_nowhere(client: Client, locked: Document, desk: DeskConfig) -> None:
    client.post(f"/van-ban/{locked.pk}/doc-lai", {"mat-khau": PASSWORD})
    assert not Job.objects.filter(detail__icontains=PASSWORD).exists()
    work_off()
    assert state(locked)[0] == State.DONE
    kept = [path for path in desk.folder.rglob("*") if path.is_file()]
    assert not any(PASSWORD.encode() in path.read_bytes() for path in kept)
    assert children._passwords == {}


def test_a_locked_draft_is_opened_on_its_page(client: Client, tmp_path: Path) -> None:
    path = lock(SAMPLES / "a3-kh-huyen-khe-vang.docx", tmp_path / "du-thao.docx", PASSWORD)
    client.post("/nop", {"tep": SimpleUploadedFile(path.name, path.read_bytes())})
    work_off()
    draft = Document.objects.get(level=Level.DRAFT)
    review = draft.rounds.get().review_id
    assert 'type="password"' in client.get(f"/ra-soat/{review}/").content.decode()
    client.post(f"/van-ban/{draft.pk}/doc-lai", {"mat-khau": PASSWORD})
    work_off()
    assert state(draft)[0] == State.DONE
    assert 'type="password"' not in client.get(f"/ra-soat/{review}/").content.decode()
    client.post("/van-ban/nop", {"tep": SimpleUploadedFile(UPPERS[1], (SAMPLES / UPPERS[1]).read_bytes())})
    work_off()
    client.post(f"/ra-soat/{review}/cap-tren", {"van-ban": Document.objects.get(level=Level.UPPER).pk})
    work_off()
    client.post(f"/ra-soat/{review}/xuat/", {"dang": "draft", "gom": "ca"})
    work_off()
    page = client.get(f"/ra-soat/{review}/xuat/").content.decode()
    assert "không có mật khẩu" in page
    assert "--password" not in page


@pytest.mark.slow
def test_the_worker_hears_the_password(tmp_path: Path) -> None:
    path = lock(SAMPLES / UPPERS[1], tmp_path / "ke-hoach.docx", PASSWORD)
    read = "SELECT state FROM store_reading ORDER BY id DESC"
    with RunningDesk(tmp_path / "desk") as desk:
        visitor = Visitor(desk).enter()
        visitor.send("/van-ban/nop", [(path.name, path.read_bytes())])
        awaited(lambda: (State.FAILED,) in desk.rows(read))
        visitor.post("/van-ban/1/doc-lai", {"mat-khau": PASSWORD})
        awaited(lambda: (State.DONE,) in desk.rows(read))
        assert PASSWORD not in desk.log
