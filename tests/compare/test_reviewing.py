"""The whole comparison: properties that hold for any plans."""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compare.decisions.selection import Selection
from compare.model import Review, Severity, Verdict
from compare.reviewing import in_period, review
from compare.targets.items import measured_items
from extract.model import Better, Measure, Period, Plan
from extract.pipeline import plan_of
from tests.compare.plans import (
    FAR,
    LOWER,
    UPPER,
    codes,
    document,
    items,
    lines_of,
    lower_plan,
    plan,
    reviewed,
    said,
    upper_plan,
)
from tests.sample_plans import SAMPLES, STEMS, file_of, sample_of

POOL = (
    "Ít nhất {} số thôn có nhà văn hóa.",
    "Đạt {} số hộ nông thôn được sử dụng nước sạch.",
    "Phấn đấu {} số hộ chăn nuôi tiêm phòng cho gia súc.",
    "Tỷ lệ hộ nghèo còn {}.",
    "Trên {} số trạm y tế, trường học, chợ được cấp điện ổn định.",
    "Giảm {} số vụ cháy rừng so với năm 2020.",
    "Khoảng {} số cán bộ thú y cơ sở được bồi dưỡng nghiệp vụ.",
    "Bảo đảm {} số công trình thủy lợi được duy tu hằng năm.",
    "Tỷ lệ che phủ rừng đạt {}.",
    "Không quá {} số học sinh tiểu học bỏ học.",
)
VALUES = st.integers(20, 80)


@st.composite
def target_lists(draw: st.DrawFn) -> list[str]:
    """Targets of a plan: different sentences of the pool, with values."""
    frames = draw(st.lists(st.sampled_from(POOL), min_size=1, max_size=6, unique=True))
    return [frame.format(f"{draw(VALUES)}%") for frame in frames]


ALONE = Selection(ignore=("CC17",))
"""Compares a plan with itself, which is no real check."""


def told(result: Review) -> Counter[tuple[str, str, str | None, str | None]]:
    """The findings without their numbers of order."""
    return Counter(
        (finding.rule, finding.severity.value, said(finding.reference), said(finding.draft))
        for finding in result.findings
    )


@given(target_lists())
@settings(max_examples=40)
def test_a_plan_against_itself_has_no_finding(targets: list[str]) -> None:
    made = upper_plan(*targets)
    result = review(made, [made], rules=ALONE)
    assert result.findings == ()
    assert {pair.verdict for pair in result.pairs} == {Verdict.MEETS}
    assert result.conforms


@given(target_lists())
@settings(max_examples=40)
def test_the_same_targets_a_level_below_have_no_finding(targets: list[str]) -> None:
    assert reviewed(targets, targets).findings == ()


@given(target_lists(), st.data())
@settings(max_examples=40)
def test_weakening_one_number_adds_exactly_that_finding(targets: list[str], data: st.DataObject) -> None:
    index = data.draw(st.integers(0, len(targets) - 1))
    better_lower = "hộ nghèo" in targets[index] or "bỏ học" in targets[index]
    value = next(word.rstrip(".") for word in targets[index].split() if "%" in word)
    step = data.draw(st.integers(1, 15)) * (1 if better_lower else -1)
    weaker = targets[index].replace(value, f"{int(value[:-1]) + step}%")
    result = reviewed(targets, [*targets[:index], weaker, *targets[index + 1 :]])
    assert codes(result) == ["CT02"]
    assert [pair.verdict for pair in result.pairs].count(Verdict.WEAKER) == 1
    assert result.pairs[index].verdict is Verdict.WEAKER
    assert result.pairs[index].findings == (result.findings[0].id,)
    assert not result.conforms


@given(target_lists(), st.randoms(use_true_random=False))
@settings(max_examples=40)
def test_order_of_bullets_does_not_matter(targets: list[str], random: object) -> None:
    mixed = list(targets)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    lower = [sentence.replace("0%", "5%") for sentence in targets]
    straight, other = reviewed(targets, lower), reviewed(mixed, lower[::-1])
    assert told(straight) == told(other)
    assert {said(pair.reference): pair.verdict for pair in straight.pairs} == {
        said(pair.reference): pair.verdict for pair in other.pairs
    }


@given(target_lists())
@settings(max_examples=25)
def test_decomposed_letters_change_nothing(targets: list[str]) -> None:
    """NFC and NFD give the same review."""
    lower = [sentence.replace("0%", "5%") for sentence in targets]
    lines = [unicodedata.normalize("NFD", line) for line in lines_of(LOWER, lower)]
    composed, decomposed = reviewed(targets, lower), review(plan_of(document(lines)), [upper_plan(*targets)])
    assert [finding.message for finding in decomposed.findings] == [
        finding.message for finding in composed.findings
    ]
    assert [pair.verdict for pair in decomposed.pairs] == [pair.verdict for pair in composed.pairs]


OLD = ("oà", "oá", "oả", "oã", "oạ", "oè", "oé", "uỳ", "uý", "uỷ", "uỹ", "uỵ")
NEW = ("òa", "óa", "ỏa", "õa", "ọa", "òe", "óe", "ùy", "úy", "ủy", "ũy", "ụy")


def test_both_places_of_a_tone_mark_give_one_review() -> None:
    upper = [
        "60% số thôn có nhà văn hóa.",
        "Bảo đảm 90% số công trình thủy lợi được duy tu.",
        "40% vụ việc được hòa giải ở cơ sở.",
    ]
    lower = [
        "50% số thôn có nhà văn hoá.",
        "Bảo đảm 90% số công trình thuỷ lợi được duy tu.",
        "45% vụ việc được hoà giải ở cơ sở.",
    ]
    new = list(lower)
    for old_mark, new_mark in zip(OLD, NEW, strict=True):
        new = [sentence.replace(old_mark, new_mark) for sentence in new]
    assert new != lower
    first, second = reviewed(upper, lower), reviewed(upper, new)
    assert codes(first) == codes(second) == ["CT02", "CT14"]
    assert [pair.similarity for pair in first.pairs] == [pair.similarity for pair in second.pairs]


def weakened(measure: Measure) -> Measure | None:
    """The measure with a worse number; None without a number or without a worse one."""
    if not measure.low or measure.high is None:
        return None
    factor = Decimal("1.25") if measure.better is Better.LOWER and measure.change is None else Decimal("0.75")
    return replace(measure, low=measure.low * factor, high=measure.high * factor)


def with_measures(made: Plan, worse: Mapping[Measure, Measure]) -> Plan:
    """The plan with some measures replaced by others."""
    targets = tuple(
        replace(target, measures=tuple(worse.get(measure, measure) for measure in target.measures))
        for target in made.targets
    )
    return replace(made, targets=targets)


@pytest.mark.parametrize("stem", STEMS)
def test_a_sample_against_itself_has_no_finding(stem: str) -> None:
    made = sample_of(stem)
    result = review(made, [made], rules=ALONE)
    # A draft may leave its number and date blank.
    # A blank head, a missing line of the signature and a number left open are said of the plan itself.
    allowed = {"TT01", "TT02", "TT11"} | ({"VB01"} if made.unread else set())
    assert [finding.rule for finding in result.findings if finding.rule not in allowed] == []
    # A deadline beyond its own years is answered by itself.
    assert {pair.verdict for pair in result.pairs} == {Verdict.MEETS}


@pytest.mark.parametrize("stem", STEMS)
def test_weakening_any_number_of_a_sample_adds_exactly_that_finding(stem: str) -> None:
    """Several numbers, each of another sentence, are weakened at once."""
    made = sample_of(stem)
    before, period = told(review(made, [made], rules=ALONE)), made.masthead.period
    assert period is not None
    rounds: dict[int, dict[Measure, Measure]] = defaultdict(dict)
    for at, owner in enumerate(made.targets):
        for number, measure in enumerate(owner.measures):
            worse = weakened(measure)
            if worse is not None and not (measure.deadline and int(measure.deadline[:4]) not in period):
                rounds[number * 2 + at % 2][measure] = worse
    for chosen in rounds.values():
        result = review(with_measures(made, chosen), [made], rules=ALONE)
        added = told(result) - before
        wanted = Counter(("CT02", " ".join(measure.text.split())) for measure in chosen)
        assert Counter((rule, words) for rule, _, words, _ in added.elements()) == wanted
        pairs = [pair for pair in result.pairs if pair.verdict not in (Verdict.MEETS, Verdict.OUT_OF_PERIOD)]
        assert {pair.verdict for pair in pairs} == {Verdict.WEAKER}
        assert Counter(pair.reference.measure for pair in pairs) == Counter(list(chosen))


def test_there_are_samples() -> None:
    assert len(STEMS) >= 15
    assert all(file_of(stem).parent == SAMPLES for stem in STEMS)


def test_findings_are_numbered_by_severity() -> None:
    upper = [
        "60% số thôn có nhà văn hóa.",
        "70% số hộ nông thôn được sử dụng nước sạch.",
        "Xây dựng 20 mô hình nuôi ong lấy mật.",
    ]
    lower = [
        "Phấn đấu 50% số thôn có nhà văn hóa.",
        "90% số hộ nông thôn được sử dụng nước sạch.",
        "Xây dựng 02 mô hình nuôi ong lấy mật.",
    ]
    result = reviewed(upper, lower)
    ranks = [finding.severity.rank for finding in result.findings]
    assert ranks == sorted(ranks)
    assert [finding.id for finding in result.findings] == [
        f"f{number}" for number in range(1, len(ranks) + 1)
    ]
    assert codes(result) == ["CT02", "CT04", "CT13", "CT14"]


def test_pairs_name_their_findings() -> None:
    result = reviewed(["60% số thôn có nhà văn hóa."], ["Phấn đấu 50% số thôn có nhà văn hóa."])
    assert result.pairs[0].findings == tuple(finding.id for finding in result.findings)
    assert all(finding.reference == result.pairs[0].reference for finding in result.findings)


@pytest.mark.parametrize(
    ("lower", "heaviest", "conforms"),
    [
        ("60% số thôn có nhà văn hóa.", None, True),
        ("65% số thôn có nhà văn hóa.", Severity.NOTE, True),
        ("Phấn đấu 60% số thôn có nhà văn hóa.", Severity.MEDIUM, True),
        ("Đến năm 2025, 60% số thôn có nhà văn hóa.", Severity.HIGH, False),
        ("59% số thôn có nhà văn hóa.", Severity.CRITICAL, False),
    ],
)
def test_a_draft_conforms_below_severity_high(lower: str, heaviest: Severity | None, conforms: bool) -> None:
    result = reviewed(
        "Đến năm 2024, 60% số thôn có nhà văn hóa."
        if heaviest is Severity.HIGH
        else "60% số thôn có nhà văn hóa.",
        lower,
    )
    assert (result.findings[0].severity if result.findings else None) is heaviest
    assert result.conforms is conforms


def test_every_measure_of_every_reference_has_its_pair() -> None:
    province = upper_plan(
        "60% số thôn có nhà văn hóa.",
        "Xây dựng 20 mô hình nuôi ong lấy mật.",
        tasks=["Mở 12 lớp dạy nghề mây tre đan."],
    )
    other = plan(replace(UPPER, number="46/KH-UBND"), ["70% số hộ nông thôn được sử dụng nước sạch."])
    result = review(lower_plan("60% số thôn có nhà văn hóa."), [province, other])
    assert [pair.reference.plan for pair in result.pairs] == [0, 0, 0, 1]
    assert [pair.reference.part for pair in result.pairs] == ["targets", "targets", "tasks", "targets"]
    assert len(result.references) == 2


def test_one_sentence_may_answer_both_references() -> None:
    nation, province = upper_plan("50% số thôn có nhà văn hóa."), upper_plan("60% số thôn có nhà văn hóa.")
    result = review(lower_plan("55% số thôn có nhà văn hóa."), [nation, province])
    assert [pair.verdict for pair in result.pairs] == [Verdict.EXCEEDS, Verdict.WEAKER]
    assert "CT15" not in codes(result)


def test_without_references_targets_have_no_finding() -> None:
    result = review(lower_plan("55% số thôn có nhà văn hóa."), [])
    assert result.pairs == ()
    assert result.conforms


def test_unread_pieces_reach_the_review() -> None:
    result = reviewed(
        "60% số thôn có nhà văn hóa.", ["60% số thôn có nhà văn hóa.", "Đạt …% số hộ được dùng nước sạch."]
    )
    assert [piece.text for piece in result.unread]
    assert "VB01" in codes(result)


@pytest.mark.parametrize(
    ("sentence", "period", "within"),
    [
        ("Đến năm 2025, 60% số thôn có nhà văn hóa.", Period(start=2021, end=2025), True),
        ("Đến năm 2030, 60% số thôn có nhà văn hóa.", Period(start=2021, end=2025), False),
        ("Đến năm 2025, 60% số thôn có nhà văn hóa.", Period(start=2026, end=2030), False),
        ("Giai đoạn 2021 - 2030, xây dựng 20 mô hình nuôi ong.", Period(start=2021, end=2025), True),
        ("Giai đoạn 2021 - 2030, xây dựng 20 mô hình nuôi ong.", Period(start=2026, end=2026), True),
        ("Giai đoạn 2021 - 2030, xây dựng 20 mô hình nuôi ong.", Period(start=2031, end=2035), False),
        ("Đến năm 2030, 60% số thôn có nhà văn hóa.", None, True),
    ],
)
def test_measures_in_and_out_of_the_period(sentence: str, period: Period | None, within: bool) -> None:
    (item,), _ = items(sentence, FAR)
    assert in_period(item, period) is within


def test_a_second_review_is_equal() -> None:
    upper, lower = ["60% số thôn có nhà văn hóa."], ["50% số thôn có nhà văn hóa."]
    assert reviewed(upper, lower) == reviewed(upper, lower)
    assert len(measured_items(upper_plan(*upper))) == 1
