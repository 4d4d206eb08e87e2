"""Decisions of an office: settings, selected rules, waivers."""
