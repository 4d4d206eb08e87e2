"""Abbreviations that a text defines, and those that are words of the grammar."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.text import abbreviations
from extract.text.abbreviations import defined, expanded, of_grammar, written_out
from extract.traced import Traced


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("quỹ tín dụng nhân dân (sau đây viết tắt là QTDND)", {"QTDND": "quỹ tín dụng nhân dân"}),
        ("các làng nghề (LN) và tổ hợp tác (THT)", {"LN": "làng nghề", "THT": "tổ hợp tác"}),
        ("NTTS: nuôi trồng thủy sản; KT: khai thác", {"NTTS": "nuôi trồng thủy sản", "KT": "khai thác"}),
        ("Viết tắt: LN - làng nghề; THT - tổ hợp tác.", {"LN": "làng nghề", "THT": "tổ hợp tác"}),
        (
            "Chữ viết tắt: LN (làng nghề), ĐBKK (đặc biệt khó khăn)",
            {"LN": "làng nghề", "ĐBKK": "đặc biệt khó khăn"},
        ),
        ("về làng nghề (viết tắt: LN) và bến bãi, viết tắt BB", {"LN": "làng nghề", "BB": "bến bãi"}),
        ("Ban Chỉ đạo (BCĐ)", {"BCĐ": "ban chỉ đạo"}),
        ("lò sấy nông sản (máy số XYZ)", {}),
        ("bến bãi ven sông (ABCD)", {}),
    ],
)
def test_abbreviations_of_a_text(text: str, known: dict[str, str]) -> None:
    assert defined(text) == known


def test_only_whole_words_are_written_out() -> None:
    assert written_out("HTX và HTXNN", {"HTX": "hợp tác xã"}) == "hợp tác xã và HTXNN"


def test_words_of_the_grammar_are_written_out_in_place() -> None:
    known = of_grammar(["Viết tắt: BQ - bình quân; LN - làng nghề; HT - hiện trạng năm 2023."])
    assert known == {"BQ": "bình quân", "HT": "hiện trạng"}
    text = expanded(Traced.of("Năng suất BQ 5 tấn", 10), known)
    assert text.text == "Năng suất bình quân 5 tấn"
    assert [text.offsets[place] for place in (10, 18, 19)] == [20, 21, 22]


@given(
    st.lists(st.sampled_from(["HTX", "A", "&", " ", ":", " là ", "-", "rừng", "(", "tắt là "])).map("".join)
)
def test_a_quick_look_misses_no_list(text: str) -> None:
    assert abbreviations._MAY_LIST.search(text) or not abbreviations._LISTED.search(text)
