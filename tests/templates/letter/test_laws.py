"""Laws in the table of a letter are in full where they are named first."""

from __future__ import annotations

from templates.letter.laws import in_full
from templates.letter.view import LetterRow

FULL = "Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ về công tác văn thư"


def row(index: int, wish: str, *bases: str) -> LetterRow:
    return LetterRow(index=index, draft=("Phần ký",), wishes=(wish,), codes="", bases=bases)


def test_the_first_mention_is_in_full_and_the_next_short() -> None:
    first, second = in_full(
        [
            row(1, "Đề nghị sửa.", "Khoản 7 Phụ lục I Nghị định 30/2020/NĐ-CP"),
            row(2, "Đề nghị sửa theo Nghị định 30/2020/NĐ-CP.", "Phụ lục II Nghị định 30/2020/NĐ-CP"),
        ]
    )
    assert first.bases == (f"Khoản 7 Phụ lục I {FULL}",)
    assert second.wishes == ("Đề nghị sửa theo Nghị định số 30/2020/NĐ-CP.",)
    assert second.bases == ("Phụ lục II Nghị định số 30/2020/NĐ-CP",)


def test_a_wish_stands_before_its_bases() -> None:
    (only,) = in_full([row(1, "Đề nghị sửa theo Nghị định 30/2020/NĐ-CP.", "Nghị định 30/2020/NĐ-CP")])
    assert only.wishes == (f"Đề nghị sửa theo {FULL}.",)
    assert only.bases == ("Nghị định số 30/2020/NĐ-CP",)


def test_a_subject_that_tells_a_deed_follows_without_a_word_between() -> None:
    (only,) = in_full([row(1, "Đề nghị sửa.", "Điều 5 Nghị định 20/2021/NĐ-CP")])
    assert "của Chính phủ quy định chính sách trợ giúp xã hội" in only.bases[0]


def test_quotes_unknown_laws_and_whole_names_stay() -> None:
    texts = (
        "“theo Nghị định 30/2020/NĐ-CP”",
        "Nghị định 999/2020/NĐ-CP",
        "Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ",
    )
    for text in texts:
        assert in_full([row(1, "Đề nghị sửa.", text)])[0].bases == (text,)
