"""How Vietnamese offices write: numbers, dates, units, bodies, read and written in one place."""
