"""Items of three invented plans on clean water: places, numbers and sentences are made up."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from compare.model import Place
from extract.model import Anchor, Better, Bound, Box, Change, Effort, Measure

NATION, PROVINCE, DRAFT = "qd-318-ttg.pdf", "kh-97-tinh-hai-son.docx", "du-thao-huyen-phu-lam.docx"
NATION_PATH = ("II", "2", "2.1")
PROVINCE_PATH = ("Phần thứ hai", "I", "2", "2.1")
DRAFT_PATH = ("I", "2")


def anchor(file: str, paragraph: int, page: int | None = None) -> Anchor:
    """A made-up place; the PDF also has a box."""
    start = 100 * paragraph
    boxes = (Box(page=page, x0=85.1, top=120.5, x1=520.25, bottom=150.0),) if page and file == NATION else ()
    return Anchor(file=file, page=page, paragraph=paragraph, start=start, end=start + 90, boxes=boxes)


@dataclass
class Facts:
    """Fields of a measure beyond its text, by default those of the usual case."""

    low: str | None = None
    high: str | None = None
    unit: str | None = "%"
    bound: Bound = Bound.LEVEL
    effort: Effort = Effort.PLAIN
    change: Change | None = None
    baseline: int | None = None
    per: str | None = None
    deadline: str | None = "2025"
    better: Better = Better.HIGHER
    scope: tuple[str, ...] = field(default_factory=tuple)
    condition: str | None = None


def measure(text: str, subject: str, at: Anchor, facts: Facts) -> Measure:
    """A measure with one value, or a range with ``facts.high``."""
    high = facts.high or facts.low
    return Measure(
        text=text,
        low=Decimal(facts.low) if facts.low else None,
        high=Decimal(high) if high else None,
        unit=facts.unit if facts.low else None,
        bound=facts.bound,
        effort=facts.effort,
        change=facts.change,
        baseline_year=facts.baseline,
        per=facts.per,
        deadline=facts.deadline,
        better=facts.better,
        subject=subject,
        scope=facts.scope,
        condition=facts.condition,
        anchor=at,
    )


def place(plan: int | None, number: int, text: str, subject: str, facts: Facts, part: str = "") -> Place:
    """An item of the nation (0), the province (1) or the draft (None)."""
    file, path, page = {
        0: (NATION, NATION_PATH, 2 + number // 3),
        1: (PROVINCE, PROVINCE_PATH, 3 + number // 4),
        None: (DRAFT, DRAFT_PATH, None),
    }[plan]
    at = anchor(file, 10 + number, page)
    return Place(
        plan=plan,
        target=f"t{number}",
        text=text,
        measure=measure(part or text, subject, at, facts),
        path=(*path, f"-{number}"),
        anchor=at,
    )


WATER = "tỷ lệ hộ dân nông thôn được sử dụng nước sạch đạt quy chuẩn"
WATER_0 = place(
    0,
    1,
    "- Đến năm 2025, ít nhất 60% số hộ dân nông thôn được sử dụng nước sạch đạt quy chuẩn với số lượng tối "
    "thiểu 60 lít/người/ngày.",
    WATER,
    Facts(low="60", bound=Bound.AT_LEAST),
    "ít nhất 60% số hộ dân nông thôn được sử dụng nước sạch đạt quy chuẩn",
)
WATER_1 = place(
    1,
    1,
    "- Phấn đấu đến hết năm 2025 có 65% số hộ dân nông thôn trên địa bàn tỉnh được sử dụng nước sạch đạt quy "
    "chuẩn.",
    WATER,
    Facts(low="65", effort=Effort.AIM),
)
WATER_D = place(
    None,
    1,
    "- Phấn đấu đến năm 2025 đạt 55% số hộ dân nông thôn trên địa bàn huyện được sử dụng nước sạch đạt quy "
    "chuẩn.",
    WATER,
    Facts(low="55", effort=Effort.AIM),
)
SCHOOL = "tỷ lệ trường học, trạm y tế có công trình cấp nước và nhà tiêu hợp vệ sinh"
SCHOOL_0 = place(
    0,
    2,
    "- Bảo đảm 100% trường học, trạm y tế, chợ và trụ sở ủy ban nhân dân cấp xã có công trình cấp nước và "
    "nhà "
    "tiêu hợp vệ sinh, được quản lý, sử dụng tốt.",
    SCHOOL,
    Facts(low="100", effort=Effort.FIRM, scope=("trường học", "trạm y tế", "chợ", "trụ sở UBND cấp xã")),
)
SCHOOL_1 = place(
    1,
    2,
    "- 100% trường học, trạm y tế xã có công trình cấp nước và nhà tiêu hợp vệ sinh.",
    SCHOOL,
    Facts(low="100", scope=("trường học", "trạm y tế xã")),
)
SCHOOL_D = place(
    None,
    2,
    "- Duy trì 100% trường học, trạm y tế xã có công trình cấp nước và nhà tiêu hợp vệ sinh, được quản lý, "
    "sử "
    "dụng tốt.",
    SCHOOL,
    Facts(low="100", effort=Effort.FIRM, scope=("trường học", "trạm y tế xã")),
)
TOILET = "tỷ lệ hộ gia đình nông thôn có nhà tiêu hợp vệ sinh"
TOILET_0 = place(
    0,
    3,
    "- Trên 75% hộ gia đình nông thôn có nhà tiêu hợp vệ sinh.",
    TOILET,
    Facts(low="75", bound=Bound.MORE_THAN),
)
TOILET_1 = place(1, 3, "- 82,5% hộ gia đình nông thôn có nhà tiêu hợp vệ sinh.", TOILET, Facts(low="82.5"))
TOILET_D = place(
    None, 3, "- Đạt 82,5% hộ gia đình nông thôn có nhà tiêu hợp vệ sinh.", TOILET, Facts(low="82.5")
)
SEWAGE_0 = place(
    0,
    4,
    "- 15% điểm dân cư nông thôn tập trung có hệ thống thu gom nước thải sinh hoạt; 10% nước thải sinh hoạt "
    "được xử lý.",
    "tỷ lệ điểm dân cư nông thôn tập trung có hệ thống thu gom nước thải sinh hoạt",
    Facts(low="15"),
    "15% điểm dân cư nông thôn tập trung có hệ thống thu gom nước thải sinh hoạt",
)
LOSS_1 = place(
    1,
    5,
    "- Giảm 5 điểm phần trăm tỷ lệ thất thoát nước tại các công trình cấp nước tập trung so với năm 2020.",
    "tỷ lệ thất thoát nước tại các công trình cấp nước tập trung",
    Facts(low="5", unit="điểm %", change=Change.DECREASE, baseline=2020),
)
LOSS_D = place(
    None,
    5,
    "- Tỷ lệ thất thoát nước tại các công trình cấp nước tập trung còn không quá 18%.",
    "tỷ lệ thất thoát nước tại các công trình cấp nước tập trung",
    Facts(low="18", bound=Bound.AT_MOST, better=Better.LOWER),
)
TRAIN_0 = place(
    0,
    6,
    "- Tập huấn nghiệp vụ quản lý, vận hành công trình cho 2.000 cán bộ cấp xã trong giai đoạn 2021 - 2030.",
    "cán bộ cấp xã được tập huấn nghiệp vụ quản lý, vận hành công trình",
    Facts(low="2000", unit="cán bộ", deadline="2030"),
)
TRAIN_D = place(
    None,
    6,
    "- Cử ít nhất 40 cán bộ xã tham gia tập huấn nghiệp vụ quản lý, vận hành công trình cấp nước.",
    "cán bộ xã tham gia tập huấn nghiệp vụ quản lý, vận hành công trình cấp nước",
    Facts(low="40", unit="cán bộ", bound=Bound.AT_LEAST),
)
PAY_1 = place(
    1,
    7,
    "- Mỗi thôn có một cộng tác viên nước sạch, được hưởng phụ cấp hằng tháng tối thiểu bằng 20% mức lương "
    "cơ sở.",
    "20% mức lương cơ sở",
    Facts(bound=Bound.AT_LEAST),
    "phụ cấp hằng tháng tối thiểu bằng 20% mức lương cơ sở",
)
PAY_D = place(
    None,
    7,
    "- Cộng tác viên nước sạch ở thôn được hưởng phụ cấp hằng tháng bằng 20% mức lương tối thiểu vùng.",
    "20% mức lương tối thiểu vùng",
    Facts(),
)
LATE_0 = place(
    0, 8, "- Đến năm 2030, 80% số hộ dân nông thôn được sử dụng nước sạch đạt quy chuẩn.", WATER,
    Facts(low="80", deadline="2030"),
)  # fmt: skip
LATE_1 = place(
    1, 8, "- Đến năm 2030 đạt 85% số hộ dân nông thôn được sử dụng nước sạch đạt quy chuẩn.", WATER,
    Facts(low="85", deadline="2030"),
)  # fmt: skip
TEST_1 = place(
    1,
    9,
    "- 100% công trình cấp nước tập trung được kiểm định chất lượng nước trước ngày 30 tháng 6 năm 2024.",
    "tỷ lệ công trình cấp nước tập trung được kiểm định chất lượng nước",
    Facts(low="100", deadline="2024-06-30"),
)
TEST_D = place(
    None,
    9,
    "- Hoàn thành kiểm định chất lượng nước tại 100% công trình cấp nước tập trung trước ngày 31 tháng 12 "
    "năm "
    "2025.",
    "tỷ lệ công trình cấp nước tập trung được kiểm định chất lượng nước",
    Facts(low="100", effort=Effort.FIRM, deadline="2025-12-31"),
)
TALK_1 = place(
    1,
    10,
    "- Tổ chức ít nhất 04 đợt truyền thông mỗi năm về sử dụng nước sạch, vệ sinh môi trường.",
    "đợt truyền thông về sử dụng nước sạch, vệ sinh môi trường",
    Facts(low="4", unit="đợt", bound=Bound.AT_LEAST, per="year"),
)
TALK_D = place(
    None,
    10,
    "- Mỗi năm tổ chức 02 đợt truyền thông trực tiếp về sử dụng nước sạch tại các xã.",
    "đợt truyền thông trực tiếp về sử dụng nước sạch",
    Facts(low="2", unit="đợt", per="year"),
)
TALK_D2 = place(
    None,
    11,
    "- Phối hợp tổ chức 03 đợt truyền thông mỗi năm về vệ sinh môi trường trong trường học.",
    "đợt truyền thông về vệ sinh môi trường trong trường học",
    Facts(low="3", unit="đợt", per="year"),
)
EXTRA_D = place(
    None,
    12,
    "- Xây dựng ít nhất 02 mô hình trữ nước hộ gia đình ứng phó với hạn hán.",
    "mô hình trữ nước hộ gia đình",
    Facts(low="2", unit="mô hình", bound=Bound.AT_LEAST),
)


def spot(text: str, paragraph: int) -> Place:
    """A place of the draft outside all targets."""
    at = anchor(DRAFT, paragraph)
    return Place(plan=None, target=None, text=text, measure=None, path=(), anchor=at)
