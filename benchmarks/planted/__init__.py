"""Deviations planted by hand in sample plans, and rewordings that take nothing from them.

    source of a sample ─▶ planted deviations ─▶ harmless rewording ─▶ file ─▶ review ─▶ counted against the rows

The base is the hand-written text of a sample (``samples/sources``); every deviation is a row of ``deviations.toml``
that says which words are replaced and which rule has to tell it. So nothing here comes from the program's own reading.
"""
