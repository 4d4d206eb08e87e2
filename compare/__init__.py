"""From plans to a review: alignment, verdicts, rules."""

from compare.decisions.selection import Selection
from compare.decisions.settings import Settings
from compare.diffing import diff
from compare.model import Review
from compare.reviewing import review

__all__ = ["Review", "Selection", "Settings", "diff", "review"]
