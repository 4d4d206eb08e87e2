"""Where a line outside the numbered sections stands: the sides of the tail of a plan."""

from __future__ import annotations

import pytest

from compare.model import SpotKind
from compare.spots import spot_of
from extract.pipeline import plan_of
from tests.compare.plans import LOWER, document, lines_of

TAIL = ["Nơi nhận:", "- UBND tỉnh;", "- Lưu: VT.", "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Lò Văn Sáng"]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Nơi nhận:", SpotKind.RECIPIENTS),
        ("- Lưu: VT.", SpotKind.RECIPIENTS),
        ("CHỦ TỊCH", SpotKind.SIGNATURE),
        # The name may stand under either column.
        ("Lò Văn Sáng", SpotKind.TAIL),
    ],
)
def test_a_line_of_the_tail_is_of_one_side(line: str, kind: SpotKind) -> None:
    plan = plan_of(document([*lines_of(LOWER, ["Có 60% số thôn có loa."]), *TAIL]))
    (statement,) = [one for one in plan.statements if one.text.strip() == line]
    spot = spot_of(plan, statement.anchor)
    assert spot is not None
    assert spot.kind is kind


def test_two_columns_on_one_line_are_the_tail() -> None:
    joined = "- Lưu: VT. KT. CHỦ TỊCH"
    plan = plan_of(document([*lines_of(LOWER, ["Có 60% số thôn có loa."]), *TAIL[:2], joined, *TAIL[5:]]))
    (statement,) = [one for one in plan.statements if one.text.strip() == joined]
    spot = spot_of(plan, statement.anchor)
    assert spot is not None
    assert spot.kind is SpotKind.TAIL
