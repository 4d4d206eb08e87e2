"""Every rule has a case that fires it and a near miss that does not."""

from __future__ import annotations

import re
import string
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from compare.model import Kind, Review, Severity, Waiver
from compare.reviewing import review
from compare.rules import RULES
from extract.pipeline import plan_of
from tests.compare.added_rules import ADDED_RULES
from tests.compare.cases import listed, read_cases, review_of
from tests.compare.hand_rules import HAND_RULES
from tests.compare.mistaken import FILE_RULES
from tests.compare.plans import (
    LOWER,
    PROGRAMME,
    UPPER,
    Head,
    cite,
    codes,
    document,
    lines_of,
    lower_plan,
    reviewed,
    upper_plan,
)
from tests.compare.rules.basis import test_bases
from tests.compare.task_rules import TASK_RULES
from tests.compare.text_pairs import TEXT_PAIRS
from tests.fixtures import Fixture

TARGET = "60% số thôn có nhà văn hóa."
NEIGHBOUR = "tỉnh Bình Lâm"
COUNCIL = (
    "Căn cứ Nghị quyết số 12/NQ-HĐND ngày 10/12/2020 của Hội đồng nhân dân tỉnh Hà Lĩnh về kinh tế - xã hội;"
)
BLANK = "Đạt …% số hộ nông thôn được sử dụng nước sạch."
SERIES = "70% số thôn có nhà văn hóa vào năm 2023; 90% vào năm 2025."
RATE = "Tỷ lệ rác hữu cơ ở mức {}%.".format
SKILLS = (
    "60% số cán bộ thú y cơ sở được tập huấn kỹ năng.",
    "70% số cán bộ thú y cơ sở được tập huấn nghiệp vụ.",
)


def with_head(**changes: object) -> Review:
    """The review of a draft that differs from a faultless one only in its head."""
    return review(lower_plan(TARGET, head=replace(LOWER, **changes)), [upper_plan(TARGET)])  # type: ignore[arg-type]


def with_reference(**changes: object) -> Review:
    """The review of a draft that cites only its council, against a reference with another head."""
    reference = upper_plan(TARGET, head=replace(UPPER, **changes))  # type: ignore[arg-type]
    return review(lower_plan(TARGET, head=replace(LOWER, bases=(COUNCIL,))), [reference])


def nameless_draft(**changes: object) -> Review:
    return with_head(issuer=False, **changes)


def waived(expires: str | None = None, quote: str = "50% số thôn có tổ tự quản") -> Review:
    """The review of an accepted weaker target, on the first of April."""
    waiver = Waiver(rule="CT02", quote=quote, reason="x", author="x", date="2026-03-01", expires=expires)
    draft, above = lower_plan("50% số thôn có tổ tự quản."), upper_plan("60% số thôn có tổ tự quản.")
    return review(draft, [above], waivers=[waiver], today=date(2026, 4, 1))


def in_one_year(step: str, year: str = "năm 2023", due: str = "từ 40% năm 2020 lên 60% năm 2025") -> Review:
    """The review of a one-year plan under a five-year plan."""
    draft = lower_plan(f"{step} số hộ dùng nước sạch.", head=replace(LOWER, period=year))
    return review(draft, [upper_plan(f"Tăng số hộ dùng nước sạch {due}.")])


def recognised(target: str, *, unsure: bool) -> Review:
    """The review of a draft with a single target, read from an image."""
    read = document(lines_of(LOWER, [target]))
    end = len(target.split()[0])
    marked = replace(
        read,
        blocks=tuple(
            replace(block, unsure=((0, end),)) if unsure and block.text == target else block
            for block in read.blocks
        ),
    )
    return review(plan_of(marked), [upper_plan(target)])


def basis(title: str) -> Review:
    """The review of a case about legal bases."""
    return test_bases.review_of(test_bases.case_of(title))


def decided(first: str) -> Review:
    """The review of a plan attached to a decision with ``first`` as its first basis."""
    lines = lines_of(LOWER, [TARGET])
    at = lines.index("KẾ HOẠCH")
    carrier = [
        *lines[:at],
        "QUYẾT ĐỊNH",
        f"Ban hành Kế hoạch thực hiện {PROGRAMME} giai đoạn 2021 - 2025",
        f"Căn cứ {first};",
        cite(),
        "QUYẾT ĐỊNH:",
        f"Điều 1. Ban hành kèm theo Quyết định này Kế hoạch thực hiện {PROGRAMME} giai đoạn 2021 - 2025.",
        "Điều 2. Quyết định này có hiệu lực kể từ ngày ký.",
        "TM. ỦY BAN NHÂN DÂN",
        "CHỦ TỊCH",
        "Hoàng Văn Nam",
    ]
    return review(plan_of(document([*carrier, *lines[at:]])), [upper_plan(TARGET)])


# Rules about heads and reading: a review that fires each rule, and a near miss.
PAIRS: dict[str, tuple[Callable[[], Review], Callable[[], Review]]] = {
    "CC01": (
        lambda: with_head(bases=(cite(NEIGHBOUR, "77/KH-UBND", "2/4/2021"),)),
        lambda: with_head(bases=(cite(NEIGHBOUR, "77/KH-UBND", "2/4/2021"), cite())),
    ),
    "CC02": (lambda: with_reference(place=NEIGHBOUR), with_reference),
    "CC03": (
        lambda: with_head(bases=(cite(date="25/5/2021"),)),
        lambda: with_head(bases=(cite(date="20.5.2021"),)),
    ),
    "CC04": (lambda: with_head(bases=()), lambda: with_head(bases=(COUNCIL, cite()))),
    **{
        code: (lambda fires=fires: basis(fires), lambda near=near: basis(near))  # type: ignore[misc]
        for code, fires, near in (
            ("CC05", "A decree replaced", "A decree replaced the day after the plan"),
            ("CC06", "The wrong day of a known decision", "The right day of a known decision"),
            ("CC07", "Another day than the plan above gives", "The same day as the plan above gives"),
            ("CC08", "One number under two days", "One number of two years and of two bodies"),
            ("CC09", "A year in the number of an individual decision", "Normative documents carry a year"),
            ("CC10", "A plan with the symbol of a decision", "A plan that a decision carries"),
            ("CC11", "One issuer for another", "Issuers in short and of an office"),
            ("CC12", "A basis after the plan", "A basis of the same day"),
            ("CC13", "A plan before the plan above it", "A basis of the same day"),
            ("CC14", "A programme after the plan that carries it out", "A plan of the years before"),
            ("CC15", "A resolution of a neighbour", "A former province, after it became part of another"),
        )
    },
    "CC16": (
        lambda: decided("Nghị quyết số 12/NQ-HĐND ngày 10/12/2020"),
        lambda: decided("Luật Tổ chức chính quyền địa phương"),
    ),
    "TT01": (lambda: with_head(number=""), lambda: with_head(date="")),
    "TT02": (lambda: with_head(date=""), lambda: with_head(number="")),
    "VB01": (
        lambda: reviewed(TARGET, [TARGET, BLANK]),
        lambda: reviewed(TARGET, [TARGET, "Giữ gìn lễ hội …"]),
    ),
    "VB02": (
        lambda: reviewed("65% số cán bộ thú y cơ sở được tập huấn.", SKILLS),
        lambda: reviewed("55% số cán bộ thú y cơ sở được tập huấn.", SKILLS),
    ),
    "VB04": (
        lambda: reviewed((), SKILLS),
        lambda: reviewed(SKILLS, "Nâng cao kỹ năng cho cán bộ thú y cơ sở."),
    ),
    "VB05": (
        lambda: recognised(TARGET, unsure=True),
        lambda: recognised(TARGET, unsure=False),
    ),
    "VB06": (lambda: waived("2026-03-31"), lambda: waived("2026-04-01")),
    "VB07": (lambda: waived(quote="55% số thôn có tổ tự quản"), lambda: waived()),
    # Steps of a one-year plan: on the path, behind it, without a start value.
    "CT17": (lambda: in_one_year("52%"), lambda: in_one_year("51,9%")),
    "CT18": (lambda: in_one_year("51,9%"), lambda: in_one_year("51,9%", "năm 2025")),
    "CT21": (
        lambda: reviewed(SERIES, "90% số thôn có nhà văn hóa vào năm 2025."),
        lambda: reviewed(SERIES, "70% số thôn có nhà văn hóa vào năm 2023; 90% vào năm 2025."),
    ),
    "CT25": (lambda: reviewed(RATE(12), RATE(20)), lambda: reviewed(RATE(12), RATE(9))),
    "CT19": (lambda: in_one_year("52%", due="đạt 60%"), lambda: in_one_year("60%", due="đạt 60%")),
    "VB03": (lambda: nameless_draft(number=None, date=None), lambda: with_head(number="", date="")),
}


def of_tasks(*tasks: str, target: str = TARGET) -> Review:
    """The review of a draft with these tasks and the targets of the plan above."""
    return review(lower_plan(target, tasks=tasks), [upper_plan(target)])


SOME = "50% số thôn bố trí được cộng tác viên dân số."
EVERY = "Bảo đảm mỗi thôn xóm có ít nhất 01 cộng tác viên dân số."
LATE = "2.1. Chỉ tiêu đến năm 2030"

# Rules about the draft alone.
PAIRS |= {
    "NB01": (
        lambda: of_tasks("Mở 20 lớp, gồm 12 lớp ở xã và 9 lớp ở thị trấn."),
        lambda: of_tasks("Mở 20 lớp, gồm 12 lớp ở xã và 8 lớp ở thị trấn."),
    ),
    "NB02": (
        lambda: of_tasks("Giai đoạn 2021 - 2025, tập huấn 80 lượt cán bộ (bình quân 10 lượt/năm)."),
        lambda: of_tasks("Giai đoạn 2021 - 2025, tập huấn 50 lượt cán bộ (bình quân 10 lượt/năm)."),
    ),
    "NB03": (lambda: of_tasks("Mở 05 (sáu) lớp."), lambda: of_tasks("Mở 06 (sáu) lớp.")),
    "NB04": (
        lambda: of_tasks("Nhân rộng từ 12/15 xã, đạt 70%."),
        lambda: of_tasks("Nhân rộng từ 12/15 xã, đạt 80%."),
    ),
    "NB05": (
        lambda: review(lower_plan(LATE, TARGET), [upper_plan(TARGET)]),
        lambda: review(lower_plan(LATE.replace("2030", "2024"), TARGET), [upper_plan(TARGET)]),
    ),
    "NB06": (
        lambda: review(lower_plan(TARGET, TARGET.replace("60", "70")), [upper_plan(TARGET)]),
        lambda: review(lower_plan(TARGET, TARGET), [upper_plan(TARGET)]),
    ),
    "NB07": (
        lambda: of_tasks(EVERY.replace("thôn xóm", "thôn bản"), target=SOME.replace("thôn", "thôn bản")),
        lambda: of_tasks(EVERY, target=SOME.replace("50%", "100%")),
    ),
    "NB08": (
        lambda: of_tasks("Thực hiện theo Mục VII Kế hoạch này."),
        lambda: of_tasks("Thực hiện theo Mục VII Kế hoạch của tỉnh."),
    ),
}
FILES = "strength comparable scope population conditions limits none path nation alignment"
CASES = [case for name in FILES.split() for case in read_cases(name)]
PAIRS |= TASK_RULES | ADDED_RULES | FILE_RULES | HAND_RULES
PAIRS |= TEXT_PAIRS
# A kind that several families share belongs to the targets.
BY_KIND = {RULES[code].kind: code for code in sorted(RULES, reverse=True) if code not in TASK_RULES}


def fired_by(case: Fixture) -> set[str]:
    """The codes that a case in a text file should fire, for kinds of target rules."""
    return {BY_KIND[Kind(entry.split("/")[0])] for entry in listed(case, "findings")}


def missed_by(case: Fixture) -> set[str]:
    return {BY_KIND[Kind(name)] for name in listed(case, "not")}


@pytest.mark.parametrize("code", sorted(RULES))
def test_a_rule_fires_on_its_case(code: str) -> None:
    if code in PAIRS:
        assert codes(PAIRS[code][0]()).count(code) == 1
        return
    cases = [case for case in CASES if code in fired_by(case)]
    assert cases, f"no case fires {code}"
    assert any(code in codes(review_of(case)) for case in cases)


@pytest.mark.parametrize("code", sorted(RULES))
def test_does_not_fire_on_a_near_miss(code: str) -> None:
    if code in PAIRS:
        assert code not in codes(PAIRS[code][1]())
        return
    cases = [case for case in CASES if code in missed_by(case)]
    assert cases, f"no near miss of {code}"
    for case in cases:
        assert code not in codes(review_of(case)), case.title


def test_a_faultless_draft_has_no_finding() -> None:
    assert with_head().findings == ()


FAMILIES = {"CT", "NV", "CC", "TT", "NB", "TN", "VB"}


@pytest.mark.parametrize("code", sorted(RULES))
def test_texts_of_a_rule_are_well_formed(code: str) -> None:
    rule = RULES[code]
    assert rule.code == code
    assert re.fullmatch(r"[A-Z]{2}\d\d", code)
    assert code[:2] in FAMILIES
    for words in (rule.name, rule.name_en, rule.rationale, rule.example, rule.answer):
        assert words.strip() == words != ""
    assert rule.name_en.isascii()
    assert rule.message.endswith(".")
    assert rule.suggestion is None or rule.suggestion.startswith("Đề nghị")
    # "vi phạm" is a word of courts; a reviewer says "chưa phù hợp", "cần làm rõ".
    assert "vi phạm" not in f"{rule.message}{rule.suggestion}"


def test_codes_and_names_are_used_once() -> None:
    assert len({rule.name for rule in RULES.values()}) == len(RULES)
    assert len({rule.name_en for rule in RULES.values()}) == len(RULES)


SEVERITIES = {
    "CT01": "critical",
    "CT02": "critical",
    "CT03": "high",
    "CT04": "medium",
    "CT05": "medium",
    "CT06": "medium",
    "CT07": "medium",
    "CT08": "medium",
    "CT09": "high",
    "CT10": "high",
    "CT11": "high",
    "CT12": "note",
    "CT13": "note",
    "CT14": "note",
    "CT15": "note",
    "CT16": "medium",
    "NV01": "high",
    "NV02": "medium",
    "NV03": "low",
    "NV04": "high",
    "NV05": "medium",
    "NV06": "medium",
    "NV07": "medium",
    "NV08": "medium",
    "NV09": "medium",
    "NV10": "medium",
    "NV11": "medium",
    "NV12": "low",
    "NV13": "medium",
    "CC01": "critical",
    "CC02": "critical",
    "CC03": "medium",
    "CC04": "medium",
    "CC05": "critical",
    "CC06": "medium",
    "CC07": "medium",
    "CC08": "medium",
    "CC09": "medium",
    "CC10": "medium",
    "CC11": "medium",
    "CC12": "medium",
    "CC13": "medium",
    "CC14": "medium",
    "CC15": "medium",
    "CC16": "low",
    "CC17": "critical",
    "CC18": "critical",
    "CC19": "critical",
    "CC20": "medium",
    "CC21": "note",
    "TT01": "note",
    "TT02": "note",
    **{f"NB{number:02}": "medium" for number in range(1, 9)},
    **{f"TT{number:02}": "low" for number in range(3, 11)},
    "TT11": "note",
    "TT12": "low",
    **dict.fromkeys(("TT13", "TT14", "TT15", "VB09", "VB10", "VB11"), "note"),
    "TN01": "low",
    "TN02": "low",
    "TN03": "low",
    "TN04": "note",
    "TN05": "low",
    "TN06": "low",
    "TN07": "low",
    "TN08": "low",
    "TN09": "medium",
    "TN10": "low",
    "VB01": "medium",
    "VB02": "low",
    "VB03": "note",
    "VB04": "high",
    "VB05": "medium",
    "VB08": "critical",
}


@pytest.mark.parametrize("code", sorted(SEVERITIES))
def test_severity_of_a_rule(code: str) -> None:
    assert RULES[code].severity is Severity(SEVERITIES[code])


@pytest.mark.parametrize("case", CASES, ids=str)
def test_sentences_are_whole(case: Fixture) -> None:
    """Every placeholder of a sentence is filled, and no empty value is left."""
    for finding in review_of(case).findings:
        rule = RULES[finding.rule]
        for sentence in filter(None, (finding.message, finding.suggestion)):
            assert not list(filter(None, (name for _, name, _, _ in string.Formatter().parse(sentence))))
            assert not re.search(r"“”|“ |\(\)|\bNone\b|  | ,|\(, ", sentence), sentence
            assert sentence[0].isupper() or sentence[0] == "“" or sentence[0].isdigit()
            assert sentence.endswith(".")
        assert (finding.suggestion is not None) <= (rule.suggestion is not None)
        if finding.severity is not Severity.NOTE and rule.suggestion is not None:
            assert finding.suggestion is not None


@pytest.mark.parametrize(
    ("upper", "lower", "words"),
    [
        (
            "Đạt 60% số thôn có nhà văn hóa.",
            "Phấn đấu đạt 50% số thôn có nhà văn hóa.",
            ("phấn đấu đạt 50%", "thấp hơn 10 điểm phần trăm", "đạt 60%"),
        ),
        (
            "Tỷ lệ hộ nghèo còn 5%.",
            "Tỷ lệ hộ nghèo còn 7,5%.",
            ("còn 7,5%", "cao hơn 2,5 điểm phần trăm", "còn 5%"),
        ),
        (
            "Mỗi thôn có ít nhất 03 cộng tác viên dân số.",
            "Mỗi thôn có ít nhất 02 cộng tác viên dân số.",
            ("thấp hơn 01 cộng tác viên",),
        ),
        (
            "Tỷ lệ tử vong mẹ còn 45/100.000 trẻ đẻ sống.",
            "Tỷ lệ tử vong mẹ còn 50/100.000 trẻ đẻ sống.",
            ("cao hơn 5 trên 100.000 trẻ đẻ sống",),
        ),
        (
            "Mỗi xã được bố trí tối thiểu 50 triệu đồng cho quỹ khuyến học.",
            "Mỗi xã được bố trí tối thiểu 0,04 tỷ đồng cho quỹ khuyến học.",
            ("thấp hơn 10 triệu đồng", "0,04 tỷ đồng"),
        ),
    ],
)
def test_words_of_a_weaker_value(upper: str, lower: str, words: tuple[str, ...]) -> None:
    (message,) = [finding.message for finding in reviewed(upper, lower).findings if finding.rule == "CT02"]
    for word in words:
        assert word in message


def test_the_suggestion_can_be_pasted() -> None:
    (finding,) = reviewed(
        "Ít nhất 60% số thôn có nhà văn hóa.", "Ít nhất 50% số thôn có nhà văn hóa."
    ).findings
    assert finding.suggestion is not None
    assert "Ủy ban nhân dân huyện Suối Vàng" in finding.suggestion
    assert "thôn có nhà văn hóa” lên ít nhất 60%" in finding.suggestion
    assert "giải trình" in finding.suggestion


def test_a_lower_is_better_target_is_corrected_downwards() -> None:
    (finding,) = reviewed("Tỷ lệ hộ nghèo không quá 5%.", "Tỷ lệ hộ nghèo không quá 7%.").findings
    assert finding.suggestion is not None
    assert "hộ nghèo không quá 7%” xuống không quá 5%" in finding.suggestion


def test_a_blank_reference_head_is_no_fault_of_the_draft() -> None:
    reference = upper_plan(TARGET, head=Head(number="", date=""))
    found = codes(review(lower_plan(TARGET), [reference]))
    assert "TT01" not in found
    assert "TT02" not in found


def test_an_unread_piece_of_a_reference_is_reported() -> None:
    (finding,) = [finding for finding in reviewed([TARGET, BLANK], TARGET).findings if finding.rule == "VB01"]
    assert finding.reference is not None
    assert finding.draft is None
