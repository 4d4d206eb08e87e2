"""The review of one draft: its cards, the decisions on them, what is asked before."""
