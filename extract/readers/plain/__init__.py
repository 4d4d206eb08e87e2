"""Plain text, Markdown, and letters from before Unicode."""
