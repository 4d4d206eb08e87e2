"""A review as the bytes of a file, and back, equal: the whole result of a comparison, for a program that keeps it."""

from __future__ import annotations

from compare.model import Review
from extract.stored import Stored

REVIEWS: Stored[Review] = Stored(Review, "doichieu.stored.review/1")
"""Stored reviews."""


def dump_review(review: Review) -> bytes:
    """A review as bytes, about 170 kB for 60 pairs; equal reviews give equal bytes."""
    return REVIEWS.dump(review)


def load_review(data: bytes) -> Review:
    """The review of ``dump_review``, equal to it; raises ``extract.stored.StoredError``.

    >>> from compare import review
    >>> from extract import read_plan
    >>> checked = review(read_plan("samples/a5-kh-huyen-da-lung.txt"), [read_plan("samples/a2-kh-tinh.docx")])
    >>> load_review(dump_review(checked)) == checked
    True
    """
    return REVIEWS.load(data)
