"""What a finding says of two ways of measuring: a rise beside a level, and what the rise comes to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from compare.model import Difference, Pair, Severity
from compare.rules.base import Case, Hit
from compare.rules.hits import pair_hit, telling
from compare.rules.targets.firming import KEPT
from compare.targets.present import Reached, reached
from extract.language import writing
from extract.model import Better, Measure

_MEASURES = {
    "level": "mức phải đạt",
    "increase": "mức tăng thêm",
    "decrease": "mức giảm",
    "year": "bình quân mỗi năm",
    "total": "cả giai đoạn",
    "each": "mức của từng đơn vị",
    "mean": "mức bình quân",
    "sum": "tổng số",
    "%": "phần trăm (%)",
    "điểm %": "điểm phần trăm",
    "lần": "số lần",
    "‰": "phần nghìn (‰)",
}


def changed_measure(case: Case, index: int, pair: Pair, difference: Difference) -> Hit:
    """The hit of one pair whose sides are measured in two ways; computed where the draft states its base."""
    first, second = (
        _MEASURES.get(side or "", side or "") for side in (difference.reference, difference.draft)
    )
    hit = pair_hit(case, index, pair)
    facts = hit.values
    asked, given = pair.reference.measure, pair.draft.measure if pair.draft else None
    found = reached(case.draft, asked, given) if asked is not None and given is not None else None
    if asked is None or given is None or found is None:
        told = {
            "told": f"dự thảo nêu {second} ({facts['given']}), yêu cầu là {first} ({facts['asked']})",
            "act": f"nêu lại chỉ tiêu “{facts['own']}” theo {first} như",
            "ending": f" ({facts['asked']}{facts['at']}), hoặc bổ sung số liệu gốc để quy đổi",
        }
        # A sum may be enough for each of them: how many there are is not known.
        summed = difference.draft == "sum"
        return replace(telling(hit, **told), severity=Severity.MEDIUM) if summed else telling(hit, **told)
    severity = None if found.is_less(asked) else Severity.LOW
    return replace(telling(hit, **_computed(found, asked, given, facts)), severity=severity)


def _computed(found: Reached, asked: Measure, given: Measure, facts: Mapping[str, str]) -> dict[str, str]:
    """What the draft's own numbers make of its change, and the level to state instead."""
    change = f"{writing.requirement(given)} ({found.base})"
    where = writing.capitalised(writing.section(found.where))
    base = f"{where} của dự thảo: năm {given.baseline_year} có {found.stated}".removeprefix(" của ")
    if found.is_less(asked):
        behind = "cao hơn" if asked.better is Better.LOWER else "thấp hơn"
        level = f"{facts['asked']} của {facts['document']}"
        comes = f"{change}, chỉ tương ứng khoảng {found.comes_to}, {behind} mức {level} ({base})"
    else:
        level = f"bảo đảm mức {facts['asked']} nhưng khác cách tính"
        comes = f"{change}, tương ứng khoảng {found.comes_to}, {level} ({base})"
    return {
        "told": f"dự thảo nêu {comes}",
        "act": f"sửa chỉ tiêu “{facts['own']}” thành “{writing.without_area(facts['whole'])}” theo",
        "ending": KEPT,
    }
