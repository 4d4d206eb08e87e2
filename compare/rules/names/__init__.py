"""TN: names, places, spelling."""
