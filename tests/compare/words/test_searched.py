"""Texts searched by the words of others."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.words.searched import Asked, Searched, terms_to_seek
from compare.words.similarity import Index, covered, damped_terms
from compare.words.task_texts import content, terms_of_task

CLAUSES = (
    "Rà soát, lập danh sách hộ nghèo có nhà tạm",
    "kiểm tra việc cấp nước sạch tại các trường học",
    "Trồng rừng trước, trong và sau mùa mưa",
    "phối hợp với Hội Nông dân mở 12 lớp dạy nghề",
    "Hộ nghèo được vay vốn trồng rừng",
    "",
)
TOKENS = "syllables"
clauses = st.lists(st.sampled_from(CLAUSES), min_size=1, max_size=5)


@given(clauses, clauses)
def test_shares_are_those_of_an_index(texts: list[str], wanted: list[str]) -> None:
    index = Index([*texts, *wanted])
    terms = [terms_to_seek(text, TOKENS, frozenset(), 1.0) for text in wanted]
    held = [[term for term, *_ in one] for one in terms]
    asked = Asked({term: sum(term in one for one in held) for one in held for term in one}, len(wanted))
    searched = Searched([damped_terms(text, TOKENS).keys() for text in texts], asked)
    for text, own in zip(wanted, terms, strict=True):
        weighed = searched.weighed(own)
        shares = [covered(index.vector(text), index.terms(other)) for other in texts]
        assert searched.shares(weighed) == pytest.approx(shares)
        assert [weighed.covered(other) for other in searched.holding] == pytest.approx(shares)


def test_slight_words_count_less() -> None:
    water = terms_to_seek("nước sạch", TOKENS, {"sạch"}, 0.2)
    assert {term: factor for term, _, factor in water} == {"nước": 1.0, "sạch": 0.2, "nước sạch": 1.0}


def test_what_several_groups_ask_is_added_up() -> None:
    one, other = Asked({"rừng": 1, "nước": 2}, 2), Asked({"rừng": 1}, 1)
    assert Asked.together([one]) is one
    both = Asked.together([one, other])
    assert (both.terms, both.texts) == ({"rừng": 2, "nước": 2}, 3)
    assert both.of(["cây", "rừng"]) == {"rừng"}


@given(clauses)
def test_words_of_texts_do_not_reach_over_a_semicolon(texts: list[str]) -> None:
    joined = " ; ".join(texts)
    for words in (lambda text: damped_terms(content(text), TOKENS), terms_of_task):
        assert {*words(joined)} == {term for text in texts for term in words(text)}
