"""What a human says of a review: decisions on its findings, and remarks of one's own."""
