"""CT: chỉ tiêu (targets) of whole years: a year without any answer, and targets that are due outside the draft."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from compare.model import Kind, Place, Severity, Verdict
from compare.rules.base import Case, Hit, Rule
from compare.targets.coverage.unread import may_hold
from extract.language import writing
from extract.model import Plan

_LACKS, _UNREAD = "chưa có", "có phần chưa đọc được (“{text}”) nên chưa rõ đã có"
_INTO, _BEHIND = "vào {section} ", "{into}, sau {section}, "
_ELSE = (
    "; trường hợp chỉ xác định chỉ tiêu {period}, đề nghị giải trình hoặc điều chỉnh giai đoạn của dự thảo"
)
_ADD, _CLEAR = "bổ sung", "làm rõ đã có hay chưa, nếu chưa thì bổ sung"
_FEW = 5
"""Most missing targets that a request quotes; more are named by their section."""


def whole_periods(case: Case) -> dict[tuple[int, str], list[int]]:
    """(reference, horizon) → its pairs, where none of several targets is answered and other horizons exist."""
    horizons: dict[tuple[int, str], list[int]] = defaultdict(list)
    for index, pair in enumerate(case.pairs):
        measure = pair.reference.measure
        if (
            pair.reference.part == "targets"
            and measure
            and measure.deadline
            and pair.verdict is not Verdict.OUT_OF_PERIOD
            and pair.milestone is None
        ):
            horizons[(pair.reference.plan or 0, measure.deadline[:4])].append(index)
    several = {plan for plan, _ in horizons if sum(1 for other, _ in horizons if other == plan) > 1}
    return {
        key: indices
        for key, indices in horizons.items()
        if key[0] in several
        and (len(indices) > 1 or _is_last_alone(case, indices[0], key[1]))
        and all(case.pairs[index].verdict is Verdict.MISSING for index in indices)
    }


def _is_last_alone(case: Case, index: int, year: str) -> bool:
    """Whether a target is answered for its other horizon, in a draft without any target as late as ``year``."""
    reference = case.pairs[index].reference
    answered = any(
        pair.draft is not None
        and pair.draft.measure is not None
        and (pair.reference.plan, pair.reference.target) == (reference.plan, reference.target)
        for pair in case.pairs
    )
    targets = (measure for target in case.draft.targets for measure in target.measures)
    return answered and not any((measure.deadline or "") >= year for measure in targets)


def _missing_period(case: Case) -> Iterator[Hit]:
    groups = whole_periods(case)
    for year in sorted({year for _, year in groups}):
        indices = [index for (_, other), group in sorted(groups.items()) if other == year for index in group]
        places = tuple(case.pairs[index].reference for index in indices)
        first, *others = _by_plan(case, places)
        rest = writing.listed([f"{_document(case, one)} có {_count(one)} chỉ tiêu" for one in others])
        quotes = "; ".join(f"“{writing.excerpt(place.measure)}”" for place in first if place.measure)
        lost = (may_hold(case.draft, place.measure) for place in places if place.measure is not None)
        unread = next((piece for piece in lost if piece is not None), None)
        yield Hit(
            values={
                "issuer": writing.issuer(case.draft),
                "year": year,
                "lacks": _LACKS if unread is None else _UNREAD.format(text=writing.quote(unread.text)),
                "act": _ADD if unread is None else _CLEAR,
                "count": _count(first),
                "document": _document(case, first),
                "others": f" ({rest})" if rest else "",
                "where": _where(first),
                "into": _into(case.draft, year),
                "else": _ELSE.format(period=_earlier(case.draft, year)) if unread is None else "",
                "list": f": {quotes}" if len(first) <= _FEW else "",
            },
            pairs=tuple(indices),
            reference=first[0],
            others=tuple(place for place in places if place is not first[0]),
            severity=None if unread is None else Severity.MEDIUM,
        )


def _out_of_period(case: Case) -> Iterator[Hit]:
    outside = [
        index
        for index, pair in enumerate(case.pairs)
        if pair.verdict is Verdict.OUT_OF_PERIOD and pair.step is None
    ]
    places = tuple(case.pairs[index].reference for index in outside)
    period = case.draft.masthead.period
    if places and period:
        counts = [f"{_count(one)} chỉ tiêu của {_document(case, one)}" for one in _by_plan(case, places)]
        yield Hit(
            values={
                "counts": writing.listed(counts),
                "period": writing.years(period.start, period.end),
            },
            pairs=tuple(outside),
            reference=places[0],
            others=places[1:],
        )


def _by_plan(case: Case, places: Sequence[Place]) -> list[list[Place]]:
    """The places of each plan, that of the lowest level first: one target often stands in several plans."""
    found: dict[int, list[Place]] = defaultdict(list)
    for place in places:
        found[place.plan or 0].append(place)
    return [found[plan] for plan in sorted(found, key=lambda plan: -_rank(case, plan))]


def _rank(case: Case, plan: int) -> int:
    level = case.references[plan].masthead.level
    return level.rank if level else -1


def _count(places: Sequence[Place]) -> str:
    return writing.count(len(places))


def _document(case: Case, places: Sequence[Place]) -> str:
    return writing.document(case.references[places[0].plan or 0].masthead)


def _where(places: Sequence[Place]) -> str:
    """The section that holds some targets of one plan: "theo mục I.2 "; "của " without one."""
    section = _section([place.path for place in places])
    return f"theo {section} " if section else "của "


def _section(paths: Sequence[Sequence[str]]) -> str:
    """The innermost section that holds all items with some paths; "" without one."""
    return writing.section(_common(paths))


def _common(paths: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """The labels that the sections of all items with some paths share, from the root."""
    above = [path[:-1] for path in paths]
    return tuple(label for label, *others in zip(*above, strict=False) if all(label == one for one in others))


def _into(draft: Plan, year: str) -> str:
    """Where targets due in ``year`` belong in the draft: its section of targets; "" where they stand apart.

    Beside a section whose heading names other years alone they need one of their own: "vào Mục II, sau khoản 2, ".
    """
    common = _common([target.path for target in draft.targets if target.measures])
    depths = range(1, len(common) + 1)
    beside = next((depth for depth in depths if _is_dated(draft, common[:depth], year)), None)
    if beside is None:
        section = writing.section(common)
        return _INTO.format(section=section) if section else ""
    return _behind(common[:beside])


def _behind(path: Sequence[str]) -> str:
    """The place behind a section within the one above it: "vào Mục II, sau khoản 2, "."""
    whole, above = writing.section(path), writing.section(path[:-1])
    into = _INTO.format(section=above).rstrip() if above else ""
    return _BEHIND.format(into=into, section=whole.removesuffix(above).rstrip(" ,")).lstrip(", ")


def _is_dated(draft: Plan, path: Sequence[str], year: str) -> bool:
    """Whether the heading of a section of the draft names years that end before this one."""
    title = next((section.title for section in draft.sections if section.path == tuple(path)), "")
    named = writing.years_named(title)
    return bool(named) and max(named) < int(year)


def _earlier(draft: Plan, year: str) -> str:
    """The last year before ``year`` for which the draft has targets: "đến năm 2025"."""
    dues = {(m.deadline or "")[:4] for target in draft.targets for m in target.measures}
    last = max((due for due in dues if due and due < year), default="")
    return f"đến năm {last}" if last else "của giai đoạn trước"


RULES: tuple[Rule, ...] = (
    Rule(
        code="CT11",
        name="Thiếu chỉ tiêu của cả giai đoạn",
        name_en="Missing period",
        kind=Kind.MISSING_PERIOD,
        severity=Severity.HIGH,
        rationale=("Dự thảo có thời gian thực hiện bao trùm một mốc mà không có chỉ tiêu nào của mốc đó."),
        example="Kế hoạch 2021 - 2030 chỉ có chỉ tiêu đến năm 2025.",
        answer="Bổ sung các chỉ tiêu của mốc còn thiếu, hoặc thu hẹp thời gian của kế hoạch.",
        message=(
            "Dự thảo {lacks} chỉ tiêu nào cho mốc năm {year}, trong khi {document} có {count} chỉ tiêu{others}."
        ),
        suggestion=(
            "Đề nghị {issuer} {act} {into}các chỉ tiêu đến năm {year} ({count} chỉ tiêu) {where}{document}{list}{else}."
        ),
        check=_missing_period,
    ),
    Rule(
        code="CT12",
        name="Chỉ tiêu ngoài giai đoạn",
        name_en="Out of period",
        kind=Kind.OUT_OF_PERIOD,
        severity=Severity.NOTE,
        rationale=("Chỉ tiêu cấp trên có thời hạn nằm ngoài giai đoạn của dự thảo thì không đối chiếu."),
        example="Chỉ tiêu đến năm 2030 và kế hoạch huyện giai đoạn 2021 - 2025.",
        answer="Không cần xử lý; lưu ý khi xây dựng kế hoạch giai đoạn sau.",
        message=("{counts} đến hạn ngoài {period} của dự thảo nên không đối chiếu."),
        suggestion=None,
        check=_out_of_period,
    ),
)
