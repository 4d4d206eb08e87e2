"""Sums of money in a part on funding (kinh phí): the total, the sum of each year, the share of each source; and the
least share of the spending that is set aside or raised ("trích tối thiểu 12% chi thường xuyên").

    sums := total ("," ("trong đó" | "gồm" | …) | ":" | "=") share (sep share)*

The shares behind a listing word or a colon are parts of the total before them; sources without a total stand for
themselves.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from extract.grammar.measures import Context, read_measures
from extract.language.lexicon import fold
from extract.language.phrases import composed, phrases
from extract.language.units import unit_kind
from extract.model import Bound, Document, Masthead, Measure
from extract.structure.passages import Passage

# "2.860 tỷ đồng, trong đó …", "9.500 triệu đồng, gồm: …", "298 tỷ đồng: …"; "năm 2022: …; năm 2023: …" lists nothing.
_LISTS = composed(
    r"(?<!\w)<<words>>(?!\w)|^\s*(?:\([^()]*\)\s*)?[:=]", words=phrases("tasks", "lists_sources")
)
# "Tổng kinh phí: 23,5 tỷ đồng. Trong đó: …" goes on with the total.
_SENTENCE_END = composed(r"\.\s+(?!<<words>>(?!\w))", re.IGNORECASE, words=phrases("tasks", "lists_sources"))
_SET_ASIDE = composed(
    r"(?:%|phần trăm)\s+(?:<<links>>\s+)*<<spending>>(?!\w)",
    links=phrases("tasks", "set_aside", "links"),
    spending=phrases("tasks", "set_aside", "spending"),
)
# "hằng năm dành 2% chi thường xuyên"
_SETS_ASIDE = composed(
    r"(?<!\w)<<verbs>>\s+[^,;.()]{1,40}?(?:%|phần trăm)", verbs=phrases("tasks", "set_aside", "verbs")
)


def read_sums(passage: Passage, masthead: Masthead, document: Document) -> tuple[Measure, ...]:
    """The sums of money and the shares set aside of a passage on funding, in order; no other number is a measure."""
    context = Context(period=passage.period, plan=masthead.period, effort=passage.effort, bare=False)
    found = read_measures(passage.text, context, document)
    sums = (m for m in found if unit_kind(m.unit, m.per) == "money" or _is_set_aside(m))
    return tuple(_with_parts(sums, document))


def _is_set_aside(measure: Measure) -> bool:
    """Whether a measure is a share of the spending that is asked for, not what a source gives.

    It has a floor ("ít nhất 2% chi ngân sách") or is set aside ("trình Hội đồng nhân dân dành 2% chi thường xuyên").
    """
    text = fold(measure.text)
    asked = measure.bound in (Bound.AT_LEAST, Bound.MORE_THAN) or _SETS_ASIDE.search(text) is not None
    return asked and measure.unit == "%" and measure.change is None and _SET_ASIDE.search(text) is not None


def _with_parts(sums: Iterable[Measure], document: Document) -> Iterator[Measure]:
    """The sums; a listing word between a total and a sum of its sentence makes the sum a part of the total."""
    total: Measure | None = None
    for measure in sums:
        if measure.unit == "%":
            yield measure
            continue
        between = document.text[total.anchor.end : measure.anchor.end] if total else ""
        part = _LISTS.search(fold(between)) is not None and not _SENTENCE_END.search(between)
        total = total if part else measure
        yield replace(measure, part=part)
