"""TT: form of the document."""
