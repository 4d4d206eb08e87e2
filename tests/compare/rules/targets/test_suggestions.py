"""Suggestions can be pasted as they stand."""

from __future__ import annotations

import doctest
import re

import pytest

from compare import review
from compare.model import Finding
from compare.rules.targets import asking, phrases
from compare.rules.targets.phrases import added_phrase, limit, quoted
from tests.compare.plans import Head, lower_plan, reviewed, upper_plan
from tests.sample_plans import REVIEWED, expected, sample, sample_review

SUGGESTED = "Đề nghị Ủy ban nhân dân huyện Suối Vàng "
# What a reader sees as torn: signs that hang, a label inside a quote, twice the same word.
TORN = re.compile(
    r"\(\s|\s[,;:.)]|[,;:(]”|“[\s,;:)]|“Chỉ tiêu:|  |\.\.|trong đó trong đó|đến năm \d{4} đến năm|[{}]"
)


def suggestion(upper: str, lower: str, rule: str = "CT01") -> str:
    """The one suggestion of a rule, behind the name of the addressee."""
    (found,) = [finding for finding in reviewed(upper, lower).findings if finding.rule == rule]
    assert found.suggestion is not None
    assert found.suggestion.startswith(SUGGESTED)
    return found.suggestion.removeprefix(SUGGESTED)


@pytest.mark.parametrize("stem", REVIEWED)
def test_words_of_a_sample_are_fit_to_paste(stem: str) -> None:
    result = sample_review(stem)
    period = sample(expected(stem, "plan")["file"]).masthead.period
    for finding in result.findings:
        for text in filter(None, (finding.message, finding.suggestion)):
            assert not TORN.search(text), text
            assert text.count("“") == text.count("”"), text
            assert all(part.count("(") == part.count(")") for part in re.findall(r"“([^“”]*)”", text)), text
        assert is_whole(finding)
        if period is not None and finding.rule == "CT01":
            asked = [
                int(year) for year in re.findall(r"(?:đến|vào|mốc) năm (20\d\d)", finding.suggestion or "")
            ]
            assert all(year <= period.end for year in asked), finding.suggestion


def is_whole(finding: Finding) -> bool:
    """Whether nothing is left out of a suggestion, but for a number that the draft itself leaves blank."""
    rest = (finding.suggestion or "").replace("…%", "")
    return "…" not in rest


@pytest.mark.parametrize(
    ("upper", "asked"),
    [
        (
            "80% số thôn có nhà văn hóa.",
            "bổ sung chỉ tiêu “80% số thôn có nhà văn hóa” đến năm 2025 cho phù hợp",
        ),
        ("Xây dựng 20 nhà văn hóa trên địa bàn tỉnh.", "xem xét, nêu phần thực hiện của địa phương đối với"),
        (
            "90% hồ sơ tại cấp tỉnh được xử lý trên mạng.",
            "xem xét chỉ tiêu “90% hồ sơ tại cấp tỉnh được xử lý trên mạng” đến năm 2025 của",
        ),
    ],
)
def test_a_missing_target_asks_what_can_be_done(upper: str, asked: str) -> None:
    assert suggestion(upper, "60% số hộ dân trồng tre.").startswith(asked)


def test_parts_stand_behind_one_tie() -> None:
    upper = "Có ít nhất 70% xã đạt chuẩn, trong đó 20% xã nâng cao, 5% xã kiểu mẫu."
    assert suggestion(upper, "60% số hộ dân trồng tre.").count("trong đó") == 1


@pytest.mark.parametrize(
    ("upper", "lower", "asked"),
    [
        (
            "Ít nhất 50% số thôn có tổ tự quản.",
            "Phấn đấu có khoảng 50% số thôn có tổ tự quản.",
            "bỏ các từ “Phấn đấu”, “khoảng”, nêu chỉ tiêu là “Có ít nhất 50% số thôn có tổ tự quản” cho phù hợp",
        ),
        (
            "Ít nhất 50% số thôn có tổ tự quản.",
            "Phấn đấu 50% số thôn có tổ tự quản.",
            "bỏ từ “Phấn đấu”, nêu chỉ tiêu là “Ít nhất 50% số thôn có tổ tự quản” cho phù hợp",
        ),
    ],
)
def test_hedges_are_named_and_left_out(upper: str, lower: str, asked: str) -> None:
    assert suggestion(upper, lower, "CT04").startswith(asked)


def test_a_limit_keeps_its_preposition() -> None:
    assert limit("thị trấn", "Tỷ lệ thất nghiệp ở thị trấn dưới 3%") == "ở thị trấn"
    assert limit("tại các phường", "Người dân tại các phường có tài khoản") == "tại các phường"


def test_a_short_noun_is_named_with_its_neighbour() -> None:
    assert quoted(("khu",), "Kiểm tra giá tại các khu, điểm du lịch") == "“khu, điểm du lịch”"
    assert quoted(("ấp",), "Mỗi khu phố, ấp có 01 đội dân phòng") == "“ấp”"


@pytest.mark.parametrize(
    ("names", "sentence", "added"),
    [
        ("đúng tiêu", "Các điểm du lịch có nhà vệ sinh đúng tiêu chuẩn phục vụ khách", "đúng tiêu chuẩn"),
        ("gia súc, gia cầm xen", "Số hộ nuôi gia súc, gia cầm xen trong khu dân cư", "gia súc, gia cầm xen"),
        (
            "làm , vào thứ Bảy đầu tháng",
            "Vá ổ gà làm mỗi tháng 01 lần, vào thứ Bảy đầu tháng",
            "vào thứ Bảy đầu tháng",
        ),
    ],
)
def test_added_words_are_quoted_whole(names: str, sentence: str, added: str) -> None:
    assert added_phrase((names,), sentence) == added


@pytest.mark.parametrize("module", [asking, phrases])
def test_examples_hold(module: object) -> None:
    assert doctest.testmod(module).failed == 0  # type: ignore[arg-type]


def test_later_targets_are_not_asked_of_an_earlier_plan() -> None:
    upper = upper_plan(
        "80% số thôn có loa vào năm 2025 và 95% vào năm 2030.", head=Head(period="giai đoạn 2021 - 2030")
    )
    result = review(lower_plan("60% số hộ dân trồng tre."), [upper])
    told = [finding.suggestion or "" for finding in result.findings if finding.rule == "CT01"]
    assert told
    assert not any("2030" in text for text in told)
