"""The HTML pages: templates, style, and the values as they stand in a page."""
