"""Tables of a document, their heads, columns and cells, and the targets and tasks of their rows."""
