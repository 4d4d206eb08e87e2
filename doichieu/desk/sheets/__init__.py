"""The pages of a document as pictures, and its text."""
