"""The steps from an empty database to the models of today."""
