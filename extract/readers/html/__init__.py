"""Web pages and saved mail pages."""
