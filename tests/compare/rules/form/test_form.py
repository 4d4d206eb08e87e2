"""Form of the head, the bases and the tail, as far as the text shows it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from compare.model import Severity
from compare.rules import RULES, Case
from tests.compare.plans import DISTRICT, LOWER, cite
from tests.compare.text_plans import RECEIVED, SIGNED, draft, said

MOTTO, STATE = "Độc lập - Tự do - Hạnh phúc", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
RULES_OF_FORM = [code for code in RULES if code.startswith("TT")]


@pytest.mark.parametrize("code", RULES_OF_FORM)
def test_a_faultless_draft(code: str) -> None:
    assert said(code, draft()) == []


@pytest.mark.parametrize(
    ("old", "new", "count"),
    [
        (MOTTO, "Độc lập - Tự do - Hạnh phúc.", 1),
        (MOTTO, "Độc lập - Tự Do - Hạnh Phúc", 0),  # capitals are a matter of the layout
        (MOTTO, "Độc lập – Tự do – Hạnh phúc", 0),
        (MOTTO, "Độc lập, Tự do, Hạnh phúc", 1),
        (MOTTO, "Độc lập - Tự do - Hạnh phúc\n", 0),
        (MOTTO, "Độc lâp - Tự do - Hạnh phúc", 1),
        (MOTTO, "Độc lập - Tự do", 0),  # a piece from a narrow cell
        (STATE, "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM", 0),
        (STATE, "CÔNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 1),
        (STATE, "", 0),  # it may stand in a frame that is not read
    ],
)
def test_motto(old: str, new: str, count: int) -> None:
    assert len(said("TT03", draft(swap=(old, new)))) == count


@pytest.mark.parametrize(
    ("number", "right"),
    [
        ("Số: 5/KH-UBND", "Số: 05/KH-UBND"),
        ("Số 112/KH-UBND", "Số: 112/KH-UBND"),
        ("Số: 112/KH.UBND", "Số: 112/KH-UBND"),
        ("Số: 112-KH/UBND", "Số: 112/KH-UBND"),
        ("Số: 05/KH-UBND", None),
        ("Số: 112 /KH-UBND", None),
        ("Số:112/KH-UBND", None),
        ("Số: 012/KH-UBND", None),
        ("Số:      /KH-UBND", None),
    ],
)
def test_number(number: str, right: str | None) -> None:
    found = said("TT05", draft(swap=("Số: 112/KH-UBND", number)))
    assert len(found) == (right is not None)
    assert right is None or f"“{right}”" in found[0]


@pytest.mark.parametrize(
    ("day", "right"),
    [
        ("5/2/2021", "ngày 05 tháng 02"),
        ("5/02/2021", "ngày 05 tháng 02"),
        ("15/1/2021", "ngày 15 tháng 01"),
        ("05/3/2021", None),
        ("05/03/2021", None),
        ("15/02/2021", None),
        ("30/6/2021", None),
        ("", None),
    ],
)
def test_date(day: str, right: str | None) -> None:
    found = said("TT06", draft(head=replace(LOWER, date=day)))
    assert len(found) == (right is not None)
    assert right is None or f"“{right}”" in found[0]


@pytest.mark.parametrize(
    ("place", "unit", "count"),
    [
        ("Suối Vàng", DISTRICT, 0),
        ("Huyện Suối Vàng", DISTRICT, 0),
        ("Việt Nam", DISTRICT, 1),
        ("Hà Nội", DISTRICT, 1),
        ("Bản Sen", DISTRICT, 0),  # perhaps the seat: nothing is known of the place
        ("Phan Rang - Tháp Chàm", "tỉnh Ninh Thuận", 0),
        ("Tân An", "tỉnh Long An", 0),
        ("Nha Trang", "tỉnh Ninh Thuận", 1),
        ("Buôn Ma Thuột", "tỉnh Đắk Lắk", 0),
        ("TP. HCM", "thành phố Hồ Chí Minh", 0),
        ("Tp. Hồ Chí Minh", "thành phố Hồ Chí Minh", 0),
        ("Tân Hòa", "thị xã Tân Hòa", 0),
    ],
)
def test_place_before_the_date(place: str, unit: str, count: int) -> None:
    own = unit.split(maxsplit=1)[1]
    made = draft(head=replace(LOWER, place=unit, bases=()), swap=(f"{own}, ngày", f"{place}, ngày"))
    assert len(said("TT07", made)) == count


def test_a_title_is_no_subject_of_a_letter() -> None:
    assert len(said("TT08", draft(swap=("Thực hiện Chương trình", "V/v thực hiện Chương trình")))) == 1
    assert said("TT08", draft(swap=("Thực hiện Chương trình", "Về thực hiện Chương trình"))) == []


LAW, PLAN = "Căn cứ Luật Trẻ em ngày 05 tháng 4 năm 2016", cite().rstrip(";")


@pytest.mark.parametrize(
    ("first", "second", "words"),
    [
        (f"{LAW};", f"{PLAN}.", None),
        (f"{LAW};", f"{PLAN};", "căn cứ cuối"),
        (f"{LAW},", f"{PLAN}.", "1 căn cứ"),
        (f"{LAW}.", f"{PLAN};", "2 căn cứ"),
        (LAW, f"{PLAN}.", "1 căn cứ"),
    ],
)
def test_ends_of_bases(first: str, second: str, words: str | None) -> None:
    made = draft(head=replace(LOWER, bases=("Căn cứ A",)), swap=("Căn cứ A.", "Căn cứ A"))
    assert len(said("TT04", made)) == 1
    lines = replace(LOWER, bases=(first, PLAN))
    found = said("TT04", draft(head=lines, swap=(f"{PLAN}.", second)))
    assert len(found) == (words is not None)
    assert words is None or words in found[0]


def test_a_last_basis_that_issues_the_plan_may_continue() -> None:
    issue = "Ủy ban nhân dân huyện Suối Vàng ban hành Kế hoạch"
    made = draft(head=replace(LOWER, bases=(f"{PLAN}",)), swap=(f"{PLAN}.", f"{PLAN};"))
    assert len(said("TT04", made)) == 1
    one = draft(head=replace(LOWER, bases=(PLAN,)), swap=(f"{PLAN}.", f"{PLAN}, {issue} như sau:"))
    assert said("TT04", one) == []


def test_documents_of_the_party_follow_other_rules() -> None:
    made = draft(swap=("ỦY BAN NHÂN DÂN", "HUYỆN ỦY"), head=replace(LOWER, date="5/2/2021"))
    assert [code for code in RULES_OF_FORM if said(code, made)] == []


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        (("2. Việc hai.", "3. Việc ba."), None),
        (("2. Việc hai.", "4. Việc bốn."), "sau mục “2” là mục “4”"),
        (("2. Việc hai.", "2. Việc ba."), "“2” lặp lại"),
    ],
)
def test_numbering(lines: tuple[str, ...], words: str | None) -> None:
    found = said(
        "TT09", draft(swap=("1. Tuyên truyền, vận động người dân.", "\n".join(("1. Việc một.", *lines))))
    )
    assert len(found) == (words is not None)
    assert words is None or words in found[0]


def test_numbers_that_run_on_through_headings_are_regular() -> None:
    swap = ("III. TỔ CHỨC THỰC HIỆN", "2. Việc hai.\nIII. TỔ CHỨC THỰC HIỆN\n3. Việc ba.\n4. Việc bốn.")
    assert said("TT09", draft(swap=swap)) == []


SIGNATURES = [
    (SIGNED, None),
    (("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Hà Thị Mơ"), None),
    (("TM. ỦY BAN NHÂN DÂN", "PHÓ CHỦ TỊCH", "Hà Thị Mơ"), "không thấy “KT.”"),
    (("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "Hà Thị Mơ"), "không thấy chức vụ của cấp phó"),
    (("TM ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Hà Thị Mơ"), "“TM. ỦY BAN NHÂN DÂN”"),
    (("TM. ỦY BAN NHÂN DÂN", "K/T CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Hà Thị Mơ"), "“KT. CHỦ TỊCH”"),
    (("TUQ. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Hà Thị Mơ"), None),
    ((), None),
]


@pytest.mark.parametrize(("lines", "words"), SIGNATURES)
def test_signature(lines: tuple[str, ...], words: str | None) -> None:
    found = said("TT10", draft(tail=(*RECEIVED, *lines)))
    assert len(found) == (words is not None)
    assert words is None or words in found[0]


def test_on_behalf_of_the_committee() -> None:
    assert len(said("TT11", draft(tail=(*RECEIVED, *SIGNED[1:])))) == 1
    assert said("TT11", draft(tail=())) == []  # the whole tail is missing
    case = Case(
        draft=draft(tail=(*RECEIVED, "ỦY BAN NHÂN DÂN", *SIGNED[1:])), references=(), pairs=(), extra=()
    )
    (hit,) = RULES["TT11"].check(case)
    assert hit.severity is Severity.LOW  # only "TM." is missing
    assert hit.values["act"] == "bổ sung “TM.” trước “ỦY BAN NHÂN DÂN”"


@pytest.mark.parametrize(
    ("name", "date", "tail", "weight"),
    [
        ("ke-hoach.docx", "30/6/2021", SIGNED[1:], Severity.LOW),
        ("ke-hoach.pdf", "30/6/2021", SIGNED[1:], Severity.LOW),
        ("ke-hoach.txt", "30/6/2021", SIGNED[1:], None),
        ("ke-hoach.docx", "30/6/2025", SIGNED[1:], None),
        ("ke-hoach.docx", "30/6/2021", SIGNED[1:-1], None),  # no name
        ("ke-hoach.docx", "30/6/2021", (SIGNED[1], SIGNED[-1]), None),  # no "PHÓ CHỦ TỊCH"
    ],
)
def test_a_whole_signature_surely_lacks_the_committee(
    name: str, date: str, tail: tuple[str, ...], weight: Severity | None
) -> None:
    plan = draft(tail=(*RECEIVED, *tail), name=name, head=replace(LOWER, date=date))
    (hit,) = RULES["TT11"].check(Case(draft=plan, references=(), pairs=(), extra=()))
    assert hit.severity is weight
    # What is sure is asked for; what reading may have lost is to be looked at.
    assert hit.values["act"].startswith("bổ sung" if weight else "kiểm tra, bổ sung")


RECIPIENTS = [
    (RECEIVED, None),
    (("Nơi nhận:", "- UBND tỉnh;", "- Lưu: VT;"), "dấu “;”"),
    (("Nơi nhận:", "- Lưu: VT;", "- UBND tỉnh."), "không phải là dòng cuối"),
    (("Nơi nhận:", "- UBND tỉnh;", "- Các phòng."), "không thấy dòng “Lưu"),
    (("Nơi nhận:", "- UBND tỉnh;", "- Lưu: VT"), "chưa kết thúc"),
    (("Nơi nhận: Như trên; Lưu: VT.",), None),
    ((), "không thấy “Nơi nhận”"),
]


@pytest.mark.parametrize(("lines", "words"), RECIPIENTS)
def test_recipients(lines: tuple[str, ...], words: str | None) -> None:
    found = said("TT12", draft(tail=(*lines, *SIGNED)))
    assert len(found) == (words is not None)
    assert words is None or words in found[0]


def test_end_mark() -> None:
    without = ("Kế hoạch này./.", "Kế hoạch này.")
    assert len(said("TT13", draft(swap=without))) == 1
    assert said("TT13", draft(swap=without, tail=())) == []  # an incomplete document
    assert said("TT13", draft(swap=without, name="ke-hoach.pdf")) == []


@pytest.mark.parametrize("code", ["TT10", "TT12"])
def test_parts_that_a_page_may_lose_have_low_severity(code: str) -> None:
    tail = ("Nơi nhận:", "- UBND tỉnh;", "- Các phòng.", "TM. ỦY BAN NHÂN DÂN", "PHÓ CHỦ TỊCH", "Hà Thị Mơ")
    for name, severity in (("ke-hoach.docx", Severity.LOW), ("ke-hoach.html", Severity.NOTE)):
        case = Case(draft=draft(tail=tail, name=name), references=(), pairs=(), extra=())
        (hit,) = RULES[code].check(case)
        assert (hit.severity or RULES[code].severity) is severity
