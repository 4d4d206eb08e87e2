"""Papers of a review: made on request, kept as they were handed out; the office that sends them."""
