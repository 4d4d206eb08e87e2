"""Dataclasses to JSON and back: the round trip is equal, and errors name their place."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compare import Review
from compare.model import Severity, Verdict
from compare.survey.unit import PairRow, Reference, Side, Unit, UnitReview
from extract import Plan, read_plan
from extract.codec import Codec, CodecError, Form
from extract.model import Anchor, Box, Level, Period
from templates.data.serialize import CONTRACT
from tests.compare.survey.test_unit import checked
from tests.sample_plans import STEMS, file_of

WHOLE = (Codec(), Codec(sparse=True))
numbers = st.decimals(allow_nan=False, allow_infinity=False)
years = st.tuples(st.integers(), st.integers()) | st.none()
sides = st.builds(Side, low=numbers | st.none(), high=numbers | st.none())
rows = st.builds(PairRow, upper=sides, lower=sides | st.none(), years=years, amount=numbers | st.none())
reviews = st.builds(
    UnitReview,
    pairs=st.lists(rows, max_size=3).map(tuple),
    seconds=st.floats(allow_nan=False, allow_infinity=False),
)


def there_and_back(codec: Codec, value: Any) -> Any:
    """The value after a round trip through the text of a file."""
    return codec.decode(type(value), json.loads(json.dumps(codec.encode(value), ensure_ascii=False)))


@settings(max_examples=50, deadline=None)
@given(reviews)
def test_any_result_of_a_plan_comes_back_equal(review: UnitReview) -> None:
    for codec in WHOLE:
        assert there_and_back(codec, review) == review


@pytest.mark.parametrize("name", STEMS)
def test_plans_of_the_samples_come_back_equal(name: str) -> None:
    plan = read_plan(file_of(name))
    assert isinstance(plan, Plan)
    for codec in WHOLE:
        assert there_and_back(codec, plan) == plan


def test_reviews_come_back_equal() -> None:
    review = checked()
    assert isinstance(review, Review)
    assert review.findings
    for codec in WHOLE:
        assert there_and_back(codec, review) == review


def test_omitted_fields_have_their_defaults() -> None:
    box = Box(page=2, x0=1.5, top=2, x1=3, bottom=4)
    anchor = Anchor(file="a.pdf", page=2, paragraph=1, start=3, end=5, boxes=(box, box), unsure=("60%",))
    data = CONTRACT.encode(anchor)
    assert data["boxes"] == [[2, 1.5, 2, 3, 4]] * 2
    assert CONTRACT.decode(Anchor, data) == replace(anchor, unsure=())


@pytest.mark.parametrize("value", ["60", "60.0", "4.5", "1E+3", "0.1", "35.23", "-7", "123456789012.345"])
def test_numbers_are_read_exactly(value: str) -> None:
    side = Side(low=Decimal(value))
    text = json.dumps(Codec(numbers=True).encode(side))
    assert Codec().decode(Side, json.loads(text)).low == Decimal(value)
    exact = there_and_back(Codec(), side).low
    assert (exact, str(exact)) == (Decimal(value), value)


@dataclass(frozen=True, kw_only=True)
class Tree:
    """One field of every kind of value."""

    name: str
    grade: Severity | None = None
    span: tuple[int, int] = (1, 2)
    counts: Mapping[Verdict, int] | None = None
    below: tuple[Tree, ...] = ()
    one: Unit | Period | None = None


TREE = Tree(
    name="gốc",
    grade=Severity.HIGH,
    counts={Verdict.MEETS: 2},
    below=(Tree(name="lá", one=Period(start=2021, end=2025)),),
    one=Unit(name="xã A", level=Level.COMMUNE),
)


def test_every_kind_of_value_comes_back() -> None:
    data = Codec().encode(TREE)
    assert list(data) == ["name", "grade", "span", "counts", "below", "one"]
    assert (data["grade"], data["span"], data["counts"]) == ("high", [1, 2], {"meets": 2})
    assert type(data["grade"]) is str
    for codec in WHOLE:
        assert there_and_back(codec, TREE) == TREE


def test_sparse_omits_only_empty_defaults() -> None:
    leaf = Tree(name="", span=(0, 0))
    assert Codec(sparse=True).encode(leaf) == {"name": "", "span": [0, 0]}


def _louder(tree: Tree) -> str:
    return tree.name.upper()


def test_a_form_renames_adds_and_omits_fields() -> None:
    form = Form(
        left_out=("below", "one", "counts", "grade"),
        renamed={"span": "years", "name": "title"},
        made={"name": _louder},
    )
    codec = Codec({Tree: form})
    assert codec.encode(TREE) == {"title": "GỐC", "years": [1, 2]}
    with pytest.raises(TypeError, match="name"):
        codec.decode(Tree, {"title": "GỐC", "years": [1, 2]})
    assert Codec({Tree: Form(renamed={"name": "title"})}).decode(Tree, {"title": "x"}) == Tree(name="x")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ([], "dict is expected, not []"),
        ({}, "there is no name"),
        ({"name": 1}, "name: str is expected, not 1"),
        ({"name": "a", "nam": "b"}, "unknown key nam"),
        ({"name": "a", "grade": "heavy"}, "grade: 'heavy' is no Severity"),
        ({"name": "a", "span": [1]}, "span: 2 values are expected, not 1"),
        ({"name": "a", "span": [1, True]}, "span: int is expected, not True"),
        ({"name": "a", "below": [{"name": "b"}, {"name": None}]}, "below.1.name: str is expected, not None"),
        ({"name": "a", "below": {}}, "below: list is expected, not {}"),
        ({"name": "a", "one": {"start": 1}}, "one: there is no end"),
    ],
)
def test_an_error_names_its_place(data: Any, message: str) -> None:
    with pytest.raises(CodecError) as caught:
        Codec().decode(Tree, data)
    assert str(caught.value) == message


@pytest.mark.parametrize("low", ["sáu mươi", "NaN", True, [], {}])
def test_a_value_that_is_no_number_is_refused(low: object) -> None:
    with pytest.raises(CodecError, match="low: a number is expected"):
        Codec().decode(Side, {"low": low})


def test_a_type_unknown_to_json_is_reported() -> None:
    @dataclass
    class Odd:
        members: set[str]

    with pytest.raises(TypeError, match="no JSON for"):
        Codec().encode(Odd(members={"a"}))


def test_a_reference_may_have_no_level() -> None:
    reference = Reference(key="k", name="n")
    assert Codec(sparse=True).encode(reference) == {"key": "k", "name": "n"}
    assert there_and_back(Codec(sparse=True), reference) == reference
