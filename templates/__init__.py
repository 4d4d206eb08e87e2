"""Reports in HTML, Word, Excel, Markdown and JSON, filled from a finished review or plan.

The other names below are loaded at their first use, so that one form of a report does not load all the others.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from templates.render import FORMS, render

if TYPE_CHECKING:
    from templates.annotation.annotate import ANNOTATED, annotate
    from templates.data.lines import as_row, card_lines, pair_lines
    from templates.data.listing import plan_to_csv, plan_tree
    from templates.data.serialize import dumps, plan_to_json, review_to_json
    from templates.excel.workbook import plan_to_xlsx
    from templates.versions import render_versions

__all__ = [
    "ANNOTATED",
    "FORMS",
    "annotate",
    "as_row",
    "card_lines",
    "dumps",
    "pair_lines",
    "plan_to_csv",
    "plan_to_json",
    "plan_to_xlsx",
    "plan_tree",
    "render",
    "render_versions",
    "review_to_json",
]

_MODULES = {
    "ANNOTATED": "templates.annotation.annotate",
    "annotate": "templates.annotation.annotate",
    "as_row": "templates.data.lines",
    "card_lines": "templates.data.lines",
    "dumps": "templates.data.serialize",
    "pair_lines": "templates.data.lines",
    "plan_to_csv": "templates.data.listing",
    "plan_to_json": "templates.data.serialize",
    "plan_to_xlsx": "templates.excel.workbook",
    "plan_tree": "templates.data.listing",
    "render_versions": "templates.versions",
    "review_to_json": "templates.data.serialize",
}


def __getattr__(name: str) -> Any:
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_MODULES[name]), name)
