"""The printed pages, counted in a browser where there is one."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest

from compare.model import Severity, Verdict
from compare.survey.overview import Overview
from compare.survey.surveying import overview
from compare.survey.unit import Failure, FailureKind, PairRow, Unit, UnitReview
from templates.overview import leader_page, overview_page
from tests.compare.run_rows import NATION, UPPER, finding, percent, total, unit
from tests.conftest import browser

BROWSER = browser()
A3, A4 = (1191, 842), (595, 842)
SENTENCE = (
    "tỷ lệ hộ dân nông thôn được sử dụng nước hợp vệ sinh theo đúng quy định, trong đó ưu tiên khu vực vùng cao, "
    "vùng biên giới và các xã đặc biệt khó khăn, mục tiêu {}"
)
pytestmark = pytest.mark.skipif(BROWSER is None, reason="no Chromium")


def _row(number: int, unit_number: int, reference: int) -> PairRow:
    verdicts = (Verdict.MEETS, Verdict.MEETS, Verdict.WEAKER, Verdict.MISSING)
    verdict = verdicts[(number * 7 + unit_number * 5) % 4]
    value = {Verdict.MEETS: "60", Verdict.WEAKER: "50"}.get(verdict)
    row = (
        total(str(40 + unit_number), number=number) if number > 13 else percent(verdict, value, number=number)
    )
    text = SENTENCE.format(number)
    return replace(row, reference=reference, upper=replace(row.upper, subject=text, text=text))


def _plan(number: int) -> UnitReview:
    rows = [_row(target, number, reference) for reference in (0, 1) for target in range(1, 17)]
    rules = ("CC03", "CC04", "CT01", "CT02", "CT05", "NV03", "NV12", "TT01")[number % 3 :]
    found = tuple(finding(rule, Severity.CRITICAL if rule == "CT01" else Severity.LOW) for rule in rules)
    return unit(f"huyện Nậm Suối {number}", *rows, findings=found, references=(NATION, UPPER))


def _province() -> Overview:
    """Eleven plans, sixteen targets of each of two upper plans, and files that do not count."""
    failures = [
        Failure(file="kế hoạch giảm nghèo.docx", reason="", kind=FailureKind.OTHER_PROGRAMME, unit="huyện Nậm Suối 2"),
        Failure(file="kế hoạch nơi khác.docx", reason="", kind=FailureKind.OTHER_PLACE, unit="huyện Lạ"),
        *(Failure(file=f"bản sao {n}.docx", reason="", kind=FailureKind.SAME, detail="gốc.docx") for n in "12"),
        Failure(file="hỏng.docx", reason="Tệp bị hỏng hoặc không phải Word. Hãy mở tệp bằng Word và lưu lại."),
    ]  # fmt: skip
    late = [Unit(name="huyện Bãi Dâu"), Unit(name="thị xã Phố Vân")]
    plans = [_plan(number) for number in range(11)]
    return overview(plans, failures=failures, expected=[*(one.unit for one in plans), *late])


def sizes(page: str, folder: Path) -> list[tuple[int, int]]:
    """The sizes of the printed pages in points."""
    source, made = folder / "page.html", folder / "page.pdf"
    source.write_text(page, encoding="utf-8")
    options = ("--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer")
    call = [str(BROWSER), *options, f"--user-data-dir={folder}", f"--print-to-pdf={made}", source.as_uri()]
    subprocess.run(call, check=True, capture_output=True, timeout=120)
    with pypdfium2.PdfDocument(made) as document:
        return [(round(page.get_width()), round(page.get_height())) for page in document]


def test_a_province_prints_on_one_a3_page(tmp_path: Path) -> None:
    assert sizes(overview_page(_province()), tmp_path) == [A3]


def test_the_leader_page_prints_on_one_a4_page(tmp_path: Path) -> None:
    assert sizes(leader_page(_province(), day="2021-07-12"), tmp_path) == [A4]
