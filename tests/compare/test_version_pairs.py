"""Pairs of versions with known changes: every change is told as what it is, and nothing else is told."""

from __future__ import annotations

import pytest

from tests.compare.version_pairs import NAMES, outcomes, untouched


@pytest.mark.parametrize("name", NAMES)
def test_every_change_is_told_as_what_it_is(name: str) -> None:
    found = outcomes(name)
    assert len(found) >= 20
    assert [(one.change, one.given) for one in found if not one.right] == []


@pytest.mark.parametrize("name", NAMES)
def test_what_was_not_touched_is_not_told(name: str) -> None:
    assert untouched(name) == []
