"""How Vietnamese offices write: numbers, dates, units, bodies, read and written in one place.

Each kind has its reader (``numerals``, ``dates``, ``units``, ``document_numbers``, ``agencies``, ``lists``). ``writing``
writes all of them; its ``numbers`` holds the one rule of rounding.
"""
