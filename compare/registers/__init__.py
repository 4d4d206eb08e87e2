"""Dated facts that the rules hold documents against, as data; a user may bring further files of the same form."""
