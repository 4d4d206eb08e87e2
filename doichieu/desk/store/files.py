"""Files by the hash of their bytes: written whole or not at all, before any row names them."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path

from doichieu.desk.config import DeskConfig
from doichieu.desk.store.models import Account, StoredFile

_NAME = 200
_SPARE = 64 << 20
"""Bytes that stay free on the disk."""


class NoSpaceError(Exception):
    """The disk has no room for a file; ``needed`` and ``free`` are bytes."""

    def __init__(self, needed: int, free: int) -> None:
        super().__init__(needed, free)
        self.needed, self.free = needed, free


def path_of(sha256: str) -> Path:
    """Where the bytes of a hash are kept."""
    if len(sha256) != 64 or not set(sha256) <= set("0123456789abcdef"):
        raise ValueError(f"not a SHA-256: {sha256!r}")
    return DeskConfig.current().files / sha256[:2] / sha256


def keep(pieces: Iterable[bytes], name: str, by: Account, size: int = 0) -> StoredFile:
    """Keep a file; the row of the same bytes where they are kept already.

    ``size`` is the size that was announced, 0 where it is not known.

    Raises:
        NoSpaceError: before anything is written, or when the disk fills up.
    """
    desk = DeskConfig.current()
    room(size)
    digest, written = hashlib.sha256(), 0
    handle, draft_name = tempfile.mkstemp(dir=desk.scratch, suffix=".part")
    draft = Path(draft_name)
    try:
        with os.fdopen(handle, "wb") as out:
            for piece in pieces:
                digest.update(piece)
                written += len(piece)
                out.write(piece)
            out.flush()
            os.fsync(out.fileno())
        sha256 = digest.hexdigest()
        _move(draft, path_of(sha256))
    except OSError as error:
        if error.errno in (28, 122):  # no space, quota
            raise NoSpaceError(written, shutil.disk_usage(desk.folder).free) from error
        raise
    finally:
        draft.unlink(missing_ok=True)
    shown = shown_name(name)
    row, _ = StoredFile.objects.get_or_create(
        sha256=sha256, defaults={"size": written, "name": shown, "ending": _ending(shown), "by": by}
    )
    return row


def room(size: int) -> None:
    """Raise ``NoSpaceError`` where the disk has no room for so many bytes."""
    free = shutil.disk_usage(DeskConfig.current().folder).free
    if free < size + _SPARE:
        raise NoSpaceError(size + _SPARE, free)


def shown_name(name: str) -> str:
    """The last part of a name as sent, without what no name has."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    clean = "".join(letter for letter in last if letter.isprintable()).strip()
    stem, dot, ending = clean.rpartition(".")
    return f"{stem[: _NAME - 10]}{dot}{ending[:9]}" if dot else clean[:_NAME] or "khong-ten"


def _ending(name: str) -> str:
    ending = Path(name).suffix.lower()
    return ending if ending[1:].isalnum() and len(ending) <= 9 else ""


def _move(draft: Path, place: Path) -> None:
    if place.exists():
        return
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft.replace(place)
    if os.name == "posix":
        # The name must survive a power cut as the bytes do.
        folder = os.open(place.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
