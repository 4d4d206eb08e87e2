"""The child of the worker in which files are read: one for file after file, ended with the worker."""

from __future__ import annotations

from contextlib import suppress

from extract.isolation.reader import Reader
from extract.options import ReadOptions

_reader: list[Reader] = []


def reader(options: ReadOptions) -> Reader:
    """The reader of this worker, made at the first file."""
    if not _reader:
        _reader.append(Reader(options))
    return _reader[0]


def end() -> None:
    """End the child and what it has started."""
    while _reader:
        with suppress(Exception):
            _reader.pop().close()
