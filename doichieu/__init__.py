"""The application: the command line. The only package that touches argv and writes files."""

__version__ = "0.1.0"
