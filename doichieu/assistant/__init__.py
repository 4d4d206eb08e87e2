"""The plans of a folder for assistants: a server of the Model Context Protocol."""
