"""PDF pages: letters, lines, columns, ruled tables."""
