"""VB: what could not be read or trusted."""
