"""The numbers of the matters: one matter has one number in the letter, the reports and the workbook."""

from __future__ import annotations

import io

import openpyxl
import pytest

from compare.rules import RULES
from templates.letter.arrange import letter_of
from templates.numbering import numbered
from templates.render import render
from templates.report.arrange import arrange
from templates.report.cards import cards
from tests.templates.letter.letters import OFFICE, against_both

NAMES = {code: rule.name for code, rule in RULES.items()}
REVIEWED = [
    "a5-kh-huyen-da-lung",
    "a6-kh-huyen-muong-din",
    "b7-kh-huyen-cua-lan",
    "b8-kh-phuong-ben-gao-2026",
]


@pytest.mark.parametrize("stem", REVIEWED)
def test_a_matter_has_the_number_of_its_row_in_the_letter(stem: str) -> None:
    found = against_both(stem)
    report, letter = arrange(found, NAMES), letter_of(found, OFFICE, NAMES, codes=True)
    codes = {finding.index: finding.rule for finding in report.findings}
    assert all(codes[row.index].startswith(row.codes) for row in letter.rows)
    assert len({row.codes for row in letter.rows}) > 1
    assert [finding.index for finding in report.comments] == list(range(1, len(report.asking) + 1))
    # The heaviest still come first where weight counts.
    weights = [finding.severity.rank for finding in report.asking]
    assert weights == sorted(weights)


@pytest.mark.parametrize("stem", REVIEWED)
def test_every_card_has_one_number(stem: str) -> None:
    found = against_both(stem)
    report = arrange(found, NAMES)
    assert sorted(f.index for f in report.findings) == list(range(1, len(report.findings) + 1))
    told = cards(found, NAMES)
    assert sorted(map(id, numbered(found, told))) == sorted(map(id, told))


def test_the_workbook_lists_by_number() -> None:
    book = openpyxl.load_workbook(io.BytesIO(render(against_both("a6-kh-huyen-muong-din"), "xlsx")))
    sheet = book["Phát hiện"]
    numbers = [row[0] for row in sheet.iter_rows(min_row=2, values_only=True)]
    assert numbers == list(range(1, len(numbers) + 1))


def test_rows_of_the_comparison_point_at_the_same_numbers() -> None:
    report = arrange(against_both("a6-kh-huyen-muong-din"), NAMES)
    told = {finding.index: finding.rows for finding in report.findings}
    for row in report.rows:
        assert all(row.index in told[number] for number in row.findings)
