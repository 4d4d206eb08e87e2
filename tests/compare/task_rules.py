"""Two bodies of plans for each rule about tasks: a case that fires it, and a near miss."""

from __future__ import annotations

from collections.abc import Callable

from compare.model import Review
from compare.reviewing import review
from tests.compare.plans import LOWER, UPPER
from tests.compare.task_cases import plan_with

_TASKS, _ORGANISATION = "II. NHIỆM VỤ, GIẢI PHÁP", "III. TỔ CHỨC THỰC HIỆN"
_WOODS = "1. Trồng rừng phòng hộ ven suối; chăm sóc vườn ươm giống."
_LED = ("1. Trồng rừng", "Phòng Nông nghiệp chủ trì trồng rừng ven suối.")
_TAUGHT = ("2. Dạy nghề", "Phòng Nội vụ chủ trì mở lớp dạy nghề mộc.")
_REPORT = "1. Ủy ban nhân dân các huyện: Báo cáo trước ngày 10 tháng 12 hằng năm."
_OFFICE = "1. Phòng Nông nghiệp: Chủ trì thực hiện;"


def _two(upper: list[str], lower: list[str]) -> Callable[[], Review]:
    return lambda: review(plan_with(LOWER, lower), [plan_with(UPPER, upper)])


def _tasks(upper: str, lower: str) -> Callable[[], Review]:
    return _two([_TASKS, upper], [_TASKS, lower])


def _duties(upper: str, lower: str) -> Callable[[], Review]:
    return _two([_TASKS, _WOODS, _ORGANISATION, upper], [_TASKS, _WOODS, _ORGANISATION, lower])


def _led(*groups: tuple[str, str]) -> Callable[[], Review]:
    lines = [_TASKS, *(line for group in groups for line in group)]
    return _two([_TASKS, _WOODS], lines)


TASK_RULES: dict[str, tuple[Callable[[], Review], Callable[[], Review]]] = {
    "NV01": (_tasks(_WOODS, "1. Mở lớp dạy nghề mộc."), _tasks(_WOODS, "1. Trồng cây phòng hộ ở ven suối.")),
    "NV02": (
        _tasks(_WOODS.replace("Trồng", "Tổ chức trồng"), "1. Đề xuất trồng rừng phòng hộ ven suối."),
        _tasks("1. Tổ chức tập huấn trồng rừng phòng hộ.", "1. Cử người dự tập huấn trồng rừng phòng hộ."),
    ),
    "NV03": (
        _tasks(_WOODS, "1. Trồng rừng phòng hộ ven suối."),
        _tasks(_WOODS, "1. Trồng rừng phòng hộ ven suối, làm vườn ươm giống."),
    ),
    "NV04": (
        _tasks(
            "1. Hoàn thành cắm mốc rừng phòng hộ trước năm 2023.",
            "1. Hoàn thành cắm mốc rừng phòng hộ trước năm 2024.",
        ),
        _tasks(
            "1. Hoàn thành cắm mốc rừng phòng hộ trước năm 2023.",
            "1. Hoàn thành cắm mốc rừng phòng hộ trước năm 2022.",
        ),
    ),
    "NV05": (
        _led(_LED, _TAUGHT, ("3. Truyền thông", "Phát tờ rơi ở chợ.")),
        _led(_LED, _TAUGHT, ("3. Truyền thông", "Phòng Văn hóa chủ trì phát tờ rơi ở chợ.")),
    ),
    "NV06": (
        _duties("1. Sở Nông nghiệp: Chủ trì thực hiện.", "1. Sở Nông nghiệp: Chủ trì thực hiện."),
        _duties("1. Sở Nông nghiệp: Chủ trì thực hiện.", "1. Đề nghị Sở Nông nghiệp: Hỗ trợ kỹ thuật."),
    ),
    "NV07": (
        _duties(_REPORT, f"{_OFFICE} báo cáo theo chức năng, nhiệm vụ của Sở Tài chính."),
        _duties(_REPORT, f"{_OFFICE} báo cáo theo nhiệm vụ và hướng dẫn của Sở Tài chính."),
    ),
    "NV08": (
        _duties("1. Các địa phương: Bố trí kinh phí thực hiện.", f"{_OFFICE} báo cáo hằng năm."),
        _duties("1. Các địa phương: Bố trí kinh phí thực hiện.", f"{_OFFICE} lập dự toán hằng năm."),
    ),
    "NV09": (
        _duties(_REPORT, f"{_OFFICE} đôn đốc các xã."),
        _duties(_REPORT, f"{_OFFICE} báo cáo hằng năm."),
    ),
    "NV10": (
        _duties(_REPORT, f"{_OFFICE} báo cáo trước ngày 20 tháng 12 hằng năm."),
        _duties(_REPORT, f"{_OFFICE} báo cáo 6 tháng trước ngày 20 tháng 6."),
    ),
    "NV11": (
        _duties("1. Các địa phương: Tổ chức sơ kết, tổng kết Kế hoạch.", f"{_OFFICE} báo cáo hằng năm."),
        _duties(
            "1. Các địa phương: Tổ chức sơ kết, tổng kết Kế hoạch.", f"{_OFFICE} tham mưu sơ kết, tổng kết."
        ),
    ),
    "NV12": (
        _tasks("1. Vận động hộ dân giữ rừng già đầu nguồn ở bản vùng cao.", "1. Bảo vệ rừng già đầu nguồn."),
        _tasks(
            "1. Vận động hộ dân giữ rừng già đầu nguồn ở bản vùng cao.",
            "1. Giữ rừng già đầu nguồn ở các bản.",
        ),
    ),
    "NV13": (
        _tasks(
            "1. Công an các huyện, thành phố chủ trì trực chốt trên bến đò ngang mùa lũ.",
            "1. Hội Nông dân huyện chủ trì trực chốt trên bến đò ngang mùa lũ.",
        ),
        _tasks(
            "1. Công an tỉnh chủ trì trực chốt trên bến đò ngang mùa lũ.",
            "1. Hội Nông dân huyện chủ trì trực chốt trên bến đò ngang mùa lũ.",
        ),
    ),
}
