"""A ceiling for the findings of one rule: what goes beyond it is counted in the last one that is told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from compare.model import Finding
from compare.rules.base import Hit
from extract.language import writing

MOST = 200
"""Findings of one rule that a review tells at most; waived ones are not counted."""


def under_ceiling(found: Sequence[tuple[Hit, Finding]]) -> list[tuple[Hit, Finding]]:
    """The findings, the heaviest first, without those of a rule beyond ``MOST``.

    The last one told of such a rule says how many more there are and takes over their pairs, so that each pair still
    names a finding. Waived findings are all kept: each answers a decision.
    """
    open_ones = Counter(finding.rule for _, finding in found if finding.waived is None)
    if max(open_ones.values(), default=0) <= MOST:
        return list(found)
    kept: list[tuple[Hit, Finding]] = []
    last: dict[str, int] = {}
    pairs: dict[str, list[int]] = {}
    told = Counter[str]()
    for hit, finding in found:
        if finding.waived is None:
            told[finding.rule] += 1
            if told[finding.rule] > MOST:
                pairs.setdefault(finding.rule, []).extend(
                    (*(() if hit.pair is None else (hit.pair,)), *hit.pairs)
                )
                continue
            last[finding.rule] = len(kept)
        kept.append((hit, finding))
    for rule, more in pairs.items():
        hit, finding = kept[last[rule]]
        count = writing.count(open_ones[rule] - MOST)
        message = f"{finding.message.rstrip('.')}; và {count} chỗ khác."
        kept[last[rule]] = replace(hit, pairs=(*hit.pairs, *more)), replace(finding, message=message)
    return kept
