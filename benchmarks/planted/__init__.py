"""Deviations planted by hand in sample plans, and rewordings without any effect on the targets.

    source of a sample ─▶ planted deviations ─▶ harmless rewording ─▶ file ─▶ review ─▶ counted against the rows

The base is the hand-written text of a sample (``samples/sources``); every deviation is a row of ``deviations.toml``
with the replaced words and the rule that must report it. Nothing here comes from the program's own reading.
"""
