"""Files as they were sent in or handed out."""

from __future__ import annotations

from django.db import models

from doichieu.desk.store.models.accounts import Account


class StoredFile(models.Model):
    """One content of bytes, kept at ``files/ab/<sha256>``."""

    sha256 = models.CharField(primary_key=True, max_length=64)
    size = models.BigIntegerField()
    name = models.CharField(max_length=300)
    """Its name as sent, shown and never used as a path."""
    ending = models.CharField(max_length=10)
    """The ending by which a reader is chosen, in lower case: ".docx"."""
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        app_label = "store"

    def __str__(self) -> str:
        return self.name
