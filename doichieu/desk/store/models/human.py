"""What a human says of a review."""

from __future__ import annotations

from django.db import models

from doichieu.desk.store.models.accounts import Account
from doichieu.desk.store.models.reviews import Review


class DecisionState(models.TextChoices):
    """A decision on a finding."""

    KEEP = "keep", "giữ"
    DISMISS = "dismiss", "bỏ qua"
    UNSURE = "unsure", "chưa rõ"
    OPEN = "open", "chưa xem"


class Decision(models.Model):
    """The decision on one finding, in every round of its review."""

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="decisions")
    key = models.CharField(max_length=60)
    state = models.CharField(max_length=10, choices=DecisionState, default=DecisionState.OPEN)
    reason = models.TextField(blank=True)
    sentence = models.TextField(blank=True)
    """The request in the reviewer's own words; "" for the machine's."""
    note = models.TextField(blank=True)
    fingerprint = models.CharField(max_length=80)
    """What the draft said when it was made."""
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now=True)
    version = models.IntegerField(default=1)

    carried = 0
    """The number of the earlier round in which it was made, as ``store.decided.decisions`` finds it; no column."""

    class Meta:
        app_label = "store"
        constraints = [models.UniqueConstraint(fields=["review", "key"], name="one_decision_on_a_finding")]


class Remark(models.Model):
    """What only the human saw."""

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="remarks")
    quote = models.TextField(blank=True)
    """Words of the draft that it is about."""
    upper = models.TextField(blank=True, default="")
    """Words of an upper plan on which it rests."""
    place = models.CharField(max_length=300, blank=True)
    text = models.TextField()
    sentence = models.TextField(blank=True)
    severity = models.CharField(max_length=10)
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    withdrawn = models.BooleanField(default=False)
    version = models.IntegerField(default=1)

    class Meta:
        app_label = "store"


class Pin(models.Model):
    """A pairing that a human made: it beats the machine's."""

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="pins")
    reference = models.CharField(max_length=40)
    """The key of the measure of the upper plan."""
    detail = models.JSONField(default=dict)
    """The pin as ``compare`` takes it."""
    text = models.TextField(blank=True)
    """The sentence of the draft that answers; "" where nothing does."""
    reason = models.TextField(blank=True)
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        app_label = "store"
        constraints = [models.UniqueConstraint(fields=["review", "reference"], name="one_pin_of_a_measure")]
