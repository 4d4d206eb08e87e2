"""What a commune says of its own body where all bodies of its kind are asked."""

from __future__ import annotations

import pytest

from compare.model import Kind, Verdict
from compare.reviewing import review
from tests.compare.plans import COMMUNE, Head, cite, plan, upper_plan

M, W, N, X = Verdict.MEETS, Verdict.WEAKER, Verdict.INCOMPARABLE, Verdict.MISSING
OWN = Head(place=COMMUNE, number="12/KH-UBND", date="30/6/2021", bases=(cite(),))
WARD = Head(place="phường Bến Trăm", number="12/KH-UBND", date="30/6/2021", bases=(cite(),))
MARKET = "Đến năm 2023, 100% xã, phường phân công cán bộ trông coi chợ phiên."
HERBS = "Đến năm 2023, 100% trạm y tế xã, phường có vườn thuốc nam."


@pytest.mark.parametrize(
    ("upper", "lower", "verdict"),
    [
        (MARKET, "Xã phân công cán bộ trông coi chợ phiên trong năm 2022.", M),
        (MARKET, "Trong năm 2022, xã phân công 01 cán bộ trông coi chợ phiên.", M),
        (MARKET, "Từ quý II năm 2022, Ủy ban nhân dân xã phân công 02 cán bộ trông coi chợ phiên.", M),
        (MARKET, "Xã Bản Sen phân công cán bộ trông coi chợ phiên vào năm 2025.", W),
        (MARKET, "Từ quý II năm 2024, xã phân công 01 cán bộ trông coi chợ phiên.", W),
        # Another deed, a denial, a ceiling, somebody else.
        (MARKET, "Xã phân công 01 cán bộ trông coi bến đò trong năm 2022.", N),
        (MARKET, "Xã không phân công cán bộ trông coi chợ phiên năm 2022.", N),
        (MARKET, "Xã phân công không quá 01 cán bộ trông coi chợ phiên.", N),
        (HERBS, "Trạm y tế xã có vườn thuốc nam chậm nhất trong năm 2023.", M),
        (HERBS, "Trạm y tế xã có vườn thuốc nam vào năm 2025.", W),
        (HERBS, "Trạm y tế xã có vườn rau sạch vào năm 2023.", N),
        (HERBS, "Xã có vườn thuốc nam vào năm 2023.", N),
        # Something else is done first, or now and then.
        (HERBS, "Trạm y tế xã lập kế hoạch để có vườn thuốc nam vào năm 2023.", N),
        (HERBS, "Trạm y tế xã mỗi tháng 01 buổi có vườn thuốc nam mở cửa vào năm 2023.", N),
        (MARKET, "Xã đề nghị huyện phân công cán bộ trông coi chợ phiên năm 2023.", N),
        (MARKET, "Xã phải phân công cán bộ trông coi chợ phiên năm 2023.", M),
        # Of hamlets and schools a commune has several.
        ("Đến năm 2023, 100% trường mầm non xã có vườn rau sạch.", "Trường mầm non xã có vườn rau sạch.", N),
    ],
)
def test_own_body_for_all_of_its_kind(upper: str, lower: str, verdict: Verdict) -> None:
    (pair,) = review(plan(OWN, [lower]), [upper_plan(upper)]).pairs
    assert pair.verdict is verdict


def test_another_kind_of_unit_is_not_its_own() -> None:
    upper = upper_plan("Đến năm 2023, 100% xã có vườn ươm tre luồng.")
    (pair,) = review(plan(WARD, ["Phường có vườn ươm tre luồng vào năm 2023."]), [upper]).pairs
    assert pair.verdict is N


def test_an_aim_of_the_own_body_is_softer() -> None:
    found = review(plan(OWN, ["Phấn đấu trạm y tế xã có vườn thuốc nam vào năm 2023."]), [upper_plan(HERBS)])
    (finding,) = [one for one in found.findings if one.kind is Kind.SOFTER_COMMITMENT]
    assert "“aim”" not in finding.message


def test_two_items_of_one_list_are_no_twins() -> None:
    lower = ["Xã phân công 01 cán bộ trông coi chợ phiên trong năm 2022."]
    pairs = review(plan(OWN, lower), [upper_plan(MARKET, HERBS)]).pairs
    assert [pair.verdict for pair in pairs] == [M, X]
