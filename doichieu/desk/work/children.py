"""The child of the worker in which files are read: one for file after file, ended with the worker."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from extract.errors import ReadError
from extract.isolation.reader import Reader
from extract.options import Progress, ReadOptions
from extract.pipeline import Reading

_readers: list[Reader] = []
_passwords: dict[str, str] = {}


def learn(line: bytes) -> None:
    """Keep the password of a file for the next time it is read: ``store.queue.confide``."""
    file, password = json.loads(line)
    _passwords[file] = password


def read(
    file: str, path: Path, options: ReadOptions, progress: Progress, cancelled: Callable[[], bool]
) -> Reading | ReadError:
    """What is read in a file, named by its hash; one whose password was told gets a child of its own."""
    password = _passwords.pop(file, None)
    if password is None:
        if not _readers:
            _readers.append(Reader(options))
        return _readers[0].read_whole(path, progress=progress, cancelled=cancelled)
    own = Reader(replace(options, password=password))
    _readers.append(own)
    try:
        return own.read_whole(path, progress=progress, cancelled=cancelled)
    finally:
        if own in _readers:
            _readers.remove(own)
            own.close()


def end() -> None:
    """End the children and what they have started."""
    while _readers:
        with suppress(Exception):
            _readers.pop().close()
