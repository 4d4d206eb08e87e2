"""Many plans at once: what each unit gave, who stands where, totals."""
