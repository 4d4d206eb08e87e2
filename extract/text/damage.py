"""Letters that were lost before the file came here: counted and told, never guessed."""

from __future__ import annotations

import re

from extract.model import Document

# "ho?ch", "th?c": a question mark inside a word is no question.
_LOST_WITHIN = re.compile(r"[^\W\d_]\?+(?=[^\W\d_])")
_BROKEN = re.compile(r"[^\W\d_]\?|\?[^\W\d_]|\ufffd")
_ADDRESS = re.compile(r"\w+://|www\.|=")
_LEAST = 3
"""Words with a mark inside; fewer are slips of typing."""
_SHOWN = 3
"""Words that are shown as examples."""


def damage(document: Document) -> tuple[str, ...]:
    """One sentence where letters are missing, with their number and a few of the words."""
    words = [word for word in document.text.split() if _BROKEN.search(word) and not _ADDRESS.search(word)]
    within = [word for word in words if _LOST_WITHIN.search(word)]
    if len(within) < _LEAST:
        words = [word for word in words if "\ufffd" in word]
    if not words:
        return ()
    shown = ", ".join(f"«{word}»" for word in list(dict.fromkeys(words))[:_SHOWN])
    return (
        f"Có {len(words)} từ bị mất chữ (chữ Việt đã thành “?” hoặc “\ufffd”, ví dụ {shown}); "
        "không đoán lại. Hãy dùng bản gốc.",
    )
