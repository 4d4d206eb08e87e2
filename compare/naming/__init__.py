"""Names of bodies and places: which are right on a day, and where a text mentions them."""
