"""Documents, what the machine read in them, and what a human corrected."""

from __future__ import annotations

from django.db import models

from doichieu.desk.store.models.accounts import Account
from doichieu.desk.store.models.files import StoredFile
from doichieu.desk.store.models.runs import State


class Level(models.TextChoices):
    """What a document is at the desk."""

    UPPER = "upper", "Văn bản cấp trên"
    DRAFT = "draft", "Dự thảo"


class Reading(models.Model):
    """What one version of the program read in a file; never changed once it is done."""

    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="readings")
    revisions = models.CharField(max_length=16, default="accepted")
    program = models.CharField(max_length=40)
    """Version of the program and of the stored form."""
    state = models.CharField(max_length=16, choices=State, default=State.WAITING)
    reason = models.TextField(blank=True)
    """Why it failed, a sentence with what to do."""
    plan = models.BinaryField(null=True)
    """The plan as compressed JSON."""
    text = models.BinaryField(null=True)
    """The document as compressed JSON, for the text view and for the places on its pages."""
    boxes = models.BinaryField(null=True)
    """Places of targets and tasks on the pages, as compressed JSON; None where there are no pages."""
    pages = models.IntegerField(default=0)
    """Pages that can be shown as pictures."""
    warnings = models.JSONField(default=list)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        app_label = "store"
        constraints = [
            models.UniqueConstraint(fields=["file", "revisions", "program"], name="one_reading_of_a_file")
        ]


class TargetRow(models.Model):
    """One measure of a reading, for the library and the search."""

    reading = models.ForeignKey(Reading, on_delete=models.CASCADE, related_name="targets")
    ordinal = models.IntegerField()
    item = models.CharField(max_length=20)
    """The id of its target in the plan: "t8"."""
    key = models.CharField(max_length=40)
    """What names it between readings (``compare.identity``)."""
    text = models.TextField()
    folded = models.TextField()
    """Words of the item and its sections without marks, in lower case."""
    subject = models.CharField(max_length=300)
    value = models.CharField(max_length=120)
    """As an official writes it: "ít nhất 60%"."""
    low = models.DecimalField(max_digits=28, decimal_places=6, null=True)
    high = models.DecimalField(max_digits=28, decimal_places=6, null=True)
    unit = models.CharField(max_length=60, blank=True)
    bound = models.CharField(max_length=20, blank=True)
    deadline = models.CharField(max_length=20, blank=True)
    place = models.CharField(max_length=200, blank=True)
    page = models.IntegerField(null=True)
    facts = models.TextField(blank=True, default="")
    """What the search filters by, as words of its index: ``store.targets.facts``."""

    class Meta:
        app_label = "store"
        ordering = ["ordinal"]
        constraints = [models.UniqueConstraint(fields=["reading", "ordinal"], name="one_row_for_a_measure")]
        indexes = [models.Index(fields=["unit", "low"])]


class Document(models.Model):
    """An upper plan of the library, or a draft."""

    level = models.CharField(max_length=8, choices=Level)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="documents")
    reading = models.ForeignKey(Reading, on_delete=models.PROTECT, null=True, related_name="documents")
    name = models.CharField(max_length=400)
    """What a list shows: "Kế hoạch số 80/KH-UBND", else the name of the file."""
    title = models.TextField(blank=True)
    number = models.CharField(max_length=100, blank=True)
    date = models.CharField(max_length=10, blank=True)
    issuer = models.CharField(max_length=300, blank=True)
    unit = models.CharField(max_length=300, blank=True)
    """The place that it is for: "huyện Nà Sưởng"."""
    rank = models.CharField(max_length=20, blank=True)
    """The level of its issuer: "province"."""
    start = models.IntegerField(null=True)
    end = models.IntegerField(null=True)
    verified_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    verified_at = models.DateTimeField(null=True)
    hidden = models.BooleanField(default=False)
    """Taken out of the library; reviews that use it keep it."""
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        app_label = "store"

    def __str__(self) -> str:
        return self.name


class Correction(models.Model):
    """What a human says of one thing that was read; only ever added and withdrawn."""

    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="corrections")
    target = models.CharField(max_length=40)
    """The key of the measure (``TargetRow.key``); "" for a target that was not read at all."""
    field = models.CharField(max_length=20)
    """"value", "unit", "bound", "deadline", "added" or "struck" of a target; of the head of a document "number",
    "date", "issuer", "title" or "period"."""
    machine = models.TextField(blank=True)
    human = models.TextField(blank=True)
    detail = models.JSONField(default=dict)
    """The correction as ``compare`` takes it; of a head {"said": its value}, of a period its two years."""
    reason = models.TextField()
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    origin = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    """The correction of an earlier draft that it was carried over from."""
    withdrawn_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "store"
