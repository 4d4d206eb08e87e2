"""The statements of a plan are its whole text."""

from __future__ import annotations

import pytest

from extract import read_plan
from extract.model import Part
from extract.readers import read_document
from tests.sample_plans import STEMS, file_of


@pytest.mark.parametrize("stem", STEMS)
def test_every_word_stands_in_a_statement(stem: str) -> None:
    path = file_of(stem)
    text, plan = read_document(path).text, read_plan(path)
    left = list(text)
    for statement in plan.statements:
        for at in range(statement.anchor.start, statement.anchor.end):
            left[at] = " "
    labels = {
        word.strip(".)(:-") for item in plan.statements for label in item.path for word in label.split()
    }
    lost = [word.strip(".)(:-") for word in "".join(left).split()]
    assert [word for word in lost if any(map(str.isalpha, word)) and word not in labels] == []
    starts = [statement.anchor.start for statement in plan.statements]
    assert starts == sorted(starts)
    parts = {statement.part for statement in plan.statements}
    assert {Part.HEAD, Part.TITLE, Part.BODY} <= parts
    # A plan attached to a decision is signed with the decision.
    assert (Part.TAIL in parts) != (Part.CARRIER in parts)
