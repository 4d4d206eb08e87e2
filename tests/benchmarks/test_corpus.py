"""The plans that runs are measured with."""

from __future__ import annotations

from pathlib import Path

from benchmarks.corpus import alike, write


def test_plans_share_sentences_only_where_they_may(tmp_path: Path) -> None:
    shares = []
    for own in (False, True):
        folder = tmp_path / str(own)
        folder.mkdir()
        shares.append(alike([folder / write((folder, number, 1, 0.0, own)) for number in (0, 3, 6)]))
    assert shares[0] > 0.3
    assert shares[1] < 0.1


def test_no_plan_is_not_alike() -> None:
    assert alike([]) == 0.0
