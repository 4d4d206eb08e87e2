"""What humans say of a review, as ``compare`` takes it: pins of its measures, remarks of their own."""

from __future__ import annotations

from collections.abc import Iterator

from compare.human.remarks import Remark, placed
from compare.model import Pin, Severity
from doichieu.desk.store.models import Pin as PinRow
from doichieu.desk.store.models import Remark as RemarkRow
from doichieu.desk.store.models import Review
from extract.model import Plan


def pins_of(review: Review) -> list[Pin]:
    """The pins of a review in the order in which they were made, one for each sentence that answers."""
    rows = PinRow.objects.filter(review=review).select_related("by").order_by("pk")
    return [pin for row in rows for pin in _pins(row)]


def pins_used(review: Review) -> list[int]:
    """The ids of the pins in force: what a run tells of those that it was made with."""
    return list(PinRow.objects.filter(review=review).order_by("pk").values_list("pk", flat=True))


def _pins(row: PinRow) -> Iterator[Pin]:
    """One pin for each answer of a row: {"answers": [{"key", "text"}], "quote"}; one that is empty without any."""
    for answer in row.detail.get("answers") or [{}]:
        yield Pin(
            reason=row.reason,
            author=str(row.by),
            date=row.at.date().isoformat(),
            key=row.reference,
            quote=row.detail.get("quote", ""),
            answer_key=answer.get("key", ""),
            answer=answer.get("text", ""),
        )


def remarks_of(review: Review, draft: Plan) -> list[Remark]:
    """The remarks of a review that stand, each at its place in a draft."""
    rows = RemarkRow.objects.filter(review=review, withdrawn=False).select_related("by").order_by("pk")
    return [
        placed(
            Remark(
                text=row.text,
                severity=Severity(row.severity),
                author=str(row.by),
                date=row.at.date().isoformat(),
                sentence=row.sentence,
                quote=row.quote,
            ),
            draft,
        )
        for row in rows
    ]
