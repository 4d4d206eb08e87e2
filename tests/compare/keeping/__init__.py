"""Tests of keeping up the registers."""
