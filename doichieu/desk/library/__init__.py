"""The upper plans of an office."""
