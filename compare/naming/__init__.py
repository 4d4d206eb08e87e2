"""Names of bodies and places: their validity on a day, and their mentions in a text."""
