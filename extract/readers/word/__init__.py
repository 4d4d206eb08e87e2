"""Word files: styles, numbering, fields, notes, revisions, tables."""
