"""Targets of both plans: their items, pairs, strength and scope."""
