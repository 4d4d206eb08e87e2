"""Later drafts of a review: taken in, and what became of the findings on the one before."""
