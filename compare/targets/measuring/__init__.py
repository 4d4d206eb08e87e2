"""Values and units of two measures: which number asks for more, and whether the two count the same."""
