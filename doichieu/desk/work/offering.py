"""Which upper plans a draft is checked against: those it cites, as far as the library has them; doubts are asked.

``Review.question`` holds what the page asks: {"offered": [document ids], "missing": [names], "notes": [keys],
"swapped": [document ids], "sent": [document ids]}; {"await": true} where nothing is asked and a reading is waited for.
"""

from __future__ import annotations

from typing import Any

from compare.lineage.choosing import chosen, is_about
from compare.lineage.citing import own_numbers, plain
from compare.lineage.mistaken import has_same_text, is_upside_down
from doichieu.desk.store import packing
from doichieu.desk.store.models import (
    Batch,
    Document,
    Level,
    Review,
    ReviewReference,
    ReviewState,
    Round,
    Run,
    State,
)
from doichieu.desk.store.runs import AWAIT, begin, keep_on
from doichieu.desk.texts import say
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
            offered = list(review.order.values_list("document_id", flat=True))
            _ask_or_go(one, {"offered": offered, "missing": [], **_mistakes(plan, _ordered(review))})
        else:
            _ask_or_go(one, question(plan))


def question(plan: Plan) -> dict[str, Any]:
    """What to offer and to ask for a draft."""
    known = library()
    plans = [upper for _, upper in known]
    offered = list(chosen(plan, plans))
    missing = [_name(citation) for citation in plan.citations if _is_parent(citation, plan, plans)]
    told = _mistakes(plan, [known[index] for index in offered])
    if _is_upper(plan):
        told["notes"].append("upper")
    if not told["notes"] and any(has_same_text(plan, upper) for upper in plans):
        told["notes"].append("same_file")
    if not told["notes"] and not offered:
        below = [
            row.pk
            for row, upper in known
            if is_upside_down(plan, upper) and is_about(plan.masthead, upper.masthead)
        ]
        told = {"notes": ["swapped"], "swapped": below} if below else told
    return {"offered": [known[index][0].pk for index in offered], "missing": missing, **told}


def _ask_or_go(one: Round, asked: dict[str, Any]) -> None:
    review = one.review
    sure = not asked["missing"] and not asked["notes"]
    if not review.order.exists():
        for position, number in enumerate(asked["offered"]):
            ReviewReference.objects.create(review=review, document_id=number, position=position)
    review.question = {**asked, "sent": review.question.get("sent", [])}
    if sure and review.order.exists():
        review.save()
        begin(one)
    else:
        review.state = ReviewState.ASKING
        review.save()


def compare(one: Round) -> Run:
    """Have the worker compare a round whose upper plans are known to be read."""
    run = begin(one)
    if run is None:
        raise ValueError(f"round {one.pk} has upper plans that are not read")
    return run


def arrived(row: Document) -> None:
    """Offer an upper plan that has come into the library to the drafts that wait for one."""
    for review in _awaiting(row):
        last = review.rounds.order_by("number").last()
        if last is not None:
            begin(last)
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
        keep_on(Review.objects.filter(pk=one.review_id), reason, lost=True)
    for review in _awaiting(row):
        last = review.rounds.order_by("number").last()
        lost = last is None or last.current_id is None
        told = say("offer.unread", name=row.name, reason=reason)
        keep_on(Review.objects.filter(pk=review.pk), told, lost=lost)


def _awaiting(row: Document) -> list[Review]:
    """The reviews whose comparison waits until an upper plan is read."""
    return list(Review.objects.filter(order__document=row, question__has_key=AWAIT))


def _ordered(review: Review) -> list[tuple[Document, Plan]]:
    rows = [entry.document for entry in review.order.select_related("document__reading")]
    return [(row, packing.plan_of(row.reading.plan)) for row in rows if row.reading and row.reading.plan]


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


def _mistakes(plan: Plan, uppers: list[tuple[Document, Plan]]) -> dict[str, Any]:
    """Signs that something was given by mistake."""
    found = []
    below = [row.pk for row, upper in uppers if is_upside_down(plan, upper)]
    if below:
        found.append("swapped")
    if any(has_same_text(plan, upper) for _, upper in uppers):
        found.append("same_file")
    if uppers and not any(is_about(plan.masthead, upper.masthead) for _, upper in uppers):
        found.append("other_programme")
    return {"notes": found, "swapped": below}
