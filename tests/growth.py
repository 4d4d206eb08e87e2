"""Growth of processor time: for tests of work that must not grow faster than its input."""

from __future__ import annotations

import time
from collections.abc import Callable


def growth(work: Callable[[int], object], small: int, large: int) -> float:
    """Processor seconds of ``work(large)`` over those of ``work(small)``, of which the quickest of three counts.

    Work that grows with its input gives about ``large / small``, work that grows with the square of it the square
    of that.
    """
    return _seconds(work, large) / min(_seconds(work, small) for _ in range(3))


def _seconds(work: Callable[[int], object], size: int) -> float:
    start = time.process_time()
    work(size)
    return time.process_time() - start
