"""How Vietnamese offices write: numbers, dates, units, bodies, read and written in one place.

Each kind has its reader (``numerals``, ``dates``, ``units``, ``document_numbers``, ``agencies``, ``lists``); all of them
are written by ``writing``, whose ``numbers`` holds the one rule of rounding.
"""
