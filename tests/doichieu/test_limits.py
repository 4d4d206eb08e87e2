"""Limits on time and memory of one comparison."""

from __future__ import annotations

import re
import sys
import threading
import time

import pytest

from doichieu import limits
from doichieu.limits import TooSlowError, limited

_LONG = "a" * 40 + "!"


def forever() -> None:
    while True:
        pass


def test_a_loop_ends_in_time() -> None:
    with pytest.raises(TooSlowError), limited(0.05):
        forever()


@pytest.mark.skipif(sys.platform == "win32", reason="a thread cannot interrupt a single step")
def test_a_regular_expression_ends_in_time() -> None:
    with pytest.raises(TooSlowError), limited(0.05):
        re.match(r"(?:a+)+$", _LONG)


def test_no_broad_handler_swallows_the_end() -> None:
    def stubborn() -> None:
        try:
            forever()
        except Exception:
            return

    with pytest.raises(TooSlowError), limited(0.05):
        stubborn()


def test_a_thread_ends_in_time() -> None:
    told: list[str] = []

    def work() -> None:
        try:
            with limited(0.05):
                forever()
        except TooSlowError:
            told.append("too slow")

    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    thread.join(30)
    assert told == ["too slow"]


def test_nothing_comes_after_the_end() -> None:
    with limited(0.05):
        pass
    until = time.process_time() + 0.2
    while time.process_time() < until:
        pass


@pytest.mark.skipif(sys.platform != "linux", reason="the system limits memory on Linux")
def test_memory_is_limited_and_given_back() -> None:
    with pytest.raises(MemoryError), limited(memory=64 << 20):
        bytearray(256 << 20)
    assert len(bytearray(256 << 20)) == 256 << 20


def test_memory_is_limited_by_looking(monkeypatch: pytest.MonkeyPatch) -> None:
    """As on Windows and macOS; what is used before does not count."""
    monkeypatch.setattr(limits, "_WATCHED", True)
    before = b"x" * (96 << 20)
    with limited(memory=64 << 20):
        time.sleep(0.5)
    kept: list[bytes] = []

    def grow() -> None:
        while True:
            kept.append(b"x" * (1 << 20))
            time.sleep(0.002)

    with pytest.raises(MemoryError), limited(60.0, memory=64 << 20):
        grow()
    assert 64 <= len(kept) < 1000
    assert len(before) == 96 << 20
