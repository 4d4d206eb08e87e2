"""One comparison, whole and immutable, with rows of what lists show."""

from __future__ import annotations

from django.db import models


class State(models.TextChoices):
    """How far the machine is with something."""

    WAITING = "waiting", "đang chờ"
    RUNNING = "running", "đang làm"
    DONE = "done", "xong"
    FAILED = "failed", "không làm được"


class Run(models.Model):
    """A draft compared with its references by one version of the program."""

    round = models.ForeignKey("store.Round", on_delete=models.CASCADE, related_name="runs")
    program = models.CharField(max_length=40)
    inputs = models.CharField(max_length=64)
    """The hash of everything it was made from: files, corrections, pins, settings, version."""
    used = models.JSONField(default=dict)
    """What it was made from, to be read by a human."""
    state = models.CharField(max_length=16, choices=State, default=State.WAITING)
    reason = models.TextField(blank=True)
    review = models.BinaryField(null=True)
    """The review as compressed JSON."""
    tasks = models.BinaryField(null=True)
    """What the draft says to each task, as compressed JSON: a list as ``work.duties.told`` gives it."""
    conforms = models.BooleanField(default=False)
    sentence = models.TextField(blank=True)
    """The conclusion in one sentence."""
    counts = models.JSONField(default=dict)
    """Open cards by severity."""
    leading = models.JSONField(default=list)
    """Remarks on files that were given by mistake."""
    stale = models.BooleanField(default=False)
    """Something it was made from has been corrected since."""
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        app_label = "store"


class CardRow(models.Model):
    """The findings of one place, as a reviewer decides on them."""

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="cards")
    ordinal = models.IntegerField()
    key = models.CharField(max_length=60)
    """The key of its first finding, which names the card in addresses."""
    severity = models.CharField(max_length=10)
    kind = models.CharField(max_length=30)
    title = models.CharField(max_length=200)
    headline = models.CharField(max_length=200)
    place = models.CharField(max_length=300, blank=True)
    item = models.CharField(max_length=20, blank=True)
    page = models.IntegerField(null=True)
    folded = models.TextField(blank=True)
    payload = models.BinaryField()
    """Everything that its page shows, as compressed JSON."""

    class Meta:
        app_label = "store"
        ordering = ["ordinal"]
        constraints = [
            models.UniqueConstraint(fields=["run", "ordinal"], name="one_card_at_a_place"),
            models.UniqueConstraint(fields=["run", "key"], name="one_card_of_a_key"),
        ]


class FindingRow(models.Model):
    """One finding of a card."""

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="findings")
    card = models.ForeignKey(CardRow, on_delete=models.CASCADE, related_name="findings")
    ordinal = models.IntegerField()
    key = models.CharField(max_length=60)
    fingerprint = models.CharField(max_length=80)
    rule = models.CharField(max_length=10)
    severity = models.CharField(max_length=10)

    class Meta:
        app_label = "store"
        ordering = ["ordinal"]
        constraints = [
            models.UniqueConstraint(fields=["run", "ordinal"], name="one_finding_at_a_place"),
            models.UniqueConstraint(fields=["run", "key"], name="one_finding_of_a_key"),
        ]


class PairRow(models.Model):
    """One measure of a reference with its answer: a line of the list "Chỉ tiêu"."""

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="pairs")
    ordinal = models.IntegerField()
    reference = models.IntegerField()
    """The index of the reference."""
    key = models.CharField(max_length=40)
    verdict = models.CharField(max_length=20)
    word = models.CharField(max_length=60)
    subject = models.CharField(max_length=200)
    asked = models.CharField(max_length=200, blank=True)
    given = models.CharField(max_length=300, blank=True)
    card = models.CharField(max_length=60, blank=True)
    """The key of the card about it; "" where there is none."""
    payload = models.BinaryField()

    class Meta:
        app_label = "store"
        ordering = ["ordinal"]
        constraints = [models.UniqueConstraint(fields=["run", "ordinal"], name="one_pair_at_a_place")]
