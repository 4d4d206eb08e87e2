"""Where a quote stands: rectangles on the pages of its document, for the picture; offsets, for the text."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from doichieu.desk.store import packing
from doichieu.desk.store.models import Document, Reading

Spots = list[list[float]]
"""[page, x0, y0, x1, y1] of each line, fractions of the page as shown."""


@lru_cache(maxsize=16)
def _known(reading: int, pages: int) -> Mapping[str, Any]:
    """Sizes and boxes of a reading; ``pages`` makes a reading that was drawn meanwhile another one."""
    boxes = Reading.objects.values_list("boxes", flat=True).get(pk=reading) if pages else None
    return packing.unpack(boxes) if boxes else {"sizes": [], "boxes": {}}


def spots(reading: Reading, at: list[int] | None) -> Spots:
    """The rectangles of a piece of text: its own, else of the least piece that holds it."""
    boxes = _known(reading.pk, reading.pages)["boxes"]
    if at is None or not boxes:
        return []
    start, end = at
    found = boxes.get(f"{start}-{end}")
    if found is not None:
        return list(found)
    around = [
        (high - low, key)
        for key in boxes
        for low, high in [map(int, key.split("-"))]
        if low <= start and end <= high
    ]
    return list(boxes[min(around)[1]]) if around else []


def sheet(document: Document) -> dict[str, Any]:
    """What the browser needs of a document: its name, its pages with their sizes."""
    reading = document.reading
    sizes = _known(reading.pk, reading.pages)["sizes"] if reading else []
    return {"name": document.name, "reading": reading.pk if reading else 0, "sizes": sizes}


def located(facts: dict[str, Any], draft: Document, references: list[Document]) -> dict[str, Any]:
    """The quotes of a card or a pair with their places, as the browser draws them.

    {"draft": [{"at", "spots"}], "upper": [{"plan", "at", "spots"}]}
    """
    own = facts.get("draft")
    quotes = own if isinstance(own, list) else [own] if own else []
    upper = facts.get("upper")
    uppers = upper if isinstance(upper, list) else [upper] if upper else []
    return {
        "draft": [_place(draft, quote) for quote in quotes if quote.get("at")],
        "upper": [
            {"plan": quote["plan"], **_place(references[quote["plan"]], quote)}
            for quote in uppers
            if quote.get("at") and quote["plan"] is not None and quote["plan"] < len(references)
        ],
    }


def _place(document: Document, quote: dict[str, Any]) -> dict[str, Any]:
    reading = document.reading
    return {"at": quote["at"], "spots": spots(reading, quote["at"]) if reading else []}
