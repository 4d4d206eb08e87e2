"""The kinds of single lines: labels, bases, opening formulas, signatures."""
