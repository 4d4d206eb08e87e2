"""CT: chỉ tiêu (targets) of a plan of one year: steps towards later targets, see ``compare.targets.path``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from compare.model import Kind, Pair, Severity, Step, Verdict
from compare.rules.base import Case, Hit, Rule
from compare.rules.hits import pair_hit, telling
from extract.language import writing
from extract.model import Measure


def _steps(case: Case) -> Iterator[tuple[int, Pair, Step]]:
    for index, pair in enumerate(case.pairs):
        if pair.step is not None and pair.reference.measure is not None:
            yield index, pair, pair.step


def _on_the_way(case: Case) -> Iterator[Hit]:
    for index, pair, step in _steps(case):
        if pair.verdict is Verdict.MEETS:
            yield _hit(case, index, pair, step)


def _behind(case: Case) -> Iterator[Hit]:
    for index, pair, step in _steps(case):
        given = pair.draft.measure if pair.draft else None
        if pair.verdict is not Verdict.WEAKER or step.start is None or step.expected is None or given is None:
            continue
        value = given.high if step.end < step.start else given.low
        # Less than half of the expected way can hardly be caught up.
        far = value is not None and abs(value - step.start) * 2 < abs(step.expected - step.start)
        wrong = value is not None and (value - step.start) * (step.end - step.start) < 0
        severity = Severity.MEDIUM if far or wrong else Severity.LOW
        yield replace(_hit(case, index, pair, step), severity=severity)


def _without_start(case: Case) -> Iterator[Hit]:
    for index, pair, step in _steps(case):
        if pair.verdict is Verdict.OUT_OF_PERIOD:
            yield _hit(case, index, pair, step)


def _hit(case: Case, index: int, pair: Pair, step: Step) -> Hit:
    hit = pair_hit(case, index, pair)
    return telling(hit, **_figures(pair.reference.measure, step))


def _figures(measure: Measure | None, step: Step) -> dict[str, str]:
    """The path in words, with the sum as a reader would do it."""
    figures = {
        "year": str(step.year),
        "end_year": str(step.end_year),
        "left": writing.amount(step.end_year - step.year, "năm"),
    }
    if measure is None or step.start is None or step.start_year is None or step.expected is None:
        return figures
    passed, whole = step.year - step.start_year, step.end_year - step.start_year
    start, end, expected = (writing.value(measure, value) for value in (step.start, step.end, step.expected))
    sign = "+" if step.end >= step.start else "-"
    gain = writing.number(abs(step.end - step.start))
    sum_ = f"{writing.number(step.start)} {sign} {gain} × {passed}/{whole} = {expected}"
    from_ = f"từ {start} năm {step.start_year} đến {end} năm {step.end_year}"
    return figures | {"expected": expected, "sum": sum_, "way": from_}


RULES: tuple[Rule, ...] = (
    Rule(
        code="CT17",
        name="Trên lộ trình",
        name_en="On the path",
        kind=Kind.OUT_OF_PERIOD,
        severity=Severity.NOTE,
        rationale=(
            "Kế hoạch năm là một bước của kế hoạch nhiều năm: mục tiêu cuối kỳ chưa đến hạn, chỉ xét bước của năm "
            "theo lộ trình đều từ số liệu gốc đến mục tiêu cuối kỳ."
        ),
        example="Tỉnh: từ 40% năm 2020 lên 60% năm 2025. Kế hoạch năm 2023 của huyện: 52%, lộ trình là 52%.",
        answer="Không cần xử lý.",
        message=(
            "Chỉ tiêu “{subject}” tại {document} đến hạn năm {end_year}; bước năm {year} của dự thảo là {given}, "
            "đạt lộ trình {expected} ({way}: {sum})."
        ),
        suggestion=None,
        check=_on_the_way,
    ),
    Rule(
        code="CT18",
        name="Thấp hơn lộ trình",
        name_en="Behind the path",
        kind=Kind.WEAKER_VALUE,
        severity=Severity.LOW,
        rationale=(
            "Bước của năm thấp hơn lộ trình đều thì các năm còn lại phải tăng nhanh hơn; mục tiêu cuối kỳ chưa đến "
            "hạn nên chỉ nhắc ở mức thấp, mức trung bình khi chưa được một nửa quãng phải đi."
        ),
        example="Tỉnh: từ 40% năm 2020 lên 60% năm 2025. Kế hoạch năm 2023 của huyện: 48%, lộ trình là 52%.",
        answer="Nâng bước của năm, hoặc giải trình lộ trình các năm còn lại.",
        message=(
            "Chỉ tiêu “{subject}” tại {document} đến hạn năm {end_year}; bước năm {year} của dự thảo là {given}, chưa "
            "đạt lộ trình {expected} ({way}: {sum}). Mục tiêu cuối kỳ chỉ đến hạn năm {end_year}."
        ),
        suggestion=(
            "Đề nghị {issuer} xem xét điều chỉnh chỉ tiêu “{mine}” theo lộ trình {expected} của năm {year}, hoặc làm "
            "rõ lộ trình {left} còn lại để đạt {wanted} vào năm {end_year} theo {document}."
        ),
        check=_behind,
    ),
    Rule(
        code="CT19",
        name="Chưa đủ số liệu xét lộ trình",
        name_en="No start of the path",
        kind=Kind.OUT_OF_PERIOD,
        severity=Severity.NOTE,
        rationale="Không có số liệu gốc thì không tính được lộ trình; bước của năm không được coi là chưa đạt.",
        example="Tỉnh: đến năm 2025 đạt 60%. Kế hoạch năm 2023 của huyện: 48%; không văn bản nào nêu số liệu gốc.",
        answer="Đối chiếu với số liệu thực hiện của năm trước, nếu có.",
        message=(
            "Chỉ tiêu “{subject}” tại {document} đến hạn năm {end_year}, còn {left}; dự thảo năm {year} nêu "
            "{given}. Chưa thấy số liệu gốc trong phần chữ đọc được nên chưa kết luận về lộ trình."
        ),
        suggestion=None,
        check=_without_start,
    ),
)
