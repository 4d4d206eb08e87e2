"""Punctuation that stands twice: ";;", ",,", ";." and two full stops that are no dots of omission."""

from __future__ import annotations

import re
from collections.abc import Iterator

_DOUBLED = re.compile(r"(?P<first>[;,:])(?P<second>\s?[;,.:])(?![.…])|(?<![.…/\s])\.\.(?![.…/\d])")
_ELLIPSIS = re.compile(r"\.{3,}|…")


def doubled_marks(text: str) -> Iterator[tuple[str, str]]:
    """(as written, as meant): the last of two different marks is meant, since a sentence ends with it.

    >>> list(doubled_marks("các xã;; các thôn...; hằng năm..")), list(doubled_marks("hội viên;."))
    ([('xã;;', 'xã;'), ('năm..', 'năm.')], [('viên;.', 'viên.')])
    """
    for found in _DOUBLED.finditer(text):
        marks = found[0].replace(" ", "")
        # Behind dots of omission a mark is a mark: "thôn, bản...;".
        if _ELLIPSIS.search(text[max(0, found.start() - 3) : found.start()]):
            continue
        word = re.search(r"[^\s;,.:]*$", text[: found.start()])
        before = word[0] if word else ""
        yield f"{before}{found[0]}", f"{before}{marks[-1]}"
