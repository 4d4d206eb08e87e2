"""What the office decided: settings, selected rules, waivers."""
