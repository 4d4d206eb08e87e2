"""Letters recognised in pictures."""
