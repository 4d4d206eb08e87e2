"""A page in a mere frame, one cell or a column of a portal, gives the plan of the page itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract import read_plan
from tests.layouts.making import HERE, to_html
from tests.layouts.test_layouts import expected, measures, row, wanted_row

SOURCES = sorted(path.stem for path in (HERE / "sources").glob("*.txt"))
MENU = "".join(
    f"<p>{name}</p>" for name in ("Trang chủ", "Tin tức", "Văn bản", "Thủ tục", "Hỏi đáp", "Liên hệ") * 2
)
FRAMES = {
    "cell": ("<table><tr><td>", "</td></tr></table>"),
    "portal": (
        f"<table><tr><td colspan=3><h1>Cổng thông tin</h1></td></tr><tr><td>{MENU}</td><td>",
        "</td><td>Lượt truy cập: 1.234.567</td></tr><tr><td colspan=3>Bản quyền</td></tr></table>",
    ),
}


@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize("name", SOURCES)
def test_a_framed_page_is_read_as_the_page(name: str, frame: str, tmp_path: Path) -> None:
    before, behind = FRAMES[frame]
    page = to_html((HERE / "sources" / f"{name}.txt").read_text(encoding="utf-8")).decode()
    path = tmp_path / "trang.html"
    path.write_text(
        page.replace("<body>", f"<body>{before}").replace("</body>", f"{behind}</body>"), encoding="utf-8"
    )
    plan, wanted = read_plan(path), expected(f"{name}.html")
    assert [row(part, measure) for part, measure in measures(plan)] == [
        wanted_row(entry) for entry in wanted["measures"]
    ]
    assert [(list(task.lead), list(task.support), task.deadline) for task in plan.tasks] == [
        (entry["lead"], entry["support"], entry["deadline"]) for entry in wanted["tasks"]
    ]
    assert plan.masthead.signer == wanted["masthead"]["signer"]
