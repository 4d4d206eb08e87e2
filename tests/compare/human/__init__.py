"""Tests of compare/human."""
