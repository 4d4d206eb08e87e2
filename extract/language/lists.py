"""Lists in a sentence: "trạm y tế, trường học và nhà văn hóa"."""

from __future__ import annotations

import re

from extract.language.lexicon import fold
from extract.language.phrases import composed, phrases

_JOINED_NAMES = composed("<<names>>", names=phrases("layout", "joined_names"))
_BRACKETS = re.compile(r"\([^()]*\)")


def split_list(text: str) -> list[str]:
    """Return the items of a list, cut at commas, semicolons and "và", but not inside names that have such a word."""
    folded = list(fold(text))
    for kept in (_JOINED_NAMES, _BRACKETS):
        for name in kept.finditer("".join(folded)):
            folded[name.start() : name.end()] = "x" * (name.end() - name.start())
    cuts = [
        found.span() for found in re.finditer(r"\s*[,;]\s*(?:và\s+)?|\s+(?:và|hoặc|cùng)\s+", "".join(folded))
    ]
    starts = [0, *(end for _, end in cuts)]
    ends = [*(start for start, _ in cuts), len(text)]
    return [
        text[start:end].strip() for start, end in zip(starts, ends, strict=True) if text[start:end].strip()
    ]
