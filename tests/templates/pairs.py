"""Three parties and all verdicts: the draft's answers on water, schools and toilets serve both references."""

from __future__ import annotations

from decimal import Decimal

from compare.model import Difference, Dimension, Outcome, Pair, Party, Share, Verdict
from extract.model import Level, Masthead, Period, Source
from tests.templates.items import (
    DRAFT,
    LATE_0,
    LATE_1,
    LOSS_1,
    LOSS_D,
    NATION,
    PAY_1,
    PAY_D,
    PROVINCE,
    SCHOOL_0,
    SCHOOL_1,
    SCHOOL_D,
    SEWAGE_0,
    TALK_1,
    TALK_D,
    TALK_D2,
    TEST_1,
    TEST_D,
    TOILET_0,
    TOILET_1,
    TOILET_D,
    TRAIN_0,
    TRAIN_D,
    WATER_0,
    WATER_1,
    WATER_D,
)


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
        title="Thực hiện Chương trình nước sạch và vệ sinh nông thôn trên địa bàn tỉnh Hải Sơn giai đoạn "
        "2021 - 2030",
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
        title="Thực hiện Chương trình nước sạch và vệ sinh nông thôn trên địa bàn huyện Phú Lâm giai đoạn "
        "2021 - 2025",
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
                    draft="level",
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
                given=Decimal(40),
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
