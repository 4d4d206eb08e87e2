"""Growth of processor time, for tests that the time of work grows no faster than its input."""

from __future__ import annotations

import time
from collections.abc import Callable

from extract.kept import forget


def growth(work: Callable[[int], object], small: int, large: int) -> float:
    """The ratio of the processor seconds of ``work(large)`` and ``work(small)``, each the quickest of three.

    What was kept of calls before is forgotten. Linear work gives about ``large / small``, quadratic work its square.
    A first call makes ready what is made only once, as patterns are.
    """
    work(small)
    return _seconds(work, large) / min(_seconds(work, small) for _ in range(3))


def _seconds(work: Callable[[int], object], size: int) -> float:
    forget()
    start = time.process_time()
    work(size)
    return time.process_time() - start
