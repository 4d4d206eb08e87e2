"""A draft under review, round by round."""

from __future__ import annotations

from django.db import models

from doichieu.desk.store.models.accounts import Account
from doichieu.desk.store.models.documents import Document
from doichieu.desk.store.models.runs import Run


class ReviewState(models.TextChoices):
    """How far a review is."""

    NEW = "new", "mới"
    ASKING = "asking", "cần chọn văn bản cấp trên"
    READING = "reading", "đang đọc"
    OPEN = "open", "đang xem"
    CLOSED = "closed", "xong"
    SENT = "sent", "đã gửi"
    KEPT = "kept", "lưu"


class Review(models.Model):
    """All rounds of one unit's plan (hồ sơ)."""

    unit = models.CharField(max_length=300, blank=True)
    programme = models.CharField(max_length=400, blank=True)
    folded = models.TextField(blank=True)
    owner = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="reviews")
    state = models.CharField(max_length=16, choices=ReviewState, default=ReviewState.NEW)
    question = models.JSONField(default=dict)
    """What is asked before the result: a missing parent, a swap, the same file again."""
    version = models.IntegerField(default=1)
    references: models.ManyToManyField[Document, ReviewReference] = models.ManyToManyField(
        Document, through="store.ReviewReference", related_name="reviews"
    )
    created = models.DateTimeField(auto_now_add=True)
    updated = models.DateTimeField(auto_now=True)

    class Meta:
        app_label = "store"


class ReviewReference(models.Model):
    """One upper plan of a review, at its place in the order."""

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="order")
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="+")
    position = models.IntegerField()

    class Meta:
        app_label = "store"
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["review", "document"], name="a_reference_once"),
        ]


class Round(models.Model):
    """One draft of a review (lần)."""

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="rounds")
    number = models.IntegerField()
    draft = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="rounds")
    current = models.ForeignKey(Run, on_delete=models.SET_NULL, null=True, related_name="+")
    changes = models.JSONField(default=dict)
    """Of a later round: what became of the findings before it."""
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        app_label = "store"
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["review", "number"], name="one_round_of_a_number")]
