"""The overview: letters, ranks, groups, absent units, recurring defects and breaks of the chain."""

from __future__ import annotations

from dataclasses import replace

from compare.model import Severity, Verdict
from compare.standing import BROKEN, BY_LETTER, DUE, FITS, VALUE_FITS, Standing, letters, standing_of
from compare.survey.chain import breaks, upper_reviews
from compare.survey.overview import Overview
from compare.survey.surveying import overview
from compare.survey.unit import Failure, Unit
from extract.model import Level
from tests.compare.run_rows import NATION, PROVINCE, UPPER, finding, percent, total, unit
from tests.compare.survey.test_unit import rows as sample
from tests.sample_plans import sample_of

MEETS, WEAKER, MISSING = Verdict.MEETS, Verdict.WEAKER, Verdict.MISSING


def names(seen: Overview) -> list[str]:
    return [line.unit.name for line in seen.lines]


def test_every_verdict_has_a_letter_of_its_own() -> None:
    assert set(Verdict) < set(Standing)
    assert len(BY_LETTER) == len(Standing)
    assert len(letters(Standing)) == len(Standing)


def test_the_best_unit_is_first_and_equals_share_a_rank() -> None:
    good, bad = percent(MEETS, "60"), percent(MISSING)
    seen = overview([unit("huyện C", bad), unit("huyện B", good), unit("huyện A", good)])
    assert [(line.unit.name, line.rank, line.fits, line.due) for line in seen.lines] == [
        ("huyện A", 1, 1, 1),
        ("huyện B", 1, 1, 1),
        ("huyện C", 3, 0, 1),
    ]


def test_shared_out_and_later_targets_are_no_denominator() -> None:
    pairs = (percent(MEETS, "60"), percent(Verdict.OUT_OF_PERIOD, number=3), total("10"))
    (line,) = overview([unit("huyện A", *pairs)]).lines
    assert (line.fits, line.due) == (1, 1)
    assert set(Standing) - set(DUE) == {Standing.OUT_OF_PERIOD, Standing.APPORTION}


def test_due_targets_split_into_fitting_and_broken() -> None:
    assert set(DUE) == {*VALUE_FITS, *BROKEN}
    assert set(VALUE_FITS) == {*FITS, Standing.PARTIAL}
    for verdict in Verdict:
        stands = standing_of(verdict, is_open=False)
        assert stands.value == verdict.value
        assert verdict.fits is (stands in FITS) is (standing_of(verdict, is_open=True) is Standing.PARTIAL)


def test_columns_without_any_unit_are_only_counted() -> None:
    pairs = (percent(MEETS, "60"), percent(Verdict.OUT_OF_PERIOD, number=3))
    (group,) = overview([unit("huyện A", *pairs), unit("huyện B", *pairs)]).groups
    assert (len(group.columns), group.outside) == (1, 1)


def test_fewer_references_give_gaps_and_no_new_group() -> None:
    national = percent(MEETS, "60", number=5)
    both = unit("huyện A", national, replace(percent(WEAKER, "5"), reference=1), references=(NATION, UPPER))
    (group,) = overview([both, unit("huyện B", percent(MEETS, "60"))]).groups
    assert group.references == (NATION, UPPER)
    assert [(line.unit.name, line.letters) for line in group.lines] == [("huyện B", " m"), ("huyện A", "mw")]


def test_letters_add_up_to_the_pairs_of_the_sample() -> None:
    (group,) = overview([sample()]).groups
    told = [row.standing for row in sample().pairs]
    (line,) = group.lines
    assert all(
        line.count(standing) == told.count(standing)
        for standing in Standing
        if standing is not Standing.OUT_OF_PERIOD
    )


def test_absent_units_are_found_by_any_kind() -> None:
    expected = [
        Unit(name=name, province=PROVINCE) for name in ("thị xã Bản Lin", "huyện Nậm Tà", "huyện Pa Khoa")
    ]
    seen = overview(
        [unit("huyện Bản Lin", percent(MEETS, "60")), unit("Huyện Nậm Tà", percent(MEETS, "60")),
         unit("huyện Lạ", percent(MEETS, "60"))],
        expected=expected,
    )  # fmt: skip
    assert [one.name for one in seen.absent] == ["huyện Pa Khoa"]
    assert seen.unlisted == ("huyện Lạ",)
    assert seen.expected == 3


def test_defects_are_counted_by_unit_and_waived_ones_are_not() -> None:
    waived = replace(finding("TT01"), waived="đã thống nhất")
    seen = overview(
        [unit("huyện A", findings=(finding("CT02", Severity.CRITICAL), finding("CT02"), waived)),
         unit("huyện B", findings=(finding("CT02"), finding("CT14", Severity.NOTE)))]
    )  # fmt: skip
    assert [(one.rule, one.units, one.findings, one.severity) for one in seen.defects] == [
        ("CT02", 2, 3, Severity.CRITICAL)
    ]
    assert seen.findings[Severity.NOTE] == 1


def test_failures_reach_the_overview() -> None:
    lost = Failure(file="hỏng.docx", reason="Tệp bị hỏng.")
    assert overview([], failures=[lost]).failures == (lost,)


def test_a_district_inherits_the_losses_of_its_province() -> None:
    lost, kept = percent(WEAKER, "50", number=1), percent(MEETS, "60", number=2)
    province = unit(PROVINCE, lost, kept, references=(NATION,), level=Level.PROVINCE, sha256=UPPER.key)
    district = unit(
        "huyện A", percent(MISSING, number=1), percent(MISSING, number=2), references=(NATION, UPPER)
    )
    for seen in (overview([district], above=[province]), overview([district, province])):
        group = next(group for group in seen.groups if UPPER in group.references)
        assert group.lines[0].inherited == {0}
        assert [line.letters for line in group.above] == ["wm"]
    (one,) = breaks(district, [province])
    assert (one.by, one.above.verdict, one.here.number) == (1, WEAKER, 1)
    assert list(breaks(district, [replace(province, sha256="khác")])) == []


def test_references_are_compared_with_their_own_references() -> None:
    plans = [sample_of(stem) for stem in ("a1-qd-ttg", "a2-kh-tinh")]
    (found,) = upper_reviews(plans)
    assert found.sha256 == plans[1].source.sha256
    assert [reference.key for reference in found.references] == [plans[0].source.sha256]


def test_the_order_of_results_does_not_matter() -> None:
    reviews = [unit("huyện A", percent(MEETS, "60")), unit("huyện B", percent(MISSING), references=(NATION,))]
    assert overview(reviews).groups == overview(reviews[::-1]).groups
    assert names(overview(reviews)) == names(overview(reviews[::-1]))
