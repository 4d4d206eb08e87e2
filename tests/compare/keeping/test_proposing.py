"""Documents that plans cite and no register has."""

from __future__ import annotations

from pathlib import Path

import pytest

from compare.keeping.proposing import as_file, proposals
from compare.keeping.writing import laid_into
from extract.model import Plan
from tests.compare.plans import LOWER, Head, lower_plan

NEW = "Căn cứ Quyết định số 5123/QĐ-TTg ngày 06/5/2019 của Thủ tướng Chính phủ về việc phê duyệt Chương trình Xanh;"
KNOWN = "Căn cứ Nghị định số 20/2021/NĐ-CP ngày 15/3/2021 của Chính phủ quy định chính sách trợ giúp xã hội;"
BARE = "Căn cứ Quyết định số 5123/QĐ-TTg ngày 06/5/2019 của Thủ tướng Chính phủ;"
UNDATED = "Căn cứ Quyết định số 5123/QĐ-TTg của Thủ tướng Chính phủ phê duyệt Chương trình Xanh;"
LOCAL = "Căn cứ Nghị quyết số 12/NQ-HĐND ngày 10/12/2020 của Hội đồng nhân dân tỉnh Hà Lĩnh về kinh tế;"


def citing(*bases: str, number: str = "112/KH-UBND") -> Plan:
    head = Head(place=LOWER.place, number=number, date=LOWER.date, bases=bases)
    return lower_plan("60% số thôn có nhà văn hóa.", head=head)


@pytest.mark.parametrize(
    ("basis", "numbers"),
    [(NEW, ["5123/QĐ-TTg"]), (KNOWN, []), (BARE, []), (UNDATED, []), (LOCAL, [])],
)
def test_whole_citations_of_the_nation_are_proposed(basis: str, numbers: list[str]) -> None:
    assert [one.number for one in proposals([citing(basis)])] == numbers


def test_a_proposal_names_its_plans() -> None:
    other = NEW.replace("06/5/2019", "07/5/2019")
    (found,) = proposals([citing(NEW), citing(other, number="113/KH-UBND"), citing(NEW)])
    assert (found.kind, found.date, found.title) == ("Quyết định", "2019-05-06", "Chương trình Xanh")
    assert found.issuer == "Thủ tướng Chính phủ"
    assert [plan.split(" ngày")[0] for plan in found.plans] == [
        "Kế hoạch số 112/KH-UBND",
        "Kế hoạch số 113/KH-UBND",
    ]
    assert len(found.others) == 1
    assert found.others[0].startswith("07/5/2019: Chương trình Xanh (Kế hoạch số 113/KH-UBND")


def test_an_own_register_answers_a_proposal(tmp_path: Path) -> None:
    text = as_file(proposals([citing(NEW)]))
    assert 'memory = ["number", "date", "title"]' in text
    assert "viện dẫn trong Kế hoạch số 112/KH-UBND" in text
    path = tmp_path / "so.toml"
    path.write_text(laid_into(text, [], path).text, encoding="utf-8")
    assert proposals([citing(NEW)], (path,)) == ()
