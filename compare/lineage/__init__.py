"""Which documents a plan stands on: finding a reference among its citations, and what is known of the others."""
