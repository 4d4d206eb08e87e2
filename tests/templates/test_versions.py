"""Two versions of a plan in every form: what was taken up, what still stands, what changed."""

from __future__ import annotations

import json

import pytest

from compare.fates import FindingFate
from compare.reviewing import review
from compare.versions import Versions, versions
from templates import render
from templates.opinions import counts_of, opinions_of
from templates.progress import taken_up
from templates.versions import FORMS, view
from tests.compare.plans import lower_plan, nation_plan, upper_plan
from tests.templates.test_reports import shown

ABOVE = (
    "Ít nhất 60% số thôn có nhà văn hóa đạt chuẩn.",
    "Tối thiểu 80% hộ nông thôn có nước sạch.",
    "90% trạm y tế có bác sĩ làm việc.",
)
OLD = (
    "Ít nhất 40% số thôn có nhà văn hóa đạt chuẩn.",
    "Tối thiểu 70% hộ nông thôn có nước sạch.",
    "90% trạm y tế có bác sĩ làm việc.",
    "UBND các xã bảo đảm 100% số bến có đèn.",
)
NEW = (
    "Ít nhất 50% số thôn có nhà văn hóa đạt chuẩn.",
    "Tối thiểu 80% hộ nông thôn có nước sạch.",
    "85% trạm y tế có bác sĩ làm việc.",
    "Ủy ban nhân dân các xã đảm bảo 100% số bến có đèn.",
)
VISIBLE = [form for form in FORMS if form != "json"]
SENTENCE = (
    "Ủy ban nhân dân huyện Suối Vàng đã tiếp thu 1/2 ý kiến của lần rà soát trước; còn 01 ý kiến chưa được giải quyết;"
    " bản mới phát sinh 01 ý kiến."
)


def compared(old: tuple[str, ...] = OLD, new: tuple[str, ...] = NEW) -> Versions:
    upper = upper_plan(*ABOVE)
    before, after = lower_plan(*old), lower_plan(*new)
    return versions(before, after, review(before, [upper]), review(after, [upper]))


def text_of(form: str, found: Versions) -> str:
    data = render(found, form)
    return " ".join(data.decode().split()) if form == "md" else shown(form, data)


@pytest.mark.parametrize("form", VISIBLE)
def test_the_unit_is_told_what_it_took_up(form: str) -> None:
    assert SENTENCE in text_of(form, compared())


@pytest.mark.parametrize("form", VISIBLE)
def test_what_still_stands_comes_first(form: str) -> None:
    text = text_of(form, compared())
    words = ("Còn tồn tại", "Mới phát sinh", "Đã khắc phục")
    places = [text.rindex(word) for word in words]
    assert places == sorted(places)


@pytest.mark.parametrize("form", VISIBLE)
def test_a_respelt_sentence_is_no_changed_content(form: str) -> None:
    text = text_of(form, compared())
    assert "Chỉ đổi cách viết" in text
    assert "UBND các xã bảo đảm" in text.replace("**", "")
    found = view(compared(), {})
    assert {key: len(items) for key, _, items in found.changes} == {"changed": 3, "respelt": 1}


def test_the_page_opens_what_still_stands() -> None:
    page = render(compared(), "html").decode()
    assert "<h3>Còn tồn tại (1)</h3>" in page
    assert "<details><summary>Đã khắc phục (1)</summary>" in page


def test_an_edited_sentence_is_shown_where_its_remark_stands() -> None:
    found = view(compared(), {})
    assert found.remarks is not None
    quotes = {
        key: [(remark.old is not None, remark.new is not None) for remark in members]
        for key, _, members in found.remarks
    }
    assert quotes == {"remaining": [(True, True)], "new": [(False, False)], "fixed": [(False, False)]}


@pytest.mark.parametrize("form", VISIBLE)
def test_without_references_there_is_no_progress(form: str) -> None:
    text = text_of(form, versions(lower_plan(*OLD), lower_plan(*NEW)))
    assert "tiếp thu" not in text
    assert "Sửa nội dung" in text


def test_json_tells_the_progress_and_the_keys() -> None:
    made = json.loads(render(compared(), "json"))
    assert made["taken_up"] == {"fixed": 1, "total": 2}
    assert made["summary"]["respelt"] == 1
    keys = {item["new_key"] for item in made["items"] if item["change"] in ("same", "respelt")}
    assert keys == {item["old_key"] for item in made["items"] if item["change"] in ("same", "respelt")}
    told = {entry["change"]: entry["finding"]["key"] for entry in made["findings"]}
    assert set(told) == {"remaining", "new", "fixed"}
    assert all(key.startswith("CT02-") for key in told.values())


def test_a_remark_for_two_plans_counts_once() -> None:
    above = [upper_plan(*ABOVE), nation_plan(*ABOVE)]
    before, after = lower_plan(*OLD), lower_plan(*NEW)
    found = versions(before, after, review(before, above), review(after, above))
    counted = opinions_of(found)
    assert counted is not None
    standing = [one for one in counted[FindingFate.REMAINING] if one.first.rule == "CT02"]
    assert [len(one.findings) for one in standing] == [2]
    assert taken_up(counts_of(counted)) == (1, 1 + len(counted[FindingFate.REMAINING]))


@pytest.mark.parametrize("form", FORMS)
def test_text_of_a_plan_is_data(form: str) -> None:
    hostile = "=HYPERLINK(1) <script>alert(1)</script> {{ view }} 40% số thôn có nhà văn hóa đạt chuẩn."
    data = render(compared(old=(hostile, *OLD[1:])), form)
    if form in ("html", "md"):
        assert "<script>alert" not in data.decode()
    elif form != "json":
        assert "{{ view }}" in shown(form, data)


@pytest.mark.parametrize("form", FORMS)
def test_equal_versions_give_equal_bytes(form: str) -> None:
    assert render(compared(), form) == render(compared(), form)
