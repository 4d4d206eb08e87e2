"""Fuzzing of the readers: valid files, damaged by a program."""
