"""Names from an assistant: they lead below the folder or nowhere."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from doichieu.assistant.folder import Folder
from doichieu.messages import UserError


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """A folder with plans, beside a file that nobody may read."""
    root = tmp_path / "plans"
    for name in ("b.docx", "huyện/a.txt", "huyện/.hidden.txt", "~$b.docx", ".git/c.txt", "table.xlsx"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(b"x")
    (tmp_path / "secret.txt").write_bytes(b"secret")
    (tmp_path / "plans-other").mkdir()
    (tmp_path / "plans-other" / "d.txt").write_bytes(b"x")
    return Folder(root)


HOSTILE = (
    "",
    ".",
    "huyện",
    "../secret.txt",
    "huyện/../../secret.txt",
    "../plans-other/d.txt",
    "../plans/../secret.txt",
    "/etc/passwd",
    "//server/share/a.txt",
    "\\\\server\\share\\a.txt",
    "C:\\Windows\\win.ini",
    "C:secret.txt",
    "\\secret.txt",
    "~/secret.txt",
    "file:///etc/passwd",
    "b.docx\0.txt",
    "\ud800.txt",
    "a" * 100_000,
    "a/" * 5_000,
)


@pytest.mark.parametrize("name", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_name_leads_nowhere(folder: Folder, name: str) -> None:
    with pytest.raises(UserError) as caught:
        folder.file(name)
    assert caught.value.key == "mcp.no_file"
    assert len(str(caught.value.values["name"])) <= 200


def test_the_absolute_name_of_a_plan_is_refused_too(folder: Folder) -> None:
    with pytest.raises(UserError):
        folder.file(str((folder.root / "b.docx").resolve()))


def test_names_within_lead_to_their_files(folder: Folder) -> None:
    assert folder.file("huyện/a.txt").read_bytes() == b"x"
    assert folder.file("huyện/../b.docx") == (folder.root / "b.docx").resolve()


def test_documents_are_listed_without_hidden_ones(folder: Folder) -> None:
    assert list(folder.names()) == ["b.docx", "huyện/a.txt"]


@pytest.mark.skipif(os.name == "nt", reason="links need a right on Windows")
def test_links_count_only_within_the_folder(folder: Folder) -> None:
    root = folder.root
    (root / "out.txt").symlink_to(root.parent / "secret.txt")
    (root / "outside").symlink_to(root.parent / "plans-other")
    (root / "circle.txt").symlink_to(root / "circle.txt")
    (root / "in.txt").symlink_to(root / "huyện" / "a.txt")
    for name in ("out.txt", "outside/d.txt", "circle.txt"):
        with pytest.raises(UserError):
            folder.file(name)
    assert list(folder.names()) == ["b.docx", "in.txt", "huyện/a.txt"]


@pytest.mark.skipif(os.name == "nt", reason="there are no pipes among files on Windows")
def test_a_pipe_is_no_file(folder: Folder) -> None:
    os.mkfifo(folder.root / "pipe.txt")
    with pytest.raises(UserError):
        folder.file("pipe.txt")
