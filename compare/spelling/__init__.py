"""Slips within a sentence: wrong words that exist, impossible syllables, and repetitions."""
