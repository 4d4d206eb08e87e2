"""Compare a draft plan with the plans above it: the interface for other programs, and the command line.

    from doichieu import read_plan, render, review

    draft = read_plan("du-thao.docx")
    checked = review(draft, [read_plan("ke-hoach-tinh.docx")])
    Path("bao-cao.html").write_bytes(render(checked, "html"))

``read_plan`` reads a document, ``corrected`` applies a reviewer's corrections, ``review`` compares a draft with its
references, ``render`` writes a report, ``diff`` compares two versions of a plan, ``batch`` checks many plans, ``frame``
turns any of these into a pandas table. The names in ``__all__`` are stable; the modules behind them may move. Each name
is loaded on first use.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from doichieu import guard

if TYPE_CHECKING:
    from compare.correcting import corrected
    from compare.decision import Decision, State
    from compare.decisions.corrections import ByHand, read_corrections
    from compare.decisions.handwritten import HandwrittenError
    from compare.decisions.selection import Selection
    from compare.decisions.settings import Settings
    from compare.diffing import diff
    from compare.fates import FindingFate
    from compare.human.deciding import decided
    from compare.human.remarks import Remark, placed
    from compare.identity import measure_key
    from compare.model import Difference, Finding, Pair, Pin, Place, Review, Severity, Verdict, Waiver
    from compare.reviewing import review
    from compare.stored import dump_review, load_review
    from compare.survey.frames import frame
    from compare.survey.overview import Batch, Overview
    from compare.survey.unit import Failure, UnitReview
    from compare.versions import Fate, Versions
    from doichieu.runs.calling import batch
    from extract.errors import ReadError
    from extract.model import Act, Anchor, Bound, Citation, Correction, Masthead, Measure, Plan, Target, Task
    from extract.options import ReadOptions, Revisions
    from extract.pipeline import read_plan
    from extract.stored import StoredError, dump_plan, load_plan
    from templates.data.lines import as_row, card_lines, pair_lines
    from templates.render import render

__version__ = "0.1.0"

__all__ = [
    "Act",
    "Anchor",
    "Batch",
    "Bound",
    "ByHand",
    "Citation",
    "Correction",
    "Decision",
    "Difference",
    "Failure",
    "Fate",
    "Finding",
    "FindingFate",
    "HandwrittenError",
    "Masthead",
    "Measure",
    "Overview",
    "Pair",
    "Pin",
    "Place",
    "Plan",
    "ReadError",
    "ReadOptions",
    "Remark",
    "Review",
    "Revisions",
    "Selection",
    "Settings",
    "Severity",
    "State",
    "StoredError",
    "Target",
    "Task",
    "UnitReview",
    "Verdict",
    "Versions",
    "Waiver",
    "as_row",
    "batch",
    "card_lines",
    "corrected",
    "decided",
    "diff",
    "dump_plan",
    "dump_review",
    "frame",
    "load_plan",
    "load_review",
    "measure_key",
    "pair_lines",
    "placed",
    "read_corrections",
    "read_plan",
    "render",
    "review",
]

_HOMES = {
    "compare.correcting": ("corrected",),
    "compare.decisions.corrections": ("ByHand", "read_corrections"),
    "compare.decision": ("Decision", "State"),
    "compare.decisions.handwritten": ("HandwrittenError",),
    "compare.decisions.selection": ("Selection",),
    "compare.decisions.settings": ("Settings",),
    "compare.diffing": ("diff",),
    "compare.model": (
        "Difference",
        "Finding",
        "Pair",
        "Pin",
        "Place",
        "Review",
        "Severity",
        "Verdict",
        "Waiver",
    ),
    "compare.human.deciding": ("decided",),
    "compare.human.remarks": ("Remark", "placed"),
    "compare.reviewing": ("review",),
    "compare.stored": ("dump_review", "load_review"),
    "compare.survey.frames": ("frame",),
    "compare.survey.overview": ("Batch", "Overview"),
    "compare.survey.unit": ("Failure", "UnitReview"),
    "compare.fates": ("FindingFate",),
    "compare.identity": ("measure_key",),
    "compare.versions": ("Fate", "Versions"),
    "doichieu.runs.calling": ("batch",),
    "extract.errors": ("ReadError",),
    "extract.model": (
        "Act",
        "Anchor",
        "Bound",
        "Citation",
        "Correction",
        "Masthead",
        "Measure",
        "Plan",
        "Target",
        "Task",
    ),
    "extract.options": ("ReadOptions", "Revisions"),
    "extract.pipeline": ("read_plan",),
    "extract.stored": ("StoredError", "dump_plan", "load_plan"),
    "templates.data.lines": ("as_row", "card_lines", "pair_lines"),
    "templates.render": ("render",),
}
"""The module of each name, as under ``TYPE_CHECKING``."""

guard.check()

# Type checkers use the imports above; with this function they would accept any name.
if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        for module, names in _HOMES.items():
            if name in names:
                found = globals()[name] = getattr(import_module(module), name)
                return found
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
