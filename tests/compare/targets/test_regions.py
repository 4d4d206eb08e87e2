"""Targets by regions of the country against a province that lies in one."""

from __future__ import annotations

from io import BytesIO

import pytest

from compare import review
from compare.model import Review, Severity
from compare.targets.items import measured_items
from compare.targets.regions import home_regions
from extract import read_plan
from extract.language.places import region_label
from extract.model import Plan

_TABLE = (
    "<p>Biểu số 02. Tỷ lệ xã có bể bơi theo vùng (tối thiểu)</p><table>"
    "<tr><td>TT</td><td>Vùng</td><td>Ước năm 2025</td><td>Năm 2028</td><td>Năm 2030</td></tr>"
    "<tr><td>1</td><td>{rows[0]}</td><td>12</td><td>30</td><td>50</td></tr>"
    "<tr><td>2</td><td>{rows[1]}</td><td>31</td><td>55</td><td>80</td></tr></table>"
)
_NUMBERED = ("Vùng 1 - núi đá", "Vùng 2 - ven sông")


def _plan(body: str, *, of: str = "ỦY BAN NHÂN DÂN TỈNH KHE LÁ", period: str = "2026 - 2030") -> Plan:
    html = (
        f"<html><body><p>{of}</p><p>KẾ HOẠCH</p><p>Phổ cập bơi cho trẻ em giai đoạn {period}</p>"
        f"<p>I. MỤC TIÊU</p>{body}</body></html>"
    )
    return read_plan(BytesIO(html.encode()), name="van-ban.html")


def _reviewed(note: str, draft: str, rows: tuple[str, str] = _NUMBERED) -> Review:
    upper = _plan(f"{_TABLE.format(rows=rows)}<p>{note}</p>", of="THỦ TƯỚNG CHÍNH PHỦ")
    return review(_plan(draft), [upper])


_GIVEN = "<p>1. Tỷ lệ xã có bể bơi đạt 33% vào năm 2028 và 52% vào năm 2030.</p>"


@pytest.mark.parametrize(
    ("note", "said"),
    [
        ("Ghi chú: tỉnh Khe Lá được xếp vào Vùng 1, tỉnh Suối Gừng được xếp vào Vùng 2.", ""),
        ("Vùng 1 gồm các tỉnh Mù Lĩnh, Khe Lá.", ""),
        ("Danh sách các vùng do Bộ công bố.", "<p>Tỉnh thuộc Vùng 1 theo Biểu số 02.</p>"),
    ],
)
def test_a_province_answers_for_its_region(note: str, said: str) -> None:
    """Its own row is compared, the others are missing without an alarm."""
    found = _reviewed(note, said + _GIVEN)
    assert [pair.verdict.value for pair in found.pairs] == ["exceeds", "exceeds", "missing", "missing"]
    missing = [f for f in found.findings if f.kind.value == "missing_target"]
    assert {f.severity for f in missing} == {Severity.NOTE}
    assert all("vùng khác" in f.message for f in missing)


def test_a_level_below_the_own_region_is_weaker() -> None:
    """The number of another region is no excuse."""
    found = _reviewed("Tỉnh Khe Lá được xếp vào Vùng 2.", _GIVEN)
    assert [pair.verdict.value for pair in found.pairs] == ["missing", "missing", "weaker", "weaker"]


def test_an_unknown_region_answers_nothing() -> None:
    """Nobody tells where the province lies: no row is met by chance."""
    found = _reviewed("Danh sách các vùng do Bộ công bố.", _GIVEN)
    assert {pair.verdict.value for pair in found.pairs} == {"missing"}


@pytest.mark.parametrize(
    "said",
    [
        "Các xã thuộc Vùng 2 được ưu tiên.",
        "Học tập các tỉnh thuộc Vùng 2.",
        "Tỉnh Khe Lá giúp tỉnh Suối Gừng thuộc Vùng 2.",
    ],
)
def test_others_in_a_region_place_no_province(said: str) -> None:
    """What is said of communes or of other provinces is not said of the province."""
    upper = _plan(_TABLE.format(rows=_NUMBERED), of="THỦ TƯỚNG CHÍNH PHỦ")
    assert home_regions(upper, _plan(f"<p>{said}</p>")) == frozenset()


def test_regions_may_have_names() -> None:
    """The column says that its rows are regions."""
    rows = ("Đông Lĩnh", "Tây Lĩnh")
    found = _reviewed("Tỉnh Khe Lá thuộc vùng Tây Lĩnh.", _GIVEN, rows)
    assert [pair.verdict.value for pair in found.pairs] == ["missing", "missing", "weaker", "weaker"]


def test_rows_of_regions_are_kept_as_items() -> None:
    """The caption is what they are about, its bound theirs."""
    upper = _plan(_TABLE.format(rows=_NUMBERED))
    items = measured_items(upper, "tỉnh Khe Lá", frozenset({"vùng 2"}))
    assert [item.elsewhere for item in items] == [True, True, False, False]
    assert {(m.subject, m.bound.value) for item in items if (m := item.measure)} == {
        ("tỷ lệ xã có bể bơi", "at_least")
    }


@pytest.mark.parametrize("name", ["Xã Khe Lá", "Vùng", "Toàn tỉnh"])
def test_other_places_are_no_regions(name: str) -> None:
    """A commune, the mere word, the whole."""
    assert region_label(name) is None


_BY_KIND = "<p>1. Ít nhất 95% số chợ tại các phường và 70% số chợ tại các xã có mái che.</p>"


@pytest.mark.parametrize(
    ("place", "given", "verdicts"),
    [
        ("XÃ KHE LÁ", "72% số chợ của xã có mái che.", ["missing", "exceeds"]),
        ("XÃ KHE LÁ", "60% số chợ của xã có mái che.", ["missing", "weaker"]),
        ("PHƯỜNG KHE LÁ", "72% số chợ của phường có mái che.", ["weaker", "missing"]),
        # What a draft copies for the others is no answer for its own kind.
        (
            "XÃ KHE LÁ",
            "96% số chợ tại các phường và 60% số chợ tại các xã có mái che.",
            ["missing", "weaker"],
        ),
    ],
)
def test_a_commune_answers_for_its_kind(place: str, given: str, verdicts: list[str]) -> None:
    upper = _plan(_BY_KIND, of="ỦY BAN NHÂN DÂN TỈNH SUỐI GỪNG")
    found = review(_plan(f"<p>1. {given}</p>", of=f"ỦY BAN NHÂN DÂN {place}"), [upper])
    assert [pair.verdict.value for pair in found.pairs] == verdicts


def test_what_is_for_another_kind_is_only_noted() -> None:
    upper = _plan(_BY_KIND, of="ỦY BAN NHÂN DÂN TỈNH SUỐI GỪNG")
    draft = _plan("<p>1. 72% số chợ của xã có mái che.</p>", of="ỦY BAN NHÂN DÂN XÃ KHE LÁ")
    (missing,) = [finding for finding in review(draft, [upper]).findings if finding.rule == "CT01"]
    assert missing.severity is Severity.NOTE
    assert "địa bàn khác loại" in missing.message
