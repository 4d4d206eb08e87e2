"""Broken text to whole paragraphs."""
