"""VB: text that could not be read or trusted, and idle waivers."""
