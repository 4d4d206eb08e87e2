"""Units that should have sent a plan, by the register at the day of the plans."""

from __future__ import annotations

import pytest

from compare.survey.unit import Reference, Unit, UnitReview
from doichieu.runs.expected import Expected
from extract.model import Level

NATION = Reference(key="n", name="Quyết định số 112/QĐ-TTg", level=Level.NATIONAL)


def sent(name: str, day: str | None, *above: Reference) -> UnitReview:
    return UnitReview(unit=Unit(name=name), file=name, sha256="", date=day, references=(NATION, *above))


def province(name: str) -> Reference:
    return Reference(key=name, name="Kế hoạch", level=Level.PROVINCE, place=name, province=name)


@pytest.mark.parametrize(
    ("reviews", "number", "names"),
    [
        (
            [sent("huyện Ngọc Hồi", "2021-06-01", province("tỉnh Kon Tum"))],
            10,
            {"huyện Đăk Hà", "huyện Ngọc Hồi"},
        ),
        ([sent("xã Bờ Y", "2026-03-01", province("tỉnh Quảng Ngãi"))], 96, {"xã Bờ Y"}),
        ([sent("tỉnh Kon Tum", "2021-04-07")], 63, {"tỉnh Thừa Thiên Huế", "tỉnh Lạng Sơn"}),
        ([sent("thành phố Huế", "2025-03-01")], 63, {"thành phố Huế"}),
        ([sent("tỉnh Lạng Sơn", "2026-01-05")], 34, {"thành phố Huế"}),
        # Nothing is known of an invented province, a plan without a day, or a list without any plan.
        ([sent("huyện Khe Sậy", "2021-06-01", province("tỉnh Hà Lĩnh"))], 0, set()),
        ([sent("huyện Ngọc Hồi", None, province("tỉnh Kon Tum"))], 0, set()),
        ([sent("tỉnh Hà Lĩnh", "2021-06-01")], 0, set()),
    ],
)
def test_expected(reviews: list[UnitReview], number: int, names: set[str]) -> None:
    expected = Expected()
    for review in reviews:
        expected.add(review)
    found = [unit.name for unit in expected.units()]
    assert (len(found), len(set(found))) == (number, number)
    assert names <= set(found)
