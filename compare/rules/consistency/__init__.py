"""NB: contradictions inside the draft."""
