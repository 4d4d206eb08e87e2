"""CT: targets."""
