"""What was done, and what was handed out."""

from __future__ import annotations

from django.db import models

from doichieu.desk.store.models.accounts import Account
from doichieu.desk.store.models.files import StoredFile
from doichieu.desk.store.models.reviews import Round
from doichieu.desk.store.models.runs import Run


class Event(models.Model):
    """One act of a human; triggers in the database forbid to change or delete it."""

    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    address = models.CharField(max_length=60, blank=True)
    act = models.CharField(max_length=40)
    """"decide", "correct", "pin", "remark", "export", …: ``doichieu.desk.rights.Act``."""
    object = models.CharField(max_length=120)
    """"decision 12 CT02-5f0c81d2a9"."""
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    request = models.CharField(max_length=64, null=True, unique=True)
    """The id of the request, so that one that is sent twice acts once."""

    class Meta:
        app_label = "store"


class Export(models.Model):
    """A paper that was made from a run and the decisions on it."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="exports")
    run = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="+")
    form = models.CharField(max_length=20)
    name = models.CharField(max_length=300)
    """The name under which it is saved."""
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    event = models.ForeignKey(Event, on_delete=models.PROTECT, null=True, related_name="+")
    """The last act before it was made."""
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        app_label = "store"
