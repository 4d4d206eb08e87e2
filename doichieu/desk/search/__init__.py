"""All targets of all documents, by words, unit, time and value."""
