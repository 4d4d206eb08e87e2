"""Which upper plans a draft is checked against: those it cites, as far as the library has them; doubts are asked.

``Review.question`` holds what the page asks: {"offered": [document ids], "missing": [names], "notes": [keys]}.
"""

from __future__ import annotations

from typing import Any

from compare.lineage.choosing import chosen, is_about
from compare.lineage.citing import own_numbers, plain
from compare.lineage.mistaken import has_same_text, is_upside_down
from doichieu.desk.store import packing, queue
from doichieu.desk.store.models import (
    Batch,
    Document,
    JobKind,
    Level,
    Review,
    ReviewReference,
    ReviewState,
    Round,
    Run,
    State,
)
from doichieu.desk.words import unmarked
from extract.language import writing
from extract.language.lexicon import fold
from extract.model import Citation, CitationRole, Plan
from extract.model import Level as Rank

_PLANS = ("kế hoạch", "chương trình", "đề án")
"""Kinds of documents of local bodies that set targets for those below."""


def library() -> list[tuple[Document, Plan]]:
    """The upper plans that have been read, the newest first."""
    found = Document.objects.filter(level=Level.UPPER, hidden=False, reading__state=State.DONE)
    rows = found.select_related("reading").order_by("-pk")
    return [(row, packing.plan_of(row.reading.plan)) for row in rows if row.reading and row.reading.plan]


def offer(row: Document, plan: Plan) -> None:
    """Begin the comparison of a draft, or ask the reviewer, where something is in doubt."""
    for one in Round.objects.filter(draft=row, current=None).select_related("review"):
        review = one.review
        review.unit = review.unit or row.unit
        review.programme = plan.masthead.programme or plan.masthead.title or ""
        review.folded = unmarked(" ".join([row.unit, row.name, row.title]))
        if review.order.exists():
            notes = _notes(plan, _ordered(review))
            _ask_or_go(one, {"offered": [], "missing": [], "notes": notes})
        else:
            _ask_or_go(one, question(plan))


def question(plan: Plan) -> dict[str, Any]:
    """What to offer and to ask for a draft."""
    known = library()
    plans = [upper for _, upper in known]
    offered = list(chosen(plan, plans))
    missing = [_name(citation) for citation in plan.citations if _is_parent(citation, plan, plans)]
    notes = _notes(plan, [plans[index] for index in offered])
    if _is_upper(plan):
        notes.append("upper")
    if not notes and any(has_same_text(plan, upper) for upper in plans):
        notes.append("same_file")
    return {"offered": [known[index][0].pk for index in offered], "missing": missing, "notes": notes}


def _ask_or_go(one: Round, asked: dict[str, Any]) -> None:
    review = one.review
    sure = not asked["missing"] and not asked["notes"]
    if not review.order.exists():
        for position, number in enumerate(asked["offered"]):
            ReviewReference.objects.create(review=review, document_id=number, position=position)
    review.question = asked
    if sure and review.order.exists():
        compare(one)
    else:
        review.state = ReviewState.ASKING
        review.save()


def compare(one: Round) -> Run:
    """Have the worker compare a round with the references of its review."""
    review = one.review
    review.state = ReviewState.READING
    review.question = {}
    review.save()
    run = Run.objects.create(round=one, program=packing.PROGRAM, inputs="")
    queue.give(JobKind.COMPARE, run.pk)
    return run


def arrived(row: Document) -> None:
    """Offer an upper plan that has come into the library to the drafts that wait for one."""
    waiting = Review.objects.filter(state=ReviewState.ASKING, order=None)
    for one in Round.objects.filter(review__in=waiting, current=None).select_related(
        "draft__reading", "review"
    ):
        reading = one.draft.reading
        if reading is not None and reading.plan is not None:
            _ask_or_go(one, question(packing.plan_of(reading.plan)))
    missed = Review.objects.filter(state=ReviewState.ASKING).exclude(order=None)
    for review in missed:
        last = review.rounds.select_related("draft__reading").last()
        reading = last.draft.reading if last is not None and last.current_id is None else None
        if last is None or reading is None or reading.plan is None:
            continue
        asked = question(packing.plan_of(reading.plan))
        if row.pk in asked["offered"]:
            review.order.all().delete()
            _ask_or_go(last, asked)


def failed(row: Document, reason: str) -> None:
    """Tell the reviews of a draft that nothing was read."""
    for one in Round.objects.filter(draft=row, current=None).select_related("review"):
        one.review.state = ReviewState.ASKING
        one.review.question = {"failed": reason, "offered": [], "missing": [], "notes": []}
        one.review.save()


def _ordered(review: Review) -> list[Plan]:
    readings = [entry.document.reading for entry in review.order.select_related("document__reading")]
    return [packing.plan_of(reading.plan) for reading in readings if reading and reading.plan]


def _is_parent(citation: Citation, plan: Plan, plans: list[Plan]) -> bool:
    """Whether a basis of a draft is a plan of a body above it, of its matter, that the library lacks."""
    if citation.role is not CitationRole.BASIS or fold(citation.kind or "") not in map(fold, _PLANS):
        return False
    if any(plain(citation.number) in own_numbers(upper.masthead) for upper in plans):
        return False
    about = fold(citation.about or "")
    programme = set(fold(plan.masthead.programme or plan.masthead.title or "").split())
    return not programme or len(programme & set(about.split())) >= len(programme) / 2


def _name(citation: Citation) -> str:
    kind = f"{citation.kind} số " if citation.kind else ""
    day = f" ngày {writing.date(citation.date)}" if citation.date else ""
    return f"{kind}{citation.number}{day}"


def _is_upper(plan: Plan) -> bool:
    """Whether a draft is an upper plan that was dropped by mistake: of the nation, or one that a draft waits for."""
    head = plan.masthead
    if head.level is Rank.NATIONAL:
        return True
    own = own_numbers(head)
    waiting = [
        *Review.objects.filter(state=ReviewState.ASKING).values_list("question", flat=True),
        *Batch.objects.filter(begun=False).values_list("question", flat=True),
    ]
    missing = [name for asked in waiting for name in asked.get("missing", ())]
    return any(plain(word) in own for name in missing for word in name.split())


def _notes(plan: Plan, uppers: list[Plan]) -> list[str]:
    """Signs that something was given by mistake."""
    found = []
    if any(is_upside_down(plan, upper) for upper in uppers):
        found.append("swapped")
    if any(has_same_text(plan, upper) for upper in uppers):
        found.append("same_file")
    if uppers and not any(is_about(plan.masthead, upper.masthead) for upper in uppers):
        found.append("other_programme")
    return found
