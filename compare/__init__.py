"""From plans to a review: alignment, verdicts, rules."""

from compare.model import Review
from compare.reviewing import review
from compare.selection import Selection
from compare.settings import Settings

__all__ = ["Review", "Selection", "Settings", "review"]
