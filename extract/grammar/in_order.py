"""Values listed in the order of what they belong to: "tại cấp huyện, cấp xã lần lượt là 85% và 65%".

``extract.grammar.deadlines`` does the same for years.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extract.language.lexicon import fold
from extract.language.phrases import composed, phrases
from extract.model import Measure

_SEPARATORS = re.compile(r",\s*(?:và\s+)?|\s+và\s+")
# "Tỷ lệ xã, phường có thư viện lần lượt …": what is said of all stands behind the list.
_PREDICATE = composed(r"\s<<words>>(?!\w)", words=phrases("quantities", "subject", "predicates"))
_LONGEST_ITEM = 5
"""Words of one thing in such a list."""


def each_its_own(measures: Sequence[Measure]) -> list[Measure]:
    """Give each of several measures with one subject the item of the list in it that it belongs to.

    Measures of several years, or with subjects without a list of as many items, stay as they are.
    """
    first = measures[0] if measures else None
    alike = first is not None and all(one.subject == first.subject for one in measures)
    if first is None or not alike or len({one.deadline for one in measures}) > 1:
        return list(measures)
    predicate = _PREDICATE.search(fold(first.subject))
    end = predicate.start() if predicate else len(first.subject)
    tail = first.subject[end:].strip()
    found = _listed(first.subject[:end], len(measures))
    if found is None:
        found, tail = _listed(first.subject, len(measures)), ""
    if found is None:
        return list(measures)
    stem, items = found
    return [
        replace(one, subject=" ".join(filter(None, (stem, item, tail))), scope=())
        for one, item in zip(measures, items, strict=True)
    ]


def _listed(subject: str, number: int) -> tuple[str, list[str]] | None:
    """The words before a list of ``number`` items at the end of a subject, and the items.

    >>> _listed("Hồ sơ xử lý trên mạng tại cấp tỉnh, cấp huyện và cấp xã", 3)
    ('Hồ sơ xử lý trên mạng tại', ['cấp tỉnh', 'cấp huyện', 'cấp xã'])
    """
    pieces = _SEPARATORS.split(subject.strip(" ,;:"))
    if number < 2 or len(pieces) < number:
        return None
    head, items = pieces[-number].split(), pieces[-number + 1 :]
    second = items[0].split()
    if not head or any(not 0 < len(item.split()) <= _LONGEST_ITEM for item in items):
        return None
    # The first item begins like the second, or is as long.
    alike = [place for place, word in enumerate(head) if word.casefold() == second[0].casefold()]
    start = alike[-1] if alike else max(0, len(head) - len(second))
    before = subject[: subject.index(pieces[-number])] if len(pieces) > number else ""
    return f"{before}{' '.join(head[:start])}".strip(), [" ".join(head[start:]), *items]
