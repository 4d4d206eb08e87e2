"""What the sentences of all rules about targets have in common."""

from __future__ import annotations

from compare.model import Pair, Severity
from compare.rules.base import Case, Hit
from extract.language import writing


def facts(case: Case, pair: Pair) -> dict[str, str]:
    """Values that every sentence about a pair may use.

    ``subject`` and ``mine`` are the words of the reference and of the draft, fit to stand in quotation marks.
    """
    plan = case.references[pair.reference.plan or 0]
    measure = pair.reference.measure
    facts = {
        "issuer": writing.issuer(case.draft),
        "document": writing.document(plan.masthead),
        "subject": writing.excerpt(measure, 110) if measure else writing.quote(pair.reference.text),
        "wanted": writing.wanted(measure) if measure else "",
        "asked": writing.requirement(measure) if measure else "",
        "by": f" đến năm {measure.deadline[:4]}" if measure and measure.deadline else "",
    }
    mine = pair.draft.measure if pair.draft else None
    facts["given"] = writing.requirement(mine) if mine else ""
    facts["given_amount"] = writing.given(mine) if mine else ""
    facts["mine"] = writing.excerpt(mine, 110) if mine else ""
    return facts


def pair_hit(case: Case, index: int, pair: Pair, severity: Severity | None = None, **values: str) -> Hit:
    return Hit(
        values=facts(case, pair) | values,
        pair=index,
        reference=pair.reference,
        draft=pair.draft,
        severity=severity,
    )
