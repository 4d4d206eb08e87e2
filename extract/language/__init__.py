"""The notation of Vietnamese offices: numbers, dates, units and bodies, read and written in one place.

Each kind has a reader (``numerals``, ``dates``, ``units``, ``document_numbers``, ``agencies``, ``lists``); ``writing``
writes all of them, and ``writing.numbers`` holds the one rule of rounding.
"""
