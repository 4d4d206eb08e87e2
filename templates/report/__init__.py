"""The content of a report, in order, before it takes a form."""
