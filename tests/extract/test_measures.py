"""From one sentence to its measures; the grammar is told entry by entry in the fixtures."""

from __future__ import annotations

import pytest

from extract.measures import Context, split_clauses
from extract.model import Effort, Period
from extract.traced import Traced
from tests.extract.notation import PLAN, cleaned, context_of, document_of, fixtures, measures_in, written
from tests.fixtures import Fixture

FILES = (
    "measures_bounds",
    "measures_change",
    "measures_time",
    "measures_scope",
    "measures_values",
    "measures_traps",
)


@fixtures(*FILES)
def test_measures_of_a_sentence(fixture: Fixture) -> None:
    context = context_of(fixture)
    found = [written(measure) for line in fixture.lines for measure in measures_in(line, context)]
    assert found == list(fixture.expected)
