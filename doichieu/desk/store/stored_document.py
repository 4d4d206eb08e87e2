"""The stored form of a document: its text and its blocks, as JSON."""

from __future__ import annotations

from extract.model import Document
from extract.stored import Stored

DOCUMENTS: Stored[Document] = Stored(Document, "doichieu.stored.document/1")
"""Stored documents."""
