"""Where the desk keeps its data, and what one run of it is told."""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

FOLDER = "DOICHIEU_DESK_FOLDER"
"""The environment variable that tells web process, worker and commands of one desk its folder."""
PORT = 8437
"""The usual port, so that an address in the browser's history stays good; a free one where it is taken."""
UPLOAD = 200 << 20
"""Bytes of one request at most."""
IDLE = 8 * 3600.0
"""Seconds without a request after which the desk ends itself."""


@dataclass(frozen=True)
class DeskConfig:
    """The folder of a desk; everything else is at a fixed place in it."""

    folder: Path

    @classmethod
    def current(cls) -> DeskConfig:
        """The desk of this process: of the environment variable, else of this user."""
        named = os.environ.get(FOLDER)
        return cls(Path(named) if named else usual_folder())

    @property
    def database(self) -> Path:
        return self.folder / "desk.sqlite3"

    @property
    def files(self) -> Path:
        """Everything uploaded or handed out, by its hash."""
        return self.folder / "files"

    @property
    def drawn(self) -> Path:
        """Page images and PDFs made for them: a cache, which may be deleted."""
        return self.folder / "pages"

    @property
    def scratch(self) -> Path:
        """Uploads that are not complete and files of children: emptied at each start."""
        return self.folder / "scratch"

    @property
    def running(self) -> Path:
        """The address of the running desk, for a second start."""
        return self.folder / "running.json"

    @property
    def programs(self) -> Path:
        """What the worker has found on this machine: {"libreoffice": true}."""
        return self.folder / "programs.json"

    @property
    def lock(self) -> Path:
        return self.folder / "desk.lock"

    @cached_property
    def key(self) -> str:
        """The secret with which cookies are signed; one that holds for this process where the folder has none."""
        try:
            return (self.folder / "secret").read_text(encoding="ascii")
        except OSError:
            return secrets.token_urlsafe(48)

    def prepare(self) -> None:
        """Make the folders and the secret, for this user alone; raises ``OSError`` where that is impossible."""
        for folder in (self.folder, self.files, self.drawn, self.scratch):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        secret = self.folder / "secret"
        if not secret.exists():
            write_privately(secret, secrets.token_urlsafe(48))


def usual_folder() -> Path:
    """The folder of this user's desk."""
    from platformdirs import user_data_path

    return user_data_path("doichieu", appauthor=False) / "desk"


def write_privately(path: Path, text: str) -> None:
    """Write a small file that only this user may read, whole or not at all."""
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    with os.fdopen(
        os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8"
    ) as out:
        out.write(text)
    draft.replace(path)
