"""The alignment of draft measures with reference measures."""

from __future__ import annotations

from itertools import permutations

import pytest

from compare.decisions.settings import Settings
from compare.model import Verdict
from compare.reviewing import review
from extract.model import Plan
from extract.pipeline import plan_of
from tests.compare.cases import check, read_cases
from tests.compare.plans import LOWER as LOWER_HEAD
from tests.compare.plans import UPPER as UPPER_HEAD
from tests.compare.plans import Head, codes, document, lines_of, pair_of, reviewed, said, verdicts
from tests.fixtures import Fixture


@pytest.mark.parametrize("case", read_cases("alignment"), ids=str)
def test_case(case: Fixture) -> None:
    check(case)


UPPER = (
    "60% số thôn có nhà văn hóa.",
    "80% số thôn có sân thể thao.",
    "90% số hộ chăn nuôi tiêm phòng cho gia súc.",
    "Xây dựng 20 mô hình nuôi ong lấy mật.",
)
LOWER = (
    "55% số thôn có nhà văn hóa đạt chuẩn.",
    "85% số thôn có sân thể thao.",
    "90% hộ chăn nuôi trên địa bàn huyện tiêm phòng cho gia súc.",
    "Xây dựng 03 mô hình nuôi ong lấy mật.",
)


@pytest.mark.parametrize("order", list(permutations(range(4))), ids=str)
def test_order_of_the_draft_does_not_matter(order: tuple[int, ...]) -> None:
    straight, mixed = reviewed(UPPER, LOWER), reviewed(UPPER, [LOWER[index] for index in order])
    assert verdicts(mixed) == verdicts(straight)
    assert [said(pair.draft) for pair in mixed.pairs] == [said(pair.draft) for pair in straight.pairs]
    assert codes(mixed) == codes(straight)


@pytest.mark.parametrize("order", list(permutations(range(4)))[1::3], ids=str)
def test_order_of_the_reference_does_not_matter(order: tuple[int, ...]) -> None:
    straight, mixed = reviewed(UPPER, LOWER), reviewed([UPPER[index] for index in order], LOWER)
    assert {said(pair.reference): (pair.verdict, said(pair.draft)) for pair in mixed.pairs} == {
        said(pair.reference): (pair.verdict, said(pair.draft)) for pair in straight.pairs
    }


def test_parts_name_all_answers() -> None:
    result = reviewed(
        "60% số trạm y tế, trường học được cấp nước sạch.",
        ["60% số trạm y tế được cấp nước sạch.", "60% số trường học được cấp nước sạch."],
    )
    (pair,) = result.pairs
    assert len(pair.parts) == 2
    assert pair.draft in pair.parts


def test_a_single_answer_has_no_parts() -> None:
    (pair,) = reviewed(UPPER[:1], LOWER[:1]).pairs
    assert pair.parts == ()


def test_rivals_that_would_change_the_verdict_are_named() -> None:
    result = reviewed(
        "65% số cán bộ thú y cơ sở được tập huấn.",
        [
            "60% số cán bộ thú y cơ sở được tập huấn kỹ năng.",
            "70% số cán bộ thú y cơ sở được tập huấn nghiệp vụ.",
        ],
    )
    assert len(result.pairs[0].rivals) == 1
    assert "VB02" in codes(result)


def test_rivals_with_the_same_verdict_are_left_out() -> None:
    result = reviewed(
        "55% số cán bộ thú y cơ sở được tập huấn.",
        [
            "60% số cán bộ thú y cơ sở được tập huấn kỹ năng.",
            "70% số cán bộ thú y cơ sở được tập huấn nghiệp vụ.",
        ],
    )
    assert result.pairs[0].rivals == ()
    assert "VB02" not in codes(result)


def test_a_year_that_another_target_answers_is_not_missing() -> None:
    """The draft says the last year of the series once, in the words of another target."""
    result = reviewed(
        [
            "Tỷ lệ hộ dùng nước sạch: năm 2023 đạt 60%, năm 2024 đạt 65%, năm 2025 đạt 70%.",
            "Đến năm 2025, có 70% số hộ dùng nước sạch ở vùng cao.",
        ],
        [
            "Tỷ lệ hộ dùng nước sạch: năm 2023 đạt 60%, năm 2024 đạt 65%.",
            "Đến năm 2025, 70% số hộ dùng nước sạch ở vùng cao.",
        ],
    )
    assert verdicts(result) == [Verdict.MEETS] * 4
    assert "CT01" not in codes(result)


def test_an_open_pair_shows_its_second_candidate() -> None:
    """The choice does not change the verdict, yet a reviewer has to make it."""
    (pair,) = reviewed(
        "55% số cán bộ thú y cơ sở được tập huấn.",
        [
            "60% số cán bộ thú y cơ sở được tập huấn kỹ năng.",
            "70% số cán bộ thú y cơ sở được tập huấn nghiệp vụ.",
        ],
        Settings(match=0.999, merged=1.0),
    ).pairs
    assert pair.perhaps
    assert pair.rivals == ()
    assert [said(place) for place in pair.second] != [said(pair.draft)]
    assert len(pair.second) == 1


def test_a_pair_keeps_its_evidence_and_common_words() -> None:
    (pair,) = reviewed(UPPER[:1], LOWER[:1]).pairs
    assert dict(pair.evidence)["kind"] > 0
    assert pair.common == ("nhà văn hóa",)


def test_threshold_comes_from_the_settings() -> None:
    upper, lower = (
        "70% số cán bộ cấp xã được bồi dưỡng kỹ năng số.",
        "75% công chức xã, thị trấn dự tập huấn về kỹ năng số.",
    )
    (near,) = reviewed(upper, lower).pairs
    (far,) = reviewed(
        upper, lower, Settings(match=1.0, match_perhaps=1.0, match_unvalued=1.0, merged=1.0)
    ).pairs
    assert near.draft is not None
    assert 0 < near.similarity < 1
    assert far.draft is None


def test_similarity_of_a_pair_is_given() -> None:
    result = reviewed(UPPER, LOWER)
    assert all(0 <= pair.similarity <= 1 for pair in result.pairs)
    assert pair_of(result, "sân thể thao").similarity > pair_of(result, "nhà văn hóa").similarity


def test_a_younger_population_is_reported() -> None:
    """The same share of a smaller group of children is another target."""
    result = reviewed(
        "90% trẻ em dưới 16 tuổi được khám sức khỏe.", "90% trẻ em dưới 6 tuổi được khám sức khỏe."
    )
    assert result.findings


@pytest.mark.parametrize(
    ("upper", "lower"),
    [
        ("80% số xã không có tệ nạn ma túy.", "85% số xã có tệ nạn ma túy."),
        ("90% số trường học không có bạo lực.", "90% số trường học có bạo lực."),
    ],
)
def test_an_opposite_target_is_no_answer(upper: str, lower: str) -> None:
    (pair,) = reviewed(upper, lower).pairs
    assert pair.verdict not in (Verdict.MEETS, Verdict.EXCEEDS)


ROWS = ("TT", "Chỉ tiêu", "Đơn vị tính", "Năm 2024", "Năm 2025")


def with_rows(head: Head, *rows: tuple[str, ...]) -> Plan:
    """A plan with a table, one cell to a line, before its tasks."""
    lines = lines_of(head, ["60% số thôn có nhà văn hóa."])
    at = lines.index("II. NHIỆM VỤ, GIẢI PHÁP")
    cells = [cell for number, row in enumerate(rows, 1) for cell in (str(number), *row)]
    return plan_of(document([*lines[:at], *ROWS, *cells, *lines[at:]]))


LAMPS = ("Tỷ lệ bến đò có đèn", "%", "55", "70")
GUESTS = ("Khách nghỉ tại nhà bè qua đêm", "lượt", "900", "1.200")
LODGERS = ("Lượt lưu trú trên bè có khách", "lượt", "60", "80")


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ((LODGERS, LAMPS), ["apportion", "apportion"]),
        # Another unit, other years, another place in the table, and no word in common.
        ((("Lượt lưu trú trên bè có khách", "đêm", "60", "80"), LAMPS), ["missing", "missing"]),
        ((LAMPS, LODGERS), ["missing", "missing"]),
        ((("Chuyến phà tăng cường dịp lễ", "lượt", "60", "80"), LAMPS), ["missing", "missing"]),
    ],
)
def test_a_row_left_between_the_same_rows(rows: tuple[tuple[str, ...], ...], expected: list[str]) -> None:
    result = review(with_rows(LOWER_HEAD, *rows), [with_rows(UPPER_HEAD, GUESTS, LAMPS)])
    found = [pair.verdict.value for pair in result.pairs if "Khách nghỉ" in pair.reference.text]
    assert found == expected
