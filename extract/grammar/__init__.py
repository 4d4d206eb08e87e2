"""One sentence to its measures: quantities, their qualifiers, times, subjects."""
