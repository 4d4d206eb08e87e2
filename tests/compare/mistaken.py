"""Reviews of files given by mistake, and of right ones that look alike; places and programmes are made up."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from compare.model import Review
from compare.reviewing import review
from extract.model import Plan
from extract.pipeline import plan_of
from tests.compare.plans import DISTRICT, LOWER, UPPER, Head, document, lines_of

WATER = (
    "90% số hộ nông thôn dùng nước sạch.",
    "70% số thôn có tổ quản lý công trình nước.",
    "60% số trường học có nhà vệ sinh đạt chuẩn.",
    "Tỷ lệ công trình cấp nước hoạt động bền vững đạt 80%.",
    "50% số xã thu gom nước thải sinh hoạt.",
)
READING = (
    "65% số xã có thư viện mở cửa hằng tuần.",
    "Mỗi trường tiểu học có ít nhất 02 tủ sách ngoài trời.",
    "40% số học sinh được cấp thẻ bạn đọc.",
    "Tổ chức 12 ngày hội sách.",
    "30% số đầu sách được số hóa.",
)
WATER_NAME, READING_NAME = "Chương trình cấp nước và vệ sinh nông thôn", "Đề án phát triển văn hóa đọc"
SPARE = replace(LOWER, bases=())
"""The head of a district's plan that cites nothing."""


def named(targets: Sequence[str], head: Head, name: str = "ke-hoach.docx", **changes: object) -> Plan:
    """A plan of a file ``name``."""
    return plan_of(document(lines_of(replace(head, **changes), targets), name))  # type: ignore[arg-type]


def province(targets: Sequence[str] = WATER, name: str = "tinh.docx", **changes: object) -> Plan:
    return named(targets, UPPER, name, **{"programme": WATER_NAME, **changes})


def district(targets: Sequence[str] = WATER, name: str = "huyen.docx", **changes: object) -> Plan:
    return named(targets, SPARE, name, **{"programme": WATER_NAME, **changes})


def in_other_form(made: Plan, name: str) -> Plan:
    """The plan from another file, whose bytes differ."""
    return replace(made, source=replace(made.source, name=name, sha256="0" * 64))


def told(made: Review) -> list[tuple[str, str]]:
    """(code, severity) of the findings that stand before all others."""
    return [(f.rule, f.severity.value) for f in made.findings if f.id in made.leading]


LETTER = (
    "ỦY BAN NHÂN DÂN",
    DISTRICT.upper(),
    "Số: 214/UBND-VX",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Độc lập - Tự do - Hạnh phúc",
    "Suối Vàng, ngày 12 tháng 5 năm 2021",
    "Kính gửi: Sở Nông nghiệp",
    "Ủy ban nhân dân huyện cơ bản nhất trí với bố cục của dự thảo, không có ý kiến bổ sung.",
)
REPORT = (
    *LETTER[:2],
    "Số: 98/BC-UBND",
    *LETTER[3:6],
    "BÁO CÁO",
    "Kết quả cấp nước và vệ sinh nông thôn năm 2021",
    "I. KẾT QUẢ ĐẠT ĐƯỢC",
    "- Đã có 45% số hộ nông thôn dùng nước sạch.",
    "- Có 18 thôn lập tổ quản lý công trình nước.",
)
FORM = ("PHIẾU ĐĂNG KÝ LỚP TẬP HUẤN", "Họ và tên: ……………", "Đơn vị công tác: ……………", "Người đăng ký")
BLANK = (
    "KẾ HOẠCH",
    "Về việc ……………",
    "I. MỤC TIÊU",
    "- Đạt …% số hộ ……",
    "II. NHIỆM VỤ",
    "……………",
)


def given(*lines: str) -> Review:
    """The review of a draft with these lines against the plan of the province."""
    return review(plan_of(document(lines, "tep.docx")), [province()])


FILE_RULES: dict[str, tuple[Callable[[], Review], Callable[[], Review]]] = {
    "CC17": (
        lambda: review(district(), [in_other_form(district(), "huyen.pdf")]),
        lambda: review(district(), [province()]),
    ),
    "CC18": (lambda: review(province(), [district()]), lambda: review(district(), [province()])),
    "CC19": (
        lambda: review(district(), [province(READING, programme=READING_NAME)]),
        lambda: review(district(programme="Chương trình nước sạch"), [province()]),
    ),
    "CC20": (
        lambda: review(district(), [district(place="huyện Khe Trắng", number="9/KH-UBND")]),
        lambda: review(
            district(period="năm 2023"), [district(number="9/KH-UBND", period="giai đoạn 2021 - 2025")]
        ),
    ),
    "CC21": (
        lambda: review(district(), [province(), in_other_form(province(), "tinh.pdf")]),
        lambda: review(district(), [province(), province(number="7/KH-UBND", date="2/2/2021")]),
    ),
    "VB08": (lambda: given(*LETTER), lambda: given(*lines_of(SPARE, ["Nâng cao đời sống người dân."]))),
}
