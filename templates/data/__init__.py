"""Plans and reviews as data: JSON, CSV, schemas."""
