"""Passages of the tree to targets and tasks."""
