"""Whom a target covers: groups and conditions that a draft leaves out, adds or has none of."""
