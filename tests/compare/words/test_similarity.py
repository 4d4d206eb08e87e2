"""The similarity of words, and the assignment with the greatest sum."""

from __future__ import annotations

import unicodedata
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.decisions.settings import Settings
from compare.model import Verdict
from compare.reviewing import review
from compare.words.similarity import Index, assign, cosine, covered, terms
from tests.compare.plans import lower_plan, upper_plan

SENTENCES = (
    "thôn có nhà văn hóa",
    "thôn có sân thể thao",
    "hộ nông thôn được sử dụng nước sạch",
    "hộ chăn nuôi tiêm phòng cho gia súc",
    "tỷ lệ che phủ rừng",
)


def test_synonyms_are_one() -> None:
    assert terms("UBND xã bố trí nhân sự") == terms("Ủy ban nhân dân thị trấn phân công cán bộ")


def test_words_without_meaning_are_left_out() -> None:
    assert terms("tỷ lệ các hộ trên địa bàn tỉnh") == terms("hộ")


def test_pairs_do_not_reach_over_commas() -> None:
    assert "rừng nước" not in terms("bảo vệ rừng, nước sạch")
    assert "nước sạch" in terms("bảo vệ rừng, nước sạch")


@pytest.mark.parametrize(
    ("first", "second"),
    [("hoà giải", "hòa giải"), ("uỷ quyền", "ủy quyền"), ("thuỷ lợi", "thủy lợi"), ("KHOÁ HỌC", "khóa học")],
)
def test_both_places_of_a_tone_mark(first: str, second: str) -> None:
    assert terms(first) == terms(second)
    assert terms(unicodedata.normalize("NFD", first)) == terms(second)


@given(st.sampled_from(SENTENCES), st.sampled_from(SENTENCES))
def test_cosine_is_symmetric_and_bounded(first: str, second: str) -> None:
    index = Index(SENTENCES)
    one, two = index.vector(first), index.vector(second)
    assert cosine(one, two) == pytest.approx(cosine(two, one))
    assert 0 <= cosine(one, two) <= 1 + 1e-9
    assert cosine(one, one) == pytest.approx(1)
    assert 0 <= covered(one, two) <= 1
    assert covered(one, one) == 1


def test_empty_texts_have_no_similarity() -> None:
    index = Index(SENTENCES)
    empty = index.vector("")
    assert cosine(empty, index.vector(SENTENCES[0])) == 0
    assert covered(empty, index.vector(SENTENCES[0])) == 0


def test_rare_words_weigh_more() -> None:
    index = Index(SENTENCES)
    hall, court, water = (index.vector(text) for text in SENTENCES[:3])
    assert cosine(hall, court) < 0.5
    assert cosine(hall, water) < cosine(hall, court)


def test_a_part_is_covered_by_a_text_that_names_it() -> None:
    index = Index(SENTENCES)
    assert covered(index.vector("nhà văn hóa"), index.vector("thôn có nhà văn hóa")) == 1
    assert covered(index.vector("thôn có nhà văn hóa"), index.vector("nhà văn hóa")) < 1


MATRICES = st.integers(0, 5).flatmap(
    lambda rows: st.integers(1, 5).flatmap(
        lambda columns: st.lists(
            st.lists(
                st.sampled_from([0.0, 0.1, 0.25, 0.4, 0.5, 0.75, 1.0]), min_size=columns, max_size=columns
            ),
            min_size=rows,
            max_size=rows,
        )
    )
)


def best_sum(scores: list[list[float]]) -> float:
    """The greatest sum over all assignments of each row to a column of its own, or to none."""
    rows, columns = len(scores), len(scores[0]) if scores else 0
    choices = [*range(columns), *[-1] * rows]
    sums = [
        sum(scores[row][column] for row, column in enumerate(chosen) if column >= 0)
        for chosen in set(permutations(choices, rows))
    ]
    return max(sums, default=0.0)


@given(MATRICES)
def test_assignment_is_the_best_of_all(scores: list[list[float]]) -> None:
    found = assign(scores)
    assert len(found) == len(scores)
    taken = [column for column in found if column is not None]
    assert len(taken) == len(set(taken))
    assert all(scores[row][column] > 0 for row, column in enumerate(found) if column is not None)
    total = sum(scores[row][column] for row, column in enumerate(found) if column is not None)
    assert total == pytest.approx(best_sum(scores))


def test_assignment_prefers_the_sum_to_the_nearest_pair() -> None:
    assert assign([[0.9, 0.8], [0.85, 0.1]]) == [1, 0]


def test_an_empty_matrix_has_an_empty_assignment() -> None:
    assert assign([]) == []
    assert assign([[0.0, 0.0]]) == [None]
    assert assign([[0.5], [0.7], [0.6]]) == [None, 0, None]


def test_words_of_underthesea_pair_the_same() -> None:
    """The other segmentation must give the same pairs for plain sentences."""
    sentences = [
        "Đạt 60% số thôn có nhà văn hóa.",
        "Đạt 70% số trường học có thư viện.",
        "Tỷ lệ hộ nghèo còn 5%.",
    ]
    upper, lower = upper_plan(*sentences), lower_plan(*reversed(sentences))
    by_words = review(lower, [upper], Settings(tokens="words"))
    assert [pair.verdict for pair in by_words.pairs] == [Verdict.MEETS] * 3
    by_syllables = review(lower, [upper])
    assert [pair.draft for pair in by_words.pairs] == [pair.draft for pair in by_syllables.pairs]


def test_an_unknown_segmentation_is_refused() -> None:
    with pytest.raises(ValueError, match="tokens"):
        Settings(tokens="letters")
