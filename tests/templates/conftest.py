"""A plan and a review made by hand."""

from __future__ import annotations

import pytest

from compare.model import Review
from extract.model import Citation, CitationRole, Period, Plan, Role, Section, Target, Task, Unread
from tests.templates.findings import findings
from tests.templates.items import DRAFT, SCHOOL_D, TRAIN_D, WATER_D, anchor
from tests.templates.pairs import draft, national, pairs, provincial


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
