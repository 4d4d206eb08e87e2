"""Sums, means and shares inside one plan."""
