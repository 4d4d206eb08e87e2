"""Deviations of tasks: left out, weaker, without a lead or with one of another level; no funding, no reports."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from random import Random

from benchmarks.generator.deviating import Deviation, kinds, open_works, pick, with_work
from benchmarks.generator.model import Draft, Label, Work
from compare.model import Kind
from extract.model import Level


def _asked(draft: Draft) -> list[Work]:
    """Tasks that a plan of this level may not leave out; what the upper plan gives to a body of its own is none."""
    return [
        work
        for work in open_works(draft)
        if work.binding and not _OF_ABOVE.search(work.text) and not _NAMES_BODY.match(work.text)
    ]


def missing_task(draft: Draft, rng: Random) -> tuple[Draft, Label] | None:
    """A task is not there; one with a number may be called a missing target as well, a review a missing report."""
    work = pick(rng, _asked(draft))
    if work is None or len(draft.works) < 4:
        return None
    wanted = [Kind.MISSING_TASK]
    if re.search(r"\d", work.text):
        wanted.append(Kind.MISSING_TARGET)
    # A plan's own reviews are asked for with its reports.
    if re.search(r"giám sát|kiểm tra|đánh giá|sơ kết|tổng kết", work.text, re.IGNORECASE):
        wanted.append(Kind.MISSING_REPORTING)
    return with_work(draft, work, None), Label(
        name="missing task", kinds=kinds(*wanted), origin=work.origin, quote=work.text
    )


_NAMES_BODY = re.compile(
    r"\b(?:Sở|Phòng|Công chức|Công an|Ủy ban nhân dân|UBND|Trạm|Trung tâm|Hội|Đoàn)\b|chủ trì"
)
# What only a higher level can do; a lower one may leave it out, or only propose it.
_OF_ABOVE = re.compile(
    r"quy định|chính sách|cơ chế|định mức|tiêu chuẩn|giáo trình|quốc tế|liên ngành|quy trình|cơ sở dữ liệu"
    r"|hệ thống dữ liệu|quốc gia|quy hoạch|pháp luật|hệ thống thông tin",
    re.IGNORECASE,
)
_DOES = re.compile(
    r"^(?:Xây dựng|Tổ chức|Thực hiện|Bố trí|Thành lập|Duy trì|Hình thành|Phát triển|Củng cố|Kiện toàn|Mở rộng"
    r"|Cập nhật|Nâng cao|Tập huấn|Đẩy mạnh|Tuyên truyền)\b"
)
_WEAK = ("Nghiên cứu việc", "Nghiên cứu, xem xét việc", "Kiến nghị cấp có thẩm quyền về việc")


def weaker_task(draft: Draft, rng: Random) -> tuple[Draft, Label] | None:
    """What is to be done is only to be looked into."""
    fit = [work for work in _asked(draft) if _DOES.match(work.text) and not work.numbers]
    work = pick(rng, fit)
    if work is None:
        return None
    text = f"{rng.choice(_WEAK)} {work.text[:1].lower()}{work.text[1:]}"
    return with_work(draft, work, replace(work, text=text)), Label(
        name="weaker task", kinds=kinds(Kind.WEAKER_TASK), origin=work.origin, quote=text
    )


def missing_lead(draft: Draft, rng: Random) -> tuple[Draft, Label] | None:
    """Nobody is named who does the tasks of one heading, while all others have somebody."""
    groups = dict.fromkeys(work.group for work in draft.works)
    fit = [
        group
        for group in groups
        if not any(
            work.settled or _NAMES_BODY.search(work.text) for work in draft.works if work.group == group
        )
    ]
    group = pick(rng, fit)
    if group is None or len(groups) < 4:
        return None
    works = tuple(
        replace(work, lead="", support=(), settled=True) if work.group == group else work
        for work in draft.works
    )
    return replace(draft, works=works), Label(
        name="no lead", kinds=kinds(Kind.MISSING_LEAD), quote=group[:60]
    )


def wrong_lead(draft: Draft, rng: Random) -> tuple[Draft, Label] | None:
    """A body of a higher level leads: the text of the upper plan was left standing."""
    work = pick(rng, [work for work in open_works(draft) if not work.numbers])
    if work is None:
        return None
    kind = "Bộ" if draft.unit.level is Level.PROVINCE else "Sở"
    names = ["Y tế", "Tư pháp", "Nội vụ", "Giáo dục và Đào tạo"]
    lead = f"{kind} {rng.choice(names)}"
    return with_work(draft, work, replace(work, lead=lead)), Label(
        name="lead of a higher level", kinds=kinds(Kind.WRONG_LEAD, Kind.BOILERPLATE), quote=lead
    )


def no_funding(draft: Draft, _: Random) -> tuple[Draft, Label] | None:
    """Nothing is said about money."""
    if not draft.funding or any("kinh phí" in work.text.lower() for work in draft.works):
        return None
    duties = tuple(
        (name, "Theo chức năng, nhiệm vụ được giao, phối hợp triển khai thực hiện Kế hoạch.")
        if "kinh phí" in duty
        else (name, duty)
        for name, duty in draft.duties
    )
    return replace(draft, funding=(), duties=duties), Label(
        name="no funding", kinds=kinds(Kind.MISSING_FUNDING)
    )


def no_reports(draft: Draft, _: Random) -> tuple[Draft, Label] | None:
    """Nobody has to report."""
    if not draft.reporting or any("báo cáo" in work.text.lower() for work in draft.works):
        return None
    return replace(draft, reporting=""), Label(name="no reports", kinds=kinds(Kind.MISSING_REPORTING))


def later_reports(draft: Draft, rng: Random) -> tuple[Draft, Label] | None:
    """Reports that come in after the upper plan wants its own."""
    if draft.report_above is None or not draft.reporting:
        return None
    day = draft.report_above + timedelta(days=rng.choice((8, 12)))
    if day.year != draft.report_above.year:
        return None
    new = f"ngày {day.day:02} tháng {day.month} hằng năm"
    text = re.sub(r"ngày \d+ tháng \d+ hằng năm", new, draft.reporting)
    return replace(draft, reporting=text), Label(
        name="later reports", kinds=kinds(Kind.MISSING_REPORTING, Kind.LATER_DEADLINE), quote=new
    )


DEVIATIONS: tuple[Deviation, ...] = (
    missing_task,
    weaker_task,
    missing_lead,
    wrong_lead,
    no_funding,
    no_reports,
    later_reports,
)
