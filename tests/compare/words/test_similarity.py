"""The similarity of words."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.decisions.settings import Settings
from compare.model import Verdict
from compare.reviewing import review
from compare.words.similarity import Holders, Index, Postings, common_phrases, cosine, covered, terms
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
    assert 0 <= covered(one, two.weights) <= 1
    assert covered(one, one.weights) == 1


def test_empty_texts_have_no_similarity() -> None:
    index = Index(SENTENCES)
    empty = index.vector("")
    assert cosine(empty, index.vector(SENTENCES[0])) == 0
    assert covered(empty, index.terms(SENTENCES[0])) == 0


def test_rare_words_weigh_more() -> None:
    index = Index(SENTENCES)
    hall, court, water = (index.vector(text) for text in SENTENCES[:3])
    assert cosine(hall, court) < 0.5
    assert cosine(hall, water) < cosine(hall, court)


def test_a_part_is_covered_by_a_text_that_names_it() -> None:
    index = Index(SENTENCES)
    assert covered(index.vector("nhà văn hóa"), index.terms("thôn có nhà văn hóa")) == 1
    assert covered(index.vector("thôn có nhà văn hóa"), index.terms("nhà văn hóa")) < 1


@pytest.mark.parametrize(
    ("text", "other", "common"),
    [
        ("Hộ dùng nước sạch", "nước sạch cho hộ", ("nước sạch",)),
        ("bảo vệ rừng, nước", "bảo vệ rừng nước", ("bảo vệ rừng",)),
        ("hoà giải ở thôn", "Hòa giải viên", ("hoà giải",)),
        ("nước sạch và nước sạch", "nước sạch", ("nước sạch",)),
        ("hộ", "hộ", ()),
    ],
)
def test_common_phrases_are_runs_of_syllables(text: str, other: str, common: tuple[str, ...]) -> None:
    assert common_phrases(text, other, Index((text, other))) == common


@given(st.sampled_from(SENTENCES), st.lists(st.sampled_from(["", *SENTENCES]), max_size=4))
def test_many_vectors_are_compared_as_one_by_one(text: str, others: list[str]) -> None:
    index = Index(SENTENCES)
    vector, vectors = index.vector(text), [index.vector(other) for other in others]
    postings, holders = (
        Postings(vectors, vector.weights.keys()),
        Holders([v.weights.keys() for v in vectors], vector.weights.keys()),
    )
    assert postings.cosines(vector) == pytest.approx([cosine(vector, other) for other in vectors])
    assert holders.shares(vector) == pytest.approx([covered(vector, other.weights) for other in vectors])


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
