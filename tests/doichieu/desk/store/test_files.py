"""Files by their hash."""

from __future__ import annotations

import hashlib
import shutil
from collections import namedtuple
from collections.abc import Iterator

import pytest

from doichieu.desk.config import DeskConfig
from doichieu.desk.store import files
from doichieu.desk.store.models import Account, StoredFile


def test_a_file_is_kept_once(account: Account, desk: DeskConfig) -> None:
    first = files.keep(iter([b"Ke ", b"hoach"]), "a.txt", account)
    second = files.keep(iter([b"Ke hoach"]), "khac.txt", account)
    assert first == second
    assert first.sha256 == hashlib.sha256(b"Ke hoach").hexdigest()
    assert files.path_of(first.sha256).read_bytes() == b"Ke hoach"
    assert list(desk.scratch.iterdir()) == []


def test_half_an_upload_leaves_nothing(account: Account, desk: DeskConfig) -> None:
    def broken() -> Iterator[bytes]:
        yield b"Ke"
        raise ConnectionError

    with pytest.raises(ConnectionError):
        files.keep(broken(), "a.txt", account)
    assert list(desk.scratch.iterdir()) == []
    assert not StoredFile.objects.exists()


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\Hoa\\Kế hoạch.docx", "Kế hoạch.docx"),
        ("a\nb\x00.txt", "ab.txt"),
        ("", "khong-ten"),
        ("x" * 500 + ".docx", "x" * 190 + ".docx"),
    ],
)
def test_a_name_is_shown_without_its_folders(name: str, shown: str) -> None:
    assert files.shown_name(name) == shown


@pytest.mark.parametrize("sha256", ["", "../../x", "a" * 63, "A" * 64, "a" * 65])
def test_a_path_comes_from_a_hash_alone(desk: DeskConfig, sha256: str) -> None:
    with pytest.raises(ValueError, match="SHA-256"):
        files.path_of(sha256)


def test_a_full_disk_is_told_before_writing(account: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage(10, 9, 1))
    with pytest.raises(files.NoSpaceError) as told:
        files.keep(iter([b"x"]), "a.txt", account, 1000)
    assert told.value.free == 1
