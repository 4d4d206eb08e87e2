"""A plan and a review made by hand: places, numbers and sentences are invented."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

import pytest

from compare.model import (
    Difference,
    Dimension,
    Finding,
    Kind,
    Outcome,
    Pair,
    Party,
    Place,
    Review,
    Severity,
    Share,
    Verdict,
    Waiver,
)
from extract.model import (
    Anchor,
    Better,
    Bound,
    Box,
    Change,
    Citation,
    CitationRole,
    Effort,
    Level,
    Masthead,
    Measure,
    Period,
    Plan,
    Role,
    Section,
    Source,
    Target,
    Task,
    Unread,
)

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
    """What is said of a measure beyond its text; the usual case by default."""

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
    """A measure with one value, unless ``facts.high`` tells of a range."""
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
    "- Bảo đảm 100% trường học, trạm y tế, chợ và trụ sở ủy ban nhân dân cấp xã có công trình cấp nước và nhà "
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
    "- Duy trì 100% trường học, trạm y tế xã có công trình cấp nước và nhà tiêu hợp vệ sinh, được quản lý, sử "
    "dụng tốt.",
    SCHOOL,
    Facts(low="100", effort=Effort.FIRM, scope=("trường học", "trạm y tế xã")),
)
TOILET = "tỷ lệ hộ gia đình nông thôn có nhà tiêu hợp vệ sinh"
TOILET_0 = place(
    0, 3, "- Trên 75% hộ gia đình nông thôn có nhà tiêu hợp vệ sinh.", TOILET, Facts(low="75", bound=Bound.MORE_THAN)
)  # fmt: skip
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
    "- Mỗi thôn có một cộng tác viên nước sạch, được hưởng phụ cấp hằng tháng tối thiểu bằng 20% mức lương cơ sở.",
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
    "- Hoàn thành kiểm định chất lượng nước tại 100% công trình cấp nước tập trung trước ngày 31 tháng 12 năm "
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


def party(file: str, warnings: tuple[str, ...] = (), **head: object) -> Party:
    """A party whose file has a made-up digest."""
    digest = (file.encode().hex() * 4)[:64]
    pages = 14 if file == NATION else None
    source = Source(name=file, format=file[-4:].strip("."), sha256=digest, pages=pages, warnings=warnings)
    return Party(source=source, masthead=Masthead(**head))  # type: ignore[arg-type]


def national() -> Party:
    return party(
        NATION,
        kind="Quyết định",
        number="318/QĐ-TTg",
        date="2021-03-08",
        issuer="Thủ tướng Chính phủ",
        level=Level.NATIONAL,
        title="Phê duyệt Chương trình nước sạch và vệ sinh nông thôn giai đoạn 2021 - 2030",
        period=Period(start=2021, end=2030),
    )


def provincial() -> Party:
    return party(
        PROVINCE,
        kind="Kế hoạch",
        number="97/KH-UBND",
        date="2021-05-20",
        issuer="Ủy ban nhân dân tỉnh Hải Sơn",
        level=Level.PROVINCE,
        place="tỉnh Hải Sơn",
        title="Thực hiện Chương trình nước sạch và vệ sinh nông thôn trên địa bàn tỉnh Hải Sơn giai đoạn 2021 - 2030",
        period=Period(start=2021, end=2030),
    )


def draft() -> Party:
    return party(
        DRAFT,
        ("Bảng ở cuối tệp có ô gộp; số liệu trong bảng được đọc theo dòng.",),
        kind="Kế hoạch",
        issuer="Ủy ban nhân dân huyện Phú Lâm",
        level=Level.DISTRICT,
        place="huyện Phú Lâm",
        province="tỉnh Hải Sơn",
        title="Thực hiện Chương trình nước sạch và vệ sinh nông thôn trên địa bàn huyện Phú Lâm giai đoạn 2021 - 2025",
        programme="Chương trình nước sạch và vệ sinh nông thôn",
        period=Period(start=2021, end=2025),
        is_draft=True,
        recipients=("Như trên", "Lưu: VT"),
        number_blank=True,
    )


def pairs() -> tuple[Pair, ...]:
    """All verdicts; the draft's answers on water, schools and toilets serve both references."""
    value, scope = Dimension.VALUE, Dimension.SCOPE
    return (
        Pair(
            reference=WATER_0,
            draft=WATER_D,
            similarity=0.83,
            verdict=Verdict.WEAKER,
            differences=(
                Difference(
                    dimension=value, outcome=Outcome.WEAKER, reference="60", draft="55", gap=Decimal(-5)
                ),
                Difference(
                    dimension=Dimension.EFFORT, outcome=Outcome.WEAKER, reference="plain", draft="aim"
                ),
            ),
            findings=("f1", "f3"),
        ),
        Pair(
            reference=WATER_1,
            draft=WATER_D,
            similarity=0.91,
            verdict=Verdict.WEAKER,
            differences=(
                Difference(
                    dimension=value, outcome=Outcome.WEAKER, reference="65%", draft="55%", gap=Decimal(-10)
                ),
            ),
            findings=("f2",),
        ),
        Pair(
            reference=SCHOOL_0,
            draft=SCHOOL_D,
            similarity=0.88,
            verdict=Verdict.MEETS,
            differences=(
                Difference(
                    dimension=scope,
                    outcome=Outcome.WEAKER,
                    lost=("chợ", "trụ sở UBND cấp xã"),
                    excused=("phường",),
                ),
            ),
            findings=("f4",),
        ),
        Pair(reference=SCHOOL_1, draft=SCHOOL_D, similarity=0.95, verdict=Verdict.MEETS),
        Pair(
            reference=TOILET_0,
            draft=TOILET_D,
            similarity=0.93,
            verdict=Verdict.EXCEEDS,
            differences=(
                Difference(
                    dimension=value,
                    outcome=Outcome.STRONGER,
                    reference="75",
                    draft="82.5",
                    gap=Decimal("7.5"),
                ),
            ),
            findings=("f12",),
        ),
        Pair(reference=TOILET_1, draft=TOILET_D, similarity=0.98, verdict=Verdict.MEETS),
        Pair(reference=SEWAGE_0, draft=None, similarity=0.0, verdict=Verdict.MISSING, findings=("f5",)),
        Pair(
            reference=LOSS_1,
            draft=LOSS_D,
            similarity=0.72,
            verdict=Verdict.INCOMPARABLE,
            differences=(
                Difference(
                    dimension=Dimension.MEASURE,
                    outcome=Outcome.DIFFERENT,
                    reference="decrease",
                    draft="mức đạt được",
                ),
                Difference(
                    dimension=Dimension.BASELINE, outcome=Outcome.DIFFERENT, reference="2020", draft=None
                ),
            ),
            findings=("f6",),
        ),
        Pair(
            reference=TRAIN_0,
            draft=TRAIN_D,
            similarity=0.7,
            verdict=Verdict.APPORTION,
            share=Share(
                total=Decimal(2000),
                reference_years=10,
                draft_years=5,
                comparable=Decimal(1000),
                ratio=Decimal("0.04"),
            ),
            findings=("f13",),
        ),
        Pair(
            reference=PAY_1,
            draft=PAY_D,
            similarity=0.69,
            verdict=Verdict.INCOMPARABLE,
            differences=(
                Difference(
                    dimension=Dimension.REFERENCE,
                    outcome=Outcome.DIFFERENT,
                    reference="mức lương cơ sở",
                    draft="mức lương tối thiểu vùng",
                ),
            ),
            findings=("f7",),
        ),
        Pair(
            reference=TEST_1,
            draft=TEST_D,
            similarity=0.86,
            verdict=Verdict.MEETS,
            differences=(
                Difference(
                    dimension=Dimension.DEADLINE,
                    outcome=Outcome.WEAKER,
                    reference="2024-06-30",
                    draft="2025-12-31",
                ),
            ),
            findings=("f8",),
        ),
        Pair(
            reference=TALK_1,
            draft=TALK_D,
            parts=(TALK_D, TALK_D2),
            rivals=(TALK_D2,),
            similarity=0.61,
            verdict=Verdict.MEETS,
            findings=("f9",),
        ),
        Pair(reference=LATE_0, draft=None, similarity=0.0, verdict=Verdict.OUT_OF_PERIOD, findings=("f14",)),
        Pair(reference=LATE_1, draft=None, similarity=0.0, verdict=Verdict.OUT_OF_PERIOD, findings=("f14",)),
    )


def findings() -> tuple[Finding, ...]:
    """All severities; f8 is waived, f14 covers two places."""
    return (
        Finding(
            id="f1",
            rule="CT02",
            kind=Kind.WEAKER_VALUE,
            severity=Severity.CRITICAL,
            message="Chỉ tiêu hộ dân nông thôn sử dụng nước sạch đạt 55%, thấp hơn 5 điểm % so với mức ít nhất 60% "
            "của Quyết định số 318/QĐ-TTg.",
            suggestion="Đề nghị UBND huyện Phú Lâm rà soát, điều chỉnh chỉ tiêu hộ dân nông thôn sử dụng nước sạch từ "
            "55% lên tối thiểu 60% cho phù hợp với Quyết định số 318/QĐ-TTg ngày 08/3/2021; trường hợp giữ "
            "nguyên, đề nghị giải trình.",
            reference=WATER_0,
            draft=WATER_D,
        ),
        Finding(
            id="f2",
            rule="CT02",
            kind=Kind.WEAKER_VALUE,
            severity=Severity.CRITICAL,
            message="Chỉ tiêu hộ dân nông thôn sử dụng nước sạch đạt 55%, thấp hơn 10 điểm % so với mức 65% của Kế "
            "hoạch số 97/KH-UBND.",
            suggestion="Đề nghị UBND huyện Phú Lâm rà soát, điều chỉnh chỉ tiêu hộ dân nông thôn sử dụng nước sạch từ "
            "55% lên 65% cho phù hợp với Kế hoạch số 97/KH-UBND ngày 20/5/2021; trường hợp giữ nguyên, đề "
            "nghị giải trình.",
            reference=WATER_1,
            draft=WATER_D,
        ),
        Finding(
            id="f3",
            rule="CT04",
            kind=Kind.SOFTER_COMMITMENT,
            severity=Severity.MEDIUM,
            message="Dự thảo dùng “phấn đấu” trong khi Quyết định số 318/QĐ-TTg yêu cầu “ít nhất”.",
            suggestion="Đề nghị thay “phấn đấu” bằng “ít nhất” cho phù hợp với Quyết định số 318/QĐ-TTg.",
            reference=WATER_0,
            draft=WATER_D,
        ),
        Finding(
            id="f4",
            rule="CT05",
            kind=Kind.NARROWER_SCOPE,
            severity=Severity.MEDIUM,
            message="Phạm vi áp dụng chưa có: chợ, trụ sở UBND cấp xã.",
            suggestion="Đề nghị bổ sung chợ, trụ sở UBND cấp xã vào phạm vi của chỉ tiêu cho phù hợp với Quyết định số "
            "318/QĐ-TTg.",
            reference=SCHOOL_0,
            draft=SCHOOL_D,
        ),
        Finding(
            id="f5",
            rule="CT01",
            kind=Kind.MISSING_TARGET,
            severity=Severity.CRITICAL,
            message="Dự thảo chưa có chỉ tiêu về hệ thống thu gom nước thải sinh hoạt tại điểm dân cư nông thôn tập trung.",
            suggestion="Đề nghị bổ sung chỉ tiêu “15% điểm dân cư nông thôn tập trung có hệ thống thu gom nước thải sinh "
            "hoạt” theo Quyết định số 318/QĐ-TTg.",
            reference=SEWAGE_0,
        ),
        Finding(
            id="f6",
            rule="CT10",
            kind=Kind.CHANGED_MEASURE,
            severity=Severity.HIGH,
            message="Kế hoạch số 97/KH-UBND giao mức giảm 5 điểm % so với năm 2020; dự thảo ghi mức còn lại 18%, chưa "
            "đủ cơ sở để so sánh.",
            suggestion="Đề nghị làm rõ tỷ lệ thất thoát nước năm 2020 của huyện hoặc ghi chỉ tiêu theo mức giảm so với "
            "năm 2020.",
            reference=LOSS_1,
            draft=LOSS_D,
        ),
        Finding(
            id="f7",
            rule="CT08",
            kind=Kind.CHANGED_REFERENCE,
            severity=Severity.MEDIUM,
            message="Mức tham chiếu của phụ cấp là “mức lương tối thiểu vùng”, khác với “mức lương cơ sở”.",
            suggestion="Đề nghị làm rõ, thống nhất mức tham chiếu của phụ cấp theo Kế hoạch số 97/KH-UBND.",
            reference=PAY_1,
            draft=PAY_D,
        ),
        Finding(
            id="f8",
            rule="CT03",
            kind=Kind.LATER_DEADLINE,
            severity=Severity.HIGH,
            message="Thời hạn kiểm định chất lượng nước là 31/12/2025, muộn hơn 30/6/2024.",
            suggestion="Đề nghị điều chỉnh thời hạn kiểm định chất lượng nước về trước ngày 30/6/2024.",
            reference=TEST_1,
            draft=TEST_D,
            waived=Waiver(
                rule="CT03",
                quote=TEST_D.text,
                reason="Tỉnh đã đồng ý lùi thời hạn tại cuộc họp ngày 12/5/2021",
                author="Phòng Tổng hợp",
                date="2021-06-01",
                expires="2021-12-31",
            ),
        ),
        Finding(
            id="f9",
            rule="VB02",
            kind=Kind.LOW_CONFIDENCE,
            severity=Severity.LOW,
            message="Hai nội dung của dự thảo cùng gần với chỉ tiêu về đợt truyền thông; cần xác định nội dung trả lời.",
            suggestion="Đề nghị làm rõ tổng số đợt truyền thông mỗi năm trên địa bàn huyện.",
            reference=TALK_1,
            draft=TALK_D,
        ),
        Finding(
            id="f10",
            rule="CC01",
            kind=Kind.WRONG_PARENT,
            severity=Severity.CRITICAL,
            message="Phần căn cứ viện dẫn Kế hoạch số 79/KH-UBND, không phải Kế hoạch số 97/KH-UBND đang được đối chiếu.",
            suggestion="Đề nghị kiểm tra, viện dẫn đúng Kế hoạch số 97/KH-UBND ngày 20/5/2021 của UBND tỉnh Hải Sơn.",
            draft=spot("Căn cứ Kế hoạch số 79/KH-UBND ngày 02/5/2021 của UBND tỉnh Hải Sơn;", 4),
        ),
        Finding(
            id="f11",
            rule="VB01",
            kind=Kind.UNREAD,
            severity=Severity.MEDIUM,
            message="Một bảng ở phụ lục của dự thảo chưa đọc được.",
            suggestion=None,
        ),
        Finding(
            id="f12",
            rule="CT14",
            kind=Kind.EXCEEDED,
            severity=Severity.NOTE,
            message="Dự thảo đặt 82,5%, cao hơn yêu cầu trên 75%.",
            suggestion=None,
            reference=TOILET_0,
            draft=TOILET_D,
        ),
        Finding(
            id="f13",
            rule="CT13",
            kind=Kind.APPORTION,
            severity=Severity.NOTE,
            message="Chỉ tiêu 2.000 cán bộ là số tuyệt đối cần phân bổ; dự thảo nhận 40 cán bộ, bằng 4% của 1.000 cán bộ.",
            suggestion=None,
            reference=TRAIN_0,
            draft=TRAIN_D,
        ),
        Finding(
            id="f14",
            rule="CT12",
            kind=Kind.OUT_OF_PERIOD,
            severity=Severity.NOTE,
            message="02 chỉ tiêu đến năm 2030 nằm ngoài giai đoạn 2021-2025 của dự thảo.",
            suggestion=None,
            reference=LATE_0,
            others=(LATE_1,),
        ),
        Finding(
            id="f15",
            rule="CT15",
            kind=Kind.EXTRA_TARGET,
            severity=Severity.NOTE,
            message="Dự thảo có thêm chỉ tiêu về mô hình trữ nước hộ gia đình.",
            suggestion=None,
            draft=EXTRA_D,
        ),
        Finding(
            id="f16",
            rule="TT01",
            kind=Kind.FORM,
            severity=Severity.NOTE,
            message="Dự thảo chưa ghi số văn bản.",
            suggestion=None,
            draft=spot("Số:        /KH-UBND", 1),
        ),
    )


@pytest.fixture
def review() -> Review:
    """A district draft against the nation and its province."""
    return Review(
        draft=draft(),
        references=(national(), provincial()),
        pairs=pairs(),
        findings=findings(),
        conforms=False,
        unread=(
            Unread(
                reason="Bảng không có dòng tiêu đề",
                text="Xã Đông Hòa | 1.250 | 62,5 | …",
                anchor=anchor(DRAFT, 61),
            ),
            Unread(reason="Trang chỉ có ảnh", text="", anchor=None),
        ),
    )


RULES = {
    "CC01": "Văn bản cấp trên được viện dẫn",
    "CT01": "Thiếu chỉ tiêu",
    "CT02": "Chỉ tiêu thấp hơn",
    "CT03": "Thời hạn muộn hơn",
}


@pytest.fixture
def rules() -> dict[str, str]:
    """Names of some rules; the others have none."""
    return dict(RULES)


@pytest.fixture
def plan() -> Plan:
    """The draft as extracted."""
    sections = (
        ("s1", "I", "MỤC TIÊU", Role.OBJECTIVES, None, ("I",)),
        ("s2", "2", "Mục tiêu cụ thể đến năm 2025", Role.TARGETS, "s1", ("I", "2")),
        ("s3", "II", "NHIỆM VỤ, GIẢI PHÁP", Role.TASKS, None, ("II",)),
    )
    water, school = WATER_D.measure, SCHOOL_D.measure
    train = TRAIN_D.measure
    assert water is not None
    assert school is not None
    assert train is not None
    period = Period(start=2021, end=2025)
    pick = (("t1", WATER_D, (water,)), ("t2", SCHOOL_D, (school, water)))
    return Plan(
        source=draft().source,
        masthead=draft().masthead,
        sections=tuple(
            Section(
                id=key,
                label=label,
                title=title,
                role=role,
                parent=parent,
                path=path,
                anchor=anchor(DRAFT, 6 + at),
            )
            for at, (key, label, title, role, parent, path) in enumerate(sections)
        ),
        targets=tuple(
            Target(
                id=key,
                section="s2",
                path=item.path,
                text=item.text,
                period=period,
                measures=measures,
                anchor=anchor(DRAFT, 11),
            )
            for key, item, measures in pick
        ),
        tasks=(
            Task(
                id="n1",
                section="s3",
                path=("II", "1", "a", "-1"),
                text=TRAIN_D.text,
                lead=("Phòng Nông nghiệp và Phát triển nông thôn",),
                support=("Trung tâm Y tế huyện", "UBND các xã"),
                deadline="2025-06-30",
                measures=(train,),
                anchor=anchor(DRAFT, 30),
            ),
            Task(
                id="n2",
                section="s3",
                path=("II", "2"),
                text="Rà soát hiện trạng các công trình cấp nước.",
                lead=(),
                support=(),
                deadline=None,
                measures=(),
                anchor=anchor(DRAFT, 33),
            ),
        ),
        citations=(
            Citation(
                number="318/QĐ-TTg",
                kind="Quyết định",
                date="2021-03-08",
                issuer="Thủ tướng Chính phủ",
                place=None,
                role=CitationRole.BASIS,
                anchor=anchor(DRAFT, 3),
            ),
        ),
        unread=(Unread(reason="Bảng không có dòng tiêu đề", text="Xã Đông Hòa | 1.250", anchor=None),),
    )
