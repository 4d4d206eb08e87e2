"""Many drafts at once (đợt rà soát)."""

from __future__ import annotations

from django.db import models

from doichieu.desk.store.models.accounts import Account
from doichieu.desk.store.models.documents import Document
from doichieu.desk.store.models.files import StoredFile
from doichieu.desk.store.models.reviews import Review
from doichieu.desk.store.models.runs import State


class Batch(models.Model):
    """Drafts of many units against the same upper plans."""

    name = models.CharField(max_length=300)
    references: models.ManyToManyField[Document, models.Model] = models.ManyToManyField(
        Document, related_name="batches"
    )
    expected = models.JSONField(default=list)
    """The units that are to send one; empty where nobody said."""
    question = models.JSONField(default=dict)
    """What is asked before the results: {"offered": [document ids], "missing": [names]}; empty where nothing is."""
    begun = models.BooleanField(default=False)
    """Its upper plans are known; drafts are compared as soon as they are read."""
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        app_label = "store"


class Told(models.TextChoices):
    """Why a file of a batch is not compared."""

    COUNTED = "", ""
    SAME = "same", "trùng"
    UPPER = "upper", "văn bản cấp trên"
    PROGRAMME = "programme", "chương trình khác"
    PLACE = "place", "địa bàn khác"


class BatchItem(models.Model):
    """One file of a batch."""

    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="items")
    ordinal = models.IntegerField()
    name = models.CharField(max_length=300)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    document = models.ForeignKey(Document, on_delete=models.SET_NULL, null=True, related_name="items")
    unit = models.CharField(max_length=300, blank=True)
    told = models.CharField(max_length=16, choices=Told, default=Told.COUNTED, blank=True)
    state = models.CharField(max_length=16, choices=State, default=State.WAITING)
    reason = models.TextField(blank=True)
    review = models.ForeignKey(Review, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        app_label = "store"
        ordering = ["ordinal"]
        constraints = [models.UniqueConstraint(fields=["batch", "ordinal"], name="one_file_at_a_place")]
