"""Helpers of the tests of the readers."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.errors import ReadError
from extract.model import Block, Document
from extract.readers import read_document

DATA = Path(__file__).parent / "data"
Place = tuple[int, int, int]


class Folder:
    """A folder for the files of a test."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def read(self, name: str, content: str | bytes) -> Document:
        """Write a file with this name and content, and read its document."""
        path = self.path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return checked(read_document(path))


def checked(document: Document) -> Document:
    """The document, after a check of the promises of every reader."""
    for block in document.blocks:
        assert document.text[block.start : block.start + len(block.text)] == block.text
        assert block.text.strip()
    assert document.text == "\n".join(block.text for block in document.blocks)
    return document


def refusal(path: Path) -> ReadError:
    """The error with which a file is refused."""
    with pytest.raises(ReadError) as caught:
        read_document(path)
    assert caught.value.where == path.name
    assert "\n" not in str(caught.value)
    return caught.value


def texts(document: Document) -> list[str]:
    """The text of every block."""
    return [block.text for block in document.blocks]


def find(document: Document, start: str) -> Block:
    """The first block that begins with ``start``."""
    return next(block for block in document.blocks if block.text.startswith(start))


def places(document: Document) -> list[tuple[str, Place | None]]:
    """Every block with its (table, row, column)."""
    return [
        (block.text, (block.cell.table, block.cell.row, block.cell.column) if block.cell else None)
        for block in document.blocks
    ]
