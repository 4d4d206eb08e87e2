"""Plans and reviews as JSON: the contract whose schemas are in ``docs/schema/``.

Keys and their order are part of the contract; they are the fields of the model, with the exceptions in ``CONTRACT``.
Numbers are exact: 60 stays 60, 4.5 stays 4.5. Fields outside the contract (``Pair.differences``, ``Finding.others`` …)
are not written; the pairs of a grouped finding name it under ``findings``. Optional keys are written only where
they say something.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from compare.decision import Decision
from compare.fates import FindingChange
from compare.model import Finding, Pair, Party, Place, Review, Severity, Verdict
from compare.versions import ItemChange
from extract.codec import Codec, Form
from extract.model import Anchor, Box, Citation, Masthead, Measure, Plan, Section, Source

PLAN = "doichieu.plan/1"
REVIEW = "doichieu.review/1"

Json = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """The answer of a draft in several items."""

    parts: tuple[Place, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """The number of pairs with each verdict, and of unwaived findings with each severity."""

    verdicts: Mapping[Verdict, int]
    severities: Mapping[Severity, int]
    conforms: bool


def plan_to_json(plan: Plan) -> Json:
    """A plan as ``doichieu extract FILE --format json`` prints it."""
    return {"schema": PLAN, **CONTRACT.encode(plan)}


def review_to_json(review: Review) -> Json:
    """A review as ``doichieu check DRAFT --against REF --format json`` prints it."""
    return {"schema": REVIEW, **CONTRACT.encode(review)}


def dumps(value: Json) -> str:
    """JSON text, indented, with Vietnamese letters unescaped and a newline at the end."""
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _warned(plan: Plan) -> Source:
    """The source with all warnings on the file, irregular labels included."""
    irregular = (irregular.text for irregular in plan.irregular)
    return replace(plan.source, warnings=(*plan.source.warnings, *irregular))


def _answer(pair: Pair) -> Place | Parts | None:
    return Parts(parts=pair.parts) if len(pair.parts) > 1 else pair.draft


def _summary(review: Review) -> Summary:
    verdicts = Counter(pair.verdict for pair in review.pairs)
    severities = Counter(finding.severity for finding in review.findings if finding.waived is None)
    return Summary(
        verdicts={verdict: verdicts[verdict] for verdict in Verdict},
        severities={severity: severities[severity] for severity in Severity},
        conforms=review.conforms,
    )


CONTRACT = Codec(
    {
        Plan: Form(
            left_out=("unread", "notes", "statements", "irregular"),
            made={"source": _warned},
            optional=("corrections",),
        ),
        Party: Form(optional=("corrections",)),
        Masthead: Form(left_out=("province", "number_blank", "date_blank", "carrier")),
        Section: Form(left_out=("path",)),
        Measure: Form(
            left_out=("anchor", "part", "each", "baseline_start", "since", "cell", "unsure"),
            optional=("corrected",),
        ),
        Citation: Form(left_out=("about",)),
        Anchor: Form(left_out=("unsure",)),
        Box: Form(as_list=True),
        Review: Form(
            left_out=("off", "regraded", "leading", "complete", "task_pins"),
            renamed={"conforms": "summary"},
            made={"conforms": _summary},
        ),
        Pair: Form(
            left_out=(
                "parts",
                "rivals",
                "differences",
                "share",
                "step",
                "perhaps",
                "near",
                "milestone",
                "evidence",
                "common",
                "second",
            ),
            made={"draft": _answer},
            optional=("pinned",),
        ),
        Place: Form(left_out=("part", "spot")),
        Finding: Form(
            left_out=("others", "basis", "title", "about"), optional=("decision", "earlier", "proposed")
        ),
        Decision: Form(optional=("reason", "sentence", "note")),
        ItemChange: Form(renamed={"fate": "change"}),
        FindingChange: Form(left_out=("before",), renamed={"fate": "change"}),
    },
    numbers=True,
)
"""The JSON form of plans, reviews and versions."""
