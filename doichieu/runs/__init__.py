"""Many plans in one run: ``doichieu batch`` and ``doichieu matrix``."""
