"""Many plans at once: the result of each unit, rankings, totals."""
