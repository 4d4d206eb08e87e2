"""A draft whose comparison does not end, or takes too much memory, is told and stops no other."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest

import compare
from compare.model import Review
from doichieu import batch
from doichieu.limits import limited
from doichieu.runs import work

SAMPLES = Path(__file__).resolve().parents[3] / "samples"
UPPER = SAMPLES / "a2-kh-tinh.docx"
GOOD, BAD = SAMPLES / "a3-kh-huyen-khe-vang.docx", SAMPLES / "a5-kh-huyen-da-lung.txt"


def loop() -> None:
    while True:
        pass


def grow() -> None:
    bytearray(1 << 50)


@pytest.mark.parametrize(("fate", "told"), [(loop, "thời gian"), (grow, "bộ nhớ")])
def test_a_hostile_draft_is_told(
    fate: Callable[[], None], told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = compare.review

    def review(draft: Any, *args: Any, **more: Any) -> Review:
        if draft.source.name == BAD.name:
            fate()
        return real(draft, *args, **more)

    monkeypatch.setattr(work, "review", review)
    monkeypatch.setattr(work, "limited", partial(limited, 2.0))
    found = batch([BAD, GOOD], [UPPER], jobs=1)
    assert [one.file for one in found.reviews] == [GOOD.name]
    (failure,) = found.failures
    assert failure.file == BAD.name
    assert told in failure.reason
