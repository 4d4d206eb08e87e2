"""What is right for each of the small cases beside the project, in a short notation.

A measure: low[..high] [unit] [sign] [up|down] [/base] [from baseline year] [by year] [least] [part]; "least" tells that
less is better. A pair: the value of the reference with its year, then the verdict. A finding: kind/severity.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from compare.model import Finding, Pair, Severity
from extract.model import Better, Bound, Measure, Plan, Target, Task
from tests.extract.notation import span

_SIGNS = {
    Bound.AT_LEAST: "≥",
    Bound.MORE_THAN: ">",
    Bound.AT_MOST: "≤",
    Bound.LESS_THAN: "<",
    Bound.ABOUT: "≈",
}


def brief(measure: Measure) -> str:
    """A measure in the notation above."""
    low, high = measure.low, measure.high
    parts = [
        "ref" if low is None or high is None else span(low, high),
        measure.unit or "",
        _SIGNS.get(measure.bound, ""),
        {"increase": "up", "decrease": "down"}.get(measure.change or "", ""),
        f"/{measure.per}" if measure.per else "",
        f"from {measure.baseline_year}" if measure.baseline_year else "",
        f"by {measure.deadline}" if measure.deadline else "",
        "least" if measure.better is Better.LOWER else "",
        "part" if measure.part else "",
    ]
    return " ".join(filter(None, parts))


def measures_of(plan: Plan) -> list[str]:
    """All measures of targets and tasks, in order."""
    owners: tuple[Target | Task, ...] = (*plan.targets, *plan.tasks)
    return [brief(measure) for owner in owners for measure in owner.measures]


def answer(pair: Pair) -> str:
    """A pair in the notation above."""
    measure = pair.reference.measure
    if measure is None or measure.low is None or measure.high is None:
        return f"ref {pair.verdict}"
    return f"{span(measure.low, measure.high)} {(measure.deadline or '')[:4]} {pair.verdict}"


def told(findings: Sequence[Finding]) -> list[str]:
    """The findings above a note."""
    return sorted(f"{one.kind}/{one.severity}" for one in findings if one.severity is not Severity.NOTE)


MEASURES: Mapping[str, Sequence[str]] = {
    "pairing/r05a_funding.txt": ("56 % by 2025", "260 triệu đồng /year by 2030"),
    "pairing/r05b_funding_sum.txt": (
        "56 % by 2025",
        "9500 triệu đồng by 2030",
        "5000 triệu đồng by 2030 part",
        "4200 triệu đồng by 2030 part",
    ),
    "pairing/r06b_leak.txt": ("400 ha /year by 2025", "2000 ha by 2025"),
    "pairing/r06c_row_name.html": ("5 % down /year by 2025", "400 ha /year by 2025"),
    "pairing/r07a_on_100.txt": ("5 người ≥ /100 by 2030", "3 ca ≤ /100 by 2030 least"),
    "pairing/r08a_relative_clause.txt": ("95 % ≥ by 2025", "98 % ≥ by 2030", "60 % ≥ by 2025"),
    "pairing/r10a_good_for_the_poor.html": ("120 căn by 2025", "900 cuốn by 2025"),
    "pairing/r11a_words.txt": (
        "66.67 % ≥ by 2025",
        "1.5 lần up from 2020 by 2025",
        "100 % by 2030",
        "2 thuyết minh viên /unit by 2030",
    ),
    "pairing/r16a_years_in_rows.html": (
        "54 % by 2023",
        "60 % by 2023",
        "55 % by 2024",
        "70 % by 2024",
        "56 % by 2025",
        "80 % by 2025",
    ),
    "pairing/r16b_years_in_rows.html": (
        "4000 lượt by 2024",
        "6.5 tỷ đồng by 2024",
        "4600 lượt by 2025",
        "8 tỷ đồng by 2025",
    ),
    "real/m01-doi-tuong-truoc-giam.txt": ("4 % ≥ down /year by 2025", "2 % ≥ down /year by 2025"),
    "real/m02-giam-va.txt": (
        "1.4 % down /year by 2025",
        "0.9 % down /year by 2025",
        "6 hộ down by 2025",
        "9 hộ down by 2025",
    ),
    "real/m03-phan-nghin-0.txt": ("0.4 ‰ down /year by 2025",),
    "real/m04-khoang-sau-tren.txt": ("1.2 % by 2023", "1.8 % > by 2024", "2.5 % ≈ by 2025"),
    "real/m05-duoi-dau-phay-100.txt": ("7 ‰ < by 2025 least", "100 % by 2025"),
    "real/m06-binh-quan-trong-ngoac.txt": (
        "1200 cộng tác viên ≥ by 2025",
        "300 người ≥ /year by 2025",
    ),
    "real/m07-moi-nam-roi-den-nam.txt": ("6..9 % down /year by 2025", "30 % ≥ down from 2021 by 2025"),
    "real/m08-gap-lan-nam.txt": ("3 lần up from 2021 by 2025",),
    "real/m09-toc-do-phan-tram-nam.txt": ("14.5 % up /year by 2025",),
    "real/m10-tung-nam-trong-ngoac.txt": (
        "1500 ha by 2023",
        "4000 ha by 2025",
    ),
    "real/m11-hai-khu-vuc-mot-nam.txt": ("10 % < by 2024 least", "5 % < by 2024 least"),
    "real/m12-so-bang-chu.txt": ("1 câu lạc bộ ≥ /unit by 2025", "2 tuyên truyền viên /unit by 2025"),
    "real/m13-trong-tong-so.txt": ("7 xã by 2025",),
    "real/m14-van-dan.txt": ("9 người /10000 by 2025",),
    "real/m15-tu-nam-len.txt": ("52 triệu đồng from 2021 by 2025",),
    "real/m16-tang-chi-bao-dam-khong-duoi.txt": ("3 % ≥ by 2025",),
    "real/m17-moi-ap-lan-sang.txt": ("42 hộ by 2025", "12 % down by 2025", "63 hộ by 2025"),
    "real/m18-dia-chi.txt": ("72 % by 2025",),
    "real/m19-hang-nam-cai-chung.txt": (
        "4 % > up /year by 2025",
        "6 % > up /year by 2025",
        "2 % > down /year by 2025",
    ),
    "real/m20-do-bo-nganh.txt": ("100 % by 2025",),
    "real/m21-xuong-con-duoc.txt": ("6 % by 2025 least",),
    "real/m22-nam-trong-ngoac-thanh-han.txt": ("60 % by 2025", "90 % by 2030"),
    "real/s01-so-trong-muc-tieu-chung.txt": ("88 % ≥ by 2025", "72 % by 2025"),
    "real/s02-cau-dan-co-so-lieu.txt": (
        "9000 ha by 2025",
        "80 % by 2025 part",
        "20 % by 2025 part",
        "5000 ha by 2023",
        "9000 ha by 2025",
    ),
    "real/s03-cac-chi-so-can-dat.txt": ("71 % by 2025", "63 % ≥ by 2025"),
    "real/s04-ket-qua-truoc-muc-dau.txt": (),
    "real/s05-bang-cot-ket-qua.md": (
        "88 % ≥ by 2025",
        "120 câu lạc bộ by 2025",
        "4 % ≤ by 2025 least",
        "92 % by 2030",
    ),
    "real/s06-bang-mot-o-mot-dong.txt": (
        "75 % by 2025",
        "88 % by 2030",
        "1400 người by 2025",
        "1900 người by 2030",
    ),
    "real/s07-pham-vi-xuong-dong.txt": ("70 % by 2025",),
    "real/s08-nang-cap-cho.txt": ("14 chợ by 2025", "9 chợ by 2025", "3 chợ by 2025"),
    "real/s09-so-o-muc-dinh-huong.txt": (
        "58 thư viện by 2025",
        "6 thư viện by 2025",
        "52 thư viện by 2025",
        "11 thư viện by 2023",
        "14 thư viện by 2023",
        "9 thư viện by 2025",
        "24 thư viện by 2025",
    ),
    "real/d09-bieu-mau-o-cuoi.txt": ("72 % by 2026", "55 % by 2026"),
    "real/v01-so-chi-tieu-trong-ngoac.txt": ("72 % by 2025", "55 % by 2025", "15 % down from 2021 by 2025"),
}

SUBJECTS: Mapping[str, Sequence[str]] = {
    "real/m05-duoi-dau-phay-100.txt": ("Tỷ lệ hộ sinh con thứ ba", "trạm y tế có bác sĩ"),
}
"""Subjects of the measures of a file."""

SCOPES: Mapping[str, Sequence[str]] = {
    "real/m11-hai-khu-vuc-mot-nam.txt": ("khu vực phường", "khu vực xã"),
    "real/m20-do-bo-nganh.txt": (),
}
"""All groups that the measures of a file list."""

Check = tuple[Sequence[str], Sequence[str]]
"""The pairs and the findings above a note."""

CHECKS: Mapping[str, Check] = {
    "pairing/r01a_reworded": (("70 2025 exceeds", "90 2030 meets", "56 2025 exceeds", "58 2030 meets"), ()),
    "pairing/r01b_table_synonyms": (
        (
            "4000 2022 apportion",
            "4500 2023 apportion",
            "5000 2024 apportion",
            "5500 2025 apportion",
            "54 2022 meets",
            "55 2023 meets",
            "55.5 2024 meets",
            "56 2025 meets",
        ),
        (),
    ),
    "pairing/r01c_whole": (("100 2024 meets", "80 2025 meets"), ()),
    "pairing/r01d_task_person": (("56 2025 meets", "600 2025 apportion"), ()),
    "pairing/r02a_row_one_horizon": (
        ("80 2025 meets", "95 2030 missing", "70 2025 meets", "90 2030 missing"),
        ("missing_period/high",),
    ),
    "pairing/r02b_money_sentence": (("56 2025 meets", "900 2030 apportion"), ()),
    "pairing/r03a_horizon_stolen": (("45 2025 meets", "60 2030 missing"), ("missing_period/high",)),
    "pairing/r03b_other_year": (("50 2025 meets", "75 2030 missing"), ("missing_period/high",)),
    "pairing/r04a_recurring": (("6 2030 meets", "5 2030 weaker"), ("weaker_value/critical",)),
    "pairing/r04b_own_start": (("56 2025 meets", "5000 2030 out_of_period", "1000 2030 out_of_period"), ()),
    "pairing/r06a_month_quarter": (("5 2030 exceeds",), ()),
    "pairing/r06d_each_place": (
        ("56 2025 meets", "800 2025 weaker"),
        ("weaker_value/critical",),
    ),
    "pairing/r09a_anaphora": (("70 2025 meets", "90 2030 meets"), ()),
    "pairing/r09b_shared_baseline": (("15 2025 meets", "30 2030 meets"), ()),
    "pairing/r09c_direction_shared": (("2 2030 exceeds", "10 2025 exceeds"), ()),
    "pairing/r10b_complement": (("15 2024 meets", "10 2025 meets"), ()),
    "pairing/r12a_row_deadline": (("100 2023 meets",), ()),
    "pairing/r12b_from_year": (("100 2023 meets",), ()),
    "pairing/r13a_one_of_two_groups": (("100 2025 meets",), ("narrower_scope/medium",)),
    "pairing/r13b_kinds_for_the_whole": (("85 2025 meets",), ("narrower_scope/medium",)),
    "pairing/r13c_other_group": (("60 2025 meets",), ("narrower_scope/medium",)),
    "pairing/r14a_inner": (
        ("9000 2025 apportion",),
        ("arithmetic/medium", "date_order/medium", "period_mismatch/medium"),
    ),
    "pairing/r14b_sum_of_years": (("3000 2025 apportion",), ("arithmetic/medium", "form/low")),
    "pairing/r15a_support_only": (("56 2025 meets",), ("missing_task/medium",)),
    "pairing/r15b_not_applicable": (("50 2025 missing", "56 2025 meets"), ()),
    "real/p01-phu-cap-giai-doan": (
        (
            "55 2025 meets",
            "1 2025 meets",
            "ref incomparable",
            "45 2025 meets",
            "80 2030 missing",
            "1 2030 missing",
            "ref missing",
            "70 2030 missing",
            "90 2030 missing",
        ),
        ("changed_reference/medium", "missing_period/high"),
    ),
    "real/p02-hang-nam-ngoai-giai-doan": (
        ("4 2030 missing", "6 2030 missing", "2 2030 missing", "70 2030 out_of_period"),
        ("missing_target/medium",),
    ),
}
"""Checks of NAME_lower against NAME_upper, or of the two files of a folder."""

ALONE: Mapping[str, Sequence[str]] = {
    "pairing/r05b_funding_sum.txt": ("arithmetic/medium",),
    "real/v01-so-chi-tieu-trong-ngoac.txt": (),
    "real/n01-phuong-3-bao-loc.txt": (),
    "real/s09-so-o-muc-dinh-huong.txt": (),
}
"""Findings of a file held against itself."""
