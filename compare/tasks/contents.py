"""Contents that a task lists: "Tuyên truyền về đuối nước, bạo lực học đường và tai nạn giao thông".

    listed := head "," content ("," content)* (("và" | "hoặc" | "," "và") content)?

The first part of a list holds the verb and is no content. Names of bodies and places are no contents either.
"""

from __future__ import annotations

import re

_BETWEEN = re.compile(r"\s*,\s*(?:(?:và|hoặc)\s+)?|\s+(?:và|hoặc)\s+")
_GLOSS = re.compile(r"\([^()]*\)")
# Fewest contents of a list, and fewest syllables of one.
LEAST = 2
_SYLLABLES = 2


def contents(clause: str) -> tuple[str, ...]:
    """The contents that a clause lists, without the part that holds the verb; empty without a list.

    >>> contents("Tuyên truyền về đuối nước, bạo lực học đường và tai nạn giao thông")
    ('bạo lực học đường', 'tai nạn giao thông')
    """
    found = tuple(
        piece
        for piece in (part.strip(" .;:") for part in _BETWEEN.split(_GLOSS.sub("", clause))[1:])
        if len(piece.split()) >= _SYLLABLES and piece == piece.lower()
    )
    return found if len(found) >= LEAST else ()
