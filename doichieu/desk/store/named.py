"""A stored file under the name as it was sent: readers are chosen by the ending, and messages name the file."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from doichieu.desk.config import DeskConfig
from doichieu.desk.store import files
from doichieu.desk.store.models import StoredFile


@contextmanager
def named(file: StoredFile) -> Iterator[Path]:
    """The path of a file in a folder of its own, which is removed at the end."""
    folder = Path(tempfile.mkdtemp(dir=DeskConfig.current().scratch))
    stem = Path(file.name).stem[:80].strip(". ") or "van-ban"
    safe = "".join(letter if letter.isalnum() or letter in " -_()" else "_" for letter in stem)
    path = folder / f"{safe}{file.ending}"
    kept = files.path_of(file.sha256)
    try:
        try:
            os.link(kept, path)
        except OSError:
            shutil.copyfile(kept, path)
        yield path
    finally:
        shutil.rmtree(folder, ignore_errors=True)
