"""Work for the worker."""

from __future__ import annotations

from django.db import models


class JobKind(models.TextChoices):
    """What is to be done; ``doichieu.desk.work`` has one module for each."""

    READ = "read", "đọc văn bản"
    COMPARE = "compare", "đối chiếu"
    DRAW = "draw", "dựng trang"
    EXPORT = "export", "xuất văn bản"
    UNPACK = "unpack", "mở tệp nén"
    OVERVIEW = "overview", "lập bảng tổng hợp"


class JobState(models.TextChoices):
    """How far a job is."""

    WAITING = "waiting", "đang chờ"
    RUNNING = "running", "đang làm"
    DONE = "done", "xong"
    FAILED = "failed", "không làm được"
    CANCELLED = "cancelled", "đã dừng"


class Job(models.Model):
    """One piece of work; taken by one worker at a time, at most three times."""

    kind = models.CharField(max_length=16, choices=JobKind)
    object = models.BigIntegerField()
    """The id of the row it is about."""
    detail = models.JSONField(default=dict)
    state = models.CharField(max_length=16, choices=JobState, default=JobState.WAITING)
    attempts = models.IntegerField(default=0)
    worker = models.CharField(max_length=60, blank=True)
    lease = models.DateTimeField(null=True)
    """Until when its worker has it; after that another may take it."""
    cancel = models.BooleanField(default=False)
    done = models.IntegerField(default=0)
    total = models.IntegerField(default=0)
    what = models.CharField(max_length=300, blank=True)
    """What it is doing, for a human."""
    reason = models.TextField(blank=True)
    created = models.DateTimeField(auto_now_add=True)
    finished = models.DateTimeField(null=True)

    class Meta:
        app_label = "store"
        indexes = [models.Index(fields=["state", "id"])]
