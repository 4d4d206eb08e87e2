"""The assignment of rows to columns with the greatest sum of scores."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping
from heapq import heappop, heappush


def assign(scores: Mapping[tuple[int, int], float]) -> dict[int, int]:
    """For each row the column that maximises the sum of scores, each column once; only scores above 0 are taken.

    ``scores`` holds the pairs (row, column) that may be taken at all. Each row in turn gets the shortest augmenting
    path by potentials (Jonker and Volgenant 1987), found by Dijkstra's search over the pairs; a row may also stay
    without a column, at the score 0.

    >>> assign({(0, 0): 0.9, (0, 1): 0.8, (1, 0): 0.85, (1, 1): 0.1})
    {0: 1, 1: 0}
    """
    edges: dict[int, list[tuple[int, float]]] = defaultdict(list)
    for (row, column), score in sorted(scores.items()):
        if score > 0:
            edges[row].append((column, score))
    found = _Assignment(edges)
    for row in edges:
        found.place(row)
    return dict(sorted(found.column_of.items()))


class _Assignment:
    """Rows with their columns so far, and the prices that keep the sum the greatest.

    ``gains`` are the potentials of rows, ``prices`` those of columns: a score is never above their sum, and equals it
    for every taken pair; a column that nobody takes costs nothing.
    """

    def __init__(self, edges: Mapping[int, list[tuple[int, float]]]) -> None:
        self._edges = edges
        self.column_of: dict[int, int] = {}
        self._row_of: dict[int, int] = {}
        self._prices: dict[int, float] = defaultdict(float)
        self._gains = {row: max(score for _, score in columns) for row, columns in edges.items()}

    def place(self, row: int) -> None:
        """Find a column for one more row, or leave one of the rows on its way without any."""
        distances: dict[int, float] = {}
        before: dict[int, int] = {}
        done: dict[int, float] = {}
        reached = {row: 0.0}
        heap: list[tuple[float, int]] = []
        current, distance = row, 0.0
        least, last = math.inf, row
        while True:
            # A row may give its column up: that costs what it gains.
            if distance + self._gains[current] < least:
                least, last = distance + self._gains[current], current
            for column, score in self._edges[current]:
                if column in done:
                    continue
                length = distance + self._gains[current] + self._prices[column] - score
                if length < distances.get(column, math.inf):
                    distances[column], before[column] = length, current
                    heappush(heap, (length, column))
            while heap and heap[0][1] in done:
                heappop(heap)
            if not heap or heap[0][0] >= least:
                end = None
                break
            distance, column = heappop(heap)
            done[column] = distance
            if column not in self._row_of:
                least, end = distance, column
                break
            current = self._row_of[column]
            reached[current] = distance
        self._reprice(reached, done, least)
        self._shift(row, end, last, before)

    def _reprice(self, reached: Mapping[int, float], done: Mapping[int, float], least: float) -> None:
        for row, distance in reached.items():
            self._gains[row] -= max(0.0, least - distance)
        for column, distance in done.items():
            self._prices[column] += max(0.0, least - distance)

    def _shift(self, row: int, end: int | None, last: int, before: Mapping[int, int]) -> None:
        """Take the pairs along the path from ``row`` to the free column ``end``, or to the row ``last``."""
        if end is None:
            if last == row:
                return
            end = self.column_of.pop(last)
        column: int = end
        while True:
            current = before[column]
            following = self.column_of.get(current)
            self.column_of[current], self._row_of[column] = column, current
            if current == row or following is None:
                return
            column = following
