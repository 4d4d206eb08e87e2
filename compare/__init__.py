"""From plans to a review: alignment, verdicts, rules.

The names below are loaded at their first use, so that a part of this package does not load all the others.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from compare.decisions.selection import Selection
    from compare.decisions.settings import Settings
    from compare.diffing import diff
    from compare.model import Review
    from compare.reviewing import review

__all__ = ["Review", "Selection", "Settings", "diff", "review"]

_MODULES = {
    "Review": "compare.model",
    "Selection": "compare.decisions.selection",
    "Settings": "compare.decisions.settings",
    "diff": "compare.diffing",
    "review": "compare.reviewing",
}


def __getattr__(name: str) -> Any:
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_MODULES[name]), name)
