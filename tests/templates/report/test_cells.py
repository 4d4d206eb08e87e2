"""Cells of tables in a report: quoted with the names of their row and column."""

from __future__ import annotations

from io import BytesIO

from compare import review
from extract import read_plan
from templates import render
from templates.report.arrange import arrange

HEAD = """UBND {place}
Số: {number}/KH-UBND
{name}, ngày 10 tháng 02 năm 2023
KẾ HOẠCH
Phát triển thư viện giai đoạn 2023 - 2025
I. MỤC TIÊU CỤ THỂ
TT | Chỉ tiêu | ĐVT | 2024 | 2025
1 | Tỷ lệ thôn có tủ sách cho trẻ em | % | {first} | {second}
2 | Tỷ lệ xã có thư viện | % | 60 | 70
II. TỔ CHỨC THỰC HIỆN
1. UBND các xã tổ chức thực hiện.
"""


def test_quotes_of_cells_have_their_names() -> None:
    upper = HEAD.format(place="TỈNH LAM SA", number=12, name="Lam Sa", first="40", second="≥ 55")
    lower = HEAD.format(place="HUYỆN KHE NA", number=7, name="Khe Na", first="40", second="50")
    found = review(
        read_plan(BytesIO(lower.encode()), name="huyen.txt"),
        [read_plan(BytesIO(upper.encode()), name="tinh.txt")],
    )
    (weaker,) = [finding for finding in found.findings if finding.kind.value == "weaker_value"]
    assert "Tỷ lệ thôn có tủ sách cho trẻ em (%), năm 2025: ≥ 55" in weaker.message
    view = next(view for view in arrange(found).findings if view.rule == weaker.rule)
    assert view.reference is not None
    assert view.draft is not None
    assert (view.reference.text, view.draft.text) == (
        "Tỷ lệ thôn có tủ sách cho trẻ em (%), năm 2025: ≥ 55",
        "Tỷ lệ thôn có tủ sách cho trẻ em (%), năm 2025: 50",
    )
    assert "% 40 50" not in render(found, "md").decode()
