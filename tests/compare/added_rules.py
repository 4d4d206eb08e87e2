"""A review that fires each rule about words that only one side has, and a near miss."""

from __future__ import annotations

from collections.abc import Callable

from compare.model import Review
from tests.compare.plans import reviewed

TARGET = "60% số thôn có nhà văn hóa."


def answered(draft: str) -> Review:
    """The review of a draft with this answer to a target."""
    return reviewed(TARGET, draft)


ADDED_RULES: dict[str, tuple[Callable[[], Review], Callable[[], Review]]] = {
    "CT22": (
        lambda: answered("60% số thôn có nhà văn hóa khi huy động được nguồn lực."),
        lambda: answered("60% số thôn có nhà văn hóa khi kết thúc năm 2025."),
    ),
    "CT23": (
        lambda: reviewed("80% hộ có bếp đun hợp vệ sinh.", "80% hộ có bếp đun."),
        lambda: reviewed("80% hộ có bếp đun hợp vệ sinh.", "85% hộ có bếp đun."),
    ),
    "CT24": (
        lambda: answered("60% số thôn giáp suối có nhà văn hóa."),
        lambda: answered("60% số thôn trên địa bàn huyện có nhà văn hóa."),
    ),
}
