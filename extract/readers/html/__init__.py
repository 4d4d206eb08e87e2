"""Saved web pages, also in one file with all their parts (.mht)."""
