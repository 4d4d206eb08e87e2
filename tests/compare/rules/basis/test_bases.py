"""Findings about the legal bases of a draft: half of the cases have a fault each, the others have none.

The lines of a case are the draft's bases, those behind ``upper:`` the province's; a correct citation of the province's
plan is added, except with ``@uncited``.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from compare.decisions.handwritten import HandwrittenError
from compare.decisions.settings import Settings
from compare.lineage.register import register_of
from compare.model import Review, Severity
from compare.reviewing import review
from extract.pipeline import plan_of
from tests.compare.plans import LOWER, UPPER, cite, document, lines_of, lower_plan, upper_plan
from tests.fixtures import Fixture, read_fixtures

CASES = read_fixtures(Path(__file__).parents[2] / "fixtures" / "bases.txt")
TARGET = "60% số thôn có nhà văn hóa."


def review_of(case: Fixture, settings: Settings | None = None) -> Review:
    upper = [line.removeprefix("upper: ") for line in case.lines if line.startswith("upper: ")]
    own = [line for line in case.lines if not line.startswith("upper: ")]
    bases = own if "uncited" in case.settings else [*own, cite()]
    given = {name: case.settings[name] for name in ("date", "place", "period") if name in case.settings}
    head = replace(LOWER, bases=tuple(bases), **given)  # type: ignore[arg-type]
    above = replace(UPPER, bases=tuple(upper), place=case.settings.get("upper-place", UPPER.place))
    tasks = [case.settings["task"]] if "task" in case.settings else []
    reference = upper_plan(TARGET, head=above)
    return review(lower_plan(TARGET, head=head, tasks=tasks), [reference], settings)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_case(case: Fixture) -> None:
    found = [finding for finding in review_of(case).findings if finding.rule.startswith("CC")]
    wanted = [line.partition(" | ") for line in case.expected if line != "none"]
    assert sorted(f"{finding.rule}/{finding.severity}" for finding in found) == sorted(w[0] for w in wanted)
    for rule, _, words in wanted:
        said = [f"{f.message} {f.suggestion}" for f in found if f"{f.rule}/{f.severity}" == rule]
        assert any(words in sentence for sentence in said), said


def case_of(title: str) -> Fixture:
    return next(case for case in CASES if case.title == title)


OWN = """
[[documents]]
kind = "Quyết định"
number = "899/QĐ-TTg"
date = 2020-06-10
title = "Tái cơ cấu ngành nông nghiệp"
issuer = "Thủ tướng Chính phủ"
replaced_by = "1200/QĐ-TTg"
replaced_on = 2021-01-01
"""


def test_the_users_own_register_is_used(tmp_path: Path) -> None:
    own = tmp_path / "danh-muc.toml"
    own.write_text(OWN, encoding="utf-8")
    case = case_of("The same day as the plan above gives")
    (finding,) = review_of(case, Settings(registers=(own,))).findings
    assert finding.rule == "CC05"
    assert "1200/QĐ-TTg" in finding.message


@pytest.mark.parametrize(
    ("old", "new", "reason", "line"),
    [
        ("replaced_on = 2021-01-01", "", "missing_key", 2),
        ("replaced_on", "replaced_at", "unknown_key", 9),
        ("[[documents]]", "[[document]]", "unknown_key", 2),
        ("2020-06-10", '"10/6/2020"', "not_a_date", 5),
        ('issuer = "Thủ tướng Chính phủ"', "issuer = 3", "wrong_type", 7),
    ],
)
def test_an_error_in_a_register_names_its_line(
    tmp_path: Path, old: str, new: str, reason: str, line: int
) -> None:
    path = tmp_path / "danh-muc.toml"
    path.write_text(OWN.replace(old, new), encoding="utf-8")
    with pytest.raises(HandwrittenError) as error:
        register_of((path,))
    assert (error.value.reason, error.value.line) == (reason, line)


def test_the_register_is_consistent() -> None:
    """Every successor is known, younger, and in force on the day of succession; no document stands twice."""
    known = {entry.number: entry for entry in register_of(()).documents}
    assert len(known) == len(register_of(()).documents)
    for entry in known.values():
        if entry.replaced_by and entry.until:
            successor = known[entry.replaced_by]
            assert entry.date <= (successor.date or entry.until) <= entry.until
        assert entry.expires is None or entry.date < entry.expires


def test_a_local_document_belongs_to_its_place(tmp_path: Path) -> None:
    """Two councils number their documents from one: the same number of the other council is no error."""
    own = tmp_path / "danh-muc.toml"
    text = OWN.replace("Thủ tướng Chính phủ", "Hội đồng nhân dân tỉnh Hà Lĩnh").replace(
        "899/QĐ-TTg", "21/NQ-HĐND"
    )
    own.write_text(
        text.replace("Quyết định", "Nghị quyết").replace("1200/QĐ-TTg", "40/NQ-HĐND"), encoding="utf-8"
    )
    settings = Settings(registers=(own,))
    line = "Căn cứ Nghị quyết số 21/NQ-HĐND ngày {} của Hội đồng nhân dân {} về tái cơ cấu ngành nông nghiệp;"
    for day, place, rules in (
        ("10/6/2020", "tỉnh Hà Lĩnh", ["CC05"]),
        ("20/12/2020", "tỉnh Hà Lĩnh", ["CC05", "CC06"]),
        ("20/12/2020", "huyện Suối Vàng", []),
    ):
        case = Fixture(title=place, lines=(line.format(day, place),), expected=(), settings={})
        assert [finding.rule for finding in review_of(case, settings).findings] == rules


def test_a_doubtful_recognised_number_has_low_severity() -> None:
    number = "23/2000/QH10"
    basis = f"Căn cứ Luật Phòng, chống ma túy số {number} ngày 09 tháng 12 năm 2000;"
    head = replace(LOWER, date="15/3/2022", bases=(basis, cite()))
    read = document(lines_of(head, [TARGET]))
    at = basis.index(number)
    blocks = tuple(
        replace(block, unsure=((at, at + len(number)),)) if block.text == basis else block
        for block in read.blocks
    )
    result = review(plan_of(replace(read, blocks=blocks)), [upper_plan(TARGET)])
    assert [f.severity for f in result.findings if f.rule == "CC05"] == [Severity.LOW]


def test_an_undated_draft_reports_another_districts_resolution() -> None:
    """The earliest possible day of the draft decides, and districts existed on that day."""
    other = "Căn cứ Nghị quyết số 19/NQ-HĐND ngày 02/4/2021 của Hội đồng nhân dân huyện Đồng Lạc về nhiệm vụ năm 2021;"
    head = replace(LOWER, date=None, bases=(other, cite()))
    result = review(lower_plan(TARGET, head=head), [upper_plan(TARGET)])
    assert [finding.rule for finding in result.findings if finding.rule == "CC15"] == ["CC15"]
