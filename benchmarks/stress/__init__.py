"""The stress: sentences of every verb, unit and direction, answered by a weaker value that must never pass as met.

    forms of sentences ─▶ cases (above, below, truth) ─▶ plans of several cases ─▶ review ─▶ counted by form and verb

The meaning of verbs and nouns stands in ``forms.toml``; nothing of the truth comes from the program's own reading.
"""
