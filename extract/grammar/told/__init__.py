"""What a clause only tells beside what it asks for: the present state, the values of past years."""
