"""The document besides the plan, and a reading that is cancelled."""

from __future__ import annotations

import os
import sys
import threading
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from extract import errors, pipeline
from extract.errors import ReadError
from extract.isolation import reader
from extract.model import Plan
from extract.options import DEFAULT, ReadOptions
from extract.readers import programs

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="the child is a copy with the patches of the test"
)


@pytest.fixture(autouse=True)
def copied(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the child be a copy of this process with the patches of the test, whatever other tests have loaded."""
    monkeypatch.setattr(reader, "cheap", lambda: True)
    reader._warm_up()


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "kế hoạch.txt"
    path.write_text(
        "KẾ HOẠCH\nI. MỤC TIÊU\n- Đến năm 2025, ít nhất 60% số xã có nước sạch.\n", encoding="utf-8"
    )
    return path


@pytest.fixture
def options(tmp_path: Path) -> ReadOptions:
    """Options with a folder for temporary files."""
    (tmp_path / "scratch").mkdir()
    return replace(DEFAULT, scratch=tmp_path / "scratch")


def test_the_document_comes_with_its_plan(plan: Path, tmp_path: Path, options: ReadOptions) -> None:
    """One child gives plans and whole readings in turn; an error is an error in both."""
    with reader.Reader(options) as guard:
        whole, alone, error = (
            guard.read_whole(plan),
            guard.read(plan),
            guard.read_whole(tmp_path / "không có"),
        )
    assert whole == pipeline.read(plan)
    assert isinstance(whole, pipeline.Reading)
    assert whole.plan == alone
    assert isinstance(error, ReadError)
    assert error.reason == errors.MISSING


@pytest.mark.parametrize("asked", [True, False])
def test_the_other_kind_of_answer_is_refused(
    monkeypatch: pytest.MonkeyPatch, plan: Path, options: ReadOptions, asked: bool
) -> None:
    read = pipeline.read(plan)
    monkeypatch.setattr(pipeline, "read", lambda *_: read.plan)
    monkeypatch.setattr(pipeline, "read_plan", lambda *_: tuple(read))
    monkeypatch.setattr("extract.isolation.child.tuple", lambda one: one, raising=False)
    with reader.Reader(options) as guard:
        result = guard.read_whole(plan) if asked else guard.read(plan)
    assert isinstance(result, ReadError)
    assert result.reason == errors.CRASHED


def test_another_thread_cancels(monkeypatch: pytest.MonkeyPatch, plan: Path, options: ReadOptions) -> None:
    """The child ends long before its limits, with the program it started; the next file is read."""
    read_plan, wanted = pipeline.read_plan, threading.Event()
    told: list[tuple[str, int, int]] = []

    def slow(path: Path, given: ReadOptions) -> Plan:
        if path != plan:
            return read_plan(plan, given)
        assert given.progress
        given.progress(path.name, 1, 12)
        programs.run_program(["sh", "-c", "sleep 600"], seconds=600)
        raise AssertionError

    def hear(*words: Any) -> None:
        told.append(words)
        pids.append(guard._child.pid if guard._child and guard._child.pid else 0)
        timer.start()

    pids: list[int] = []
    timer = threading.Timer(0.1, wanted.set)
    monkeypatch.setattr(pipeline, "read_plan", slow)
    with reader.Reader(options) as guard:
        start = time.monotonic()
        result = guard.read(plan, progress=hear, cancelled=wanted.is_set)
        assert time.monotonic() - start < 10
        assert isinstance(result, ReadError)
        assert result.reason == errors.CANCELLED
        assert told == [(plan.name, 1, 12)]
        with pytest.raises(ProcessLookupError):
            os.kill(pids[0], 0)
        timer.join()
        assert isinstance(guard.read(plan.with_name("khác.txt"), cancelled=lambda: False), Plan)


def test_cancelled_before_the_first_page(plan: Path, options: ReadOptions) -> None:
    with reader.Reader(options) as guard:
        result = guard.read_whole(plan, cancelled=lambda: True)
    assert isinstance(result, ReadError)
    assert "dừng theo yêu cầu" in str(result)
