"""Two real plans, a province's and a district's, kept outside the project: figures and short labels only.

The plans are not reference and draft of each other, which is the first expected finding. Measures are named by the path
of their target and their index in it.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from compare import review
from compare.model import Dimension, Outcome, Pair, Review, Severity, Verdict
from extract import read_plan
from extract.model import Level, Measure, Period, Plan, Target, Task

pytestmark = pytest.mark.shared

PROVINCE, DISTRICT = "seeds/langson-80-kh-ubnd.txt", "seeds/ngochoi-draft.md"


@cache
def read(path: Path) -> Plan:
    return read_plan(path)


@pytest.fixture(scope="module")
def province(shared: Path) -> Plan:
    return read(shared / PROVINCE)


@pytest.fixture(scope="module")
def district(shared: Path) -> Plan:
    return read(shared / DISTRICT)


@pytest.fixture(scope="module")
def result(province: Plan, district: Plan) -> Review:
    return review(district, [province])


# Bullet, low, high, unit, bound, effort, change, baseline year.
FIRST, SECOND = Period(start=2021, end=2025), Period(start=2026, end=2030)
Row = tuple[str, Decimal | int | None, Decimal | int | None, str | None, str, str, str | None, int | None]
PROVINCE_FIRST: list[Row] = [
    ("-1", 60, 60, "%", "level", "plain", None, None),
    ("-1", 1, 2, "cán bộ", "at_least", "plain", None, None),
    ("-1", None, None, None, "at_least", "plain", None, None),
    ("-2", 30, 30, "%", "at_least", "about", None, None),
    ("-3", 50, 50, "%", "about", "about", None, None),
    ("-3", 20, 20, "%", "about", "about", None, None),
    ("-4", 85, 85, "%", "at_least", "firm", None, None),
]
PROVINCE_SECOND: list[Row] = [
    ("-2", 90, 90, "%", "about", "about", None, None),
    ("-2", 1, 2, "cán bộ", "at_least", "plain", None, None),
    ("-2", None, None, None, "at_least", "plain", None, None),
    ("-3", 60, 60, "%", "about", "about", None, None),
    ("-3", 30, 30, "%", "at_least", "plain", "increase", 2025),
    ("-4", 40, 40, "%", "level", "plain", None, None),
    ("-5", 90, 90, "%", "at_least", "firm", None, None),
]
DISTRICT_ONLY: list[Row] = [
    ("-1", 50, 50, "%", "level", "aim", None, None),
    ("-1", 1, 2, "cán bộ", "at_least", "plain", None, None),
    ("-1", None, None, None, "at_least", "plain", None, None),
    ("-2", 30, 30, "%", "at_least", "plain", None, None),
    ("-3", 50, 50, "%", "at_least", "plain", None, None),
    ("-3", 20, 20, "%", "level", "plain", "increase", 2020),
    ("-4", 85, 85, "%", "at_least", "firm", None, None),
]


def rows(targets: list[Target]) -> list[Row]:
    """Measures of targets as rows."""
    return [
        (
            target.path[-1],
            measure.low,
            measure.high,
            measure.unit,
            measure.bound.value,
            measure.effort.value,
            measure.change.value if measure.change else None,
            measure.baseline_year,
        )
        for target in targets
        for measure in target.measures
    ]


def test_targets_of_the_province(province: Plan) -> None:
    first = [target for target in province.targets if target.path[-2] == "2.1"]
    second = [target for target in province.targets if target.path[-2] == "2.2"]
    assert first + second == list(province.targets)
    assert rows(first) == PROVINCE_FIRST
    assert rows(second) == PROVINCE_SECOND
    assert {(target.period, m.deadline) for target in first for m in target.measures} == {(FIRST, "2025")}
    assert {(target.period, m.deadline) for target in second for m in target.measures} == {(SECOND, "2030")}
    measures = [measure for target in province.targets for measure in target.measures]
    assert [measure.low is None for measure in measures].count(False) == 12
    assert [measure.low is None for measure in measures].count(True) == 2
    assert {(measure.per, measure.better.value) for measure in measures} == {(None, "higher")}


def test_targets_of_the_district(district: Plan) -> None:
    assert rows(list(district.targets)) == DISTRICT_ONLY
    assert {target.path[:-1] for target in district.targets} == {("I", "2")}
    assert {(t.period, m.deadline) for t in district.targets for m in t.measures} == {(FIRST, "2025")}
    lows = [measure.low for target in district.targets for measure in target.measures]
    assert (len(lows) - lows.count(None), lows.count(None)) == (6, 1)


@pytest.mark.parametrize(
    ("path", "bullet", "amount"),
    [
        (PROVINCE, ("2.1", "-1"), "lương tối thiểu"),
        (PROVINCE, ("2.2", "-2"), "lương cơ sở"),
        (DISTRICT, ("2", "-1"), "lương cơ bản"),
    ],
)
def test_amounts_by_name(shared: Path, path: str, bullet: tuple[str, str], amount: str) -> None:
    (target,) = [target for target in read(shared / path).targets if target.path[-2:] == bullet]
    assert [measure.part for measure in target.measures] == [False, True, True]
    assert amount in target.measures[2].subject


def test_status_part_holds_no_target_or_task(province: Plan) -> None:
    """The first part is full of past numbers, and none of them belongs to a target or a task."""
    paths = [target.path for target in province.targets] + [task.path for task in province.tasks]
    assert {path[0] for path in paths} == {"Phần thứ hai"}
    assert any(section.path[0] == "Phần thứ nhất" for section in province.sections)


def test_numbers_of_the_tasks(province: Plan, district: Plan) -> None:
    def told(plan: Plan) -> list[tuple[Any, ...]]:
        return [(task.path[-2:], m.low, m.unit, m.per) for task in plan.tasks for m in task.measures]

    assert told(province) == [
        (("4", "a"), 100, "cán bộ", None),
        (("4", "a"), 10, "người", "year"),
        (("4", "a"), 10, "chỉ tiêu", "year"),
        (("4", "a"), 10, "cán bộ", None),
        (("4", "b"), 1000, "cán bộ", None),
        (("4", "b"), 100, "người", "year"),
    ]
    assert told(district) == [
        (("3", "a"), 1, "nhân viên", "unit"),
        (("a", "-1"), 50, "cán bộ", None),
        (("a", "-2"), 50, "lượt", None),
        (("a", "-2"), 10, "người", "year"),
    ]


def test_masthead_of_the_province(province: Plan) -> None:
    head = province.masthead
    assert (head.kind, head.number, head.date) == ("Kế hoạch", "80/KH-UBND", "2021-04-05")
    assert (head.issuer, head.level, head.place) == (
        "Ủy ban nhân dân tỉnh Lạng Sơn",
        Level.PROVINCE,
        "tỉnh Lạng Sơn",
    )
    assert (head.programme, head.period) == (
        "Chương trình phát triển công tác xã hội",
        Period(start=2021, end=2030),
    )
    assert not head.is_draft
    assert not head.number_blank
    assert len(head.recipients) == 9


def test_masthead_of_the_district(district: Plan) -> None:
    head = district.masthead
    assert (head.kind, head.number, head.date) == ("Kế hoạch", None, None)
    assert (head.issuer, head.level, head.place) == (
        "Ủy ban nhân dân huyện Ngọc Hồi",
        Level.DISTRICT,
        "huyện Ngọc Hồi",
    )
    assert head.province == "tỉnh Kon Tum"
    assert (head.programme, head.period) == ("Chương trình phát triển công tác xã hội", FIRST)
    assert (head.is_draft, head.number_blank, head.date_blank) == (True, True, True)


def test_citations(province: Plan, district: Plan) -> None:
    assert [(citation.number, citation.date) for citation in province.citations] == [
        ("112/QĐ-TTg", "2021-01-22"),
        ("555/LĐTBXH-BTXH", "2021-03-03"),
        ("32/QĐ-TTg", "2010-03-25"),
        ("411/QĐ-UBND", "2011-03-22"),
        ("134/KH-UBND", "2016-11-28"),
        ("43/2015/TT-BYT", "2015-11-26"),
        ("34/2010/TT-BLĐTBXH", "2010-11-08"),
        ("07/2013/TT-BLĐTBXH", "2013-05-24"),
        ("11/2011/TTLT/BTC-BLĐTBXH", "2011-01-26"),
        ("09/2013/TTLT-BLĐTBXH-BNV", "2013-06-10"),
    ]
    assert [(citation.number, citation.date) for citation in district.citations] == [
        ("112/QĐ-TTg", "2021-01-22"),
        ("1125/KH-UBND", "2021-04-07"),
        ("28-KH/HU", "2021-04-27"),
        ("92-KL/TW", "2020-11-05"),
    ]
    assert district.citations[1].place == "tỉnh Kon Tum"


# The worked example: index of the province's measure, verdict, the district's number, differing dimensions.
W, M, N = Verdict.WEAKER, Verdict.MEETS, Verdict.INCOMPARABLE
A, X, Z = Verdict.APPORTION, Verdict.MISSING, Verdict.OUT_OF_PERIOD
EXAMPLE: list[tuple[tuple[str, str], Verdict, int | None, set[str]]] = [
    (("2.1", "-1"), W, 50, {"value weaker", "effort weaker", "scope weaker"}),
    (("2.1", "-1"), M, 1, set()),
    (("2.1", "-1"), N, None, {"reference different"}),
    (("2.1", "-2"), M, 30, {"effort stronger", "scope stronger"}),
    (("2.1", "-3"), M, 50, {"effort stronger", "scope weaker"}),
    (("2.1", "-3"), N, 20, {"measure different", "effort stronger"}),
    (("2.1", "-4"), M, 85, set()),
    (("2.2", "-2"), Z, None, set()),
    (("2.2", "-2"), Z, None, set()),
    (("2.2", "-2"), Z, None, set()),
    (("2.2", "-3"), Z, None, set()),
    (("2.2", "-3"), Z, None, set()),
    (("2.2", "-4"), Z, None, set()),
    (("2.2", "-5"), Z, None, set()),
    (("4", "a"), A, 50, set()),
    (("4", "a"), A, 50, set()),
    (("4", "a"), N, None, set()),
    (("4", "a"), X, None, set()),
    (("4", "b"), A, 50, {"unit different"}),
    (("4", "b"), A, 10, set()),
]


@pytest.mark.parametrize("index", range(len(EXAMPLE)))
def test_worked_example(result: Review, index: int) -> None:
    path, verdict, given, differences = EXAMPLE[index]
    pair = result.pairs[index]
    mine = pair.draft.measure if pair.draft else None
    assert pair.reference.path[-2:] == path
    assert (pair.verdict, None if mine is None or mine.low is None else int(mine.low)) == (verdict, given)
    assert {
        f"{difference.dimension.value} {difference.outcome.value}" for difference in pair.differences
    } == differences


def test_worked_example_is_whole(result: Review) -> None:
    assert len(result.pairs) == len(EXAMPLE)


def differing(pair: Pair, dimension: Dimension) -> Any:
    (found,) = [difference for difference in pair.differences if difference.dimension is dimension]
    return found


def test_weaker_by_ten_points(result: Review) -> None:
    assert differing(result.pairs[0], Dimension.VALUE).gap == Decimal(-10)


def test_scope_of_the_first_target(result: Review) -> None:
    scope = differing(result.pairs[0], Dimension.SCOPE)
    assert set(scope.lost) == {"cơ sở trợ giúp xã hội", "cơ sở cai nghiện ma túy", "trại giam"}
    assert scope.excused == ("phường",)


def test_scope_of_the_others(result: Review) -> None:
    trained, services = (differing(result.pairs[index], Dimension.SCOPE) for index in (3, 4))
    assert (trained.outcome, trained.lost, trained.gained) == (Outcome.STRONGER, (), ("Mặt trận",))
    assert services.lost == ("cơ sở trợ giúp xã hội",)


def test_changed_amount(result: Review) -> None:
    reference = differing(result.pairs[2], Dimension.REFERENCE)
    assert (reference.reference, reference.draft) == ("lương tối thiểu", "lương cơ bản")


@pytest.mark.parametrize(
    ("index", "comparable", "ratio"),
    [(14, 50, "1"), (18, 500, "0.1"), (19, 100, "0.1")],
    ids=["100", "1000", "100 a year"],
)
def test_shares(result: Review, index: int, comparable: int, ratio: str) -> None:
    share = result.pairs[index].share
    assert share is not None
    assert share.comparable == comparable
    assert share.ratio == Decimal(ratio)


def findings(result: Review, *severities: Severity) -> list[str]:
    return [finding.rule for finding in result.findings if finding.severity in severities]


def test_nothing_else_weighs_heavily(result: Review) -> None:
    assert findings(result, Severity.CRITICAL, Severity.HIGH) == ["CC01", "CT02", "CT10", "NV01"]
    assert not result.conforms


def test_tasks_that_are_answered_in_part(result: Review) -> None:
    """The data base is only a review of staff, the indicators are missing, and so is the mid-term review."""
    told = {
        "NV01": ["hệ thống chỉ tiêu giám sát"],
        "NV03": ["cơ sở dữ liệu"],
        "NV07": ["Bộ Công an", "Bộ Tư pháp"],
        "NV11": ["giữa kỳ"],
    }
    found = [finding for finding in result.findings if finding.rule.startswith("NV")]
    assert sorted(finding.rule for finding in found) == ["NV01", "NV03", "NV07", "NV07", "NV11"]
    for finding in found:
        assert any(words in finding.message for words in told[finding.rule])


def test_lighter_findings(result: Review) -> None:
    medium, low, notes = (
        [code for code in findings(result, severity) if code.startswith("CT")]
        for severity in (Severity.MEDIUM, Severity.LOW, Severity.NOTE)
    )
    assert medium == ["CT04", "CT05", "CT05", "CT07", "CT08", "CT16"]
    assert low == ["CT01"]
    assert set(notes) == {"CT12", "CT13"}
    assert notes.count("CT12") == 1


def test_half_of_the_offices_and_every_office(result: Review) -> None:
    (finding,) = [finding for finding in result.findings if finding.rule.startswith("NB")]
    assert finding.rule == "NB07"
    assert "50%" in finding.message
    assert "mỗi cơ quan" in finding.message


def test_lineage(result: Review, province: Plan, district: Plan) -> None:
    """The reference is of another province, though both plans carry out the same decision."""
    (finding,) = [finding for finding in result.findings if finding.rule.startswith("CC")]
    assert finding.severity is Severity.CRITICAL
    assert "1125/KH-UBND" in finding.message
    assert "80/KH-UBND" in finding.message
    above, below = province.citations[0], district.citations[0]
    assert (above.number, above.date, above.issuer) == (below.number, below.date, below.issuer)


def test_later_horizon_is_one_note(result: Review) -> None:
    (note,) = [finding for finding in result.findings if finding.rule == "CT12"]
    assert 1 + len(note.others) == 7


HEAD = ("kind", "number", "date", "issuer", "level", "place", "province", "programme", "period", "is_draft")

# The same plan in every format.
COPIES = [
    (PROVINCE, f"files/langson{ending}")
    for ending in (".docx", "_styled.docx", ".pdf", ".html", "_mixedfont.pdf")
] + [(DISTRICT, f"files/ngochoi{ending}") for ending in (".docx", ".pdf", "_nfd.docx")]


def blank(text: str) -> str:
    """A verbatim text without blanks and page numbers, which the format adds, and with composed letters."""
    return re.sub(r"\n\d+\n|\s+", "", unicodedata.normalize("NFC", text))


def plain(measure: Measure) -> tuple[Any, ...]:
    """All of a measure but its place; blanks in words do not count."""
    return (
        blank(measure.text), measure.low, measure.high, measure.unit, measure.bound, measure.effort, measure.change,
        measure.baseline_year, measure.per, measure.deadline, measure.better, blank(measure.subject),
        tuple(map(blank, measure.scope)), measure.condition, measure.part,
    )  # fmt: skip


def plain_item(item: Target | Task) -> tuple[Any, ...]:
    extra = (item.period,) if isinstance(item, Target) else (item.lead, item.support, item.deadline)
    return (item.path, blank(item.text), *extra, *map(plain, item.measures))


@pytest.mark.parametrize(("seed", "copy"), COPIES, ids=[copy for _, copy in COPIES])
class TestCopies:
    """One plan gives one extraction in every format."""

    def test_targets(self, shared: Path, seed: str, copy: str) -> None:
        first, second = read(shared / seed), read(shared / copy)
        assert list(map(plain_item, second.targets)) == list(map(plain_item, first.targets))

    def test_tasks(self, shared: Path, seed: str, copy: str) -> None:
        first, second = read(shared / seed), read(shared / copy)
        assert list(map(plain_item, second.tasks)) == list(map(plain_item, first.tasks))

    def test_citations(self, shared: Path, seed: str, copy: str) -> None:
        first, second = (
            [(c.number, c.kind, c.date, c.issuer, c.place, c.role) for c in read(shared / path).citations]
            for path in (seed, copy)
        )
        assert second == first

    def test_masthead(self, shared: Path, seed: str, copy: str) -> None:
        first, second = read(shared / seed).masthead, read(shared / copy).masthead
        for name in (
            "kind",
            "number",
            "date",
            "issuer",
            "level",
            "place",
            "province",
            "programme",
            "period",
            "is_draft",
        ):
            assert (name, getattr(second, name)) == (name, getattr(first, name))

    def test_verdicts(self, shared: Path, seed: str, copy: str) -> None:
        province, district = read(shared / PROVINCE), read(shared / DISTRICT)
        other = read(shared / copy)
        straight = review(district, [province])
        again = review(other, [province]) if seed == DISTRICT else review(district, [other])
        assert [pair.verdict for pair in again.pairs] == [pair.verdict for pair in straight.pairs]
        assert _without_footnote(again, district) == _without_footnote(straight, district)


def _without_footnote(result: Review, district: Plan) -> list[str]:
    """Rules of the findings; the copies of the district's plan lack the footnote at its end."""
    end = district.statements[-1].anchor.paragraph
    places = [(finding.rule, finding.draft.anchor if finding.draft else None) for finding in result.findings]
    return [rule for rule, anchor in places if anchor is None or anchor.paragraph != end]
