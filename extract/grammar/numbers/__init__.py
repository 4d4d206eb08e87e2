"""The kinds of numbers: quantities, shares of a whole, bases of rates."""
