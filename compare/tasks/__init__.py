"""Comparison of tasks: the duties of an upper plan for the level below, and their answers in the draft."""
