"""A run without a console: results handed over one by one, and a run that is cancelled."""

from __future__ import annotations

from dataclasses import replace

import pytest

from doichieu.config import load
from doichieu.messages import catalogue
from doichieu.runs import scheduling
from doichieu.runs.outputs import Tables, write_outputs
from doichieu.runs.progress import Counts, Handed, Watch
from doichieu.runs.run import Asked, Run
from extract import errors
from extract.errors import ReadError
from tests.doichieu.runs.conftest import NAMES, Folder
from tests.doichieu.runs.lending import Worker


@pytest.fixture
def asked(folder: Folder, worker: Worker, monkeypatch: pytest.MonkeyPatch) -> Asked:
    """The request of a program for the four districts; its worker is that of all tests."""
    monkeypatch.setattr(scheduling, "_processes", worker.lent)
    return Asked(
        given=(str(folder.drafts),), against=(folder.upper,), out=folder.out, config=load(None, off=True)
    )


class Watched:
    """All that a run tells; it is cancelled after ``most`` results."""

    def __init__(self, most: int | None = None) -> None:
        self.handed: list[Handed] = []
        self.counts: list[Counts] = []
        self.lines: list[str] = []
        self.watch = Watch(
            progress=lambda counts: self.counts.append(replace(counts)),
            handed=self.handed.append,
            tell=self.lines.append,
            cancelled=lambda: most is not None and len(self.handed) >= most,
        )

    @property
    def done(self) -> list[int]:
        return [counts.done for counts in self.counts]


def test_results_are_handed_over_one_by_one(
    asked: Asked, folder: Folder, capfd: pytest.CaptureFixture[str]
) -> None:
    (folder.drafts / "trống.pdf").touch()
    watched = Watched()
    result = Run(replace(asked, reviews=True), catalogue("vi")).go(watched.watch)
    assert watched.done == [0, 1, 2, 3, 4, 5]
    assert watched.counts[-1].total == 5
    assert not result.cancelled
    units = {one.unit: one for one in watched.handed}
    assert set(units) == {"", *(f"huyện {name}" for name in NAMES)}
    assert [name for name, one in units.items() if name and not one.conforms] == ["huyện Bãi Dâu"]
    empty = units.pop("")
    assert empty.failure
    assert (empty.failure.file, empty.review) == ("trống.pdf", None)
    assert len(watched.lines) == 1
    for name, one in units.items():
        kept = result.store.load(one.key)
        assert one.review
        assert kept
        assert (one.review.draft.masthead.place, kept.unit.name) == (name, name)
    # Nothing is written to the terminal, and the next run hands over what is there.
    assert capfd.readouterr() == ("", "")
    again = Watched()
    Run(asked, catalogue("vi")).go(again.watch)
    assert again.done == [5]
    assert {(one.file, one.kept, one.heaviest) for one in again.handed} == {
        (one.file, True, one.heaviest) for one in watched.handed
    }


def test_a_cancelled_run_begins_no_further_plan(
    asked: Asked, folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is done stays done: the next run goes on behind it."""
    monkeypatch.setattr(scheduling, "AHEAD", 1)
    watched = Watched(most=2)
    result = Run(asked, catalogue("vi")).go(watched.watch)
    assert result.cancelled
    assert (result.made, len(result.keys), len(watched.handed)) == (2, 2, 2)
    assert len(folder.results()) == 2
    # An overview of what was done can be made.
    _, counted = write_outputs(folder.out, result, Tables.read(None, None), lambda _: None)
    assert counted.plans == 2
    rest = Run(asked, catalogue("vi")).go()
    assert (rest.made, len(rest.keys), rest.cancelled) == (2, 4, False)


def test_a_run_cancelled_at_once_does_nothing(asked: Asked) -> None:
    watched = Watched(most=0)
    result = Run(asked, catalogue("vi")).go(watched.watch)
    assert (result.made, result.keys, watched.handed) == (0, (), [])


def test_reading_the_references_is_cancelled(asked: Asked) -> None:
    with pytest.raises(ReadError) as caught:
        Run(asked, catalogue("vi"), cancelled=lambda: True)
    assert caught.value.reason == errors.CANCELLED
