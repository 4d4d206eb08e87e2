"""The groups and conditions that a target covers."""

from __future__ import annotations

from dataclasses import replace

import pytest

from compare.model import Difference, Dimension, Outcome
from tests.compare.cases import check, read_cases
from tests.compare.plans import LOWER, UPPER, judged, reviewed
from tests.fixtures import Fixture


@pytest.mark.parametrize(
    "case",
    [
        case
        for name in ("scope", "population", "conditions", "limits", "narrower")
        for case in read_cases(name)
    ],
    ids=str,
)
def test_case(case: Fixture) -> None:
    check(case)


def scope(upper: str, lower: str, place: str = LOWER.place) -> Difference | None:
    """The difference in scope of two sentences."""
    found = judged(upper, lower, UPPER, replace(LOWER, place=place)).differences
    return next((difference for difference in found if difference.dimension is Dimension.SCOPE), None)


def test_all_lost_groups_are_named() -> None:
    found = scope(
        "60% số trạm y tế, trường học, chợ, bến xe được cấp nước sạch.",
        "60% số trạm y tế, trường học được cấp nước sạch.",
    )
    assert found is not None
    assert (found.outcome, found.lost) == (Outcome.WEAKER, ("chợ", "bến xe"))


def test_lost_and_gained_groups_are_kept_apart() -> None:
    found = scope(
        "60% số trạm y tế, trường học, chợ được cấp nước sạch.",
        "60% số trạm y tế, trường học, bến xe được cấp nước sạch.",
    )
    assert found is not None
    assert (found.outcome, found.lost, found.gained) == (Outcome.WEAKER, ("chợ",), ("bến xe",))


def test_a_reason_is_kept() -> None:
    found = scope(
        "60% số xã, phường, thị trấn, chợ có đội dân phòng.", "60% số xã, thị trấn có đội dân phòng."
    )
    assert found is not None
    assert (found.lost, found.excused) == (("chợ",), ("phường",))


@pytest.mark.parametrize(
    ("place", "lower", "narrower"),
    [
        ("huyện Suối Vàng", "60% số xã, thị trấn có đội dân phòng.", False),
        ("quận Bắc Thành", "60% số phường có đội dân phòng.", False),
        ("thị xã Đông Hồ", "60% số xã, phường có đội dân phòng.", False),
        ("thị xã Đông Hồ", "60% số phường, thị trấn có đội dân phòng.", True),
        ("huyện Suối Vàng", "60% số phường, thị trấn có đội dân phòng.", True),
    ],
)
def test_groups_that_a_kind_of_place_lacks(place: str, lower: str, narrower: bool) -> None:
    found = scope("60% số xã, phường, thị trấn có đội dân phòng.", lower, place)
    assert (found is not None and found.outcome is Outcome.WEAKER) is narrower


@pytest.mark.parametrize(
    "lower",
    [
        "60% số cơ sở y tế, trường học được cấp nước sạch.",
        "60% số trạm y tế, cơ sở giáo dục được cấp nước sạch.",
        "60% trường học và trạm y tế trên địa bàn huyện được cấp nước sạch.",
    ],
)
def test_other_words_for_the_same_bodies(lower: str) -> None:
    assert scope("60% số trạm y tế, trường học được cấp nước sạch.", lower) is None


@pytest.mark.parametrize("condition", ["đủ điều kiện", "có nhu cầu", "có đăng ký"])
def test_an_added_condition_narrows_the_scope(condition: str) -> None:
    found = judged(
        "60% số hộ làm nghề được vay vốn.", f"60% số hộ làm nghề {condition} được vay vốn."
    ).differences
    assert [(d.dimension, d.gained) for d in found] == [(Dimension.CONDITION, (condition,))]


@pytest.mark.parametrize("slip", ["đủ điều kiện về biên chê", "đu điều kiện về biên chế"])
def test_a_condition_with_a_lost_mark_is_the_same(slip: str) -> None:
    upper = "60% số trường học đủ điều kiện về biên chế có phòng tư vấn."
    found = judged(upper, upper.replace("đủ điều kiện về biên chế", slip)).differences
    assert [difference.dimension for difference in found] == []


def test_only_prisons_are_excused() -> None:
    found = scope(
        "60% số bệnh viện, trường học, trại giam có bếp ăn.", "60% số bệnh viện, trường học có bếp ăn."
    )
    assert found is not None
    assert (found.outcome, found.lost, found.excused) == (Outcome.EQUAL, (), ("trại giam",))


@pytest.mark.parametrize(
    ("upper", "lower", "narrower"),
    [
        ("từ 18 tuổi trở lên", "từ đủ 18 tuổi", False),
        ("dưới 3 tuổi", "chưa tròn 3 tuổi", False),
        ("từ sơ sinh đến 5 tuổi", "từ 0 đến 5 tuổi", False),
        ("6 - 10 tuổi", "từ 6 đến dưới 11 tuổi", False),
        ("từ 65 tuổi", "từ 60 tuổi", False),
        ("từ 60 tuổi", "từ 65 tuổi", True),
        ("dưới 24 tháng tuổi", "dưới 2 tuổi", False),
        ("dưới 6 tuổi", "từ 3 đến dưới 6 tuổi", True),
    ],
)
def test_ages_are_compared_as_ranges(upper: str, lower: str, narrower: bool) -> None:
    found = scope(f"80% người {upper} có thẻ bạn đọc.", f"80% người {lower} có thẻ bạn đọc.")
    assert (found is not None and found.outcome is Outcome.WEAKER) is narrower


@pytest.mark.parametrize(
    ("lower", "lost"),
    [
        ("100% hồ sơ lưu trữ của các phòng, ban, xã, thị trấn được số hóa.", ()),
        ("100% hồ sơ lưu trữ của các phòng, ban chuyên môn được số hóa.", ("địa phương",)),
    ],
)
def test_a_general_name_stands_for_its_bodies(lower: str, lost: tuple[str, ...]) -> None:
    found = scope("100% hồ sơ lưu trữ của các cơ quan, địa phương được số hóa.", lower)
    assert (found.lost if found else ()) == lost


@pytest.mark.parametrize(
    ("lower", "narrower"),
    [
        ("Mỗi buôn, khu phố có 01 tủ sách.", False),
        ("Mỗi buôn có 01 tủ sách.", True),
        ("Thực hiện kế hoạch, bảo đảm mỗi bản, tổ dân phố có 01 tủ sách.", False),
    ],
)
def test_hamlets_bear_the_name_of_their_land(lower: str, narrower: bool) -> None:
    found = scope("Mỗi thôn, bản, tổ dân phố có 01 tủ sách.", lower)
    assert (found is not None and found.outcome is Outcome.WEAKER) is narrower


ASKED = "70% học viên được luyện tập ít nhất 6 buổi; 80% giáo viên được bồi dưỡng ít nhất 3 buổi."


@pytest.mark.parametrize(
    ("lower", "dropped"),
    [
        ("Luyện tập: 70% học viên. Bồi dưỡng ít nhất 3 buổi: 80% giáo viên.", ("ít nhất 6 buổi",)),
        ("Luyện tập ít nhất 6 buổi cho 70% học viên. Bồi dưỡng 3 buổi: 80% giáo viên.", ()),
    ],
)
def test_a_number_beside_the_share_belongs_to_it(lower: str, dropped: tuple[str, ...]) -> None:
    found = reviewed(ASKED, lower).pairs[0].differences
    assert tuple(one for difference in found for one in difference.lost) == dropped
