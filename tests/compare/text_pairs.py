"""A review that fires each rule about words and form, and a near miss."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from compare.model import Review
from compare.registers.complete import REGISTERS, shipped
from tests.compare.plans import LOWER, cite
from tests.compare.text_plans import NOW, RECEIVED, SIGNED, against_upper, draft

MOTTO = "Độc lập - Tự do - Hạnh phúc"
LABOUR = "Phòng Lao động - Thương binh và Xã hội tổng hợp."


def tasks(*lines: str) -> Review:
    """The review of a draft with these tasks."""
    return against_upper(draft(*lines))


def based(basis: str) -> Review:
    """The review of a draft with one more basis."""
    return against_upper(draft(head=replace(LOWER, bases=(basis, *LOWER.bases))))


def dated(days_after: int) -> Review:
    """The review of a draft of so many days after the one to which all registers are complete."""
    last = min(date.fromisoformat(shipped(register)) for register in REGISTERS)
    return against_upper(draft(head=replace(LOWER, date=f"{last + timedelta(days_after):%d/%m/%Y}")))


def swapped(old: str, new: str) -> Review:
    """The review of a faultless draft with one piece of its lines replaced."""
    return against_upper(draft(swap=(old, new)))


def ended(*tail: str) -> Review:
    """The review of a draft with this tail."""
    return against_upper(draft(tail=tail))


# The register knows only real places.
DISTRICT_2022 = replace(LOWER, place="huyện Sa Thầy", date="10/3/2022", bases=(cite("tỉnh Kon Tum"),))
COMMUNE_2026 = replace(NOW, place="xã Bờ Y", bases=(cite("tỉnh Quảng Ngãi", date="20/01/2026"),))

TEXT_PAIRS: dict[str, tuple[Callable[[], Review], Callable[[], Review]]] = {
    "TN01": (lambda: against_upper(draft(LABOUR, head=NOW)), lambda: tasks(LABOUR)),
    "TN02": (
        lambda: tasks("Sở Lao động - Thương và Xã hội hướng dẫn."),
        lambda: tasks("Sở Lao động - TB&XH hướng dẫn."),
    ),
    "TN03": (
        lambda: against_upper(draft("Các xã, thị trấn rà soát.", head=NOW)),
        lambda: tasks("Các xã, thị trấn rà soát."),
    ),
    "TN04": (
        lambda: tasks("Phòng Tài Chính - Kế hoạch cân đối."),
        lambda: tasks("Sở Công thương hướng dẫn."),
    ),
    "TN05": (lambda: tasks("Tập huấn công tác viên dân số."), lambda: tasks("Quản lý công tác viên chức.")),
    "TN06": (
        lambda: tasks("Các nghành phối hợp, các ngành tham gia."),
        lambda: tasks("Bảo tồn nhạc cụ klông pút."),
    ),
    "TN07": (
        lambda: tasks("Trách nhiệm của của các xã."),
        lambda: tasks("Luôn luôn gìn giữ, dần dần mở rộng...;"),
    ),
    "TN08": (
        lambda: against_upper(draft("Chọn huyện Ngọc Hồi làm điểm.", head=COMMUNE_2026)),
        lambda: against_upper(draft("Chọn huyện Ngọc Hồi làm điểm.", head=DISTRICT_2022)),
    ),
    "TN09": (
        lambda: against_upper(draft("Thực hiện tại huyện Chư Prông, tỉnh Kon Tum.", head=DISTRICT_2022)),
        lambda: against_upper(draft("Thực hiện tại huyện Chư Prông, tỉnh Gia Lai.", head=DISTRICT_2022)),
    ),
    "TN10": (
        lambda: against_upper(draft("Thực hiện tại huyện Ngọc Hổi.", head=DISTRICT_2022)),
        lambda: against_upper(draft("Thực hiện tại huyện Đắk Hà.", head=DISTRICT_2022)),
    ),
    "TT03": (
        lambda: swapped(MOTTO, "Độc lập, Tự do, Hạnh phúc"),
        lambda: swapped(MOTTO, "Độc lập – Tự do – Hạnh phúc"),
    ),
    "TT04": (lambda: swapped("tỉnh Hà Lĩnh.", "tỉnh Hà Lĩnh;"), lambda: swapped("như sau:", "như sau.")),
    "TT05": (lambda: swapped("Số: 112/KH-UBND", "Số: 5/KH-UBND"), lambda: swapped("Số: 112", "Số:112")),
    "TT06": (
        lambda: against_upper(draft(head=replace(LOWER, date="5/2/2022"))),
        lambda: against_upper(draft(head=replace(LOWER, date="15/3/2022"))),
    ),
    "TT07": (
        lambda: swapped("Suối Vàng, ngày", "Việt Nam, ngày"),
        lambda: swapped("Suối Vàng, ngày", "Huyện Suối Vàng, ngày"),
    ),
    "TT08": (
        lambda: swapped("Thực hiện Chương", "V/v thực hiện Chương"),
        lambda: swapped("Thực hiện Chương", "Về thực hiện Chương"),
    ),
    "TT09": (lambda: tasks("Việc một.\n3. Việc ba."), lambda: tasks("Việc một.", "Việc hai.")),
    "TT10": (
        lambda: ended(*RECEIVED, SIGNED[0], *SIGNED[2:]),
        lambda: ended(*RECEIVED, SIGNED[0], "CHỦ TỊCH", SIGNED[3]),
    ),
    "TT11": (lambda: ended(*RECEIVED, *SIGNED[1:]), lambda: ended(*RECEIVED, *SIGNED)),
    "TT12": (
        lambda: ended("Nơi nhận:", "- UBND tỉnh;", "- Lưu: VT;", *SIGNED),
        lambda: ended("Nơi nhận: Lưu: VT;", *SIGNED),
    ),
    "TT13": (lambda: swapped("Kế hoạch này./.", "Kế hoạch này."), lambda: ended()),
    "TT14": (
        lambda: based("Căn cứ Luật Trẻ em số 102/2016/QH13 ngày 05 tháng 4 năm 2016;"),
        lambda: based("Căn cứ Luật Trẻ em ngày 05 tháng 4 năm 2016;"),
    ),
    "TT15": (
        lambda: based("Căn cứ Quyết định số 310/QĐ-TTg ngày 15/3/2021 của Thủ tướng Chính phủ;"),
        lambda: based(
            "Căn cứ Quyết định số 310/QĐ-TTg ngày 15/3/2021 của Thủ tướng Chính phủ phê duyệt Đề án Xa;"
        ),
    ),
    "VB09": (lambda: dated(1), lambda: dated(0)),
}
