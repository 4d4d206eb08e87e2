"""From files to plans: readers, cleaning, outline, masthead, citations, targets, tasks."""

from extract.errors import ReadError
from extract.model import Plan
from extract.pipeline import read_plan

__all__ = ["Plan", "ReadError", "read_plan"]
