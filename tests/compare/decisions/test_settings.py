"""Settings are checked on construction."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, fields
from typing import Any, cast

import pytest

from compare.decisions.settings import Settings

NAMES = [field.name for field in fields(Settings) if field.type == "float"]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("value", [-0.01, 1.01, float("nan")])
def test_values_out_of_range_are_refused(name: str, value: float) -> None:
    with pytest.raises(ValueError, match=name):
        Settings(**cast("dict[str, Any]", {name: value}))


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("value", [0, 0.5, 1])
def test_values_in_range_are_accepted(name: str, value: float) -> None:
    assert getattr(Settings(**cast("dict[str, Any]", {name: value})), name) == value


def test_settings_are_frozen() -> None:
    with pytest.raises(FrozenInstanceError):
        Settings().match = 0.5  # type: ignore[misc]


def test_a_shared_answer_asks_for_more_evidence() -> None:
    assert Settings().merged > Settings().match > Settings().match_perhaps
