"""Plain text, Markdown, and text in encodings from before Unicode."""
