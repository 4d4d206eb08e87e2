"""Small cases beside the project, of which each showed one kind of error: all of them are read and judged right."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

import pytest

from compare.decisions.selection import Selection
from compare.model import Review
from compare.reviewing import review
from compare.versions import Fate, versions
from extract import read_plan
from extract.model import Plan
from tests.real import CASES
from tests.shared_cases import ALONE, CHECKS, MEASURES, SCOPES, SUBJECTS, answer, measures_of, told

pytestmark = pytest.mark.shared

_BY_MEANING = "an answer of which two words tell, by meaning alone: told as what may be meant, not paired"
_KINDS_OF_A_WHOLE = (
    "that a group is a part of another is knowledge of the world: no word between them tells it"
)
WRONG_MEASURES = {
    "real/m15-tu-nam-len.txt": "a level has no baseline year: that of its starting point is dropped",
}
WRONG_VERDICTS = {"pairing/r01d_task_person": _BY_MEANING}
WRONG_FINDINGS = {
    "pairing/r01d_task_person": _BY_MEANING,
    "pairing/r13b_kinds_for_the_whole": _KINDS_OF_A_WHOLE,
}
"""Cases that are not right yet, with the reason; one that is has to leave this list."""


@cache
def read(path: Path) -> Plan:
    return read_plan(path)


def cases(names: Iterable[str], wrong: Mapping[str, str] | None = None) -> pytest.MarkDecorator:
    """Each case as one test; a case that is not right yet has to fail."""
    marked = (
        pytest.param(name, marks=pytest.mark.xfail(reason=wrong[name], strict=True))
        if wrong and name in wrong
        else name
        for name in names
    )
    return pytest.mark.parametrize("name", list(marked))


@cache
def checked(name: str) -> Review:
    """The review of a case: NAME_lower against NAME_upper, or the draft of a folder against its reference."""
    path = CASES / name
    if path.is_dir():
        (draft,), (reference,) = path.glob("du-thao*"), path.glob("ke-hoach*")
    else:
        (draft,), (reference,) = (path.parent.glob(f"{path.name}_{part}.*") for part in ("lower", "upper"))
    return review(read(draft), [read(reference)])


@cases(MEASURES, WRONG_MEASURES)
def test_measures_of_a_file(name: str) -> None:
    assert measures_of(read(CASES / name)) == list(MEASURES[name])


@cases(SUBJECTS)
def test_subjects_of_a_file(name: str) -> None:
    found = [measure.subject for target in read(CASES / name).targets for measure in target.measures]
    assert found == list(SUBJECTS[name])


@cases(SCOPES)
def test_groups_that_a_file_lists(name: str) -> None:
    measures = [measure for target in read(CASES / name).targets for measure in target.measures]
    assert [group for measure in measures for group in measure.scope] == list(SCOPES[name])


@cases(CHECKS, WRONG_VERDICTS)
def test_verdicts_of_a_check(name: str) -> None:
    assert [answer(pair) for pair in checked(name).pairs] == list(CHECKS[name][0])


@cases(CHECKS, WRONG_FINDINGS)
def test_findings_of_a_check(name: str) -> None:
    assert told(checked(name).findings) == list(CHECKS[name][1])


@cases(ALONE)
def test_findings_of_a_file_against_itself(name: str) -> None:
    plan = read(CASES / name)
    # That both are one file is told before anything else.
    found = review(plan, [plan], rules=Selection(ignore=("CC17",))).findings
    assert told(found) == list(ALONE[name])


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("d01-dong-trang-web-truoc-quoc-hieu.txt", "Kế hoạch 52/KH-UBND 2022-05-14 province 2022-2030"),
        ("d02-co-quan-xuong-dong.txt", "Kế hoạch 53/KH-UBND 2022-05-28 province 2022-2030"),
        ("d03-kem-theo-nghi-quyet-tinh-uy.txt", "Kế hoạch - - province 2026-2030"),
        ("d04-so-cua-can-cu-thanh-so-van-ban.txt", "Quyết định - - - -"),
        ("d05-co-quan-dinh-vao-ten.txt", "Quyết định 228/QĐ-UBND 2022-04-29 province 2022-2025"),
        ("d06-giai-doan-dong-rieng.txt", "Kế hoạch 41/KH-UBND 2022-03-15 province 2022-2025"),
        ("d07-chuong-trinh-co-dau-phay.txt", "Kế hoạch 41/KH-UBND 2022-03-15 province 2022-2025"),
        ("d08-so-ngay-trong-o-chu-ky.pdf", "Kế hoạch 64/KH-UBND 2026-04-28 province 2026-2026"),
        ("d09-bieu-mau-o-cuoi.txt", "Kế hoạch - - commune 2026-2026"),
    ],
)
def test_masthead_of_a_file(name: str, expected: str) -> None:
    head = read(CASES / "real" / name).masthead
    years = f"{head.period.start}-{head.period.end}" if head.period else "-"
    assert (
        " ".join([head.kind or "-", head.number or "-", head.date or "-", head.level or "-", years])
        == expected
    )


@pytest.mark.parametrize(
    ("name", "field", "expected"),
    [
        ("d03-kem-theo-nghi-quyet-tinh-uy.txt", "issuer", "Sở Văn hóa và Thể thao"),
        (
            "d07-chuong-trinh-co-dau-phay.txt",
            "programme",
            "Chương trình phòng ngừa, giảm thiểu bạo lực gia đình",
        ),
        ("d08-so-ngay-trong-o-chu-ky.pdf", "is_draft", False),
    ],
)
def test_field_of_a_masthead(name: str, field: str, expected: object) -> None:
    assert getattr(read(CASES / "real" / name).masthead, field) == expected


def test_a_title_ends_before_the_issuer() -> None:
    title = read(CASES / "real" / "d05-co-quan-dinh-vao-ten.txt").masthead.title
    assert title is not None
    assert title.endswith("GIAI ĐOẠN 2022 - 2025")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (
            "c01-ten-co-quan-qua-dai.txt",
            ["48/2021/NĐ-CP Nghị định 2021-05-19 Chính phủ", "32-KL/TW Kết luận 2022-03-18 Bộ Chính trị"],
        ),
        (
            "c02-luat-va-quyet-dinh.txt",
            [
                "76/2021/NĐ-CP Nghị định 2021-11-15 Chính phủ",
                "301/QĐ-TTG Quyết định 2022-01-23 Thủ tướng Chính phủ",
            ],
        ),
        ("c03-to-trinh-thieu-chu-ngay.txt", ["167/TTr-SVH Tờ trình 2022-02-13 Giám đốc Sở Văn hóa"]),
        ("d04-so-cua-can-cu-thanh-so-van-ban.txt", ["02/2021/NĐ-CP Nghị định 2021-01-14 Chính phủ"]),
        ("d09-bieu-mau-o-cuoi.txt", ["41/KH-UBND Kế hoạch 2025-03-15 Ủy ban nhân dân tỉnh Sông Lâm"]),
    ],
)
def test_citations_of_a_file(name: str, expected: list[str]) -> None:
    cited = read(CASES / "real" / name).citations
    assert [f"{c.number} {c.kind} {c.date or '-'} {c.issuer}" for c in cited] == expected


def test_a_wrapped_syllable_is_no_section() -> None:
    plan = read(CASES / "real" / "s07-pham-vi-xuong-dong.txt")
    assert [section.label for section in plan.sections if section.parent is None] == ["I", "II", "III"]
    assert plan.source.warnings == ()


def test_a_change_of_spelling_alone_is_no_change() -> None:
    folder = CASES / "real" / "p03-chi-doi-chu"
    found = versions(read(folder / "ban-cu.txt"), read(folder / "ban-moi.txt"))
    assert {item.fate for item in found.items} <= {Fate.SAME, Fate.RESPELT}
