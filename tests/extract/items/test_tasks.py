"""Tasks with their bodies, deadlines and numbers."""

from __future__ import annotations

import pytest

from extract.language.actors import bodies
from extract.language.units import unit_kind
from extract.model import Measure, Task
from extract.pipeline import plan_of
from tests.extract.notation import document_of, fixtures, span
from tests.fixtures import Fixture


def lines_of(task: Task) -> list[str]:
    """One line with the id, the labels from the root, deadline and bodies, then a line for each number."""
    words = [
        task.id,
        "/".join(task.path),
        f"dl={task.deadline or '-'}",
        f"lead={'; '.join(task.lead)}" if task.lead else "",
        f"support={'; '.join(task.support)}" if task.support else "",
    ]
    numbers = [
        f"  {span(measure.low, measure.high)} {measure.unit}{_told(measure)}"
        for measure in task.measures
        if measure.low is not None and measure.high is not None
    ]
    return [" ".join(word for word in words if word), *numbers]


def _told(measure: Measure) -> str:
    """Only of money: whether it is a source of a total, and its base of time."""
    if unit_kind(measure.unit, measure.per) != "money":
        return ""
    return f"{' part' if measure.part else ''}{f' per={measure.per}' if measure.per else ''}"


@fixtures("tasks")
def test_tasks_of_a_plan(fixture: Fixture) -> None:
    plan = plan_of(document_of(fixture.lines))
    assert [line for task in plan.tasks for line in lines_of(task)] == list(fixture.expected)


@pytest.mark.parametrize(
    ("text", "lead", "support"),
    [
        (
            "Phòng Giáo dục và Đào tạo chủ trì, phối hợp với Đoàn Thanh niên tổ chức dạy bơi.",
            ["Phòng Giáo dục và Đào tạo"],
            ["Đoàn Thanh niên"],
        ),
        (
            "Giao Công an huyện chủ trì, phối hợp với Phòng Tư pháp, Hội Phụ nữ rà soát nạn nhân.",
            ["Công an huyện"],
            ["Phòng Tư pháp", "Hội Phụ nữ"],
        ),
        ("Phối hợp với Hội Người cao tuổi tổ chức mừng thọ.", [], ["Hội Người cao tuổi"]),
        ("Khám sức khỏe cho người cao tuổi.", [], []),
        (
            "Phòng Y tế chủ trì, phối hợp với các phòng, ban, ngành triển khai.",
            ["Phòng Y tế"],
            ["các phòng, ban, ngành"],
        ),
        (
            "Phòng Văn hóa và Thông tin chịu trách nhiệm chính; cùng với Trung tâm Y tế truyền thông.",
            ["Phòng Văn hóa và Thông tin"],
            ["Trung tâm Y tế"],
        ),
        (
            "Phòng Y tế chủ trì, phối hợp với Phòng Nội vụ, Phòng Giáo dục và Đào tạo triển khai.",
            ["Phòng Y tế"],
            ["Phòng Nội vụ", "Phòng Giáo dục và Đào tạo"],
        ),
    ],
)
def test_leading_and_supporting_bodies(text: str, lead: list[str], support: list[str]) -> None:
    assert bodies(text) == (tuple(lead), tuple(support))


def test_tasks_stand_in_the_source() -> None:
    document = document_of(
        [
            "KẾ HOẠCH",
            "Vì trẻ em giai đoạn 2021 - 2025",
            "I. NHIỆM VỤ",
            "- Mở 10 lớp  bơi.",
            "- Phát 500 tờ rơi.",
        ]
    )
    tasks = plan_of(document).tasks
    assert [task.text for task in tasks] == ["Mở 10 lớp  bơi.", "Phát 500 tờ rơi."]
    for task in tasks:
        assert document.text[task.anchor.start : task.anchor.end] == task.text


def test_numbers_of_organisation_are_measures() -> None:
    plan = plan_of(
        document_of(
            [
                "KẾ HOẠCH",
                "Vì trẻ em giai đoạn 2021 - 2025",
                "I. TỔ CHỨC THỰC HIỆN",
                "1. Phòng Y tế",
                "- Cử 02 cán bộ theo dõi kế hoạch.",
            ]
        )
    )
    assert [[str(m.low) for m in task.measures] for task in plan.tasks] == [["2"]]
    assert plan.tasks[0].lead == ("Phòng Y tế",)


def test_a_status_part_holds_no_task() -> None:
    lines = [
        "KẾ HOẠCH",
        "Vì trẻ em giai đoạn 2021 - 2025",
        "I. TÌNH HÌNH",
        "- Đã mở 10 lớp bơi.",
        "II. NHIỆM VỤ",
    ]
    tasks = plan_of(document_of([*lines, "- Mở thêm lớp bơi."])).tasks
    assert [task.text for task in tasks] == ["Mở thêm lớp bơi."]
