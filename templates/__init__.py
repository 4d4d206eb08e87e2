"""Reports in HTML, Word, Excel, Markdown and JSON, filled from a finished review or plan."""

from templates.annotation import ANNOTATED, annotate
from templates.data.lines import as_row, card_lines, pair_lines
from templates.data.listing import plan_to_csv, plan_tree
from templates.data.serialize import dumps, plan_to_json, review_to_json
from templates.excel.workbook import plan_to_xlsx
from templates.render import FORMS, render
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
