"""Differing words are marked, and quotes stay complete."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from templates.report.marking import Segment, excerpt, mark, plain


def changed(segments: tuple[Segment, ...]) -> list[str]:
    return [segment.text for segment in segments if segment.changed]


def test_numbers_and_words() -> None:
    upper, lower = mark("Đạt 60% số xã có trạm bơm.", "Phấn đấu đạt 50 % số xã có trạm bơm.")
    assert changed(upper) == ["60%"]
    assert changed(lower) == ["Phấn đấu", "50 %"]


def test_case_spacing_tone_marks_and_normal_forms_are_no_difference() -> None:
    upper, lower = mark("Hoà giải 60% vụ việc, hằng năm", "hòa giải  60 % vụ việc hằng năm.")
    assert changed(upper) == changed(lower) == []
    upper, lower = mark("tre\u0302n 5 xã", "trên 5 xã")
    assert changed(upper) == changed(lower) == []


def test_a_phrase_is_marked_whole() -> None:
    upper, _ = mark(
        "Có 100% trường học, trạm y tế, chợ dân sinh được cấp nước", "Có 100% trường học được cấp nước"
    )
    assert changed(upper) == ["trạm y tế, chợ dân sinh"]


def test_a_lone_common_word_between_changes_is_marked() -> None:
    upper, _ = mark("bằng mức lương cơ sở của tỉnh", "bằng mức tiền thuê của công nhật")
    assert changed(upper) == ["lương cơ sở của tỉnh"]


def test_words_that_only_moved_are_no_difference() -> None:
    sides = mark("Giảm ít nhất 30% số người lang thang", "Số người lang thang giảm ít nhất 30%")
    assert [changed(side) for side in sides] == [[], []]
    assert [[part.text for part in side if part.moved] for side in sides] == [
        ["số người lang thang"],
        ["Số người lang thang"],
    ]
    upper, lower = mark("Tỷ lệ hộ nghèo giảm còn 3%", "Giảm tỷ lệ hộ nghèo xuống còn 2%")
    assert [changed(upper), changed(lower)] == [["3%"], ["xuống", "2%"]]


def test_no_word_is_cut_out_of_a_changed_phrase() -> None:
    upper, lower = mark("cơ quan bố trí mức lương tối thiểu vùng", "bố trí mức lương cơ bản tại cơ sở")
    assert "cơ bản tại cơ sở" in changed(lower)
    assert "cơ quan" in changed(upper)


def test_a_number_that_changed_its_subject_is_a_difference() -> None:
    upper, lower = mark("60% số xã, 40% số thôn", "40% số xã, 60% số thôn")
    assert any("40%" in text for text in changed(upper))
    assert any("40%" in text for text in changed(lower))


def test_a_common_number_stays_unmarked_between_changes() -> None:
    upper, lower = mark("Tăng bình quân 5% số hộ mỗi năm", "Đạt chừng 5% số hộ mỗi năm")
    assert changed(upper) == ["Tăng bình quân"]
    assert changed(lower) == ["Đạt chừng"]


def test_sentences_of_their_own_have_only_numbers_marked() -> None:
    upper, lower = mark("Trồng mới 300 ha rừng phòng hộ", "Mở 12 lớp học nghề cho lao động nữ trong 300 ngày")
    assert changed(upper) == []
    assert changed(lower) == ["12"]


def test_the_measure_in_question_is_shown() -> None:
    segments = plain("Đạt 60% số xã; 40% số thôn.", "40% số thôn")
    assert [segment.text for segment in segments if segment.focus] == ["40% số thôn"]
    assert not any(segment.focus for segment in plain("Đạt 60% số xã", "Đạt 60% số xã"))
    assert not any(segment.focus for segment in plain("Đạt 60% số xã", "không có ở đây"))


def test_an_excerpt_is_the_measure_alone() -> None:
    def short(text: str, focus: str | None) -> str:
        return "".join(segment.text for segment in excerpt(plain(text, focus)))

    text = "Đạt 60% số xã; 40% số thôn; 20% số hộ."
    assert short(text, "40% số thôn") == "… 40% số thôn …"
    assert short(text, "20% số hộ") == "… 20% số hộ"
    assert short(text, "Đạt 60% số xã") == "Đạt 60% số xã …"
    assert short(text, None) == text


words = st.lists(st.sampled_from(["Đạt", "60%", "50%", "số xã", ",", " ", "\n", "hoà", "4,5", "ệ", "🙂"]))


@given(words, words)
def test_segments_join_back_to_the_quotes(left: list[str], right: list[str]) -> None:
    upper, lower = " ".join(left), "".join(right)
    for text, segments in zip((upper, lower), mark(upper, lower, draft_focus="60%"), strict=True):
        assert "".join(segment.text for segment in segments) == text


@given(st.text())
def test_a_quote_does_not_differ_from_itself(text: str) -> None:
    assert changed(mark(text, text)[0]) == []
