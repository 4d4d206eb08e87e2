"""Paragraphs to a tree of sections, and the passages of its leaves."""
