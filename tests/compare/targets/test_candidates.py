"""Candidates by the inverted index, against all pairs one by one."""

from __future__ import annotations

import pytest

from benchmarks.sizes import plans, read
from compare.targets.candidates import alone, candidates
from compare.targets.evidence import Facts, evidence, facts_of, log_odds
from compare.targets.indicators import indicators
from compare.targets.items import measured_items
from compare.words.similarity import Index
from extract.model import Plan
from tests.compare.plans import lower_plan, upper_plan

MIXED = (
    "Đến năm 2025, 60% số thôn có nhà văn hóa; năm 2030 đạt 80%.",
    "Xây dựng 20 mô hình nuôi ong lấy mật; trồng mới 1.500 ha rừng.",
    "80% số xã không có tệ nạn ma túy.",
    "Thu nhập bình quân đạt 48 triệu đồng/người/năm.",
    "Tỷ suất sinh thô dưới 14‰; mỗi năm giảm 0,2‰.",
)


def facts(*pair: Plan) -> tuple[list[Facts], list[Facts]]:
    items = [measured_items(plan) for plan in pair]
    index = Index(item.text for group in items for item in group)
    upper, lower = ([facts_of(one, index) for one in indicators(group, index)] for group in items)
    return upper, lower


def one_by_one(upper: list[Facts], lower: list[Facts], floor: float) -> dict[tuple[int, int], float]:
    found = {}
    for i, reference in enumerate(upper):
        for j, draft in enumerate(lower):
            pieces = evidence(reference, draft)
            if pieces is not None and log_odds(pieces) > floor:
                found[i, j] = log_odds(pieces)
    return found


@pytest.mark.parametrize("floor", [-20.0, -5.0, -1.0, 2.0])
def test_no_candidate_above_the_floor_is_lost(floor: float) -> None:
    for pair in (read(*plans(40, seed=3)), (upper_plan(*MIXED), lower_plan(*reversed(MIXED)))):
        upper, lower = facts(*pair)
        found = {(one.reference, one.draft): one.odds for one in alone(upper, lower, floor)}
        assert found == pytest.approx(one_by_one(upper, lower, floor))


def test_a_neighbour_that_is_paired_speaks_for_a_thin_subject() -> None:
    upper, lower = facts(
        upper_plan("80% hộ chăn nuôi tiêm phòng cho gia súc, 45% hộ có hố ủ phân."),
        lower_plan("80% hộ chăn nuôi tiêm phòng gia súc, 40% xây bể chứa.", "40% chợ có điểm giết mổ."),
    )
    pieces = {(one.reference, one.draft): one.pieces for one in candidates(upper, lower, -20.0)}
    assert pieces[1, 1]["neighbour"] > 0.9
    assert pieces[1, 2]["neighbour"] == 0
    assert pieces[0, 0]["neighbour"] < 0.5
