"""Malicious files, made when the tests run: each must end in a plan or in one clear line, within the limits."""
