"""Dated facts, as data, against which the rules check documents; a user may add files of the same form."""
