"""Jobs about batches: opening archives, sorting what was read, the overview."""
