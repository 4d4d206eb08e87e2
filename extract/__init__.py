"""From files to plans: readers, cleaning, outline, masthead, citations, targets, tasks.

The names below are loaded at their first use, so that an import of ``extract.language`` loads no reader.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from extract.errors import ReadError
    from extract.model import Plan
    from extract.pipeline import Reading, read, read_plan

__all__ = ["Plan", "ReadError", "Reading", "read", "read_plan"]

_MODULES = {
    "Plan": "extract.model",
    "ReadError": "extract.errors",
    "Reading": "extract.pipeline",
    "read": "extract.pipeline",
    "read_plan": "extract.pipeline",
}


def __getattr__(name: str) -> Any:
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_MODULES[name]), name)
