"""Limits on time and memory of one comparison."""

from __future__ import annotations

import re
import sys
import threading
import time

import pytest

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


@pytest.mark.skipif(sys.platform != "linux", reason="memory is limited on Linux")
def test_memory_is_limited_and_given_back() -> None:
    with pytest.raises(MemoryError), limited(memory=64 << 20):
        bytearray(256 << 20)
    assert len(bytearray(256 << 20)) == 256 << 20
