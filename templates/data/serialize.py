"""Plans and reviews as JSON: the contract whose schemas stand in ``docs/schema/``.

Keys and their order are part of the contract. Numbers are exact: 60 stays 60, 4.5 stays 4.5. What the
contract does not name (``Pair.differences``, ``Finding.others`` …) is not written; the pairs that a
grouped finding covers name it under ``findings``.
"""

from __future__ import annotations

import json
from collections import Counter
from decimal import Decimal
from typing import Any

from compare.model import Finding, Pair, Party, Place, Review, Severity, Verdict, Waiver
from extract.model import (
    Anchor,
    Box,
    Citation,
    Masthead,
    Measure,
    Period,
    Plan,
    Section,
    Source,
    Target,
    Task,
    Unread,
)

PLAN = "doichieu.plan/1"
REVIEW = "doichieu.review/1"

Json = dict[str, Any]


def plan_to_json(plan: Plan) -> Json:
    """A plan as ``doichieu extract FILE --format json`` prints it."""
    return {
        "schema": PLAN,
        "source": _source(plan.source)
        | {"warnings": [*plan.source.warnings, *(irregular.text for irregular in plan.irregular)]},
        "masthead": _masthead(plan.masthead),
        "sections": [_section(section) for section in plan.sections],
        "targets": [_target(target) for target in plan.targets],
        "tasks": [_task(task) for task in plan.tasks],
        "citations": [_citation(citation) for citation in plan.citations],
    }


def review_to_json(review: Review) -> Json:
    """A review as ``doichieu check DRAFT --against REF --format json`` prints it."""
    verdicts = Counter(pair.verdict for pair in review.pairs)
    severities = Counter(finding.severity for finding in review.findings if finding.waived is None)
    return {
        "schema": REVIEW,
        "draft": party_to_json(review.draft),
        "references": [party_to_json(party) for party in review.references],
        "pairs": [_pair(pair) for pair in review.pairs],
        "findings": [finding_to_json(finding) for finding in review.findings],
        "summary": {
            "verdicts": {verdict.value: verdicts[verdict] for verdict in Verdict},
            "severities": {severity.value: severities[severity] for severity in Severity},
            "conforms": review.conforms,
        },
        "unread": [_unread(unread) for unread in review.unread],
    }


def dumps(value: Json) -> str:
    """JSON text, indented, with Vietnamese letters as they are and a line end."""
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _number(value: Decimal | None) -> int | float | None:
    """Exact up to 15 digits, which is more than any plan has."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def _source(source: Source) -> Json:
    return {
        "name": source.name,
        "format": source.format,
        "sha256": source.sha256,
        "pages": source.pages,
        "warnings": list(source.warnings),
    }


def _period(period: Period | None) -> Json | None:
    return {"start": period.start, "end": period.end} if period is not None else None


def _masthead(head: Masthead) -> Json:
    return {
        "kind": head.kind,
        "number": head.number,
        "date": head.date,
        "issuer": head.issuer,
        "level": head.level.value if head.level is not None else None,
        "place": head.place,
        "title": head.title,
        "programme": head.programme,
        "period": _period(head.period),
        "signer": head.signer,
        "is_draft": head.is_draft,
        "recipients": list(head.recipients),
    }


def _box(box: Box) -> list[float]:
    return [box.page, box.x0, box.top, box.x1, box.bottom]


def _anchor(anchor: Anchor) -> Json:
    return {
        "file": anchor.file,
        "page": anchor.page,
        "paragraph": anchor.paragraph,
        "start": anchor.start,
        "end": anchor.end,
        "boxes": [_box(box) for box in anchor.boxes],
    }


def _section(section: Section) -> Json:
    return {
        "id": section.id,
        "label": section.label,
        "title": section.title,
        "role": section.role.value,
        "parent": section.parent,
        "anchor": _anchor(section.anchor),
    }


def measure_to_json(measure: Measure) -> Json:
    return {
        "text": measure.text,
        "low": _number(measure.low),
        "high": _number(measure.high),
        "unit": measure.unit,
        "bound": measure.bound.value,
        "effort": measure.effort.value,
        "change": measure.change.value if measure.change is not None else None,
        "baseline_year": measure.baseline_year,
        "per": measure.per,
        "deadline": measure.deadline,
        "better": measure.better.value,
        "subject": measure.subject,
        "scope": list(measure.scope),
        "condition": measure.condition,
    }


def _target(target: Target) -> Json:
    return {
        "id": target.id,
        "section": target.section,
        "path": list(target.path),
        "text": target.text,
        "period": _period(target.period),
        "measures": [measure_to_json(measure) for measure in target.measures],
        "anchor": _anchor(target.anchor),
    }


def _task(task: Task) -> Json:
    return {
        "id": task.id,
        "section": task.section,
        "path": list(task.path),
        "text": task.text,
        "lead": list(task.lead),
        "support": list(task.support),
        "deadline": task.deadline,
        "measures": [measure_to_json(measure) for measure in task.measures],
        "anchor": _anchor(task.anchor),
    }


def _citation(citation: Citation) -> Json:
    return {
        "number": citation.number,
        "kind": citation.kind,
        "date": citation.date,
        "issuer": citation.issuer,
        "place": citation.place,
        "role": citation.role.value,
        "anchor": _anchor(citation.anchor),
    }


def party_to_json(party: Party) -> Json:
    return {"source": _source(party.source), "masthead": _masthead(party.masthead)}


def place_to_json(place: Place) -> Json:
    return {
        "plan": place.plan,
        "target": place.target,
        "text": place.text,
        "measure": measure_to_json(place.measure) if place.measure is not None else None,
        "path": list(place.path),
        "anchor": _anchor(place.anchor) if place.anchor is not None else None,
    }


def _answer(pair: Pair) -> Json | None:
    """Null, one place, or several under "parts" where the draft answers in several items."""
    if len(pair.parts) > 1:
        return {"parts": [place_to_json(place) for place in pair.parts]}
    return place_to_json(pair.draft) if pair.draft is not None else None


def _pair(pair: Pair) -> Json:
    return {
        "reference": place_to_json(pair.reference),
        "draft": _answer(pair),
        "similarity": pair.similarity,
        "verdict": pair.verdict.value,
        "findings": list(pair.findings),
    }


def finding_to_json(finding: Finding) -> Json:
    return {
        "id": finding.id,
        "rule": finding.rule,
        "kind": finding.kind.value,
        "severity": finding.severity.value,
        "message": finding.message,
        "suggestion": finding.suggestion,
        "reference": place_to_json(finding.reference) if finding.reference is not None else None,
        "draft": place_to_json(finding.draft) if finding.draft is not None else None,
        "waived": _waiver(finding.waived) if finding.waived is not None else None,
    }


def _waiver(waiver: Waiver) -> Json:
    return {
        "rule": waiver.rule,
        "quote": waiver.quote,
        "reason": waiver.reason,
        "author": waiver.author,
        "date": waiver.date,
        "expires": waiver.expires,
    }


def _unread(unread: Unread) -> Json:
    return {
        "reason": unread.reason,
        "text": unread.text,
        "anchor": _anchor(unread.anchor) if unread.anchor is not None else None,
    }
