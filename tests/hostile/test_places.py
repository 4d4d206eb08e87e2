"""Paths of other things than ordinary files, and names with control characters or options."""

from __future__ import annotations

import os
import socket
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from doichieu import cli
from tests.hostile.cases import PLAN

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="devices, pipes and odd names of POSIX"),
]


def _missing(path: Path) -> None:
    """Make no file."""


def _folder(path: Path) -> None:
    path.mkdir()


def _dangling(path: Path) -> None:
    path.symlink_to(path.parent / "không có")


def _circle(path: Path) -> None:
    other = path.parent / "khác.docx"
    path.symlink_to(other)
    other.symlink_to(path)


def _device(path: Path) -> None:
    path.symlink_to("/dev/zero")


def _pipe(path: Path) -> None:
    os.mkfifo(path)


def _linked_pipe(path: Path) -> None:
    os.mkfifo(path.parent / "ống")
    path.symlink_to(path.parent / "ống")


def _socket(path: Path) -> None:
    # The name of a socket must be short, so it is bound from inside its folder.
    before = Path.cwd()
    os.chdir(path.parent)
    try:
        with socket.socket(socket.AF_UNIX) as made:
            made.bind("s")
    finally:
        os.chdir(before)
    (path.parent / "s").rename(path)


def _memory(path: Path) -> None:
    """Link to a file that claims to be ordinary and empty, and fails when it is read."""
    path.symlink_to("/proc/self/mem")


def _sparse(path: Path) -> None:
    """Make a sparse file with a size of a terabyte."""
    with path.open("wb") as file:
        file.truncate(1 << 40)


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (_missing, "không tìm thấy"),
        (_folder, "thư mục"),
        (_dangling, "không tìm thấy"),
        (_circle, ""),
        (_device, "không phải là tệp thông thường"),
        (_pipe, "không phải là tệp thông thường"),
        (_linked_pipe, "không phải là tệp thông thường"),
        (_socket, "không phải là tệp thông thường"),
        (_memory, "không cho mở"),
        (_sparse, "quá lớn"),
    ],
)
@pytest.mark.parametrize("isolate", ["--isolate", "--no-isolate"])
def test_other_than_ordinary_files_are_refused(
    make: Callable[[Path], None],
    words: str,
    isolate: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    path = tmp_path / "kế hoạch.docx"
    make(path)
    assert cli.run(["extract", str(path), isolate]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("Lỗi: ")
    assert err.count("\n") == 1
    assert words in err.lower()


NAMES = [
    "có  hai   khoảng trắng .txt",
    "ngoặc [đỏ] 'nháy' \"kép\" `lệnh` $(touch x) ;&|.txt",
    "-rf.txt",
    "dòng\nmới.txt",
    "\x1b[31mđỏ\x1b[0m.txt",
    "\u202etxt.exe.txt",
    "%s %d {0} {x}.txt",
    os.fsdecode(b"\xff\xfe kh\xf4ng.txt"),
    "k" * 240 + ".txt",
    "..txt",
    "tệp.txt\x7f",
]


@pytest.mark.parametrize("content", [PLAN, ""])
@pytest.mark.parametrize("name", NAMES, ids=ascii)
def test_an_odd_name_is_only_shown(
    name: str,
    content: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A plan with an odd name is read, an empty file gives one line."""
    monkeypatch.chdir(tmp_path)
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    status = cli.run(["extract", "--", str(path)])
    out, err = capsys.readouterr()
    assert status == (0 if content else 2)
    assert "\x1b" not in out + err
    if not content:
        assert err.count("\n") == 1
    assert [entry.name for entry in tmp_path.iterdir()] == [name]


@pytest.mark.parametrize("path", ["/" + "a/" * 4000, "x" * 5000, "a\x00b"])
def test_an_impossible_path_is_refused(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["extract", "--", path]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1
