"""NB, inner consistency: contradictions inside a plan, and cases that only look like one."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from compare.consistency.sums import Slip, shares, sums, table_sums, words_and_digits
from compare.model import Finding, Review
from compare.reviewing import review
from extract.model import Anchor, Part, Plan, Role, Statement
from extract.pipeline import plan_of
from tests.compare.plans import LOWER, document, lines_of, lower_plan, upper_plan


def slips(found: Iterator[Slip]) -> list[tuple[str, str]]:
    return [(slip.said, slip.right) for slip in found]


# ---- numbers in words --------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("mở 05 (sáu) lớp", [("05", "sáu")]),
        (
            "kinh phí 2.450 triệu đồng (hai tỷ bốn trăm linh năm triệu đồng)",
            [("2.450", "hai tỷ bốn trăm linh năm triệu")],
        ),
        ("kinh phí 2.450 triệu đồng (hai tỷ bốn trăm năm mươi triệu đồng)", []),
        ("hỗ trợ 05 triệu đồng (năm triệu đồng) và 05 triệu đồng (bằng chữ: năm)", []),
        ("01 (một) nhân viên, 24 (hai mươi tư) giờ, 1.000 (một nghìn) hộ", []),
        ("giai đoạn 2021 (năm đầu) và 12 (mười hai tháng)", []),
    ],
)
def test_words_and_digits(text: str, expected: list[tuple[str, str]]) -> None:
    assert slips(words_and_digits(text)) == expected


# ---- shares ------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12/15 xã, đạt 70%", [("70%", "80%")]),
        ("38/147 thôn có đội, đạt 25,9%", []),  # 25,85 rounded
        ("38/147 thôn có đội, đạt 25,8%", []),  # or cut off
        ("2/3 số xã, đạt 67%", []),
        ("tháng 03/2021 có 9 xã đạt 60%", []),
        ("theo Quyết định 12/2020 của tỉnh, đạt 90%", []),
        ("1.200 hộ, trong đó có 300 hộ cận nghèo, chiếm 30%", [("30%", "25%")]),
        ("1.200 hộ, trong đó có 300 hộ cận nghèo, chiếm 25%", []),
        # The share is of another whole.
        ("1.200 hộ, trong đó có 300 hộ cận nghèo, chiếm 4% dân số của huyện", []),
    ],
)
def test_shares(text: str, expected: list[tuple[str, str]]) -> None:
    assert slips(shares(text)) == expected


# ---- sums --------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("350 triệu đồng, gồm: huyện 300 triệu đồng, xã hội hóa 60 triệu đồng.", [("350", "360")]),
        ("350 triệu đồng, gồm: huyện 300 triệu đồng, xã hội hóa 50 triệu đồng.", []),
        (
            "550 triệu đồng, trong đó: ngân sách huyện 250 triệu đồng, xã hội hóa 250 triệu đồng.",
            [("550", "500")],
        ),
        ("550 triệu đồng, trong đó ngân sách huyện 250 triệu đồng, xã hội hóa 250 triệu đồng.", []),
        ("914 + 854 = 1.768", []),
        ("914 + 854 = 1.786", [("1.786", "1.768")]),
        # Categories overlap or are incomplete.
        ("100 người, trong đó 80 người là nữ, 60 người dân tộc thiểu số.", []),
        # Parts in another unit, parts of parts.
        ("12 xã, gồm 9 xã vùng cao với 40 thôn và 3 xã vùng thấp.", []),
        ("20 lớp, bao gồm 12 lớp ở xã, trong đó 4 lớp ban đêm, và 8 lớp ở thị trấn.", []),
    ],
)
def test_sums(text: str, expected: list[tuple[str, str]]) -> None:
    assert slips(sums(text)) == expected


def grid(*rows: str) -> list[Statement]:
    """Cells of a table written as "a | b | c"."""
    anchor = Anchor(file="a", page=None, paragraph=0, start=0, end=0)
    return [
        Statement(
            text=text.strip(),
            part=Part.CELL,
            section=None,
            path=(),
            role=Role.OTHER,
            anchor=anchor,
            cell=(0, r, c),
        )
        for r, row in enumerate(rows)
        for c, text in enumerate(row.split("|"))
        if text.strip()
    ]


HEAD = "TT | Nguồn | Năm 2024 | Năm 2025"


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (("1 | Huyện | 300 | 310", "2 | Xã | 50 | 60", "| Tổng cộng | 360 | 370"), [("360", "350")]),
        (("1 | Huyện | 300 | 310", "2 | Xã | 50 | 60", "| Tổng cộng | 350 | 370"), []),
        (("| Tổng số | 350 | 370", "1 | Huyện | 300 | 310", "2 | Xã | 50 | 60"), []),
        # Groups and their rows: the total adds up the groups.
        (
            (
                "I | Chi | 30 | 40",
                "1 | a | 10 | 20",
                "2 | b | 20 | 20",
                "II | Thu | 5 | 5",
                "| Cộng | 35 | 45",
            ),
            [],
        ),
        # Percentages have a mean and no sum.
        (("1 | Xã A | 75 | 80", "2 | Xã B | 62,5 | 70", "| Toàn huyện | 68 | 75"), []),
        # A table without a total has nothing to check.
        (("1 | Huyện | 300 | 310", "2 | Xã | 50 | 60", "3 | Khác | 1 | 2"), []),
    ],
)
def test_totals_of_tables(rows: tuple[str, ...], expected: list[tuple[str, str]]) -> None:
    assert [(slip.said, slip.right) for slip in table_sums(grid(HEAD, *rows))] == expected


# ---- whole plans -------------------------------------------------------------------------------------------
def inner(plan: Plan) -> list[str]:
    return [finding.rule for finding in nb(review(plan, [upper_plan("60% số thôn có nhà văn hóa.")]))]


def nb(result: Review) -> list[Finding]:
    return [finding for finding in result.findings if finding.rule.startswith("NB")]


def with_tasks(*tasks: str, targets: tuple[str, ...] = ("60% số thôn có nhà văn hóa.",)) -> Plan:
    return plan_of(document(lines_of(LOWER, targets, tasks)))


MEAN = "Giai đoạn 2021 - 2025, tập huấn cho {total} lượt cán bộ (bình quân {mean} lượt/năm)."


@pytest.mark.parametrize(
    ("total", "mean", "expected"),
    [("50", "10", []), ("80", "10", ["NB02"]), ("40", "10", []), ("52", "10", []), ("1.000", "200", [])],
)
def test_means(total: str, mean: str, expected: list[str]) -> None:
    assert inner(with_tasks(MEAN.format(total=total, mean=mean))) == expected


def test_a_mean_broken_by_the_end_of_a_line() -> None:
    text = "Giai đoạn 2021 - 2025, tập huấn cho 80 lượt cán bộ (bình\nquân 10 lượt/năm)."
    assert inner(with_tasks(text)) == ["NB02"]


def test_years_of_the_sentence_override_the_plan() -> None:
    text = "Giai đoạn 2021 - 2030, tập huấn cho 100 lượt cán bộ (bình quân 10 lượt/năm)."
    assert inner(with_tasks(text)) == []


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (
            "Tối thiểu 80% trẻ em được khám sức khỏe định kỳ.",
            "Tối thiểu 70% trẻ em được khám sức khỏe định kỳ.",
            ["NB06"],
        ),
        (
            "Tối thiểu 80% trẻ em được khám sức khỏe định kỳ.",
            "Ít nhất 80% trẻ em được khám sức khỏe định kỳ.",
            [],
        ),
        ("80% trẻ em dưới 6 tuổi được khám sức khỏe.", "70% trẻ em từ 6 đến 16 tuổi được khám sức khỏe.", []),
        (
            "Năm 2024, 70% trẻ em được khám sức khỏe định kỳ.",
            "Năm 2025, 80% trẻ em được khám sức khỏe định kỳ.",
            [],
        ),
        ("80% hộ nghèo được vay vốn ưu đãi.", "70% hộ cận nghèo được vay vốn ưu đãi.", []),
    ],
)
def test_one_quantity_has_one_value(first: str, second: str, expected: list[str]) -> None:
    assert inner(lower_plan(first, second)) == expected


def test_a_target_repeated_among_the_tasks() -> None:
    target = "Phấn đấu 60% người hưởng trợ cấp xã hội được chi trả qua tài khoản."
    task = "Tập trung chỉ đạo thực hiện chỉ tiêu: phấn đấu {}% người hưởng trợ cấp xã hội được chi trả qua tài khoản."
    assert inner(with_tasks(task.format(55), targets=(target,))) == ["NB06"]
    assert inner(with_tasks(task.format(60), targets=(target,))) == []


def test_every_body_and_only_some_of_them() -> None:
    some = "Phấn đấu 50% số trường học bố trí nhân viên tư vấn tâm lý cho học sinh."
    every = "Bảo đảm mỗi trường học có ít nhất 01 nhân viên tư vấn tâm lý cho học sinh."
    assert inner(with_tasks(every, targets=(some,))) == ["NB07"]
    assert inner(with_tasks(every.replace("trường học", "trạm y tế"), targets=(some,))) == []
    assert inner(with_tasks(every, targets=(some.replace("50%", "100%"),))) == []


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("2. Mục tiêu cụ thể đến năm 2030", ["NB05"]),
        ("2. Mục tiêu cụ thể đến năm 2025", []),
        ("2. Mục tiêu cụ thể năm 2023", []),
        ("2. Mục tiêu cụ thể đến năm 2025, định hướng đến năm 2030", []),
        ("2. Mục tiêu cụ thể", []),
    ],
)
def test_years_of_the_title_and_of_the_text(heading: str, expected: list[str]) -> None:
    lines = [
        heading if line == "2. Mục tiêu cụ thể" else line
        for line in lines_of(LOWER, ["60% số thôn có nhà văn hóa."])
    ]
    assert inner(plan_of(document(lines))) == expected


@pytest.mark.parametrize(
    ("years", "expected"),
    [("2021 - 2029", ["NB05"]), ("2021 - 2025", []), ("2021-2025", [])],
)
def test_a_second_name_of_the_plan_has_its_years(years: str, expected: list[str]) -> None:
    last = f"Trên đây là Kế hoạch cấp nước sạch giai đoạn {years} trên địa bàn huyện./."
    assert inner(plan_of(document([*lines_of(LOWER, ["60% số thôn có nhà văn hóa."]), last]))) == expected


@pytest.mark.parametrize(
    ("task", "expected"),
    [
        ("Thực hiện theo Mục VII Kế hoạch này.", ["NB08"]),
        ("Thực hiện theo Mục II Kế hoạch này.", []),
        ("Thực hiện theo Mục VII Kế hoạch của tỉnh.", []),
        ("Phân bổ theo Phụ lục 2 kèm theo.", ["NB08"]),
        ("Phân bổ theo Phụ lục I ban hành kèm theo Nghị định 30/2020/NĐ-CP.", []),
    ],
)
def test_references_to_parts(task: str, expected: list[str]) -> None:
    assert inner(with_tasks(task)) == expected


def test_findings_show_the_sum_and_the_place() -> None:
    (finding,) = nb(
        review(with_tasks("Mở 20 lớp, gồm 12 lớp ở xã và 9 lớp ở thị trấn."), [upper_plan("60% số thôn.")])
    )
    assert "12 + 9 = 21" in finding.message
    assert finding.draft is not None
    assert finding.draft.anchor is not None
    assert finding.suggestion is not None
    assert "20" in finding.suggestion


ORGANISED = [
    ("phấn đấu 55% thôn có nhà văn hóa.", ["NB06"]),
    ("bảo đảm 60% số thôn có nhà văn hóa.", []),
    ("đến năm 2023, 40% thôn có nhà văn hóa.", []),
    ("tăng 5% số thôn có nhà văn hóa.", []),
    ("55% thôn có nhà văn hóa, sân thể thao và thư viện dùng chung.", []),
    ("30% thôn có tủ sách.", []),
]


@pytest.mark.parametrize(("again", "expected"), ORGANISED)
def test_a_target_repeated_in_the_organisation_part(again: str, expected: list[str]) -> None:
    lines = [
        *lines_of(LOWER, ["60% số thôn có nhà văn hóa."]),
        "III. TỔ CHỨC THỰC HIỆN",
        f"1. Phòng Văn hóa và Thông tin: Đôn đốc các xã. Tập trung thực hiện chỉ tiêu: {again}",
    ]
    assert inner(plan_of(document(lines))) == expected
