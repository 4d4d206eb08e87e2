"""What one line is by itself: its label, a basis, an opening formula, a signature."""
