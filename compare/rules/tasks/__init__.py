"""NV: tasks."""
