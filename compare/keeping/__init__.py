"""Keeping up the registers: their rows with sources, checks, proposals from plans, an office's own rows."""
