"""Tables as they stand, their heads, columns and cells, and the targets and tasks of their rows."""
