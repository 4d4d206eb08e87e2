"""From plans to a review: alignment, verdicts, rules."""

from compare.model import Review
from compare.reviewing import review
from compare.settings import Settings

__all__ = ["Review", "Settings", "review"]
